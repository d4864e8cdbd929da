using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Training;

/// <summary>What the use cases and queries of this slice share.</summary>
internal static class TrainingRules
{
    /// <summary>True when the viewer runs a cohort now, as far as they may see.</summary>
    public static Task<bool> FacilitatesAsync(this ThroughlineContext context, Guid cohortId, CancellationToken cancellation)
    {
        var viewer = context.Viewer.PersonId;
        return context.Facilitates
            ? context.Facilitations.AnyAsync(f => f.CohortId == cohortId && f.PersonId == viewer && f.To == null, cancellation)
            : Task.FromResult(false);
    }

    /// <summary>True when the viewer may keep the registers of a cohort and sign parts off: its coordinator, and whoever runs it.</summary>
    public static async Task<bool> MayKeepAsync(this ThroughlineContext context, Cohort cohort, CancellationToken cancellation) =>
        context.Viewer.Runs(cohort.SchemeId) || await context.FacilitatesAsync(cohort.Id, cancellation);

    /// <summary>Takes a cohort's turn: until the commit nobody else gives places in it or keeps its registers.</summary>
    public static Task LockCohortAsync(this Writing writing, Guid cohortId, CancellationToken cancellation) =>
        writing.Context.Cohorts.Where(c => c.Id == cohortId).ExecuteUpdateAsync(set => set.SetProperty(c => c.State, c => c.State), cancellation);

    /// <summary>Takes the turns of enrolments: what is read of them afterwards still holds at the commit.</summary>
    public static Task LockAsync(this IQueryable<Enrolment> enrolments, CancellationToken cancellation) =>
        enrolments.ExecuteUpdateAsync(set => set.SetProperty(e => e.State, e => e.State), cancellation);

    /// <summary>The cohorts run by somebody who is or was a peer worker (INV-031), as the viewer may know it.</summary>
    public static IQueryable<Guid> CohortsWithPeer(this ThroughlineContext context, DateOnly today)
    {
        var peers = context.Peers(today);
        return context.Facilitations.Where(f => f.To == null && peers.Contains(f.PersonId)).Select(f => f.CohortId);
    }

    /// <summary>Whether any of these people is or was a peer worker, as the viewer may know it.</summary>
    public static Task<bool> HasPeerAsync(this ThroughlineContext context, IQueryable<Guid> people, DateOnly today, CancellationToken cancellation) =>
        context.Peers(today).AnyAsync(id => people.Contains(id), cancellation);

    /// <summary>
    /// Everybody who is or was a peer worker: who did the work of a role that asks for lived experience. People whose label has set count for nobody
    /// but themselves.
    /// </summary>
    internal static IQueryable<Guid> Peers(this ThroughlineContext context, DateOnly today)
    {
        var viewer = context.Viewer.PersonId;
        var everything = context.Viewer.Hat == Hat.System;
        return
            from move in context.RoleMoves
            join holding in context.RoleHoldings on move.HoldingId equals holding.Id
            join role in context.RoleDefinitions on holding.RoleDefinitionId equals role.Id
            where role.OnLadder && role.LivedExperienceRequired
                && move.On <= today && move.State >= RoleState.ActiveSupervised && move.State <= RoleState.Senior
                && (everything || move.PersonId == viewer
                    || !context.LabelsSet(today).Any(s => s.Id == move.PersonId))
            select move.PersonId;
    }

    /// <summary>The programme to finish before a role can be active: its own, or for a first step that names none that of the next step.</summary>
    public static async Task<string?> NeededAsync(this ThroughlineContext context, RoleDefinition role, CancellationToken cancellation) =>
        role.MinTraining ?? (role.OnLadder
            ? await context.RoleDefinitions.Where(r => r.SchemeId == role.SchemeId && r.LadderStep > role.LadderStep && r.MinTraining != null)
                .OrderBy(r => r.LadderStep).Select(r => r.MinTraining).FirstOrDefaultAsync(cancellation)
            : null);

    /// <summary>How far people are with their programmes. Two commands, whatever their number.</summary>
    public static async Task<Dictionary<Guid, TrainingProgress>> ProgressAsync(
        this ThroughlineContext context, IReadOnlyDictionary<Guid, ProgrammeOutline> outlines, CancellationToken cancellation)
    {
        var ids = outlines.Keys.ToList();
        var done = (await (from attendance in context.Attendances.AsNoTracking()
                           join session in context.TrainingSessions on attendance.SessionId equals session.Id
                           where ids.Contains(attendance.EnrolmentId) && attendance.Came != Came.DidNotCome
                           select new { attendance.EnrolmentId, session.Title, session.Topics }).ToListAsync(cancellation))
            .ToLookup(a => a.EnrolmentId, a => new SessionDone(a.Title, a.Topics));
        var signed = (await context.SignOffs.AsNoTracking().Where(s => ids.Contains(s.EnrolmentId))
                .Select(s => new { s.EnrolmentId, s.Competency }).ToListAsync(cancellation))
            .ToLookup(s => s.EnrolmentId, s => s.Competency);
        return outlines.ToDictionary(o => o.Key, o => TrainingProgress.Of(o.Value, done[o.Key], signed[o.Key]));
    }

    /// <summary>
    /// The outline of the programme of each cohort as it was copied, and for somebody who waits for a cohort that of the one they were in last. One
    /// command.
    /// </summary>
    public static async Task<Dictionary<Guid, ProgrammeOutline>> OutlinesAsync(this ThroughlineContext context, IReadOnlyCollection<Guid> enrolmentIds, CancellationToken cancellation)
    {
        var rows = await (from place in context.EnrolmentPlaces.AsNoTracking()
                          join cohort in context.Cohorts on place.CohortId equals cohort.Id
                          where enrolmentIds.Contains(place.EnrolmentId)
                          select new { place.EnrolmentId, place.Number, cohort.Outline }).ToListAsync(cancellation);
        return rows.GroupBy(r => r.EnrolmentId).ToDictionary(g => g.Key, g => g.MaxBy(r => r.Number)!.Outline);
    }

    /// <summary>Whether there is a free place, as far as the viewer may know: somebody walled off from them is not counted, so that a full course tells nothing.</summary>
    public static async Task<Refusal?> CheckRoomAsync(this Writing writing, Cohort cohort, CancellationToken cancellation)
    {
        if (cohort.State is not (CohortState.Planned or CohortState.Open))
        {
            return new CohortMoveNotOpen(cohort.State);
        }

        var taken = await writing.Context.Enrolments.CountAsync(e => e.CohortId == cohort.Id && e.State <= EnrolmentState.Deferred, cancellation);
        return taken >= cohort.Places ? new CohortIsFull(cohort.Name, cohort.Places) : null;
    }

    /// <summary>The roles by which people are credited on a date: what each was called then (INV-006). Two commands.</summary>
    /// <param name="context">The context of the write. Whoever runs a course with others does not reach their records: only titles are taken from them.</param>
    /// <param name="wanted">Whom, and the holding they were named by.</param>
    /// <param name="date">The London date.</param>
    /// <param name="cancellation">Stops reading.</param>
    public static async Task<IReadOnlyList<CreditedRole>> CreditAsync(
        this ThroughlineContext context, IReadOnlyCollection<(Guid PersonId, Guid HoldingId)> wanted, DateOnly date, CancellationToken cancellation)
    {
        var (people, named) = (wanted.Select(w => w.PersonId).ToList(), wanted.Select(w => w.HoldingId).ToList());
        var held = await (from holding in context.RoleHoldings.IgnoreQueryFilters([ThroughlineContext.ReachFilter]).AsNoTracking()
                          join role in context.RoleDefinitions on holding.RoleDefinitionId equals role.Id
                          where people.Contains(holding.PersonId)
                          select new { holding.Id, holding.PersonId, holding.From, holding.To, holding.State, Role = role }).ToListAsync(cancellation);
        var after = date.AddDays(1).StartInLondon();
        var roleIds = held.Select(h => h.Role.Id).Distinct().ToList();
        var versions = (await context.Set<RoleDefinitionVersion>().AsNoTracking().Where(v => roleIds.Contains(v.RoleDefinitionId) && v.Until >= after)
            .OrderBy(v => v.Until).ToListAsync(cancellation)).ToLookup(v => v.RoleDefinitionId);
        return
        [
            .. from want in wanted
               let scheme = held.FirstOrDefault(h => h.Id == want.HoldingId)?.Role.SchemeId
               let then = held.Where(h => h.PersonId == want.PersonId)
                   // The role they were named by where they held it that day; otherwise another of the same scheme that they held; otherwise it is a role they once held.
                   .OrderByDescending(h => h.From <= date && (h.To == null || h.To >= date))
                   .ThenByDescending(h => h.Id == want.HoldingId)
                   .ThenByDescending(h => h.Role.SchemeId == scheme && h.Role.OnLadder)
                   .FirstOrDefault()
               where then is not null
               let was = versions[then.Role.Id].FirstOrDefault()
               select new CreditedRole(want.PersonId, then.Id, was?.Title ?? then.Role.Title, was?.PlainTitle ?? then.Role.PlainTitle, then.Role.TellsOfThePast),
        ];
    }
}

/// <summary>An enrolment opened for a change: the person's turn taken, then the enrolment's; the viewer's right to it checked.</summary>
internal sealed record EnrolmentTurn(Enrolment Enrolment, bool IsOwn)
{
    /// <summary>Opens it, or says why not. The person themself and the coordinators of the scheme may.</summary>
    public static async Task<(EnrolmentTurn? Turn, Refusal? Refusal)> TakeAsync(Writing writing, Guid enrolmentId, int version, CancellationToken cancellation)
    {
        var context = writing.Context;
        var found = await context.Enrolments.Where(e => e.Id == enrolmentId).Select(e => new { e.PersonId, e.SchemeId }).FirstOrDefaultAsync(cancellation);
        if (found is null)
        {
            return (null, new NotFound());
        }

        var own = found.PersonId == writing.Viewer.PersonId;
        if (!own && !writing.Viewer.Runs(found.SchemeId))
        {
            return (null, new NotAllowed());
        }

        if (!await writing.LockAsync(found.PersonId, cancellation))
        {
            return (null, new NotFound());
        }

        await context.Enrolments.Where(e => e.Id == enrolmentId).LockAsync(cancellation);
        var enrolment = await context.Enrolments.Include(e => e.Places.OrderBy(p => p.Number)).SingleAsync(e => e.Id == enrolmentId, cancellation);
        return enrolment.Version == version ? (new EnrolmentTurn(enrolment, own), null) : (null, new Stale());
    }
}

/// <summary>Every place is taken.</summary>
/// <param name="Name">The cohort.</param>
/// <param name="Places">How many places it has.</param>
public sealed record CohortIsFull(string Name, int Places) : Refusal("cohort-is-full")
{
    /// <inheritdoc />
    public override string Sentence => $"{Name} has {ProgrammeOutline.Count(Places, "place", "places")}, and all are taken. Choose another course";

    /// <inheritdoc />
    public override string? Field => "CohortId";
}

/// <summary>Nobody runs a group without a clearance for groups that holds on the day (INV-021).</summary>
/// <param name="Where">The field it belongs to.</param>
public sealed record NotClearedForGroups(string Where) : Refusal("not-cleared-for-groups")
{
    /// <inheritdoc />
    public override string Sentence => "Somebody who runs a course needs a clearance for groups that holds on that day";

    /// <inheritdoc />
    public override string? Field => Where;
}

/// <summary>Whoever runs a course cannot have a place on it, and the other way round.</summary>
public sealed record RunsTheCourse() : Refusal("runs-the-course")
{
    /// <inheritdoc />
    public override string Sentence => "Somebody who has a place on a course cannot help to run it. Choose somebody else";

    /// <inheritdoc />
    public override string? Field => "HoldingId";
}
