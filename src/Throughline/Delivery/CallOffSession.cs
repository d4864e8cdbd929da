using Throughline.Storage;

namespace Throughline.Delivery;

/// <summary>The service calls a session off before it begins, and says why. Nobody is absent from it.</summary>
public sealed class CallOffSession(UnitOfWork unit)
{
    /// <summary>Calls it off.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="version">The version the form was opened on.</param>
    /// <param name="reason">Why, in words that everybody in the group can read.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="SessionIsOff"/>, <see cref="SessionHasBegun"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid sessionId, int version, string? reason, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("group-session-called-off", reason?.Trim()), async writing =>
        {
            var (session, refused) = await writing.TakeSessionAsync(sessionId, version, cancellation);
            return session is null ? refused! : session.CallOff(reason, writing.Now) is { } wrong ? wrong : new Done();
        }, cancellation);
}
