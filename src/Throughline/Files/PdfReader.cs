using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Exceptions;

namespace Throughline.Files;

/// <summary>
/// The words of a PDF, in the order in which the page writes them. The parser cannot be interrupted within a page, so it runs
/// on a thread of its own with a deadline: past it the answer is a refusal, and the thread ends at the next stream or page.
/// </summary>
internal static class PdfReader
{
    private const int StackBytes = 16 << 20;

    public static DocumentText Read(Stream stream, string fileName, FileLimits limits, CancellationToken cancellation)
    {
        var bytes = new byte[stream.Length];
        stream.Position = 0;
        stream.ReadExactly(bytes);

        var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var outcome = new TaskCompletionSource<Outcome<DocumentText>>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() => outcome.SetResult(ReadOnThread(bytes, fileName, limits, stop.Token)), StackBytes)
        {
            IsBackground = true,
            Name = "PDF",
        };
        thread.Start();
        if (!outcome.Task.Wait(limits.PdfTime, cancellation))
        {
            stop.Cancel();
            throw new FileRefusedException(new FileRefusal.TookTooLong { FileName = fileName });
        }
        cancellation.ThrowIfCancellationRequested();
        var reading = outcome.Task.Result;
        return reading.Succeeded ? reading.Value : throw new FileRefusedException((FileRefusal)reading.Refusal!);
    }

    private static Outcome<DocumentText> ReadOnThread(byte[] bytes, string fileName, FileLimits limits, CancellationToken stop)
    {
        var guard = new PdfStreamGuard(fileName, limits, stop);
        try
        {
            return ReadPages(bytes, fileName, limits, guard, stop);
        }
        catch (FileRefusedException refused)
        {
            return guard.Refusal ?? refused.Refusal;
        }
        catch (PdfDocumentEncryptedException)
        {
            return new FileRefusal.PasswordProtected { FileName = fileName };
        }
        catch (Exception)
        {
            // The parser answers a broken file with whatever its code runs into: nulls, indexes, casts.
            return guard.Refusal ?? Broken(bytes, fileName);
        }
    }

    private static FileRefusal Broken(byte[] bytes, string fileName) =>
        bytes.AsSpan(Math.Max(0, bytes.Length - 2048)).IndexOf("%%EOF"u8) < 0
            ? new FileRefusal.Truncated { FileName = fileName }
            : new FileRefusal.Damaged { FileName = fileName };

    private static Outcome<DocumentText> ReadPages(
        byte[] bytes, string fileName, FileLimits limits, PdfStreamGuard guard, CancellationToken stop)
    {
        using var pdf = PdfDocument.Open(bytes, new ParsingOptions
        {
            UseLenientParsing = true,
            SkipMissingFonts = true,
            FilterProvider = guard,
        });
        if (pdf.NumberOfPages > limits.MaxPages)
        {
            return new FileRefusal.TooManyPages(limits.MaxPages) { FileName = fileName };
        }
        var document = new DocumentBuilder(fileName, limits);
        var hasWords = false;
        for (var number = 1; number <= pdf.NumberOfPages; number++)
        {
            stop.ThrowIfCancellationRequested();
            var page = pdf.GetPage(number);
            document.Take(page.Letters.Count);
            foreach (var paragraph in PdfLayout.Paragraphs(page.Letters))
            {
                hasWords |= paragraph.Any(char.IsLetterOrDigit);
                document.Add(paragraph, ParagraphStyle.Body, 0);
            }
        }
        if (guard.Refusal is { } refusal)
        {
            // Lenient parsing swallows what the guard throws.
            return refusal;
        }
        if (pdf.NumberOfPages == 0)
        {
            return Broken(bytes, fileName);
        }
        if (!hasWords)
        {
            return new FileRefusal.NoWords(Scanned: true) { FileName = fileName };
        }
        document.Say("A PDF does not say where its paragraphs begin. Check them, and any columns or page numbers.");
        return document.Finish("PDF", scanned: true);
    }
}

/// <summary>Lines and paragraphs from letters on a page, which is all that a PDF holds.</summary>
internal static class PdfLayout
{
    public static IEnumerable<string> Paragraphs(IReadOnlyList<Letter> letters)
    {
        var lines = Lines(letters);
        if (lines.Count == 0)
        {
            yield break;
        }
        var leadings = lines.Zip(lines.Skip(1), (above, below) => (above.Across - below.Across) / Math.Max(below.Size, 1))
            .Where(leading => leading is > 0.8 and < 3).Order().ToList();
        var leading = leadings.Count == 0 ? 1.2 : leadings[leadings.Count / 2];
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
                [.., '-' or '\u2010' or '\u2011'] => paragraph + line.Text.ToString().Trim(),
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

    private static List<Line> Lines(IReadOnlyList<Letter> letters)
    {
        var lines = new List<Line>();
        Line? line = null;
        var end = 0.0;
        foreach (var letter in letters)
        {
            var (start, finish) = (letter.StartBaseLine, letter.EndBaseLine);
            var (dx, dy) = (finish.X - start.X, finish.Y - start.Y);
            var length = Math.Sqrt((dx * dx) + (dy * dy));
            (dx, dy) = length > 0 ? (dx / length, dy / length) : (1, 0);
            var along = (start.X * dx) + (start.Y * dy);
            var across = (start.Y * dx) - (start.X * dy);
            var size = Math.Max(letter.PointSize, 1);
            if (!double.IsFinite(along) || !double.IsFinite(across) || string.IsNullOrEmpty(letter.Value))
            {
                continue;
            }
            // Half a letter up or down is a superscript, not a line.
            if (line is null || Math.Abs(across - line.Across) > 0.5 * Math.Max(size, line.Size) || along < end - (2 * size))
            {
                if (string.IsNullOrWhiteSpace(letter.Value))
                {
                    continue;
                }
                line = new Line(along, across, size);
                lines.Add(line);
            }
            else if (along - end > 0.2 * size && !char.IsWhiteSpace(letter.Value[0]) && !char.IsWhiteSpace(line.Text[^1]))
            {
                line.Text.Append(' ');
            }
            line.Text.Append(letter.Value);
            end = along + length;
            line.Right = Math.Max(line.Right, string.IsNullOrWhiteSpace(letter.Value) ? line.Right : end);
        }
        return lines;
    }

    private sealed class Line(double left, double across, double size)
    {
        public System.Text.StringBuilder Text { get; } = new();
        public double Left { get; } = left;
        public double Across { get; } = across;
        public double Size { get; } = size;
        public double Right { get; set; } = left;
    }
}
