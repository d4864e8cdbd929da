using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Security;

/// <summary>Closes a record that the viewer opened in an emergency, before its time is up.</summary>
public sealed class EndEmergency(UnitOfWork unit)
{
    /// <summary>Closes it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/> for one that is not the viewer's, <see cref="EmergencyOver"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("emergency-ended"), async writing =>
        {
            var viewer = writing.Viewer.PersonId;
            if (await writing.Context.EmergencyAccesses.FirstOrDefaultAsync(e => e.Id == id && e.ViewerId == viewer, cancellation) is not { } access)
            {
                return new NotFound();
            }

            return access.End(writing.Now) is { } refusal ? refusal : new Done();
        }, cancellation);
}
