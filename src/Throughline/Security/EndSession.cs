using Microsoft.EntityFrameworkCore;
using Throughline.Audit;
using Throughline.Storage;

namespace Throughline.Security;

/// <summary>Signs out: ends the session of a browser's key, and with it every copy of the cookie.</summary>
public sealed class EndSession(UnitOfWork unit)
{
    /// <summary>Ends it. A key that is not known, or whose session has ended, is no error: they are signed out.</summary>
    public async Task<Outcome<Done>> RunAsync(CurrentSession session, string key, CancellationToken cancellation = default) =>
        await unit.RunAsAsync<Done>(session.Viewer, new Act("signed-out", Kind: AuditKind.SignIn), async writing =>
        {
            await writing.EndSessionAsync(key, cancellation);
            return new Done();
        }, cancellation);
}

internal static class SessionWriting
{
    /// <summary>Ends the session of a key, if there is one, and owes the audit log its event.</summary>
    public static async Task EndSessionAsync(this Writing writing, string key, CancellationToken cancellation)
    {
        var hash = SessionQueries.Hash(key);
        var session = await writing.Context.Sessions.FirstOrDefaultAsync(s => s.KeyHash == hash && s.EndedAt == null, cancellation);
        if (session is not null)
        {
            session.End(writing.Now);
            writing.Note(session.PersonId, nameof(Session), session.Id, new FieldChange(nameof(Session.EndedAt), null, "now"));
        }
    }

    /// <summary>Ends every session of somebody else.</summary>
    public static async Task EndEverySessionAsync(this Writing writing, Guid personId, CancellationToken cancellation)
    {
        foreach (var session in await writing.Context.Sessions.IgnoreQueryFilters([ThroughlineContext.OwnFilter])
            .Where(s => s.PersonId == personId && s.EndedAt == null).ToListAsync(cancellation))
        {
            session.End(writing.Now);
            writing.Note(personId, nameof(Session), session.Id, new FieldChange(nameof(Session.EndedAt), null, "now"));
        }
    }

    /// <summary>Takes back every recovery link of somebody that has not been used.</summary>
    public static async Task WithdrawRecoveriesAsync(this Writing writing, Guid personId, CancellationToken cancellation)
    {
        foreach (var recovery in await writing.Context.Recoveries.IgnoreQueryFilters([ThroughlineContext.ReachFilter])
            .Where(r => r.PersonId == personId && r.UsedAt == null && r.WithdrawnAt == null).ToListAsync(cancellation))
        {
            recovery.Withdraw(writing.Now);
        }
    }

    /// <summary>Ends running sessions of a person.</summary>
    /// <returns>How many.</returns>
    public static async Task<int> EndSessionsAsync(this Writing writing, Guid personId, Guid? except, CancellationToken cancellation, Guid? only = null)
    {
        var sessions = await writing.Context.Sessions
            .Where(s => s.PersonId == personId && s.EndedAt == null && (except == null || s.Id != except) && (only == null || s.Id == only))
            .ToListAsync(cancellation);
        foreach (var session in sessions)
        {
            session.End(writing.Now);
            writing.Note(personId, nameof(Session), session.Id, new FieldChange(nameof(Session.EndedAt), null, "now"));
        }

        return sessions.Count;
    }
}
