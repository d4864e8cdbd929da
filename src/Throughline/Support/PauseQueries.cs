using Microsoft.EntityFrameworkCore;
using Throughline.Audit;
using Throughline.People;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Support;

/// <summary>A plan for a hard time in a list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Whose it is; null for the viewer's own.</param>
/// <param name="State">Where it stands.</param>
/// <param name="AskedOn">When they asked.</param>
/// <param name="LookOn">When it is looked at again.</param>
/// <param name="ReadyOn">When they said that they would like to come back.</param>
public sealed record PauseLine(Guid Id, string? Name, PausePlanState State, DateOnly AskedOn, DateOnly? LookOn, DateOnly? ReadyOn);

/// <summary>The viewer's own roles and plans.</summary>
/// <param name="Roles">Roles for which they can ask.</param>
/// <param name="Plans">Their plans, newest first.</param>
public sealed record PauseHome(IReadOnlyList<Named> Roles, IReadOnlyList<PauseLine> Plans);

/// <summary>A plan for a hard time.</summary>
/// <param name="Line">In a list.</param>
/// <param name="Own">Whether it is the viewer's own.</param>
/// <param name="PersonId">Whose it is.</param>
/// <param name="HoldingId">The role.</param>
/// <param name="Role">The title of the role.</param>
/// <param name="RoleState">Where the role stands.</param>
/// <param name="Wish">What they asked for.</param>
/// <param name="Helps">What would help.</param>
/// <param name="WayBack">The way back.</param>
/// <param name="LooksAfter">Who looks after them.</param>
/// <param name="AgreedOn">When what stands was agreed.</param>
/// <param name="Agreed">What was agreed and why.</param>
/// <param name="CanAgree">Whether the viewer can agree to it.</param>
/// <param name="CanLook">Whether the viewer can look at it again with them.</param>
/// <param name="Version">Concurrency token.</param>
public sealed record PausePage(
    PauseLine Line, bool Own, Guid PersonId, Guid HoldingId, string? Role, RoleState? RoleState, PauseWish Wish, string? Helps, string? WayBack, string? LooksAfter, DateOnly? AgreedOn, string? Agreed, bool CanAgree, bool CanLook, int Version);

/// <summary>Plans for hard times: each person's own, those that a coordinator is asked to agree to, and those of people the viewer looks after.</summary>
public sealed class PauseQueries(ThroughlineContext context, Vault vault, ReadTraces traces, TimeProvider clock)
{
    /// <summary>The viewer's own; null under any hat but a peer worker's. Two commands.</summary>
    public async Task<PauseHome?> MineAsync(CancellationToken cancellation = default)
    {
        var own = context.Viewer.PersonId;
        if (!context.Viewer.IsLookedAfter())
        {
            return null;
        }

        var roles = await context.ShownHoldings(clock.Today()).Where(h => h.PersonId == own && h.OnLadder && h.State >= RoleState.ActiveSupervised && h.State <= RoleState.Paused)
            .OrderByDescending(h => h.From).ThenBy(h => h.Id).Select(h => new { h.Id, h.Title, h.Scheme }).ToListAsync(cancellation);
        var plans = await context.PausePlans.AsNoTracking().Where(p => p.PersonId == own).OrderByDescending(p => p.AskedOn).ThenByDescending(p => p.Id).Take(50).ToListAsync(cancellation);
        return new PauseHome(
            [.. roles.Where(r => !plans.Exists(p => p.HoldingId == r.Id && p.ClosedOn is null)).Select(r => new Named(r.Id, $"{r.Title}, {r.Scheme}"))], plans.ConvertAll(p => Line(p, null)));
    }

    /// <summary>Those of others that run and that the viewer may see, by name. Two commands, and a trace for each person.</summary>
    public async Task<IReadOnlyList<PauseLine>> OthersAsync(CancellationToken cancellation = default)
    {
        var own = context.Viewer.PersonId;
        var plans = await context.PausePlans.AsNoTracking().Where(p => p.PersonId != own && p.ClosedOn == null).OrderBy(p => p.AskedOn).ThenBy(p => p.Id).Take(200).ToListAsync(cancellation);
        var names = await context.NamesAsync(plans.Select(p => (Guid?)p.PersonId), cancellation);
        foreach (var person in plans.Select(p => p.PersonId).Where(names.ContainsKey).Distinct())
        {
            await traces.RecordAsync(new Opening(person, "that you asked for a pause", nameof(PausePlan), Guid.Empty, "Sees to pauses"), cancellation);
        }

        return [.. plans.Where(p => names.ContainsKey(p.PersonId)).Select(p => Line(p, names[p.PersonId])).OrderBy(l => l.Name, StringComparer.OrdinalIgnoreCase).ThenBy(l => l.Id)];
    }

    /// <summary>One of them; null for any other. Leaves a trace before anything is returned. Four commands.</summary>
    public async Task<PausePage?> FindAsync(Guid id, CancellationToken cancellation = default)
    {
        var viewer = context.Viewer;
        if (await context.PausePlans.AsNoTracking().FirstOrDefaultAsync(p => p.Id == id, cancellation) is not { } plan)
        {
            return null;
        }

        var own = plan.PersonId == viewer.PersonId;
        var runs = !own && viewer.Runs(plan.SchemeId);
        var names = await context.NamesAsync([plan.PersonId, plan.LooksAfterId], cancellation);
        var role = await context.ShownHoldings(clock.Today()).Where(h => h.Id == plan.HoldingId).Select(h => new { h.Title, h.State }).FirstOrDefaultAsync(cancellation);
        var opener = await vault.OpenerAsync(new Opening(plan.PersonId, "your plan for a hard time", nameof(PausePlan), id, own ? "Own page" : "Looked at what you asked for"), cancellation);
        return new PausePage(
            Line(plan, own ? null : names.GetValueOrDefault(plan.PersonId, "")), own, plan.PersonId, plan.HoldingId, role?.Title, role?.State, plan.Wish, opener(plan.Helps), plan.WayBack is { } back ? opener(back) : null,
            plan.LooksAfterId is { } who ? names.GetValueOrDefault(who) : null, plan.AgreedOn, plan.Agreed is { } agreed ? opener(agreed) : null,
            runs && plan.State == PausePlanState.Asked, runs && plan.State == PausePlanState.InPlace, plan.Version);
    }

    private static PauseLine Line(PausePlan plan, string? name) => new(plan.Id, name, plan.State, plan.AskedOn, plan.LookOn, plan.ReadyOn);
}
