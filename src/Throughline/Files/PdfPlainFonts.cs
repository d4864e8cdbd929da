using System.Diagnostics.CodeAnalysis;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Graphics.Colors;
using UglyToad.PdfPig.Parser.Parts;
using UglyToad.PdfPig.PdfFonts;
using UglyToad.PdfPig.Tokenization.Scanner;
using UglyToad.PdfPig.Tokens;

namespace Throughline.Files;

/// <summary>
/// Loads fonts without the programs that draw them: three bytes changed in one made its parser take 470 MB, and a program can
/// call itself. Which letter a code stands for is said outside the program by all that writes text meant to be found again.
/// Tables of widths and letters that name more codes than there are go too: one line of “from 0 to 2,147,483,646” took 6 GB.
/// </summary>
internal sealed class PdfPlainFonts(IResourceStore inner, IPdfTokenScanner scanner, ILookupFilterProvider filters, PdfGuard guard) : IResourceStore
{
    private const int LongestChain = 8;
    private const int MostCodes = 1 << 18;
    private const int MostLetters = 1 << 21;

    private static readonly string[] Programs = ["FontFile", "FontFile2", "FontFile3"];

    private readonly HashSet<IndirectReference> _seen = [];

    /// <summary>Only fonts and forms are loaded: colours, patterns and shadings draw no words, and can be built to hold themselves.</summary>
    public void LoadResourceDictionary(DictionaryToken resourceDictionary) => inner.LoadResourceDictionary(Resources(resourceDictionary));

    public void UnloadResourceDictionary() => inner.UnloadResourceDictionary();

    public IFont? GetFont(NameToken name) => inner.GetFont(name);

    public IFont GetFontDirectly(IndirectReferenceToken fontReferenceToken)
    {
        Follow(fontReferenceToken, Font);
        return inner.GetFontDirectly(fontReferenceToken);
    }

    public bool TryGetXObject(NameToken name, [NotNullWhen(true)] out StreamToken? stream) => inner.TryGetXObject(name, out stream);

    public bool TryGetXObjectReference(NameToken name, out IndirectReference reference) => inner.TryGetXObjectReference(name, out reference);

    public DictionaryToken? GetExtendedGraphicsStateDictionary(NameToken name) => null;

    public bool TryGetNamedColorSpace(NameToken? name, out ResourceColorSpace namedColorSpace)
    {
        namedColorSpace = default;
        return false;
    }

    public ColorSpaceDetails GetColorSpaceDetails(NameToken? name, DictionaryToken? dictionary) => UnsupportedColorSpaceDetails.Instance;

    public ColorSpaceDetails GetDeviceColorSpaceDetails(ColorSpace colorSpace) => UnsupportedColorSpaceDetails.Instance;

    public DictionaryToken? GetMarkedContentPropertiesDictionary(NameToken name) => null;

    public IReadOnlyDictionary<NameToken, PatternColor> GetPatterns() => new Dictionary<NameToken, PatternColor>();

    public Shading GetShading(NameToken name) => inner.GetShading(name);

    private DictionaryToken Resources(DictionaryToken resources)
    {
        var kept = new Dictionary<NameToken, IToken>();
        if (resources.TryGet(NameToken.Font, out var fonts))
        {
            kept[NameToken.Font] = Follow(fonts, Fonts);
        }
        if (resources.TryGet(NameToken.Xobject, out var forms))
        {
            kept[NameToken.Xobject] = forms;
        }
        return new DictionaryToken(kept);
    }

    private DictionaryToken Fonts(DictionaryToken fonts) =>
        new(fonts.Data.ToDictionary(font => NameToken.Create(font.Key), font => Follow(font.Value, Font)));

    private DictionaryToken Font(DictionaryToken font)
    {
        foreach (var key in (NameToken[])[NameToken.W, NameToken.W2])
        {
            if (font.TryGet(key, out var widths) && !(DirectObjectFinder.TryGet(widths, scanner, out ArrayToken? list) && AreSound(list)))
            {
                font = font.Without(key);
            }
        }
        foreach (var key in (NameToken[])[NameToken.ToUnicode, NameToken.Encoding])
        {
            if (font.TryGet(key, out var map) && DirectObjectFinder.TryGet(map, scanner, out StreamToken? stream) && !IsSound(stream))
            {
                font = font.Without(key);
                guard.UnsureLetters = true;
            }
        }
        if (font.TryGet(NameToken.DescendantFonts, out var descendants))
        {
            font = font.With(NameToken.DescendantFonts, Follow(descendants, Font));
        }
        if (!font.TryGet(NameToken.FontDescriptor, out var descriptor))
        {
            return font;
        }
        var embedded = false;
        font = font.With(NameToken.FontDescriptor, Follow(descriptor, found =>
        {
            embedded = Programs.Any(found.Data.ContainsKey);
            return Programs.Aggregate(found, (kept, program) => kept.Without(program));
        }));
        guard.UnsureLetters |= embedded && !font.ContainsKey(NameToken.ToUnicode) && !font.ContainsKey(NameToken.Encoding)
            && !(font.TryGet(NameToken.Subtype, out NameToken subtype) && subtype.Data.StartsWith("CIDFont", StringComparison.Ordinal));
        return font;
    }

    /// <summary>Whether a table of widths, “first [width …]” or “first last width” over and over, names no more codes than a font can have.</summary>
    private static bool AreSound(ArrayToken widths)
    {
        double codes = 0;
        for (var i = 0; i + 1 < widths.Length; i += widths[i + 1] is ArrayToken ? 2 : 3)
        {
            if (widths[i] is NumericToken first && widths[i + 1] is NumericToken last)
            {
                codes += Math.Max(0, last.Double - first.Double);
            }
            else if (widths[i + 1] is not ArrayToken)
            {
                return false;
            }
        }
        return codes <= MostCodes;
    }

    /// <summary>Whether the ranges “&lt;first&gt; &lt;last&gt; &lt;letters&gt;” of a map from codes to letters name no more than a font can have.</summary>
    private bool IsSound(StreamToken stream)
    {
        long codes = 0, letters = 0;
        ReadOnlySpan<byte> map = stream.Decode(filters, scanner).Span;
        while (map.IndexOf("begin"u8) is >= 0 and var begin)
        {
            map = map[(begin + 5)..];
            if (!map.StartsWith("bfrange"u8) && !map.StartsWith("cidrange"u8) && !map.StartsWith("notdefrange"u8))
            {
                continue;
            }
            var end = map.IndexOf("end"u8);
            var section = end < 0 ? map : map[..end];
            while (TryHex(ref section, out var first, out _) && TryHex(ref section, out var last, out _))
            {
                codes += Math.Max(0, last - first) + 1;
                var rest = section.TrimStart(" \t\r\n"u8);
                if (!rest.IsEmpty && rest[0] == '<' && TryHex(ref section, out _, out var length))
                {
                    letters += (last - first + 1) * length;
                }
                else if (!rest.IsEmpty && rest[0] == '[')
                {
                    section = rest.IndexOf((byte)']') is >= 0 and var close ? rest[close..] : default;
                }
                if (codes > MostCodes || letters > MostLetters)
                {
                    return false;
                }
            }
        }
        return true;
    }

    private static bool TryHex(ref ReadOnlySpan<byte> text, out long value, out int length)
    {
        (value, length) = (0, 0);
        var open = text.IndexOf((byte)'<');
        if (open < 0)
        {
            return false;
        }
        text = text[(open + 1)..];
        while (length < text.Length && text[length] != '>')
        {
            if (char.IsAsciiHexDigit((char)text[length]))
            {
                value = Math.Min(uint.MaxValue, (value << 4) | Convert.ToUInt32(((char)text[length]).ToString(), 16));
            }
            length++;
        }
        text = text[length..];
        return true;
    }

    /// <summary>Changes what a token is, or what it points to, or each item of a list of those.</summary>
    private IToken Follow(IToken token, Func<DictionaryToken, DictionaryToken> change, int chain = 0)
    {
        switch (token)
        {
            case DictionaryToken dictionary:
                return change(dictionary);
            case ArrayToken array when chain < LongestChain:
                return new ArrayToken([.. array.Data.Select(item => Follow(item, change, chain + 1))]);
            case IndirectReferenceToken reference when chain < LongestChain:
                if (_seen.Add(reference.Data) && scanner.Get(reference.Data)?.Data is { } target and not StreamToken)
                {
                    var changed = Follow(target, change, chain + 1);
                    scanner.ReplaceToken(reference.Data, changed);
                }
                return token;
            default:
                return token;
        }
    }
}
