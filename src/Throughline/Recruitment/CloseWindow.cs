using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Recruitment;

/// <summary>Takes no more applications through a window after today. Those that were sent stay.</summary>
public sealed class CloseWindow(UnitOfWork unit)
{
    /// <summary>Closes it.</summary>
    /// <returns><see cref="Done"/>, <see cref="NotFound"/>, <see cref="Stale"/>, <see cref="WindowClosed"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid windowId, int version, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("applications-closed"), async writing =>
        {
            var window = await writing.Context.ApplicationWindows.FirstOrDefaultAsync(w => w.Id == windowId, cancellation);
            if (window is null || !writing.Viewer.Runs(window.SchemeId))
            {
                return new NotFound();
            }

            return window.Version != version ? new Stale() : window.Close(writing.Today) is { } refusal ? refusal : new Done();
        }, cancellation);
}
