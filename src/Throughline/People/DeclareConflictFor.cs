using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.People;

/// <summary>Two people who are close, as a coordinator knows.</summary>
/// <param name="PersonId">One.</param>
/// <param name="OtherId">The other.</param>
public sealed record CloseToEachOther(Guid PersonId, Guid OtherId);

/// <summary>A coordinator says of two people that they are close. The wall stands at once; who it is needs no assessment.</summary>
public sealed class DeclareConflictFor(UnitOfWork unit)
{
    /// <summary>Declares it.</summary>
    /// <returns>The conflict's id, or <see cref="NotAllowed"/>, <see cref="NotFound"/>, <see cref="Invalid"/>, <see cref="OneOfTheTwo"/>, <see cref="WallStandsAlready"/>.</returns>
    public Task<Outcome<Guid>> RunAsync(CloseToEachOther input, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("conflict-declared"), async writing =>
        {
            if (!writing.Viewer.RunsSchemes())
            {
                return new NotAllowed();
            }

            if (input.PersonId == input.OtherId)
            {
                return new Invalid(nameof(input.OtherId), "Choose two different people");
            }

            if (!await writing.Context.People.AnyAsync(p => p.Id == input.OtherId, cancellation) || !await writing.LockAsync(input.PersonId, cancellation))
            {
                return new NotFound();
            }

            if (input.PersonId == writing.Viewer.PersonId || input.OtherId == writing.Viewer.PersonId)
            {
                return new OneOfTheTwo();
            }

            if (await writing.Context.Walls.AnyAsync(w => w.LiftedAt == null && w.ViewerId == input.PersonId && w.SubjectId == input.OtherId, cancellation))
            {
                return new WallStandsAlready();
            }

            var actBy = (await PeopleSettings.OfAsync(writing.Context, input.PersonId, cancellation)).PlanBy(writing.Today);
            var conflict = Conflict.Declare(writing.NewId(), input.PersonId, writing.Viewer.PersonId, null, writing.Now, actBy);
            conflict.AddParty(input.OtherId, PartyStanding.Confirmed, writing.Today, actBy);
            if (conflict.Assess(writing.Viewer.PersonId, actBy) is { } refusal)
            {
                return refusal;
            }

            ConflictWatch.Raise(writing, conflict.Id, input.PersonId, input.OtherId);
            writing.Context.Add(conflict);
            return conflict.Id;
        }, cancellation);
}

/// <summary>There is a wall between the two already.</summary>
public sealed record WallStandsAlready() : Refusal("wall-stands-already")
{
    /// <inheritdoc />
    public override string Sentence => "There is already a wall between these two people.";

    /// <inheritdoc />
    public override string? Field => nameof(CloseToEachOther.OtherId);
}
