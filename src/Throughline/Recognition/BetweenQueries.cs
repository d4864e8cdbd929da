using Microsoft.EntityFrameworkCore;
using Throughline.Audit;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Recognition;

/// <summary>How far the viewer is in between in one scheme, with everything it rests on.</summary>
/// <param name="SchemeId">The scheme.</param>
/// <param name="Scheme">Its name.</param>
/// <param name="Situations">The situations they are in.</param>
/// <param name="Summary">What their messages come to.</param>
/// <param name="Felt">Their newest own answer in the period, from 0 to 4.</param>
/// <param name="Prompts">Whether an offer of support is to be made.</param>
/// <param name="Rule">The numbers.</param>
/// <param name="OwnView">What they make of it themselves, there.</param>
/// <param name="AskedOn">When they asked for it to be looked at there; null where the newest view does not ask.</param>
public sealed record OwnBetween(
    Guid SchemeId, string Scheme, IReadOnlyList<BetweenSituation> Situations, OwnSummary Summary, int? Felt, bool Prompts, BetweenRule Rule, string? OwnView, DateOnly? AskedOn);

/// <summary>Somebody whose situation asks the organisation to act.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Name">Their name.</param>
/// <param name="Scheme">The scheme's name.</param>
/// <param name="Situations">What the records say of how things are set up; nothing that is theirs to tell.</param>
/// <param name="OwnView">What they say themselves; null for not yet given.</param>
/// <param name="AskedOn">When they asked for it to be looked at; null where they did not.</param>
public sealed record BetweenLine(Guid PersonId, string Name, string Scheme, IReadOnlyList<BetweenSituation> Situations, string? OwnView, DateOnly? AskedOn);

/// <summary>Those whose situation asks the organisation to act, and the numbers by which they stand there.</summary>
/// <param name="Lines">By name, and for somebody in two schemes one for each.</param>
/// <param name="Numbers">For each scheme of the viewer's, in the order of their names.</param>
public sealed record BetweenWaiting(IReadOnlyList<BetweenLine> Lines, IReadOnlyList<BetweenNumbers> Numbers);

/// <summary>The numbers of one scheme.</summary>
/// <param name="Scheme">Its name.</param>
/// <param name="Situations">Situations that are enough by themselves.</param>
/// <param name="RecentMonths">For how many months somebody counts as using the service after they left it.</param>
/// <param name="PaidWeeks">For how many weeks a paid post is new.</param>
/// <param name="ClearanceDays">After how many days a clearance waits.</param>
public sealed record BetweenNumbers(string Scheme, int Situations, int RecentMonths, int PaidWeeks, int ClearanceDays);

/// <summary>Being in between: for the person themselves, and for coordinators what is theirs to put right.</summary>
public sealed class BetweenQueries(ThroughlineContext context, Vault vault, ReadTraces traces, TimeProvider clock)
{
    /// <summary>The viewer's own, by the names of their schemes; empty under any hat but a peer worker's. Fifteen commands at most for each scheme, one more, and a trace for each own view.</summary>
    public async Task<IReadOnlyList<OwnBetween>> MineAsync(CancellationToken cancellation = default)
    {
        if (context.Viewer.Hat != Hat.PeerWorker)
        {
            return [];
        }

        List<OwnBetween> all = [];
        foreach (var (scheme, name) in await SchemesAsync(context.Viewer.SchemeIds, cancellation))
        {
            all.Add(await OfAsync(scheme, name, cancellation));
        }

        return all;
    }

    /// <summary>
    /// Those in the viewer's schemes whose situation asks for something, by name: what the records a coordinator keeps say is enough by itself, or they asked.
    /// What people feel and what messages they got is not in it. Empty for any other hat. A trace for each person. Ten commands for each scheme, and three.
    /// </summary>
    public async Task<BetweenWaiting> WaitingAsync(CancellationToken cancellation = default)
    {
        var (viewer, today) = (context.Viewer, clock.Today());
        var mine = viewer.SchemeIds.Where(viewer.MayRun).ToList();
        var schemes = mine.Count == 0 ? [] : await SchemesAsync(mine, cancellation);
        List<BetweenNumbers> numbers = [];
        List<(Guid Person, string Scheme, IReadOnlySet<BetweenSituation> Situations, OwnView? View)> found = [];
        foreach (var (scheme, name) in schemes)
        {
            var settings = await new SettingQueries(context).ValuesAsync(scheme, cancellation);
            var facts = await BetweenFacts.OfAsync(context, scheme, null, settings, today, cancellation);
            var views = (await context.OwnViews.AsNoTracking().Where(v => v.SchemeId == scheme && v.Topic == ViewTopic.Between && v.PersonId != viewer.PersonId).OrderBy(v => v.Id).ToListAsync(cancellation))
                .GroupBy(v => v.PersonId).ToDictionary(g => g.Key, g => g.Last());
            var rule = settings.BetweenRule();
            numbers.Add(new BetweenNumbers(
                name, rule.Situations, settings.Whole(SettingKeys.BetweenRecentUserMonths), settings.Whole(SettingKeys.ProgressPaidCrossingWeeks), settings.Whole(SettingKeys.BetweenClearanceDays)));
            found.AddRange(facts.Keys.Union(views.Where(v => v.Value.Asks).Select(v => v.Key)).Where(p => p != viewer.PersonId)
                .Select(p => (p, name, facts.GetValueOrDefault(p) ?? new HashSet<BetweenSituation>(), views.GetValueOrDefault(p)))
                .Where(p => p.Item3.Count >= rule.Situations || p.Item4 is { Asks: true }));
        }

        var names = await context.NamesAsync(found.Select(f => (Guid?)f.Person), cancellation);
        List<BetweenLine> lines = [];
        foreach (var (person, scheme, situations, view) in found.Where(f => names.ContainsKey(f.Person)))
        {
            var opening = new Opening(person, "your situation at work", nameof(OwnView), view?.Id ?? Guid.Empty, "Looked at what the service can put right");
            string? words = null;
            if (view?.Words is { } sealedWords)
            {
                words = await vault.OpenAsync(opening, sealedWords, cancellation);
            }
            else
            {
                await traces.RecordAsync(opening, cancellation);
            }

            lines.Add(new BetweenLine(person, names[person], scheme, [.. situations.Order()], words, view is { Asks: true } ? view.On : null));
        }

        return new BetweenWaiting([.. lines.OrderBy(l => l.Name, StringComparer.OrdinalIgnoreCase).ThenBy(l => l.PersonId).ThenBy(l => l.Scheme, StringComparer.OrdinalIgnoreCase)], numbers);
    }

    private async Task<OwnBetween> OfAsync(Guid scheme, string name, CancellationToken cancellation)
    {
        var (own, today) = (context.Viewer.PersonId, clock.Today());
        var settings = await new SettingQueries(context).ValuesAsync(scheme, cancellation);
        var situations = (await BetweenFacts.OfAsync(context, scheme, [own], settings, today, cancellation)).GetValueOrDefault(own) ?? new HashSet<BetweenSituation>();
        var summary = await MessageQueries.SummaryAsync(context, own, settings, today, cancellation);
        var felt = await context.WeeklyPulses.AsNoTracking().Where(p => p.PersonId == own && p.Between != null && p.Week >= summary.From).OrderByDescending(p => p.Week).Select(p => p.Between).FirstOrDefaultAsync(cancellation);
        var view = await context.OwnViews.AsNoTracking().Where(v => v.PersonId == own && v.SchemeId == scheme && v.Topic == ViewTopic.Between).OrderByDescending(v => v.Id).FirstOrDefaultAsync(cancellation);
        var words = view is null ? null : await vault.OpenAsync(new Opening(own, "what you make of being in between", nameof(OwnView), view.Id, "Own page"), view.Words, cancellation);
        var rule = settings.BetweenRule();
        return new OwnBetween(scheme, name, [.. situations.Order()], summary, felt, InBetween.Prompts(situations, summary.Summary.Band, felt, rule), rule, words, view is { Asks: true } ? view.On : null);
    }

    private Task<List<Named>> SchemesAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellation) =>
        context.Schemes.AsNoTracking().Where(s => ids.Contains(s.Id)).OrderBy(s => s.Name).ThenBy(s => s.Id).Select(s => new Named(s.Id, s.Name)).ToListAsync(cancellation);
}
