using Throughline.Storage;

namespace Throughline.Safeguarding;

/// <summary>The lead closes a concern: a member of staff has it, everything is done, and whether the person was told is said.</summary>
public sealed class CloseConcern(UnitOfWork unit)
{
    /// <summary>Closes it.</summary>
    /// <returns>
    /// <see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="ConcernMoveNotOpen"/>,
    /// <see cref="NeedsStaffOwner"/>, <see cref="ActionsStillOpen"/>, <see cref="TellingNotDecided"/>.
    /// </returns>
    public Task<Outcome<Done>> RunAsync(Guid id, int version, string? words, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("concern-closed"), async writing =>
        {
            var (turn, refused) = await ConcernTurn.TakeAsync(writing, id, version, cancellation);
            return turn is null ? refused!
                : !turn.IsLead ? new NotAllowed()
                : SafeguardingRules.Words(words, "Words", "Enter why it can be closed", "The reason", SafeguardingConcern.ReasonMinLength) is { } wrong ? wrong
                : turn.Concern.Close(await turn.StaffOwnsAsync(cancellation), writing.Viewer.PersonId, writing.Now, turn.Seal(words!)) is { } refusal ? refusal
                : new Done();
        }, cancellation);
}
