using Throughline.Stories.Stages;

namespace Throughline.Throughlines;

/// <summary>Something that happened on one date and can be opened.</summary>
public abstract record ThroughlineMark
{
    private protected ThroughlineMark(DateOnly on, string href)
    {
        On = on;
        Href = LocalHref.Checked(href);
    }

    /// <summary>The London date.</summary>
    public DateOnly On { get; }

    /// <summary>The page with the evidence behind the mark: a path on this site.</summary>
    public string Href { get; }

    /// <summary>What it is, without its date: the table has a column for that.</summary>
    public abstract string What { get; }

    /// <summary>Date and content in words: what a screen reader says, and what the tooltip shows.</summary>
    public string AccessibleName => $"{DateWords.Long(On)}, {What}";
}

/// <summary>A first day, a certificate, a set of keys: a knot in the line.</summary>
public sealed record Milestone : ThroughlineMark
{
    /// <summary>Makes one.</summary>
    /// <param name="on">The London date.</param>
    /// <param name="label">A few words, drawn beside the knot, shortened there when they do not fit.</param>
    /// <param name="href">The page behind it, on this site.</param>
    /// <exception cref="ArgumentException">The address is not a path on this site.</exception>
    public Milestone(DateOnly on, string label, string href)
        : base(on, href) => Label = label;

    /// <summary>A few words.</summary>
    public string Label { get; }

    /// <inheritdoc />
    public override string What => $"milestone: {Label}";
}

/// <summary>One occasion on which agreed words or acts spoke for or against a stage. An occasion that did both is two marks.</summary>
public sealed record WordMark : ThroughlineMark
{
    /// <summary>Makes one.</summary>
    /// <param name="on">The occasion's London date.</param>
    /// <param name="stage">The stage it speaks about.</param>
    /// <param name="polarity">Which way.</param>
    /// <param name="source">Whose account it is.</param>
    /// <param name="sourceTitle">What the source is called, such as the title of a story entry.</param>
    /// <param name="href">The page with the passages, on this site.</param>
    /// <exception cref="ArgumentException">The address is not a path on this site.</exception>
    public WordMark(DateOnly on, Stage stage, Polarity polarity, EvidenceSource source, string sourceTitle, string href)
        : base(on, href)
    {
        Stage = stage;
        Polarity = polarity;
        Source = source;
        SourceTitle = sourceTitle;
    }

    /// <summary>The stage it speaks about.</summary>
    public Stage Stage { get; }

    /// <summary>Which way.</summary>
    public Polarity Polarity { get; }

    /// <summary>Whose account it is.</summary>
    public EvidenceSource Source { get; }

    /// <summary>What the source is called.</summary>
    public string SourceTitle { get; }

    /// <inheritdoc />
    public override string What
    {
        get
        {
            var whose = Source switch
            {
                EvidenceSource.Self => "words in",
                EvidenceSource.Staff => "somebody else's account,",
                _ => "something done,",
            };
            return $"{whose} “{SourceTitle}”: {Direction(Polarity)} “{Stage.PlainName()}”";
        }
    }

    internal static string Direction(Polarity polarity) => polarity == Polarity.Supporting ? "supports" : "points away from";
}

/// <summary>A mark on one of the lanes that come with later parts of the product: trust, messages, measures.</summary>
public sealed record LaneMark : ThroughlineMark
{
    /// <summary>Makes one.</summary>
    /// <param name="on">The London date.</param>
    /// <param name="what">What it is, in words that can stand after a date and a comma.</param>
    /// <param name="href">The page behind it, on this site.</param>
    /// <exception cref="ArgumentException">The address is not a path on this site.</exception>
    public LaneMark(DateOnly on, string what, string href)
        : base(on, href) => What = what;

    /// <summary>On which side of its lane's own line it stands; a lane without sides has no line.</summary>
    public LaneSide Side { get; init; }

    /// <inheritdoc />
    public override string What { get; }
}

internal static class LocalHref
{
    internal static string Checked(string href)
    {
        ArgumentNullException.ThrowIfNull(href);
        var local = href.Length > 0 && (href[0] is '?' or '#' || (href[0] == '/' && (href.Length == 1 || href[1] is not ('/' or '\\'))));
        return local && !href.Any(char.IsControl)
            ? href
            : throw new ArgumentException($"“{href}” is not a path on this site.", nameof(href));
    }
}
