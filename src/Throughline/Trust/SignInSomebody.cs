using Throughline.People;
using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>Somebody to sign in who has no phone with them.</summary>
/// <param name="SpaceId">The hub.</param>
/// <param name="PersonId">The service user.</param>
public sealed record ArrivalFor(Guid SpaceId, Guid PersonId);

/// <summary>
/// Signs a service user in on their behalf. Done by a worker who is in the hub and may be there with service users, or by staff who are in;
/// the person sees who did it.
/// </summary>
public sealed class SignInSomebody(UnitOfWork unit)
{
    /// <summary>Signs them in.</summary>
    /// <returns>
    /// The stay's id, or <see cref="NotFound"/> (no such hub, or nobody whom the viewer may know of), <see cref="NotOnDuty"/>, and what
    /// <see cref="SignInAtHub"/> says.
    /// </returns>
    public Task<Outcome<Guid>> RunAsync(ArrivalFor input, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("hub-signed-in-for"), async writing =>
        {
            if (input.PersonId == writing.Viewer.PersonId || !await writing.LockHerePastReachAsync(input.PersonId, cancellation))
            {
                return new NotFound();
            }

            var entered = await HubRules.EnterAsync(
                writing, input.PersonId, Hat.Mentee, input.SpaceId, PresenceSource.OnBehalf, writing.Viewer.PersonId, false, cancellation);
            return entered.Succeeded ? entered.Value.Id : entered.Refusal is NoRoleHere ? new NotFound() : entered.Refusal!;
        }, cancellation);
}
