using Microsoft.EntityFrameworkCore;
using Throughline.Audit;
using Throughline.Storage;

namespace Throughline.Security;

/// <summary>Opens a locked session again, once its person has proved that it is they who sit there.</summary>
public sealed class UnlockSession(UnitOfWork unit, SignInRules rules)
{
    /// <summary>Opens it.</summary>
    /// <param name="current">The locked session.</param>
    /// <param name="proof">How they proved it. A password alone opens the lock but is no second factor.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/> when the session is not locked any more, or <see cref="NotAllowed"/> for one button outside the fictional service.</returns>
    public Task<Outcome<Done>> RunAsync(CurrentSession current, SignInMethod proof, CancellationToken cancellation = default) =>
        unit.RunAsAsync<Done>(current.Viewer, new Act("unlocked", Kind: AuditKind.SignIn), async writing =>
        {
            if (proof == SignInMethod.FictionalList && !(rules.FictionalList && current.Method == SignInMethod.FictionalList))
            {
                return new NotAllowed();
            }

            if (current.Standing != SessionStanding.Locked
                || await writing.Context.Sessions.FirstOrDefaultAsync(s => s.Id == current.Id && s.EndedAt == null, cancellation) is not { } session)
            {
                return new NotFound();
            }

            session.Unlock(writing.Now, proof);
            writing.Note(session.PersonId, nameof(Session), session.Id, new FieldChange("Proof", null, proof.ToString()));
            return new Done();
        }, cancellation);
}
