using Throughline.Storage;

namespace Throughline.Delivery.Programmes;

/// <summary>Writes a session of a version, or changes one.</summary>
public sealed class WriteProgrammeSession(UnitOfWork unit)
{
    /// <summary>Writes it.</summary>
    /// <param name="versionId">The version of the programme.</param>
    /// <param name="version">The version of the record that the form was opened on.</param>
    /// <param name="number">Which session to change; null for one more.</param>
    /// <param name="text">What is done in it.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="ProgrammeIsFixed"/>, <see cref="Invalid"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid versionId, int version, int? number, SessionText text, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("programme-session-written"), async writing =>
        {
            var (found, refused) = await writing.TakeOwnVersionAsync(versionId, version, cancellation);
            return found is null ? refused! : found.Write(number, text) is { } refusal ? refusal : new Done();
        }, cancellation);
}
