namespace Throughline.Stories.Stages;

/// <summary>The stage profile at each review, and how it moved, in words (CALC-2).</summary>
public sealed class StageHistory
{
    private StageHistory(IReadOnlyList<StageProfile> reviews) => Reviews = reviews;

    /// <summary>The profiles, oldest first.</summary>
    public IReadOnlyList<StageProfile> Reviews { get; }

    /// <summary>One profile for each review that took place.</summary>
    /// <param name="evidence">Agreed codings.</param>
    /// <param name="reviewDates">London dates; repeats are taken once.</param>
    /// <param name="rule">The scheme's settings.</param>
    public static StageHistory At(IEnumerable<StageEvidence> evidence, IEnumerable<DateOnly> reviewDates, StageRule rule)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentNullException.ThrowIfNull(reviewDates);
        var all = evidence as IReadOnlyCollection<StageEvidence> ?? [.. evidence];
        return new StageHistory([.. reviewDates.Distinct().Order().Select(date => StageProfile.At(all, date, rule))]);
    }

    /// <summary>
    /// A profile every <see cref="StageRule.ReviewEveryDays"/>, counted from a first date, and one for the last date, which is usually
    /// today.
    /// </summary>
    /// <param name="evidence">Agreed codings.</param>
    /// <param name="first">London date of the first review.</param>
    /// <param name="last">London date of the last; none at all when it is before <paramref name="first"/>.</param>
    /// <param name="rule">The scheme's settings.</param>
    public static StageHistory Between(IEnumerable<StageEvidence> evidence, DateOnly first, DateOnly last, StageRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return At(evidence, Dates(first, last, rule.ReviewEveryDays), rule);
    }

    /// <summary>What happened to one stage, review by review. Movement is described, never measured.</summary>
    /// <param name="stage">Which.</param>
    public IReadOnlyList<StageMovement> Movements(Stage stage) =>
    [
        .. Reviews.Zip(Reviews.Skip(1), (before, after) =>
            new StageMovement(stage, before.ReviewDate, before[stage].Status, after.ReviewDate, after[stage].Status)),
    ];

    private static IEnumerable<DateOnly> Dates(DateOnly first, DateOnly last, int every)
    {
        if (last < first)
        {
            yield break;
        }

        for (var day = first.DayNumber; day < last.DayNumber; day += every)
        {
            yield return DateOnly.FromDayNumber(day);
        }

        yield return last;
    }
}

/// <summary>One stage between two reviews that follow each other.</summary>
/// <param name="Stage">Which.</param>
/// <param name="FromDate">The earlier review's London date.</param>
/// <param name="From">The status then.</param>
/// <param name="ToDate">The later review's London date.</param>
/// <param name="To">The status then. It can be lower than before: INV-154.</param>
public sealed record StageMovement(Stage Stage, DateOnly FromDate, StageStatus From, DateOnly ToDate, StageStatus To)
{
    /// <summary>Whether the status changed.</summary>
    public bool Changed => From != To;

    /// <summary>“growing → pulling both ways”, or “still steady”.</summary>
    public string InWords => (Changed, From) switch
    {
        (true, _) => $"{From.PlainWords()} → {To.PlainWords()}",
        (false, StageStatus.NotEvidenced) => From.PlainWords(),
        _ => $"still {From.PlainWords()}",
    };
}
