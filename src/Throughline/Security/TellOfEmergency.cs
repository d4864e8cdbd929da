using Throughline.Storage;

namespace Throughline.Security;

/// <summary>Shows a person now that their record was opened in an emergency, before the day that was set or after it was held back.</summary>
public sealed class TellOfEmergency(UnitOfWork unit)
{
    /// <summary>Shows it.</summary>
    /// <returns>
    /// <see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="OwnEmergency"/>,
    /// <see cref="NothingToTell"/>, <see cref="TellingNotOpen"/>.
    /// </returns>
    public Task<Outcome<Done>> RunAsync(Guid id, int version, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("emergency-told"), async writing =>
        {
            var (access, refused) = await EmergencyTurn.TakeAsync(writing, id, version, cancellation);
            return access is null ? refused! : access.Tell(writing.Viewer.PersonId, writing.Now) is { } refusal ? refusal : new Done();
        }, cancellation);
}
