using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Throughline.Schemes;

/// <summary>One block of keys in a template file. It notes every problem with its line and reads on, so that an author sees all of them at once.</summary>
internal sealed class TemplateNode
{
    private readonly YamlMappingNode map;
    private readonly string what;
    private readonly string file;
    private readonly List<TemplateProblem> problems;
    private readonly HashSet<string> read = [];

    private TemplateNode(YamlMappingNode map, string what, string file, List<TemplateProblem> problems)
    {
        this.map = map;
        this.what = what;
        this.file = file;
        this.problems = problems;
    }

    internal int Line => (int)map.Start.Line;

    internal string File => file;

    internal static TemplateNode? Open(string file, string text, List<TemplateProblem> problems)
    {
        var stream = new YamlStream();
        using var reader = new StringReader(text);
        var parser = new Parser(reader);
        try
        {
            stream.Load(parser);
        }
        catch (InvalidOperationException)
        {
            // The scanner throws this, without a place, for brackets that are not closed.
            problems.Add(new(file, (int)Math.Max(1, parser.Current?.End.Line ?? 1), "This is not YAML that can be read from here on. Look for a bracket or a quote that is not closed."));
            return null;
        }
        catch (YamlException e)
        {
            problems.Add(new(file, (int)Math.Max(1, e.Start.Line), $"This is not YAML that can be read ({e.Message.TrimEnd('.')})."));
            return null;
        }

        if (stream.Documents.Count != 1 || stream.Documents[0].RootNode is not YamlMappingNode map)
        {
            problems.Add(new(file, 1, "A template is one block of keys, and this file is empty or holds something else."));
            return null;
        }

        return new(map, "the file", file, problems);
    }

    internal void Problem(string sentence) => Problem(Line, sentence);

    internal bool Has(string key) => map.Children.ContainsKey(new YamlScalarNode(key));

    internal string Text(string key) => OptionalText(key) ?? Missing(key, "");

    internal string? OptionalText(string key)
    {
        if (Child(key) is not { } node)
        {
            return null;
        }

        if (node is not YamlScalarNode { Value: { } value } || string.IsNullOrWhiteSpace(value))
        {
            Problem(node, $"\"{key}\" of {what} needs text.");
            return "";
        }

        return value;
    }

    /// <summary>A stable name: lower case, digits, dots and hyphens.</summary>
    internal string Key(string key)
    {
        var text = Text(key);
        if (text.Any(c => !(char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '.')))
        {
            Problem(Child(key)!, $"\"{key}\" of {what} is \"{text}\". Use small letters, digits, dots and hyphens only.");
        }

        return text;
    }

    internal bool YesNo(string key)
    {
        var text = Text(key);
        if (text is not ("yes" or "no" or ""))
        {
            Problem(Child(key)!, $"\"{key}\" of {what} is \"{text}\". Write yes or no.");
        }

        return text == "yes";
    }

    internal decimal Number(string key, decimal min, decimal max) => OptionalNumber(key, min, max) ?? Missing(key, 0m);

    internal decimal? OptionalNumber(string key, decimal min = decimal.MinValue, decimal max = decimal.MaxValue)
    {
        if (OptionalText(key) is not { Length: > 0 } text)
        {
            return Has(key) ? 0 : null;
        }

        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            Problem(Child(key)!, $"\"{key}\" of {what} is \"{text}\", which is not a number.");
            return 0;
        }

        if (number < min || number > max)
        {
            Problem(Child(key)!, $"\"{key}\" of {what} is {text}. It has to be from {min} to {max}.");
        }

        return number;
    }

    internal int Whole(string key, int min, int max)
    {
        var number = Number(key, min, max);
        if (number != decimal.Truncate(number))
        {
            Problem(Child(key)!, $"\"{key}\" of {what} is {number}. It has to be a whole number.");
        }

        return (int)Math.Clamp(number, min, max);
    }

    internal DateOnly? OptionalDate(string key)
    {
        if (OptionalText(key) is not { Length: > 0 } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }

        Problem(Child(key)!, $"\"{key}\" of {what} is \"{text}\". Write a date that exists, like 2015-02-01.");
        return null;
    }

    internal string OneOf(string key, IReadOnlyCollection<string> choices)
    {
        var text = Text(key);
        if (text.Length > 0 && !choices.Contains(text))
        {
            Problem(Child(key)!, $"\"{key}\" of {what} is \"{text}\". It has to be one of: {string.Join(", ", choices)}.");
        }

        return text;
    }

    internal IReadOnlyList<string> List(string key, IReadOnlyCollection<string>? choices = null, bool required = true)
    {
        if (Child(key) is not { } node)
        {
            return required ? Missing<IReadOnlyList<string>>(key, []) : [];
        }

        if (node is not YamlSequenceNode { Children.Count: > 0 } sequence)
        {
            Problem(node, $"\"{key}\" of {what} needs a list with at least one entry.");
            return [];
        }

        var list = new List<string>();
        foreach (var child in sequence)
        {
            if (child is not YamlScalarNode { Value: { } value } || string.IsNullOrWhiteSpace(value))
            {
                Problem(child, $"An entry of \"{key}\" of {what} is empty or is not text.");
            }
            else if (choices is not null && !choices.Contains(value))
            {
                Problem(child, $"\"{key}\" of {what} names \"{value}\". It has to be one of: {string.Join(", ", choices)}.");
            }
            else if (list.Contains(value))
            {
                Problem(child, $"\"{key}\" of {what} names \"{value}\" twice.");
            }
            else
            {
                list.Add(value);
            }
        }

        return list;
    }

    internal TemplateNode? Block(string key)
    {
        if (Child(key) is not { } node)
        {
            Missing(key, "");
            return null;
        }

        if (node is YamlMappingNode block)
        {
            return new(block, $"\"{key}\" of {what}", file, problems);
        }

        Problem(node, $"\"{key}\" of {what} has to be a block of keys.");
        return null;
    }

    /// <summary>The entries of a list of blocks, each named in messages by the value of <paramref name="nameKey"/>.</summary>
    internal IReadOnlyList<TemplateNode> Blocks(string key, string noun, string nameKey, bool required)
    {
        if (Child(key) is not { } node)
        {
            return required ? Missing<IReadOnlyList<TemplateNode>>(key, []) : [];
        }

        if (node is not YamlSequenceNode { Children.Count: > 0 } sequence)
        {
            Problem(node, $"\"{key}\" of {what} needs a list with at least one entry.");
            return [];
        }

        var blocks = new List<TemplateNode>();
        foreach (var child in sequence)
        {
            if (child is YamlMappingNode block)
            {
                var name = block.Children.TryGetValue(new YamlScalarNode(nameKey), out var n) && n is YamlScalarNode { Value: { } v } ? $" \"{v}\"" : "";
                blocks.Add(new(block, noun + name, file, problems));
            }
            else
            {
                Problem(child, $"An entry of \"{key}\" of {what} has to be a block of keys.");
            }
        }

        return blocks;
    }

    /// <summary>Says so where a key stands in the file that nothing reads: it is a slip of the pen, and silence would hide it.</summary>
    internal void NothingElse()
    {
        foreach (var (key, _) in map)
        {
            if (key is not YamlScalarNode { Value: { } name } || !read.Contains(name))
            {
                Problem(key, $"\"{key}\" is not a key that {what} can have.");
            }
        }
    }

    private YamlNode? Child(string key)
    {
        read.Add(key);
        return map.Children.TryGetValue(new YamlScalarNode(key), out var node) ? node : null;
    }

    private T Missing<T>(string key, T value)
    {
        if (!Has(key))
        {
            Problem(Line, $"\"{key}\" of {what} is missing.");
        }

        return value;
    }

    private void Problem(YamlNode node, string sentence) => Problem((int)node.Start.Line, sentence);

    private void Problem(int line, string sentence)
    {
        var problem = new TemplateProblem(file, Math.Max(1, line), sentence);
        if (!problems.Contains(problem))
        {
            problems.Add(problem);
        }
    }
}
