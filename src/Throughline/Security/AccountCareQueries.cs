using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Security;

/// <summary>Somebody who signs in.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Name">Their name.</param>
/// <param name="Closed">True when their account is closed.</param>
public sealed record AccountRow(Guid PersonId, string Name, bool Closed);

/// <summary>Somebody's account, for whoever looks after it.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Name">Their name.</param>
/// <param name="SignInName">The e-mail address they sign in with.</param>
/// <param name="Closed">True when it is closed.</param>
/// <param name="ClosedAt">When it was closed.</param>
/// <param name="ClosedBy">By whom; null where the viewer may not know them.</param>
/// <param name="IsOwn">True for the viewer's own.</param>
/// <param name="MayHelp">False where only a system administrator may.</param>
/// <param name="RecoveryUntil">Until when a recovery link works; null for none.</param>
public sealed record AccountForCare(
    Guid PersonId, string Name, string SignInName, bool Closed, DateTimeOffset? ClosedAt, string? ClosedBy, bool IsOwn, bool MayHelp, DateTimeOffset? RecoveryUntil);

/// <summary>A recovery link, for the person it was given out for.</summary>
/// <param name="IssuedAt">When.</param>
/// <param name="By">By whom; null where they are not known here any more.</param>
/// <param name="IdentityCheck">How the one who gave it out made sure who was asking.</param>
/// <param name="UsedAt">When it was used.</param>
/// <param name="IsOpen">True while it works.</param>
public sealed record RecoveryOfMine(DateTimeOffset IssuedAt, string? By, string? IdentityCheck, DateTimeOffset? UsedAt, bool IsOpen);

/// <summary>Accounts for those who look after them, within what they may see, and what was done to one's own.</summary>
public sealed class AccountCareQueries(IDatabaseEngine engine, CurrentViewer current, HatQueries hats, Vault vault, TimeProvider clock)
{
    /// <summary>Most people found at once.</summary>
    public const int MostFound = 20;

    /// <summary>Most recovery links on one's own list.</summary>
    public const int Most = 50;

    /// <summary>People with an account whose names begin with what was typed, in order of name; none for hats that look after no accounts. One command.</summary>
    public async Task<IReadOnlyList<AccountRow>> FindAsync(string? typed, CancellationToken cancellation = default)
    {
        var viewer = current.Viewer;
        if (!viewer.LooksAfterAccounts() || !PeopleQueries.Searchable(typed))
        {
            return [];
        }

        await using var context = engine.OpenReader(viewer);
        var people = context.People.IgnoreQueryFilters(viewer.Reach()).AsNoTracking().Where(p => p.ErasedAt == null);
        foreach (var term in NameFolding.Terms(typed))
        {
            people = people.Where(p => context.PersonTerms.Any(t => t.PersonId == p.Id && t.Term.StartsWith(term)));
        }

        return await (from person in people
                      join account in context.Accounts on person.Id equals account.PersonId
                      orderby person.SortName, person.Id
                      select new AccountRow(
                          person.Id, person.FamilyName == null ? person.PreferredName : person.PreferredName + " " + person.FamilyName, account.State == AccountState.Closed))
            .Take(MostFound).ToListAsync(cancellation);
    }

    /// <summary>Somebody's account; null for nobody the viewer may know of, and for somebody without one.</summary>
    public async Task<AccountForCare?> PersonAsync(Guid personId, CancellationToken cancellation = default)
    {
        var (viewer, now) = (current.Viewer, clock.Now());
        if (!viewer.LooksAfterAccounts())
        {
            return null;
        }

        await using var context = engine.OpenReader(viewer);
        var found = await (from person in context.People.IgnoreQueryFilters(viewer.Reach()).AsNoTracking()
                           join account in context.Accounts on person.Id equals account.PersonId
                           where person.Id == personId && person.ErasedAt == null
                           select new
                           {
                               Name = person.FamilyName == null ? person.PreferredName : person.PreferredName + " " + person.FamilyName,
                               account.SignInName,
                               account.State,
                               account.ClosedAt,
                               account.ClosedById,
                               Until = context.Recoveries.Where(r => r.PersonId == personId && r.UsedAt == null && r.WithdrawnAt == null && r.ExpiresAt > now)
                                   .Select(r => (DateTimeOffset?)r.ExpiresAt).FirstOrDefault(),
                           }).FirstOrDefaultAsync(cancellation);
        if (found is null)
        {
            return null;
        }

        var names = await context.NamesAsync([found.ClosedById], cancellation);
        return new AccountForCare(
            personId, found.Name, found.SignInName, found.State == AccountState.Closed, found.ClosedAt, found.ClosedById is { } by ? names.GetValueOrDefault(by) : null,
            personId == viewer.PersonId, viewer.MayCareFor(await hats.OfAsync(personId, cancellation)), found.Until);
    }

    /// <summary>The name and e-mail address behind a recovery link that still works; null for any other. Asked by its holder, who is not signed in.</summary>
    public async Task<AccountRow?> OfTokenAsync(string token, CancellationToken cancellation = default)
    {
        var (hash, now) = (SessionQueries.Hash(token), clock.Now());
        await using var context = engine.OpenReader(Viewer.System);
        return await (from recovery in context.Recoveries.AsNoTracking()
                      join person in context.People on recovery.PersonId equals person.Id
                      join account in context.Accounts on person.Id equals account.PersonId
                      where recovery.TokenHash == hash && recovery.UsedAt == null && recovery.WithdrawnAt == null && recovery.ExpiresAt > now
                          && account.State == AccountState.Active
                      select new AccountRow(person.Id, person.FamilyName == null ? person.PreferredName : person.PreferredName + " " + person.FamilyName, false))
            .FirstOrDefaultAsync(cancellation);
    }

    /// <summary>True when a recovery link was given out for the viewer and they have not said that they read about it. One command.</summary>
    public async Task<bool> AnyUnreadAsync(Guid personId, CancellationToken cancellation = default)
    {
        await using var context = engine.OpenReader(Viewer.System);
        return await context.Recoveries.AnyAsync(r => r.PersonId == personId && r.ReadAt == null, cancellation);
    }

    /// <summary>The recovery links that were given out for the viewer, the latest first.</summary>
    public async Task<IReadOnlyList<RecoveryOfMine>> MineAsync(CancellationToken cancellation = default)
    {
        var (viewer, now) = (current.Viewer.PersonId, clock.Now());
        await using var context = engine.OpenReader(current.Viewer);
        var mine = await context.Recoveries.AsNoTracking().Where(r => r.PersonId == viewer).OrderByDescending(r => r.IssuedAt).ThenBy(r => r.Id).Take(Most).ToListAsync(cancellation);
        if (mine.Count == 0)
        {
            return [];
        }

        var names = await context.NamesAsync(mine.Select(r => (Guid?)r.IssuedById), cancellation);
        var checks = await vault.OpenAsync(
            new Opening(viewer, "links that were given out for you", nameof(Recovery), Guid.Empty, "Reading my own record"), [.. mine.Select(r => r.IdentityCheck)], cancellation);
        return [.. mine.Select((r, at) => new RecoveryOfMine(r.IssuedAt, names.GetValueOrDefault(r.IssuedById), checks[at], r.UsedAt, r.IsOpen(now)))];
    }
}
