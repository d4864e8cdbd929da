using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>A step of trust that waits for somebody, on the home page.</summary>
/// <param name="GrantId">The grant.</param>
/// <param name="Step">The step.</param>
/// <param name="Name">The holder, to staff; whoever granted it, to the holder; null where it is not known.</param>
/// <param name="On">The date that matters: due, put forward, or the last day.</param>
/// <param name="Late">True when that date is past.</param>
public sealed record TrustTask(Guid GrantId, TrustStep Step, string? Name, DateOnly? On, bool Late);

/// <summary>A first to say something about, or that somebody has said something about.</summary>
/// <param name="Id">The milestone.</param>
/// <param name="Kind">Which first.</param>
/// <param name="Name">The person, to staff; whoever said something, to the person themselves.</param>
/// <param name="On">The London date.</param>
public sealed record FirstOnHome(Guid Id, MilestoneKind Kind, string? Name, DateOnly On);

/// <summary>What the home page says of trust and keys.</summary>
public sealed record TrustHome
{
    /// <summary>Steps offered to the viewer.</summary>
    public IReadOnlyList<TrustTask> Offers { get; init; } = [];

    /// <summary>The viewer's own steps that are on hold.</summary>
    public IReadOnlyList<TrustTask> OwnHolds { get; init; } = [];

    /// <summary>The viewer's own firsts of the last four weeks.</summary>
    public IReadOnlyList<FirstOnHome> OwnFirsts { get; init; } = [];

    /// <summary>Keys the viewer was handed and has not said they have.</summary>
    public IReadOnlyList<MyKey> KeysToConfirm { get; init; } = [];

    /// <summary>Keys the viewer is to bring back.</summary>
    public IReadOnlyList<MyKey> KeysToBring { get; init; } = [];

    /// <summary>Keys the viewer had that are said to be lost.</summary>
    public IReadOnlyList<MyKey> KeysLost { get; init; } = [];

    /// <summary>Steps to look at again: by whoever granted them, by the supervisor, and late ones by the coordinator too.</summary>
    public IReadOnlyList<TrustTask> Reviews { get; init; } = [];

    /// <summary>Steps put forward, for staff to answer.</summary>
    public IReadOnlyList<TrustTask> Proposals { get; init; } = [];

    /// <summary>Holds that a second person has to agree to.</summary>
    public IReadOnlyList<TrustTask> HoldsToConfirm { get; init; } = [];

    /// <summary>Holds that end within a week, and holds that ran out and nobody has said how they ended.</summary>
    public IReadOnlyList<TrustTask> HoldsToSettle { get; init; } = [];

    /// <summary>Steps that somebody has asked to take back.</summary>
    public IReadOnlyList<TrustTask> Withdrawals { get; init; } = [];

    /// <summary>Appeals to the viewer.</summary>
    public IReadOnlyList<TrustTask> Appeals { get; init; } = [];

    /// <summary>Firsts of the last four weeks that nobody has said anything about.</summary>
    public IReadOnlyList<FirstOnHome> Firsts { get; init; } = [];

    /// <summary>Keys being handed over and not confirmed, to come back, and lost: for whoever runs the cupboard.</summary>
    public (int Handed, int ToComeBack, int Lost) Cupboard { get; init; }

    /// <summary>True when there is something of the viewer's own.</summary>
    public bool HasOwn => Offers.Count + OwnHolds.Count + OwnFirsts.Count + KeysToConfirm.Count + KeysToBring.Count + KeysLost.Count > 0;

    /// <summary>True when something waits for the viewer as staff.</summary>
    public bool HasTasks => Reviews.Count + Proposals.Count + HoldsToConfirm.Count + HoldsToSettle.Count + Withdrawals.Count + Appeals.Count + Firsts.Count
        + Cupboard.Handed + Cupboard.ToComeBack + Cupboard.Lost > 0;
}

/// <summary>What the home page of each hat says of trust and keys. Tasks are the organisation's: they are worked out from dates, and nobody is reminded in their place.</summary>
public sealed class TrustHomeQueries(ThroughlineContext context, KeyQueries keys, TimeProvider clock)
{
    private const int Most = 200;
    private const int FirstDays = 28;
    private const int EndingDays = 7;

    /// <summary>What waits for the viewer. Ten commands at most, whatever there is.</summary>
    public async Task<TrustHome> HomeAsync(CancellationToken cancellation = default)
    {
        var (viewer, today, now) = (context.Viewer, clock.Today(), clock.Now());
        var staff = viewer.Hat is Hat.Coordinator or Hat.Supervisor;
        var soon = today.AddDays(EndingDays);
        var waiting = await (from grant in context.TrustGrants.AsNoTracking()
                             join role in context.RoleDefinitions on grant.RoleDefinitionId equals role.Id
                             where grant.PersonId == viewer.PersonId
                                 ? grant.ClosedOn == null && (grant.State == TrustState.Offered || grant.State == TrustState.Suspended)
                                 : (grant.ClosedOn == null && (grant.State == TrustState.Proposed || grant.State == TrustState.Suspended
                                     || (grant.ReviewOn <= today && grant.State == TrustState.Active
                                         && !context.TrustGrants.Any(above => above.HoldingId == grant.HoldingId && above.Step > grant.Step && above.State == TrustState.Active))))
                                     || (grant.AppealedOn != null && grant.AppealAnsweredOn == null && grant.AppealToId == viewer.PersonId)
                             orderby grant.ReviewOn, grant.Id
                             select new Waiting(
                                 grant, role.TellsOfThePast,
                                 context.RoleHoldings.Where(h => h.Id == grant.HoldingId && h.SupervisorId == viewer.PersonId).Select(h => true).FirstOrDefault())).Take(Most).ToListAsync(cancellation);
        var since = today.AddDays(-FirstDays);
        var firsts = await context.Milestones.AsNoTracking()
            .Where(m => m.On >= since && (m.PersonId == viewer.PersonId || (staff && m.RecognisedOn == null))).OrderBy(m => m.On).ThenBy(m => m.Id).Take(Most).ToListAsync(cancellation);
        var people = await PeopleAsync(
            [.. waiting.SelectMany(w => new[] { w.Grant.PersonId, w.Grant.GivenById, w.Grant.AppealToId }), .. firsts.SelectMany(f => new[] { f.PersonId, f.RecognisedById })], today, cancellation);
        var settings = await TrustSettings.OfAsync(context, waiting.Select(w => w.Grant.SchemeId), cancellation);
        var mine = await keys.MineAsync(cancellation);

        var own = waiting.Where(w => w.Grant.PersonId == viewer.PersonId).Select(w => w.Grant).ToList();
        var others = waiting.Where(w => w.Grant.PersonId != viewer.PersonId && people.TryGetValue(w.Grant.PersonId, out var p) && !(w.TellsOfThePast && p.LabelHasSet)).ToList();
        var run = staff ? others.Where(w => viewer.SchemeIds.Contains(w.Grant.SchemeId)).ToList() : [];
        var holds = run.Where(w => w.Grant.HoldStands(now) && w.Grant.AppealToId != viewer.PersonId).Select(w => w.Grant).ToList();
        return new TrustHome
        {
            Offers = [.. own.Where(g => g.State == TrustState.Offered).Select(g => Task(g, g.GivenById, null))],
            OwnHolds = [.. own.Where(g => g.HoldStands(now)).Select(g => Task(g, g.AppealToId, g.HoldLastDay))],
            OwnFirsts = [.. firsts.Where(f => f.PersonId == viewer.PersonId).Select(f => First(f, f.RecognisedById))],
            KeysToConfirm = [.. mine.Where(k => k.ConfirmBy is not null)],
            KeysToBring = [.. mine.Where(k => k.State == KeyState.ReturnPending)],
            KeysLost = [.. mine.Where(k => k.State == KeyState.ReportedLost)],
            Reviews = [.. run.Where(w => w.Grant.State == TrustState.Active && MayReview(w, today, settings)).Select(w => Task(w.Grant, w.Grant.PersonId, w.Grant.ReviewOn))],
            Proposals = [.. run.Where(w => w.Grant.State == TrustState.Proposed).Select(w => Task(w.Grant, w.Grant.PersonId, null))],
            HoldsToConfirm = [.. holds.Where(g => g.HoldConfirmedById is null && g.HeldById != viewer.PersonId).Select(g => Task(g, g.PersonId, g.HeldUntil!.Value.LondonDate()))],
            HoldsToSettle = [.. run.Select(w => w.Grant).Where(g => g.State == TrustState.Suspended && (!g.HoldStands(now) || (g.HoldConfirmedById is not null && g.HoldLastDay <= soon)))
                .Select(g => Task(g, g.PersonId, g.HoldStands(now) ? g.HoldLastDay : g.HeldUntil!.Value.AddTicks(-1).LondonDate()) with { Late = !g.HoldStands(now) })],
            Withdrawals = [.. holds.Where(g => g.WithdrawalById is not null && g.WithdrawalById != viewer.PersonId).Select(g => Task(g, g.PersonId, g.HoldLastDay))],
            Appeals = [.. others.Select(w => w.Grant).Where(g => g.AppealedOn is not null && g.AppealAnsweredOn is null && g.AppealToId == viewer.PersonId)
                .Select(g => Task(g, g.PersonId, g.AppealedOn) with { Late = false })],
            Firsts = [.. firsts.Where(f => f.PersonId != viewer.PersonId && people.TryGetValue(f.PersonId, out var p) && !p.LabelHasSet).Select(f => First(f, f.PersonId))],
            Cupboard = viewer.Hat == Hat.Coordinator ? await CupboardAsync(cancellation) : default,
        };

        TrustTask Task(TrustGrant grant, Guid? named, DateOnly? on) => new(grant.Id, grant.Step, Name(named), on, on < today);

        FirstOnHome First(Milestone first, Guid? named) => new(first.Id, first.Kind, Name(named), first.On);

        string? Name(Guid? of) => of is { } id && people.TryGetValue(id, out var found) ? found.Name : null;

        bool MayReview(Waiting w, DateOnly day, Dictionary<Guid, TrustSettings> numbers) => w.Grant.GivenById == viewer.PersonId
            || (viewer.Hat == Hat.Supervisor && w.Supervises)
            || (viewer.Hat == Hat.Coordinator && w.Grant.ReviewOn!.Value.AddDays(numbers[w.Grant.SchemeId].LateDays) < day);
    }

    private async Task<(int Handed, int ToComeBack, int Lost)> CupboardAsync(CancellationToken cancellation)
    {
        var (mine, now) = (context.Viewer.SchemeIds, clock.Now());
        var counts = await context.Keys.AsNoTracking()
            .Where(k => mine.Contains(k.SchemeId) && (k.State == KeyState.ReturnPending || k.State == KeyState.ReportedLost
                || (k.State == KeyState.HandoverPending && !context.KeyCustodies.Any(c => c.KeyId == k.Id && c.ClosedAt == null && c.ConfirmBy <= now))))
            .GroupBy(k => k.State).Select(g => new { State = g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.State, g => g.Count, cancellation);
        return (counts.GetValueOrDefault(KeyState.HandoverPending), counts.GetValueOrDefault(KeyState.ReturnPending), counts.GetValueOrDefault(KeyState.ReportedLost));
    }

    private async Task<Dictionary<Guid, (string Name, bool LabelHasSet)>> PeopleAsync(IReadOnlyList<Guid?> ids, DateOnly today, CancellationToken cancellation)
    {
        var wanted = ids.OfType<Guid>().Distinct().ToList();
        return await context.People.AsNoTracking().IgnoreQueryFilters([ThroughlineContext.ReachFilter]).Where(p => wanted.Contains(p.Id))
            .ToDictionaryAsync(p => p.Id, p => (p.FullName, p.LabelHasSet(today)), cancellation);
    }

    private sealed record Waiting(TrustGrant Grant, bool TellsOfThePast, bool Supervises);
}
