using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Concerns;

/// <summary>Sends a concern. From then on those on its wall cannot tell that it is there.</summary>
public sealed class SubmitConcern(UnitOfWork unit)
{
    /// <summary>Sends it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="ChannelNotOpen"/>, <see cref="ConcernStepNotOpen"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, int version, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("concern-sent"), async writing =>
        {
            var (concern, refused) = await writing.TakeConcernAsync(id, version, cancellation);
            if (concern is null)
            {
                return refused!;
            }

            if (concern.PersonId != writing.Viewer.PersonId)
            {
                return new NotAllowed();
            }

            if (!await writing.Context.IsOpenAsync(concern.SchemeId, cancellation))
            {
                return new ChannelNotOpen();
            }

            if (concern.State == ConcernState.Draft)
            {
                // Who manages whom may have changed since it was written.
                var named = concern.Walls.Where(w => w.Why == ConcernWallReason.Named).Select(w => w.WalledId);
                concern.Wall(await WriteConcern.WallOfAsync(writing.Context, concern, [.. named], cancellation));
            }

            var settings = await new SettingQueries(writing.Context).ValuesAsync(concern.SchemeId, cancellation);
            return concern.Submit(
                writing.Today, ConcernRules.AddWorkingDays(writing.Today, settings.Whole(SettingKeys.ConcernsAnswerWorkingDays)),
                writing.Today.AddDays(settings.Whole(SettingKeys.ConcernsOutcomeDays))) is { } refusal ? refusal : new Done();
        }, cancellation);
}
