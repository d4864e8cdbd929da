namespace Throughline.Stories.Stages;

/// <summary>The settings of the stage calculation. Change one with <c>with</c>; each refuses a value outside its range.</summary>
/// <remarks>A profile keeps the rule it was made with, so that it can be made again after a setting has changed.</remarks>
public sealed record StageRule
{
    /// <summary>The settings a scheme starts with.</summary>
    public static StageRule Default { get; } = new();

    /// <summary>What each setting is, what it starts as, the values it may take and why it starts there.</summary>
    public static IReadOnlyList<StageRuleSetting> Settings { get; } =
    [
        new("stages.window-days", "Days of evidence that count", 365, 28, 3650,
            "A year holds a twelve-week course and the work after it, and lets evidence that is no longer renewed fade."),
        new("stages.established-occasions", "Separate occasions before a stage is called steady", 3, 2, 50,
            "Twice can be chance or one good week told twice; three times is the start of a habit."),
        new("stages.established-span-days", "Days between the first and the last of them", 28, 0, 365,
            "Three occasions in the same few days can all be one good mood. Four weeks cannot."),
        new("stages.emerging-occasions", "Separate occasions before a stage is called growing", 2, 2, 50,
            "One occasion is a glimpse. The second makes it worth looking for a third."),
        new("stages.contested-weight", "How heavily one occasion against weighs when compared with those for", 2, 1, 10,
            "When at least a third of all occasions point the other way, one calm word for the whole would hide something true."),
        new("stages.review-every-days", "Days between reviews", 84, 7, 365,
            "Twelve weeks is the rhythm of the training and of the other reviews, so people are asked once."),
    ];

    /// <summary>How many London dates count, the review date being the last of them. 28 to 3,650; starts at 365.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside the range.</exception>
    public int WindowDays { get; init => field = Within("stages.window-days", value); } = 365;

    /// <summary>Supporting occasions needed for <see cref="StageStatus.Established"/>. 2 to 50; starts at 3.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside the range.</exception>
    public int EstablishedOccasions { get; init => field = Within("stages.established-occasions", value); } = 3;

    /// <summary>Days from the first to the last supporting occasion needed for <see cref="StageStatus.Established"/>. 0 to 365; starts at 28.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside the range.</exception>
    public int EstablishedSpanDays { get; init => field = Within("stages.established-span-days", value); } = 28;

    /// <summary>Supporting occasions needed for <see cref="StageStatus.Emerging"/>. 2 to 50; starts at 2.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside the range.</exception>
    public int EmergingOccasions { get; init => field = Within("stages.emerging-occasions", value); } = 2;

    /// <summary>
    /// With at least one disconfirming occasion, the stage is contested when this many times the disconfirming occasions reach the
    /// supporting ones. 1 to 10; starts at 2, which is a third of all occasions.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside the range.</exception>
    public int ContestedWeight { get; init => field = Within("stages.contested-weight", value); } = 2;

    /// <summary>Days between reviews. 7 to 365; starts at 84.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside the range.</exception>
    public int ReviewEveryDays { get; init => field = Within("stages.review-every-days", value); } = 84;

    /// <summary>The rule in plain sentences, for whoever wants to check a status.</summary>
    public IReadOnlyList<string> InWords =>
    [
        $"Occasions are counted: one story, account or noted act on one day. It counts when a trained person marked it and the owner agreed, in the last {WindowDays} days.",
        $"Steady: {EstablishedOccasions} occasions or more for it, with {EstablishedSpanDays} days or more from the first to the last.",
        $"Growing: {EmergingOccasions} occasions or more for it, but too few or too close together to be steady.",
        "A glimpse: fewer than that.",
        $"Pulling both ways: occasions that point the other way, each taken {ContestedWeight} times, are as many as those for it, or more.",
        "Pulling the other way just now: only occasions that point the other way.",
        "Nothing recorded yet: no occasion either way. That describes the record, not the person.",
    ];

    /// <summary>The first London date that counts for a review.</summary>
    /// <param name="reviewDate">The review's date, which itself counts.</param>
    public DateOnly WindowStart(DateOnly reviewDate) =>
        DateOnly.FromDayNumber(Math.Max(DateOnly.MinValue.DayNumber, reviewDate.DayNumber - WindowDays + 1));

    /// <summary>The status for so many occasions each way.</summary>
    /// <param name="supporting">Occasions with at least one agreed supporting coding, 0 or more.</param>
    /// <param name="disconfirming">Occasions with at least one agreed disconfirming coding, 0 or more. One occasion may be in both.</param>
    /// <param name="spanDays">Days from the first to the last supporting occasion; 0 when there are fewer than two.</param>
    /// <exception cref="ArgumentOutOfRangeException">A negative count or span.</exception>
    public StageStatus StatusOf(int supporting, int disconfirming, int spanDays)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(supporting);
        ArgumentOutOfRangeException.ThrowIfNegative(disconfirming);
        ArgumentOutOfRangeException.ThrowIfNegative(spanDays);

        if (supporting == 0)
        {
            return disconfirming == 0 ? StageStatus.NotEvidenced : StageStatus.Countered;
        }

        if (disconfirming >= 1 && (long)ContestedWeight * disconfirming >= supporting)
        {
            return StageStatus.Contested;
        }

        if (supporting >= EstablishedOccasions && spanDays >= EstablishedSpanDays)
        {
            return StageStatus.Established;
        }

        return supporting >= EmergingOccasions ? StageStatus.Emerging : StageStatus.Glimpsed;
    }

    private static int Within(string key, int value)
    {
        var setting = Settings.Single(s => s.Key == key);
        return value >= setting.Least && value <= setting.Most
            ? value
            : throw new ArgumentOutOfRangeException(key, value, $"{setting.Label}: choose a number from {setting.Least} to {setting.Most}.");
    }
}

/// <summary>A setting of <see cref="StageRule"/>, for the settings page.</summary>
/// <param name="Key">A stable name to store it by.</param>
/// <param name="Label">What it is, in plain words.</param>
/// <param name="Default">What a scheme starts with.</param>
/// <param name="Least">The smallest value allowed.</param>
/// <param name="Most">The largest value allowed.</param>
/// <param name="Reason">Why the default is what it is.</param>
public sealed record StageRuleSetting(string Key, string Label, int Default, int Least, int Most, string Reason);
