using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Recognition;

/// <summary>Notes a chance that was shut on the viewer.</summary>
public sealed class NoteShutChance(UnitOfWork unit)
{
    /// <summary>Notes it.</summary>
    /// <returns>Its id, or <see cref="NotAllowed"/> under any hat but a peer worker's, or <see cref="Invalid"/>.</returns>
    public Task<Outcome<Guid>> RunAsync(ShutChance input, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("chance-noted"), async writing =>
        {
            var own = writing.Viewer.PersonId;
            if (writing.Viewer.Hat != Hat.PeerWorker || writing.Viewer.SchemeIds.Count == 0 || !await writing.LockAsync(own, cancellation))
            {
                return new NotAllowed();
            }

            var scheme = writing.Viewer.SchemeIds[0];
            var settings = await new SettingQueries(writing.Context).ValuesAsync(scheme, cancellation);
            if (input.Check(writing.Today, settings.Whole(SettingKeys.KeepMessageMonths)) is { } refusal)
            {
                return refusal;
            }

            var chance = BlockedOpportunity.Note(writing.NewId(), own, scheme, input, writing.Seal(own, input.What!.Trim()), writing.SealOptional(own, input.Reason?.Trim()));
            writing.Context.Add(chance);
            writing.Note(own, nameof(BlockedOpportunity), chance.Id);
            return chance.Id;
        }, cancellation);
}
