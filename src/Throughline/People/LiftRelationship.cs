using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.People;

/// <summary>The end of keeping two people apart.</summary>
/// <param name="Id">The relationship.</param>
/// <param name="Version">The version the form was opened on.</param>
/// <param name="Decision">Why, and what was looked at.</param>
public sealed record LiftedRelationship(Guid Id, int Version, Decision Decision);

/// <summary>Ends it: the two may be put together again. Decided by somebody other than the two, with the reason.</summary>
public sealed class LiftRelationship(UnitOfWork unit)
{
    /// <summary>Ends it.</summary>
    /// <returns>
    /// <see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="NeedsAPerson"/>,
    /// <see cref="OneOfTheTwo"/>, <see cref="NoLongerKeptApart"/>.
    /// </returns>
    public Task<Outcome<Done>> RunAsync(LiftedRelationship input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("relationship-lifted"), async writing =>
        {
            var (pair, refused) = await RelationshipTurn.TakeAsync(writing, input.Id, input.Version, cancellation);
            if (pair is null)
            {
                return refused!;
            }

            if (input.Decision.Check(writing.Viewer) is { } wrong)
            {
                return wrong;
            }

            var reason = writing.Seal(pair.PersonId, input.Decision.Text);
            return pair.Lift(writing.Viewer.PersonId, reason, writing.Today) is { } refusal ? refusal : new Done();
        }, cancellation);
}

/// <summary>A relationship opened for a change by a coordinator who sees both of the two.</summary>
internal static class RelationshipTurn
{
    public static async Task<(Relationship? Pair, Refusal? Refusal)> TakeAsync(Writing writing, Guid id, int version, CancellationToken cancellation)
    {
        if (!writing.Viewer.RunsSchemes())
        {
            return (null, new NotAllowed());
        }

        var two = await writing.Context.Relationships.AsNoTracking().Where(r => r.Id == id).Select(r => new { r.PersonId, r.OtherId }).FirstOrDefaultAsync(cancellation);
        if (two is null
            || await writing.Context.People.CountAsync(p => p.Id == two.PersonId || p.Id == two.OtherId, cancellation) != 2
            || !await writing.LockAsync(two.PersonId.CompareTo(two.OtherId) < 0 ? two.PersonId : two.OtherId, cancellation))
        {
            return (null, new NotFound());
        }

        var pair = await writing.Context.Relationships.SingleAsync(r => r.Id == id, cancellation);
        return pair.Version == version ? (pair, null) : (null, new Stale());
    }
}
