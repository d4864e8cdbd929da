using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Support;

/// <summary>One supervision in a list: its days.</summary>
/// <param name="Id">Its id.</param>
/// <param name="On">The London date.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Asks">Whether the viewer has still to say that what is written is what was agreed.</param>
public sealed record SupervisionLine(Guid Id, DateOnly On, SupervisionState State, bool Asks);

/// <summary>The supervision of one role.</summary>
/// <param name="HoldingId">The role.</param>
/// <param name="With">The other of the two; null for nobody.</param>
/// <param name="PersonId">Whose supervision it is.</param>
/// <param name="DueBy">The last day on which the next is in time.</param>
/// <param name="Late">Whether that day has passed.</param>
/// <param name="Next">The one that is planned.</param>
/// <param name="Before">Earlier ones, newest first.</param>
public sealed record SupervisionOfRole(Guid HoldingId, string? With, Guid PersonId, DateOnly DueBy, bool Late, SupervisionLine? Next, IReadOnlyList<SupervisionLine> Before);

/// <summary>Something on an agenda.</summary>
/// <param name="Number">Its place.</param>
/// <param name="By">Who put it there.</param>
/// <param name="Own">Whether that was the viewer.</param>
/// <param name="Words">The words, without the names of those behind a wall for whoever did not put them there; null when they can no longer be opened.</param>
/// <param name="Names">
/// Whether the viewer put it there and it may mean somebody they know of, so that they think again who is to hear of them (INV-142). It asks nothing about
/// any wall, and so tells of none.
/// </param>
public sealed record AgendaLine(int Number, string By, bool Own, string? Words, bool Names = false);

/// <summary>A supervision, as either of the two sees it: there is one page for both.</summary>
/// <param name="Id">Its id.</param>
/// <param name="HoldingId">The role.</param>
/// <param name="PersonId">Whose it is.</param>
/// <param name="Person">Their name.</param>
/// <param name="Supervisor">The supervisor's name.</param>
/// <param name="On">The London date.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Agenda">What is to be talked about.</param>
/// <param name="Agreed">What was agreed.</param>
/// <param name="NextOn">The next day that was named.</param>
/// <param name="PersonSaidOn">When the person said that it is so.</param>
/// <param name="SupervisorSaidOn">When the supervisor said that it is so.</param>
/// <param name="Asks">Whether the viewer has still to say so.</param>
/// <param name="Version">Concurrency token.</param>
public sealed record SupervisionPage(
    Guid Id, Guid HoldingId, Guid PersonId, string Person, string Supervisor, DateOnly On, SupervisionState State, IReadOnlyList<AgendaLine> Agenda, string? Agreed, DateOnly? NextOn,
    DateOnly? PersonSaidOn, DateOnly? SupervisorSaidOn, bool Asks, int Version);

/// <summary>A role whose supervision a day can be set for.</summary>
/// <param name="HoldingId">The role.</param>
/// <param name="Person">Whose it is.</param>
/// <param name="Supervisor">Who supervises them.</param>
/// <param name="Own">Whether it is the viewer's own.</param>
/// <param name="DueBy">The last day on which the next is in time.</param>
public sealed record SupervisionToPlan(Guid HoldingId, string Person, string Supervisor, bool Own, DateOnly DueBy);

/// <summary>The days of somebody's supervision, for those who run a scheme: days only.</summary>
/// <param name="PersonId">Whose it is.</param>
/// <param name="Person">Their name.</param>
/// <param name="Supervisor">Who is to hold it; null for nobody.</param>
/// <param name="Last">The day of the last.</param>
/// <param name="Next">The day for which one is planned.</param>
/// <param name="DueBy">The last day on which the next is in time.</param>
/// <param name="Late">Whether that day has passed.</param>
public sealed record SupervisionDays(Guid PersonId, string Person, string? Supervisor, DateOnly? Last, DateOnly? Next, DateOnly DueBy, bool Late);

/// <summary>How much supervision of a scheme came in time in a period that is over.</summary>
/// <param name="From">Its first day.</param>
/// <param name="To">Its last.</param>
/// <param name="InTime">How many came in time; null where too few people are behind the figure.</param>
/// <param name="Due">How many were due; null likewise.</param>
public sealed record SupervisionPeriod(DateOnly From, DateOnly To, int? InTime, int? Due);

/// <summary>How much supervision of a scheme came in time (CALC-19).</summary>
/// <param name="Scheme">The scheme's name.</param>
/// <param name="From">The first day of the period.</param>
/// <param name="To">The last.</param>
/// <param name="InTime">How many came in time; null where too few people are behind the figure.</param>
/// <param name="Due">How many were due; null likewise.</param>
/// <param name="Least">Fewest people behind a figure that is shown.</param>
/// <param name="Rule">How often it is due.</param>
/// <param name="Before">The periods of the same length before it, the newest first, as far back as supervision was written down here.</param>
/// <param name="NoGroup">Whether people mentor here and there is no group in which they meet as one.</param>
public sealed record SupervisionFigures(
    string Scheme, DateOnly From, DateOnly To, int? InTime, int? Due, int Least, SupervisionRule Rule, IReadOnlyList<SupervisionPeriod> Before, bool NoGroup)
{
    /// <summary>How many days back the figure looks.</summary>
    public int Days => To.DayNumber - From.DayNumber + 1;
}

/// <summary>Supervision: for the two, and its days alone for those who run a scheme.</summary>
public sealed class SupervisionQueries(ThroughlineContext context, Vault vault, TimeProvider clock)
{
    /// <summary>Earlier ones that are shown.</summary>
    public const int Shown = 24;

    /// <summary>Periods before the one that the figure is of.</summary>
    public const int PeriodsBefore = 4;

    private static readonly string[] AnyReach = [ThroughlineContext.ReachFilter];
    private static readonly string[] AnyPerson = [ThroughlineContext.ReachFilter, ThroughlineContext.WallsFilter];

    /// <summary>The viewer's own supervision, a line for each role. Empty under any hat but a peer worker's. Three commands, and two for each scheme.</summary>
    public async Task<IReadOnlyList<SupervisionOfRole>> MineAsync(CancellationToken cancellation = default)
    {
        var own = context.Viewer.PersonId;
        return context.Viewer.IsLookedAfter() ? await OfAsync([.. (await context.LookedAfterAsync(clock.Today(), cancellation)).Where(h => h.PersonId == own)], cancellation) : [];
    }

    /// <summary>Whom the viewer supervises, by name. Empty under any hat but a supervisor's. Three commands, and two for each scheme.</summary>
    public async Task<IReadOnlyList<SupervisionOfRole>> PeopleAsync(CancellationToken cancellation = default)
    {
        var viewer = context.Viewer.PersonId;
        return context.Viewer.Hat == Hat.Supervisor
            ? [.. (await OfAsync([.. (await context.LookedAfterAsync(clock.Today(), cancellation)).Where(h => h.SupervisorId == viewer && h.PersonId != viewer)], cancellation))
                .Where(s => s.With is not null).OrderBy(s => s.With, StringComparer.OrdinalIgnoreCase).ThenBy(s => s.HoldingId)]
            : [];
    }

    /// <summary>One of them; null for anybody but the two. Leaves a trace before anything is returned. Five commands, and four for names on the agenda.</summary>
    public async Task<SupervisionPage?> FindAsync(Guid id, CancellationToken cancellation = default)
    {
        var viewer = context.Viewer.PersonId;
        if (await context.Supervisions.AsNoTracking().FirstOrDefaultAsync(s => s.Id == id, cancellation) is not { } supervision || !Reads(supervision))
        {
            return null;
        }

        var names = await context.NamesAsync([supervision.PersonId, supervision.SupervisorId], cancellation);
        var items = await context.AgendaItems.AsNoTracking().Where(a => a.SupervisionId == id).OrderBy(a => a.Number).ToListAsync(cancellation);
        var note = await context.SupervisionNotes.AsNoTracking().FirstOrDefaultAsync(n => n.SupervisionId == id, cancellation);
        Func<SealedText, string?> opener = items.Count == 0 && note is null ? _ => null
            : await vault.OpenerAsync(new Opening(supervision.PersonId, "your supervision", nameof(Supervision), id, "Prepared or held supervision"), cancellation);
        var agenda = items.ConvertAll(a => (Item: a, Own: a.ById == viewer, Words: opener(a.Words)));
        string[] both = [.. names.Values];
        var walled = agenda.Exists(a => !a.Own) ? await WalledNamesAsync(cancellation) : [];
        var known = supervision.State == SupervisionState.Planned && agenda.Exists(a => a.Own) ? await KnownNamesAsync(supervision, cancellation) : [];
        return new SupervisionPage(
            id, supervision.HoldingId, supervision.PersonId, names.GetValueOrDefault(supervision.PersonId, ""), names.GetValueOrDefault(supervision.SupervisorId, ""), supervision.On, supervision.State,
            agenda.ConvertAll(a => new AgendaLine(
                a.Item.Number, names.GetValueOrDefault(a.Item.ById, ""), a.Own, a.Own || a.Words is null ? a.Words : NamesSaid.Without(a.Words, walled, both),
                a.Own && a.Words is { } words && known.Any(name => NamesSaid.MayMean(words, name, both)))), note is null ? null : opener(note.Agreed), supervision.NextOn,
            supervision.PersonSaidOn, supervision.SupervisorSaidOn, Asks(supervision), supervision.Version);
    }

    /// <summary>A role for whose supervision the viewer can set a day; null for any other. Four commands, and two for the scheme.</summary>
    public async Task<SupervisionToPlan?> ToPlanAsync(Guid holdingId, CancellationToken cancellation = default)
    {
        var viewer = context.Viewer.PersonId;
        var role = (await context.LookedAfterAsync(clock.Today(), cancellation)).Find(h => h.Id == holdingId);
        if (role?.SupervisorId is not { } supervisor || !(role.PersonId == viewer || (supervisor == viewer && context.Viewer.Hat == Hat.Supervisor)))
        {
            return null;
        }

        var line = (await OfAsync([role], cancellation))[0];
        var names = await context.NamesAsync([role.PersonId, supervisor], cancellation);
        return names.Count < 2 ? null : new SupervisionToPlan(holdingId, names[role.PersonId], names[supervisor], role.PersonId == viewer, line.DueBy);
    }

    /// <summary>The days of everybody's supervision in the viewer's schemes, by name, at most 500. Empty under any hat but a coordinator's. Four commands, and two for each scheme.</summary>
    public async Task<IReadOnlyList<SupervisionDays>> DatesAsync(CancellationToken cancellation = default)
    {
        var mine = context.Viewer.SchemeIds;
        if (context.Viewer.Hat != Hat.Coordinator)
        {
            return [];
        }

        var today = clock.Today();
        var roles = (await context.LookedAfterAsync(today, cancellation)).FindAll(h => mine.Contains(h.SchemeId));
        var ids = roles.ConvertAll(h => h.Id);
        var days = (await context.Supervisions.AsNoTracking().Where(s => ids.Contains(s.HoldingId) && s.State != SupervisionState.CalledOff)
            .Select(s => new { s.HoldingId, s.On, s.State, s.SupervisorId }).ToListAsync(cancellation)).ToLookup(s => s.HoldingId);
        var names = await context.NamesAsync(roles.SelectMany(h => new[] { h.PersonId, h.SupervisorId }), cancellation);
        var rules = await RulesAsync(roles.Select(h => h.SchemeId), cancellation);
        return [.. roles.Where(h => names.ContainsKey(h.PersonId)).Select(h =>
        {
            var last = days[h.Id].Where(d => d.State != SupervisionState.Planned).Max(d => (DateOnly?)d.On);
            var due = SupervisionDates.DueBy(h.Active, last, rules[h.SchemeId]);
            return new SupervisionDays(
                h.PersonId, names[h.PersonId], h.SupervisorId is { } by ? names.GetValueOrDefault(by) : null, last,
                days[h.Id].Where(d => d.State == SupervisionState.Planned && d.SupervisorId == h.SupervisorId).Min(d => (DateOnly?)d.On), due, due < today);
        }).OrderBy(d => d.Person, StringComparer.OrdinalIgnoreCase).ThenBy(d => d.PersonId).Take(500)];
    }

    /// <summary>
    /// The supervisors whose late supervision is the viewer's to see to, by name and without whose it is: those whom the viewer manages, and to a head of service those whom nobody manages. Empty
    /// under a coordinator's hat, which has the days, and under any other. Five commands, and two for each scheme.
    /// </summary>
    public async Task<IReadOnlyList<string>> LateAsync(CancellationToken cancellation = default)
    {
        var (today, viewer, mine, heads) = (clock.Today(), context.Viewer.PersonId, context.Viewer.SchemeIds, context.Viewer.Hat == Hat.HeadOfService);
        if (!heads && context.Viewer.Hat != Hat.Supervisor)
        {
            return [];
        }

        var managed = await context.ManagedNowAsync(cancellation);
        var roles = (await (from holding in context.RoleHoldings.IgnoreQueryFilters(AnyReach).AsNoTracking()
                            join role in context.RoleDefinitions on holding.RoleDefinitionId equals role.Id
                            where mine.Contains(holding.SchemeId) && role.OnLadder && holding.PersonId != viewer && holding.SupervisorId != null && holding.SupervisorId != viewer
                                && holding.State >= RoleState.ActiveSupervised && holding.State <= RoleState.Paused && !context.LabelsSet(today).Any(s => s.Id == holding.PersonId)
                            let active = context.RoleMoves.IgnoreQueryFilters(AnyReach).Where(m => m.HoldingId == holding.Id && m.State >= RoleState.ActiveSupervised && m.State <= RoleState.Senior).Min(m => (DateOnly?)m.On)
                            select new { holding.Id, holding.SchemeId, By = holding.SupervisorId!.Value, Active = active ?? holding.From }).ToListAsync(cancellation))
            .FindAll(r => managed[(r.By, r.SchemeId)].ToList() is var managers && (managers.Contains(viewer) || (heads && managers.Count == 0)));
        var ids = roles.ConvertAll(r => r.Id);
        var held = (await context.Supervisions.IgnoreQueryFilters(AnyReach).AsNoTracking()
            .Where(s => ids.Contains(s.HoldingId) && (s.State == SupervisionState.Held || s.State == SupervisionState.Confirmed)).Select(s => new { s.HoldingId, s.On }).ToListAsync(cancellation)).ToLookup(s => s.HoldingId, s => s.On);
        var rules = await RulesAsync(roles.Select(r => r.SchemeId), cancellation);
        var late = roles.Where(r => SupervisionDates.DueBy(r.Active, held[r.Id].Max(on => (DateOnly?)on), rules[r.SchemeId]) < today).Select(r => (Guid?)r.By);
        return [.. (await context.NamesAsync(late, cancellation)).Values.Order(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>
    /// How much supervision came in time in each of the viewer's schemes, without names; nothing where too few people are behind it. The periods before it are each by
    /// themselves: no day is in two of them and nothing is the sum of several, so that one that is not shown cannot be worked out from the others. Empty under any hat but a
    /// coordinator's or a head of service's. Five commands, and two for each scheme.
    /// </summary>
    public Task<IReadOnlyList<SupervisionFigures>> FiguresAsync(CancellationToken cancellation = default) => FiguresAsync(context.Viewer.SchemeIds, cancellation);

    /// <summary>The same for one scheme; null under any other hat and for any other scheme.</summary>
    internal async Task<SupervisionFigures?> FigureAsync(Guid schemeId, CancellationToken cancellation) =>
        context.Viewer.SchemeIds.Contains(schemeId) ? (await FiguresAsync([schemeId], cancellation)).FirstOrDefault() : null;

    private async Task<IReadOnlyList<SupervisionFigures>> FiguresAsync(IReadOnlyList<Guid> mine, CancellationToken cancellation)
    {
        var (to, viewer) = (clock.Today(), context.Viewer.PersonId);
        if (context.Viewer.Hat is not (Hat.Coordinator or Hat.HeadOfService))
        {
            return [];
        }

        var schemes = await context.Schemes.AsNoTracking().Where(s => mine.Contains(s.Id)).OrderBy(s => s.Name).ThenBy(s => s.Id).Select(s => new Named(s.Id, s.Name)).ToListAsync(cancellation);
        var roles = await (from holding in context.RoleHoldings.IgnoreQueryFilters(AnyReach).AsNoTracking()
                           join role in context.RoleDefinitions on holding.RoleDefinitionId equals role.Id
                           where mine.Contains(holding.SchemeId) && role.OnLadder && holding.SupervisorId != null
                               && ((holding.State >= RoleState.ActiveSupervised && holding.State <= RoleState.Paused) || holding.State == RoleState.Ended)
                               && !context.LabelsSet(to).Any(s => s.Id == holding.PersonId)
                               // What somebody behind a wall held is not there, so that it must not be missed either.
                               && !context.Walls.Any(w => w.ViewerId == viewer && w.SubjectId == holding.SupervisorId && w.LiftedAt == null)
                           let active = context.RoleMoves.IgnoreQueryFilters(AnyReach).Where(m => m.HoldingId == holding.Id && m.State >= RoleState.ActiveSupervised && m.State <= RoleState.Senior).Min(m => (DateOnly?)m.On)
                           where active != null && active <= to
                           select new { holding.Id, holding.PersonId, holding.SchemeId, Active = active!.Value, Last = holding.State == RoleState.Ended ? holding.To : null }).ToListAsync(cancellation);
        var held = (await context.Supervisions.IgnoreQueryFilters(AnyReach).AsNoTracking()
            .Where(s => mine.Contains(s.SchemeId) && (s.State == SupervisionState.Held || s.State == SupervisionState.Confirmed)).Select(s => new { s.HoldingId, s.On }).ToListAsync(cancellation)).ToLookup(s => s.HoldingId, s => s.On);
        var grouped = await context.Activities.Where(a => mine.Contains(a.SchemeId) && a.ForMentors && a.EndedOn == null).Select(a => a.SchemeId).Distinct().ToListAsync(cancellation);
        List<SupervisionFigures> figures = [];
        foreach (var scheme in schemes)
        {
            var settings = await new SettingQueries(context).ValuesAsync(scheme.Id, cancellation);
            var (rule, least, days) = (SupervisionRule.Of(settings), settings.Whole(SettingKeys.ReportsSuppressInternal), settings.Whole(SettingKeys.SupervisionFigureDays));
            var own = roles.FindAll(r => r.SchemeId == scheme.Id);
            SupervisionPeriod Period(DateOnly last, bool whoeverDidThen)
            {
                // In a period that is over counts whoever did the work then, to their last day; else it would look better each time that somebody left.
                var first = last.AddDays(1 - days);
                var all = own.Where(r => r.Last is null || (whoeverDidThen && r.Last >= first))
                    .Select(r => (r.PersonId, Counted: SupervisionDates.Coverage(r.Active, held[r.Id], first, r.Last is { } end && end < last ? end : last, rule))).Where(r => r.Counted.Due > 0).ToList();
                // A part that rests on a few people would tell of them. That all or none came in time tells of supervisors, and is shown.
                var (inTime, due) = (all.Sum(r => r.Counted.InTime), all.Sum(r => r.Counted.Due));
                bool Safe(IEnumerable<Guid> people) => people.Distinct().Count() is var count && (count == 0 || count >= least);
                var shown = all.Count > 0 && Safe(all.Select(r => r.PersonId)) && Safe(all.Where(r => r.Counted.InTime > 0).Select(r => r.PersonId)) && Safe(all.Where(r => r.Counted.InTime < r.Counted.Due).Select(r => r.PersonId));
                return new SupervisionPeriod(first, last, shown ? inTime : null, shown ? due : null);
            }

            var now = Period(to, false);
            var since = own.SelectMany(r => held[r.Id]).DefaultIfEmpty(to).Min();
            figures.Add(new SupervisionFigures(
                scheme.Name, now.From, to, now.InTime, now.Due, least, rule,
                [.. Enumerable.Range(1, PeriodsBefore).Select(back => to.AddDays(-back * days)).TakeWhile(last => last >= since).Select(last => Period(last, true))],
                own.Exists(r => r.Last is null) && !grouped.Contains(scheme.Id)));
        }

        return figures;
    }

    // Whom a wall keeps from the viewer: they are not to come upon the name.
    private async Task<IReadOnlyCollection<string>> WalledNamesAsync(CancellationToken cancellation)
    {
        var viewer = context.Viewer.PersonId;
        return await context.People.IgnoreQueryFilters(AnyPerson).AsNoTracking()
            .Where(p => p.ErasedAt == null && context.Walls.Any(w => w.ViewerId == viewer && w.SubjectId == p.Id && w.LiftedAt == null))
            .Select(p => p.FamilyName == null ? p.PreferredName : p.PreferredName + " " + p.FamilyName).ToListAsync(cancellation);
    }

    // Whom the viewer knows of here. That a name is anybody else's would tell them that there is such a person.
    private async Task<IReadOnlyCollection<string>> KnownNamesAsync(Supervision supervision, CancellationToken cancellation)
    {
        var people = await context.People.AsNoTracking().Select(p => (Guid?)p.Id).ToListAsync(cancellation);
        var mentored = await context.Matches.AsNoTracking().Select(m => (Guid?)m.PersonId).Distinct().ToListAsync(cancellation);
        return (await context.NamesAsync(people.Concat(mentored).Where(id => id != supervision.PersonId && id != supervision.SupervisorId), cancellation)).Values;
    }

    private bool Reads(Supervision supervision) =>
        supervision.PersonId == context.Viewer.PersonId || (supervision.SupervisorId == context.Viewer.PersonId && context.Viewer.Hat == Hat.Supervisor);

    private bool Asks(Supervision supervision) => supervision.State == SupervisionState.Held
        && (supervision.PersonId == context.Viewer.PersonId ? supervision.PersonSaidOn : supervision.SupervisorSaidOn) is null;

    private async Task<IReadOnlyList<SupervisionOfRole>> OfAsync(IReadOnlyList<LookedAfter> roles, CancellationToken cancellation)
    {
        var (today, viewer) = (clock.Today(), context.Viewer.PersonId);
        var ids = roles.Select(h => h.Id).ToList();
        var all = (await context.Supervisions.AsNoTracking().Where(s => ids.Contains(s.HoldingId) && (s.PersonId == viewer || s.SupervisorId == viewer)).ToListAsync(cancellation)).ToLookup(s => s.HoldingId);
        var names = await context.NamesAsync(roles.Select(h => h.PersonId == viewer ? h.SupervisorId : h.PersonId), cancellation);
        var rules = await RulesAsync(roles.Select(h => h.SchemeId), cancellation);
        return [.. roles.Select(h =>
        {
            SupervisionLine Line(Supervision s) => new(s.Id, s.On, s.State, Asks(s));
            var last = all[h.Id].Where(s => s.State is SupervisionState.Held or SupervisionState.Confirmed).Max(s => (DateOnly?)s.On);
            var due = SupervisionDates.DueBy(h.Active, last, rules[h.SchemeId]);
            var next = all[h.Id].FirstOrDefault(s => s.State == SupervisionState.Planned && s.SupervisorId == h.SupervisorId);
            return new SupervisionOfRole(
                h.Id, (h.PersonId == viewer ? h.SupervisorId : h.PersonId) is { } other ? names.GetValueOrDefault(other) : null, h.PersonId, due, due < today,
                next is null ? null : Line(next), [.. all[h.Id].Where(s => s != next).OrderByDescending(s => s.On).ThenByDescending(s => s.Id).Take(Shown).Select(Line)]);
        })];
    }

    private async Task<Dictionary<Guid, SupervisionRule>> RulesAsync(IEnumerable<Guid> schemes, CancellationToken cancellation)
    {
        Dictionary<Guid, SupervisionRule> rules = [];
        foreach (var scheme in schemes.Distinct())
        {
            rules[scheme] = SupervisionRule.Of(await new SettingQueries(context).ValuesAsync(scheme, cancellation));
        }

        return rules;
    }
}
