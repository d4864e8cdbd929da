using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Security;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.SignIn;

/// <summary>The fictional service's people, to sign in as. Not mapped in any other service.</summary>
public sealed class AsModel(FictionalListQueries people, SignInFlow flow) : PageModel
{
    /// <summary>How many of each hat are shown before the rest is folded away.</summary>
    public const int First = 6;

    public IReadOnlyList<FictionalHat> Hats { get; private set; } = [];

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public string? Refused { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation) => Hats = await people.AllAsync(cancellation);

    public async Task<IActionResult> OnPostAsync(Guid personId, Hat hat, CancellationToken cancellation)
    {
        var signedIn = await flow.SignInAsync(HttpContext, new NewSession(personId, hat, SignInMethod.FictionalList), cancellation);
        if (signedIn.Succeeded)
        {
            return LocalRedirect(SignIns.SafeReturn(ReturnUrl));
        }

        Refused = "That person does not hold that hat now. Choose from the list.";
        Hats = await people.AllAsync(cancellation);
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }
}
