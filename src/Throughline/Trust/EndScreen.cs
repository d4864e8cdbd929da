using Microsoft.EntityFrameworkCore;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>Takes a screen's permission back: from the next minute on it shows nothing.</summary>
public sealed class EndScreen(UnitOfWork unit)
{
    /// <summary>Takes it back. Safe to repeat.</summary>
    /// <param name="screenId">The screen.</param>
    /// <param name="cancellation">Stops before anything is done.</param>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid screenId, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("hub-screen-ended"), async writing =>
        {
            var screen = await writing.Context.HubScreens.FirstOrDefaultAsync(s => s.Id == screenId, cancellation);
            if (screen is null || !writing.Viewer.MayRun(await writing.Context.Spaces.Where(s => s.Id == screen.SpaceId).Select(s => s.SchemeId).SingleAsync(cancellation)))
            {
                return new NotFound();
            }

            screen.End(writing.Now);
            return new Done();
        }, cancellation);
}
