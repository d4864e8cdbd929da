using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Security;

/// <summary>An invitation that waits to be accepted.</summary>
/// <param name="Id">The invitation.</param>
/// <param name="Name">Who is invited.</param>
/// <param name="SignInName">The e-mail address they will sign in with.</param>
/// <param name="ExpiresAt">From when it no longer works.</param>
public sealed record InvitationRow(Guid Id, string Name, string SignInName, DateTimeOffset ExpiresAt);

/// <summary>Somebody who could be invited.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Name">Their name.</param>
public sealed record InvitablePerson(Guid PersonId, string Name);

/// <summary>Invitations and who could be invited, within what the viewer may see; an administrator, who keeps accounts, sees names and no records.</summary>
public sealed class InvitationQueries(IDatabaseEngine engine, CurrentViewer current, TimeProvider clock)
{
    private const int MostFound = 20;

    private string[] Reach => current.Viewer.Hat == Hat.SystemAdministrator ? [ThroughlineContext.ReachFilter] : [];

    /// <summary>Invitations that wait, the next to run out first.</summary>
    public async Task<IReadOnlyList<InvitationRow>> OpenAsync(CancellationToken cancellation = default)
    {
        var now = clock.Now();
        await using var context = engine.OpenReader(current.Viewer);
        return await (from invitation in context.Invitations.IgnoreQueryFilters(Reach).AsNoTracking()
                      join person in context.People.IgnoreQueryFilters(Reach) on invitation.PersonId equals person.Id
                      where invitation.AcceptedAt == null && invitation.WithdrawnAt == null && invitation.ExpiresAt > now
                      orderby invitation.ExpiresAt, invitation.Id
                      select new InvitationRow(
                          invitation.Id, person.FamilyName == null ? person.PreferredName : person.PreferredName + " " + person.FamilyName,
                          invitation.SignInName, invitation.ExpiresAt)).ToListAsync(cancellation);
    }

    /// <summary>People without an account whose names begin with what was typed.</summary>
    public async Task<IReadOnlyList<InvitablePerson>> FindPeopleAsync(string? typed, CancellationToken cancellation = default)
    {
        if (NameFolding.Terms(typed) is not [var first, ..])
        {
            return [];
        }

        await using var context = engine.OpenReader(current.Viewer);
        var found = await context.People.IgnoreQueryFilters(Reach).AsNoTracking()
            .Where(p => p.ErasedAt == null && context.PersonTerms.Any(t => t.PersonId == p.Id && t.Term.StartsWith(first)))
            .OrderBy(p => p.SortName)
            .Take(MostFound)
            .Select(p => new InvitablePerson(p.Id, p.FamilyName == null ? p.PreferredName : p.PreferredName + " " + p.FamilyName))
            .ToListAsync(cancellation);

        // Two queries: a filter ignored anywhere in a query is ignored in all of it, and would show people out of reach.
        var ids = found.Select(p => p.PersonId).ToList();
        await using var system = engine.OpenReader(Viewer.System);
        var signsIn = await system.Accounts.Where(a => ids.Contains(a.PersonId)).Select(a => a.PersonId).ToListAsync(cancellation);
        return [.. found.Where(p => !signsIn.Contains(p.PersonId))];
    }

    /// <summary>The name of somebody whom the viewer may invite; null for anybody else.</summary>
    public async Task<string?> NameAsync(Guid personId, CancellationToken cancellation = default)
    {
        await using var context = engine.OpenReader(current.Viewer);
        return await context.People.IgnoreQueryFilters(Reach).AsNoTracking().Where(p => p.Id == personId && p.ErasedAt == null)
            .Select(p => p.FamilyName == null ? p.PreferredName : p.PreferredName + " " + p.FamilyName).FirstOrDefaultAsync(cancellation);
    }

    /// <summary>The e-mail address and name behind a link that still works; null for any other. Asked by its holder, who is not signed in.</summary>
    public async Task<InvitationRow?> OfTokenAsync(string token, CancellationToken cancellation = default)
    {
        var (hash, now) = (SessionQueries.Hash(token), clock.Now());
        await using var context = engine.OpenReader(Viewer.System);
        return await (from invitation in context.Invitations.AsNoTracking()
                      join person in context.People on invitation.PersonId equals person.Id
                      where invitation.TokenHash == hash && invitation.AcceptedAt == null && invitation.WithdrawnAt == null && invitation.ExpiresAt > now
                      select new InvitationRow(
                          invitation.Id, person.FamilyName == null ? person.PreferredName : person.PreferredName + " " + person.FamilyName, invitation.SignInName, invitation.ExpiresAt)).FirstOrDefaultAsync(cancellation);
    }
}
