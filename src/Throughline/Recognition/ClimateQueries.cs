using Microsoft.EntityFrameworkCore;
using Throughline.Expenses;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;
using Throughline.Support;
using Throughline.Surveys;
using Throughline.Trust;

namespace Throughline.Recognition;

/// <summary>What is shown of a place in one period.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Kind">Kind messages; null where they may not be shown.</param>
/// <param name="Cold">Cold messages; null with them.</param>
/// <param name="Neither">Messages that were neither; null where they may not be shown.</param>
/// <param name="Lean">To which side they lean.</param>
/// <param name="Counted">What they came to when they were counted; null where that was not kept.</param>
/// <param name="Low">Lower end of the interval for the kind share, from 0 to 1; null without a message to either side, and where they may not be shown.</param>
/// <param name="High">Upper end.</param>
/// <param name="Above">Mean from people higher up; null where it may not be shown.</param>
/// <param name="Beside">Mean from staff beside; null where it may not be shown.</param>
/// <param name="AboveCount">How many from higher up.</param>
/// <param name="BesideCount">How many from beside.</param>
public sealed record ClimateFigures(
    DateOnly From, DateOnly To, int? Kind, int? Cold, int? Neither, MessageLean Lean, MessageBand? Counted, double? Low, double? High, double? Above, double? Beside, int AboveCount, int BesideCount)
{
    /// <summary>The share of kind messages among those to either side; null without any, and where they may not be shown.</summary>
    public double? Share => Kind is { } kind && Kind + Cold is { } all and > 0 ? (double)kind / all : null;

    /// <summary>How much kinder those above are; null where it may not be shown.</summary>
    public double? Gap => Above - Beside;
}

/// <summary>A condition at a site.</summary>
/// <param name="Condition">The condition.</param>
/// <param name="Met">Whether it is met; null where nobody has answered for it lately.</param>
/// <param name="Basis">What that rests on, in words.</param>
/// <param name="Means">What “nearly all”, “on time” or “lately” means here; null where nothing needs saying.</param>
/// <param name="Steps">What was set out to do about it and is not done.</param>
/// <param name="Counted">True where what is held here says whether it is met, so that nobody answers for it.</param>
public sealed record ConditionLine(EnablingCondition Condition, bool? Met, string Basis, string? Means, IReadOnlyList<StepLine> Steps, bool Counted);

/// <summary>Something set out to do.</summary>
/// <param name="Id">Its id.</param>
/// <param name="What">What.</param>
/// <param name="Who">Whose job it is.</param>
/// <param name="By">By when.</param>
/// <param name="DoneOn">When it was done; null until then.</param>
public sealed record StepLine(Guid Id, string What, string Who, DateOnly By, DateOnly? DoneOn);

/// <summary>A site in the list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Word">The word for it.</param>
/// <param name="Met">How many of the twelve conditions are met.</param>
/// <param name="Unknown">How many nobody has answered for lately.</param>
/// <param name="Figures">The newest period; null where it may not be shown.</param>
public sealed record SiteClimate(Guid Id, string Name, PlaceWord Word, int Met, int Unknown, ClimateFigures? Figures);

/// <summary>A figure for a whole scheme.</summary>
/// <param name="Kind">What is counted.</param>
/// <param name="Hits">How many.</param>
/// <param name="Of">Of how many.</param>
/// <param name="Value">The figure, where it is neither.</param>
public sealed record SchemeMeasure(ClimateMeasureKind Kind, int Hits, int Of, decimal? Value);

/// <summary>A scheme's climate.</summary>
/// <param name="SchemeId">The scheme.</param>
/// <param name="Name">Its name.</param>
/// <param name="From">First day of the newest period; null before there is one.</param>
/// <param name="To">Last day.</param>
/// <param name="Sites">Its sites, in the order of their names.</param>
/// <param name="Measures">Figures for the whole scheme that may be shown.</param>
/// <param name="Rule">The numbers for the word.</param>
/// <param name="Protects">The rule behind every figure.</param>
/// <param name="BeliefDays">Within how many days somebody new heard in time what staff see in them, as it was counted; null where that was not kept.</param>
public sealed record SchemeClimate(
    Guid SchemeId, string Name, DateOnly? From, DateOnly? To, IReadOnlyList<SiteClimate> Sites, IReadOnlyList<SchemeMeasure> Measures, NicheRule Rule, ProtectingRule Protects, int? BeliefDays);

/// <summary>A team at a site, in the newest period.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Word">The word for it.</param>
/// <param name="Figures">Null where they may not be shown.</param>
public sealed record TeamClimate(string Name, PlaceWord Word, ClimateFigures? Figures);

/// <summary>The climate of one site.</summary>
/// <param name="Site">The site.</param>
/// <param name="Scheme">Its scheme's name.</param>
/// <param name="MayAnswer">Whether the viewer answers for it.</param>
/// <param name="Conditions">The twelve conditions.</param>
/// <param name="Periods">Periods that may be shown, newest first.</param>
/// <param name="Teams">Its teams, in the order of their names.</param>
/// <param name="Done">What was set out and is done, newest first.</param>
/// <param name="Rule">The numbers for the word.</param>
/// <param name="Protects">The rule behind every figure.</param>
/// <param name="Band">What the newest period's messages come to; null where they may not be shown.</param>
/// <param name="Reading">The numbers for that.</param>
public sealed record SitePage(
    SiteClimate Site, string Scheme, bool MayAnswer, IReadOnlyList<ConditionLine> Conditions, IReadOnlyList<ClimateFigures> Periods, IReadOnlyList<TeamClimate> Teams, IReadOnlyList<StepLine> Done,
    NicheRule Rule, ProtectingRule Protects, MessageBand? Band, MessageRule Reading);

/// <summary>
/// The climate of places, for heads of service and coordinators alike. It is read from what was counted once and stored without names, so no page can
/// show what was held back. Places stand in the order of their names and nothing ranks them.
/// </summary>
public sealed class ClimateQueries(ThroughlineContext context, SupervisionQueries supervision, ExpenseQueries expenses, TimeProvider clock)
{
    private static readonly string[] AnyReach = [ThroughlineContext.ReachFilter];

    /// <summary>The viewer's schemes with their sites; empty for any other hat. A fixed number of commands for each scheme.</summary>
    public async Task<IReadOnlyList<SchemeClimate>> ListAsync(CancellationToken cancellation = default)
    {
        var mine = context.Viewer.SchemeIds.Where(context.Viewer.MaySeeClimate).ToList();
        var schemes = await context.Schemes.AsNoTracking().Where(s => mine.Contains(s.Id)).OrderBy(s => s.Name).Select(s => new { s.Id, s.Name }).ToListAsync(cancellation);
        List<SchemeClimate> all = [];
        foreach (var scheme in schemes)
        {
            var settings = await new SettingQueries(context).ValuesAsync(scheme.Id, cancellation);
            var known = await KnownAsync(scheme.Id, settings, null, cancellation);
            var release = await context.ClimateReleases.AsNoTracking().Include(r => r.Figures).Include(r => r.Measures).AsSplitQuery().Where(r => r.SchemeId == scheme.Id).OrderByDescending(r => r.To).FirstOrDefaultAsync(cancellation);
            all.Add(new SchemeClimate(
                scheme.Id, scheme.Name, release?.From, release?.To,
                [.. known.Sites.Select(site => Site(site, known, release, settings))],
                release is null ? [] : [.. release.Measures.OrderBy(m => m.Kind).Select(m => new SchemeMeasure(m.Kind, m.Hits, m.Of, m.Value))], settings.NicheRule(), MessageQueries.Protects(settings),
                release?.BeliefDays));
        }

        return all;
    }

    /// <summary>One site; null for whoever may not see it. A fixed number of commands.</summary>
    public async Task<SitePage?> SiteAsync(Guid siteId, CancellationToken cancellation = default)
    {
        if (await context.Set<Site>().AsNoTracking().Where(s => s.Id == siteId).Select(s => (Guid?)s.SchemeId).FirstOrDefaultAsync(cancellation) is not { } scheme || !context.Viewer.MaySeeClimate(scheme))
        {
            return null;
        }

        var settings = await new SettingQueries(context).ValuesAsync(scheme, cancellation);
        var known = await KnownAsync(scheme, settings, siteId, cancellation);
        if (known.Sites.Count == 0)
        {
            return null;
        }

        var releases = await context.ClimateReleases.AsNoTracking().Include(r => r.Figures).Where(r => r.SchemeId == scheme).OrderByDescending(r => r.To).Take(8).ToListAsync(cancellation);
        var teams = await context.Set<Team>().AsNoTracking().Where(t => t.SiteId == siteId && t.To == null).OrderBy(t => t.Name).ThenBy(t => t.Id).Select(t => new Named(t.Id, t.Name)).ToListAsync(cancellation);
        var done = await context.ClimateSteps.AsNoTracking().Where(s => s.SiteId == siteId && s.DoneOn != null).OrderByDescending(s => s.DoneOn).ThenBy(s => s.Id).Take(20).ToListAsync(cancellation);
        var (site, newest, conditions) = (known.Sites[0], releases.FirstOrDefault(), known.Conditions[siteId]);
        var name = await context.Schemes.AsNoTracking().Where(s => s.Id == scheme).Select(s => s.Name).SingleAsync(cancellation);
        var (shown, reading) = (Site(site, known, newest, settings), settings.MessageRule());
        return new SitePage(
            shown, name, context.Viewer.MayAnswerFor(scheme), conditions,
            [.. releases.Select(r => Figures(r, siteId, null)).OfType<ClimateFigures>()],
            [.. teams.Select(t => (t.Name, Figures: Figures(newest, siteId, t.Id))).Select(t => new TeamClimate(t.Name, Word(t.Figures, conditions, settings), t.Figures))],
            done.ConvertAll(Line), settings.NicheRule(), MessageQueries.Protects(settings),
            shown.Figures is { } f ? MessageReading.BandOf(f.Kind, f.Cold, f.Neither, f.Counted, reading) : null, reading);
    }

    private static SiteClimate Site(Named site, Known known, ClimateRelease? release, SettingValues settings)
    {
        var (conditions, figures) = (known.Conditions[site.Id], Figures(release, site.Id, null));
        return new SiteClimate(site.Id, site.Name, Word(figures, conditions, settings), conditions.Count(c => c.Met == true), conditions.Count(c => c.Met is null), figures);
    }

    private static PlaceWord Word(ClimateFigures? figures, IReadOnlyList<ConditionLine> conditions, SettingValues settings) => figures is null ? PlaceWord.TooFewToShow
        : Niche.Word(conditions.Count(c => c.Met == true), conditions.Count(c => c.Met is null), figures.Lean, settings.NicheRule());

    private static ClimateFigures? Figures(ClimateRelease? release, Guid site, Guid? team)
    {
        if (release?.Figures.FirstOrDefault(f => f.SiteId == site && f.TeamId == team) is not { } figure)
        {
            return null;
        }

        var interval = figure.Kind is { } kind && figure.Kind + figure.Cold is { } all and > 0 ? SmallNumbers.Wilson(kind, all) : ((double Low, double High)?)null;
        return new ClimateFigures(
            release.From, release.To, figure.Kind, figure.Cold, figure.Neither, figure.Lean ?? Niche.Lean(figure.Kind ?? 0, figure.Cold ?? 0), figure.Band, interval?.Low, interval?.High, (double?)figure.AboveSum / figure.AboveCount, (double?)figure.BesideSum / figure.BesideCount,
            figure.AboveCount ?? 0, figure.BesideCount ?? 0);
    }

    private static StepLine Line(ClimateStep step) => new(step.Id, step.What, step.Who, step.By, step.DoneOn);

    private sealed record Known(IReadOnlyList<Named> Sites, IReadOnlyDictionary<Guid, IReadOnlyList<ConditionLine>> Conditions);

    // What is met at each site: from what is held here where that can say, otherwise from the newest answer that is not too old.
    private async Task<Known> KnownAsync(Guid scheme, SettingValues settings, Guid? only, CancellationToken cancellation)
    {
        var today = clock.Today();
        var sites = await context.Set<Site>().AsNoTracking().Where(s => s.SchemeId == scheme && s.To == null && (only == null || s.Id == only)).OrderBy(s => s.Name).ThenBy(s => s.Id).Select(s => new Named(s.Id, s.Name)).ToListAsync(cancellation);
        var (spaceFrom, thankedFrom) = (today.AddDays(-settings.Whole(SettingKeys.ClimateSpaceDays)), today.AddDays(-settings.Whole(SettingKeys.ClimateRecognitionDays)));
        var postFrom = today.AddMonths(-settings.Whole(SettingKeys.ClimatePostMonths));
        var since = spaceFrom.StartInLondon();
        var spaces = await (from allocation in context.SpaceAllocations.AsNoTracking()
                            join space in context.Spaces on allocation.SpaceId equals space.Id
                            where allocation.SchemeId == scheme && allocation.Exclusive && allocation.From <= today && (allocation.To == null || allocation.To >= today)
                            select new { space.SiteId, Taken = context.SpaceDisplacements.Any(d => d.SpaceId == space.Id && d.SchemeId == scheme && d.EndsAt >= since) }).ToListAsync(cancellation);
        var keys = await context.Keys.AsNoTracking().Where(k => k.SchemeId == scheme && k.State != KeyState.Replaced)
            .Select(k => k.SiteId ?? context.Spaces.Where(s => s.Id == k.SpaceId).Select(s => (Guid?)s.SiteId).FirstOrDefault()).Distinct().ToListAsync(cancellation);
        // Somebody who did the work here without pay, and began in a paid post after that.
        var moved = await (from holding in context.RoleHoldings.IgnoreQueryFilters(AnyReach).AsNoTracking()
                           join role in context.RoleDefinitions on holding.RoleDefinitionId equals role.Id
                           where holding.SchemeId == scheme && (holding.Pay == Pay.Sessional || holding.Pay == Pay.Salaried) && !role.Hats.Contains(Hat.Mentee)
                           let began = context.RoleMoves.Where(m => m.HoldingId == holding.Id && ((m.State >= RoleState.ActiveSupervised && m.State <= RoleState.Senior) || m.State == RoleState.Held)).Min(m => (DateOnly?)m.On)
                           where began >= postFrom && began <= today && context.RoleHoldings.Any(before => before.PersonId == holding.PersonId && before.SchemeId == scheme
                               && (before.Pay == Pay.None || before.Pay == Pay.Expenses) && context.RoleDefinitions.Any(r => r.Id == before.RoleDefinitionId && r.OnLadder)
                               && context.RoleMoves.Any(m => m.HoldingId == before.Id && m.State >= RoleState.ActiveSupervised && m.State <= RoleState.Senior && m.On < began))
                           select holding.Id).AnyAsync(cancellation);
        // Null without a voice lead. The rule of the second person stands from the day on which the channel for concerns was opened.
        var route = await (from holding in context.RoleHoldings.IgnoreQueryFilters(AnyReach).AsNoTracking()
                           join role in context.RoleDefinitions on holding.RoleDefinitionId equals role.Id
                           where holding.SchemeId == scheme && role.Hats.Contains(Hat.VoiceLead) && holding.State == RoleState.Held && holding.From <= today && (holding.To == null || holding.To >= today)
                           orderby holding.Id
                           select (bool?)context.Set<SecondPersonRule>().Any(r => r.SchemeId == scheme && r.From <= today)).FirstOrDefaultAsync(cancellation);
        var thanked = await context.Ceremonies.AsNoTracking().Where(c => c.SchemeId == scheme && c.On >= thankedFrom && c.On <= today).Select(c => c.SiteId).Distinct().ToListAsync(cancellation);
        var answers = await context.ConditionAnswers.AsNoTracking().Where(a => a.SchemeId == scheme && (only == null || a.SiteId == only)
            && !context.ConditionAnswers.Any(later => later.SiteId == a.SiteId && later.Condition == a.Condition && later.Id > a.Id)).ToListAsync(cancellation);
        var steps = await context.ClimateSteps.AsNoTracking().Where(s => s.SchemeId == scheme && s.DoneOn == null && (only == null || s.SiteId == only)).OrderBy(s => s.By).ThenBy(s => s.Id).ToListAsync(cancellation);
        var talks = await supervision.FigureAsync(scheme, cancellation) is { Due: > 0 } figure ? figure : null;
        var (least, paidDays) = (settings.Whole(SettingKeys.ReportsSuppressInternal), settings.Whole(SettingKeys.ClimateExpensesDays));
        var staff = NicheShare.Count(await context.StaffWhoLearnedAsync(scheme, today.AddMonths(-settings.Whole(SettingKeys.ClimateAlongsideMonths)), today, cancellation), least);
        var paid = NicheShare.Count(await expenses.PacesAsync(scheme, spaceFrom, paidDays, cancellation), least);
        var (answerDays, sponsorDays, postMonths) = (settings.Whole(SettingKeys.ClimateAnswerDays), settings.Whole(SettingKeys.ClimateSponsorDays), settings.Whole(SettingKeys.ClimatePostMonths));

        return new Known(sites, sites.ToDictionary(s => s.Id, s => (IReadOnlyList<ConditionLine>)[.. Niche.All.Select(condition =>
        {
            // Too few people for a figure, or nobody who moved: then somebody answers for it.
            var counted = condition.IsLive() || condition switch
            {
                EnablingCondition.StaffLearned => staff is not null,
                EnablingCondition.SupervisionOnTime => talks is not null,
                EnablingCondition.ExpensesPaid => paid is not null,
                EnablingCondition.PaidPost => moved,
                _ => false,
            };
            var (met, basis) = counted ? Live(condition, s.Id) : Answered(condition, s.Id);
            return new ConditionLine(condition, met, basis, Means(condition), [.. steps.Where(step => step.SiteId == s.Id && step.Condition == condition).Select(Line)], counted);
        })]));

        string? Means(EnablingCondition condition) => condition switch
        {
            EnablingCondition.StaffLearned => $"“Nearly all” means {settings.Whole(SettingKeys.ClimateStaffTrainedPercent)} in 100 or more. Ask staff to say so under “Working alongside”. Once enough have, it is counted from there.",
            EnablingCondition.SupervisionOnTime => $"“On time” means {settings.Whole(SettingKeys.ClimateSupervisionPercent)} in 100 or more.",
            EnablingCondition.ExpensesPaid => $"“Quickly” means within {paidDays} days. Once enough people ask under “Expenses”, it is counted from there.",
            EnablingCondition.SponsorContact => $"“Lately” means in the last {sponsorDays} days.",
            EnablingCondition.PaidPost => $"It counts once somebody who worked here without pay moved to a paid post, for {postMonths} months. Where nobody did, say if a paid post is open.",
            _ => null,
        };

        (bool?, string) Live(EnablingCondition condition, Guid site)
        {
            switch (condition)
            {
                case EnablingCondition.OwnSpace:
                    var own = spaces.Where(a => a.SiteId == site).ToList();
                    return own.Count == 0 ? (false, "No space here is the team’s own") : own.Exists(a => a.Taken) ? (false, $"It was taken in the last {settings.Whole(SettingKeys.ClimateSpaceDays)} days") : (true, "From Places");
                case EnablingCondition.KeyRoute:
                    return keys.Contains(site) ? (true, "From Trust: there are keys for this place") : (false, "There is no key for this place");
                case EnablingCondition.StaffLearned:
                    return (staff!.Reaches(settings.Whole(SettingKeys.ClimateStaffTrainedPercent)), $"From what staff said: {staff.Hits} of {staff.Of} in this scheme did the course in the last {settings.Whole(SettingKeys.ClimateAlongsideMonths)} months");
                case EnablingCondition.ExpensesPaid:
                    return (paid!.Hits == paid.Of, $"From Expenses: {paid.Hits} of {paid.Of} in this scheme since {Typed.Day(spaceFrom)} were paid in time, or still can be");
                case EnablingCondition.SupervisionOnTime:
                    return (100 * talks!.InTime >= settings.Whole(SettingKeys.ClimateSupervisionPercent) * talks.Due,
                        $"From Supervision, for the whole scheme: {talks.InTime} of {talks.Due} came in time from {Typed.Day(talks.From)} to {Typed.Day(talks.To)}");
                case EnablingCondition.PaidPost:
                    return (true, $"From the roles of this scheme: somebody moved to a paid post in the last {postMonths} months");
                case EnablingCondition.ConcernRoute:
                    return route is null ? (false, "This scheme has no voice lead") : route == false ? (false, "Nobody outside is named, so no concern can be sent") : (true, "From Concerns: there is a voice lead, and somebody outside");
                default:
                    return thanked.Contains(site) || thanked.Contains(null) ? (true, "From Thanks") : (false, $"Nothing is written down for the last {settings.Whole(SettingKeys.ClimateRecognitionDays)} days");
            }
        }

        (bool?, string) Answered(EnablingCondition condition, Guid site)
        {
            var days = condition == EnablingCondition.SponsorContact ? sponsorDays : answerDays;
            var answer = answers.Find(a => a.SiteId == site && a.Condition == condition);
            return answer is null ? (null, "Nobody has answered yet")
                : answer.On < today.AddDays(-days) ? (null, $"The answer is from {Typed.Day(answer.On)} and too old")
                : (answer.Met, $"{Typed.Day(answer.On)}: {answer.Evidence}");
        }
    }
}
