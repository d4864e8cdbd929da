namespace Throughline.Stories;

/// <summary>A stretch of a text, in UTF-16 characters.</summary>
/// <param name="Start">The first, from 0.</param>
/// <param name="End">The one after the last.</param>
public readonly record struct Span(int Start, int End)
{
    /// <summary>How many characters.</summary>
    public int Length => End - Start;

    /// <summary>The words of a text that it covers.</summary>
    public string Of(string text) => text[Start..End];
}

/// <summary>A stretch of a paragraph that has the same marks from its beginning to its end.</summary>
/// <param name="Span">Where it is in the whole text.</param>
/// <param name="Marks">The positions, in the list that was given, of the marks on it; empty where there is none.</param>
/// <param name="Begins">Those of them that begin here in this paragraph or began in an earlier one and are met here for the first time.</param>
public sealed record Segment(Span Span, IReadOnlyList<int> Marks, IReadOnlyList<int> Begins);

/// <summary>Divides the words of a story for reading and marking. Every place is a place in the stored text, so that nothing has to be converted.</summary>
public static class StoryText
{
    /// <summary>The lines that hold more than white space, without their line ends.</summary>
    public static IReadOnlyList<Span> Paragraphs(string text)
    {
        var found = new List<Span>();
        for (var at = 0; at <= text.Length;)
        {
            var end = text.AsSpan(at).IndexOfAny('\n', '\r') is >= 0 and var length ? at + length : text.Length;
            if (!text.AsSpan(at, end - at).IsWhiteSpace())
            {
                found.Add(new Span(at, end));
            }

            at = end + 1;
        }

        return found;
    }

    /// <summary>The sentences of a paragraph, white space around each left out. A paragraph without a full stop is one sentence.</summary>
    public static IReadOnlyList<Span> Sentences(string text, Span paragraph)
    {
        var found = new List<Span>();
        var start = paragraph.Start;
        for (var at = paragraph.Start; at < paragraph.End; at++)
        {
            if (text[at] is not ('.' or '!' or '?' or '…'))
            {
                continue;
            }

            while (at + 1 < paragraph.End && text[at + 1] is '.' or '!' or '?' or '…' or '"' or '\'' or '”' or '’' or ')')
            {
                at++;
            }

            if (at + 1 == paragraph.End || char.IsWhiteSpace(text[at + 1]))
            {
                Take(at + 1);
            }
        }

        Take(paragraph.End);
        return found;

        void Take(int end)
        {
            var (from, to) = (start, end);
            while (from < to && char.IsWhiteSpace(text[from]))
            {
                from++;
            }

            while (to > from && char.IsWhiteSpace(text[to - 1]))
            {
                to--;
            }

            if (to > from)
            {
                found.Add(new Span(from, to));
            }

            start = end;
        }
    }

    /// <summary>Cuts each paragraph where a mark begins or ends. Marks may overlap.</summary>
    /// <param name="paragraphs">The paragraphs, in order.</param>
    /// <param name="marks">The marks, in any order.</param>
    /// <returns>For each paragraph its segments, which together are the whole paragraph.</returns>
    public static IReadOnlyList<IReadOnlyList<Segment>> Segments(IReadOnlyList<Span> paragraphs, IReadOnlyList<Span> marks)
    {
        var order = Enumerable.Range(0, marks.Count).OrderBy(i => marks[i].Start).ToArray();
        var met = new HashSet<int>();
        var open = new List<int>();
        var next = 0;
        var all = new List<IReadOnlyList<Segment>>(paragraphs.Count);
        foreach (var paragraph in paragraphs)
        {
            while (next < order.Length && marks[order[next]].Start < paragraph.End)
            {
                open.Add(order[next++]);
            }

            open.RemoveAll(i => marks[i].End <= paragraph.Start);
            if (open.Count == 0)
            {
                all.Add([new Segment(paragraph, [], [])]);
                continue;
            }

            var cuts = open.SelectMany(i => new[] { marks[i].Start, marks[i].End })
                .Where(at => at > paragraph.Start && at < paragraph.End)
                .Append(paragraph.Start).Append(paragraph.End).Distinct().Order().ToArray();
            var segments = new List<Segment>(cuts.Length - 1);
            for (var cut = 0; cut + 1 < cuts.Length; cut++)
            {
                var (from, to) = (cuts[cut], cuts[cut + 1]);
                int[] on = [.. open.Where(i => marks[i].Start <= from && marks[i].End >= to).Order()];
                segments.Add(new Segment(new Span(from, to), on, [.. on.Where(met.Add)]));
            }

            all.Add(segments);
        }

        return all;
    }
}
