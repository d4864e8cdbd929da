using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>Something a person did for the first time, as somebody saw it.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Kind">Which first.</param>
/// <param name="On">The London date, today or before.</param>
public sealed record NewMilestone(Guid PersonId, MilestoneKind Kind, DateOnly On);

/// <summary>Writes a first down that Throughline did not see happen: before it was here, or away from it.</summary>
public sealed class RecordMilestone(UnitOfWork unit)
{
    /// <summary>Writes it down.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Invalid"/>, <see cref="ReachedAlready"/>.</returns>
    public Task<Outcome<Done>> RunAsync(NewMilestone input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("milestone-reached"), async writing =>
        {
            if (!await writing.LockAsync(input.PersonId, cancellation))
            {
                return new NotFound();
            }

            if (await MilestoneTurn.CheckAsync(writing, input.PersonId, cancellation) is { } no)
            {
                return no;
            }

            if (!Enum.IsDefined(input.Kind))
            {
                return new Invalid(nameof(input.Kind), "Choose what they did for the first time");
            }

            if (PeopleRules.CheckPast(nameof(input.On), input.On, writing.Today) is { } date)
            {
                return date;
            }

            return await Milestone.ReachedAsync(writing, input.PersonId, input.Kind, input.On, cancellation) ? new Done() : new ReachedAlready();
        }, cancellation);
}

/// <summary>What the use cases of milestones share.</summary>
internal static class MilestoneTurn
{
    /// <summary>Why the viewer may not write about this person's firsts; null when they may.</summary>
    public static async Task<Refusal?> CheckAsync(Writing writing, Guid personId, CancellationToken cancellation)
    {
        var (viewer, context) = (writing.Viewer, writing.Context);
        if (viewer.PersonId == personId)
        {
            return new NotYourOwn();
        }

        if (viewer.Hat is not (Hat.Coordinator or Hat.Supervisor))
        {
            return new NotAllowed();
        }

        // Firsts are those of peer workers; to others somebody whose label has set never was one.
        var person = await context.People.AsNoTracking().SingleAsync(p => p.Id == personId, cancellation);
        return person.LabelHasSet(writing.Today)
            || !await context.ShownHoldings(writing.Today).AnyAsync(h => h.PersonId == personId && h.OnLadder, cancellation) ? new NotFound() : null;
    }
}

/// <summary>The first of this kind is written down already.</summary>
public sealed record ReachedAlready() : Refusal("reached-already")
{
    /// <inheritdoc />
    public override string Sentence => "This first is written down already.";

    /// <inheritdoc />
    public override string? Field => nameof(NewMilestone.Kind);
}
