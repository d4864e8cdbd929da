using Microsoft.EntityFrameworkCore;
using Throughline.Audit;
using Throughline.People;
using Throughline.Security;
using Throughline.Storage;
using Throughline.Stories;
using Throughline.Stories.Stages;

namespace Throughline.Throughlines;

/// <summary>A person's throughline, as far as the viewer may see it.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Name">Their name.</param>
/// <param name="IsOwn">True when they look at their own.</param>
/// <param name="Model">What is drawn.</param>
/// <param name="Period">The period it is drawn for.</param>
/// <param name="First">London date of the first thing on the line.</param>
/// <param name="Message">What was wrong with the period asked for; null for nothing.</param>
/// <param name="WordsShared">False when somebody else looks and there is nothing for them to see of words that are shared with them for supervision.</param>
public sealed record ThroughlinePage(
    Guid PersonId, string Name, bool IsOwn, ThroughlineModel Model, ThroughlinePeriod Period, DateOnly First, string? Message, bool WordsShared);

/// <summary>Puts a person's roles, milestones, learning, trust, messages, mentoring, groups, places and agreed words on one line of time. Twenty-three commands at most, whatever there is to draw.</summary>
public sealed class ThroughlineQueries(ThroughlineContext context, Vault vault, ReadTraces traces, StoryRuleQueries rules, TimeProvider clock)
{
    /// <summary>The throughline of a person, or null when the viewer may not know of them. Leaves a trace before anything is returned.</summary>
    /// <param name="personId">The person.</param>
    /// <param name="path">The page's own path.</param>
    /// <param name="period">A period's name, as in <see cref="ThroughlinePeriod.Read"/>.</param>
    /// <param name="from">First day, as yyyy-MM-dd.</param>
    /// <param name="to">Last day, as yyyy-MM-dd.</param>
    /// <param name="cancellation">Stops reading.</param>
    public async Task<ThroughlinePage?> FindAsync(
        Guid personId, string path, string? period = null, string? from = null, string? to = null, CancellationToken cancellation = default)
    {
        var person = await context.People.AsNoTracking().Where(p => p.Id == personId).Select(p => new { p.PreferredName, p.FamilyName }).FirstOrDefaultAsync(cancellation);
        if (person is null)
        {
            return null;
        }

        var today = clock.Today();
        var own = context.Viewer.PersonId == personId;
        var name = own || person.FamilyName is null ? person.PreferredName : $"{person.PreferredName} {person.FamilyName}";
        var holdings = await context.ShownHoldings(today).Where(h => h.PersonId == personId).OrderBy(h => h.From).ThenBy(h => h.Id).ToListAsync(cancellation);
        var shown = holdings.Where(h => !h.Veiled).Select(h => h.Id).ToList();
        var moves = (await context.RoleMoves.AsNoTracking().Where(m => shown.Contains(m.HoldingId)).OrderBy(m => m.HoldingId).ThenBy(m => m.Number).ToListAsync(cancellation)).ToLookup(m => m.HoldingId);
        var words = await WordsAsync(personId, today, cancellation);
        var views = await context.StageViews.AsNoTracking()
            .Where(v => v.PersonId == personId && !context.StageViews.Any(later => later.PersonId == personId && later.Stage == v.Stage && later.Id > v.Id)).ToListAsync(cancellation);
        var opened = await OpenAsync(personId, words, views, cancellation);
        var rule = await rules.StageRuleAsync(personId, cancellation);
        var learning = await TrainingMarks.LaneAsync(context, personId, own, today, cancellation);
        var places = await SpaceMarks.OfAsync(context, personId, holdings, own, cancellation);
        var mentoring = await MentoringMarks.LaneAsync(context, personId, cancellation);
        var groups = await GroupMarks.LaneAsync(context, personId, clock.Now(), cancellation);
        var messages = await MessageMarks.LaneAsync(context, own, cancellation);
        var trust = await TrustMarks.ReadAsync(context, personId, today, cancellation);
        var dates = holdings.Select(h => h.From).Concat(words.Select(w => w.Evidence.Occasion.Date)).Concat(learning.Marks.Select(m => m.On)).Concat(mentoring.Marks.Select(m => m.On)).Concat(groups.Marks.Select(m => m.On)).Concat(messages.Marks.Select(m => m.On)).ToList();
        var first = dates.Count == 0 ? today.AddMonths(-3) : dates.Min();
        var reading = ThroughlinePeriod.Read(period, from, to, first, today);
        var wordsShared = own || words.Count > 0 || views.Count > 0;
        var staff = context.Viewer.Hat is Hat.Coordinator or Hat.Supervisor;
        var rolePage = own && !staff ? "/my/record" : $"/people/{personId}";
        var model = new ThroughlineModel(name, reading.Period.From, reading.Period.To, today, path)
        {
            Roles = [.. holdings.Select(h => Role(h, Steps(h), rolePage))],
            Milestones = [.. holdings.SelectMany(h => Milestones(h, Steps(h), rolePage, trust.WordedAlone.Contains(h.Id))).Concat(places.Milestones).Concat(trust.Milestones).OrderBy(m => m.On)],
            Words = wordsShared ? Lanes(words, views, opened, rule, first, reading.Period.To < today ? reading.Period.To : today, own, path) : [],
            OtherLanes = [trust.Lane, messages, mentoring, groups, learning, places.Lane],
            ShowFieldTerms = staff,
        };
        // Behind the veil stands a plain role, which begins on its first day like any other.
        IEnumerable<RoleMove> Steps(ShownHolding h) => h.Veiled ? [new RoleMove(h.Id, h.PersonId, 1, RoleState.Held, h.From)] : moves[h.Id];

        return new ThroughlinePage(personId, name, own, model, reading.Period, first, reading.Message, wordsShared);
    }

    private async Task<List<AgreedWord>> WordsAsync(Guid personId, DateOnly today, CancellationToken cancellation) =>
        await (from coding in context.ReviewedMarks(personId)
               join story in context.Stories on coding.StoryId equals story.Id
               join version in context.StoryVersions on new { coding.StoryId, Number = coding.VersionNumber } equals new { version.StoryId, version.Number }
               where story.DeletedAt == null && version.OccasionDate <= today
               orderby version.OccasionDate, coding.Id
               select new AgreedWord(
                   new StageEvidence(coding.Id, coding.Stage!.Value, coding.Polarity!.Value, new Occasion(story.Id, version.OccasionDate), story.Source, coding.ExcerptId),
                   version.Number, version.Title)).ToListAsync(cancellation);

    // One trace for everything sealed on the page; a page with nothing sealed is traced all the same when somebody else looks.
    private async Task<Opened> OpenAsync(Guid personId, List<AgreedWord> words, List<StageView> views, CancellationToken cancellation)
    {
        var opening = new Opening(personId, "your throughline", "Throughline", personId, "Looked at the throughline");
        var titles = words.Select(w => w.Title).Distinct().ToList();
        var worded = views.Where(v => v.Words is not null).ToList();
        if (titles.Count + worded.Count == 0)
        {
            await traces.RecordAsync(opening, cancellation);
            return new Opened(new Dictionary<SealedText, string?>(), new Dictionary<Stage, string?>());
        }

        var texts = await vault.OpenAsync(opening, [.. titles, .. worded.Select(v => v.Words!)], cancellation);
        return new Opened(
            titles.Select((title, at) => (title, at)).ToDictionary(t => t.title, t => texts[t.at]),
            worded.Select((view, at) => (view, at)).ToDictionary(v => v.view.Stage, v => texts[titles.Count + v.at]));
    }

    private static RoleBar Role(ShownHolding holding, IEnumerable<RoleMove> moves, string href)
    {
        var steps = moves.ToList();
        var last = steps.LastOrDefault(m => !m.State.IsOver())?.State ?? holding.State;
        var kind = holding.Receiving ? RoleKind.Receiving
            : holding.OnLadder && last is RoleState.Interested or RoleState.Applied or RoleState.Offered or RoleState.InTraining or RoleState.TrainedAwaitingClearance ? RoleKind.Learning
            : RoleKind.Giving;
        var paid = holding.Pay is Pay.Sessional or Pay.Salaried;
        var changes = steps.Where((move, at) => !move.State.IsOver() && move.State != RoleState.Held && (at > 0 || holding.OnLadder))
            .Select(move => new RoleChange(move.On, move.State == RoleState.Paused, paid, Lower(move.State.Name())))
            .ToList();
        if (paid && changes.All(c => c.On > holding.From))
        {
            changes.Insert(0, new RoleChange(holding.From, false, true, "paid"));
        }

        return new RoleBar(holding.Title, kind, holding.From, holding.To, href) { Changes = changes };
    }

    private static IEnumerable<Milestone> Milestones(ShownHolding holding, IEnumerable<RoleMove> moves, string href, bool aloneInWords)
    {
        var steps = moves.ToList();
        if (holding.Receiving)
        {
            yield break;
        }

        for (var at = 0; at < steps.Count; at++)
        {
            var label = steps[at].State switch
            {
                RoleState.InTraining => "Training began",
                RoleState.TrainedAwaitingClearance => "Training finished",
                _ when at == 0 && (steps[0].State == RoleState.Held || steps[0].State.IsActive()) => $"First day as {holding.Title}",
                RoleState.ActiveSupervised when steps[at - 1].State != RoleState.Paused => $"First day as {holding.Title}",
                RoleState.ActiveSolo when steps[at - 1].State != RoleState.Paused => aloneInWords ? null : "Working alone",
                RoleState.Senior when steps[at - 1].State != RoleState.Paused => "Became senior",
                RoleState.Ended when holding.ExitReason is { } reason && reason.IsPlanned() && reason != ExitReason.CompletedAgreedTerm => reason.Name(),
                _ when at > 0 && steps[at - 1].State == RoleState.Paused && steps[at].State.IsActive() => "Came back",
                _ => null,
            };
            if (label is not null)
            {
                yield return new Milestone(steps[at].On, label, href);
            }
        }
    }

    private static List<StageLane> Lanes(
        List<AgreedWord> words, List<StageView> views, Opened opened, StageRule rule, DateOnly first, DateOnly reviewed, bool own, string path)
    {
        var evidence = words.Select(w => w.Evidence).ToList();
        var profile = StageProfile.At(evidence, reviewed, rule);
        var history = StageHistory.Between(evidence, first, reviewed, rule);
        return [.. profile.Readings.Select(reading =>
        {
            var behind = own ? $"/stories/evidence/{(int)reading.Stage}" : $"{path}#{ThroughlineTable.Anchor}";
            var view = views.FirstOrDefault(v => v.Stage == reading.Stage);
            var ownView = view is null ? null : opened.Views.GetValueOrDefault(reading.Stage) is { } said ? $"{view.Standing.Name()}: {said}" : view.Standing.Name();
            return new StageLane(reading.Stage, reading.Status, reading.WhoseEvidence, ownView, behind)
            {
                GapInTheRecord = reading.GapInTheRecord,
                Steps = StatusStep.Of(history, reading.Stage, _ => behind),
                Marks = [.. words.Where(w => w.Evidence.Stage == reading.Stage).Select(w => new WordMark(
                    w.Evidence.Occasion.Date, reading.Stage, w.Evidence.Polarity, w.Evidence.Source, opened.Titles[w.Title] ?? "erased",
                    $"/stories/{w.Evidence.Occasion.SourceId}?version={w.Version}#passage-{w.Evidence.CodingId}"))],
            };
        })];
    }

    private static string Lower(string words) => char.ToLowerInvariant(words[0]) + words[1..];

    private sealed record AgreedWord(StageEvidence Evidence, int Version, SealedText Title);

    private sealed record Opened(IReadOnlyDictionary<SealedText, string?> Titles, IReadOnlyDictionary<Stage, string?> Views);
}
