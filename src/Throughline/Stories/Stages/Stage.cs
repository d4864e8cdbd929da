namespace Throughline.Stories.Stages;

/// <summary>
/// The four parts of changing direction that the research field describes (Giordano, Cernkovich and Rudolph). They need not be
/// seen in order, and none is worth more than another: the underlying value is an identity, never a score.
/// </summary>
public enum Stage
{
    /// <summary>Wanting, or beginning to imagine, a different life.</summary>
    Openness = 1,

    /// <summary>Meeting something in the world to take hold of, and taking hold of it.</summary>
    Hook = 2,

    /// <summary>Becoming, in one's own eyes and in those of others, somebody new.</summary>
    ReplacementSelf = 3,

    /// <summary>The earlier way of living no longer fits the person.</summary>
    NoLongerCompatible = 4,
}

/// <summary>The words for each <see cref="Stage"/>: the field's term for those trained in it, and plain words for everybody.</summary>
/// <remarks>INV-156: a mentee or a peer worker never meets <see cref="FieldTerm"/> without <see cref="PlainName"/> beside it.</remarks>
public static class StageWords
{
    /// <summary>All four stages, in the order in which the field describes them.</summary>
    public static IReadOnlyList<Stage> All { get; } = [Stage.Openness, Stage.Hook, Stage.ReplacementSelf, Stage.NoLongerCompatible];

    /// <summary>The name used in the research literature, for trained coders and researchers.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the four.</exception>
    public static string FieldTerm(this Stage stage) => stage switch
    {
        Stage.Openness => "openness to change",
        Stage.Hook => "hook for change",
        Stage.ReplacementSelf => "replacement self",
        Stage.NoLongerCompatible => "no longer compatible",
        _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, "There are four stages."),
    };

    /// <summary>The same in everyday words, short enough for a heading.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the four.</exception>
    public static string PlainName(this Stage stage) => stage switch
    {
        Stage.Openness => "open to something different",
        Stage.Hook => "something to take hold of",
        Stage.ReplacementSelf => "trying on a new self",
        Stage.NoLongerCompatible => "the old life no longer fits",
        _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, "There are four stages."),
    };

    /// <summary>One sentence, spoken to the person, saying what to look for.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the four.</exception>
    public static string PlainSentence(this Stage stage) => stage switch
    {
        Stage.Openness => "You want life to be different, or you have begun to think it could be.",
        Stage.Hook => "You have found something worth taking hold of: a role, a person, a reason to turn up.",
        Stage.ReplacementSelf => "You see yourself as somebody new, you act like it, and other people notice.",
        Stage.NoLongerCompatible => "The way things used to be does not fit the person you are now.",
        _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, "There are four stages."),
    };

    /// <summary>The plain name with the field's term after it in brackets, for those who use both.</summary>
    public static string PlainNameWithTerm(this Stage stage) => $"{stage.PlainName()} ({stage.FieldTerm()})";
}
