using Throughline.Storage;

namespace Throughline.People;

/// <summary>
/// A rule of another slice that a role must meet before it moves on: training, clearance, an officer's approval. Asked inside the write, with the
/// holder's turn taken, so that what it sees still holds when the move is made. Found by convention; each slice brings its own.
/// </summary>
public interface IRoleGuard
{
    /// <summary>Says why the role cannot move, or null.</summary>
    /// <param name="writing">The write that the move is part of.</param>
    /// <param name="holding">The holding, still in the state it comes from.</param>
    /// <param name="role">Its role definition.</param>
    /// <param name="to">The state it would go into.</param>
    /// <param name="on">The London date of the move.</param>
    /// <param name="cancellation">Stops reading.</param>
    Task<Refusal?> CheckAsync(Writing writing, RoleHolding holding, RoleDefinition role, RoleState to, DateOnly on, CancellationToken cancellation);
}

/// <summary>
/// What another slice does when a role has moved, paused or ended: keys come back, a place on a course is given up. Runs in the same transaction,
/// so that nothing is left half done. It never says to others why the role moved (INV-045).
/// </summary>
public interface IRoleFollower
{
    /// <summary>Does what follows.</summary>
    /// <param name="writing">The write that the move is part of.</param>
    /// <param name="holding">The holding, in the state it went into.</param>
    /// <param name="role">Its role definition.</param>
    /// <param name="from">The state it came from.</param>
    /// <param name="cancellation">Stops reading.</param>
    Task FollowAsync(Writing writing, RoleHolding holding, RoleDefinition role, RoleState from, CancellationToken cancellation);
}

/// <summary>The one way a role holding moves: every slice's rules are asked first, and every slice follows in the same write.</summary>
public sealed class RoleMover(IEnumerable<IRoleGuard> guards, IEnumerable<IRoleFollower> followers)
{
    /// <summary>Moves a holding along the ladder or back from a pause. A service's history, told by the system itself, is not asked for its papers.</summary>
    /// <returns>Why not; null when it moved.</returns>
    internal async Task<Refusal?> MoveAsync(Writing writing, RoleHolding holding, RoleDefinition role, RoleState to, DateOnly on, CancellationToken cancellation)
    {
        if (writing.Viewer.Hat != Hat.System)
        {
            if (to == RoleState.ActiveSupervised && holding.State == RoleState.TrainedAwaitingClearance && holding.SupervisorId is null)
            {
                return new NeedsSupervisor();
            }

            foreach (var guard in guards)
            {
                if (await guard.CheckAsync(writing, holding, role, to, on, cancellation) is { } refusal)
                {
                    return refusal;
                }
            }
        }

        return await DoAsync(writing, holding, role, () => holding.MoveTo(to, on), cancellation);
    }

    /// <summary>Makes a move that has a verb of its own (pause, end, not this time), and lets every slice follow.</summary>
    /// <returns>What the verb said; null when it moved.</returns>
    internal async Task<Refusal?> DoAsync(Writing writing, RoleHolding holding, RoleDefinition role, Func<Refusal?> verb, CancellationToken cancellation)
    {
        var from = holding.State;
        if (verb() is { } refusal)
        {
            return refusal;
        }

        foreach (var follower in followers)
        {
            await follower.FollowAsync(writing, holding, role, from, cancellation);
        }

        return null;
    }
}
