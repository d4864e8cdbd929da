using UglyToad.PdfPig;
using UglyToad.PdfPig.Exceptions;

namespace Throughline.Files;

/// <summary>
/// The words of a PDF, in the order in which the page writes them. The parser cannot be interrupted within a page, so it runs
/// on a thread of its own with a deadline: past it the answer is a refusal, and the thread ends at the next stream or page.
/// </summary>
internal static class PdfReader
{
    private const int StackBytes = 64 << 20;

    public static DocumentText Read(Stream stream, string fileName, FileLimits limits, CancellationToken cancellation)
    {
        var bytes = new byte[stream.Length];
        stream.Position = 0;
        stream.ReadExactly(bytes);

        // Not disposed: the thread may still ask it after the deadline.
        var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (limits.PdfTime <= TimeSpan.Zero)
        {
            stop.Cancel();
        }
        else
        {
            stop.CancelAfter(limits.PdfTime);
        }
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
        var guard = new PdfGuard(fileName, limits, stop);
        if (!PdfTables.AreSound(bytes))
        {
            return new FileRefusal.Damaged { FileName = fileName };
        }
        PdfTables.HideDestinations(bytes);
        try
        {
            return ReadPages(bytes, fileName, limits, guard);
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
        byte[] bytes, string fileName, FileLimits limits, PdfGuard guard)
    {
        using var pdf = PdfDocument.Open(bytes, new ParsingOptions
        {
            UseLenientParsing = true,
            SkipMissingFonts = true,
            FilterProvider = guard,
        });
        pdf.AddPageFactory<PdfPage, PdfPageFactory>();
        if (pdf.NumberOfPages > limits.MaxPages)
        {
            return new FileRefusal.TooManyPages(limits.MaxPages) { FileName = fileName };
        }
        var document = new DocumentBuilder(fileName, limits);
        var hasWords = false;
        for (var number = 1; number <= pdf.NumberOfPages; number++)
        {
            guard.CheckTime();
            foreach (var paragraph in PdfLayout.Paragraphs(pdf.GetPage<PdfPage>(number).Glyphs))
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
        if (guard.UnsureLetters)
        {
            document.Say("This PDF does not say which letters some of its words are made of. Check every word, or use a Word or text copy.");
        }
        document.Say("A PDF does not say where its paragraphs begin. Check them, and any columns or page numbers.");
        return document.Finish("PDF", scanned: true);
    }
}
