using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Recognition;

/// <summary>Takes back what the viewer said of the course about working beside peer workers. Nobody asks why.</summary>
public sealed class TakeBackAlongside(UnitOfWork unit)
{
    /// <summary>Takes it back.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/> where nothing was said.</returns>
    public Task<Outcome<Done>> RunAsync(CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("alongside-taken-back"), async writing =>
        {
            var own = writing.Viewer.PersonId;
            if (!await writing.LockAsync(own, cancellation) || await writing.Context.WorkingAlongside.FirstOrDefaultAsync(w => w.PersonId == own, cancellation) is not { } said)
            {
                return new NotFound();
            }

            writing.Context.Remove(said);
            return new Done();
        }, cancellation);
}
