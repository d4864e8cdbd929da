using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Recruitment;
using Throughline.Storage;

namespace Throughline.Delivery;

/// <summary>What the use cases and queries of this slice share.</summary>
internal static class DeliveryRules
{
    /// <summary>How far ahead or back a session can be, in years.</summary>
    public const int MostYears = 2;

    /// <summary>How long before a session a gap in it is spoken of, in days: time enough to ask somebody.</summary>
    public const int GapDays = 14;

    /// <summary>The filters that keep people from a viewer; a group goes on for those whom the one who changes it may not see.</summary>
    public static readonly string[] People = [ThroughlineContext.ReachFilter, ThroughlineContext.WallsFilter, ThroughlineContext.LabelFilter];

    /// <summary>True when the viewer runs a session now.</summary>
    public static Task<bool> RunsSessionAsync(this ThroughlineContext context, Guid sessionId, CancellationToken cancellation)
    {
        var viewer = context.Viewer.PersonId;
        return context.Facilitates
            ? context.SessionParts.AnyAsync(p => p.SessionId == sessionId && p.PersonId == viewer && p.EndedOn == null, cancellation)
            : Task.FromResult(false);
    }

    /// <summary>The sessions that the viewer coordinates or runs.</summary>
    public static IQueryable<GroupSession> OwnSessions(this ThroughlineContext context)
    {
        var (viewer, schemes) = (context.Viewer.PersonId, context.Viewer.SchemeIds);
        var (everything, coordinates, facilitates) = (context.Viewer.Hat == Hat.System, context.Viewer.Hat == Hat.Coordinator, context.Facilitates);
        return context.GroupSessions.Where(s => everything || (coordinates && schemes.Contains(s.SchemeId))
            || (facilitates && context.SessionParts.Any(p => p.SessionId == s.Id && p.PersonId == viewer && p.EndedOn == null)));
    }

    /// <summary>Takes a group's turn: until the commit nobody else plans its sessions or says who is expected at them.</summary>
    public static Task LockGroupAsync(this Writing writing, Guid activityId, CancellationToken cancellation) =>
        writing.Context.Activities.Where(a => a.Id == activityId).ExecuteUpdateAsync(set => set.SetProperty(a => a.Name, a => a.Name), cancellation);

    /// <summary>Opens a group for a change: its turn taken, the viewer's right to it checked.</summary>
    public static async Task<(Activity? Group, Refusal? Refusal)> TakeGroupAsync(this Writing writing, Guid activityId, int version, CancellationToken cancellation)
    {
        var scheme = await writing.Context.Activities.Where(a => a.Id == activityId).Select(a => (Guid?)a.SchemeId).FirstOrDefaultAsync(cancellation);
        if (scheme is not { } schemeId || !writing.Viewer.Runs(schemeId))
        {
            return (null, new NotFound());
        }

        await writing.LockGroupAsync(activityId, cancellation);
        var group = await writing.Context.Activities.Include(a => a.Types).SingleAsync(a => a.Id == activityId, cancellation);
        return group.Version == version ? (group, null) : (null, new Stale());
    }

    /// <summary>Takes a session's turn: until the commit nobody else keeps its register or decides by it.</summary>
    public static Task LockSessionAsync(this Writing writing, Guid sessionId, CancellationToken cancellation) =>
        writing.Context.GroupSessions.Where(s => s.Id == sessionId).ExecuteUpdateAsync(set => set.SetProperty(s => s.State, s => s.State), cancellation);

    /// <summary>Takes a requirement's turn.</summary>
    public static Task LockRequirementAsync(this Writing writing, Guid requirementId, CancellationToken cancellation) =>
        writing.Context.Requirements.Where(r => r.Id == requirementId).ExecuteUpdateAsync(set => set.SetProperty(r => r.Type, r => r.Type), cancellation);

    /// <summary>
    /// Opens a session of a group for a change: its group's turn taken, then its own; the viewer's right to it checked. Whoever runs a session knows of it,
    /// and may not change it.
    /// </summary>
    public static async Task<(GroupSession? Session, Refusal? Refusal)> TakeSessionAsync(this Writing writing, Guid sessionId, int? version, CancellationToken cancellation)
    {
        var found = await writing.Context.OwnSessions().Where(s => s.Id == sessionId).Select(s => new { s.SchemeId, s.ActivityId }).FirstOrDefaultAsync(cancellation);
        if (found is null)
        {
            return (null, new NotFound());
        }

        if (!writing.Viewer.Runs(found.SchemeId))
        {
            return (null, new NotAllowed());
        }

        await writing.LockGroupAsync(found.ActivityId, cancellation);
        await writing.LockSessionAsync(sessionId, cancellation);
        var session = await writing.Context.GroupSessions.Include(s => s.Moves.OrderBy(m => m.Number)).SingleAsync(s => s.Id == sessionId, cancellation);
        return version is null || session.Version == version ? (session, null) : (null, new Stale());
    }

    /// <summary>The sessions from one on that a change to "this and the later ones" is for: those of its group that are still to begin, catch-ups left out.</summary>
    public static IQueryable<GroupSession> FromHereOn(this ThroughlineContext context, GroupSession session, bool laterOnes)
    {
        var (id, activity, starts) = (session.Id, session.ActivityId, session.StartsAt);
        return context.GroupSessions.Where(s => s.Id == id
            || (laterOnes && s.ActivityId == activity && s.StartsAt > starts && s.State == SessionState.Planned && s.CatchUpForId == null));
    }

    /// <summary>The roles by which people of a scheme can be asked to run a session, as the viewer may see them: who does the work or is staff now.</summary>
    public static IQueryable<ShownHolding> RunnerChoices(this ThroughlineContext context, Guid schemeId, DateOnly today) =>
        context.ShownHoldings(today).Where(h => h.SchemeId == schemeId
            && ((h.State == RoleState.Held && !h.Receiving) || (h.OnLadder && h.State >= RoleState.ActiveSupervised && h.State <= RoleState.Senior)));

    /// <summary>Those whom the scheme works with now, as the viewer may see them.</summary>
    public static IQueryable<ShownHolding> Receivers(this ThroughlineContext context, Guid schemeId, DateOnly today) =>
        context.ShownHoldings(today).Where(h => h.SchemeId == schemeId && h.Receiving && h.State == RoleState.Held
            && !context.LabelsSet(today).Any(s => s.Id == h.PersonId));

    /// <summary>The times under supervision on a date, as others may be shown them: an officer does not reach the person's own record, so the label is asked by itself.</summary>
    public static IQueryable<SupervisionEpisode> Supervised(this ThroughlineContext context, DateOnly today) =>
        context.ShownEpisodes(today).Where(e => e.Start <= today && (e.End == null || e.End >= today)
            && !context.LabelsSet(today).Any(s => s.Id == e.PersonId));

    /// <summary>The officer of a person's supervision in a scheme on a date, as the viewer may know it; null for nobody. The one of the same sort is taken first.</summary>
    public static Task<Guid?> OfficerOfAsync(this ThroughlineContext context, Guid personId, Guid schemeId, string type, DateOnly on, CancellationToken cancellation) =>
        context.SupervisionEpisodes.Where(o => o.PersonId == personId && o.SchemeId == schemeId && o.Start <= on && (o.End == null || o.End >= on))
            .OrderByDescending(o => o.Type == type).ThenByDescending(o => o.Start).ThenBy(o => o.OfficerId).Select(o => (Guid?)o.OfficerId).FirstOrDefaultAsync(cancellation);

    /// <summary>Whether the viewer decides about a requirement: its officer, or who stands in.</summary>
    public static async Task<bool> DecidesAsync(this ThroughlineContext context, Requirement requirement, CancellationToken cancellation)
    {
        var viewer = context.Viewer;
        return viewer.Hat == Hat.ResponsibleOfficer && requirement.PersonId != viewer.PersonId && requirement.TellsOfficer
            && await context.Requirements.AnyAsync(r => r.Id == requirement.Id, cancellation);
    }

    /// <summary>An officer of the scheme, not kept apart from the person. Also for an officer who names another, and does not reach their record.</summary>
    public static async Task<Refusal?> CheckOfficerAsync(this Writing writing, string field, Guid personId, Guid schemeId, Guid officerId, CancellationToken cancellation) =>
        officerId == personId ? new Invalid(field, "Choose somebody other than the person themselves")
        : !await writing.Context.SchemeOfficers(schemeId).AnyAsync(id => id == officerId, cancellation) ? new Invalid(field, "Choose an officer from the list")
        : await KeptApart.AreAsync(writing.Context, personId, officerId, cancellation) ? new CannotBeOfficer()
        : null;

    /// <summary>Ids of those who are officers in a scheme now, walls kept.</summary>
    public static IQueryable<Guid> SchemeOfficers(this ThroughlineContext context, Guid schemeId) =>
        (from holding in context.RoleHoldings.IgnoreQueryFilters(Reach)
         join role in context.RoleDefinitions on holding.RoleDefinitionId equals role.Id
         where holding.SchemeId == schemeId && holding.State == RoleState.Held && role.Hats.Contains(Hat.ResponsibleOfficer)
         select holding.PersonId).Distinct();

    public static readonly string[] Reach = [ThroughlineContext.ReachFilter];
}

/// <summary>Nobody runs a group without a clearance for groups that holds on the day (INV-021).</summary>
/// <param name="On">The first day on which it does not.</param>
public sealed record NotClearedThatDay(DateOnly On) : Refusal("not-cleared-that-day")
{
    /// <inheritdoc />
    public override string Sentence => $"Whoever runs a session needs a clearance for groups that holds on the day. Theirs does not on {Schemes.Typed.Day(On)}";

    /// <inheritdoc />
    public override string? Field => "HoldingId";
}

/// <summary>Whoever runs a session is not expected at it, and the other way round.</summary>
public sealed record OnBothSides() : Refusal("on-both-sides")
{
    /// <inheritdoc />
    public override string Sentence => "Somebody who is expected at a session cannot help to run it. Choose somebody else";

    /// <inheritdoc />
    public override string? Field => "HoldingId";
}

/// <summary>They run it already.</summary>
public sealed record AlreadyRunsSession() : Refusal("already-runs-session")
{
    /// <inheritdoc />
    public override string Sentence => "They help to run this session already";

    /// <inheritdoc />
    public override string? Field => "HoldingId";
}
