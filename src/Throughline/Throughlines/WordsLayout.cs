using Throughline.Stories.Stages;

namespace Throughline.Throughlines;

/// <summary>One stage: its vine, leaves up and down, the status at each review beneath and the status now.</summary>
internal static class WordsLayout
{
    private const double Leaf = MarkPacking.Target;

    internal static LaneShape Lane(ThroughlineModel model, StageLane lane, bool first, TimeScale scale, PictureSize size, ref double y)
    {
        var top = y;
        y += 10;
        var texts = new List<PlacedText>();
        var links = new List<LinkedText>();
        if (first)
        {
            texts.Add(size.Text("Words and deeds", size.PlotLeft, y + 14, TextRole.Heading));
            y += 24;
        }

        var headingWidth = (size.SideLeft ?? size.Width) - size.PlotLeft - 16;
        var name = Sentence(model.ShowFieldTerms ? lane.Stage.PlainNameWithTerm() : lane.Stage.PlainName());
        var nameY = y + 4;
        texts.AddRange(size.Lines(name, size.PlotLeft, ref nameY, headingWidth, TextRole.Stage, 20, 2));

        var sideBottom = y;
        if (size.SideLeft is { } side)
        {
            var sideY = y + 1;
            Status(lane, side, ref sideY, size.Width - side - 4, links, texts, 4, size);
            sideBottom = sideY;
            y = Math.Max(y + 24, nameY);
        }
        else
        {
            y = nameY;
            Status(lane, size.PlotLeft, ref y, size.Width - size.PlotLeft - 8, links, texts, 2, size);
            y += 4;
        }

        var marks = model.InPeriod(lane.Marks).ToArray();
        var up = MarkPacking.Pack([.. marks.Where(mark => mark.Polarity == Polarity.Supporting)], scale, size.Stack);
        var down = MarkPacking.Pack([.. marks.Where(mark => mark.Polarity == Polarity.Disconfirming)], scale, size.Stack);
        y += Math.Max(1, Levels(up)) * Leaf;
        var vineY = y;
        y += Math.Max(Levels(down) * Leaf, 2) + 4;

        var shapes = up.Select(placed => Shape(model, lane, placed, vineY, Polarity.Supporting, size))
            .Concat(down.Select(placed => Shape(model, lane, placed, vineY, Polarity.Disconfirming, size)))
            .OrderBy(shape => shape.Marks[0].On).ThenBy(shape => shape.X).ToArray();

        var vine = Vine(model, lane, scale, vineY);
        var steps = Steps(model, lane, vine, scale, vineY, shapes, size).ToArray();
        links.AddRange(steps);
        y = steps.Select(step => step.Hit.Bottom).Append(y).Append(sideBottom).Max() + 6;

        return new LaneShape($"words-{Key(lane.Stage)}", $"Words and deeds: {lane.Stage.PlainName()}", new Box(0, top, size.Width, y - top))
        {
            Texts = texts,
            Links = links,
            Vine = vine.Select(part => part.Segment).ToArray(),
            Marks = shapes,
        };
    }

    internal static string Key(Stage stage) => stage switch
    {
        Stage.Openness => "openness",
        Stage.Hook => "hook",
        Stage.ReplacementSelf => "replacement-self",
        _ => "no-longer-compatible",
    };

    internal static string Sentence(string words) => words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];

    private static void Status(
        StageLane lane, double x, ref double y, double width, List<LinkedText> links, List<PlacedText> texts, int noteLines, PictureSize size)
    {
        var box = new Box(x - 4, y, width, 24);
        var status = size.Fitted(Sentence(lane.Status.PlainWords()), x, y + 18, width - 4, TextRole.Status);
        if (status.Text.EndsWith('…'))
        {
            // The longest status needs two lines in a narrow column.
            var lineY = y;
            var lines = size.Lines(Sentence(lane.Status.PlainWords()), x, ref lineY, width - 12, TextRole.Status, 21, 2);
            box = box with { Height = lineY - y + 4 };
            links.Add(new LinkedText(lines[0], box, lane.EvidenceHref, lane.AccessibleName));
            texts.AddRange(lines.Skip(1));
            y = lineY + 4;
        }
        else
        {
            links.Add(new LinkedText(status, box with { Width = status.Bounds.Width + 8 }, lane.EvidenceHref, lane.AccessibleName));
            y += 25;
        }

        texts.AddRange(size.Lines(Sentence(lane.Basis), x, ref y, width, TextRole.Note, 17, 2));
        texts.AddRange(size.Lines(lane.OwnViewWords, x, ref y, width, TextRole.Note, 17, noteLines));
    }

    private static int Levels(List<MarkPacking.Placed<WordMark>> placed) => placed.Select(one => one.Level + 1).DefaultIfEmpty(0).Max();

    private static MarkShape Shape(ThroughlineModel model, StageLane lane, MarkPacking.Placed<WordMark> placed, double vineY, Polarity polarity, PictureSize size)
    {
        var supports = polarity == Polarity.Supporting;
        var foot = supports ? vineY - (placed.Level * Leaf) : vineY + (placed.Level * Leaf);
        var hit = new Box(placed.X - (Leaf / 2), supports ? foot - Leaf : foot, Leaf, Leaf);
        var glyph = supports ? Glyph.LeafUp : Glyph.LeafDown;
        if (placed.Marks.Count == 1)
        {
            return new MarkShape(glyph, placed.X, foot, hit, placed.Marks[0].Href, placed.Marks[0].AccessibleName, null, placed.Marks);
        }

        var verb = supports ? "support" : "point away from";
        var (href, name) = ThroughlineLayout.Group(model, placed.Marks, $"words that {verb} “{lane.Stage.PlainName()}”");
        return new MarkShape(glyph, placed.X, foot, hit, href, name, Count(placed.X, supports ? foot - 7 : foot + 16, placed.Marks.Count, size), placed.Marks);
    }

    internal static PlacedText Count(double x, double baseline, int count, PictureSize size)
    {
        var text = size.Text(
            count > 99 ? "99+" : count.ToString(System.Globalization.CultureInfo.InvariantCulture), x, baseline, TextRole.Count, TextAnchor.Middle);
        return text;
    }

    private static List<(VineSegment Segment, StatusStep? Step)> Vine(ThroughlineModel model, StageLane lane, TimeScale scale, double y)
    {
        var end = model.Today < model.From ? scale.Left : scale.End(model.Today < model.To ? model.Today : model.To);
        var steps = lane.Steps.OrderBy(step => step.On).ToArray();
        var parts = new List<(VineSegment Segment, StatusStep? Step)>();
        var at = scale.Left;
        var status = StageStatus.NotEvidenced;
        StatusStep? since = null;
        foreach (var step in steps.Where(step => step.On <= model.To))
        {
            if (step.Status == status && since is not null)
            {
                continue;
            }

            var x = Math.Min(scale.Start(step.On), end);
            if (x > at)
            {
                parts.Add((new VineSegment(at, x, y, status), since));
            }

            at = Math.Max(at, x);
            status = step.Status;
            since = step;
        }

        if (end > at)
        {
            parts.Add((new VineSegment(at, end, y, status), since));
        }

        return parts;
    }

    private static IEnumerable<LinkedText> Steps(
        ThroughlineModel model, StageLane lane, List<(VineSegment Segment, StatusStep? Step)> vine, TimeScale scale, double vineY, MarkShape[] marks, PictureSize size)
    {
        foreach (var (segment, step) in vine)
        {
            if (step is null)
            {
                continue;
            }

            var words = step.Status.PlainWords();
            var width = Math.Max(TextMeasure.Width(words, size.FontSize(TextRole.Step)) + 4, MarkPacking.Target);
            if (segment.From + width > segment.To || segment.From + width > scale.Right)
            {
                continue;
            }

            // Just under the vine, or under the leaves that hang there.
            var hit = new Box(segment.From, vineY + 4, width, MarkPacking.Target);
            var below = 0;
            while (below < 2 && marks.Any(mark => mark.Hit is { } taken && taken.Y >= vineY && taken.Overlaps(hit)))
            {
                hit = hit with { Y = hit.Y + MarkPacking.Target };
                below++;
            }

            if (below == 2)
            {
                continue;
            }

            var text = size.Text(words, hit.X + 2, hit.Y + 16, TextRole.Step);
            var date = step.On < model.From ? $"since before {DateWords.Long(model.From)}" : $"from the review of {DateWords.Long(step.On)}";
            yield return new LinkedText(
                text, hit, step.Href,
                $"{lane.Stage.PlainName()}: {step.Status.PlainWords()} {date}. {lane.OwnViewWords}");
        }
    }
}
