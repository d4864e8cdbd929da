namespace Throughline.Throughlines;

/// <summary>A rectangle in the picture's units, with its top left corner first.</summary>
/// <param name="X">Left.</param>
/// <param name="Y">Top.</param>
/// <param name="Width">To the right, 0 or more.</param>
/// <param name="Height">Down, 0 or more.</param>
public readonly record struct Box(double X, double Y, double Width, double Height)
{
    /// <summary>The right edge.</summary>
    public double Right => X + Width;

    /// <summary>The bottom edge.</summary>
    public double Bottom => Y + Height;

    /// <summary>Whether two boxes share more than an edge.</summary>
    /// <param name="other">The other box.</param>
    public bool Overlaps(Box other) => X < other.Right - 0.01 && other.X < Right - 0.01 && Y < other.Bottom - 0.01 && other.Y < Bottom - 0.01;
}

/// <summary>What a piece of text is, from which its size and weight follow.</summary>
public enum TextRole
{
    /// <summary>A label of a tick on the time axis.</summary>
    Tick,

    /// <summary>A year on the time axis.</summary>
    Year,

    /// <summary>The word “today”.</summary>
    Today,

    /// <summary>The heading of a lane.</summary>
    Heading,

    /// <summary>What a stage is called.</summary>
    Stage,

    /// <summary>The name of a role on its band.</summary>
    Role,

    /// <summary>A change during a role.</summary>
    Change,

    /// <summary>The name of a milestone.</summary>
    Milestone,

    /// <summary>A status now.</summary>
    Status,

    /// <summary>A status at an earlier review.</summary>
    Step,

    /// <summary>Whose evidence, and the owner's view.</summary>
    Note,

    /// <summary>How many things a group holds.</summary>
    Count,

    /// <summary>What is said when nothing falls in the period.</summary>
    Empty,
}

/// <summary>Where a text's x lies on it.</summary>
public enum TextAnchor
{
    /// <summary>At its beginning.</summary>
    Start,

    /// <summary>At its middle.</summary>
    Middle,

    /// <summary>At its end.</summary>
    End,
}

/// <summary>A line of text in its place.</summary>
/// <param name="Text">What is written, already shortened to fit.</param>
/// <param name="X">The anchor's place.</param>
/// <param name="Y">The baseline.</param>
/// <param name="Anchor">Where x lies on the text.</param>
/// <param name="Role">What kind of text it is.</param>
/// <param name="Bounds">The space it is allowed.</param>
public sealed record PlacedText(string Text, double X, double Y, TextAnchor Anchor, TextRole Role, Box Bounds);

/// <summary>A tick of the time axis.</summary>
/// <param name="X">Its place.</param>
/// <param name="Label">A day, month or year, left off where it would run over the edge.</param>
/// <param name="YearLabel">The year, where one begins; otherwise null.</param>
/// <param name="IsYear">Whether a year begins here.</param>
public sealed record AxisTick(double X, string Label, string? YearLabel, bool IsYear);

/// <summary>The stroke that runs through everything.</summary>
/// <param name="Y">Its height.</param>
/// <param name="From">Where it begins.</param>
/// <param name="To">Where it has got to: today, or the end of the period.</param>
/// <param name="Beyond">How far it is dotted on, for a life goes on after today; equal to <paramref name="To"/> when the period ends earlier.</param>
/// <param name="Knots">Where it ties a knot, left to right, never closer than a knot is wide.</param>
public sealed record LineShape(double Y, double From, double To, double Beyond, IReadOnlyList<double> Knots);

/// <summary>A role's band.</summary>
/// <param name="Role">The role.</param>
/// <param name="Bounds">The band. It is at least as high as a finger's target.</param>
/// <param name="Hit">The part that can be pressed, at least 24 by 24.</param>
/// <param name="StartsHere">The role began in the period: a strand leaves the line for it.</param>
/// <param name="EndsHere">The role ended in the period: the strand joins the line again.</param>
/// <param name="Spells">Paused and paid stretches, left to right.</param>
/// <param name="Texts">Its name and, where they fit, its changes.</param>
public sealed record BandShape(
    RoleBar Role, Box Bounds, Box Hit, bool StartsHere, bool EndsHere, IReadOnlyList<BandSpell> Spells, IReadOnlyList<PlacedText> Texts);

/// <summary>A stretch of a band.</summary>
/// <param name="From">Left edge.</param>
/// <param name="To">Right edge.</param>
/// <param name="Paused">Drawn hatched.</param>
/// <param name="Paid">Drawn with a rail along its foot.</param>
public sealed record BandSpell(double From, double To, bool Paused, bool Paid);

/// <summary>What a mark looks like.</summary>
public enum Glyph
{
    /// <summary>A knot in the line.</summary>
    Knot,

    /// <summary>A filled leaf growing upwards: words that support a stage.</summary>
    LeafUp,

    /// <summary>A hollow leaf hanging down: words that point away from it.</summary>
    LeafDown,

    /// <summary>A ring.</summary>
    Ring,

    /// <summary>A square.</summary>
    Square,

    /// <summary>A square on its corner.</summary>
    Diamond,
}

/// <summary>One mark, or a group of marks too close together to draw apart.</summary>
/// <param name="Glyph">What it looks like.</param>
/// <param name="X">Its place along the axis.</param>
/// <param name="Y">Its foot: on the line or vine, or on the mark below it in a stack.</param>
/// <param name="Hit">The part that can be pressed, at least 24 by 24, shared with no other mark's; null when only the label can be.</param>
/// <param name="Href">Where it leads.</param>
/// <param name="AccessibleName">What a screen reader says.</param>
/// <param name="Label">Its text, or null.</param>
/// <param name="Marks">What it stands for: one thing or more, oldest first.</param>
public sealed record MarkShape(
    Glyph Glyph, double X, double Y, Box? Hit, string Href, string AccessibleName, PlacedText? Label, IReadOnlyList<ThroughlineMark> Marks);

/// <summary>Text that is a link.</summary>
/// <param name="Text">The text.</param>
/// <param name="Hit">The part that can be pressed, at least 24 high and wide.</param>
/// <param name="Href">Where it leads.</param>
/// <param name="AccessibleName">What a screen reader says.</param>
public sealed record LinkedText(PlacedText Text, Box Hit, string Href, string AccessibleName);

/// <summary>A stretch of a stage's vine, drawn in the manner of its status.</summary>
/// <param name="From">Left edge.</param>
/// <param name="To">Right edge.</param>
/// <param name="Y">Its height.</param>
/// <param name="Status">The status at the time.</param>
public sealed record VineSegment(double From, double To, double Y, Stories.Stages.StageStatus Status);

/// <summary>One lane of the picture, top to bottom.</summary>
/// <param name="Key">Lower-case letters and hyphens, unique in the picture.</param>
/// <param name="AccessibleName">What the group is called for a screen reader.</param>
/// <param name="Bounds">The lane from edge to edge.</param>
public sealed record LaneShape(string Key, string AccessibleName, Box Bounds)
{
    /// <summary>Text that is not a link.</summary>
    public IReadOnlyList<PlacedText> Texts { get; init; } = [];

    /// <summary>Role bands.</summary>
    public IReadOnlyList<BandShape> Bands { get; init; } = [];

    /// <summary>The vine the marks stand on.</summary>
    public IReadOnlyList<VineSegment> Vine { get; init; } = [];

    /// <summary>The marks, oldest first.</summary>
    public IReadOnlyList<MarkShape> Marks { get; init; } = [];

    /// <summary>Links made of text: a status, a step.</summary>
    public IReadOnlyList<LinkedText> Links { get; init; } = [];
}
