namespace Throughline.Throughlines;

internal static class MarkLaneLayout
{
    internal static LaneShape Lane(ThroughlineModel model, MarkLane lane, TimeScale scale, PictureSize size, ref double y)
    {
        var top = y;
        y += 10;
        var heading = size.Fitted(lane.Heading, size.PlotLeft, y + 16, size.PlotRight - size.PlotLeft, TextRole.Stage);
        y += 24;
        var placed = MarkPacking.Pack([.. model.InPeriod(lane.Marks)], scale, size.Stack);
        var levels = placed.Max(one => one.Level + 1);
        var foot = y + (levels * MarkPacking.Target);
        var glyph = lane.Glyph switch { LaneGlyph.Square => Glyph.Square, LaneGlyph.Diamond => Glyph.Diamond, _ => Glyph.Ring };
        var marks = placed.Select(one =>
        {
            var at = foot - (one.Level * MarkPacking.Target);
            var hit = new Box(one.X - 12, at - 24, 24, 24);
            if (one.Marks.Count == 1)
            {
                return new MarkShape(glyph, one.X, at, hit, one.Marks[0].Href, one.Marks[0].AccessibleName, null, one.Marks);
            }

            var (href, name) = ThroughlineLayout.Group(model, one.Marks, lane.Heading);
            return new MarkShape(glyph, one.X, at, hit, href, name, WordsLayout.Count(one.X, at - 8, one.Marks.Count, size), one.Marks);
        });
        var shapes = marks.ToArray();
        y = foot + 8;
        return new LaneShape($"lane-{lane.Key}", lane.Heading, new Box(0, top, size.Width, y - top)) { Texts = [heading], Marks = shapes };
    }
}
