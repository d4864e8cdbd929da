namespace Throughline.Schemes;

/// <summary>One item of a list that people pick from, for the days it holds. Its meaning never changes: an item ends and another begins.</summary>
public sealed class ReferenceItem
{
    /// <summary>Longest code, in characters.</summary>
    public const int CodeMaxLength = 40;

    /// <summary>Longest name, in characters.</summary>
    public const int NameMaxLength = 120;

    /// <summary>Longest hint, in characters.</summary>
    public const int HintMaxLength = 400;

    private ReferenceItem()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The scheme.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>Key of the list: see <see cref="ReferenceKind"/>.</summary>
    public string Kind { get; private init; } = "";

    /// <summary>Code in the list. At most one item holds for a code on any day.</summary>
    public string Code { get; private init; } = "";

    /// <summary>What people read.</summary>
    public string Name { get; private init; } = "";

    /// <summary>Help beside the name; null for none.</summary>
    public string? Hint { get; private init; }

    /// <summary>First day it holds; null for always until it ends.</summary>
    public DateOnly? From { get; private init; }

    /// <summary>Last day it holds; null for no end.</summary>
    public DateOnly? To { get; private set; }

    /// <summary>Values of the list's flags: <c>yes</c> or <c>no</c>, a choice, or hats with spaces between.</summary>
    public IReadOnlyDictionary<string, string> Flags { get; private init; } = new Dictionary<string, string>();

    /// <summary>Place in the list.</summary>
    public int Order { get; private init; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>The item that a template brings.</summary>
    public static ReferenceItem Brought(Guid id, Guid schemeId, ReferenceTemplate item, int order) => new()
    {
        Id = id,
        SchemeId = schemeId,
        Kind = item.Kind.Key,
        Code = item.Code,
        Name = item.Name,
        Hint = item.Hint,
        From = item.From,
        To = item.To,
        Flags = item.Flags,
        Order = order,
    };

    /// <summary>A new item of the scheme's own. Whether its code is free on its days is the use case's to check, under the scheme's lock.</summary>
    public static Outcome<ReferenceItem> Add(
        Guid id, Guid schemeId, ReferenceKind kind, string? code, string? name, string? hint, DateOnly from, IReadOnlyDictionary<string, string> flags, int order)
    {
        var refusal = Typed.Required(code, CodeMaxLength, nameof(Code), "Enter a code", "The code")
            ?? (code!.Trim().All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
                ? null
                : new Invalid(nameof(Code), "The code may only have letters, digits and hyphens"))
            ?? Typed.Required(name, NameMaxLength, nameof(Name), "Enter a name", "The name")
            ?? PersonFirst.Check(name, nameof(Name))
            ?? Typed.Optional(hint, HintMaxLength, nameof(Hint), "The hint")
            ?? PersonFirst.Check(hint, nameof(Hint))
            ?? kind.Flags.Select(f => Check(f, flags)).FirstOrDefault(r => r is not null);
        return refusal is not null
            ? refusal
            : new ReferenceItem
            {
                Id = id,
                SchemeId = schemeId,
                Kind = kind.Key,
                Code = code!.Trim(),
                Name = name!.Trim(),
                Hint = Typed.Blank(hint),
                From = from,
                Flags = kind.Flags.ToDictionary(f => f.Name, f => flags[f.Name]),
                Order = order,
            };
    }

    /// <summary>Whether it holds on a day.</summary>
    public bool HoldsOn(DateOnly day) => (From is null || From <= day) && (To is null || day <= To);

    /// <summary>Whether a flag says yes.</summary>
    public bool Is(string flag) => Flags.TryGetValue(flag, out var value) && value == "yes";

    /// <summary>Makes a day the last on which it holds.</summary>
    public Refusal? EndOn(DateOnly day)
    {
        if (To is not null)
        {
            return new ItemHasEnded(Name, To.Value);
        }

        if (From is not null && day < From)
        {
            return new Invalid(nameof(To), $"The last day must be on or after {Typed.Day(From.Value)}, the first");
        }

        To = day;
        Version++;
        return null;
    }

    private static Invalid? Check(ReferenceFlag flag, IReadOnlyDictionary<string, string> flags)
    {
        var given = flags.TryGetValue(flag.Name, out var value) ? value : "";
        var parts = flag.Several ? given.Split(' ', StringSplitOptions.RemoveEmptyEntries) : [given];
        return parts.Length > 0 && parts.All(flag.Choices.Contains)
            ? null
            : new Invalid($"Flags[{flag.Name}]", $"Choose an answer for \u201c{flag.Title}\u201d");
    }
}

/// <summary>The item ended already.</summary>
/// <param name="Name">Its name.</param>
/// <param name="On">Its last day.</param>
public sealed record ItemHasEnded(string Name, DateOnly On) : Refusal("already-ended")
{
    /// <inheritdoc />
    public override string Sentence => $"{Name} ended on {Typed.Day(On)}. An end cannot be changed, so that old records keep their meaning";
}
