using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Recruitment;
using Throughline.Schemes;
using Throughline.Storage;
using Throughline.Support;

namespace Throughline.Recognition;

/// <summary>Works out from what is held who stands on two sides at once, as the viewer may know it. Eight commands, whatever the number of people.</summary>
internal static class BetweenFacts
{
    /// <summary>The situations of some people in a scheme; somebody who is in none is not in it.</summary>
    /// <param name="context">As the viewer.</param>
    /// <param name="schemeId">The scheme.</param>
    /// <param name="people">Whose; null for everybody the viewer reaches there whose label has not set.</param>
    /// <param name="settings">The scheme's numbers.</param>
    /// <param name="today">The London date.</param>
    /// <param name="cancellation">Stops.</param>
    public static async Task<IReadOnlyDictionary<Guid, IReadOnlySet<BetweenSituation>>> OfAsync(
        ThroughlineContext context, Guid schemeId, IReadOnlyList<Guid>? people, SettingValues settings, DateOnly today, CancellationToken cancellation)
    {
        var holdings = await (from holding in context.RoleHoldings.AsNoTracking()
                              join role in context.RoleDefinitions on holding.RoleDefinitionId equals role.Id
                              join person in context.People on holding.PersonId equals person.Id
                              where holding.SchemeId == schemeId && (people == null ? person.LabelSunset == null || person.LabelSunset > today : people.Contains(holding.PersonId))
                              select new
                              {
                                  holding.PersonId, holding.State, holding.From, holding.To, holding.Pay, role.AlsoPaidPost, role.LivedExperienceRequired, role.OnLadder,
                                  Helps = role.Hats.Contains(Hat.PeerWorker), Uses = role.Hats.Contains(Hat.Mentee), person.LabelSunset,
                              }).ToListAsync(cancellation);
        var active = holdings.Where(h => h.Helps && h.State is >= RoleState.ActiveSupervised and <= RoleState.Senior && h.From <= today && (h.To is null || h.To >= today)).ToList();
        var ids = active.Select(h => h.PersonId).Distinct().ToList();
        var supervised = (await context.SupervisionEpisodes.AsNoTracking().Where(e => ids.Contains(e.PersonId) && e.Start <= today && (e.End == null || e.End >= today)).Select(e => e.PersonId).ToListAsync(cancellation)).ToHashSet();
        var steps = await context.StepsAsync(schemeId, ids, cancellation);
        var waits = today.AddDays(-settings.Whole(SettingKeys.BetweenClearanceDays));
        var waiting = (await context.VettingStandings.AsNoTracking().Where(s => ids.Contains(s.PersonId) && s.OpenedOn < waits
            && (s.State == VettingState.Opened || s.State == VettingState.AwaitingPerson || s.State == VettingState.Submitted)).Select(s => s.PersonId).ToListAsync(cancellation)).ToHashSet();
        // Both are each person's own: for anybody else there are none.
        var wishes = (await context.Aspirations.AsNoTracking().Where(a => ids.Contains(a.PersonId)).Select(a => a.PersonId).Distinct().ToListAsync(cancellation)).ToHashSet();
        var own = context.Viewer.PersonId;
        var close = people is not null && await context.Conflicts.AsNoTracking().AnyAsync(c => c.PersonId == own && people.Contains(own) && c.State != ConflictState.Lifted, cancellation);

        var recent = today.AddMonths(-settings.Whole(SettingKeys.BetweenRecentUserMonths));
        var crossing = today.AddDays(-7 * settings.Whole(SettingKeys.ProgressPaidCrossingWeeks));
        var stuck = today.AddDays(-7 * settings.Whole(SettingKeys.ProgressStuckWeeks));
        var all = new Dictionary<Guid, IReadOnlySet<BetweenSituation>>();
        foreach (var id in ids)
        {
            var (mine, works) = (holdings.Where(h => h.PersonId == id).ToList(), active.Where(h => h.PersonId == id).ToList());
            HashSet<BetweenSituation> found = [];
            If(BetweenSituation.HelpsWhileSupervised, supervised.Contains(id));
            If(BetweenSituation.UsesTheService, mine.Exists(h => h.Uses && (h.To is null || h.To >= recent)));
            If(BetweenSituation.SomebodyCloseUsesIt, close && id == own);
            If(BetweenSituation.UnpaidForPaidWork, works.Exists(h => h.AlsoPaidPost && h.Pay is Pay.None or Pay.Expenses));
            If(BetweenSituation.NewlyPaid, works.Exists(h => h.Pay is Pay.Sessional or Pay.Salaried && h.From >= crossing && mine.Exists(b => b.OnLadder && b.From < h.From && b.Pay is Pay.None or Pay.Expenses)));
            If(BetweenSituation.LongInOneStep, wishes.Contains(id) && steps.TryGetValue(id, out var since) && since <= stuck);
            If(BetweenSituation.MoreThanThePast, people is not null && works.Exists(h => h.LivedExperienceRequired && h.LabelSunset is not null));
            If(BetweenSituation.WaitsForClearance, waiting.Contains(id));
            if (found.Count > 0)
            {
                all[id] = found;
            }

            void If(BetweenSituation situation, bool there)
            {
                if (there)
                {
                    found.Add(situation);
                }
            }
        }

        return all;
    }
}
