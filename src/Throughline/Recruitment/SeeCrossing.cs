using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Recruitment;

/// <summary>The person says that they have seen that the end of a supervision is near (INV-025). From then on their supervisor may offer support.</summary>
public sealed class SeeCrossing(UnitOfWork unit)
{
    /// <summary>Writes it down. Saying it twice changes nothing.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid episodeId, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("crossing-seen"), async writing =>
        {
            var viewer = writing.Viewer.PersonId;
            if (!await writing.LockPastReachAsync(viewer, cancellation)
                || await writing.Context.SupervisionEpisodes.FirstOrDefaultAsync(e => e.Id == episodeId && e.PersonId == viewer, cancellation) is not { } episode)
            {
                return new NotFound();
            }

            if (episode.SeenOn is null)
            {
                episode.See(writing.Today);
            }

            return new Done();
        }, cancellation);
}
