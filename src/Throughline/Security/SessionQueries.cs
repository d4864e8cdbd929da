using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Security;

/// <summary>What a session is good for at this moment.</summary>
public enum SessionStanding
{
    /// <summary>For everything its hat opens.</summary>
    Open = 1,

    /// <summary>Locked by hand or by idle time: for unlocking only.</summary>
    Locked = 2,

    /// <summary>Begun with a password alone: for setting up a second factor only.</summary>
    NeedsSecondFactor = 3,

    /// <summary>The hat it wore is no longer held: for choosing another only.</summary>
    NoHat = 4,

    /// <summary>Over: signed out, ended elsewhere, or too old. Known only so that a form posted from it is not lost.</summary>
    Ended = 5,
}

/// <summary>A session as one request sees it.</summary>
/// <param name="Id">The session.</param>
/// <param name="PersonId">Who is signed in.</param>
/// <param name="PersonName">Their name.</param>
/// <param name="Hat">The hat being worn.</param>
/// <param name="Hats">Every hat they hold now.</param>
/// <param name="Standing">What the session is good for.</param>
/// <param name="Method">How it was begun.</param>
/// <param name="SharedComputer">Whether others use the computer.</param>
/// <param name="ProvedAt">When a second factor was last shown.</param>
/// <param name="IdleMinutes">Minutes without a request after which it locks: the shortest that a scheme of theirs sets.</param>
public sealed record CurrentSession(
    Guid Id, Guid PersonId, string PersonName, Hat Hat, IReadOnlyList<HeldHat> Hats, SessionStanding Standing, SignInMethod Method, bool SharedComputer,
    DateTimeOffset? ProvedAt, int IdleMinutes)
{
    /// <summary>The viewer that the session's requests act for.</summary>
    public Viewer Viewer => new(PersonId, Hat, Hats.FirstOrDefault(h => h.Hat == Hat)?.SchemeIds ?? []);
}

/// <summary>Finds the session of a browser's key and says what it is good for now.</summary>
public sealed class SessionQueries(IDatabaseEngine engine, SignInRules rules, TimeProvider clock)
{
    /// <summary>How exactly the last request is kept: writing it with each one would make every reading a write.</summary>
    public static readonly TimeSpan SeenEvery = TimeSpan.FromSeconds(15);

    private static readonly PerModel<Func<ThroughlineContext, byte[], DateOnly, IAsyncEnumerable<Found>>> Compiled = new(Compile);

    // One row for each role, and joins only: with a subquery for the first person or the list of roles, the database would number
    // everybody's rows before it takes one of them.
    private static Func<ThroughlineContext, byte[], DateOnly, IAsyncEnumerable<Found>> Compile() => EF.CompileAsyncQuery(
        (ThroughlineContext context, byte[] hash, DateOnly today) =>
            from s in context.Sessions.AsNoTracking()
            join person in context.People on s.PersonId equals person.Id
            from account in context.Accounts.Where(a => a.PersonId == s.PersonId).DefaultIfEmpty()
            from holding in context.RoleHoldings.Where(h => h.PersonId == s.PersonId && h.From <= today && (h.To == null || h.To >= today)).DefaultIfEmpty()
            from role in context.RoleDefinitions.Where(r => r.Id == holding!.RoleDefinitionId).DefaultIfEmpty()
            where s.KeyHash == hash && person.ErasedAt == null
            select new Found(
                s.Id, s.PersonId, s.Hat, s.Method, s.SharedComputer, s.ProvedAt, s.BeganAt, s.LastSeenAt, s.LockedAt, s.EndedAt,
                new FoundName(person.PreferredName, person.FamilyName),
                account == null ? null : new FoundAccount(account.State, account.Administers),
                role == null ? null : new FoundRole(
                    holding!.SchemeId, holding.State, role.Hats,
                    context.Set<SchemeSetting>()
                        .Where(v => v.SchemeId == holding.SchemeId && v.Key == (s.SharedComputer ? SettingKeys.SignInIdleHubMinutes : SettingKeys.SignInIdleOtherMinutes))
                        .Select(v => (decimal?)v.Value).FirstOrDefault())));

    /// <summary>Finds the session of a key, in one query.</summary>
    /// <param name="key">The key.</param>
    /// <param name="byItself">True for a request that nobody made: a page that looks again by itself does not keep the session open.</param>
    /// <param name="cancellation">Stops the query.</param>
    /// <returns>The session, or null for a key that was never given out or whose person or account is gone.</returns>
    public async Task<CurrentSession?> FindAsync(string key, bool byItself = false, CancellationToken cancellation = default)
    {
        await using var context = engine.OpenReader(Viewer.System);
        cancellation.ThrowIfCancellationRequested();
        List<Found> rows = [];
        await foreach (var row in Compiled.For(context)(context, Hash(key), clock.Today()).WithCancellation(cancellation))
        {
            rows.Add(row);
        }

        if (rows.Count == 0)
        {
            return null;
        }

        var found = rows[0];
        var now = clock.Now();
        var usable = found.Method == SignInMethod.FictionalList ? rules.FictionalList : found.Account is { State: AccountState.Active };
        var administers = found.Account is { Administers: true };
        var roles = rows.Select(r => r.Role).OfType<FoundRole>().ToList();
        var hats = HatQueries.Of(roles.Select(r => new HatSource(r.SchemeId, r.State, r.Hats)), administers, administers ? await context.Schemes.Select(s => s.Id).ToListAsync(cancellation) : []);
        var idle = Idle(found, roles);
        var standing =
            !usable || found.EndedAt is not null || now - found.BeganAt >= TimeSpan.FromHours(rules.LongestSessionHours) ? SessionStanding.Ended
            : found.LockedAt is not null || now - found.LastSeenAt >= TimeSpan.FromMinutes(idle) ? SessionStanding.Locked
            : found.ProvedAt is null ? SessionStanding.NeedsSecondFactor
            : hats.Any(h => h.Hat == found.Hat) ? SessionStanding.Open
            : SessionStanding.NoHat;
        if (!byItself && standing is SessionStanding.Open or SessionStanding.NeedsSecondFactor or SessionStanding.NoHat && now - found.LastSeenAt >= SeenEvery)
        {
            await engine.WriteAsync(WriteTurn.Person, Viewer.System, async writing =>
                await writing.Sessions.Where(s => s.Id == found.Id && s.LastSeenAt < now)
                    .ExecuteUpdateAsync(set => set.SetProperty(s => s.LastSeenAt, now), cancellation) == 1, cancellation);
        }

        return new CurrentSession(
            found.Id, found.PersonId, found.Name.Full, found.Hat, hats, standing, found.Method, found.SharedComputer, found.ProvedAt, idle);
    }

    private int Idle(Found found, List<FoundRole> roles)
    {
        var usual = found.SharedComputer ? rules.IdleSharedMinutes : rules.IdleOtherMinutes;
        return roles.Select(r => (int?)r.Idle ?? usual).DefaultIfEmpty(usual).Min();
    }

    internal static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    private sealed record Found(
        Guid Id, Guid PersonId, Hat Hat, SignInMethod Method, bool SharedComputer, DateTimeOffset? ProvedAt, DateTimeOffset BeganAt, DateTimeOffset LastSeenAt,
        DateTimeOffset? LockedAt, DateTimeOffset? EndedAt, FoundName Name, FoundAccount? Account, FoundRole? Role);

    private sealed record FoundRole(Guid SchemeId, RoleState State, IReadOnlyList<Hat> Hats, decimal? Idle);

    private sealed record FoundName(string PreferredName, string? FamilyName)
    {
        public string Full => FamilyName is null ? PreferredName : $"{PreferredName} {FamilyName}";
    }

    private sealed record FoundAccount(AccountState State, bool Administers);
}
