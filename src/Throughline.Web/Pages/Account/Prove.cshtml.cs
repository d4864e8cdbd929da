using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Security;
using Throughline.Web.Components;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.Account;

public sealed class ProveModel(Proofs proofs, ProveSession prove, AccountQueries accounts) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public string? Credential { get; set; }

    public bool HasApp { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation) => await FillAsync(cancellation);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (await proofs.IsCodeOfAsync(HttpContext.Session().PersonId, Code, recovery: false, cancellation))
        {
            return await ProvedAsync(cancellation);
        }

        ModelState.AddModelError(nameof(Code), new CodeNotRight().Sentence);
        await FillAsync(cancellation);
        return this.Invalid();
    }

    public async Task<IActionResult> OnPostPasskeyAsync(CancellationToken cancellation)
    {
        if (await proofs.ByPasskeyAsync(HttpContext, Credential, cancellation) is { } personId && personId == HttpContext.Session().PersonId)
        {
            return await ProvedAsync(cancellation);
        }

        ModelState.AddModelError("", new PasskeyNotTaken().Sentence);
        await FillAsync(cancellation);
        return this.Invalid();
    }

    private async Task<IActionResult> ProvedAsync(CancellationToken cancellation)
    {
        await prove.RunAsync(HttpContext.Session(), cancellation);
        return LocalRedirect(SignIns.SafeReturn(ReturnUrl));
    }

    private async Task FillAsync(CancellationToken cancellation) =>
        HasApp = await accounts.PageAsync(HttpContext.Session().PersonId, cancellation) is { HasApp: true };
}
