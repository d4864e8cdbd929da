using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Safeguarding;

/// <summary>Where a concern goes, as typed.</summary>
/// <param name="Id">The concern.</param>
/// <param name="Version">The version the form was opened on.</param>
/// <param name="To"><see cref="SafeguardingState.Referred"/>, <see cref="SafeguardingState.ActionPlan"/> or <see cref="SafeguardingState.Monitoring"/>.</param>
/// <param name="Words">To whom and why, what the plan is, or what is watched.</param>
/// <param name="LookOn">When to look again, where it is watched.</param>
public sealed record ConcernMove(Guid Id, int Version, SafeguardingState To, string? Words, DateOnly? LookOn = null);

/// <summary>Passes a concern to another service, makes a plan, or goes on to keep an eye on it. A member of staff has it first (INV-133).</summary>
public sealed class MoveConcern(UnitOfWork unit)
{
    /// <summary>Does it. Whoever has it or the lead does.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="NeedsStaffOwner"/>, <see cref="ConcernMoveNotOpen"/>.</returns>
    public Task<Outcome<Done>> RunAsync(ConcernMove input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("concern-moved"), async writing =>
        {
            var (turn, refused) = await ConcernTurn.TakeAsync(writing, input.Id, input.Version, cancellation);
            if (turn is null)
            {
                return refused!;
            }

            if (!turn.Runs)
            {
                return new NotAllowed();
            }

            if (SafeguardingRules.Words(input.Words, nameof(input.Words), "Enter a few words about it", "The words") is { } wrong)
            {
                return wrong;
            }

            var (staff, me, words) = (await turn.StaffOwnsAsync(cancellation), writing.Viewer.PersonId, turn.Seal(input.Words!));
            if (input.To == SafeguardingState.Monitoring)
            {
                var days = (await new SettingQueries(writing.Context).ValuesAsync(turn.Concern.SchemeId, cancellation)).Whole(SettingKeys.SafetyWatchDays);
                if (input.LookOn is not { } look || look <= writing.Today || look > writing.Today.AddDays(days))
                {
                    return new Invalid(nameof(input.LookOn), $"The day to look again must be after today, and within {days} days");
                }
            }

            var refusal = input.To switch
            {
                SafeguardingState.Referred => turn.Concern.Refer(staff, me, writing.Now, words),
                SafeguardingState.ActionPlan => turn.Concern.Plan(staff, me, writing.Now, words),
                SafeguardingState.Monitoring => turn.Concern.Watch(staff, me, writing.Now, words, input.LookOn!.Value),
                _ => new ConcernMoveNotOpen(turn.Concern.State),
            };
            return refusal is null ? new Done() : refusal;
        }, cancellation);
}
