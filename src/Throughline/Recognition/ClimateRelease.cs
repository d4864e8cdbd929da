namespace Throughline.Recognition;

/// <summary>
/// What a scheme's messages came to in one period: counted once, some days after it ended, and never again. Periods follow one another and never
/// share a day, so no two of them can be taken from each other. What would tell of too few people is not in it; it names nobody, and stays when the
/// messages are gone.
/// </summary>
public sealed class ClimateRelease
{
    private readonly List<ClimateFigure> figures = [];
    private readonly List<ClimateMeasure> measures = [];

    private ClimateRelease()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The scheme.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>First London date.</summary>
    public DateOnly From { get; private init; }

    /// <summary>Last London date.</summary>
    public DateOnly To { get; private init; }

    /// <summary>When it was counted.</summary>
    public DateTimeOffset CountedAt { get; private init; }

    /// <summary>Fewest people behind any of its figures.</summary>
    public int LeastOwners { get; private init; }

    /// <summary>Within how many days somebody new heard in time what staff see in them; null where it was counted before that was kept.</summary>
    public int? BeliefDays { get; private init; }

    /// <summary>Its figures by place; those that may not be shown are not in it.</summary>
    public IReadOnlyList<ClimateFigure> Figures => figures;

    /// <summary>Its figures for the whole scheme; those that may not be shown are not in it.</summary>
    public IReadOnlyList<ClimateMeasure> Measures => measures;

    /// <summary>Counts a period.</summary>
    internal static ClimateRelease Count(
        Guid id, Guid schemeId, DateOnly from, DateOnly to, DateTimeOffset at, ClimateRule rule, MessageRule reading, int beliefDays, IReadOnlyCollection<CountedMessage> messages, IEnumerable<(ClimateMeasureKind Kind, int Hits, int Of, decimal? Value)> measures)
    {
        var release = new ClimateRelease { Id = id, SchemeId = schemeId, From = from, To = to, CountedAt = at, LeastOwners = rule.LeastOwners, BeliefDays = beliefDays };
        release.figures.AddRange(ClimateCount.Of(messages, rule, reading).Select((place, at) => new ClimateFigure(release, at + 1, place)));
        release.measures.AddRange(measures.Select(m => new ClimateMeasure(release, m.Kind, m.Hits, m.Of, m.Value)));
        return release;
    }

    /// <summary>
    /// The day in whose week the first period begins: the first of the scheme or of whoever was first at work there, whichever is later, and a year ago at the earliest. It goes by nothing
    /// that anybody logged, so that it tells of nothing. Null while nobody has been at work.
    /// </summary>
    /// <param name="schemeFrom">The first day of the scheme.</param>
    /// <param name="firstAtWork">The first day on which somebody was at work; null for none.</param>
    /// <param name="today">The London date of the count.</param>
    public static DateOnly? FirstOn(DateOnly schemeFrom, DateOnly? firstAtWork, DateOnly today) =>
        firstAtWork is { } work ? new[] { schemeFrom, work, today.AddDays(-ReceivedMessage.DaysBack) }.Max() : null;

    /// <summary>The period that is to be counted next.</summary>
    /// <param name="lastTo">The last day of the one before; null for none.</param>
    /// <param name="firstOn">The day that <see cref="FirstOn"/> gives; used for the first period only, which begins on the Monday of its week.</param>
    /// <param name="days">How long a period is.</param>
    public static (DateOnly From, DateOnly To) Next(DateOnly? lastTo, DateOnly firstOn, int days)
    {
        var from = lastTo is { } last ? last.AddDays(1) : WeeklyPulse.WeekOf(firstOn);
        return (from, from.AddDays(days - 1));
    }
}

/// <summary>What the messages of one place came to in a period.</summary>
public sealed class ClimateFigure
{
    private ClimateFigure()
    {
    }

    internal ClimateFigure(ClimateRelease release, int number, PlaceCount place)
    {
        (ReleaseId, Number, SiteId, TeamId, Kind, Cold, Neither) = (release.Id, number, place.Site, place.Team, place.Kind, place.Cold, place.Neither);
        (Lean, Band) = (place.Lean, place.Band);
        (AboveCount, AboveSum, BesideCount, BesideSum) = (place.Above?.Count, place.Above?.Sum, place.Beside?.Count, place.Beside?.Sum);
    }

    /// <summary>The release.</summary>
    public Guid ReleaseId { get; private init; }

    /// <summary>Its place in the release, from 1.</summary>
    public int Number { get; private init; }

    /// <summary>The site.</summary>
    public Guid SiteId { get; private init; }

    /// <summary>The team; null for the whole site.</summary>
    public Guid? TeamId { get; private init; }

    /// <summary>Kind messages; null where they may not be shown.</summary>
    public int? Kind { get; private init; }

    /// <summary>Cold messages; null where they may not be shown.</summary>
    public int? Cold { get; private init; }

    /// <summary>Messages that were neither; null where they may not be shown.</summary>
    public int? Neither { get; private init; }

    /// <summary>To which side they lean; null where it was counted before that was kept.</summary>
    public MessageLean? Lean { get; private init; }

    /// <summary>What they come to; null where it was counted before that was kept.</summary>
    public MessageBand? Band { get; private init; }

    /// <summary>Messages from people higher up; null where they may not be shown.</summary>
    public int? AboveCount { get; private init; }

    /// <summary>Their values added up.</summary>
    public int? AboveSum { get; private init; }

    /// <summary>Messages from staff beside; null where they may not be shown.</summary>
    public int? BesideCount { get; private init; }

    /// <summary>Their values added up.</summary>
    public int? BesideSum { get; private init; }
}

/// <summary>What is counted for a whole scheme.</summary>
public enum ClimateMeasureKind
{
    /// <summary>Jobs that were shut on people.</summary>
    ShutJob = 1,

    /// <summary>Steps up.</summary>
    ShutPromotion = 2,

    /// <summary>Training.</summary>
    ShutTraining = 3,

    /// <summary>Ways in.</summary>
    ShutAccess = 4,

    /// <summary>Roles.</summary>
    ShutRole = 5,

    /// <summary>Days to seeing people one to one.</summary>
    DaysToOneToOne = 11,

    /// <summary>Days to working alone.</summary>
    DaysToAlone = 12,

    /// <summary>Days to holding a key.</summary>
    DaysToKey = 13,

    /// <summary>Holds for each hundred months of trust.</summary>
    TrustHolds = 14,

    /// <summary>Holds that were given back, of those that ended.</summary>
    TrustRestored = 15,

    /// <summary>People who began and soon heard what is seen in them.</summary>
    BeliefInTime = 21,
}

/// <summary>One figure for a whole scheme in a period.</summary>
public sealed class ClimateMeasure
{
    private ClimateMeasure()
    {
    }

    internal ClimateMeasure(ClimateRelease release, ClimateMeasureKind kind, int hits, int of, decimal? value) =>
        (ReleaseId, Kind, Hits, Of, Value) = (release.Id, kind, hits, of, value);

    /// <summary>The release.</summary>
    public Guid ReleaseId { get; private init; }

    /// <summary>What is counted.</summary>
    public ClimateMeasureKind Kind { get; private init; }

    /// <summary>How many.</summary>
    public int Hits { get; private init; }

    /// <summary>Of how many.</summary>
    public int Of { get; private init; }

    /// <summary>The figure, where it is neither of the two.</summary>
    public decimal? Value { get; private init; }
}
