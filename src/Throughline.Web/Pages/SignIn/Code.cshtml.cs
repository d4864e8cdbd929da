using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Security;
using Throughline.Web.Components;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.SignIn;

/// <summary>The second factor, after a right password. Without one there is nothing here.</summary>
public sealed class CodeModel(Proofs proofs, SignInFlow flow) : PageModel
{
    public PendingSignIn Pending { get; private set; } = null!;

    [BindProperty(SupportsGet = true)]
    public bool Recovery { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "Enter a code")]
    public string? Code { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        return await FindAsync(cancellation) is null ? LocalRedirect("/sign-in") : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (await FindAsync(cancellation) is not { } personId)
        {
            return LocalRedirect("/sign-in");
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        if (!await proofs.IsCodeOfAsync(personId, Code, Recovery, cancellation))
        {
            ModelState.AddModelError(nameof(Code), new CodeNotRight().Sentence);
            return this.Invalid();
        }

        if (!await proofs.EndAwaitingAsync(HttpContext, cancellation))
        {
            return LocalRedirect("/sign-in");
        }

        var method = Recovery ? SignInMethod.PasswordAndRecoveryCode : SignInMethod.PasswordAndCode;
        var signedIn = await flow.SignInAsync(HttpContext, new NewSession(personId, null, method, Pending.SharedComputer), cancellation);
        return signedIn.Succeeded ? LocalRedirect(await flow.NextAsync(personId, Pending.ReturnUrl, cancellation)) : LocalRedirect("/sign-in/no-role");
    }

    private async Task<Guid?> FindAsync(CancellationToken cancellation)
    {
        if (await proofs.AwaitedAsync(HttpContext, cancellation) is not { } awaited)
        {
            return null;
        }

        Pending = awaited.Pending;
        return awaited.PersonId;
    }
}
