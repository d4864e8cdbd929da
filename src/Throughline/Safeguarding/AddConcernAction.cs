using Throughline.Storage;

namespace Throughline.Safeguarding;

/// <summary>Gives a member of staff something to do about a concern, with a day by which it is done. Until they have done it they can read the concern.</summary>
public sealed class AddConcernAction(UnitOfWork unit)
{
    /// <summary>Gives it. Whoever has the concern or the lead does.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Invalid"/>, <see cref="ConcernMoveNotOpen"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, string? what, Guid? owner, DateOnly? by, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("concern-action-added"), async writing =>
        {
            var (turn, refused) = await ConcernTurn.TakeAsync(writing, id, null, cancellation);
            if (turn is null)
            {
                return refused!;
            }

            if (!turn.Runs)
            {
                return new NotAllowed();
            }

            if (SafeguardingRules.Words(what, "What", "Enter what is to be done", "What is to be done") is { } wrong)
            {
                return wrong;
            }

            if (owner is not { } who || !await turn.MayOwnAsync(who, cancellation))
            {
                return new Invalid("Owner", "Choose the member of staff who does it");
            }

            return by is not { } day || day < writing.Today || day > writing.Today.AddYears(1) ? new Invalid("By", "The day must be today or later, and within a year")
                : turn.Concern.AddAction(who, turn.Seal(what!), day) is { } refusal ? refusal
                : new Done();
        }, cancellation);
}

/// <summary>Says that something is done, or that it is not needed.</summary>
public sealed class FinishConcernAction(UnitOfWork unit)
{
    /// <summary>Says it. Whoever was to do it, whoever has the concern, or the lead does.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Invalid"/>, <see cref="ConcernMoveNotOpen"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, int number, string? words, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("concern-action-done"), async writing =>
        {
            var (turn, refused) = await ConcernTurn.TakeAsync(writing, id, null, cancellation);
            return turn is null ? refused!
                : !turn.Runs && !turn.Concern.Actions.Any(a => a.Number == number && a.OwnerId == writing.Viewer.PersonId) ? new NotAllowed()
                : SafeguardingRules.Words(words, "Words", "Enter what came of it", "What came of it") is { } wrong ? wrong
                : turn.Concern.FinishAction(number, writing.Today, turn.SealOptional(words)) is { } refusal ? refusal
                : new Done();
        }, cancellation);
}
