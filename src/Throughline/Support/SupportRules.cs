using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Support;

/// <summary>A role on the ladder with whoever supervises its holder, as the viewer may see it.</summary>
/// <param name="Id">The role holding.</param>
/// <param name="PersonId">The holder.</param>
/// <param name="SchemeId">The scheme.</param>
/// <param name="SupervisorId">The supervisor; null for nobody, or somebody the viewer may not know of.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Active">The first active day.</param>
internal sealed record LookedAfter(Guid Id, Guid PersonId, Guid SchemeId, Guid? SupervisorId, RoleState State, DateOnly Active);

/// <summary>What the use cases and queries of this slice share.</summary>
internal static class SupportRules
{
    /// <summary>Roles on the ladder that are active or pausing and shown as such, in a fixed order. One command.</summary>
    public static async Task<List<LookedAfter>> LookedAfterAsync(this ThroughlineContext context, DateOnly today, CancellationToken cancellation) =>
        [.. (await (from holding in context.ShownHoldings(today)
                    where holding.OnLadder && holding.State >= RoleState.ActiveSupervised && holding.State <= RoleState.Paused && holding.From <= today
                    let active = context.RoleMoves.Where(m => m.HoldingId == holding.Id && m.State >= RoleState.ActiveSupervised && m.State <= RoleState.Senior).Min(m => (DateOnly?)m.On)
                    orderby holding.Id
                    select new { holding.Id, holding.PersonId, holding.SchemeId, holding.SupervisorId, holding.State, Active = active ?? holding.From }).ToListAsync(cancellation))
            .Select(h => new LookedAfter(h.Id, h.PersonId, h.SchemeId, h.SupervisorId, h.State, h.Active))];

    /// <summary>Takes one supervision of the two for a change, with the person's turn; null for anybody but the two.</summary>
    public static async Task<Supervision?> TakeSupervisionAsync(this Writing writing, Guid id, CancellationToken cancellation)
    {
        var (context, viewer) = (writing.Context, writing.Viewer);
        var person = await context.Supervisions.Where(s => s.Id == id).Select(s => (Guid?)s.PersonId).FirstOrDefaultAsync(cancellation);
        return person is { } about && (about == viewer.PersonId || viewer.Hat == Hat.Supervisor) && await writing.LockAsync(about, cancellation)
            && await context.Supervisions.FirstOrDefaultAsync(s => s.Id == id, cancellation) is { } supervision && supervision.IsOf(viewer.PersonId)
            ? supervision : null;
    }

    /// <summary>Null while the supervision is with whoever supervises the role now: with somebody else it can only be called off.</summary>
    public static async Task<Refusal?> CheckStillWithAsync(this Writing writing, Supervision supervision, CancellationToken cancellation) =>
        await writing.Context.RoleHoldings.AnyAsync(h => h.Id == supervision.HoldingId && h.SupervisorId == supervision.SupervisorId, cancellation) ? null : new AnotherSupervises();

    /// <summary>Whether the viewer wears a hat under which people are looked after here.</summary>
    public static bool IsLookedAfter(this Viewer viewer) => viewer.Hat == Hat.PeerWorker && viewer.SchemeIds.Count > 0;
}

/// <summary>Somebody else supervises the role now.</summary>
public sealed record AnotherSupervises() : Refusal("another-supervises")
{
    /// <inheritdoc />
    public override string Sentence => "Somebody else supervises this role now. Call this day off, and set one with them.";
}
