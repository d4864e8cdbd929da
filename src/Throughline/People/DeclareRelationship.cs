using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.People;

/// <summary>Two people who are not to be put together.</summary>
/// <param name="PersonId">One.</param>
/// <param name="OtherId">The other.</param>
/// <param name="Kind">How they know each other; kept sealed or not at all.</param>
public sealed record NewRelationship(Guid PersonId, Guid OtherId, RelationshipKind Kind);

/// <summary>Records that two people are not to be put together. Matching will read that they are excluded, and no more (INV-012).</summary>
public sealed class DeclareRelationship(UnitOfWork unit)
{
    /// <summary>Records it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Invalid"/>, <see cref="OneOfTheTwo"/>, <see cref="KeptApartAlready"/>.</returns>
    public Task<Outcome<Done>> RunAsync(NewRelationship input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("relationship-declared"), async writing =>
        {
            if (!writing.Viewer.RunsSchemes())
            {
                return new NotAllowed();
            }

            if (await writing.Context.People.CountAsync(p => p.Id == input.PersonId || p.Id == input.OtherId, cancellation) != (input.PersonId == input.OtherId ? 1 : 2))
            {
                return new NotFound();
            }

            if (input.PersonId == writing.Viewer.PersonId || input.OtherId == writing.Viewer.PersonId)
            {
                return new OneOfTheTwo();
            }

            if (!Enum.IsDefined(input.Kind))
            {
                return new Invalid(nameof(input.Kind), "Choose how they know each other");
            }

            // Both orders of the pair take the same turn.
            await writing.LockAsync(input.PersonId.CompareTo(input.OtherId) < 0 ? input.PersonId : input.OtherId, cancellation);
            if (await writing.Context.Relationships.AnyAsync(r => r.To == null
                && ((r.PersonId == input.PersonId && r.OtherId == input.OtherId) || (r.PersonId == input.OtherId && r.OtherId == input.PersonId)), cancellation))
            {
                return new KeptApartAlready();
            }

            var reviewBy = writing.Today.AddDays((await PeopleSettings.OfAsync(writing.Context, input.PersonId, cancellation)).WallReviewDays);
            var kind = Relationship.IsKeptAsExclusionOnly(input.Kind) ? null : writing.Seal(input.PersonId, input.Kind.ToString());
            var declared = Relationship.Declare(writing.NewId(), input.PersonId, input.OtherId, kind, writing.Viewer.PersonId, writing.Today, reviewBy);
            if (!declared.Succeeded)
            {
                return declared.Refusal!;
            }

            writing.Context.Add(declared.Value);
            return new Done();
        }, cancellation);
}

/// <summary>What matching may know of relationships and walls: whom somebody is not to be put together with.</summary>
public sealed class ExclusionQueries(ThroughlineContext context)
{
    /// <summary>The ids of everybody a person is kept apart from, in order. Neither the kind nor whether it is a wall is told.</summary>
    public async Task<IReadOnlyList<Guid>> ExcludedAsync(Guid personId, CancellationToken cancellation = default)
    {
        if (!await context.People.AnyAsync(p => p.Id == personId, cancellation))
        {
            return [];
        }

        var walls = await context.Walls.AsNoTracking().Where(w => w.LiftedAt == null && w.ViewerId == personId).Select(w => w.SubjectId).ToListAsync(cancellation);
        var ties = await context.Relationships.AsNoTracking()
            .IgnoreQueryFilters([ThroughlineContext.WallsFilter, ThroughlineContext.ReachFilter, ThroughlineContext.OwnerFilter])
            .Where(r => r.To == null && (r.PersonId == personId || r.OtherId == personId))
            .Select(r => r.PersonId == personId ? r.OtherId : r.PersonId)
            .ToListAsync(cancellation);
        var all = walls.Concat(ties).Distinct().ToList();
        return await context.People.AsNoTracking().Where(p => all.Contains(p.Id)).OrderBy(p => p.Id).Select(p => p.Id).ToListAsync(cancellation);
    }
}
