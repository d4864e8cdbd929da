using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Security;
using Throughline.Web.Components;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.Account;

public sealed class PasskeysModel(Proofs proofs, RemovePasskey remove, AccountQueries accounts, ProveSession prove, SignInFlow flow) : PageModel
{
    public IReadOnlyList<PasskeyRow> Passkeys { get; private set; } = [];

    public bool Enrolling => HttpContext.Session().Standing == SessionStanding.NeedsSecondFactor;

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Credential { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        await FillAsync(cancellation);
        return this.First(prove) ?? Page();
    }

    public async Task<IActionResult> OnPostOptionsAsync(CancellationToken cancellation) =>
        this.First(prove) is null && await proofs.NewPasskeyOptionsAsync(HttpContext, HttpContext.Session(), cancellation) is { } options
            ? Content(options, "application/json")
            : Forbid();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (this.First(prove) is { } first)
        {
            return first;
        }

        var session = HttpContext.Session();
        var added = await proofs.AddPasskeyAsync(HttpContext, session, Credential, Name, cancellation);
        if (!added.Succeeded)
        {
            ModelState.AddModelError(added.Refusal!.Field ?? "", added.Refusal.Sentence);
            await FillAsync(cancellation);
            return this.Invalid();
        }

        if (Enrolling)
        {
            await flow.SignInAsync(HttpContext, new NewSession(session.PersonId, null, SignInMethod.Passkey, session.SharedComputer), cancellation);
        }

        return this.Done("Your passkey is added", "/account");
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid passkeyId, CancellationToken cancellation)
    {
        if (this.First(prove) is { } first)
        {
            return first;
        }

        var removed = await remove.RunAsync(HttpContext.Session().PersonId, passkeyId, cancellation);
        if (removed.Succeeded)
        {
            return this.Done("The passkey is removed", "/account/passkeys");
        }

        if (removed.Refusal is NotFound)
        {
            return NotFound();
        }

        ModelState.AddModelError("", removed.Refusal!.Sentence);
        await FillAsync(cancellation);
        return this.Invalid();
    }

    private async Task FillAsync(CancellationToken cancellation) =>
        Passkeys = (await accounts.PageAsync(HttpContext.Session().PersonId, cancellation))?.Passkeys ?? [];
}
