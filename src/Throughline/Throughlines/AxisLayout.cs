namespace Throughline.Throughlines;

internal static class AxisLayout
{
    internal static double Top(List<PlacedText> texts, IReadOnlyList<AxisTick> ticks, double? todayX, PictureSize size)
    {
        var y = 2d;
        if (todayX is { } x)
        {
            var text = size.Text("today", x, y + 13, TextRole.Today, TextAnchor.Middle);
            if (text.Bounds.X < 2)
            {
                text = size.Text("today", 2, y + 13, TextRole.Today);
            }
            else if (text.Bounds.Right > size.Width - 2)
            {
                text = size.Text("today", size.Width - 2, y + 13, TextRole.Today, TextAnchor.End);
            }

            texts.Add(text);
            y += 18;
        }

        return Rows(texts, ticks, y, size) + 4;
    }

    internal static double Bottom(List<PlacedText> texts, IReadOnlyList<AxisTick> ticks, double y, PictureSize size) =>
        Rows(texts, ticks, y + 2, size);

    private static double Rows(List<PlacedText> texts, IReadOnlyList<AxisTick> ticks, double y, PictureSize size)
    {
        var years = ticks.Any(tick => tick.YearLabel is not null);
        Row(texts, ticks.Select(tick => (tick.X, (string?)tick.Label, tick.YearLabel is null && !years ? TextRole.Year : TextRole.Tick)), y + 13, size);
        y += 17;
        if (years)
        {
            Row(texts, ticks.Select(tick => (tick.X, tick.YearLabel, TextRole.Year)), y + 12, size);
            y += 17;
        }

        return y;
    }

    private static void Row(List<PlacedText> texts, IEnumerable<(double X, string? Text, TextRole Role)> row, double baseline, PictureSize size)
    {
        var taken = 0d;
        foreach (var (x, text, role) in row)
        {
            if (text is null)
            {
                continue;
            }

            var placed = size.Text(text, x + 4, baseline, role);
            if (placed.Bounds.X >= taken && placed.Bounds.Right <= size.Width - 2)
            {
                texts.Add(placed);
                taken = placed.Bounds.Right + 4;
            }
        }
    }
}
