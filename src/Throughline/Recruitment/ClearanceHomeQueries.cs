using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Recruitment;

/// <summary>Something about one's own clearance that one can do.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="State">Where it stands: waiting for one's part, or refused with time to appeal.</param>
/// <param name="AppealUntil">Last day to appeal.</param>
public sealed record OwnStep(Guid CaseId, VettingState State, DateOnly? AppealUntil);

/// <summary>The near end of one's own supervision.</summary>
/// <param name="EpisodeId">The episode.</param>
/// <param name="End">Its last day.</param>
/// <param name="Seen">True when one has said that one has seen it.</param>
public sealed record OwnCrossing(Guid EpisodeId, DateOnly End, bool Seen);

/// <summary>A big change in one's own work that has just come.</summary>
/// <param name="HoldingId">The role.</param>
/// <param name="Number">Which of its moves it was.</param>
/// <param name="Kind">What changed.</param>
/// <param name="On">The day.</param>
/// <param name="Seen">True when one has said that one has seen it.</param>
public sealed record OwnChange(Guid HoldingId, int Number, WorkChangeKind Kind, DateOnly On, bool Seen);

/// <summary>A big change in the life of somebody whom the viewer supervises, or did until it came; what it is, is theirs to tell.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Name">Their name.</param>
/// <param name="On">The day.</param>
/// <param name="Reached">Whether the viewer still opens their record.</param>
public sealed record NearCrossing(Guid PersonId, string Name, DateOnly On, bool Reached = true);

/// <summary>What the home page says about clearance.</summary>
/// <param name="Waits">For a coordinator: how many lines of each sort wait.</param>
/// <param name="Asked">For an officer: what is asked of them.</param>
/// <param name="Cases">For staff who decide: how many cases wait for them.</param>
/// <param name="Supervised">For a supervisor: whom to offer support.</param>
/// <param name="Duties">For a peer worker: how they stand with each duty.</param>
/// <param name="Steps">What one can do about one's own.</param>
/// <param name="Crossings">What is near for oneself.</param>
/// <param name="Changes">What has just changed in one's own work.</param>
public sealed record ClearanceHome(
    IReadOnlyDictionary<ClearanceWait, int> Waits, IReadOnlyList<AskedApproval> Asked, int Cases, IReadOnlyList<NearCrossing> Supervised,
    IReadOnlyList<DutyLine> Duties, IReadOnlyList<OwnStep> Steps, IReadOnlyList<OwnCrossing> Crossings, IReadOnlyList<OwnChange> Changes)
{
    /// <summary>True when there is nothing to say.</summary>
    public bool IsEmpty => Waits.Count + Asked.Count + Cases + Supervised.Count + Duties.Count + Steps.Count + Crossings.Count + Changes.Count == 0;
}

/// <summary>What the home page of each hat says about clearance. A fixed number of commands for each.</summary>
public sealed class ClearanceHomeQueries(ThroughlineContext context, ClearanceQueries clearances, ApprovalQueries approvals, VettingQueries cases, TimeProvider clock)
{
    /// <summary>What there is for the viewer under their hat.</summary>
    public async Task<ClearanceHome> HereAsync(CancellationToken cancellation = default)
    {
        var (hat, me, today) = (context.Viewer.Hat, context.Viewer.PersonId, clock.Today());
        var waits = hat == Hat.Coordinator
            ? (await clearances.WaitingAsync(cancellation)).GroupBy(w => w.Wait).ToDictionary(g => g.Key, g => g.Count())
            : [];
        var asked = hat == Hat.ResponsibleOfficer ? await approvals.AskedAsync(cancellation) : [];
        var decide = VettingTurn.DeciderHats.Contains(hat) ? (await cases.ListAsync(cancellation)).Count(c => c.State != VettingState.AwaitingPerson) : 0;
        var supervised = hat == Hat.Supervisor ? await SupervisedAsync(today, cancellation) : [];
        var own = await context.VettingCases.AsNoTracking()
            .Where(c => c.PersonId == me && (c.State == VettingState.AwaitingPerson || (c.State == VettingState.Refused && c.AppealUntil >= today)))
            .OrderBy(c => c.OpenedOn).ThenBy(c => c.Id).Select(c => new OwnStep(c.Id, c.State, c.AppealUntil)).ToListAsync(cancellation);
        var episodes = await context.SupervisionEpisodes.AsNoTracking().Where(e => e.PersonId == me && e.End != null && e.End >= today)
            .OrderBy(e => e.End).ThenBy(e => e.Id).Select(e => new { e.Id, e.SchemeId, End = e.End!.Value, Seen = e.SeenOn != null }).ToListAsync(cancellation);
        var changes = await context.WorkChangesAsync(today, WorkChanges.MostDays, new List<Guid> { me }, cancellation);
        var mine = hat == Hat.PeerWorker ? await context.Clearances.AsNoTracking().Where(c => c.PersonId == me).ToListAsync(cancellation) : [];
        var schemes = mine.Select(c => c.SchemeId).Concat(episodes.Select(e => e.SchemeId)).Concat(changes.Select(c => c.SchemeId)).Distinct().ToList();
        var settings = await context.SettingsOfAsync(schemes, cancellation);
        var duties = await context.ItemNamesAsync(ReferenceKind.ClearanceScopes, schemes, cancellation);
        return new ClearanceHome(
            waits, asked, decide, supervised, ClearanceLines.Lines(mine, duties, settings, today), own,
            [.. episodes.Where(e => today >= e.End.AddDays(-settings[e.SchemeId].Whole(SettingKeys.SupportCrossingDays))).Select(e => new OwnCrossing(e.Id, e.End, e.Seen))],
            [.. changes.Where(c => IsNear(c, settings, today)).Select(c => new OwnChange(c.HoldingId, c.Number, c.Kind, c.On, c.SeenOn is not null)).OrderByDescending(c => c.On).ThenBy(c => c.HoldingId)]);
    }

    private static bool IsNear(WorkChange change, Dictionary<Guid, SettingValues> settings, DateOnly today) =>
        today <= change.On.AddDays(settings[change.SchemeId].Whole(SettingKeys.SupportCrossingDays));

    private async Task<IReadOnlyList<NearCrossing>> SupervisedAsync(DateOnly today, CancellationToken cancellation)
    {
        var me = context.Viewer.PersonId;
        var near = await (from crossing in context.Crossings
                          join person in context.People on crossing.PersonId equals person.Id
                          where crossing.PersonId != me && crossing.End >= today && (person.LabelSunset == null || person.LabelSunset > today)
                          orderby crossing.End, person.SortName, person.Id
                          select new
                          {
                              crossing.PersonId,
                              crossing.SchemeId,
                              End = crossing.End!.Value,
                              crossing.SeenOn,
                              Name = person.FamilyName == null ? person.PreferredName : person.PreferredName + " " + person.FamilyName,
                          }).Take(ClearanceQueries.Most).ToListAsync(cancellation);
        // Whom the viewer supervises, and whom they did: a goodbye ends the reach.
        var supervised = (await context.Belongings.Where(b => b.SupervisorId == me && b.PersonId != me).Select(b => new { b.PersonId, Open = b.To == null }).Distinct().ToListAsync(cancellation))
            .ToLookup(b => b.PersonId, b => b.Open);
        bool Reached(Guid person) => supervised[person].Contains(true);
        var changes = (await context.WorkChangesAsync(today, WorkChanges.MostDays, supervised.Select(s => s.Key).ToList(), cancellation))
            .Where(c => !c.LabelHasSet && (c.SupervisorId is { } by ? by == me : Reached(c.PersonId))).ToList();
        var settings = await context.SettingsOfAsync(near.Select(n => n.SchemeId).Concat(changes.Select(c => c.SchemeId)), cancellation);
        // One list: which of the two it is would tell what it is.
        return [.. near
            .Where(n => today >= CrossingRules.OthersFrom(n.End.AddDays(-settings[n.SchemeId].Whole(SettingKeys.SupportCrossingDays)), n.SeenOn))
            .Select(n => new NearCrossing(n.PersonId, n.Name, n.End))
            .Concat(changes.Where(c => IsNear(c, settings, today) && today >= CrossingRules.OthersFrom(c.On, c.SeenOn)).Select(c => new NearCrossing(c.PersonId, c.Name, c.On, Reached(c.PersonId))))
            .OrderBy(n => n.On).ThenBy(n => n.Name, StringComparer.OrdinalIgnoreCase).ThenBy(n => n.PersonId).Take(ClearanceQueries.Most)];
    }
}
