using Throughline.Storage;

namespace Throughline.Safeguarding;

/// <summary>Says what a concern is, on the day it came.</summary>
public sealed class TriageConcern(UnitOfWork unit)
{
    /// <summary>Says it. Whoever has it or the lead does.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="ConcernMoveNotOpen"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, int version, SafeguardingKind? kind, string? words, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("concern-triaged"), async writing =>
        {
            var (turn, refused) = await ConcernTurn.TakeAsync(writing, id, version, cancellation);
            if (turn is null)
            {
                return refused!;
            }

            if (!turn.Runs)
            {
                return new NotAllowed();
            }

            return kind is not { } what || !Enum.IsDefined(what) ? new Invalid("Kind", "Choose what it is about")
                : SafeguardingRules.Words(words, "Words", "Enter what you think is needed", "What is needed") is { } wrong ? wrong
                : turn.Concern.Triage(what, writing.Viewer.PersonId, writing.Now, turn.Seal(words!)) is { } refusal ? refusal
                : new Done();
        }, cancellation);
}
