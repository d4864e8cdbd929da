using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Recognition;

/// <summary>
/// What is due of recognition: asked by the system. Nothing is ever due for whoever logs something: neither a message nor a week.
/// </summary>
public sealed class RecognitionDueQueries(ThroughlineContext context)
{
    // Twice the longest that any scheme may say: each one's own number is asked below.
    private static readonly int WelcomeDays = 2 * (int)SchemeTemplates.All.SelectMany(t => t.Settings).Where(s => s.Key == SettingKeys.MessagesBeliefDays).Max(s => s.Rule.Max);

    /// <summary>What is due by a London date, in a fixed order. Eight commands, and four for each scheme.</summary>
    public async Task<IReadOnlyList<Due>> DueAsync(DateOnly today, CancellationToken cancellation = default)
    {
        List<Due> due = [];
        var set = context.LabelsSet(today).Select(s => s.Id);

        // Somebody new hears from their supervisor what is seen in them, from the first day on.
        var earliest = today.AddDays(-WelcomeDays);
        var starters = await (from holding in context.RoleHoldings.AsNoTracking()
                              join role in context.RoleDefinitions on holding.RoleDefinitionId equals role.Id
                              where role.OnLadder && holding.SupervisorId != null && holding.State >= RoleState.ActiveSupervised && holding.State <= RoleState.Senior && !set.Contains(holding.PersonId)
                              let began = context.RoleMoves.Where(m => m.HoldingId == holding.Id && m.State >= RoleState.ActiveSupervised && m.State <= RoleState.Senior).Min(m => (DateOnly?)m.On)
                              where began >= earliest && began <= today
                                  && !context.BeliefStatements.Any(b => b.PersonId == holding.PersonId && b.SchemeId == holding.SchemeId)
                                  // Moving up is no beginning.
                                  && !context.RoleMoves.Any(m => m.PersonId == holding.PersonId && m.HoldingId != holding.Id && m.On < began && m.State >= RoleState.ActiveSupervised && m.State <= RoleState.Senior)
                              orderby holding.Id
                              select new { holding.Id, holding.PersonId, holding.SchemeId, holding.SupervisorId, Began = began!.Value }).ToListAsync(cancellation);
        foreach (var scheme in starters.Select(s => s.SchemeId).Distinct().ToList())
        {
            // After twice the time it is too late to be a welcome, and nobody is told any more.
            var days = (await new SettingQueries(context).ValuesAsync(scheme, cancellation)).Whole(SettingKeys.MessagesBeliefDays);
            due.AddRange(starters.Where(s => s.SchemeId == scheme && s.Began >= today.AddDays(-2 * days))
                .Select(s => new Due($"belief/{s.Id}", s.SupervisorId, scheme, null, s.Began, "somebody-new", $"/recognition/say/{s.PersonId}", s.PersonId)));
        }

        due.AddRange((await context.MessageShares.AsNoTracking().Where(s => s.ReadOn == null && !set.Contains(s.PersonId)
                && context.RoleHoldings.Any(h => h.PersonId == s.PersonId && h.SchemeId == s.SchemeId && h.SupervisorId == s.WithId && h.To == null)).OrderBy(s => s.MessageId).ToListAsync(cancellation))
            .Select(s => new Due($"shared/{s.MessageId}", s.WithId, s.SchemeId, null, s.On, "something-shared", $"/recognition/shared/{s.MessageId}", s.PersonId)));
        due.AddRange((await (from person in context.CeremonyPeople.AsNoTracking()
                             join ceremony in context.Ceremonies on person.CeremonyId equals ceremony.Id
                             where person.State == ThankedState.Asked
                             orderby ceremony.Id, person.PersonId
                             select new { person.CeremonyId, person.PersonId, person.SchemeId, ceremony.On }).ToListAsync(cancellation))
            .Select(p => new Due($"thanked/{p.CeremonyId}/{p.PersonId}", p.PersonId, p.SchemeId, null, p.On, "something-kind", "/recognition/mine", p.PersonId)));
        due.AddRange((await context.ClimateSteps.AsNoTracking().Where(s => s.DoneOn == null && s.By <= today).OrderBy(s => s.Id).ToListAsync(cancellation))
            .Select(s => new Due($"climate-step/{s.Id}", null, s.SchemeId, Hat.HeadOfService, s.By, "step-to-finish", $"/climate/sites/{s.SiteId}", Due.Nobody)));

        // Places in the newest count whose messages go both ways or mostly the cold one, until a step is set for them. Ids come in the order of time.
        var counted = await (from release in context.ClimateReleases.AsNoTracking()
                             from figure in release.Figures
                             where figure.TeamId == null && (figure.Cold == null || figure.Cold > 0) && !context.ClimateReleases.Any(later => later.SchemeId == release.SchemeId && later.To > release.To)
                                 && context.Set<Site>().Any(s => s.Id == figure.SiteId && s.To == null) && !context.ClimateSteps.Any(s => s.SiteId == figure.SiteId && s.Id > release.Id)
                             orderby release.SchemeId, figure.SiteId
                             select new { release.Id, release.SchemeId, release.CountedAt, figure.SiteId, figure.Kind, figure.Cold, figure.Neither, figure.Band }).ToListAsync(cancellation);
        foreach (var scheme in counted.GroupBy(c => c.SchemeId))
        {
            var rule = (await new SettingQueries(context).ValuesAsync(scheme.Key, cancellation)).MessageRule();
            due.AddRange(scheme.Where(c => MessageReading.BandOf(c.Kind, c.Cold, c.Neither, c.Band, rule).IsMixedOrCold())
                .Select(c => new Due($"climate/{c.Id}/{c.SiteId}", null, c.SchemeId, Hat.HeadOfService, c.CountedAt.LondonDate(), "climate-to-look-at", $"/climate/sites/{c.SiteId}", Due.Nobody)));
        }

        return due;
    }
}
