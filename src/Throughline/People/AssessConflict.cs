using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.People;

/// <summary>What a coordinator found.</summary>
/// <param name="ConflictId">The conflict.</param>
/// <param name="Version">The version the form was opened on.</param>
/// <param name="ConfirmedIds">Those among the candidates who are meant; the others' walls come down.</param>
/// <param name="SomebodyElseId">Somebody known here under another name who is meant; or null.</param>
public sealed record Assessment(Guid ConflictId, int Version, IReadOnlyList<Guid> ConfirmedIds, Guid? SomebodyElseId = null);

/// <summary>
/// A coordinator says who is meant. Candidates the coordinator cannot see keep their walls until somebody who can has looked. With nobody
/// confirmed the name goes on being watched for.
/// </summary>
public sealed class AssessConflict(UnitOfWork unit)
{
    /// <summary>Records it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="OneOfTheTwo"/>, <see cref="ConflictMoveNotOpen"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Assessment input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("conflict-assessed"), async writing =>
        {
            var (conflict, refused) = await ConflictTurn.TakeAsync(writing, input.ConflictId, input.Version, cancellation);
            if (conflict is null)
            {
                return refused!;
            }

            if (conflict.State == ConflictState.Lifted || (conflict.State != ConflictState.InterimWall && conflict.Parties.All(p => p.Standing != PartyStanding.Candidate)))
            {
                return new ConflictMoveNotOpen(conflict.State, ConflictState.Assessed);
            }

            var seen = conflict.Parties.Where(p => p.Standing == PartyStanding.Candidate).ToList();
            if (input.ConfirmedIds.Except(seen.Select(p => p.OtherId)).Any())
            {
                return new NotFound();
            }

            foreach (var party in seen)
            {
                var isThem = input.ConfirmedIds.Contains(party.OtherId);
                party.Settle(isThem);
                if (!isThem)
                {
                    await ConflictWatch.LowerAsync(writing, conflict.Id, party.OtherId, cancellation);
                }
            }

            if (input.SomebodyElseId is { } other)
            {
                if (other == conflict.PersonId || !await writing.Context.People.AnyAsync(p => p.Id == other, cancellation))
                {
                    return new Invalid(nameof(input.SomebodyElseId), "Choose one of the people you work with");
                }

                if (await writing.Context.Ties.AnyAsync(t => t.ConflictId == conflict.Id && t.OtherId == other, cancellation))
                {
                    return new Invalid(nameof(input.SomebodyElseId), "This person is already in the list above");
                }

                conflict.AddParty(other, PartyStanding.Confirmed, writing.Today, writing.Today);
                ConflictWatch.Raise(writing, conflict.Id, conflict.PersonId, other);
            }

            var planBy = (await PeopleSettings.OfAsync(writing.Context, conflict.PersonId, cancellation)).PlanBy(writing.Today);
            return conflict.Assess(writing.Viewer.PersonId, planBy) is { } refusal ? refusal : new Done();
        }, cancellation);
}

/// <summary>A conflict opened for a change by somebody who looks after it.</summary>
internal static class ConflictTurn
{
    public static async Task<(Conflict? Conflict, Refusal? Refusal)> TakeAsync(Writing writing, Guid id, int version, CancellationToken cancellation)
    {
        var owner = await writing.Context.Conflicts.Where(c => c.Id == id).Select(c => (Guid?)c.PersonId).FirstOrDefaultAsync(cancellation);
        if (owner is not { } personId || !await writing.LockAsync(personId, cancellation))
        {
            return (null, new NotFound());
        }

        if (personId == writing.Viewer.PersonId)
        {
            return (null, new OneOfTheTwo());
        }

        if (!writing.Viewer.RunsSchemes())
        {
            return (null, new NotAllowed());
        }

        var conflict = await writing.Context.Conflicts.Include(c => c.Parties).SingleAsync(c => c.Id == id, cancellation);
        return conflict.Version == version ? (conflict, null) : (null, new Stale());
    }

    public static async Task<Refusal?> CheckReviewAsync(Writing writing, Conflict conflict, string field, DateOnly date, CancellationToken cancellation)
    {
        var (today, most) = (writing.Today, (await PeopleSettings.OfAsync(writing.Context, conflict.PersonId, cancellation)).WallReviewDays);
        return date <= today || date > today.AddDays(most) ? new Invalid(field, $"The review date must be in the next {most} days") : null;
    }
}
