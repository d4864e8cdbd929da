namespace Throughline.Throughlines;

/// <summary>A throughline with every shape in its place: the same model and size always give the same picture.</summary>
public sealed class ThroughlineLayout
{
    private ThroughlineLayout(ThroughlineModel model, PictureSize size)
    {
        Model = model;
        Size = size;
    }

    /// <summary>What is drawn.</summary>
    public ThroughlineModel Model { get; }

    /// <summary>How wide.</summary>
    public PictureSize Size { get; }

    /// <summary>The height, which follows from what there is to draw.</summary>
    public double Height { get; private set; }

    /// <summary>The ticks of the time axis.</summary>
    public IReadOnlyList<AxisTick> Ticks { get; private set; } = [];

    /// <summary>The texts of the axis, at the top and at the bottom.</summary>
    public IReadOnlyList<PlacedText> AxisTexts { get; private set; } = [];

    /// <summary>Where the grid begins.</summary>
    public double GridTop { get; private set; }

    /// <summary>Where the grid ends.</summary>
    public double GridBottom { get; private set; }

    /// <summary>Where today is, or null when it is not in the period.</summary>
    public double? TodayX { get; private set; }

    /// <summary>The line itself.</summary>
    public LineShape Line { get; private set; } = new(0, 0, 0, 0, []);

    /// <summary>The lanes, top to bottom.</summary>
    public IReadOnlyList<LaneShape> Lanes { get; private set; } = [];

    /// <summary>What is said when nothing falls in the period; otherwise empty.</summary>
    public IReadOnlyList<PlacedText> EmptyTexts { get; private set; } = [];

    /// <summary>Every text in the picture.</summary>
    public IEnumerable<PlacedText> AllTexts =>
    [
        .. AxisTexts, .. EmptyTexts,
        .. Lanes.SelectMany(lane => (IEnumerable<PlacedText>)
        [
            .. lane.Texts, .. lane.Bands.SelectMany(band => band.Texts), .. lane.Links.Select(link => link.Text),
            .. lane.Marks.Where(mark => mark.Label is not null).Select(mark => mark.Label!),
        ]),
    ];

    /// <summary>Lays a model out.</summary>
    /// <param name="model">What to draw.</param>
    /// <param name="size">How wide.</param>
    public static ThroughlineLayout Of(ThroughlineModel model, PictureSize size)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(size);

        var layout = new ThroughlineLayout(model, size);
        var scale = new TimeScale(model.From, model.To, size.PlotLeft, size.PlotRight);
        var today = model.Today >= model.From && model.Today <= model.To;
        layout.TodayX = today ? scale.End(model.Today) : null;
        layout.Ticks = scale.Ticks(size.TickApart);

        var axisTexts = new List<PlacedText>();
        var y = AxisLayout.Top(axisTexts, layout.Ticks, layout.TodayX, size);
        layout.GridTop = y;

        var lanes = new List<LaneShape>();
        var milestones = LineLayout.Milestones(model, scale, size, ref y, out var lineY, out var knots);
        if (milestones is not null)
        {
            lanes.Add(milestones);
        }

        var end = today ? scale.End(model.Today) : model.Today < model.From ? scale.Left : scale.Right;
        layout.Line = new LineShape(lineY, scale.Left, end, today ? Math.Min(Math.Max(end + 26, scale.Right + 22), size.Width - 2) : end, knots);

        if (RoleLayout.Roles(model, scale, size, lineY, ref y) is { } roles)
        {
            lanes.Add(roles);
        }

        if (model.ShowsWords)
        {
            var first = true;
            foreach (var stage in model.Words.OrderBy(lane => lane.Stage))
            {
                lanes.Add(WordsLayout.Lane(model, stage, first, scale, size, ref y));
                first = false;
            }
        }

        foreach (var lane in model.LanesInPeriod)
        {
            lanes.Add(MarkLaneLayout.Lane(model, lane, scale, size, ref y));
        }

        if (model.IsEmpty)
        {
            y += 12;
            layout.EmptyTexts = [.. size.Lines(model.EmptyMessage, size.PlotLeft, ref y, size.PlotRight - size.PlotLeft, TextRole.Empty, 22, 3)];
            y += 12;
        }

        layout.GridBottom = y;
        y = AxisLayout.Bottom(axisTexts, layout.Ticks, y, size);
        layout.AxisTexts = axisTexts;
        layout.Lanes = lanes;
        layout.Height = Math.Ceiling(y + 4);
        return layout;
    }

    internal static string Things(int count) => count == 1 ? "1 thing" : $"{count} things";

    internal static (string Href, string Name) Group(ThroughlineModel model, IReadOnlyList<ThroughlineMark> marks, string what)
    {
        var first = marks[0].On;
        var last = marks[^1].On;

        // Marks on one date stay together however far one zooms in: the table has them one by one.
        return last.DayNumber - first.DayNumber < ThroughlinePeriod.FewestDays && model.To.DayNumber - model.From.DayNumber <= 4 * ThroughlinePeriod.FewestDays
            ? ($"{model.ZoomHref(first, last)}#{ThroughlineTable.Anchor}", $"{Things(marks.Count)}, {DateWords.Range(first, last)}: {what}. See them in the table")
            : (model.ZoomHref(first, last), $"{Things(marks.Count)}, {DateWords.Range(first, last)}: {what}. Zoom in");
    }
}
