using Throughline.People;
using Throughline.Storage;

namespace Throughline.Delivery.Programmes;

/// <summary>Approves a version, so that groups may run it (INV-087): a coordinator or a head of service, who neither wrote it nor does peer work in the scheme.</summary>
public sealed class ApproveProgramme(UnitOfWork unit)
{
    /// <summary>Approves it.</summary>
    /// <param name="versionId">The version of the programme.</param>
    /// <param name="version">The version of the record that the form was opened on.</param>
    /// <param name="reason">Why, at least 20 characters.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>
    /// <see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="ProgrammeMoveNotOpen"/>, <see cref="AuthorsDoNotApprove"/>,
    /// <see cref="PeersDoNotApprove"/>, <see cref="Invalid"/>.
    /// </returns>
    public Task<Outcome<Done>> RunAsync(Guid versionId, int version, string? reason, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("session-programme-approved"), async writing =>
        {
            if (writing.Viewer.Hat is not (Hat.Coordinator or Hat.HeadOfService))
            {
                return new NotAllowed();
            }

            var (found, refused) = await writing.TakeVersionAsync(versionId, version, cancellation);
            if (found is null)
            {
                return refused!;
            }

            var me = writing.Viewer.PersonId;
            return found.Approve(
                await writing.Context.IsAuthorAsync(versionId, me, cancellation), await writing.Context.DoesPeerWorkAsync(found.SchemeId, cancellation), reason, writing.Now, me) is { } refusal
                ? refusal : new Done();
        }, cancellation);
}
