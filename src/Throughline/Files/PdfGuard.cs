using System.IO.Compression;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;

namespace Throughline.Files;

/// <summary>
/// Stands before the parser's own filters, which unpack a stream into memory whole: each stream is first unpacked into
/// nothing and counted, which costs time but no memory. Also counts what pages draw.
/// </summary>
internal sealed class PdfGuard(string fileName, FileLimits limits, CancellationToken stop) : IFilterProvider
{
    private const int WidestRow = 1 << 20;

    private readonly Dictionary<IFilter, IFilter> _guarded = [];
    private long _total;
    private int _glyphs;

    public FileRefusal? Refusal { get; private set; }

    /// <summary>Whether a font was met whose letters only its own program names.</summary>
    public bool UnsureLetters { get; set; }

    public IReadOnlyList<IFilter> GetFilters(DictionaryToken dictionary) => Guard(DefaultFilterProvider.Instance.GetFilters(dictionary));

    public IReadOnlyList<IFilter> GetNamedFilters(IReadOnlyList<NameToken> names) => Guard(DefaultFilterProvider.Instance.GetNamedFilters(names));

    public IReadOnlyList<IFilter> GetAllFilters() => Guard(DefaultFilterProvider.Instance.GetAllFilters());

    /// <summary>Counts what is about to be parsed as the drawing of a page or a form, which need not have been packed.</summary>
    public void Parse(long bytes)
    {
        CheckTime();
        if (bytes > limits.MaxPdfPageBytes)
        {
            Refuse(new FileRefusal.UnpacksTooLarge { FileName = fileName });
        }
    }

    /// <summary>Counts one more letter.</summary>
    public void Write(int onThisPage)
    {
        if (onThisPage >= limits.MaxPdfPageLetters)
        {
            Refuse(new FileRefusal.UnpacksTooLarge { FileName = fileName });
        }
        if (++_glyphs > limits.MaxCharacters)
        {
            Refuse(new FileRefusal.TooMuchText(limits.MaxCharacters) { FileName = fileName });
        }
        if (_glyphs % 1024 == 0)
        {
            CheckTime();
        }
    }

    /// <summary>Stops what is past its time. A page may draw the same form a thousand times, and forms may draw forms.</summary>
    public void CheckTime()
    {
        if (stop.IsCancellationRequested)
        {
            Refuse(new FileRefusal.TookTooLong { FileName = fileName });
        }
    }

    private IFilter[] Guard(IReadOnlyList<IFilter> filters)
    {
        var guarded = new IFilter[filters.Count];
        for (var i = 0; i < guarded.Length; i++)
        {
            if (!_guarded.TryGetValue(filters[i], out var one))
            {
                _guarded[filters[i]] = one = new Counted(this, filters[i]);
            }
            guarded[i] = one;
        }
        return guarded;
    }

    private void Check(IFilter filter, ReadOnlyMemory<byte> input, DictionaryToken dictionary, int index)
    {
        CheckTime();
        var most = IsDrawing(dictionary) ? limits.MaxPdfPageBytes : limits.MaxPartBytes;
        var length = filter switch
        {
            FlateFilter => FlateLength(input, most),
            LzwFilter => LzwLength(input.Span, most),
            RunLengthFilter => input.Length * 64L,
            _ => input.Length,
        };
        _total += Math.Min(length, most);
        if (length > most || _total > limits.MaxPdfBytes || HasWideRows(dictionary, index))
        {
            Refuse(new FileRefusal.UnpacksTooLarge { FileName = fileName });
        }
    }

    private void Refuse(FileRefusal refusal)
    {
        Refusal ??= refusal;
        throw new FileRefusedException(Refusal);
    }

    /// <summary>What draws a page says of itself neither that it is a font, nor a picture, nor a table of objects.</summary>
    private static bool IsDrawing(DictionaryToken dictionary) =>
        dictionary.TryGet(NameToken.Subtype, out NameToken subtype)
            ? subtype.Data == "Form"
            : !dictionary.ContainsKey(NameToken.Type) && !dictionary.ContainsKey(NameToken.Length1);

    private static bool HasWideRows(DictionaryToken dictionary, int index)
    {
        DictionaryToken parameters;
        try
        {
            parameters = DecodeParameterResolver.GetFilterParameters(dictionary, index);
        }
        catch (Exception)
        {
            // A parameter of the wrong kind: the filter itself refuses it.
            return false;
        }
        return Exceeds(NameToken.Columns, WidestRow) || Exceeds(NameToken.Colors, 64) || Exceeds(NameToken.BitsPerComponent, 32);

        bool Exceeds(NameToken name, int most) => parameters.TryGet(name, out NumericToken value) && (value.Double > most || value.Double < 0);
    }

    private static long FlateLength(ReadOnlyMemory<byte> input, long most)
    {
        if (input.Length < 3)
        {
            return 0;
        }
        long length = 0;
        var buffer = new byte[16 * 1024];
        using var packed = new MemoryStream(input[2..].ToArray(), writable: false);
        using var unpacked = new DeflateStream(packed, CompressionMode.Decompress);
        try
        {
            int read;
            while (length <= most && (read = unpacked.Read(buffer)) > 0)
            {
                length += read;
            }
        }
        catch (InvalidDataException)
        {
            // Broken streams are the filter's to mend or refuse; what came out has been counted.
        }
        return length;
    }

    /// <summary>The longer of the two lengths that the two ways of counting code widths give.</summary>
    private static long LzwLength(ReadOnlySpan<byte> input, long most) => Math.Max(LzwLength(input, most, 1), LzwLength(input, most, 0));

    private static long LzwLength(ReadOnlySpan<byte> input, long most, int early)
    {
        var lengths = new int[4097];
        lengths.AsSpan(0, 258).Fill(1);
        var (next, width, bits, held, before) = (258, 9, 0, 0, 0);
        long length = 0;
        foreach (var b in input)
        {
            held = ((held << 8) | b) & 0xFFFFFF;
            bits += 8;
            if (bits < width)
            {
                continue;
            }
            bits -= width;
            var code = (held >> bits) & ((1 << width) - 1);
            if (code == 257 || length > most)
            {
                break;
            }
            if (code == 256)
            {
                (next, width, before) = (258, 9, 0);
                continue;
            }
            var written = code < next ? lengths[code] : before + 1;
            if (before > 0 && next < 4096)
            {
                lengths[next++] = before + 1;
            }
            before = written;
            length += written;
            width = (next + early) switch { >= 2048 => 12, >= 1024 => 11, >= 512 => 10, _ => 9 };
        }
        return length;
    }

    private sealed class Counted(PdfGuard guard, IFilter inner) : IFilter
    {
        public bool IsSupported => inner.IsSupported;

        public Memory<byte> Decode(Memory<byte> input, DictionaryToken streamDictionary, IFilterProvider filterProvider, int filterIndex)
        {
            guard.Check(inner, input, streamDictionary, filterIndex);
            var output = inner.Decode(input, streamDictionary, filterProvider, filterIndex);
            if (streamDictionary.ContainsKey(NameToken.N) && streamDictionary.ContainsKey(NameToken.First))
            {
                PdfTables.HideDestinations(output.Span);
            }
            return output;
        }
    }
}
