using Throughline.People;
using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>The holder's answer to an offer.</summary>
/// <param name="GrantId">The grant.</param>
/// <param name="Version">The version the form was opened on.</param>
public sealed record TrustAnswer(Guid GrantId, int Version);

/// <summary>
/// The holder says yes, and the step holds from today. Working alone is the one way by which a role goes from supervised to solo: the role moves
/// in the same write, with every slice asked.
/// </summary>
public sealed class AcceptTrust(UnitOfWork unit, RoleMover mover)
{
    /// <summary>Accepts it.</summary>
    /// <returns>
    /// <see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/> for anybody but the holder, <see cref="Stale"/>,
    /// <see cref="TrustMoveNotOpen"/>, <see cref="RoleNotGoingOn"/>, or what a slice's <see cref="IRoleGuard"/> says.
    /// </returns>
    public Task<Outcome<Done>> RunAsync(TrustAnswer input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("trust-accepted"), async writing =>
        {
            var (turn, refused) = await TrustTurn.TakeGrantAsync(writing, input.GrantId, input.Version, cancellation);
            if (turn is null)
            {
                return refused!;
            }

            if (!turn.IsOwn)
            {
                return new NotAllowed();
            }

            if (!turn.Holding.State.IsActive())
            {
                return new RoleNotGoingOn();
            }

            var grant = turn.Grant!;
            if (grant.Accept(writing.Today) is { } refusal)
            {
                return refusal;
            }

            turn.RestOn(grant);
            if (grant.Step == TrustStep.WorkingAlone && turn.Holding.State == RoleState.ActiveSupervised
                && await mover.MoveAsync(writing, turn.Holding, turn.Role, RoleState.ActiveSolo, writing.Today, cancellation) is { } no)
            {
                return no;
            }

            return new Done();
        }, cancellation);
}
