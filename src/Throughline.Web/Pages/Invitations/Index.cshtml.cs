using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Security;
using Throughline.Web.Components;

namespace Throughline.Web.Pages.Invitations;

public sealed class IndexModel(InvitationQueries invitations, WithdrawInvitation withdraw) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Name { get; set; }

    public IReadOnlyList<InvitablePerson> People { get; private set; } = [];

    public IReadOnlyList<InvitationRow> Open { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        People = await invitations.FindPeopleAsync(Name, cancellation);
        Open = await invitations.OpenAsync(cancellation);
    }

    public async Task<IActionResult> OnPostWithdrawAsync(Guid invitationId, CancellationToken cancellation) =>
        (await withdraw.RunAsync(invitationId, cancellation)).Succeeded ? this.Done("The invitation is taken back: its link does not work any more", "/invitations") : NotFound();
}
