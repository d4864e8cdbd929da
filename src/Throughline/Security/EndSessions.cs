using Throughline.Audit;
using Throughline.Storage;

namespace Throughline.Security;

/// <summary>Ends sessions of somebody's own: one of them, or all but the one they are in.</summary>
public sealed class EndSessions(UnitOfWork unit)
{
    /// <summary>Ends them.</summary>
    /// <param name="current">The session they are in.</param>
    /// <param name="only">The one session to end; null for every other one.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>How many ended, or <see cref="NotFound"/> for a session that is not theirs or not running.</returns>
    public Task<Outcome<int>> RunAsync(CurrentSession current, Guid? only, CancellationToken cancellation = default) =>
        unit.RunAsAsync<int>(current.Viewer, new Act(only is null ? "signed-out-everywhere" : "session-ended", Kind: AuditKind.SignIn), async writing =>
        {
            var ended = await writing.EndSessionsAsync(current.PersonId, only is null ? current.Id : null, cancellation, only);
            return only is not null && ended == 0 ? new NotFound() : ended;
        }, cancellation);
}
