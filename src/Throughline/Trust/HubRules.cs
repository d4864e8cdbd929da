using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Recruitment;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>Somebody in a hub, and what they may do there now.</summary>
/// <param name="Presence">Their stay.</param>
/// <param name="WorksAlone">True for a peer worker who works on their own and is trusted to (T4, not on hold).</param>
/// <param name="Qualified">True for one who is also cleared for the hub today: service users may be in while they are (INV-046).</param>
internal sealed record Inside(Presence Presence, bool WorksAlone, bool Qualified)
{
    public bool IsStaff => Presence.As == PresentAs.Staff;

    /// <summary>True for a peer worker who may not be the only worker there (INV-047).</summary>
    public bool NeedsSomebody => Presence.As == PresentAs.PeerWorker && !WorksAlone;

    /// <summary>True for somebody beside whom others may work.</summary>
    public bool IsCompany => IsStaff || Qualified;
}

/// <summary>
/// The rules of a hub, asked inside a write. The person's turn is taken first, then the turns of the spaces in order of their ids: nobody signs in
/// twice, and of two who leave at the same time the second sees that the first has gone. What the rules see is everything, whoever asks; who may be
/// shown it is for the queries to say.
/// </summary>
internal static class HubRules
{
    /// <summary>The duty of being in a hub and letting people in.</summary>
    public const string HubScope = ClearanceScopes.Hub;

    /// <summary>Filters that a rule looks past: it must not count somebody out because the person who asks may not know of them.</summary>
    public static readonly string[] Everybody = [ThroughlineContext.WallsFilter, ThroughlineContext.ReachFilter, ThroughlineContext.ArrivedFilter];

    // Which role somebody is there in, where several give the same hat: the one that lets them do most.
    private static readonly RoleState[] Standing =
        [RoleState.Senior, RoleState.ActiveSolo, RoleState.ActiveSupervised, RoleState.Held, RoleState.TrainedAwaitingClearance, RoleState.InTraining, RoleState.Paused];

    /// <summary>Those among people who are cleared for a duty on a London date.</summary>
    public static Task<HashSet<Guid>> ClearedAsync(ThroughlineContext context, IEnumerable<Guid> people, string scope, DateOnly on, CancellationToken cancellation) =>
        ClearanceRules.ClearedAsync(context, people, scope, on, cancellation);

    /// <summary>Which of many people is cleared for which duty on which of the dates from one to another, in one command.</summary>
    public static async Task<Func<Guid, string, DateOnly, bool>> ClearedBetweenAsync(
        ThroughlineContext context, IEnumerable<Guid> people, DateOnly from, DateOnly to, CancellationToken cancellation)
    {
        var wanted = people.Distinct().ToList();
        var spans = (await context.ClearedSpans.Where(c => wanted.Contains(c.PersonId) && c.From <= to && c.Until >= from && (c.EndedOn == null || c.EndedOn > from))
            .ToListAsync(cancellation)).ToLookup(c => (c.PersonId, c.Scope));
        return (person, scope, on) => spans[(person, scope)].Any(c => c.From <= on && c.Until >= on && (c.EndedOn is null || c.EndedOn > on));
    }

    /// <summary>Those among people who are trusted with a step on a London date, and whose step is not on hold.</summary>
    public static async Task<HashSet<Guid>> TrustedAsync(ThroughlineContext context, IEnumerable<Guid> people, TrustStep step, DateOnly on, CancellationToken cancellation)
    {
        var wanted = people.Distinct().ToList();
        return wanted.Count == 0 ? [] : [.. await context.TrustedAsync(wanted, step, on, null, cancellation)];
    }

    /// <summary>Takes a space's turn: until the commit nobody else signs in or out there, opens it, books it or takes it.</summary>
    public static async Task<bool> TakeSpaceAsync(this Writing writing, Guid spaceId, CancellationToken cancellation) =>
        await writing.Context.Spaces.Where(s => s.Id == spaceId)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.Turn, s => s.Turn + 1), cancellation) == 1;

    /// <summary>The schemes whose people use a space on a London date: those it is given to, and the one that runs the site.</summary>
    public static IQueryable<Guid> SchemesOf(this ThroughlineContext context, Guid spaceId, DateOnly on) =>
        context.Spaces.Where(s => s.Id == spaceId).Select(s => s.SchemeId)
            .Concat(context.SpaceAllocations.Where(a => a.SpaceId == spaceId && a.From <= on && (a.To == null || a.To >= on)).Select(a => a.SchemeId));

    /// <summary>The spaces that the viewer's schemes use on a London date. The one rule of which spaces somebody may know of.</summary>
    public static IQueryable<Space> SpacesOf(this ThroughlineContext context, Viewer viewer, DateOnly on)
    {
        var (everything, mine) = (viewer.Hat == Hat.System, viewer.SchemeIds);
        return context.Spaces.Where(s => everything || mine.Contains(s.SchemeId)
            || context.SpaceAllocations.Any(a => a.SpaceId == s.Id && mine.Contains(a.SchemeId) && a.From <= on && (a.To == null || a.To >= on)));
    }

    /// <summary>Stays that are not over, whoever asks.</summary>
    public static IQueryable<Presence> OpenStays(this ThroughlineContext context) => context.Presences.IgnoreQueryFilters(Everybody).Where(p => p.Out == null);

    /// <summary>The opening of a hub that is not over; null while it is closed.</summary>
    public static Task<HubOpening?> OpeningAsync(ThroughlineContext context, Guid spaceId, CancellationToken cancellation) =>
        context.Openings.Include(o => o.Moves.OrderBy(m => m.Number)).FirstOrDefaultAsync(o => o.SpaceId == spaceId && o.LockedAt == null, cancellation);

    /// <summary>Everybody in a hub as this write will leave it, and what they may do there. The space's turn is taken.</summary>
    public static async Task<List<Inside>> InsideAsync(Writing writing, Guid spaceId, CancellationToken cancellation)
    {
        var context = writing.Context;
        await context.OpenStays().Where(p => p.SpaceId == spaceId).LoadAsync(cancellation);
        var stays = context.Presences.Local.Where(p => p.SpaceId == spaceId && p.Out is null).OrderBy(p => p.In).ThenBy(p => p.Id).ToList();
        var peers = stays.Where(p => p.As == PresentAs.PeerWorker).Select(p => p.PersonId).ToList();
        if (peers.Count == 0)
        {
            return stays.ConvertAll(p => new Inside(p, false, false));
        }

        var held = stays.Select(p => p.HoldingId).ToList();
        await context.RoleHoldings.IgnoreQueryFilters(Everybody).Where(h => held.Contains(h.Id)).LoadAsync(cancellation);
        var alone = context.RoleHoldings.Local.Where(h => held.Contains(h.Id) && h.State is RoleState.ActiveSolo or RoleState.Senior).Select(h => h.Id).ToHashSet();
        var trusted = await TrustedAsync(context, peers, TrustStep.WorkingAlone, writing.Today, cancellation);
        var cleared = await ClearedAsync(context, peers, HubScope, writing.Today, cancellation);
        return stays.ConvertAll(p =>
        {
            var works = p.As == PresentAs.PeerWorker && alone.Contains(p.HoldingId) && trusted.Contains(p.PersonId);
            return new Inside(p, works, works && cleared.Contains(p.PersonId));
        });
    }

    /// <summary>
    /// Puts a hub right after anybody came, left or may do less than before, in the same write. Nobody who needs somebody beside them stays as the
    /// only worker (INV-047): their stay ends, assumed. Without a worker who may be there with them, service users are asked to be seen out and
    /// nobody else comes in (INV-046).
    /// </summary>
    /// <param name="writing">The write.</param>
    /// <param name="spaceId">The hub, whose turn is taken.</param>
    /// <param name="at">When it happened.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <param name="without">Somebody who may no longer work alone, by what this write itself changes.</param>
    public static async Task SettleAsync(Writing writing, Guid spaceId, DateTimeOffset at, CancellationToken cancellation, Guid? without = null)
    {
        var inside = (await InsideAsync(writing, spaceId, cancellation)).ConvertAll(i => i.Presence.PersonId == without ? i with { WorksAlone = false, Qualified = false } : i);
        if (!inside.Exists(i => i.IsCompany))
        {
            foreach (var left in inside.Where(i => i.NeedsSomebody))
            {
                left.Presence.End(at, PresenceEnd.NobodyBeside);
            }
        }

        if (!inside.Exists(i => i.Qualified) && await OpeningAsync(writing.Context, spaceId, cancellation) is { State: OpeningState.OpenToServiceUsers } opening)
        {
            opening.MoveTo(OpeningState.OpenPeersOnly, null, at, OpeningCause.NobodyWhoMay);
            AskOut(inside, at);
        }
    }

    /// <summary>Puts right the hub that somebody is in whose turn is taken, when they may no longer work alone there: a step on hold, a clearance ended.</summary>
    public static async Task MayNoLongerAsync(Writing writing, Guid personId, CancellationToken cancellation)
    {
        var space = await writing.Context.OpenStays().AsNoTracking().Where(p => p.PersonId == personId).Select(p => (Guid?)p.SpaceId).FirstOrDefaultAsync(cancellation);
        if (space is { } id && await writing.TakeSpaceAsync(id, cancellation))
        {
            await SettleAsync(writing, id, writing.Now, cancellation, personId);
        }
    }

    /// <summary>Asks the service users who are in to be seen out.</summary>
    public static void AskOut(IEnumerable<Inside> inside, DateTimeOffset at)
    {
        foreach (var guest in inside.Where(i => i.Presence.As == PresentAs.ServiceUser))
        {
            guest.Presence.AskOut(at);
        }
    }

    /// <summary>Signs somebody in, whose turn is taken. What they have open elsewhere ends first.</summary>
    /// <param name="writing">The write.</param>
    /// <param name="personId">Who comes.</param>
    /// <param name="hat">The hat they come under.</param>
    /// <param name="spaceId">The hub.</param>
    /// <param name="source">How the sign-in is made.</param>
    /// <param name="enteredBy">Who makes it, where it is somebody else: they must be on duty in the same hub.</param>
    /// <param name="unlocks">True for somebody who unlocks a closed hub by coming. That they may is checked before.</param>
    /// <param name="cancellation">Stops reading.</param>
    public static async Task<Outcome<Presence>> EnterAsync(
        Writing writing, Guid personId, Hat hat, Guid spaceId, PresenceSource source, Guid? enteredBy, bool unlocks, CancellationToken cancellation)
    {
        var context = writing.Context;
        var before = await context.OpenStays().Where(p => p.PersonId == personId).Select(p => (Guid?)p.SpaceId).FirstOrDefaultAsync(cancellation);
        foreach (var turn in new[] { spaceId, before ?? spaceId }.Distinct().Order())
        {
            if (!await writing.TakeSpaceAsync(turn, cancellation))
            {
                return new NotFound();
            }
        }

        var space = await context.Spaces.AsNoTracking().SingleAsync(s => s.Id == spaceId, cancellation);
        if (!space.IsHub)
        {
            return new NotFound();
        }

        if (!space.InUse(writing.Today))
        {
            return new SpaceNotInUse();
        }

        if (await RoleHereAsync(context, personId, hat, spaceId, writing.Today, cancellation) is not ({ } holding, { } presentAs))
        {
            return new NoRoleHere();
        }

        if (enteredBy is { } worker && await DutyAsync(writing, worker, spaceId, cancellation) is { } offDuty)
        {
            return offDuty;
        }

        if (await context.OpenStays().FirstOrDefaultAsync(p => p.PersonId == personId, cancellation) is { } earlier)
        {
            if (earlier.SpaceId == spaceId && earlier.DueOut > writing.Now)
            {
                return new AlreadyIn(earlier.In);
            }

            var forgotten = earlier.DueOut <= writing.Now;
            await LeaveAsync(
                writing, earlier, forgotten ? earlier.DueOut : writing.Now, forgotten ? PresenceEnd.ClosingTime : PresenceEnd.Elsewhere, null, cancellation);
        }

        var opening = await OpeningAsync(context, spaceId, cancellation);
        if (opening is null && unlocks)
        {
            if (await TakenUntilAsync(context, spaceId, writing.Now, cancellation) is { } until)
            {
                return new RoomTakenNow(until);
            }

            opening = HubOpening.Unlock(writing.NewId(), spaceId, personId, writing.Now);
            context.Add(opening);
        }
        else if (unlocks)
        {
            return new OpeningMoveNotOpen(opening!.State, OpeningState.Unlocked);
        }

        if (opening is null)
        {
            return new HubClosed();
        }

        var settings = await new SettingQueries(context).ValuesAsync(space.SchemeId, cancellation);
        // Clocks of two machines may differ by a little: nobody comes before they left.
        var left = await context.Presences.IgnoreQueryFilters(Everybody).Where(p => p.PersonId == personId && p.Out != null).MaxAsync(p => p.Out, cancellation);
        var local = context.Presences.Local.Where(p => p.PersonId == personId).Max(p => p.Out);
        var at = new[] { writing.Now, left ?? writing.Now, local ?? writing.Now }.Max();
        var stay = Presence.Begin(
            writing.NewId(), personId, spaceId, holding, presentAs, at, space.DueOut(at, settings.Whole(SettingKeys.HoursLongestPresence)),
            await IsRosteredAsync(context, personId, spaceId, at, cancellation), source, enteredBy);
        var inside = await InsideAsync(writing, spaceId, cancellation);
        if (presentAs == PresentAs.ServiceUser && (opening.State != OpeningState.OpenToServiceUsers || !inside.Exists(i => i.Qualified && i.Presence.DueOut > writing.Now)))
        {
            return new NotOpenToServiceUsers();
        }

        context.Add(stay);
        if ((await InsideAsync(writing, spaceId, cancellation)).Single(i => i.Presence == stay).NeedsSomebody && !inside.Exists(i => i.IsCompany))
        {
            return new NobodyBeside();
        }

        return stay;
    }

    /// <summary>Ends a stay, and puts the hub right after it. The turns of the person and of the space are taken.</summary>
    public static async Task LeaveAsync(Writing writing, Presence stay, DateTimeOffset at, PresenceEnd how, Guid? by, CancellationToken cancellation)
    {
        stay.End(at, how, by);
        await FirstDayAloneAsync(writing, stay, cancellation);
        await SettleAsync(writing, stay.SpaceId, stay.Out!.Value, cancellation);
    }

    /// <summary>Says why somebody may not sign others in and out at a hub, or null.</summary>
    public static async Task<Refusal?> DutyAsync(Writing writing, Guid personId, Guid spaceId, CancellationToken cancellation) =>
        (await InsideAsync(writing, spaceId, cancellation)).Exists(i => i.Presence.PersonId == personId && i.IsCompany) ? null : new NotOnDuty();

    /// <summary>The role somebody is in a hub in, under a hat; nulls where they hold none there.</summary>
    public static async Task<(RoleHolding? Holding, PresentAs? As)> RoleHereAsync(
        ThroughlineContext context, Guid personId, Hat hat, Guid spaceId, DateOnly day, CancellationToken cancellation)
    {
        var schemes = context.SchemesOf(spaceId, day);
        var held = await (from holding in context.RoleHoldings.IgnoreQueryFilters(Everybody).AsNoTracking()
                          join role in context.RoleDefinitions on holding.RoleDefinitionId equals role.Id
                          where holding.PersonId == personId && holding.From <= day && (holding.To == null || holding.To >= day)
                              && role.Hats.Contains(hat) && schemes.Contains(holding.SchemeId)
                          select new { Holding = holding, role.Hats }).ToListAsync(cancellation);
        var best = held.Where(h => h.Holding.State.GivesHats()).OrderBy(h => Array.IndexOf(Standing, h.Holding.State)).ThenBy(h => h.Holding.From).ThenBy(h => h.Holding.Id).FirstOrDefault();
        return best is null ? (null, null) : (best.Holding, AsUnder(hat, best.Hats));
    }

    /// <summary>As what somebody is there under a hat.</summary>
    public static PresentAs AsUnder(Hat hat, IReadOnlyList<Hat> hats) => hat switch
    {
        Hat.Mentee => PresentAs.ServiceUser,
        Hat.PeerWorker => PresentAs.PeerWorker,
        _ when hats.Any(h => h is Hat.Coordinator or Hat.Supervisor or Hat.StaffColleague) => PresentAs.Staff,
        _ => PresentAs.Visitor,
    };

    /// <summary>True for somebody trusted with a step of the hub: a peer worker by their grants, a coordinator or supervisor by their post.</summary>
    public static async Task<bool> MayAsync(ThroughlineContext context, Viewer viewer, TrustStep step, DateOnly on, CancellationToken cancellation) =>
        viewer.Hat is Hat.Coordinator or Hat.Supervisor
        || (viewer.Hat == Hat.PeerWorker && (await TrustedAsync(context, [viewer.PersonId], step, on, cancellation)).Count == 1);

    /// <summary>Until when a displacement has the space at an instant; null for none.</summary>
    public static async Task<DateTimeOffset?> TakenUntilAsync(ThroughlineContext context, Guid spaceId, DateTimeOffset at, CancellationToken cancellation) =>
        await context.SpaceBookings.Where(b => b.SpaceId == spaceId && b.DisplacementId != null && b.CancelledAt == null && b.StartsAt <= at && b.EndsAt > at)
            .Select(b => (DateTimeOffset?)b.EndsAt).FirstOrDefaultAsync(cancellation);

    /// <summary>True when somebody who comes at an instant is down for it, and cleared for what they are down for (INV-021).</summary>
    public static async Task<bool> IsRosteredAsync(ThroughlineContext context, Guid personId, Guid spaceId, DateTimeOffset at, CancellationToken cancellation)
    {
        var on = at.LondonDate();
        var shifts = await context.Shifts.IgnoreQueryFilters(Everybody).AsNoTracking().Include(s => s.Skips)
            .Where(s => s.PersonId == personId && s.SpaceId == spaceId && s.From <= on.AddDays(1) && (s.Until == null || s.Until >= on.AddDays(-1)))
            .ToListAsync(cancellation);
        foreach (var shift in shifts)
        {
            if (shift.Between(on.AddDays(-1), on.AddDays(1)).FirstOrDefault(o => o.Expects(at)) is { } expected
                && (await ClearedAsync(context, [personId], shift.Scope, expected.On, cancellation)).Count == 1)
            {
                return true;
            }
        }

        return false;
    }

    // The first stay, after working alone was granted, during all of which no other worker was there (INV-051).
    private static async Task FirstDayAloneAsync(Writing writing, Presence stay, CancellationToken cancellation)
    {
        if (stay.As != PresentAs.PeerWorker || stay.Out <= stay.In)
        {
            return;
        }

        var (context, on) = (writing.Context, stay.In.LondonDate());
        if (await context.TrustGrants.IgnoreQueryFilters(Everybody).AnyAsync(
                g => g.HoldingId == stay.HoldingId && g.Step == TrustStep.WorkingAlone && g.ActiveFrom <= on && g.ClosedOn == null, cancellation)
            && (await TrustedAsync(context, [stay.PersonId], TrustStep.WorkingAlone, writing.Today, cancellation)).Count == 1
            && !await context.Presences.IgnoreQueryFilters(Everybody).AnyAsync(
                p => p.SpaceId == stay.SpaceId && p.PersonId != stay.PersonId && !p.Removed && (p.As == PresentAs.PeerWorker || p.As == PresentAs.Staff)
                    && p.In < stay.Out && (p.Out == null || p.Out > stay.In), cancellation))
        {
            await Milestone.ReachedAsync(writing, stay.PersonId, MilestoneKind.FirstDayAlone, on, cancellation);
        }
    }
}
