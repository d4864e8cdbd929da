using Microsoft.EntityFrameworkCore;
using Throughline.Audit;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>The viewer's own stay, while it lasts.</summary>
/// <param name="Id">Its id.</param>
/// <param name="In">Since when.</param>
/// <param name="AskedOut">Whether they are asked to be seen out.</param>
/// <param name="EnteredBy">Who signed them in, where it was somebody else whom they may know of.</param>
/// <param name="ByAnother">Whether somebody else signed them in.</param>
public sealed record OwnStay(Guid Id, DateTimeOffset In, bool AskedOut, string? EnteredBy, bool ByAnother);

/// <summary>A hub as one viewer may use it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Site">Its site.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Since">Since when; null while it is closed.</param>
/// <param name="OpensAt">When it usually opens.</param>
/// <param name="ClosesAt">When it usually closes.</param>
/// <param name="TakenUntil">Until when the room is used for something else; null for not now.</param>
/// <param name="As">As what the viewer would sign in under the present hat; null where they hold no role there.</param>
/// <param name="Own">The viewer's own stay there, while it lasts.</param>
/// <param name="MayUnlock">Whether they are trusted with the keys.</param>
/// <param name="MayOpen">Whether they are trusted with opening to service users.</param>
public sealed record HubCard(
    Guid Id, string Name, string Site, OpeningState State, DateTimeOffset? Since, TimeOnly OpensAt, TimeOnly ClosesAt, DateTimeOffset? TakenUntil,
    PresentAs? As, OwnStay? Own, bool MayUnlock, bool MayOpen);

/// <summary>Somebody in a hub, now or today.</summary>
/// <param name="PresenceId">Their stay.</param>
/// <param name="PersonId">Who.</param>
/// <param name="Name">Their name.</param>
/// <param name="Role">Their role's title, or the plain one behind the veil.</param>
/// <param name="As">As what they are shown.</param>
/// <param name="In">Since when.</param>
/// <param name="Out">Until when; null while they are there.</param>
/// <param name="Ended">How it ended.</param>
/// <param name="AskedOut">Whether they are asked to be seen out.</param>
/// <param name="Rostered">Whether they were down for it.</param>
/// <param name="ByAnother">Whether somebody else signed them in.</param>
public sealed record InsideLine(
    Guid PresenceId, Guid PersonId, string Name, string Role, PresentAs As, DateTimeOffset In, DateTimeOffset? Out, PresenceEnd? Ended, bool AskedOut,
    bool Rostered, bool ByAnother);

/// <summary>A hub with the people in it.</summary>
/// <param name="Card">The hub.</param>
/// <param name="SeesInside">Whether the viewer is shown who is in: on duty there, or coordinating or supervising.</param>
/// <param name="OnDuty">Whether the viewer may sign service users in and out now.</param>
/// <param name="Inside">Who is in; empty unless the viewer is shown it.</param>
/// <param name="WithMe">Names of those, among the people shown, who would be signed out with the viewer because nobody would be left beside them.</param>
public sealed record HubPage(HubCard Card, bool SeesInside, bool OnDuty, IReadOnlyList<InsideLine> Inside, IReadOnlyList<string> WithMe);

/// <summary>A hub and everybody who was in it today.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What it is called.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Now">Who is in.</param>
/// <param name="Earlier">Who was in earlier today.</param>
public sealed record HubToday(Guid Id, string Name, OpeningState State, IReadOnlyList<InsideLine> Now, IReadOnlyList<InsideLine> Earlier);

/// <summary>A sign-out that nobody stated.</summary>
/// <param name="PresenceId">The stay.</param>
/// <param name="Name">Whose.</param>
/// <param name="Space">Which hub.</param>
/// <param name="In">When they came.</param>
/// <param name="Out">When they are taken to have left.</param>
/// <param name="Ended">Why it is assumed.</param>
public sealed record AssumedLine(Guid PresenceId, string Name, string Space, DateTimeOffset In, DateTimeOffset Out, PresenceEnd Ended);

/// <summary>Who was in today, for coordinators and supervisors.</summary>
/// <param name="Hubs">The hubs of their schemes.</param>
/// <param name="Assumed">Sign-outs of the last seven days, of people in reach, that nobody stated.</param>
/// <param name="NotLocked">Hubs of the last seven days that nobody recorded locking, with the day.</param>
public sealed record WhoIsIn(IReadOnlyList<HubToday> Hubs, IReadOnlyList<AssumedLine> Assumed, IReadOnlyList<(string Space, DateOnly On)> NotLocked);

/// <summary>A fire list.</summary>
/// <param name="Space">The hub.</param>
/// <param name="Site">Its site.</param>
/// <param name="At">The instant it is of.</param>
/// <param name="Inside">Who is signed in.</param>
/// <param name="MayBeInside">Who was signed out today by the system and not by themselves: they may still be there.</param>
public sealed record FireList(string Space, string Site, DateTimeOffset At, IReadOnlyList<InsideLine> Inside, IReadOnlyList<InsideLine> MayBeInside);

/// <summary>A stay with everything that was put right in it.</summary>
/// <param name="Stay">The stay.</param>
/// <param name="Name">Whose.</param>
/// <param name="Space">Which hub.</param>
/// <param name="Own">Whether it is the viewer's.</param>
/// <param name="MayCorrect">Whether the viewer may put it right.</param>
/// <param name="EnteredBy">Who signed them in, where the viewer may know of them.</param>
/// <param name="OutBy">Who signed them out, where the viewer may know of them.</param>
/// <param name="Corrections">What was put right, oldest first.</param>
public sealed record StayPage(
    Presence Stay, string Name, string Space, bool Own, bool MayCorrect, string? EnteredBy, string? OutBy, IReadOnlyList<CorrectionLine> Corrections);

/// <summary>One change of a stay.</summary>
/// <param name="Correction">What changed.</param>
/// <param name="By">Who changed it; null for nobody whom the viewer may know of.</param>
/// <param name="ByOwner">Whether its owner did.</param>
/// <param name="Reason">Why; null where none was asked.</param>
public sealed record CorrectionLine(PresenceCorrection Correction, string? By, bool ByOwner, string? Reason);

/// <summary>A stay in a list of somebody's hours.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Space">Which hub.</param>
/// <param name="In">When they came.</param>
/// <param name="Out">When they left.</param>
/// <param name="Ended">How it ended.</param>
/// <param name="Rostered">Whether they were down for it.</param>
/// <param name="Source">How the sign-in was made.</param>
/// <param name="Changed">Whether it has been put right.</param>
/// <param name="Removed">Whether it has been taken out.</param>
public sealed record StayLine(Guid Id, string Space, DateTimeOffset In, DateTimeOffset? Out, PresenceEnd? Ended, bool Rostered, PresenceSource Source, bool Changed, bool Removed);

/// <summary>Somebody's hours: eight weeks of them, and the stays behind them.</summary>
/// <param name="PersonId">Who.</param>
/// <param name="Name">Their name.</param>
/// <param name="Own">Whether they are the viewer's.</param>
/// <param name="Weeks">Hours by week, oldest first (CALC-7).</param>
/// <param name="Stays">Stays, newest first.</param>
/// <param name="UnpaidAsked">Whether the last weeks are such that the service has to ask itself about unpaid hours.</param>
/// <param name="Rule">The rule by which it asks.</param>
/// <param name="LivingWage">The rate of pay, in pounds an hour, at which unpaid hours are shown as a cost; null where they are hours in no scheme.</param>
/// <param name="Works">Whether they do the work now: then there is a page about their load, on which what they make of it stands.</param>
public sealed record HoursPage(
    Guid PersonId, string Name, bool Own, IReadOnlyList<WeekHours> Weeks, IReadOnlyList<StayLine> Stays, bool UnpaidAsked, HoursRule Rule, decimal? LivingWage, bool Works)
{
    /// <summary>Unpaid hours in all the weeks.</summary>
    public decimal Unpaid => Weeks.Sum(w => w.Unpaid);

    /// <summary>What those would have cost the service; null where there are none.</summary>
    public decimal? WouldHaveCost => Unpaid > 0 && LivingWage is { } rate ? Hours.WouldHaveCost(Unpaid, rate) : null;
}

/// <summary>
/// What the pages of the hub read. Where a hub stands is a fact about a room, shown alike to everybody whose hub it is: whoever stands at the door can see
/// it, and it names nobody. Who is in is a list for one viewer. A person walled off from somebody is not shown them; and because a list may
/// always leave out somebody, and every page that has one says so to everybody, a hub that is open above a list in which nobody could have
/// opened it tells the walled viewer nothing (E31, INV-141). There are no counts. Who is in the room is shown to those on duty in it and
/// to those who coordinate or supervise there, whether or not the person's record is in their reach; the record itself stays where it is.
/// </summary>
public sealed class HubQueries(ThroughlineContext context, Vault vault, ReadTraces traces, TimeProvider clock)
{
    /// <summary>Weeks of hours on a page.</summary>
    public const int Weeks = 8;

    private static readonly string[] AnyReach = [ThroughlineContext.ReachFilter];

    /// <summary>The hubs of the viewer's schemes. Eight commands at most.</summary>
    public async Task<IReadOnlyList<HubCard>> MineAsync(CancellationToken cancellation = default) => await CardsAsync(null, cancellation);

    /// <summary>One hub with the people in it; null where it is none of the viewer's. Ten commands at most.</summary>
    public async Task<HubPage?> FindAsync(Guid spaceId, CancellationToken cancellation = default)
    {
        if ((await CardsAsync(spaceId, cancellation)).FirstOrDefault() is not { } card)
        {
            return null;
        }

        var hat = context.Viewer.Hat;
        var present = card.Own is not null && card.As is PresentAs.PeerWorker or PresentAs.Staff;
        var staff = hat is Hat.Coordinator or Hat.Supervisor;
        if (!present && !staff)
        {
            return new HubPage(card, false, false, [], []);
        }

        var inside = await InsideAsync(p => p.SpaceId == spaceId && p.Out == null, cancellation);
        var company = await CompanyAsync(inside, cancellation);
        var own = inside.FirstOrDefault(i => i.PersonId == context.Viewer.PersonId);
        var duty = own is not null && company.Contains(own.PersonId);
        List<string> with = duty && company.Count == 1
            ? [.. inside.Where(i => i.PersonId != own!.PersonId && i.Line.As == PresentAs.PeerWorker && i.State is not (RoleState.ActiveSolo or RoleState.Senior)).Select(i => i.Line.Name)]
            : [];
        return new HubPage(card, staff || duty, duty, staff || duty ? [.. inside.Select(i => i.Line)] : [], with);
    }

    /// <summary>Who was in today, for those who coordinate or supervise; nothing for any other hat. Six commands.</summary>
    public async Task<WhoIsIn> TodayAsync(CancellationToken cancellation = default)
    {
        var (viewer, today) = (context.Viewer, clock.Today());
        if (viewer.Hat is not (Hat.Coordinator or Hat.Supervisor))
        {
            return new WhoIsIn([], [], []);
        }

        var hubs = await HubsAsync(null, today, cancellation);
        var ids = hubs.ConvertAll(h => h.Space.Id);
        var start = today.StartInLondon();
        var people = await InsideAsync(p => ids.Contains(p.SpaceId) && (p.Out == null || p.In >= start), cancellation);
        var week = clock.Now().AddDays(-7);
        var assumed = await (from p in context.Presences.AsNoTracking()
                             join holding in context.ShownHoldings(today) on p.HoldingId equals holding.Id
                             join person in context.People on p.PersonId equals person.Id
                             join space in context.Spaces on p.SpaceId equals space.Id
                             where ids.Contains(p.SpaceId) && p.Out >= week && !p.Removed && p.Ended >= PresenceEnd.ClosingTime
                             orderby p.Out descending, p.Id
                             select new AssumedLine(
                                 p.Id, person.FamilyName == null ? person.PreferredName : person.PreferredName + " " + person.FamilyName, space.Name, p.In, p.Out!.Value,
                                 p.Ended!.Value)).Take(50).ToListAsync(cancellation);
        var unlocked = await (from o in context.Openings
                              join space in context.Spaces on o.SpaceId equals space.Id
                              where ids.Contains(o.SpaceId) && o.LockedAt >= week && o.Moves.Any(m => m.State == OpeningState.Locked && m.Cause == OpeningCause.ClosingTime)
                              orderby o.UnlockedAt descending, o.Id
                              select new { space.Name, o.UnlockedAt }).ToListAsync(cancellation);
        return new WhoIsIn(
            hubs.ConvertAll(h => new HubToday(
                h.Space.Id, h.Space.Name, h.State, [.. people.Where(p => p.SpaceId == h.Space.Id && p.Line.Out is null).Select(p => p.Line)],
                [.. people.Where(p => p.SpaceId == h.Space.Id && p.Line.Out is not null).Select(p => p.Line)])),
            assumed, unlocked.ConvertAll(o => (o.Name, o.UnlockedAt.LondonDate())));
    }

    /// <summary>
    /// The fire list of a hub; null for whoever is not shown who is in. The walls hold here too: a list may leave out somebody, says so to everybody, and
    /// asks for a second person to carry a second list. Seven commands at most.
    /// </summary>
    public async Task<FireList?> FireListAsync(Guid spaceId, CancellationToken cancellation = default)
    {
        if (await FindAsync(spaceId, cancellation) is not { SeesInside: true } page)
        {
            return null;
        }

        var start = clock.Today().StartInLondon();
        var assumed = await InsideAsync(p => p.SpaceId == spaceId && p.In >= start && p.Out != null && p.Ended >= PresenceEnd.ClosingTime, cancellation);
        var since = page.Inside.Select(i => i.PersonId).ToHashSet();
        return new FireList(
            page.Card.Name, page.Card.Site, clock.Now(), page.Inside, [.. assumed.Select(a => a.Line).Where(a => !since.Contains(a.PersonId)).DistinctBy(a => a.PersonId)]);
    }

    /// <summary>
    /// Service users of a hub whose names begin with the words typed, for somebody on duty there who signs one in: at most eight, none for fewer than two
    /// characters, none for anybody else. Nobody behind a wall, and nobody whose label has set. Twelve commands at most.
    /// </summary>
    public async Task<IReadOnlyList<Named>> ServiceUsersAsync(Guid spaceId, string? words, CancellationToken cancellation = default)
    {
        if (!PeopleQueries.Searchable(words) || await FindAsync(spaceId, cancellation) is not { OnDuty: true })
        {
            return [];
        }

        var today = clock.Today();
        var schemes = context.SchemesOf(spaceId, today);
        var people = context.People.IgnoreQueryFilters(AnyReach).AsNoTracking().Where(p => p.ErasedAt == null && (p.LabelSunset == null || p.LabelSunset > today)
            && context.RoleHoldings.Any(h => h.PersonId == p.Id && h.State == RoleState.Held && schemes.Contains(h.SchemeId) && h.From <= today && (h.To == null || h.To >= today)
                && context.RoleDefinitions.Any(r => r.Id == h.RoleDefinitionId && r.Hats.Contains(Hat.Mentee))));
        foreach (var term in NameFolding.Terms(words!))
        {
            // Every string that begins with the term lies between the term and the term followed by the last code point.
            var last = term + "\U0010FFFF";
            people = people.Where(p => context.PersonTerms.Any(t => t.PersonId == p.Id && string.Compare(t.Term, term) >= 0 && string.Compare(t.Term, last) <= 0));
        }

        return await people.OrderBy(p => p.SortName).ThenBy(p => p.Id)
            .Select(p => new Named(p.Id, p.FamilyName == null ? p.PreferredName : p.PreferredName + " " + p.FamilyName))
            .Take(PeopleQueries.SuggestionsMost).ToListAsync(cancellation);
    }

    /// <summary>
    /// A stay with what was put right in it; null for one that the viewer may not know of. The trace is written before the reasons are opened, or before
    /// anything is returned to somebody other than its owner. Four commands.
    /// </summary>
    public async Task<StayPage?> StayAsync(Guid presenceId, CancellationToken cancellation = default)
    {
        var today = clock.Today();
        var found = await (from p in context.Presences.AsNoTracking().Include(p => p.Corrections.OrderBy(c => c.Number))
                           join person in context.People on p.PersonId equals person.Id
                           join space in context.Spaces on p.SpaceId equals space.Id
                           where p.Id == presenceId
                           select new { Stay = p, person.PreferredName, person.FamilyName, Space = space.Name }).FirstOrDefaultAsync(cancellation);
        if (found is null)
        {
            return null;
        }

        var own = found.Stay.PersonId == context.Viewer.PersonId;
        if (!own && !await context.ShownHoldings(today).AnyAsync(h => h.Id == found.Stay.HoldingId, cancellation))
        {
            return null;
        }

        var opening = new Opening(found.Stay.PersonId, "a stay of yours in the hub", nameof(Presence), presenceId, "Looked at when you were in the hub");
        var worded = found.Stay.Corrections.Where(c => c.Reason is not null).ToList();
        IReadOnlyList<string?> reasons = [];
        if (worded.Count > 0)
        {
            reasons = await vault.OpenAsync(opening, [.. worded.Select(c => c.Reason!)], cancellation);
        }
        else if (!own)
        {
            await traces.RecordAsync(opening, cancellation);
        }

        var names = await context.NamesAsync(found.Stay.Corrections.Select(c => c.ById).Append(found.Stay.EnteredById).Append(found.Stay.OutById), cancellation);
        string? Name(Guid? id) => id is { } by ? names.GetValueOrDefault(by) : null;
        return new StayPage(
            found.Stay, found.FamilyName is null ? found.PreferredName : $"{found.PreferredName} {found.FamilyName}", found.Space, own,
            own || context.Viewer.MayRun(found.Stay.SchemeId), Name(found.Stay.EnteredById), Name(found.Stay.OutById),
            [.. found.Stay.Corrections.Select(c => new CorrectionLine(
                c, Name(c.ById), c.ById == found.Stay.PersonId, worded.IndexOf(c) is >= 0 and var at ? reasons[at] : null))]);
    }

    /// <summary>
    /// Somebody's hours: the viewer's own, or of somebody in reach. Null where the viewer may not know of them. Leaves a trace before anything about
    /// somebody else is returned. Seven commands.
    /// </summary>
    public async Task<HoursPage?> HoursAsync(Guid personId, CancellationToken cancellation = default)
    {
        var (today, now) = (clock.Today(), clock.Now());
        var own = personId == context.Viewer.PersonId;
        var person = await context.People.AsNoTracking().Where(p => p.Id == personId)
            .Select(p => p.FamilyName == null ? p.PreferredName : p.PreferredName + " " + p.FamilyName).FirstOrDefaultAsync(cancellation);
        if (person is null || (!own && context.Viewer.Hat is not (Hat.Coordinator or Hat.Supervisor)))
        {
            return null;
        }

        if (!own)
        {
            await traces.RecordAsync(new Opening(personId, "your hours in the hub", nameof(Presence), personId, "Looked at the hours"), cancellation);
        }

        var first = Hours.Monday(today).AddDays(-7 * (Weeks - 1));
        var begins = first.StartInLondon();
        var stays = await (from p in context.Presences.AsNoTracking()
                           join holding in context.ShownHoldings(today) on p.HoldingId equals holding.Id
                           join space in context.Spaces on p.SpaceId equals space.Id
                           where p.PersonId == personId && (p.Out == null || p.Out > begins)
                           orderby p.In descending, p.Id
                           select new
                           {
                               Line = new StayLine(p.Id, space.Name, p.In, p.Out, p.Ended, p.Rostered, p.Source, p.Corrections.Any(), p.Removed),
                               holding.Receiving,
                               Paid = holding.Pay == Pay.Sessional || holding.Pay == Pay.Salaried,
                               p.SchemeId,
                           }).ToListAsync(cancellation);
        var shifts = await context.Shifts.AsNoTracking().Include(s => s.Skips)
            .Where(s => s.PersonId == personId && (s.Until == null || s.Until >= first.AddDays(-1))).ToListAsync(cancellation);
        var agreed = await context.RoleHoldings.AsNoTracking().Where(h => h.PersonId == personId && h.RosteredHours != null && (h.To == null || h.To >= first))
            .Select(h => new { h.Id, h.From, h.To, h.RosteredHours, h.SchemeId }).ToListAsync(cancellation);
        var roles = await context.ShownHoldings(today).Where(h => h.PersonId == personId)
            .Select(h => new { h.Id, Works = h.OnLadder && h.State >= RoleState.ActiveSupervised && h.State <= RoleState.Paused }).ToListAsync(cancellation);
        var shown = own ? null : roles.Select(r => r.Id).ToHashSet();
        // What was planned for the week; where no shift was, the hours agreed for the role.
        decimal Planned(DateOnly monday)
        {
            var (sunday, planned) = (monday.AddDays(6), shifts.Where(s => shown?.Contains(s.HoldingId) != false).SelectMany(s => s.Between(monday, monday.AddDays(6))).Sum(o => o.Hours));
            return planned > 0 ? planned : agreed.Where(a => shown?.Contains(a.Id) != false && a.From <= sunday && (a.To is null || a.To >= monday)).Sum(a => a.RosteredHours!.Value);
        }

        var weeks = Hours.Weekly(
            stays.Where(s => !s.Receiving && !s.Line.Removed).Select(s => new Stay(s.Line.In, s.Line.Out ?? now, s.Paid)), Planned, first, Weeks);
        var scheme = agreed.Select(a => (Guid?)a.SchemeId).FirstOrDefault() ?? stays.Select(s => (Guid?)s.SchemeId).FirstOrDefault();
        var settings = scheme is { } of ? await new SettingQueries(context).ValuesAsync(of, cancellation) : null;
        var rule = settings is null ? HoursRule.Default : HoursRule.Of(settings);
        // The present week is not over: the question is asked of whole weeks.
        return new HoursPage(personId, person, own, weeks, stays.ConvertAll(s => s.Line), Hours.AsksAboutUnpaid([.. weeks.SkipLast(1)], rule), rule,
            settings?[SettingKeys.HoursLivingWage], roles.Exists(r => r.Works));
    }

    /// <summary>Whether the viewer's own first name may be on the screen. One command.</summary>
    public async Task<bool> MyNameShownAsync(CancellationToken cancellation = default) =>
        await context.ScreenNames.AnyAsync(n => n.PersonId == context.Viewer.PersonId && n.Shown, cancellation);

    internal async Task<List<(Space Space, string Site, OpeningState State, DateTimeOffset? Since, DateTimeOffset? Taken)>> HubsAsync(
        Guid? only, DateOnly today, CancellationToken cancellation)
    {
        var now = clock.Now();
        var rows = await (from space in context.SpacesOf(context.Viewer, today).AsNoTracking()
                          join site in context.Set<Site>() on space.SiteId equals site.Id
                          from opening in context.Openings.Where(o => o.SpaceId == space.Id && o.LockedAt == null).DefaultIfEmpty()
                          where space.IsHub && (only == null || space.Id == only) && space.From <= today && (space.To == null || space.To >= today)
                          orderby site.Name, space.Name, space.Id
                          select new
                          {
                              Space = space,
                              Site = site.Name,
                              State = opening == null ? OpeningState.Closed : opening.State,
                              Since = opening == null ? null : opening.Moves.Max(m => (DateTimeOffset?)m.At),
                              Taken = context.SpaceBookings.Where(b => b.SpaceId == space.Id && b.DisplacementId != null && b.CancelledAt == null && b.StartsAt <= now && b.EndsAt > now)
                                  .Max(b => (DateTimeOffset?)b.EndsAt),
                          }).ToListAsync(cancellation);
        return rows.ConvertAll(r => (r.Space, r.Site, r.State, r.Since, r.Taken));
    }

    private async Task<List<HubCard>> CardsAsync(Guid? only, CancellationToken cancellation)
    {
        var (viewer, today) = (context.Viewer, clock.Today());
        var hubs = await HubsAsync(only, today, cancellation);
        if (hubs.Count == 0)
        {
            return [];
        }

        var ids = hubs.ConvertAll(h => h.Space.Id);
        var given = (await context.SpaceAllocations.Where(a => ids.Contains(a.SpaceId) && a.From <= today && (a.To == null || a.To >= today))
            .Select(a => new { a.SpaceId, a.SchemeId }).ToListAsync(cancellation)).ToLookup(a => a.SpaceId, a => a.SchemeId);
        var held = (await (from holding in context.RoleHoldings.AsNoTracking()
                           join role in context.RoleDefinitions on holding.RoleDefinitionId equals role.Id
                           where holding.PersonId == viewer.PersonId && holding.From <= today && (holding.To == null || holding.To >= today) && role.Hats.Contains(viewer.Hat)
                           select new { holding.SchemeId, holding.State, role.Hats }).ToListAsync(cancellation)).Where(h => h.State.GivesHats()).ToList();
        var stay = await context.Presences.AsNoTracking().Where(p => p.PersonId == viewer.PersonId && p.Out == null)
            .Select(p => new { p.Id, p.SpaceId, p.In, p.AskedOutAt, p.EnteredById, p.Source }).FirstOrDefaultAsync(cancellation);
        var names = stay?.EnteredById is null ? [] : await context.NamesAsync([stay.EnteredById], cancellation);
        var keys = await HubRules.MayAsync(context, viewer, TrustStep.KeyHolding, today, cancellation);
        var opens = await HubRules.MayAsync(context, viewer, TrustStep.OpeningAndClosing, today, cancellation);
        return hubs.ConvertAll(h =>
        {
            var role = held.Find(r => r.SchemeId == h.Space.SchemeId || given[h.Space.Id].Contains(r.SchemeId));
            var own = stay?.SpaceId == h.Space.Id
                ? new OwnStay(stay.Id, stay.In, stay.AskedOutAt is not null, stay.EnteredById is { } by ? names.GetValueOrDefault(by) : null, stay.Source == PresenceSource.OnBehalf)
                : null;
            return new HubCard(
                h.Space.Id, h.Space.Name, h.Site, h.State, h.Since, h.Space.OpensAt, h.Space.ClosesAt, h.Taken,
                role is null ? null : HubRules.AsUnder(viewer.Hat, role.Hats), own, keys, opens);
        });
    }

    // The walls hold; reach does not matter in a room that one is in or answers for.
    private async Task<List<Shown>> InsideAsync(System.Linq.Expressions.Expression<Func<Presence, bool>> which, CancellationToken cancellation)
    {
        var (today, viewer) = (clock.Today(), context.Viewer.PersonId);
        var rows = await (from p in context.Presences.IgnoreQueryFilters(AnyReach).AsNoTracking().Where(which)
                          join person in context.People on p.PersonId equals person.Id
                          join holding in context.RoleHoldings on p.HoldingId equals holding.Id
                          join role in context.RoleDefinitions on holding.RoleDefinitionId equals role.Id
                          where !p.Removed && person.ErasedAt == null
                          orderby p.In, p.Id
                          select new
                          {
                              p.Id, p.SpaceId, p.PersonId, person.PreferredName, person.FamilyName, p.As, p.In, p.Out, p.Ended, p.AskedOutAt, p.Rostered, p.Source,
                              holding.State, role.Title, role.PlainTitle,
                              Veiled = p.PersonId != viewer && role.TellsOfThePast && person.LabelSunset != null && person.LabelSunset <= today,
                          }).ToListAsync(cancellation);
        return rows.ConvertAll(r => new Shown(
            r.PersonId, r.SpaceId, r.State, r.Veiled,
            new InsideLine(
                r.Id, r.PersonId, r.FamilyName is null ? r.PreferredName : $"{r.PreferredName} {r.FamilyName}", r.Veiled ? r.PlainTitle : r.Title,
                r.Veiled && r.As == PresentAs.PeerWorker ? PresentAs.Staff : r.As, r.In, r.Out, r.Ended, r.AskedOutAt is not null, r.Rostered, r.Source == PresenceSource.OnBehalf)));
    }

    // Those among the people shown beside whom others may work.
    private async Task<HashSet<Guid>> CompanyAsync(List<Shown> inside, CancellationToken cancellation)
    {
        var today = clock.Today();
        var alone = inside.Where(i => i.Line.Out is null && i.State is RoleState.ActiveSolo or RoleState.Senior).Select(i => i.PersonId).ToList();
        var qualified = await HubRules.TrustedAsync(context, alone, TrustStep.WorkingAlone, today, cancellation);
        qualified.IntersectWith(await HubRules.ClearedAsync(context, alone, HubRules.HubScope, today, cancellation));
        return [.. inside.Where(i => (i.Line.As == PresentAs.Staff && i.State == RoleState.Held) || qualified.Contains(i.PersonId)).Select(i => i.PersonId)];
    }

    private sealed record Shown(Guid PersonId, Guid SpaceId, RoleState State, bool Veiled, InsideLine Line);
}
