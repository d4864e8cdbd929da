using System.Text;

namespace Throughline.Files;

/// <summary>Lines and paragraphs from letters on a page, which is all that a PDF holds.</summary>
internal static class PdfLayout
{
    public static IEnumerable<string> Paragraphs(IReadOnlyList<PdfGlyph> glyphs)
    {
        var lines = Lines(glyphs);
        if (lines.Count == 0)
        {
            yield break;
        }
        var leadings = lines.Zip(lines.Skip(1), (above, below) => (above.Across - below.Across) / Math.Max(below.Size, 1))
            .Where(leading => leading is > 0.8 and < 3).Order().ToList();
        var leading = leadings.Count == 0 ? 1.2 : leadings[leadings.Count / 4];
        var right = lines.Max(line => line.Right);
        var left = lines.Min(line => line.Left);
        var paragraph = "";
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            if (i > 0 && Begins(lines[i - 1], line, leading, left, right))
            {
                yield return paragraph;
                paragraph = "";
            }
            paragraph = paragraph switch
            {
                "" => line.Text.ToString().Trim(),
                [.., '\u00AD'] => paragraph[..^1] + line.Text.ToString().Trim(),
                [.., var before, '-' or '\u2010' or '\u2011'] when char.IsLetterOrDigit(before) => paragraph + line.Text.ToString().Trim(),
                _ => paragraph + " " + line.Text.ToString().Trim(),
            };
        }
        yield return paragraph;
    }

    private static bool Begins(Line above, Line line, double leading, double left, double right)
    {
        var size = Math.Max(line.Size, 1);
        var drop = (above.Across - line.Across) / size;
        return drop < 0.3
            || drop > leading * 1.3
            || Math.Abs(above.Size - line.Size) > 0.15 * size
            || above.Right < left + ((right - left) * 0.8)
            || line.Left > above.Left + (1.2 * size);
    }

    private static List<Line> Lines(IReadOnlyList<PdfGlyph> glyphs)
    {
        var lines = new List<Line>();
        Line? line = null;
        var end = 0.0;
        foreach (var letter in glyphs)
        {
            var (dx, dy) = (letter.EndX - letter.X, letter.EndY - letter.Y);
            var length = Math.Sqrt((dx * dx) + (dy * dy));
            (dx, dy) = length > 0 ? (dx / length, dy / length) : (1, 0);
            var along = (letter.X * dx) + (letter.Y * dy);
            var across = (letter.Y * dx) - (letter.X * dy);
            var size = Math.Max(letter.Size, 1);
            if (!double.IsFinite(along) || !double.IsFinite(across) || string.IsNullOrEmpty(letter.Text))
            {
                continue;
            }
            // Half a letter up or down is a superscript, not a line.
            if (line is null || Math.Abs(across - line.Across) > 0.5 * Math.Max(size, line.Size) || along < end - (2 * size))
            {
                if (string.IsNullOrWhiteSpace(letter.Text))
                {
                    continue;
                }
                line = new Line(along, across, size);
                lines.Add(line);
            }
            else if (along - end > 0.2 * size && !char.IsWhiteSpace(letter.Text[0]) && !char.IsWhiteSpace(line.Text[^1]))
            {
                line.Text.Append(' ');
            }
            line.Text.Append(letter.Text);
            end = along + length;
            line.Right = Math.Max(line.Right, string.IsNullOrWhiteSpace(letter.Text) ? line.Right : end);
        }
        return lines;
    }

    private sealed class Line(double left, double across, double size)
    {
        public StringBuilder Text { get; } = new();
        public double Left { get; } = left;
        public double Across { get; } = across;
        public double Size { get; } = size;
        public double Right { get; set; } = left;
    }
}
