using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Safeguarding;

/// <summary>
/// The lead says whether the person has been told of a concern about them. Where telling would add to the danger it is held back, with a reason and a
/// day to look again; nothing of it then shows on their own record.
/// </summary>
public sealed class SayTelling(UnitOfWork unit)
{
    /// <summary>Says it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Invalid"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, bool? told, string? words, DateOnly? reviewOn, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("concern-telling-said"), async writing =>
        {
            var (turn, refused) = await ConcernTurn.TakeAsync(writing, id, null, cancellation);
            if (turn is null)
            {
                return refused!;
            }

            if (!turn.IsLead || !turn.Concern.AboutKnown)
            {
                return new NotAllowed();
            }

            if (told is not { } yes)
            {
                return new Invalid("Told", "Say whether they have been told");
            }

            if (SafeguardingRules.Words(words, "Words", yes ? "Enter how they were told" : "Enter why telling would add to the danger", "The words", SafeguardingConcern.ReasonMinLength) is { } wrong)
            {
                return wrong;
            }

            var days = (await new SettingQueries(writing.Context).ValuesAsync(turn.Concern.SchemeId, cancellation)).Whole(SettingKeys.SafetyTellingDays);
            return !yes && (reviewOn is not { } day || day <= writing.Today || day > writing.Today.AddDays(days))
                ? new Invalid("ReviewOn", $"The day to look again must be after today, and within {days} days")
                : turn.Concern.Tell(yes, reviewOn, writing.Viewer.PersonId, writing.Now, turn.Seal(words!)) is { } refusal ? refusal
                : new Done();
        }, cancellation);
}

/// <summary>The lead has a concern kept beyond its time, or no longer.</summary>
public sealed class KeepConcern(UnitOfWork unit)
{
    /// <summary>Says it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Invalid"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, bool longer, string? words, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("concern-kept"), async writing =>
        {
            var (turn, refused) = await ConcernTurn.TakeAsync(writing, id, null, cancellation);
            return turn is null ? refused!
                : !turn.IsLead ? new NotAllowed()
                : SafeguardingRules.Words(words, "Words", "Enter the reason", "The reason", SafeguardingConcern.ReasonMinLength) is { } wrong ? wrong
                : turn.Concern.Keep(longer, writing.Viewer.PersonId, writing.Now, turn.Seal(words!)) is { } refusal ? refusal
                : new Done();
        }, cancellation);
}
