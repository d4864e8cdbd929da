using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.People;

/// <summary>Takes back that the service may know that the viewer would like to move on. What they said stays theirs.</summary>
public sealed class TakeBackAspiration(UnitOfWork unit)
{
    /// <summary>Takes it back.</summary>
    /// <returns><see cref="Done"/>, also where there is nothing to take back.</returns>
    public Task<Outcome<Done>> RunAsync(CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("aspiration-taken-back"), async writing =>
        {
            var own = writing.Viewer.PersonId;
            foreach (var said in await writing.Context.Aspirations.Where(a => a.PersonId == own && a.Told).ToListAsync(cancellation))
            {
                said.TakeBack();
            }

            return new Done();
        }, cancellation);
}
