using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Support;

/// <summary>What is agreed from now on, once the two have looked at a plan for a hard time.</summary>
/// <param name="Id">The plan.</param>
/// <param name="Version">The version the form was opened on.</param>
/// <param name="LooksAfterId">Who looks after them from now on: never themselves. Null where that stays as it is.</param>
/// <param name="LookOn">When the two look at it next.</param>
/// <param name="Agreed">What they agreed; it takes the place of what stood there.</param>
public sealed record PauseLook(Guid Id, int Version, Guid? LooksAfterId, DateOnly? LookOn, string? Agreed);

/// <summary>Looks at an agreed plan for a hard time with the person, and says when next. A role that is paused is looked at again on the same day, and stays paused.</summary>
public sealed class LookAtPause(UnitOfWork unit)
{
    /// <summary>Says what they agreed.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="PausePlanOver"/>, <see cref="Invalid"/>, <see cref="NeedsAPerson"/>.</returns>
    public Task<Outcome<Done>> RunAsync(PauseLook input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("pause-looked-at"), async writing =>
        {
            var (turn, refused) = await PauseTurn.TakeAsync(writing, input.Id, input.Version, cancellation);
            if (turn is null)
            {
                return refused!;
            }

            if (writing.Viewer.Hat == Hat.System)
            {
                return new NeedsAPerson();
            }

            if ((PauseTurn.CheckDay(input.LookOn, writing.Today)
                ?? (input.LooksAfterId is null ? null : await PauseTurn.CheckLooksAfterAsync(writing, input.LooksAfterId, cancellation))
                ?? Typed.Required(input.Agreed, PausePlan.WordsMaxLength, nameof(input.Agreed), "Enter what you agreed", "What you agreed")) is { } wrong)
            {
                return wrong;
            }

            var (plan, holding, lookOn) = (turn.Plan, turn.Role.Holding, input.LookOn!.Value);
            if (plan.Look(writing.Viewer.PersonId, input.LooksAfterId, lookOn, writing.Seal(plan.PersonId, input.Agreed!.Trim()), writing.Today) is { } over)
            {
                return over;
            }

            return holding.State == RoleState.Paused && holding.LookAgain(plan.LooksAfterId!.Value, lookOn) is { } refusal ? refusal : new Done();
        }, cancellation);
}
