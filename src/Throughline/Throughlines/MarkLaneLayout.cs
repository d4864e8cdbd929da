namespace Throughline.Throughlines;

internal static class MarkLaneLayout
{
    internal static LaneShape Lane(ThroughlineModel model, MarkLane lane, TimeScale scale, PictureSize size, ref double y)
    {
        var top = y;
        y += 10;
        var heading = size.Fitted(lane.Heading, size.PlotLeft, y + 16, size.PlotRight - size.PlotLeft, TextRole.Stage);
        y += 24;
        if (lane.HasSides)
        {
            return Sided(model, lane, scale, size, heading, top, ref y);
        }

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

    // A line with leaves growing up from it and hanging down, and what is neither as rings on it.
    private static LaneShape Sided(ThroughlineModel model, MarkLane lane, TimeScale scale, PictureSize size, PlacedText heading, double top, ref double y)
    {
        var marks = model.InPeriod(lane.Marks).ToList();
        var (above, level, below) = (On(LaneSide.Above, size.Stack), On(LaneSide.Level, 1), On(LaneSide.Below, size.Stack));
        var half = level.Count > 0 ? MarkPacking.Target / 2 : 0;
        y += (Math.Max(1, Levels(above)) * MarkPacking.Target) + half;
        var line = y;
        var shapes = above.Select(one => Shape(one, Glyph.LeafUp, line - half - (one.Level * MarkPacking.Target), -1))
            .Concat(level.Select(one => Shape(one, Glyph.Ring, line + half, -1)))
            .Concat(below.Select(one => Shape(one, Glyph.LeafDown, line + half + (one.Level * MarkPacking.Target), 0)))
            .OrderBy(shape => shape.Marks[0].On).ThenBy(shape => shape.X).ThenBy(shape => shape.Y).ToArray();
        y += (Math.Max(1, Levels(below)) * MarkPacking.Target) + half + 8;
        return new LaneShape($"lane-{lane.Key}", lane.Heading, new Box(0, top, size.Width, y - top))
        {
            Texts = [heading],
            Vine = [new VineSegment(scale.Left, scale.Right, line, Stories.Stages.StageStatus.NotEvidenced)],
            Marks = shapes,
        };

        List<MarkPacking.Placed<LaneMark>> On(LaneSide side, int stack) => MarkPacking.Pack([.. marks.Where(mark => mark.Side == side)], scale, stack);

        static int Levels(List<MarkPacking.Placed<LaneMark>> placed) => placed.Select(one => one.Level + 1).DefaultIfEmpty(0).Max();

        MarkShape Shape(MarkPacking.Placed<LaneMark> one, Glyph glyph, double foot, int up)
        {
            var hit = new Box(one.X - (MarkPacking.Target / 2), foot + (up * MarkPacking.Target), MarkPacking.Target, MarkPacking.Target);
            if (one.Marks.Count == 1)
            {
                return new MarkShape(glyph, one.X, foot, hit, one.Marks[0].Href, one.Marks[0].AccessibleName, null, one.Marks);
            }

            var (href, name) = ThroughlineLayout.Group(model, one.Marks, lane.Heading);
            return new MarkShape(glyph, one.X, foot, hit, href, name, WordsLayout.Count(one.X, up == 0 ? foot + 16 : foot - 7, one.Marks.Count, size), one.Marks);
        }
    }
}
