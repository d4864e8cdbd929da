using System.Buffers.Text;

namespace Throughline.Files;

/// <summary>
/// Looks through the bytes of a PDF for a table of contents that claims more objects than the file can hold. The parser makes
/// room for each before it looks for any: a claim of 2,000 million took 8 GB, and no hook comes before it.
/// </summary>
internal static class PdfTables
{
    private const int LongestName = 16;

    // Where links lead. The parser follows these trees before it can be asked not to, and a tree that holds itself overflows the stack.
    private static readonly string[] Destinations = ["Names", "Dests"];

    // What a small file may claim. A file carried inside another says its size under the same name.
    private const long AlwaysAllowed = 2_000_000;

    public static bool AreSound(ReadOnlySpan<byte> file)
    {
        var most = Math.Max(AlwaysAllowed, file.Length / 4);
        while (file.IndexOf((byte)'/') is >= 0 and var slash)
        {
            file = file[(slash + 1)..];
            // /Size 57 and /Index [0 57]; letters of a name may be written as #49.
            if (file.Length > 0 && file[0] is (byte)'S' or (byte)'I' or (byte)'#' && Name(file, out var after) is "Size" or "Index" && !ClaimsAreSound(after, most))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>Renames the trees of destinations, in the bytes of the file or of a stream of objects, so that they are not found.</summary>
    public static void HideDestinations(Span<byte> bytes)
    {
        while (bytes.IndexOf((byte)'/') is >= 0 and var slash)
        {
            bytes = bytes[(slash + 1)..];
            if (bytes.Length > 0 && bytes[0] is (byte)'N' or (byte)'D' or (byte)'#' && Destinations.Contains(Name(bytes, out _)))
            {
                bytes[0] = (byte)'x';
            }
        }
    }

    /// <summary>One number, or a list of pairs of a first object and how many follow.</summary>
    private static bool ClaimsAreSound(ReadOnlySpan<byte> value, long most)
    {
        long total = 0;
        var (list, place) = (false, 0);
        while (true)
        {
            value = value.TrimStart(" \t\r\n\f\0+"u8);
            if (value.IsEmpty)
            {
                return true;
            }
            if (value[0] == '%')
            {
                var line = value.IndexOfAny((byte)'\r', (byte)'\n');
                value = line < 0 ? default : value[line..];
            }
            else if (value[0] == '[' && !list)
            {
                list = true;
                value = value[1..];
            }
            else if (value[0] is >= (byte)'0' and <= (byte)'9')
            {
                var digits = value.IndexOfAnyExceptInRange((byte)'0', (byte)'9') is var end && end < 0 ? value.Length : end;
                var number = digits > 15 || !Utf8Parser.TryParse(value[..digits], out long parsed, out _) ? long.MaxValue / 4 : parsed;
                total += !list || ++place % 2 == 0 ? number : 0;
                if (total > most || number > most * 16)
                {
                    return false;
                }
                if (!list)
                {
                    return true;
                }
                value = value[digits..];
            }
            else
            {
                return true;
            }
        }
    }

    private static string Name(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> after)
    {
        Span<char> name = stackalloc char[LongestName];
        int length = 0, i = 0;
        for (; i < text.Length && length < LongestName; i++)
        {
            var c = (char)text[i];
            if (c == '#' && i + 2 < text.Length && char.IsAsciiHexDigit((char)text[i + 1]) && char.IsAsciiHexDigit((char)text[i + 2]))
            {
                c = (char)Convert.ToByte($"{(char)text[i + 1]}{(char)text[i + 2]}", 16);
                i += 2;
            }
            else if (!char.IsAsciiLetter(c))
            {
                break;
            }
            name[length++] = c;
        }
        after = text[i..];
        return name[..length].ToString();
    }
}
