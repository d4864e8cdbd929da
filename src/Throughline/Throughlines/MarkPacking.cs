namespace Throughline.Throughlines;

/// <summary>Keeps marks on one side of a line at least a target apart: stacked where few fall together, grouped where many do.</summary>
internal static class MarkPacking
{
    internal const double Target = 24;

    internal sealed record Placed<T>(double X, int Level, IReadOnlyList<T> Marks);

    /// <param name="marks">Oldest first.</param>
    /// <param name="scale">Places them.</param>
    /// <param name="stack">Levels at most.</param>
    internal static List<Placed<T>> Pack<T>(IReadOnlyList<T> marks, TimeScale scale, int stack)
        where T : ThroughlineMark
    {
        var placed = new List<Placed<T>>();
        var start = 0;
        for (var i = 1; i <= marks.Count; i++)
        {
            // A run ends where the next mark stands clear of everything before it, so runs never touch.
            if (i < marks.Count && scale.X(marks[i].On) - scale.X(marks[i - 1].On) < Target)
            {
                continue;
            }

            var run = marks.Skip(start).Take(i - start).ToArray();
            placed.AddRange(Stacked(run, scale, stack) ?? Grouped(run, scale));
            start = i;
        }

        return placed;
    }

    private static List<Placed<T>>? Stacked<T>(T[] run, TimeScale scale, int stack)
        where T : ThroughlineMark
    {
        var last = Enumerable.Repeat(double.NegativeInfinity, stack).ToArray();
        var placed = new List<Placed<T>>();
        foreach (var mark in run)
        {
            var x = scale.X(mark.On);
            var level = Array.FindIndex(last, taken => x - taken >= Target);
            if (level < 0)
            {
                return null;
            }

            last[level] = x;
            placed.Add(new Placed<T>(x, level, [mark]));
        }

        return placed;
    }

    private static List<Placed<T>> Grouped<T>(T[] run, TimeScale scale)
        where T : ThroughlineMark
    {
        var placed = new List<Placed<T>>();
        var group = new List<T>();
        var start = 0d;
        foreach (var mark in run)
        {
            var x = scale.X(mark.On);
            if (group.Count > 0 && x - start >= Target)
            {
                placed.Add(new Placed<T>(start, 0, group));
                group = [];
            }

            if (group.Count == 0)
            {
                start = x;
            }

            group.Add(mark);
        }

        placed.Add(new Placed<T>(start, 0, group));
        return placed;
    }
}
