namespace Throughline.Files;

/// <summary>
/// Takes the words out of a document that somebody chose: .docx, .odt, .txt, .md or .pdf. What a file is, is decided by its
/// content; its name only says what the person expects.
/// </summary>
public static class DocumentReader
{
    /// <summary>The endings that are read, for a hint beside a file field.</summary>
    public const string Accepted = ".docx, .odt, .txt, .md or .pdf";

    private const int SniffedBytes = 1024;

    /// <summary>Reads the whole document. Nothing that a file holds makes this throw.</summary>
    /// <param name="stream">A seekable stream over the whole file; it stays open.</param>
    /// <param name="fileName">The name that the person's machine gave it; used for its ending and in refusals only.</param>
    /// <param name="limits">How much to read; <see cref="FileLimits.ForDocuments"/> when left out.</param>
    /// <param name="cancellation">Stops a PDF between pages.</param>
    /// <returns>The text, or any refusal but those of tables.</returns>
    /// <exception cref="OperationCanceledException">When <paramref name="cancellation"/> asks.</exception>
    public static Outcome<DocumentText> Read(
        Stream stream, string fileName, FileLimits? limits = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(fileName);
        limits ??= FileLimits.ForDocuments;
        try
        {
            return ReadOrThrow(stream, fileName, limits, cancellation);
        }
        catch (FileRefusedException refused)
        {
            return refused.Refusal;
        }
    }

    /// <summary>
    /// Whether <see cref="Read"/> would hand this file to the parser of PDFs. That parser is somebody else's and large, so a service that takes
    /// files from people lets another process do it.
    /// </summary>
    /// <param name="stream">A seekable stream over the whole file; it stays open.</param>
    /// <param name="fileName">The name that the person's machine gave it.</param>
    public static bool IsPdf(Stream stream, string fileName)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(fileName);
        if (Named(fileName).Ending != ".pdf" || stream.Length == 0 || stream.Length > FileLimits.ForDocuments.MaxFileBytes)
        {
            return false;
        }
        return Content.Sniff(Start(stream, fileName, FileLimits.ForDocuments), out _) == ContentKind.Pdf;
    }

    internal static byte[] Start(Stream stream, string fileName, FileLimits limits)
    {
        if (stream.Length == 0)
        {
            throw new FileRefusedException(new FileRefusal.Empty { FileName = fileName });
        }
        if (stream.Length > limits.MaxFileBytes)
        {
            throw new FileRefusedException(new FileRefusal.TooBig(limits.MaxFileBytes) { FileName = fileName });
        }
        stream.Position = 0;
        var start = new byte[(int)Math.Min(SniffedBytes, stream.Length)];
        stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        return start;
    }

    private static DocumentText ReadOrThrow(Stream stream, string fileName, FileLimits limits, CancellationToken cancellation)
    {
        var start = Start(stream, fileName, limits);
        var (ending, nameSays) = Named(fileName);
        var kind = Content.Sniff(start, out var looksLike);
        if (kind == ContentKind.OldOffice && ending is ".docx" or ".doc" or ".odt")
        {
            throw new FileRefusedException(Content.OldOffice(stream, fileName));
        }
        if (nameSays is null)
        {
            throw new FileRefusedException(new FileRefusal.UnknownKind(Accepted) { FileName = fileName });
        }
        if (kind == ContentKind.Zip && ending is ".docx" or ".odt")
        {
            var opened = SafePackage.Open(stream, fileName, limits);
            if (!opened.Succeeded)
            {
                throw new FileRefusedException((FileRefusal)opened.Refusal!);
            }
            var holds = Content.KindOf(opened.Value, out looksLike);
            return holds == ending
                ? ending == ".docx" ? new WordReader(opened.Value).Read() : new OdtReader(opened.Value).Read()
                : throw Disguised();
        }
        return (kind, ending) switch
        {
            (ContentKind.Pdf, ".pdf") => PdfReader.Read(stream, fileName, limits, cancellation),
            (ContentKind.Text, ".txt" or ".md") => PlainTextReader.Read(stream, fileName, limits, ending == ".md"),
            _ => throw Disguised(),
        };

        FileRefusedException Disguised() =>
            new(new FileRefusal.NotWhatItsNameSays(nameSays, looksLike) { FileName = fileName });
    }

    private static (string Ending, string? Says) Named(string fileName)
    {
        var ending = Path.GetExtension(fileName).ToLowerInvariant();
        return (ending, ending switch
        {
            ".docx" => "a Word document",
            ".odt" => "an OpenDocument text",
            ".txt" => "plain text",
            ".md" => "a Markdown text",
            ".pdf" => "a PDF",
            _ => null,
        });
    }
}
