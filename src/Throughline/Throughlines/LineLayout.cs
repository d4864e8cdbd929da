namespace Throughline.Throughlines;

/// <summary>The line, its knots, and the names of the milestones above it.</summary>
internal static class LineLayout
{
    /// <summary>How wide a knot is drawn: nearer than this, milestones share one.</summary>
    internal const double KnotWidth = 20;

    private const double RowHeight = 24;
    private const double KnotHeight = 22;

    internal static LaneShape? Milestones(
        ThroughlineModel model, TimeScale scale, PictureSize size, ref double y, out double lineY, out IReadOnlyList<double> knots)
    {
        var marks = model.MilestonesInPeriod.ToArray();
        if (marks.Length == 0)
        {
            lineY = y + 16;
            y = lineY + 10;
            knots = [];
            return null;
        }

        var top = y;
        var heading = size.Text("Milestones", size.PlotLeft, y + 16, TextRole.Heading);
        y += 22;

        knots = Knots(marks, scale);
        var labels = Labels(marks, scale, size);
        var rows = labels.Values.Select(label => label.Row + 1).DefaultIfEmpty(0).Max();
        lineY = y + (rows * RowHeight) + KnotHeight;
        var shapes = new List<MarkShape>();
        var taken = new List<double>();

        // Without a label of their own: alone on their knot, or together with their neighbours.
        var group = new List<Milestone>();
        for (var i = 0; i <= marks.Length; i++)
        {
            if (i < marks.Length && labels.ContainsKey(i))
            {
                continue;
            }

            if (i == marks.Length || (group.Count > 0 && scale.X(marks[i].On) - scale.X(group[0].On) >= MarkPacking.Target))
            {
                if (group.Count > 0)
                {
                    var x = scale.X(group[0].On);
                    taken.Add(x);
                    shapes.Add(Group(model, group, x, lineY));
                    group = [];
                }
            }

            if (i < marks.Length)
            {
                group.Add(marks[i]);
            }
        }

        for (var i = 0; i < marks.Length; i++)
        {
            if (!labels.TryGetValue(i, out var label))
            {
                continue;
            }

            var x = scale.X(marks[i].On);
            var free = taken.All(other => Math.Abs(other - x) >= MarkPacking.Target);
            if (free)
            {
                taken.Add(x);
            }

            var rowTop = lineY - KnotHeight - ((label.Row + 1) * RowHeight);
            var text = size.Text(label.Text, label.Left ? x - 5 : x + 5, rowTop + 17, TextRole.Milestone, label.Left ? TextAnchor.End : TextAnchor.Start);
            text = text with { Bounds = new Box(label.From, rowTop, label.To - label.From, RowHeight) };
            shapes.Add(new MarkShape(
                Glyph.Knot, x, lineY, free ? new Box(x - 12, lineY - 18, 24, 24) : null, marks[i].Href, marks[i].AccessibleName, text, [marks[i]]));
        }

        y = lineY + 10;
        return new LaneShape("milestones", "Milestones", new Box(0, top, size.Width, y - top))
        {
            Texts = [heading],
            Marks = [.. shapes.OrderBy(shape => shape.Marks[0].On).ThenBy(shape => shape.X)],
        };
    }

    private static MarkShape Group(ThroughlineModel model, List<Milestone> group, double x, double lineY)
    {
        var hit = new Box(x - 12, lineY - 18, 24, 24);
        if (group.Count == 1)
        {
            return new MarkShape(Glyph.Knot, x, lineY, hit, group[0].Href, group[0].AccessibleName, null, [.. group]);
        }

        var (href, name) = ThroughlineLayout.Group(model, group, "milestones");
        return new MarkShape(Glyph.Knot, x, lineY, hit, href, name, null, [.. group]);
    }

    private static List<double> Knots(Milestone[] marks, TimeScale scale)
    {
        var knots = new List<double>();
        foreach (var mark in marks)
        {
            var x = scale.X(mark.On);
            if (knots.Count == 0 || x - knots[^1] >= KnotWidth)
            {
                knots.Add(x);
            }
        }

        return knots;
    }

    private sealed record Flag(string Text, double From, double To, int Row, bool Left);

    private static Dictionary<int, Flag> Labels(Milestone[] marks, TimeScale scale, PictureSize size)
    {
        var flags = new Dictionary<int, Flag>();
        var poles = new List<(double X, int Row)>();
        for (var i = marks.Length - 1; i >= 0 && flags.Count < size.MilestoneRows * 12; i--)
        {
            var x = scale.X(marks[i].On);
            Flag? best = null;
            var least = double.PositiveInfinity;
            foreach (var left in (bool[])[false, true])
            {
                var room = left ? x - 9 : size.Width - x - 9;
                var text = TextMeasure.Fit(marks[i].Label, Math.Min(room, size.MilestoneWidth), size.FontSize(TextRole.Milestone));
                var width = Math.Max(MarkPacking.Target, TextMeasure.Width(text, size.FontSize(TextRole.Milestone)) + 10);
                var from = left ? x - width : x;
                var to = left ? x : x + width;
                if (text.Length < 4 || from < 2 || to > size.Width - 2)
                {
                    continue;
                }

                var whole = TextMeasure.Tidy(marks[i].Label);
                var lost = text == whole ? 0 : 3 + (8 * (1 - ((double)text.Length / Math.Max(1, whole.Length))));
                for (var row = 0; row < size.MilestoneRows; row++)
                {
                    if (flags.Values.Any(other => other.Row == row && other.From < to + 2 && from - 2 < other.To))
                    {
                        continue;
                    }

                    // A pole may pass behind a name, but only when there is no better place.
                    var crossings = flags.Values.Count(other => other.Row < row && other.From < x && x < other.To)
                        + poles.Count(pole => pole.Row > row && pole.X > from && pole.X < to);
                    var cost = (crossings * 5) + row + (left ? 4 : 0) + lost;
                    if (cost < least)
                    {
                        least = cost;
                        best = new Flag(text, from, to, row, left);
                    }
                }
            }

            if (best is not null)
            {
                flags[i] = best;
                poles.Add((x, best.Row));
            }
        }

        return flags;
    }
}
