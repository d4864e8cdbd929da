using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>
/// A colleague saw a key come back whose holder has no role here any more and cannot say so. Nobody is told whose it was; the coordinator's half
/// is somebody else's.
/// </summary>
public sealed class WitnessKey(UnitOfWork unit)
{
    private static readonly string[] AnyViewer = [ThroughlineContext.WallsFilter, ThroughlineContext.ReachFilter];

    /// <summary>Says so.</summary>
    /// <param name="keyId">The key; it is to come back.</param>
    /// <param name="cancellation">Stops before anything is done.</param>
    /// <returns>
    /// True when the key is back in the cupboard, false while the coordinator's half is missing; or <see cref="NotFound"/>, <see cref="NotAllowed"/>,
    /// <see cref="KeyMoveNotOpen"/>, <see cref="HolderCanSaySo"/>, <see cref="NeedsSecondPairOfEyes"/>.
    /// </returns>
    public Task<Outcome<bool>> RunAsync(Guid keyId, CancellationToken cancellation = default) =>
        unit.RunAsync(new Act("key-seen-back"), writing => KeyReturns.DoAsync(
            writing, keyId, turn => MayAsync(turn, cancellation),
            (turn, custody) => custody.HandIn(turn.Key, writing.Viewer.PersonId, writing.Now, turn.Within), cancellation), cancellation);

    private static async Task<Refusal?> MayAsync(KeyTurn turn, CancellationToken cancellation)
    {
        if (turn.IsHolder || turn.Writing.Viewer.Hat is not (Hat.Coordinator or Hat.Supervisor))
        {
            return new NotAllowed();
        }

        if (turn.Key.State != KeyState.ReturnPending)
        {
            return new KeyMoveNotOpen(turn.Key.State, KeyState.Available);
        }

        var (context, holder, scheme) = (turn.Writing.Context, turn.Custody!.PersonId, turn.Key.SchemeId);
        return await context.RoleHoldings.IgnoreQueryFilters(AnyViewer).AnyAsync(
            h => h.PersonId == holder && h.SchemeId == scheme && h.State >= RoleState.InTraining && h.State <= RoleState.Paused
                && context.RoleDefinitions.Any(r => r.Id == h.RoleDefinitionId && r.OnLadder), cancellation)
            ? new HolderCanSaySo() : null;
    }
}

/// <summary>The holder is here to say it themselves.</summary>
public sealed record HolderCanSaySo() : Refusal("holder-can-say-so")
{
    /// <inheritdoc />
    public override string Sentence => "Whoever had this key can say themselves that they handed it in.";
}
