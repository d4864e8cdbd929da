using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.People;

/// <summary>Somebody being added, brought in or renamed.</summary>
/// <param name="Id">Their id.</param>
/// <param name="PreferredName">What they are called.</param>
/// <param name="FamilyName">Family name.</param>
internal sealed record Newcomer(Guid Id, string PreferredName, string? FamilyName);

/// <summary>
/// Raises walls between somebody who declared a name and everybody who may be meant: those here when it is declared, and those who come later.
/// Every way by which a name enters the database calls <see cref="MeetAsync"/> in the same transaction.
/// </summary>
internal static class ConflictWatch
{
    /// <summary>
    /// True when a name given in a declaration may mean a person: the words of one are all among the words of the other, in any order, so
    /// that "Khan, Bilal", "Bilal Khan" and a record that only says "Bilal" are all found. Too wide rather than too narrow: a coordinator
    /// takes the false ones out.
    /// </summary>
    public static bool MayMean(string declared, string preferredName, string? familyName) =>
        MayMean(NameFolding.Terms(declared), NameFolding.Terms(preferredName, familyName));

    /// <summary>Everybody here, in any scheme and still arriving, whom a declared name may mean; never the one who declared it.</summary>
    public static async Task<IReadOnlyList<Guid>> FindAsync(Writing writing, string declared, Guid declarer, CancellationToken cancellation)
    {
        var given = NameFolding.Terms(declared);
        var ids = writing.Context.PersonTerms.Where(t => given.Contains(t.Term)).Select(t => t.PersonId);
        var people = await writing.Context.People.AsNoTracking()
            .IgnoreQueryFilters([ThroughlineContext.WallsFilter, ThroughlineContext.ReachFilter, ThroughlineContext.ArrivedFilter])
            .Where(p => p.Id != declarer && p.ErasedAt == null && ids.Contains(p.Id))
            .OrderBy(p => p.Id)
            .Select(p => new { p.Id, p.PreferredName, p.FamilyName })
            .ToListAsync(cancellation);
        return [.. people.Where(p => MayMean(declared, p.PreferredName, p.FamilyName)).Select(p => p.Id)];
    }

    /// <summary>
    /// Walls off newcomers whose name somebody has declared and who has not been confirmed yet. Only adds rows, so that it cannot meet a
    /// coordinator's assessment head-on.
    /// </summary>
    public static async Task MeetAsync(Writing writing, IReadOnlyCollection<Newcomer> newcomers, CancellationToken cancellation)
    {
        await writing.LockNamesAsync(cancellation);
        var watching = await writing.Context.Conflicts.AsNoTracking()
            .IgnoreQueryFilters([ThroughlineContext.WallsFilter, ThroughlineContext.ReachFilter, ThroughlineContext.OwnerFilter])
            .Where(c => c.State == ConflictState.InterimWall && c.DeclaredName != null)
            .Select(c => new { c.Id, c.PersonId, c.DeclaredName })
            .ToListAsync(cancellation);
        if (watching.Count == 0)
        {
            return;
        }

        var ids = newcomers.Select(n => n.Id).ToList();
        var names = newcomers.Select(n => (n.Id, Terms: NameFolding.Terms(n.PreferredName, n.FamilyName))).ToList();
        var known = (await writing.Context.Ties.Where(t => EF.Parameter(ids).Contains(t.OtherId)).ToListAsync(cancellation)).Select(t => (t.ConflictId, t.OtherId)).ToHashSet();
        foreach (var conflict in watching)
        {
            if (writing.Open(conflict.PersonId, conflict.DeclaredName) is not { } declared)
            {
                continue;
            }

            var given = NameFolding.Terms(declared);
            foreach (var newcomer in names.Where(n => n.Id != conflict.PersonId && !known.Contains((conflict.Id, n.Id)) && MayMean(given, n.Terms)))
            {
                writing.Context.Add(new ConflictParty(
                    conflict.Id, conflict.PersonId, newcomer.Id, PartyStanding.Candidate, writing.Today,
                    (await PeopleSettings.OfAsync(writing.Context, conflict.PersonId, cancellation)).PlanBy(writing.Today)));
                Raise(writing, conflict.Id, conflict.PersonId, newcomer.Id);
            }
        }
    }

    private static bool MayMean(IReadOnlyList<string> given, IReadOnlyList<string> known) =>
        given.Count > 0 && known.Count > 0 && (given.All(known.Contains) || known.All(given.Contains));

    /// <summary>Raises the wall, both ways.</summary>
    public static void Raise(Writing writing, Guid conflictId, Guid ownerId, Guid otherId) => writing.Context.AddRange(
        new Wall(writing.NewId(), conflictId, ownerId, otherId, writing.Now, ownerId),
        new Wall(writing.NewId(), conflictId, otherId, ownerId, writing.Now, ownerId));

    /// <summary>Takes the walls of a conflict down: with one person, or all of them.</summary>
    public static async Task LowerAsync(Writing writing, Guid conflictId, Guid? otherId, CancellationToken cancellation)
    {
        foreach (var wall in await writing.Context.Walls
            .Where(w => w.ConflictId == conflictId && w.LiftedAt == null && (otherId == null || w.ViewerId == otherId || w.SubjectId == otherId))
            .ToListAsync(cancellation))
        {
            wall.Lift(writing.Now);
        }
    }
}
