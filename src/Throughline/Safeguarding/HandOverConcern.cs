using Throughline.Storage;

namespace Throughline.Safeguarding;

/// <summary>Hands a concern to another member of staff. It is never let go of without somebody who has it (INV-133).</summary>
public sealed class HandOverConcern(UnitOfWork unit)
{
    /// <summary>Hands it over. Whoever has it or the lead does.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="NeedsStaffOwner"/>, <see cref="Invalid"/>, <see cref="ConcernMoveNotOpen"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, Guid? to, string? words, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("concern-handed-over"), async writing =>
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

            return to is not { } who ? new Invalid("To", "Choose who has it from now on")
                : !await turn.MayOwnAsync(who, cancellation) ? new NeedsStaffOwner()
                : SafeguardingRules.Words(words, "Words", "Enter what they need to know", "What they need to know") is { } wrong ? wrong
                : turn.Concern.HandOver(who, writing.Viewer.PersonId, writing.Now, turn.SealOptional(words)) is { } refusal ? refusal
                : new Done();
        }, cancellation);
}
