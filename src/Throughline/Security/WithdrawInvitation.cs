using Microsoft.EntityFrameworkCore;
using Throughline.Audit;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Security;

/// <summary>Takes an invitation back: its link stops working.</summary>
public sealed class WithdrawInvitation(UnitOfWork unit, CurrentViewer current)
{
    /// <summary>Takes it back.</summary>
    public async Task<Outcome<Done>> RunAsync(Guid invitationId, CancellationToken cancellation = default)
    {
        if (current.Viewer.Hat is not (Hat.Coordinator or Hat.SystemAdministrator))
        {
            return new NotAllowed();
        }

        var reach = current.Viewer.Hat == Hat.SystemAdministrator ? new[] { ThroughlineContext.ReachFilter } : [];
        return await unit.RunAsync<Done>(new Act("invitation-withdrawn", Kind: AuditKind.SignIn), async writing =>
        {
            var invitation = await writing.Context.Invitations.IgnoreQueryFilters(reach).FirstOrDefaultAsync(i => i.Id == invitationId, cancellation);
            if (invitation is null || !invitation.IsOpen(writing.Now))
            {
                return new NotFound();
            }

            invitation.Withdraw(writing.Now);
            return new Done();
        }, cancellation);
    }
}
