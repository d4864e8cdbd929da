using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Throughline.Stories.Stages;

/// <summary>A versioned list of codes with which passages are marked.</summary>
/// <param name="Key">A stable name in lower case with hyphens.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Version">1 or more; raised with every change.</param>
/// <param name="Codes">In the order of the file. Keys are unique.</param>
public sealed partial record Codebook(string Key, string Name, int Version, IReadOnlyList<Code> Codes)
{
    private static readonly Lazy<Codebook> TheDefault = new(() => Parse(DefaultText));

    /// <summary>The codebook a scheme starts with.</summary>
    public static Codebook Default => TheDefault.Value;

    /// <summary>The text of <see cref="Default"/>, to copy from.</summary>
    public static string DefaultText
    {
        get
        {
            using var stream = typeof(Codebook).Assembly.GetManifestResourceStream("Throughline.Stories.Stages.default-codebook.yaml")
                ?? throw new InvalidOperationException("The default codebook is not in the assembly.");
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }
    }

    /// <summary>The codes that feed the calculation for one stage and polarity.</summary>
    /// <param name="stage">Which stage.</param>
    /// <param name="polarity">Which way.</param>
    public IEnumerable<Code> For(Stage stage, Polarity polarity) =>
        Codes.Where(code => code.Stage == stage && code.Polarity == polarity);

    /// <summary>The codes that belong to no stage.</summary>
    public IEnumerable<Code> CrossCutting => Codes.Where(code => code.Stage is null);

    /// <summary>The code with a key, or null.</summary>
    /// <param name="key">Its key, in any case.</param>
    public Code? Find(string key) => Codes.FirstOrDefault(code => string.Equals(code.Key, key, StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads a codebook from YAML.</summary>
    /// <param name="yaml">The whole file.</param>
    /// <exception cref="FormatException">Not YAML, something missing, a key twice, or a stage without a polarity. The message names the
    /// line or the code, in words that can be shown to whoever wrote the file.</exception>
    public static Codebook Parse(string yaml)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        CodebookFile? file;
        try
        {
            file = new DeserializerBuilder().WithNamingConvention(HyphenatedNamingConvention.Instance).Build().Deserialize<CodebookFile?>(yaml);
        }
        catch (YamlException problem)
        {
            throw new FormatException(
                $"Line {problem.Start.Line} of the codebook cannot be read: {problem.InnerException?.Message ?? problem.Message}", problem);
        }

        if (file is null)
        {
            throw new FormatException("The codebook is empty.");
        }

        if (file.Version < 1)
        {
            throw new FormatException("The codebook needs a version of 1 or more.");
        }

        var key = KeyOf(file.Key, "The codebook");
        var name = TextOf(file.Name, "The codebook needs a name.");
        if (file.Codes is not { Count: > 0 })
        {
            throw new FormatException("The codebook has no codes.");
        }

        var codes = new List<Code>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in file.Codes)
        {
            var code = entry?.ToCode() ?? throw new FormatException("The codebook has an empty entry in its list of codes.");
            codes.Add(seen.Add(code.Key) ? code : throw new FormatException($"The code “{code.Key}” is there twice."));
        }

        return new Codebook(key, name, file.Version, codes);
    }

    private static string KeyOf(string? key, string what) =>
        key is not null && KeyPattern().IsMatch(key)
            ? key
            : throw new FormatException($"{what} needs a key of lower-case letters, digits and hyphens; it has “{key}”.");

    private static string TextOf(string? text, string orElse) =>
        string.IsNullOrWhiteSpace(text) ? throw new FormatException(orElse) : text.Trim();

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex KeyPattern();

    private sealed class CodebookFile
    {
        public string? Key { get; set; }

        public string? Name { get; set; }

        public int Version { get; set; }

        public string? Language { get; set; }

        public string? Sources { get; set; }

        public List<CodeEntry?>? Codes { get; set; }
    }

    private sealed class CodeEntry
    {
        public string? Key { get; set; }

        public string? Label { get; set; }

        public string? Stage { get; set; }

        public string? Polarity { get; set; }

        public string? Definition { get; set; }

        public string? LookFor { get; set; }

        public Code ToCode()
        {
            var key = KeyOf(Key, $"The code labelled “{Label}”");
            Stage? stage = Stage switch
            {
                null => null,
                "openness" => Stages.Stage.Openness,
                "hook" => Stages.Stage.Hook,
                "replacement-self" => Stages.Stage.ReplacementSelf,
                "no-longer-compatible" => Stages.Stage.NoLongerCompatible,
                _ => throw new FormatException(
                    $"The code “{key}” has the stage “{Stage}”. Use openness, hook, replacement-self or no-longer-compatible, or leave it out."),
            };
            Polarity? polarity = Polarity switch
            {
                null => null,
                "supporting" => Stages.Polarity.Supporting,
                "disconfirming" => Stages.Polarity.Disconfirming,
                _ => throw new FormatException($"The code “{key}” has the polarity “{Polarity}”. Use supporting or disconfirming."),
            };
            if (stage is null != polarity is null)
            {
                throw new FormatException($"The code “{key}” needs both a stage and a polarity, or neither.");
            }

            return new Code(
                key, TextOf(Label, $"The code “{key}” needs a label."), TextOf(Definition, $"The code “{key}” needs a definition."),
                string.IsNullOrWhiteSpace(LookFor) ? null : LookFor.Trim(), stage, polarity);
        }
    }
}

/// <summary>One code of a <see cref="Codebook"/>.</summary>
/// <param name="Key">A stable name, unique in its codebook.</param>
/// <param name="Label">What the coder sees.</param>
/// <param name="Definition">What it means, in a sentence.</param>
/// <param name="LookFor">Signs in a text that it applies, or null.</param>
/// <param name="Stage">The stage it speaks about, or null for a cross-cutting code.</param>
/// <param name="Polarity">Which way it points; null exactly when <paramref name="Stage"/> is.</param>
public sealed record Code(string Key, string Label, string Definition, string? LookFor, Stage? Stage, Polarity? Polarity);
