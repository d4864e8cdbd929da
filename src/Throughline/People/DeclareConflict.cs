using Throughline.Storage;

namespace Throughline.People;

/// <summary>"Someone close to me uses this service."</summary>
/// <param name="Name">The name they know them by.</param>
public sealed record CloseToMe(string? Name);

/// <summary>
/// Says of the viewer that somebody close to them is here. The wall stands in the same transaction, both ways, for everybody the name may
/// mean, and waits for anybody of that name who comes later. Nothing else is asked of them, then or afterwards (INV-140, E31).
/// </summary>
public sealed class DeclareConflict(UnitOfWork unit)
{
    /// <summary>Declares it.</summary>
    /// <returns><see cref="Done"/> whether nobody, one or many are of that name; or <see cref="Invalid"/>, <see cref="NotFound"/> (the viewer has no record).</returns>
    public Task<Outcome<Done>> RunAsync(CloseToMe input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("conflict-declared"), async writing =>
        {
            if (PeopleRules.CheckText(nameof(input.Name), input.Name, "Enter the name you know them by", "The name", Conflict.NameMaxLength) is { } refusal)
            {
                return refusal;
            }

            var name = input.Name!.Trim();
            if (NameFolding.Terms(name).Count == 0)
            {
                return new Invalid(nameof(input.Name), "Enter the name you know them by");
            }

            var own = writing.Viewer.PersonId;
            if (!await writing.LockAsync(own, cancellation))
            {
                return new NotFound();
            }

            await writing.LockNamesAsync(cancellation);
            var actBy = (await PeopleSettings.OfAsync(writing.Context, own, cancellation)).PlanBy(writing.Today);
            var conflict = Conflict.Declare(writing.NewId(), own, own, writing.Seal(own, name), writing.Now, actBy);
            foreach (var other in await ConflictWatch.FindAsync(writing, name, own, cancellation))
            {
                conflict.AddParty(other, PartyStanding.Candidate, writing.Today, actBy);
                ConflictWatch.Raise(writing, conflict.Id, own, other);
            }

            writing.Context.Add(conflict);
            return new Done();
        }, cancellation);
}
