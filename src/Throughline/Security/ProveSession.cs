using Microsoft.EntityFrameworkCore;
using Throughline.Audit;
using Throughline.Storage;

namespace Throughline.Security;

/// <summary>Notes in a running session that its person has just shown a second factor again: for the few minutes in which ways to sign in may be changed.</summary>
public sealed class ProveSession(UnitOfWork unit, SignInRules rules, TimeProvider clock)
{
    /// <summary>Notes it.</summary>
    public Task<Outcome<Done>> RunAsync(CurrentSession current, CancellationToken cancellation = default) =>
        unit.RunAsAsync<Done>(current.Viewer, new Act("proved-again", Kind: AuditKind.SignIn), async writing =>
        {
            if (await writing.Context.Sessions.FirstOrDefaultAsync(s => s.Id == current.Id && s.EndedAt == null, cancellation) is not { } session)
            {
                return new NotFound();
            }

            session.Prove(writing.Now);
            writing.Note(session.PersonId, nameof(Session), session.Id, new FieldChange(nameof(Session.ProvedAt), null, "now"));
            return new Done();
        }, cancellation);

    /// <summary>True when a second factor was shown in this session within the last few minutes. In the fictional service there is none to show.</summary>
    public bool IsRecent(CurrentSession current) => current.Method == SignInMethod.FictionalList
        || (current.ProvedAt is { } proved && clock.Now() - proved < TimeSpan.FromMinutes(rules.RecentProofMinutes));
}
