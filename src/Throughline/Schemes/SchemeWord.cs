namespace Throughline.Schemes;

/// <summary>What one thing or sort of person is called in a scheme.</summary>
public sealed class SchemeWord
{
    /// <summary>Longest word, in characters.</summary>
    public const int WordMaxLength = 60;

    /// <summary>Longest reason, in characters.</summary>
    public const int ReasonMaxLength = 500;

    private SchemeWord()
    {
    }

    /// <summary>The scheme.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>What the program calls it: <c>mentee</c>.</summary>
    public string Key { get; private init; } = "";

    /// <summary>The word for one.</summary>
    public string Singular { get; private set; } = "";

    /// <summary>The word for several.</summary>
    public string Plural { get; private set; } = "";

    /// <summary>Why this word.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>The word that a template brings.</summary>
    public static SchemeWord From(Guid schemeId, WordTemplate word) =>
        new() { SchemeId = schemeId, Key = word.Key, Singular = word.Singular, Plural = word.Plural, Reason = word.Reason };

    /// <summary>Changes the word. Labels that make a person of what they once did or took are refused (E06).</summary>
    public Refusal? Change(string? singular, string? plural, string? reason)
    {
        var refusal = Typed.Required(singular, WordMaxLength, nameof(Singular), "Enter the word for one", "The word for one")
            ?? Typed.Required(plural, WordMaxLength, nameof(Plural), "Enter the word for several", "The word for several")
            ?? Typed.Required(reason, ReasonMaxLength, nameof(Reason), "Enter why you chose this word", "The reason")
            ?? PersonFirst.Check(singular, nameof(Singular))
            ?? PersonFirst.Check(plural, nameof(Plural));
        if (refusal is not null)
        {
            return refusal;
        }

        (Singular, Plural, Reason) = (singular!.Trim(), plural!.Trim(), reason!.Trim());
        Version++;
        return null;
    }
}
