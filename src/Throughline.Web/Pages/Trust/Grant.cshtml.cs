using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Trust;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.Trust;

public sealed class GrantModel(TrustQueries trust, AcceptTrust accept, DeclineTrust decline, LetGoOfProposal letGo, AppealTrust appeal) : PageModel
{
    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    public bool Appealing { get; private set; }

    public bool IsStaff => HttpContext.Session().Hat is Hat.Coordinator or Hat.Supervisor;

    public TrustGrantPage Grant { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation) => await ReadAsync(id, cancellation) ? Page() : NotFound();

    public Task<IActionResult> OnPostAcceptAsync(Guid id, CancellationToken cancellation) =>
        SaveAsync(id, () => accept.RunAsync(new TrustAnswer(id, Version), cancellation), "It is yours from today", cancellation);

    public Task<IActionResult> OnPostDeclineAsync(Guid id, CancellationToken cancellation) =>
        SaveAsync(id, () => decline.RunAsync(new TrustAnswer(id, Version), cancellation), "That is fine. It can be offered again whenever you like", cancellation);

    public Task<IActionResult> OnPostTakeBackAsync(Guid id, CancellationToken cancellation) =>
        SaveAsync(id, () => letGo.RunAsync(new LetGoProposal(id, Version, new Decision(null, null)), cancellation), "It is taken back", cancellation);

    public Task<IActionResult> OnPostAppealAsync(Guid id, CancellationToken cancellation)
    {
        Appealing = true;
        return SaveAsync(id, () => appeal.RunAsync(new TrustAppeal(id, Version, Words), cancellation), "Your appeal is with them", cancellation);
    }

    private async Task<IActionResult> SaveAsync(Guid id, Func<Task<Outcome<Throughline.Done>>> save, string done, CancellationToken cancellation)
    {
        var outcome = await save();
        if (outcome.Succeeded)
        {
            return this.Done(done, $"/trust/grants/{id}");
        }

        return await ReadAsync(id, cancellation) ? this.Refused(outcome.Refusal!, nameof(Words)) : NotFound();
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await trust.GrantAsync(id, cancellation) is not { } grant)
        {
            return false;
        }

        Grant = grant;
        return true;
    }
}
