using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Security;
using Throughline.Web.Components;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.SignIn;

/// <summary>Where the link leads that is printed when nobody can sign in yet. With any other secret it does not exist.</summary>
public sealed class FirstStartModel(FirstStart first, SetUpFirstAdministrator setUp, Proofs proofs, SignInFlow flow) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string Token { get; set; } = "";

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? SignInName { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    public IActionResult OnGet() => first.Fits(Token) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!first.Fits(Token))
        {
            return NotFound();
        }

        if (PasswordRule.Check(Password, Name, SignInName) is { } refusal)
        {
            ModelState.AddModelError(nameof(Password), refusal.Sentence);
        }

        if (string.IsNullOrWhiteSpace(Name))
        {
            ModelState.AddModelError(nameof(Name), "Enter your name");
        }

        if (Throughline.Security.Account.Open(Guid.Empty, Guid.Empty, SignInName, administers: true, default).Refusal is { } unnamed)
        {
            ModelState.AddModelError(nameof(SignInName), unnamed.Sentence);
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var made = await setUp.RunAsync(new FirstAdministrator(Name, SignInName, proofs.Hash(Password!)), cancellation);
        if (!made.Succeeded)
        {
            if (made.Refusal is InvitationOver)
            {
                return NotFound();
            }

            ModelState.AddModelError(made.Refusal!.Field ?? "", made.Refusal.Sentence);
            return this.Invalid();
        }

        first.Spend();
        await flow.SignInAsync(HttpContext, new NewSession(made.Value, null, SignInMethod.PasswordOnly), cancellation);
        return LocalRedirect("/account/second-factor");
    }
}
