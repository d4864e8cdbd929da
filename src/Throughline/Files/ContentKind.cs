using System.Text;

namespace Throughline.Files;

/// <summary>What the first bytes of a file say that it is.</summary>
internal enum ContentKind
{
    Text,
    Zip,
    Pdf,
    OldOffice,
    RichText,
    Other,
}

internal static class Content
{
    private static readonly (byte[] Magic, int At, string LooksLike)[] Known =
    [
        ([0x89, (byte)'P', (byte)'N', (byte)'G'], 0, "a picture (PNG)"),
        ([0xFF, 0xD8, 0xFF], 0, "a picture (JPEG)"),
        ("GIF8"u8.ToArray(), 0, "a picture (GIF)"),
        ("WEBP"u8.ToArray(), 8, "a picture (WebP)"),
        ("WAVE"u8.ToArray(), 8, "a sound recording"),
        ("ID3"u8.ToArray(), 0, "a sound recording"),
        ("OggS"u8.ToArray(), 0, "a sound recording"),
        ("fLaC"u8.ToArray(), 0, "a sound recording"),
        ("ftypM4A"u8.ToArray(), 4, "a sound recording"),
        ("ftypheic"u8.ToArray(), 4, "a picture (HEIC)"),
        ("ftyp"u8.ToArray(), 4, "a film or a sound recording"),
        ([0x7F, (byte)'E', (byte)'L', (byte)'F'], 0, "a program"),
        ([0x1F, 0x8B], 0, "a packed archive (gzip)"),
        ([(byte)'7', (byte)'z', 0xBC, 0xAF], 0, "a packed archive (7-Zip)"),
        ("Rar!"u8.ToArray(), 0, "a packed archive (RAR)"),
        ("SQLite format 3"u8.ToArray(), 0, "a database"),
    ];

    /// <summary>Decides by the first kilobyte; <paramref name="looksLike"/> is for people.</summary>
    public static ContentKind Sniff(ReadOnlySpan<byte> start, out string looksLike)
    {
        if (start.StartsWith("PK\u0003\u0004"u8) || start.StartsWith("PK\u0005\u0006"u8))
        {
            looksLike = "a zip archive";
            return ContentKind.Zip;
        }
        if (start.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]))
        {
            looksLike = "a password-protected file or an old Office document";
            return ContentKind.OldOffice;
        }
        // Viewers look for the mark within the first kilobyte, and so do some that write before it.
        if (start.StartsWith("%PDF-"u8) || (start.IndexOf("%PDF-"u8) is > 0 and var at && !start[..at].ContainsAnyInRange((byte)'!', (byte)'~')))
        {
            looksLike = "a PDF";
            return ContentKind.Pdf;
        }
        if (start.StartsWith("{\\rtf"u8))
        {
            looksLike = "a rich text document (RTF)";
            return ContentKind.RichText;
        }
        foreach (var (magic, position, name) in Known)
        {
            if (start.Length >= position + magic.Length && start[position..].StartsWith(magic))
            {
                looksLike = name;
                return ContentKind.Other;
            }
        }
        // Two letters are too few to be sure: “MZ” could begin a transcript.
        if (start.StartsWith("MZ"u8) && start.Contains((byte)0))
        {
            looksLike = "a program";
            return ContentKind.Other;
        }
        looksLike = LooksLikeWebPage(start) ? "a web page" : "plain text";
        return ContentKind.Text;
    }

    /// <summary>What a package holds, from the names of its parts: an ending with its dot, or null and words for people.</summary>
    public static string? KindOf(SafePackage package, out string looksLike)
    {
        string? ending;
        (ending, looksLike) = package switch
        {
            _ when package.Has("xl/workbook.xml") || package.Has("xl/workbook.bin") => (package.Has("xl/workbook.xml") ? ".xlsx" : null, "an Excel workbook"),
            _ when package.Has("ppt/presentation.xml") => ((string?)null, "a slide show"),
            _ when package.Has("word/document.xml") || IsWord(package) => (".docx", "a Word document"),
            _ when package.Has("content.xml") || package.Has("encrypted-package") => OpenDocument(package),
            _ when package.Has("project.qde") => (null, "a REFI-QDA project"),
            _ => (null, "a zip archive"),
        };
        return ending;
    }

    public static FileRefusal OldOffice(Stream stream, string fileName)
    {
        var (encrypted, word, excel) = (false, false, false);
        stream.Position = 0;
        // The directory of streams may lie anywhere in the file; names in it are UTF-16.
        var buffer = new byte[64 * 1024];
        var kept = 0;
        int read;
        while ((read = stream.Read(buffer, kept, buffer.Length - kept)) > 0)
        {
            var span = buffer.AsSpan(0, kept + read);
            encrypted |= span.IndexOf(Encoding.Unicode.GetBytes("EncryptedPackage")) >= 0;
            word |= span.IndexOf(Encoding.Unicode.GetBytes("WordDocument")) >= 0;
            excel |= span.IndexOf(Encoding.Unicode.GetBytes("Workbook")) >= 0;
            kept = Math.Min(span.Length, 64);
            span[^kept..].CopyTo(buffer);
        }
        return (encrypted, word, excel) switch
        {
            (true, _, _) => new FileRefusal.PasswordProtected { FileName = fileName },
            (_, true, _) => new FileRefusal.OldOfficeFormat("an old Word document (.doc)", ".docx") { FileName = fileName },
            (_, _, true) => new FileRefusal.OldOfficeFormat("an old Excel workbook (.xls)", ".xlsx") { FileName = fileName },
            _ => new FileRefusal.OldOfficeFormat("a password-protected file or an old .doc or .xls", ".docx or .xlsx") { FileName = fileName },
        };
    }

    // Word on the web names the main part word/document2.xml.
    private static bool IsWord(SafePackage package) =>
        OfficeRelationships.Of(package, "").Part(package, "officeDocument")?.StartsWith("word/", StringComparison.OrdinalIgnoreCase) == true;

    private static (string?, string) OpenDocument(SafePackage package)
    {
        var type = "";
        if (package.Has("mimetype"))
        {
            using var part = package.OpenPart("mimetype");
            var bytes = new byte[128];
            type = Encoding.ASCII.GetString(bytes, 0, part.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)).Trim();
        }
        return type switch
        {
            _ when type.StartsWith("application/vnd.oasis.opendocument.text", StringComparison.Ordinal) => (".odt", "an OpenDocument text"),
            _ when type.StartsWith("application/vnd.oasis.opendocument.spreadsheet", StringComparison.Ordinal) => (null, "an OpenDocument spreadsheet"),
            _ when type.StartsWith("application/vnd.oasis.opendocument.presentation", StringComparison.Ordinal) => (null, "a slide show"),
            "" => (".odt", "an OpenDocument text"),
            _ => (null, "a zip archive"),
        };
    }

    private static bool LooksLikeWebPage(ReadOnlySpan<byte> start)
    {
        var text = Encoding.Latin1.GetString(start[..Math.Min(start.Length, 256)]).TrimStart('\u00EF', '\u00BB', '\u00BF', ' ', '\r', '\n', '\t');
        return text.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || text.StartsWith("<html", StringComparison.OrdinalIgnoreCase);
    }
}
