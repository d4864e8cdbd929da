namespace Throughline.Surveys;

/// <summary>Where a wave stands.</summary>
public enum SurveyWaveState
{
    /// <summary>Taking answers; nobody sees any.</summary>
    Open = 1,

    /// <summary>Closed with enough answers for the figures to be seen.</summary>
    Closed = 2,

    /// <summary>Closed with too few: what was said is gone, unseen.</summary>
    TooFew = 3,
}

/// <summary>Each state's own exits. Anything not listed is refused: a wave that has closed never opens again.</summary>
public static class SurveyWaveStates
{
    private static readonly Dictionary<SurveyWaveState, SurveyWaveState[]> Exits = new()
    {
        [SurveyWaveState.Open] = [SurveyWaveState.Closed, SurveyWaveState.TooFew],
        [SurveyWaveState.Closed] = [],
        [SurveyWaveState.TooFew] = [],
    };

    /// <summary>The states that may follow.</summary>
    public static IReadOnlyList<SurveyWaveState> ExitsOf(SurveyWaveState state) => Exits[state];

    /// <summary>The state in plain words.</summary>
    public static string Name(this SurveyWaveState state) => state switch
    {
        SurveyWaveState.Open => "Open",
        SurveyWaveState.Closed => "Closed",
        SurveyWaveState.TooFew => "Closed, too few answers",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "There are three states."),
    };
}
