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
    private static readonly string[] AnyReach = [ThroughlineContext.ReachFilter];

    /// <summary>Roles on the ladder that are active or pausing and shown as such, in a fixed order. One command.</summary>
    public static async Task<List<LookedAfter>> LookedAfterAsync(this ThroughlineContext context, DateOnly today, CancellationToken cancellation) =>
        [.. (await (from holding in context.ShownHoldings(today)
                    where holding.OnLadder && holding.State >= RoleState.ActiveSupervised && holding.State <= RoleState.Paused && holding.From <= today
                    let active = context.RoleMoves.Where(m => m.HoldingId == holding.Id && m.State >= RoleState.ActiveSupervised && m.State <= RoleState.Senior).Min(m => (DateOnly?)m.On)
                    orderby holding.Id
                    select new { holding.Id, holding.PersonId, holding.SchemeId, holding.SupervisorId, holding.State, Active = active ?? holding.From }).ToListAsync(cancellation))
            .Select(h => new LookedAfter(h.Id, h.PersonId, h.SchemeId, h.SupervisorId, h.State, h.Active))];

    /// <summary>
    /// Who supervises whom in which scheme and can act: whose role as a supervisor goes on, and who may know of the person. It stands as a filter in the context too. As the system. One command.
    /// </summary>
    public static async Task<ILookup<(Guid PersonId, Guid SchemeId), Guid>> SupervisedNowAsync(this ThroughlineContext context, CancellationToken cancellation) =>
        (await context.RoleHoldings.AsNoTracking().Where(h => h.To == null && h.SupervisorId != null
                && context.RoleHoldings.Any(s => s.PersonId == h.SupervisorId && (s.State == RoleState.Held || (s.State >= RoleState.ActiveSupervised && s.State <= RoleState.Senior))
                    && context.RoleDefinitions.Any(r => r.Id == s.RoleDefinitionId && r.Hats.Contains(Hat.Supervisor)))
                && !context.Walls.Any(w => w.LiftedAt == null && w.ViewerId == h.SupervisorId && w.SubjectId == h.PersonId))
            .Select(h => new { h.PersonId, h.SchemeId, By = h.SupervisorId!.Value }).Distinct().ToListAsync(cancellation)).ToLookup(h => (h.PersonId, h.SchemeId), h => h.By);

    /// <summary>Who manages whom of the staff of a scheme, as far as both may be known of: whoever runs, heads or supervises there now. One command.</summary>
    public static async Task<ILookup<(Guid PersonId, Guid SchemeId), Guid>> ManagedNowAsync(this ThroughlineContext context, CancellationToken cancellation) =>
        (await context.RoleHoldings.IgnoreQueryFilters(AnyReach).AsNoTracking().Where(h => h.State == RoleState.Held && h.ManagerId != null
                && context.RoleHoldings.Any(m => m.PersonId == h.ManagerId && m.SchemeId == h.SchemeId && m.State == RoleState.Held && context.RoleDefinitions.Any(r => r.Id == m.RoleDefinitionId
                    && (r.Hats.Contains(Hat.Coordinator) || r.Hats.Contains(Hat.Supervisor) || r.Hats.Contains(Hat.HeadOfService)))))
            .Select(h => new { h.PersonId, h.SchemeId, By = h.ManagerId!.Value }).Distinct().ToListAsync(cancellation)).ToLookup(h => (h.PersonId, h.SchemeId), h => h.By);

    /// <summary>
    /// Whose check-ins say to somebody who supervises them now that they are struggling, and in which scheme: what rests on them has somebody to act on it. As the system. One command.
    /// </summary>
    public static async Task<HashSet<(Guid PersonId, Guid SchemeId, Guid With)>> ToldNowAsync(
        this ThroughlineContext context, ILookup<(Guid PersonId, Guid SchemeId), Guid> supervised, CancellationToken cancellation) =>
        [.. (await context.CheckIns.AsNoTracking().Where(c => c.SharedWithId != null && c.How == HowAreYou.Struggling).Select(c => new { c.PersonId, c.SchemeId, With = c.SharedWithId!.Value }).Distinct().ToListAsync(cancellation))
            .Where(c => supervised[(c.PersonId, c.SchemeId)].Contains(c.With)).Select(c => (c.PersonId, c.SchemeId, c.With))];

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
