using Throughline.Stories.Stages;

namespace Throughline.Throughlines;

/// <summary>Everything the picture of one person's throughline needs, already allowed to be seen by whoever asks.</summary>
/// <remarks>
/// The builder of the model decides what is visible: walls, consent, label sunset. Nothing here looks anything up. Marks outside
/// <see cref="From"/> to <see cref="To"/> are left out of the picture and the table alike.
/// </remarks>
public sealed record ThroughlineModel
{
    /// <summary>Makes a model with nothing on it.</summary>
    /// <param name="displayName">The name the person goes by.</param>
    /// <param name="from">First London date of the period.</param>
    /// <param name="to">Last London date, after <paramref name="from"/>.</param>
    /// <param name="today">Today's London date.</param>
    /// <param name="pagePath">The path of the page the picture stands on: a group of marks links there with a shorter period.</param>
    /// <exception cref="ArgumentException">The period is empty or runs backwards, or the path is not one on this site.</exception>
    public ThroughlineModel(string displayName, DateOnly from, DateOnly to, DateOnly today, string pagePath)
    {
        ArgumentNullException.ThrowIfNull(displayName);
        DisplayName = displayName;
        From = from;
        To = to > from ? to : throw new ArgumentException("A period ends after it starts.", nameof(to));
        Today = today;
        PagePath = LocalHref.Checked(pagePath);
    }

    /// <summary>The name the person goes by.</summary>
    public string DisplayName { get; }

    /// <summary>First London date of the period.</summary>
    public DateOnly From { get; }

    /// <summary>Last London date of the period.</summary>
    public DateOnly To { get; }

    /// <summary>Today's London date, in or out of the period.</summary>
    public DateOnly Today { get; }

    /// <summary>The path of the page the picture stands on.</summary>
    public string PagePath { get; }

    /// <summary>Roles held, overlapping or not, in any order.</summary>
    public IReadOnlyList<RoleBar> Roles { get; init; } = [];

    /// <summary>Milestones, in any order.</summary>
    public IReadOnlyList<Milestone> Milestones { get; init; } = [];

    /// <summary>The four stages, or none of them.</summary>
    public IReadOnlyList<StageLane> Words { get; init; } = [];

    /// <summary>Further lanes, top to bottom. One without marks in the period is not drawn.</summary>
    public IReadOnlyList<MarkLane> OtherLanes { get; init; } = [];

    /// <summary>Adds the field's own term after each stage's plain words, for trained coders and researchers.</summary>
    public bool ShowFieldTerms { get; init; }

    /// <summary>What the whole picture is called.</summary>
    public string Title => $"{DisplayName}’s throughline, {DateWords.Range(From, To)}";

    /// <summary>What is said when nothing falls in the period.</summary>
    public string EmptyMessage => $"Nothing is on the line from {DateWords.Range(From, To)} yet.";

    /// <summary>Whether nothing falls in the period.</summary>
    public bool IsEmpty => !RolesInPeriod.Any() && !MilestonesInPeriod.Any() && !ShowsWords && !LanesInPeriod.Any();

    internal IEnumerable<RoleBar> RolesInPeriod =>
        Roles.Where(role => role.From <= To && (role.To ?? Today) >= From && (role.To ?? Today) >= role.From).OrderBy(role => role.From);

    internal IEnumerable<Milestone> MilestonesInPeriod => InPeriod(Milestones);

    internal bool ShowsWords => Words.Any(lane => lane.Status != StageStatus.NotEvidenced || InPeriod(lane.Marks).Any());

    internal IEnumerable<MarkLane> LanesInPeriod => OtherLanes.Where(lane => InPeriod(lane.Marks).Any());

    internal IEnumerable<T> InPeriod<T>(IEnumerable<T> marks)
        where T : ThroughlineMark => marks.Where(mark => mark.On >= From && mark.On <= To).OrderBy(mark => mark.On);

    internal string ZoomHref(DateOnly from, DateOnly to) =>
        $"{PagePath}{(PagePath.Contains('?') ? '&' : '?')}{ThroughlinePeriod.DatesQuery(from, to)}";
}

/// <summary>What a role is mainly about: the tint of its band.</summary>
public enum RoleKind
{
    /// <summary>Getting support.</summary>
    Receiving,

    /// <summary>Training for a role.</summary>
    Learning,

    /// <summary>Giving support, or any other work.</summary>
    Giving,
}

/// <summary>One role held: a band along the line.</summary>
public sealed record RoleBar
{
    /// <summary>Makes one.</summary>
    /// <param name="title">What it is called in this scheme.</param>
    /// <param name="kind">What it is mainly about.</param>
    /// <param name="from">First London date.</param>
    /// <param name="to">Last London date, or null while it is held.</param>
    /// <param name="href">The page behind it, on this site.</param>
    /// <exception cref="ArgumentException">The address is not a path on this site.</exception>
    public RoleBar(string title, RoleKind kind, DateOnly from, DateOnly? to, string href)
    {
        Title = title;
        Kind = kind;
        From = from;
        To = to;
        Href = LocalHref.Checked(href);
    }

    /// <summary>What it is called.</summary>
    public string Title { get; }

    /// <summary>What it is mainly about.</summary>
    public RoleKind Kind { get; }

    /// <summary>First London date.</summary>
    public DateOnly From { get; }

    /// <summary>Last London date, or null while it is held.</summary>
    public DateOnly? To { get; }

    /// <summary>The page behind it.</summary>
    public string Href { get; }

    /// <summary>
    /// What changed during the role, in any order: a pause, a first payslip. Before the first change the role is going on and unpaid.
    /// </summary>
    public IReadOnlyList<RoleChange> Changes { get; init; } = [];

    /// <summary>Its dates and changes in words.</summary>
    public string What
    {
        get
        {
            var changes = Changes.OrderBy(change => change.On)
                .Select(change => change.On <= From ? $" {Capitalised(change.Words)}." : $" {Capitalised(change.Words)} from {DateWords.Long(change.On)}.");
            return $"{Title}, {(To is { } to ? DateWords.Range(From, to) : $"since {DateWords.Long(From)}")}.{string.Concat(changes)}";
        }
    }

    /// <summary>What a screen reader says.</summary>
    public string AccessibleName => $"Role: {What}";

    private static string Capitalised(string words) => words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
}

/// <summary>From a date on, a role goes on or pauses, paid or unpaid.</summary>
/// <param name="On">The London date.</param>
/// <param name="Paused">Whether it pauses.</param>
/// <param name="Paid">Whether it is paid.</param>
/// <param name="Words">Two or three words: “paused”, “back”, “paid”.</param>
public sealed record RoleChange(DateOnly On, bool Paused, bool Paid, string Words);

/// <summary>The words about one stage, its status now and at each review.</summary>
/// <remarks>A status needs the owner's view and the way to its evidence to be made at all: INV-153, E24.</remarks>
public sealed record StageLane
{
    /// <summary>Makes one.</summary>
    /// <param name="stage">Which stage.</param>
    /// <param name="status">What the record says.</param>
    /// <param name="whose">Whose accounts that rests on.</param>
    /// <param name="ownView">What the person says about it themself, or null when they have not said.</param>
    /// <param name="evidenceHref">The page that lists the evidence, on this site.</param>
    /// <exception cref="ArgumentException">The address is not a path on this site.</exception>
    public StageLane(Stage stage, StageStatus status, WhoseEvidence whose, string? ownView, string evidenceHref)
    {
        Stage = stage;
        Status = status;
        Whose = whose;
        OwnView = ownView;
        EvidenceHref = LocalHref.Checked(evidenceHref);
    }

    /// <summary>Which stage.</summary>
    public Stage Stage { get; }

    /// <summary>What the record says.</summary>
    public StageStatus Status { get; }

    /// <summary>Whose accounts that rests on.</summary>
    public WhoseEvidence Whose { get; }

    /// <summary>The owner's view, or null when not yet given.</summary>
    public string? OwnView { get; }

    /// <summary>The page that lists the evidence.</summary>
    public string EvidenceHref { get; }

    /// <summary>Nothing is recorded here although a later stage is steady.</summary>
    public bool GapInTheRecord { get; init; }

    /// <summary>One mark for each occasion and direction.</summary>
    public IReadOnlyList<WordMark> Marks { get; init; } = [];

    /// <summary>The status at each review, in any order.</summary>
    public IReadOnlyList<StatusStep> Steps { get; init; } = [];

    /// <summary>The owner's view in quotation marks, or that it has not been given.</summary>
    public string OwnViewWords => string.IsNullOrWhiteSpace(OwnView) ? "Own view: not yet given" : $"Own view: “{OwnView.Trim()}”";

    /// <summary>The status, whose accounts it rests on, any gap, and the owner's view.</summary>
    public string AccessibleName =>
        $"{Stage.PlainName()}: {Status.PlainWords()}, {Basis}. {OwnViewWords}. Open the evidence";

    internal string Basis => GapInTheRecord ? "a gap in the record" : Whose.PlainWords();
}

/// <summary>The status of a stage at a review.</summary>
public sealed record StatusStep
{
    /// <summary>Makes one.</summary>
    /// <param name="on">The review's London date.</param>
    /// <param name="status">The status then.</param>
    /// <param name="href">The page with that review's evidence, on this site.</param>
    /// <exception cref="ArgumentException">The address is not a path on this site.</exception>
    public StatusStep(DateOnly on, StageStatus status, string href)
    {
        On = on;
        Status = status;
        Href = LocalHref.Checked(href);
    }

    /// <summary>The review's London date.</summary>
    public DateOnly On { get; }

    /// <summary>The status then.</summary>
    public StageStatus Status { get; }

    /// <summary>The page with that review's evidence.</summary>
    public string Href { get; }

    /// <summary>The steps of one stage through a history.</summary>
    /// <param name="history">The reviews.</param>
    /// <param name="stage">Which stage.</param>
    /// <param name="href">The page for a review date.</param>
    public static IReadOnlyList<StatusStep> Of(StageHistory history, Stage stage, Func<DateOnly, string> href)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(href);
        return [.. history.Reviews.Select(review => new StatusStep(review.ReviewDate, review[stage].Status, href(review.ReviewDate)))];
    }
}

/// <summary>A lane of marks without a direction.</summary>
/// <param name="Key">Lower-case letters and hyphens; unique among the lanes.</param>
/// <param name="Heading">What it is called.</param>
/// <param name="Glyph">The shape of its marks.</param>
/// <param name="Marks">In any order.</param>
public sealed record MarkLane(string Key, string Heading, LaneGlyph Glyph, IReadOnlyList<LaneMark> Marks)
{
    /// <summary>True for a lane with a line of its own and marks above and below it.</summary>
    public bool HasSides { get; init; }
}

/// <summary>Where a mark stands in a lane with two sides.</summary>
public enum LaneSide
{
    /// <summary>On the line.</summary>
    Level = 0,

    /// <summary>Above it.</summary>
    Above = 1,

    /// <summary>Below it.</summary>
    Below = 2,
}

/// <summary>The shape of a lane's marks.</summary>
public enum LaneGlyph
{
    /// <summary>A ring.</summary>
    Ring,

    /// <summary>A square.</summary>
    Square,

    /// <summary>A square on its corner.</summary>
    Diamond,
}
