using System.Text;

namespace Throughline.Files;

/// <summary>Which encoding a text file is in, found by looking at all of it.</summary>
/// <param name="Encoding">The encoding; characters that do not fit become U+FFFD.</param>
/// <param name="Preamble">Bytes to pass over at the start, 0 to 3.</param>
/// <param name="Note">What a person should check, when the encoding was a guess.</param>
internal sealed record TextEncoding(Encoding Encoding, int Preamble, string? Note)
{
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>Looks through the stream once, in 64 kB steps, and leaves it after the preamble.</summary>
    /// <exception cref="FileRefusedException">NotText or Truncated.</exception>
    public static TextEncoding Detect(Stream stream, string fileName)
    {
        stream.Position = 0;
        var start = new byte[4];
        var length = stream.ReadAtLeast(start, 4, throwOnEndOfStream: false);
        var found = start.AsSpan(0, length) switch
        {
            [0xFF, 0xFE, 0, 0] => throw NotText(fileName),
            [0xFF, 0xFE, ..] => Utf16(stream, new UnicodeEncoding(bigEndian: false, byteOrderMark: false), fileName),
            [0xFE, 0xFF, ..] => Utf16(stream, new UnicodeEncoding(bigEndian: true, byteOrderMark: false), fileName),
            [0xEF, 0xBB, 0xBF, ..] => EightBit(stream, 3, fileName),
            _ => EightBit(stream, 0, fileName),
        };
        stream.Position = found.Preamble;
        return found;
    }

    private static TextEncoding Utf16(Stream stream, Encoding encoding, string fileName) =>
        stream.Length % 2 == 0
            ? new TextEncoding(encoding, 2, null)
            : throw new FileRefusedException(new FileRefusal.Truncated { FileName = fileName });

    private static TextEncoding EightBit(Stream stream, int preamble, string fileName)
    {
        long good = 0, bad = 0, control = 0;
        var cut = false;
        var buffer = new byte[64 * 1024];
        var kept = 0;
        stream.Position = preamble;
        while (true)
        {
            var read = stream.Read(buffer, kept, buffer.Length - kept);
            ReadOnlySpan<byte> rest = buffer.AsSpan(0, kept + read);
            foreach (var b in rest[kept..])
            {
                // Tab to carriage return are white space, 0x1A ended files in DOS, 0x1B begins a terminal's colours.
                control += b < 0x20 && b is not ((>= 0x09 and <= 0x0D) or 0x1A or 0x1B) ? 1 : 0;
            }
            if (rest[kept..].Contains((byte)0))
            {
                throw NotText(fileName);
            }
            while (rest.IndexOfAnyInRange((byte)0x80, (byte)0xFF) is >= 0 and var at)
            {
                rest = rest[at..];
                var status = Rune.DecodeFromUtf8(rest, out _, out var used);
                if (status == System.Buffers.OperationStatus.NeedMoreData && read > 0)
                {
                    break;
                }
                cut |= status == System.Buffers.OperationStatus.NeedMoreData;
                _ = status == System.Buffers.OperationStatus.Done ? good++ : bad++;
                rest = rest[used..];
            }
            if (read == 0)
            {
                break;
            }
            kept = rest.Length > 0 && rest[0] >= 0x80 ? rest.Length : 0;
            rest[..kept].CopyTo(buffer);
        }
        if (control > 8 && control > stream.Length / 100)
        {
            throw NotText(fileName);
        }
        return (good, bad) switch
        {
            (_, 0) => new TextEncoding(new UTF8Encoding(false), preamble, null),
            // A letter cut in two at the very end of a file that is otherwise UTF-8.
            ( > 0, 1) when cut => throw new FileRefusedException(new FileRefusal.Truncated { FileName = fileName }),
            _ when preamble > 0 || good > 3 * bad => new TextEncoding(new UTF8Encoding(false), preamble,
                "Some characters could not be read and are shown as �. Check them against the file."),
            _ => new TextEncoding(Windows1252, 0,
                "The file does not say how its letters are stored, so it was read as Windows text (Windows-1252). Check that accents and pound signs look right."),
        };
    }

    private static FileRefusedException NotText(string fileName) => new(new FileRefusal.NotText { FileName = fileName });
}
