using Microsoft.EntityFrameworkCore;
using Throughline.Audit;
using Throughline.Storage;

namespace Throughline.Security;

/// <summary>Locks a session by hand, at once: somebody has come in, or the screen has been left alone.</summary>
public sealed class LockSession(UnitOfWork unit)
{
    /// <summary>Locks it.</summary>
    public Task<Outcome<Done>> RunAsync(CurrentSession current, CancellationToken cancellation = default) =>
        unit.RunAsAsync<Done>(current.Viewer, new Act("locked", Kind: AuditKind.SignIn), async writing =>
        {
            if (await writing.Context.Sessions.FirstOrDefaultAsync(s => s.Id == current.Id && s.EndedAt == null, cancellation) is not { } session)
            {
                return new NotFound();
            }

            session.Lock(writing.Now);
            writing.Note(session.PersonId, nameof(Session), session.Id, new FieldChange(nameof(Session.LockedAt), null, "now"));
            return new Done();
        }, cancellation);
}
