using Microsoft.EntityFrameworkCore;
using Throughline.Audit;
using Throughline.Security;
using Throughline.Storage;
using Throughline.Stories.Stages;

namespace Throughline.Stories;

/// <summary>A story in its owner's list.</summary>
/// <param name="Id">The story.</param>
/// <param name="Title">Its newest title; null when it can no longer be opened.</param>
/// <param name="OccasionDate">The date the words belong to.</param>
/// <param name="Source">Whose account it is.</param>
/// <param name="Kind">Typed or uploaded.</param>
/// <param name="VersionNumber">How many versions it has.</param>
/// <param name="Length">How long the newest is, in characters.</param>
/// <param name="Shared">How many yeses to sharing stand.</param>
/// <param name="Marks">How many marks are on it.</param>
/// <param name="Waiting">How many of them wait for the owner's answer.</param>
/// <param name="AsksAgreement">True for an act that a colleague noted and the owner has not answered.</param>
public sealed record StoryListItem(
    Guid Id, string? Title, DateOnly OccasionDate, EvidenceSource Source, StoryKind Kind, int VersionNumber, int Length, int Shared, int Marks, int Waiting, bool AsksAgreement);

/// <summary>A story opened to be read, in one version.</summary>
/// <param name="Id">The story.</param>
/// <param name="OwnerId">Whose it is.</param>
/// <param name="OwnerName">What the owner is called.</param>
/// <param name="Mine">True when the viewer is the owner.</param>
/// <param name="Source">Whose account it is.</param>
/// <param name="AuthorName">Who wrote it, where that was not the owner.</param>
/// <param name="AuthorRole">The role they held then.</param>
/// <param name="Kind">Typed or uploaded.</param>
/// <param name="OccasionDate">The date that the words of the version shown belong to.</param>
/// <param name="Newest">The number of the newest version.</param>
/// <param name="Version">The version shown.</param>
/// <param name="Title">Its title.</param>
/// <param name="Text">Its words, to the letter.</param>
/// <param name="FileName">The document they came from.</param>
/// <param name="Versions">All versions that the viewer may open, newest first.</param>
/// <param name="Marks">Marks on the version shown, in the order of the text.</param>
/// <param name="Elsewhere">Marks on other versions; their passages are not opened.</param>
/// <param name="Reply">What the owner says to an account that somebody else wrote.</param>
/// <param name="Agreed">Whether the owner says that an act happened which a colleague noted; null for words that need no agreement.</param>
public sealed record StoryReading(
    Guid Id, Guid OwnerId, string OwnerName, bool Mine, EvidenceSource Source, string? AuthorName, string? AuthorRole, StoryKind Kind, DateOnly OccasionDate, int Newest,
    int Version, string Title, string Text, string? FileName, IReadOnlyList<StoryVersionLine> Versions, IReadOnlyList<MarkReading> Marks,
    IReadOnlyList<MarkReading> Elsewhere, string? Reply, OwnerAnswer? Agreed);

/// <summary>A version in a list of versions.</summary>
/// <param name="Number">Its number.</param>
/// <param name="At">When it was saved.</param>
/// <param name="Length">How long it is, in characters.</param>
/// <param name="OccasionDate">The date that its words belong to.</param>
public sealed record StoryVersionLine(int Number, DateTimeOffset At, int Length, DateOnly OccasionDate);

/// <summary>A mark on a passage, to be read.</summary>
/// <param name="Id">The coding.</param>
/// <param name="StoryId">The story.</param>
/// <param name="VersionNumber">The version it is on.</param>
/// <param name="Span">Where.</param>
/// <param name="Passage">The words, where they were opened.</param>
/// <param name="Label">What the code is called.</param>
/// <param name="Definition">What it means.</param>
/// <param name="Stage">The stage it speaks about.</param>
/// <param name="Polarity">Which way.</param>
/// <param name="Strength">1 to 3.</param>
/// <param name="ByViewer">True when the viewer made it.</param>
/// <param name="CoderName">Who made it.</param>
/// <param name="CoderRole">The role they held then.</param>
/// <param name="At">When.</param>
/// <param name="Answer">What the owner says.</param>
/// <param name="AnswerWords">In the owner's own words.</param>
/// <param name="OccasionDate">The date that the words of that version belong to.</param>
/// <param name="Agreed">Whether the owner says that an act happened which a colleague noted; null for words that need no agreement.</param>
public sealed record MarkReading(
    Guid Id, Guid StoryId, int VersionNumber, Span Span, string? Passage, string Label, string Definition, Stage? Stage, Polarity? Polarity, int Strength,
    bool ByViewer, string CoderName, string? CoderRole, DateTimeOffset At, OwnerAnswer Answer, string? AnswerWords, DateOnly OccasionDate, OwnerAnswer? Agreed)
{
    /// <summary>Where the passage is shown, in the version it is on.</summary>
    public string Address => $"/stories/{StoryId}?version={VersionNumber}#passage-{Id}";
}

/// <summary>A yes to sharing, as its owner sees it.</summary>
/// <param name="Id">The consent.</param>
/// <param name="Purpose">What for.</param>
/// <param name="Audience">Who, in words.</param>
/// <param name="Channel">In what way.</param>
/// <param name="State">Where it stands now.</param>
/// <param name="VersionNumber">The version it is for.</param>
/// <param name="GivenAt">Since when.</param>
/// <param name="ExpiresAt">Until when.</param>
/// <param name="EndedAt">When it ended.</param>
public sealed record ConsentLine(
    Guid Id, SharingPurpose Purpose, string Audience, ConsentChannel Channel, ConsentState State, int VersionNumber, DateTimeOffset? GivenAt, DateTimeOffset? ExpiresAt, DateTimeOffset? EndedAt);

/// <summary>What the page on sharing one story shows.</summary>
/// <param name="StoryId">The story.</param>
/// <param name="Title">Its title.</param>
/// <param name="VersionNumber">The newest version, which a new yes is for.</param>
/// <param name="Consents">Every yes there was, those that stand first.</param>
/// <param name="Coders">The trained coders there are to choose from.</param>
/// <param name="Supervisors">The owner's present supervisors.</param>
/// <param name="Schemes">The owner's present schemes.</param>
/// <param name="CannotRecall">What taking a yes back does not undo.</param>
/// <param name="MostMonths">The longest a yes may last, in months.</param>
public sealed record StorySharing(
    Guid StoryId, string Title, int VersionNumber, IReadOnlyList<ConsentLine> Consents, IReadOnlyList<NamedChoice> Coders, IReadOnlyList<NamedChoice> Supervisors,
    IReadOnlyList<NamedChoice> Schemes, IReadOnlyList<CannotRecall> CannotRecall, int MostMonths);

/// <summary>Something to choose.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What it is called.</param>
public sealed record NamedChoice(Guid Id, string Name);

/// <summary>A copy or a reading that has happened and cannot be undone.</summary>
/// <param name="At">When.</param>
/// <param name="What">What happened, in plain words.</param>
public sealed record CannotRecall(DateTimeOffset At, string What);

/// <summary>A story shared with the viewer.</summary>
/// <param name="StoryId">The story.</param>
/// <param name="VersionNumber">The version they may read.</param>
/// <param name="OwnerId">Whose it is.</param>
/// <param name="OwnerName">What they are called.</param>
/// <param name="OccasionDate">The date it belongs to.</param>
/// <param name="Purpose">What for.</param>
/// <param name="Length">How long it is, in characters.</param>
/// <param name="MyMarks">How many marks the viewer has made on it.</param>
/// <param name="ExpiresAt">When the sharing ends.</param>
public sealed record SharedStory(
    Guid StoryId, int VersionNumber, Guid OwnerId, string OwnerName, DateOnly OccasionDate, SharingPurpose Purpose, int Length, int MyMarks, DateTimeOffset ExpiresAt);

/// <summary>A person's own view on a stage, opened.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Standing">What they say.</param>
/// <param name="Words">In their own words.</param>
/// <param name="At">When.</param>
public sealed record StageViewReading(Stage Stage, OwnStanding Standing, string? Words, DateTimeOffset At);

/// <summary>Stories as their owner, or somebody they are shared with, may read them. Opening words always leaves its trace first.</summary>
public sealed class StoryQueries(ThroughlineContext context, Vault vault, StoryRuleQueries rules)
{
    private static readonly Dictionary<string, Code> Codes = Codebook.Default.Codes.ToDictionary(c => c.Key);

    /// <summary>The viewer's own stories, newest occasion first.</summary>
    public async Task<IReadOnlyList<StoryListItem>> MineAsync(CancellationToken cancellation = default)
    {
        var viewer = context.Viewer.PersonId;
        var now = context.Now;
        var rows = await context.Stories.AsNoTracking()
            .Where(s => s.PersonId == viewer && s.DeletedAt == null)
            .OrderByDescending(s => s.OccasionDate).ThenByDescending(s => s.Id)
            .Select(s => new
            {
                Story = s,
                Newest = context.StoryVersions.Where(v => v.StoryId == s.Id && v.Number == s.VersionNumber).Select(v => new { v.Title, v.Length }).First(),
                Shared = context.StoryConsents.Count(c => c.StoryId == s.Id && c.State == ConsentState.Given && c.ExpiresAt > now),
                Marks = context.Codings.Count(c => c.StoryId == s.Id),
                Waiting = context.Codings.Count(c => c.StoryId == s.Id && c.Answer == OwnerAnswer.NotYetGiven),
            })
            .ToListAsync(cancellation);
        if (rows.Count == 0)
        {
            return [];
        }

        var titles = await vault.OpenAsync(new Opening(viewer, "the titles of your stories", nameof(Story), Guid.Empty, "My stories"), [.. rows.Select(r => r.Newest.Title)], cancellation);
        return
        [
            .. rows.Select((r, i) => new StoryListItem(
                r.Story.Id, titles[i], r.Story.OccasionDate, r.Story.Source, r.Story.Kind, r.Story.VersionNumber, r.Newest.Length, r.Shared, r.Marks, r.Waiting,
                r.Story.NeedsAgreement && r.Story.Agreed == OwnerAnswer.NotYetGiven)),
        ];
    }

    /// <summary>Opens a story to be read.</summary>
    /// <param name="storyId">The story.</param>
    /// <param name="number">The version; the newest that the viewer may open when left out.</param>
    /// <param name="purpose">Why it is opened, for the trace.</param>
    /// <param name="cancellation">Stops before anything is opened.</param>
    /// <returns>The story, or null when there is none that the viewer may open.</returns>
    public async Task<StoryReading?> FindAsync(Guid storyId, int? number = null, string purpose = "Reading", CancellationToken cancellation = default)
    {
        var viewer = context.Viewer.PersonId;
        var story = await context.Stories.AsNoTracking().FirstOrDefaultAsync(s => s.Id == storyId && s.DeletedAt == null, cancellation);
        if (story is null)
        {
            return null;
        }

        var versions = await context.StoryVersions.AsNoTracking().Where(v => v.StoryId == storyId).OrderByDescending(v => v.Number)
            .Select(v => new StoryVersionLine(v.Number, v.At, v.Length, v.OccasionDate)).ToListAsync(cancellation);
        var shown = number ?? versions.FirstOrDefault()?.Number;
        if (versions.All(v => v.Number != shown))
        {
            return null;
        }

        var version = await context.StoryVersions.AsNoTracking().SingleAsync(v => v.StoryId == storyId && v.Number == shown, cancellation);
        var marks = await MarksAsync(context.Codings.Where(c => c.StoryId == storyId), cancellation);
        var people = await context.NamesOfAsync([story.PersonId, story.AuthorId, .. marks.Select(m => m.Coding.CoderId)], cancellation);
        var roles = await RolesAsync(marks, cancellation);
        var authorRole = story.AuthorId == story.PersonId ? null : (await context.StaffRolesAsync(story.PersonId, people, [story.AuthorId], cancellation))(story.AuthorId, story.CreatedAt.LondonDate());

        List<SealedText> sealedTexts = [version.Title, version.Text];
        sealedTexts.AddRange([.. new[] { version.FileName, story.Reply }.OfType<SealedText>(), .. marks.Select(m => m.Coding.AnswerWords).OfType<SealedText>()]);
        var what = story.Source switch { EvidenceSource.Self => "your story", EvidenceSource.Act => "something noted that you did", _ => "an account of you" };
        var opened = new Queue<string?>(await vault.OpenAsync(new Opening(story.PersonId, what, nameof(StoryVersion), version.Id, purpose), sealedTexts, cancellation));
        var (title, text) = (opened.Dequeue(), opened.Dequeue());
        if (title is null || text is null)
        {
            return null;
        }

        var fileName = version.FileName is null ? null : opened.Dequeue();
        var reply = story.Reply is null ? null : opened.Dequeue();
        OwnerAnswer? agreed = story.NeedsAgreement ? story.Agreed : null;
        var days = versions.ToDictionary(v => v.Number, v => v.OccasionDate);
        var all = marks.Select(m => Read(
            m, m.Coding.VersionNumber == shown ? m.Span.Of(text) : null, m.Coding.AnswerWords is null ? null : opened.Dequeue(),
            days[m.Coding.VersionNumber], agreed, people, roles)).ToList();
        return new StoryReading(
            story.Id, story.PersonId, people.Of(story.PersonId).Name, story.PersonId == viewer, story.Source,
            story.AuthorId == story.PersonId ? null : people.Of(story.AuthorId).Name, authorRole, story.Kind, version.OccasionDate, versions[0].Number, version.Number,
            title, text, fileName, versions, [.. all.Where(m => m.VersionNumber == shown)], [.. all.Where(m => m.VersionNumber != shown)], reply, agreed);
    }

    /// <summary>Marks on the viewer's own words, oldest occasion first, with their passages.</summary>
    /// <param name="stage">One stage, or null for all.</param>
    /// <param name="skip">How many to leave out from the beginning.</param>
    /// <param name="take">How many at most.</param>
    /// <param name="cancellation">Stops before anything is opened.</param>
    /// <returns>The marks, and how many there are in all.</returns>
    public async Task<(IReadOnlyList<MarkReading> Marks, int Total)> MyEvidenceAsync(Stage? stage, int skip = 0, int take = 25, CancellationToken cancellation = default)
    {
        var viewer = context.Viewer.PersonId;
        var codings = context.Codings.Where(c => c.PersonId == viewer && (stage == null || c.Stage == stage));
        var total = await codings.CountAsync(cancellation);
        var ids = await codings
            .Join(context.StoryVersions, c => c.VersionId, v => v.Id, (c, v) => new { c.Id, c.StoryId, c.ExcerptId, v.OccasionDate })
            .Join(context.Excerpts, c => c.ExcerptId, e => e.Id, (c, e) => new { c.Id, c.StoryId, c.OccasionDate, e.Start })
            .OrderBy(c => c.OccasionDate).ThenBy(c => c.StoryId).ThenBy(c => c.Start).ThenBy(c => c.Id).Select(c => c.Id).Skip(skip).Take(take).ToListAsync(cancellation);
        return (await MarksOfAsync(viewer, ids, "marked passages of your stories", stage is null ? "What has been marked" : stage.Value.PlainName(), cancellation), total);
    }

    /// <summary>Marks on one person's words, in the order asked for, opened with their passages after one trace.</summary>
    internal async Task<IReadOnlyList<MarkReading>> MarksOfAsync(Guid personId, IReadOnlyList<Guid> ids, string what, string purpose, CancellationToken cancellation)
    {
        var marks = await MarksAsync(context.Codings.Where(c => c.PersonId == personId && ids.Contains(c.Id)), cancellation);
        if (marks.Count == 0)
        {
            return [];
        }

        var (versionIds, storyIds) = (marks.Select(m => m.Coding.VersionId).Distinct().ToList(), marks.Select(m => m.Coding.StoryId).Distinct().ToList());
        var versions = await context.StoryVersions.AsNoTracking().Where(v => versionIds.Contains(v.Id)).Select(v => new { v.Id, v.Text, v.OccasionDate }).ToListAsync(cancellation);
        var acts = await context.Stories.AsNoTracking().Where(s => storyIds.Contains(s.Id) && s.Kind == StoryKind.Act && s.AuthorId != s.PersonId)
            .ToDictionaryAsync(s => s.Id, s => s.Agreed, cancellation);
        var people = await context.NamesOfAsync([.. marks.Select(m => m.Coding.CoderId)], cancellation);
        var roles = await RolesAsync(marks, cancellation);
        List<SealedText> sealedTexts = [.. versions.Select(v => v.Text), .. marks.Select(m => m.Coding.AnswerWords).OfType<SealedText>()];
        var opened = new Queue<string?>(await vault.OpenAsync(new Opening(personId, what, nameof(Coding), Guid.Empty, purpose), sealedTexts, cancellation));
        var texts = versions.ToDictionary(v => v.Id, v => (Words: opened.Dequeue(), v.OccasionDate));
        var order = ids.Select((id, i) => (id, i)).ToDictionary(w => w.id, w => w.i);
        return [.. marks.ConvertAll(m => Read(
            m, texts[m.Coding.VersionId].Words is { } text ? m.Span.Of(text) : null, m.Coding.AnswerWords is null ? null : opened.Dequeue(),
            texts[m.Coding.VersionId].OccasionDate, acts.TryGetValue(m.Coding.StoryId, out var agreed) ? agreed : null, people, roles)).OrderBy(m => order[m.Id])];
    }

    /// <summary>How many marks on the viewer's own words wait for their answer.</summary>
    public Task<int> WaitingAsync(CancellationToken cancellation = default)
    {
        var viewer = context.Viewer.PersonId;
        return context.Codings.CountAsync(c => c.PersonId == viewer && c.Answer == OwnerAnswer.NotYetGiven, cancellation);
    }

    /// <summary>
    /// The agreed codings of a person between two London dates, in the shape that <see cref="StageProfile"/> needs: for anybody else those in words that
    /// are shared with them for supervision. One command; opens no sealed text, so it leaves no trace.
    /// </summary>
    public async Task<IReadOnlyList<StageEvidence>> EvidenceForAsync(Guid personId, DateOnly from, DateOnly to, CancellationToken cancellation = default) =>
        await context.ReviewedCodings(personId, from, to).ToListAsync(cancellation);

    /// <summary>A person's newest own view on each stage, for beside a status (E24); a stage without one is "not yet given".</summary>
    public async Task<IReadOnlyDictionary<Stage, StageViewReading>> ViewsForAsync(Guid personId, CancellationToken cancellation = default)
    {
        var views = await context.StageViews.AsNoTracking()
            .Where(v => v.PersonId == personId && !context.StageViews.Any(later => later.PersonId == personId && later.Stage == v.Stage && later.Id > v.Id))
            .ToListAsync(cancellation);
        var worded = views.Where(v => v.Words is not null).ToList();
        var words = worded.Count == 0 ? []
            : await vault.OpenAsync(new Opening(personId, "your own view of the four stages", nameof(StageView), Guid.Empty, "Shown beside the stages"), [.. worded.Select(v => v.Words!)], cancellation);
        return views.ToDictionary(v => v.Stage, v => new StageViewReading(v.Stage, v.Standing, worded.IndexOf(v) is >= 0 and var at ? words[at] : null, v.At));
    }

    /// <summary>How the viewer carries their past, as they last said; null when they never did.</summary>
    public async Task<PastRelation?> MyPastRelationAsync(CancellationToken cancellation = default)
    {
        var viewer = context.Viewer.PersonId;
        return await context.PastRelations.AsNoTracking().Where(r => r.PersonId == viewer).OrderByDescending(r => r.Id).FirstOrDefaultAsync(cancellation);
    }

    /// <summary>The stories that other people share with the viewer.</summary>
    public async Task<IReadOnlyList<SharedStory>> SharedWithMeAsync(CancellationToken cancellation = default)
    {
        var viewer = context.Viewer.PersonId;
        var now = context.Now;
        var rows = await context.StoryConsents.AsNoTracking()
            .Where(c => c.PersonId != viewer && c.State == ConsentState.Given && c.ExpiresAt > now)
            .Join(context.Stories.Where(s => s.DeletedAt == null), c => c.StoryId, s => s.Id, (c, _) => c)
            .Join(context.StoryVersions, c => new { c.StoryId, Number = c.VersionNumber }, v => new { v.StoryId, v.Number }, (c, v) => new { Consent = c, v.OccasionDate, v.Length })
            .Select(r => new { r.Consent, r.OccasionDate, r.Length, Mine = context.Codings.Count(c => c.StoryId == r.Consent.StoryId && c.VersionNumber == r.Consent.VersionNumber && c.CoderId == viewer) })
            .ToListAsync(cancellation);
        var people = await context.NamesOfAsync([.. rows.Select(r => r.Consent.PersonId)], cancellation);
        return
        [
            .. rows.Where(r => SharingPurpose.Find(r.Consent.Purpose) is not null)
                .Select(r => new SharedStory(
                    r.Consent.StoryId, r.Consent.VersionNumber, r.Consent.PersonId, people.Of(r.Consent.PersonId).Name, r.OccasionDate, SharingPurpose.Find(r.Consent.Purpose)!, r.Length, r.Mine, r.Consent.ExpiresAt!.Value))
                .OrderBy(s => s.OwnerName, StringComparer.Ordinal).ThenByDescending(s => s.OccasionDate),
        ];
    }

    /// <summary>What somebody is called whose record the viewer's hat reaches; null for anybody else.</summary>
    public Task<string?> NameOfAsync(Guid personId, CancellationToken cancellation = default) =>
        context.People.AsNoTracking().Where(p => p.Id == personId).Select(p => (string?)p.PreferredName).FirstOrDefaultAsync(cancellation);

    /// <summary>True when the viewer is trained to mark passages.</summary>
    public Task<bool> AmTrainedAsync(CancellationToken cancellation = default)
    {
        var viewer = context.Viewer.PersonId;
        return context.CoderTrainings.AnyAsync(t => t.PersonId == viewer, cancellation);
    }

    /// <summary>True when this version is shared with the viewer for marking.</summary>
    public Task<bool> MayMarkAsync(Guid storyId, int version, CancellationToken cancellation = default)
    {
        var viewer = context.Viewer.PersonId;
        return context.StoryConsents.AnyAsync(c => c.StoryId == storyId && c.VersionNumber == version && c.Purpose == SharingPurpose.CodingKey && c.AudiencePersonId == viewer, cancellation);
    }

    /// <summary>The version shared with the viewer for marking, or null.</summary>
    public Task<int?> MarkableVersionAsync(Guid storyId, CancellationToken cancellation = default)
    {
        var viewer = context.Viewer.PersonId;
        return context.StoryConsents
            .Where(c => c.StoryId == storyId && c.Purpose == SharingPurpose.CodingKey && c.AudiencePersonId == viewer && c.PersonId != viewer)
            .OrderByDescending(c => c.VersionNumber).Select(c => (int?)c.VersionNumber).FirstOrDefaultAsync(cancellation);
    }

    /// <summary>What the page on sharing shows; null for anybody but the owner.</summary>
    public async Task<StorySharing?> SharingAsync(Guid storyId, CancellationToken cancellation = default)
    {
        var (owner, now) = (context.Viewer.PersonId, context.Now);
        var story = await context.Stories.AsNoTracking().FirstOrDefaultAsync(s => s.Id == storyId && s.PersonId == owner && s.DeletedAt == null, cancellation);
        if (story is null)
        {
            return null;
        }

        var consents = await context.StoryConsents.AsNoTracking().Where(c => c.StoryId == storyId).OrderByDescending(c => c.Id).ToListAsync(cancellation);
        var versions = await context.StoryVersions.AsNoTracking().Where(v => v.StoryId == storyId).Select(v => new { v.Id, v.Number, v.Title }).ToListAsync(cancellation);
        var coders = await context.CodersOfAsync(owner, cancellation);
        var supervisors = await context.SupervisorsOfAsync(owner, cancellation);
        var schemes = await context.Schemes.AsNoTracking()
            .Where(s => context.RoleHoldings.Any(h => h.PersonId == owner && h.SchemeId == s.Id && h.To == null) || context.StoryConsents.Any(c => c.StoryId == storyId && c.AudienceSchemeId == s.Id))
            .Select(s => new { s.Id, s.Name, Mine = context.RoleHoldings.Any(h => h.PersonId == owner && h.SchemeId == s.Id && h.To == null) })
            .ToListAsync(cancellation);
        var versionIds = versions.Select(v => v.Id).ToList();
        var readings = await context.AuditEvents.AsNoTracking()
            .Where(e => e.SubjectId == owner && e.Kind == AuditKind.Read
                && ((e.RecordType == nameof(StoryVersion) && versionIds.Contains(e.RecordId) && e.ActorId != owner) || e.RecordType == ExportMyStories.RecordType))
            .GroupBy(e => new { e.ActorId, e.RecordType })
            .Select(g => new { g.Key.ActorId, g.Key.RecordType, First = g.Min(e => e.At), Times = g.Count() })
            .ToListAsync(cancellation);
        var people = await context.NamesOfAsync(
            [.. coders, .. supervisors, .. consents.Select(c => c.AudiencePersonId).OfType<Guid>(), .. readings.Select(r => r.ActorId).OfType<Guid>()], cancellation);
        var worded = consents.Where(c => c.Audience is not null).ToList();
        var opened = await vault.OpenAsync(
            new Opening(owner, "the title of your story", nameof(Story), storyId, "Sharing"),
            [versions.Single(v => v.Number == story.VersionNumber).Title, .. worded.Select(c => c.Audience!)], cancellation);
        var (title, named) = (opened[0], worded.Select((c, at) => (c.Id, Words: opened[at + 1])).ToDictionary(c => c.Id, c => c.Words));

        string Audience(StoryConsent c)
        {
            var who = c.AudiencePersonId is { } person ? people.Of(person).Name
                : c.AudienceSchemeId is { } scheme ? $"Coordinators of {schemes.FirstOrDefault(s => s.Id == scheme)?.Name ?? "the scheme"}" : null;
            return (who, named.GetValueOrDefault(c.Id)) switch
            {
                ({ } name, { } others) => $"{name}, for {others}",
                (null, { } others) => others,
                // The name that an owner gave before it was sealed was not kept.
                _ => who ?? "somebody outside, whose name we did not keep",
            };
        }

        return new StorySharing(
            storyId, title ?? "", story.VersionNumber,
            [
                .. consents.Where(c => SharingPurpose.Find(c.Purpose) is not null)
                    .Select(c => new ConsentLine(c.Id, SharingPurpose.Find(c.Purpose)!, Audience(c), c.Channel, c.StateAt(now), c.VersionNumber, c.GivenAt, c.ExpiresAt, c.EndedAt ?? (c.StateAt(now) == ConsentState.Expired ? c.ExpiresAt : null)))
                    .OrderBy(c => c.State == ConsentState.Given ? 0 : 1),
            ],
            Choices(coders), Choices(supervisors), [.. schemes.Where(s => s.Mine).Select(s => new NamedChoice(s.Id, s.Name)).OrderBy(s => s.Name, StringComparer.Ordinal)],
            [
                .. readings.OrderBy(r => r.First).Select(r => r.RecordType == ExportMyStories.RecordType
                    ? new CannotRecall(r.First, r.Times == 1 ? "You took a copy of your stories away" : $"You took a copy of your stories away ({r.Times} times)")
                    : new CannotRecall(r.First, $"{(r.ActorId is { } actor ? people.Of(actor).Name : "Somebody")} has read it{(r.Times == 1 ? "" : $" ({r.Times} times)")}")),
                .. consents.Where(c => c.GivenAt is not null && c.Channel != ConsentChannel.OnScreen && c.GrantsReading).OrderBy(c => c.GivenAt)
                    .Select(c => new CannotRecall(c.GivenAt!.Value, c.Channel == ConsentChannel.OnPaper
                        ? $"It may have been printed for {Audience(c)}. Ask for the paper back." : $"It may have been read out to {Audience(c)}")),
            ],
            await rules.ConsentMonthsAsync(cancellation));

        IReadOnlyList<NamedChoice> Choices(IEnumerable<Guid> ids) => [.. ids.Where(people.ContainsKey).Select(id => new NamedChoice(id, people.Of(id).Name)).OrderBy(c => c.Name, StringComparer.Ordinal)];
    }

    private async Task<List<MarkRow>> MarksAsync(IQueryable<Coding> codings, CancellationToken cancellation) =>
        await codings.AsNoTracking()
            .Join(context.Excerpts, c => c.ExcerptId, e => e.Id, (c, e) => new { c, e.Start, e.End })
            .OrderBy(m => m.Start).ThenBy(m => m.c.Id)
            .Select(m => new MarkRow(m.c, new Span(m.Start, m.End)))
            .ToListAsync(cancellation);

    private async Task<Dictionary<Guid, (string Title, string PlainTitle)>> RolesAsync(List<MarkRow> marks, CancellationToken cancellation)
    {
        var ids = marks.Select(m => m.Coding.CoderRoleId).OfType<Guid>().Distinct().ToList();
        return ids.Count == 0 ? [] : await context.RoleDefinitions.AsNoTracking().Where(r => ids.Contains(r.Id))
            .Select(r => new { r.Id, r.Title, r.PlainTitle }).ToDictionaryAsync(r => r.Id, r => (r.Title, r.PlainTitle), cancellation);
    }

    private MarkReading Read(
        MarkRow row, string? passage, string? answerWords, DateOnly occasion, OwnerAnswer? agreed, Dictionary<Guid, StoryPerson> people,
        Dictionary<Guid, (string Title, string PlainTitle)> roles)
    {
        var (c, code, coder) = (row.Coding, Codes.GetValueOrDefault(row.Coding.Code), people.Of(row.Coding.CoderId));
        var role = c.CoderRoleId is { } id && roles.TryGetValue(id, out var found) ? coder.LabelHasSet(context.Now.LondonDate()) ? found.PlainTitle : found.Title : null;
        return new MarkReading(
            c.Id, c.StoryId, c.VersionNumber, row.Span, passage, code?.Label ?? c.Code, code?.Definition ?? "", c.Stage, c.Polarity, c.Strength,
            c.CoderId == context.Viewer.PersonId, coder.Name, role, c.At, c.Answer, answerWords, occasion, agreed);
    }

    private sealed record MarkRow(Coding Coding, Span Span);
}

/// <summary>What somebody who speaks in a story, or is named in a consent, is called.</summary>
internal sealed record StoryPerson(string Name, DateOnly? LabelSunset)
{
    public bool LabelHasSet(DateOnly today) => LabelSunset is { } from && from <= today;
}

internal static class StoryPeople
{
    /// <summary>The names of people whom the viewer already meets in rows that they may see. Their records stay out of reach; walls hold.</summary>
    public static async Task<Dictionary<Guid, StoryPerson>> NamesOfAsync(this ThroughlineContext context, IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
    {
        var wanted = ids.Distinct().ToList();
        return wanted.Count == 0 ? [] : await context.People.IgnoreQueryFilters([ThroughlineContext.ReachFilter]).AsNoTracking()
            .Where(p => wanted.Contains(p.Id))
            .Select(p => new { p.Id, p.PreferredName, p.FamilyName, p.LabelSunset })
            .ToDictionaryAsync(p => p.Id, p => new StoryPerson(p.FamilyName == null ? p.PreferredName : p.PreferredName + " " + p.FamilyName, p.LabelSunset), cancellation);
    }

    public static StoryPerson Of(this Dictionary<Guid, StoryPerson> people, Guid id) => people.GetValueOrDefault(id) ?? new StoryPerson("Somebody", null);
}
