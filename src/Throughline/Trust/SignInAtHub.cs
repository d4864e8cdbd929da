using Throughline.People;
using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>"I'm here."</summary>
/// <param name="SpaceId">The hub.</param>
/// <param name="Source">By their own session, on the hub's computer, or by the code on its screen.</param>
public sealed record HubArrival(Guid SpaceId, PresenceSource Source = PresenceSource.OwnPhone);

/// <summary>Signs the viewer in at a hub, under the hat they wear.</summary>
public sealed class SignInAtHub(UnitOfWork unit)
{
    /// <summary>Signs them in.</summary>
    /// <returns>
    /// The stay's id, or <see cref="NotFound"/> (no such hub), <see cref="NoRoleHere"/>, <see cref="AlreadyIn"/>, <see cref="HubClosed"/>,
    /// <see cref="NotOpenToServiceUsers"/>, <see cref="NobodyBeside"/>, <see cref="SpaceNotInUse"/>.
    /// </returns>
    public Task<Outcome<Guid>> RunAsync(HubArrival input, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("hub-signed-in"), async writing =>
        {
            if (input.Source is not (PresenceSource.OwnPhone or PresenceSource.HubComputer or PresenceSource.Code))
            {
                throw new ArgumentOutOfRangeException(nameof(input), input.Source, "Nobody signs themselves in this way.");
            }

            if (!await writing.LockHerePastReachAsync(writing.Viewer.PersonId, cancellation))
            {
                return new NotFound();
            }

            var entered = await HubRules.EnterAsync(writing, writing.Viewer.PersonId, writing.Viewer.Hat, input.SpaceId, input.Source, null, false, cancellation);
            return entered.Succeeded ? entered.Value.Id : entered.Refusal!;
        }, cancellation);
}
