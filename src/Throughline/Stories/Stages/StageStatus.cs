namespace Throughline.Stories.Stages;

/// <summary>
/// What the record says about one stage at one review. A word, never a number: the members are in no order of merit, and nothing
/// adds, averages or ranks them.
/// </summary>
public enum StageStatus
{
    /// <summary>No agreed coding either way. This describes the record, not the person.</summary>
    NotEvidenced,

    /// <summary>Disconfirming occasions only.</summary>
    Countered,

    /// <summary>Both, with the disconfirming occasions at or above the settings' share.</summary>
    Contested,

    /// <summary>Enough supporting occasions, far enough apart.</summary>
    Established,

    /// <summary>More than one supporting occasion, but too few or too close together to be called steady.</summary>
    Emerging,

    /// <summary>One supporting occasion.</summary>
    Glimpsed,
}

/// <summary>The everyday words for each <see cref="StageStatus"/>, which are the only ones shown to the person.</summary>
public static class StageStatusWords
{
    /// <summary>A few words that can stand at the end of a line.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the six.</exception>
    public static string PlainWords(this StageStatus status) => status switch
    {
        StageStatus.NotEvidenced => "nothing recorded yet",
        StageStatus.Countered => "pulling the other way just now",
        StageStatus.Contested => "pulling both ways",
        StageStatus.Established => "steady",
        StageStatus.Emerging => "growing",
        StageStatus.Glimpsed => "a glimpse",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "There are six statuses."),
    };
}
