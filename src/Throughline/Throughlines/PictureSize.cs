namespace Throughline.Throughlines;

/// <summary>How a picture of one width is laid out. Units are CSS pixels at the width it is meant for.</summary>
public sealed record PictureSize
{
    private PictureSize()
    {
    }

    /// <summary>960 units, for a desk and for paper: statuses stand in a column at the right-hand end.</summary>
    public static PictureSize Wide { get; } = new()
    {
        Name = "wide", Width = 960, PlotLeft = 16, PlotRight = 752, SideLeft = 784, MilestoneRows = 6, MilestoneWidth = 200, TickApart = 54, Stack = 3, Larger = 1,
    };

    /// <summary>358 units, for a phone of 390: statuses stand under the name of their stage.</summary>
    public static PictureSize Narrow { get; } = new()
    {
        Name = "narrow", Width = 358, PlotLeft = 12, PlotRight = 336, SideLeft = null, MilestoneRows = 8, MilestoneWidth = 190, TickApart = 44, Stack = 2,
    };

    /// <summary>“wide” or “narrow”.</summary>
    public required string Name { get; init; }

    /// <summary>The whole width.</summary>
    public required double Width { get; init; }

    /// <summary>Where the time axis begins.</summary>
    public required double PlotLeft { get; init; }

    /// <summary>Where it ends.</summary>
    public required double PlotRight { get; init; }

    /// <summary>Where the column of statuses begins, or null when there is none.</summary>
    public required double? SideLeft { get; init; }

    /// <summary>Rows of milestone labels at most; a milestone that finds no place keeps its knot.</summary>
    public required int MilestoneRows { get; init; }

    /// <summary>The longest milestone label.</summary>
    public required double MilestoneWidth { get; init; }

    /// <summary>The least distance between ticks.</summary>
    public required double TickApart { get; init; }

    /// <summary>Marks at most one above the other before they are drawn as a group.</summary>
    public required int Stack { get; init; }

    private double Larger { get; init; }

    internal double FontSize(TextRole role) => Larger + role switch
    {
        TextRole.Status or TextRole.Empty => 16,
        TextRole.Stage => 15,
        TextRole.Heading or TextRole.Role or TextRole.Milestone => 14,
        TextRole.Count => 11,
        _ => 13,
    };

    internal static bool IsBold(TextRole role) =>
        role is TextRole.Status or TextRole.Stage or TextRole.Heading or TextRole.Role or TextRole.Year or TextRole.Today or TextRole.Count;

    internal PlacedText Text(string text, double x, double baseline, TextRole role, TextAnchor anchor = TextAnchor.Start)
    {
        var font = FontSize(role);
        var width = TextMeasure.Width(text, font, IsBold(role));
        var left = anchor switch { TextAnchor.Start => x, TextAnchor.Middle => x - (width / 2), _ => x - width };
        return new PlacedText(text, x, baseline, anchor, role, new Box(left, baseline - (font * 0.82), width, font * 1.08));
    }

    internal PlacedText Fitted(string text, double x, double baseline, double width, TextRole role) =>
        Text(TextMeasure.Fit(text, width, FontSize(role), IsBold(role)), x, baseline, role);

    internal List<PlacedText> Lines(string text, double x, ref double y, double width, TextRole role, double pitch, int most)
    {
        var placed = new List<PlacedText>();
        foreach (var line in TextMeasure.Wrap(text, width, FontSize(role), most, IsBold(role)))
        {
            placed.Add(Text(line, x, y + (pitch * 0.75), role));
            y += pitch;
        }

        return placed;
    }
}
