using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;
using Throughline.Trust;

namespace Throughline.Support;

/// <summary>
/// Looks each day at how the work is set up for those who do it, and raises what the organisation is to look at. Counts nothing that is a person's alone.
/// Run by the scheduler, as the system.
/// </summary>
public sealed class RaiseFlags(UnitOfWork unit)
{
    /// <summary>Raises what is there.</summary>
    /// <returns>How many were raised; none the second time. <see cref="NotAllowed"/> for anybody but the system.</returns>
    public Task<Outcome<int>> RunAsync(CancellationToken cancellation = default) =>
        unit.RunAsync<int>(new Act("flag-raised"), async writing =>
        {
            if (writing.Viewer.Hat != Hat.System)
            {
                return new NotAllowed();
            }

            var (context, count) = (writing.Context, 0);
            foreach (var scheme in await context.Schemes.OrderBy(s => s.Id).Select(s => s.Id).ToListAsync(cancellation))
            {
                count += await RaiseAsync(writing, scheme, cancellation);
            }

            return count;
        }, cancellation, WriteTurn.Batch);

    private static async Task<int> RaiseAsync(Writing writing, Guid scheme, CancellationToken cancellation)
    {
        var (context, today) = (writing.Context, writing.Today);
        var settings = await new SettingQueries(context).ValuesAsync(scheme, cancellation);
        var (load, hours, numbers) = (LoadRule.Of(settings), HoursRule.Of(settings), FlagNumbers.Of(settings));
        var roles = await (from holding in context.RoleHoldings.AsNoTracking()
                           join role in context.RoleDefinitions on holding.RoleDefinitionId equals role.Id
                           join person in context.People on holding.PersonId equals person.Id
                           where holding.SchemeId == scheme && role.OnLadder && holding.State >= RoleState.ActiveSupervised && holding.State <= RoleState.Paused
                               && person.ErasedAt == null && (person.LabelSunset == null || person.LabelSunset > today)
                           orderby holding.PersonId, holding.Id
                           select new { holding.PersonId, holding.State, role.ContactHoursCap, role.PresenceHoursCap }).ToListAsync(cancellation);
        var people = roles.Select(r => r.PersonId).Distinct().ToList();
        if (people.Count == 0)
        {
            return 0;
        }

        var weeks = (await context.WeeksAsync(scheme, people, load, today, cancellation)).ToDictionary(w => w.PersonId);
        var sites = await context.HoursAsync(scheme, people, hours.Weeks, today, writing.Now, cancellation);
        var (struggled, setback) = (today.AddDays(-numbers.StrugglingDays), today.AddDays(-numbers.SetbackDays - 1).StartInLondon());
        var supervised = await context.SupervisedNowAsync(cancellation);
        var said = (await context.CheckIns.AsNoTracking().Where(c => people.Contains(c.PersonId) && c.SchemeId == scheme && c.SharedWithId != null && c.How == HowAreYou.Struggling && c.On > struggled)
            .Select(c => new { c.PersonId, c.On, With = c.SharedWithId!.Value }).ToListAsync(cancellation)).Where(c => supervised[(c.PersonId, scheme)].Contains(c.With)).ToLookup(c => c.PersonId, c => c.On);
        var setbacks = (await context.Debriefs.AsNoTracking().Where(d => people.Contains(d.PersonId) && d.SchemeId == scheme && d.SetbackId != null && d.At >= setback
                && !context.Walls.Any(w => w.SubjectId == d.AboutId && w.ViewerId != d.PersonId && w.LiftedAt == null))
            .Select(d => new { d.PersonId, d.At }).ToListAsync(cancellation)).ToLookup(d => d.PersonId, d => d.At.LondonDate());
        var wishes = await context.WishesAsync(people, cancellation);
        var steps = await context.StepsAsync(scheme, people, cancellation);
        var among = await context.AmongOthersAsync(scheme, people, today, cancellation);
        var mentoring = await context.MatchesAsync(scheme, people, settings, today, cancellation);
        var overDays = settings.Whole(SettingKeys.MatchesOverCapDays);
        // What nobody was left to act on was not acted on, and stands in the way of nothing.
        var before = (await context.SupportFlags.AsNoTracking().Where(f => f.SchemeId == scheme && people.Contains(f.PersonId) && f.State != FlagState.Unowned).Select(f => new { f.PersonId, f.Rule, f.ClosedOn }).ToListAsync(cancellation))
            .ToLookup(f => (f.PersonId, f.Rule), f => f.ClosedOn);
        var lastWeek = Hours.Monday(today).AddDays(-1);
        var count = 0;
        foreach (var person in people)
        {
            var own = roles.FindAll(r => r.PersonId == person);
            var all = weeks.TryGetValue(person, out var held) ? held.Weeks : [];
            var site = sites[person];
            var atWork = own.TrueForAll(r => r.State != RoleState.Paused);
            List<(FlagRule Rule, DateOnly Evidence, string Words)> found = [];
            if (held?.WeeksSince(load) is { } ago)
            {
                found.Add((FlagRule.LoadUp, lastWeek.AddDays(-7 * ago), $"The last whole weeks came to {string.Join(", ", all.TakeLast(load.RecentWeeks).Select(w => FlagRules.Number(w.Sum(load))))} hours. "
                    + (held.Usual(load) is { } usual ? $"Usual is {FlagRules.Number(usual)}." : "What is usual is not known yet.")));
            }

            List<(DateOnly Evidence, string Words)> over = [];
            if (atWork && all.Count > 0 && all[^1].Monday.AddDays(6) == lastWeek)
            {
                var (contact, presence) = (own.Max(r => r.ContactHoursCap), own.Max(r => r.PresenceHoursCap));
                if ((contact is > 0 && all[^1].Contact > contact) || (presence is > 0 && site.Count > 0 && site[^1].Presence > presence))
                {
                    over.Add((lastWeek, $"Last week: {FlagRules.Number(all[^1].Contact)} hours with people, of {Most(contact)}. "
                        + $"On site: {FlagRules.Number(site.Count > 0 ? site[^1].Presence : 0)} hours, of {Most(presence)}."));
                }
            }

            if (atWork && mentoring.TryGetValue(person, out var matches) && matches.Count > matches.Limit)
            {
                // Closed, it comes again for a newer match, or after as long as one above the limit may last.
                var again = today.AddDays(-overDays);
                over.Add((matches.Newest > again ? matches.Newest : again, $"Matches: {matches.Count}, of {matches.Limit}."));
            }

            if (over.Count > 0)
            {
                found.Add((FlagRule.OverCap, over.Max(o => o.Evidence), string.Join(' ', over.Select(o => o.Words))));
            }

            if (Hours.AsksAboutUnpaid(site, hours))
            {
                found.Add((FlagRule.UnpaidHours, lastWeek, $"Unpaid hours on site in each of the last weeks: {string.Join(", ", site.Select(w => FlagRules.Number(w.Unpaid)))}. "
                    + $"Planned: {string.Join(", ", site.Select(w => FlagRules.Number(w.Rostered)))}."));
            }

            if (FlagRules.IsStruggling(said[person], today, numbers))
            {
                found.Add((FlagRule.Wellbeing, said[person].Max(), $"Check-ins shared with the supervisor: {said[person].Distinct().Count()} in {numbers.StrugglingDays} days."));
            }

            if (FlagRules.IsCluster(setbacks[person], today, numbers))
            {
                found.Add((FlagRule.SetbackCluster, setbacks[person].Max(), $"Days on which something hard happened: {string.Join(", ", setbacks[person].Order().Select(Typed.Day))}."));
            }

            // Nobody is on their own on the day they come back from a pause. Closed, it comes again only after as many days once more.
            if (atWork && among.TryGetValue(person, out var last) && FlagRules.IsOnTheirOwn(last.Seen is { } day && day > last.Back ? day : last.Back, today, numbers))
            {
                found.Add((FlagRule.OnTheirOwn, today.AddDays(-numbers.AloneDays), last.Seen is { } seen
                    ? $"The last day on site or session with others was {Typed.Day(seen)}."
                    : $"There was no day on site and no session since they began or came back on {Typed.Day(last.Back)}."));
            }

            if (steps.TryGetValue(person, out var since) && wishes.TryGetValue(person, out var wished) && atWork && FlagRules.IsStuck(since, wished, today, numbers))
            {
                // Closed, it comes again only after as long once more.
                found.Add((FlagRule.Stuck, today.AddDays(-7 * numbers.WishWeeks), $"In the same step since {Typed.Day(since)}. They let the service know on {Typed.Day(wished)} that they would like to move on."));
            }

            found.RemoveAll(f => !FlagRules.MayRaise(f.Evidence, before[(person, f.Rule)].Contains(null), before[(person, f.Rule)].Max()));
            if (found.Count == 0 || !await writing.LockAsync(person, cancellation))
            {
                continue;
            }

            foreach (var (rule, _, words) in found)
            {
                // Without a supervisor who can act it is the coordinator's.
                var owner = rule != FlagRule.Wellbeing && rule.Owner() == Hat.Supervisor && !supervised[(person, scheme)].Any() ? Hat.Coordinator : rule.Owner();
                context.Add(SupportFlag.Raise(writing.NewId(), person, scheme, rule, owner, writing.Seal(person, words), today, numbers.OwnDays));
                count++;
            }
        }

        return count;
    }

    private static string Most(decimal? cap) => cap is { } hours ? FlagRules.Number(hours) : "no set number";
}
