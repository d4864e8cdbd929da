using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>A key opened for a change of hands: its turn taken, so that it has one holder at any instant (INV-043), and what is open of it at hand.</summary>
internal sealed record KeyTurn(Writing Writing, Key Key, KeyCustody? Custody)
{
    private static readonly string[] AnyViewer = [ThroughlineContext.WallsFilter, ThroughlineContext.ReachFilter];

    /// <summary>How long one half of a change of hands waits for the other.</summary>
    public TimeSpan Within { get; private init; }

    /// <summary>True for the person who has it, or to whom it is being handed.</summary>
    public bool IsHolder => Custody?.PersonId == Writing.Viewer.PersonId;

    /// <summary>
    /// Opens a key. Somebody's turn has been taken before, where there is one to take: people come before keys. A holder reaches their own key; staff
    /// reach those of their schemes.
    /// </summary>
    public static async Task<(KeyTurn? Turn, Refusal? Refusal)> TakeAsync(Writing writing, Guid keyId, CancellationToken cancellation)
    {
        var context = writing.Context;
        await LockAsync(context, keyId, cancellation);
        if (await context.Keys.FirstOrDefaultAsync(k => k.Id == keyId, cancellation) is not { } key)
        {
            return (null, new NotFound());
        }

        var custody = await context.KeyCustodies.IgnoreQueryFilters(AnyViewer).FirstOrDefaultAsync(c => c.KeyId == keyId && c.ClosedAt == null, cancellation);
        var viewer = writing.Viewer;
        var staff = viewer.Hat == Hat.System || (viewer.Hat is Hat.Coordinator or Hat.Supervisor && viewer.SchemeIds.Contains(key.SchemeId));
        if (!staff && custody?.PersonId != viewer.PersonId)
        {
            return (null, new NotFound());
        }

        var hours = (await new SettingQueries(context).ValuesAsync(key.SchemeId, cancellation)).Whole(SettingKeys.TrustKeyHandoverHours);
        return (new KeyTurn(writing, key, custody) { Within = TimeSpan.FromHours(hours) }, null);
    }

    /// <summary>Why the viewer cannot act for the cupboard; null when they can. Whoever is walled off from the holder, or may not know of them, cannot.</summary>
    public async Task<Refusal?> MayRunAsync(CancellationToken cancellation)
    {
        var (viewer, context) = (Writing.Viewer, Writing.Context);
        if (!viewer.Runs(Key.SchemeId))
        {
            return new NotAllowed();
        }

        if (Custody is null || viewer.Hat == Hat.System)
        {
            return null;
        }

        var person = await context.People.AsNoTracking().FirstOrDefaultAsync(p => p.Id == Custody.PersonId, cancellation);
        return person is null || (person.Id != viewer.PersonId && person.LabelHasSet(Writing.Today)) ? new KeyIsOut() : null;
    }

    /// <summary>Takes a key's turn: until the commit nobody else changes whose it is.</summary>
    internal static Task LockAsync(ThroughlineContext context, Guid keyId, CancellationToken cancellation) =>
        context.Keys.Where(k => k.Id == keyId).ExecuteUpdateAsync(set => set.SetProperty(k => k.Label, k => k.Label), cancellation);
}

/// <summary>Every key that somebody has of a scheme is asked back, in neutral words and never with a reason (INV-045).</summary>
internal static class KeyReturns
{
    private static readonly string[] AnyViewer = [ThroughlineContext.WallsFilter, ThroughlineContext.ReachFilter];

    /// <summary>Does one part of a key's way back.</summary>
    /// <returns>True when the key is back in the cupboard.</returns>
    public static async Task<Outcome<bool>> DoAsync(
        Writing writing, Guid keyId, Func<KeyTurn, Task<Refusal?>> may, Func<KeyTurn, KeyCustody, Refusal?> act, CancellationToken cancellation)
    {
        var (turn, refused) = await KeyTurn.TakeAsync(writing, keyId, cancellation);
        if (turn is null)
        {
            return refused!;
        }

        if (await may(turn) is { } no)
        {
            return no;
        }

        return turn.Custody is not { From: not null } custody ? new KeyMoveNotOpen(turn.Key.State, KeyState.ReturnPending)
            : act(turn, custody) is { } refusal ? refusal
            : turn.Key.State == KeyState.Available;
    }

    /// <summary>Asks them back. The person's turn has been taken. A handover they have not confirmed is called off.</summary>
    public static async Task AskAsync(Writing writing, Guid personId, Guid schemeId, CancellationToken cancellation)
    {
        var context = writing.Context;
        var keys = await context.KeyCustodies.IgnoreQueryFilters(AnyViewer).AsNoTracking()
            .Where(c => c.PersonId == personId && c.SchemeId == schemeId && c.ClosedAt == null).OrderBy(c => c.KeyId).Select(c => c.KeyId).ToListAsync(cancellation);
        foreach (var id in keys)
        {
            await KeyTurn.LockAsync(context, id, cancellation);
            var key = await context.Keys.SingleAsync(k => k.Id == id, cancellation);
            var custody = await context.KeyCustodies.IgnoreQueryFilters(AnyViewer)
                .FirstOrDefaultAsync(c => c.KeyId == id && c.PersonId == personId && c.ClosedAt == null, cancellation);
            if (custody?.From is null)
            {
                custody?.CallOff(key, writing.Now);
            }
            else
            {
                custody.AskBack(key, writing.Now);
            }
        }
    }
}

/// <summary>A role that pauses or ends brings its keys back.</summary>
internal sealed class ReturnKeysWithRole : IRoleFollower
{
    /// <inheritdoc />
    public Task FollowAsync(Writing writing, RoleHolding holding, RoleDefinition role, RoleState from, CancellationToken cancellation) =>
        role.OnLadder && holding.State is RoleState.Paused or RoleState.Ended
            ? KeyReturns.AskAsync(writing, holding.PersonId, holding.SchemeId, cancellation)
            : Task.CompletedTask;
}
