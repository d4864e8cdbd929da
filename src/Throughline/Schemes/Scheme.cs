namespace Throughline.Schemes;

/// <summary>A peer-work scheme of the organisation: its people, words, roles and settings, made from a template and then its own.</summary>
public sealed class Scheme
{
    /// <summary>Longest name, in characters.</summary>
    public const int NameMaxLength = 120;

    private Scheme()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>What the scheme is called.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The template it was made from.</summary>
    public string TemplateId { get; private init; } = "";

    /// <summary>The version of the template it was made from.</summary>
    public int TemplateVersion { get; private init; }

    /// <summary>The first day it ran.</summary>
    public DateOnly From { get; private init; }

    /// <summary>The last day it ran; null while it runs.</summary>
    public DateOnly? To { get; private set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>Sets up a scheme.</summary>
    /// <returns>The scheme, or <see cref="Invalid"/> for a name that is blank or too long.</returns>
    public static Outcome<Scheme> SetUp(Guid id, string? name, string templateId, int templateVersion, DateOnly from)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return new Invalid(nameof(Name), "Enter a name for the scheme");
        }

        return name.Trim().Length > NameMaxLength
            ? new Invalid(nameof(Name), $"The name must be {NameMaxLength} characters or fewer")
            : new Scheme { Id = id, Name = name.Trim(), TemplateId = templateId, TemplateVersion = templateVersion, From = from };
    }
}
