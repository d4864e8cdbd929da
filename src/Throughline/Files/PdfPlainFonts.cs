using System.Diagnostics.CodeAnalysis;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Graphics.Colors;
using UglyToad.PdfPig.PdfFonts;
using UglyToad.PdfPig.Tokenization.Scanner;
using UglyToad.PdfPig.Tokens;

namespace Throughline.Files;

/// <summary>
/// Loads fonts without the programs that draw them: three bytes changed in one made its parser take 470 MB, and a program can
/// call itself. Which letter a code stands for is said outside the program by all that writes text meant to be found again.
/// </summary>
internal sealed class PdfPlainFonts(IResourceStore inner, IPdfTokenScanner scanner, PdfGuard guard) : IResourceStore
{
    private const int LongestChain = 8;

    private static readonly string[] Programs = ["FontFile", "FontFile2", "FontFile3"];

    private readonly HashSet<IndirectReference> _seen = [];

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

    public DictionaryToken? GetExtendedGraphicsStateDictionary(NameToken name) => inner.GetExtendedGraphicsStateDictionary(name);

    public bool TryGetNamedColorSpace(NameToken name, out ResourceColorSpace namedColorSpace) => inner.TryGetNamedColorSpace(name, out namedColorSpace);

    public ColorSpaceDetails GetColorSpaceDetails(NameToken? name, DictionaryToken? dictionary) => inner.GetColorSpaceDetails(name, dictionary);

    public ColorSpaceDetails GetDeviceColorSpaceDetails(ColorSpace colorSpace) => inner.GetDeviceColorSpaceDetails(colorSpace);

    public DictionaryToken? GetMarkedContentPropertiesDictionary(NameToken name) => inner.GetMarkedContentPropertiesDictionary(name);

    public IReadOnlyDictionary<NameToken, PatternColor> GetPatterns() => inner.GetPatterns();

    public Shading GetShading(NameToken name) => inner.GetShading(name);

    private DictionaryToken Resources(DictionaryToken resources) =>
        resources.TryGet(NameToken.Font, out var fonts) ? resources.With(NameToken.Font, Follow(fonts, Fonts)) : resources;

    private DictionaryToken Fonts(DictionaryToken fonts) =>
        new(fonts.Data.ToDictionary(font => NameToken.Create(font.Key), font => Follow(font.Value, Font)));

    private DictionaryToken Font(DictionaryToken font)
    {
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
