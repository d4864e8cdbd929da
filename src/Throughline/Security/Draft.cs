using Throughline.Storage;

namespace Throughline.Security;

/// <summary>
/// Words of somebody that are not saved yet: what a form holds while it is being filled in, or what was posted from a session that had locked or
/// ended. Sealed under their writer's own key, seen by nobody else, and gone after a time.
/// </summary>
public sealed class Draft : IAboutPerson, INotAudited
{
    /// <summary>Longest form key, in characters.</summary>
    public const int FormKeyMaxLength = 120;

    /// <summary>Most characters of one draft: a story at its longest, with room for its title and day. What may be saved may be kept until it is.</summary>
    public const int MaxLength = 1_010_000;

    private Draft()
    {
    }

    internal Draft(Guid id, Guid personId, string formKey) => (Id, PersonId, FormKey) = (id, personId, formKey);

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>Who is writing.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>Which form it belongs to, as the page names it: <c>story:new</c>. One writer has one draft for a form.</summary>
    public string FormKey { get; private init; } = "";

    /// <summary>The fields, as JSON: sealed.</summary>
    public SealedText Text { get; private set; } = null!;

    /// <summary>When it was last saved.</summary>
    public DateTimeOffset SavedAt { get; private set; }

    /// <summary>From when it is no longer given back.</summary>
    public DateTimeOffset ExpiresAt { get; private set; }

    internal void Save(SealedText text, DateTimeOffset now, DateTimeOffset expires) => (Text, SavedAt, ExpiresAt) = (text, now, expires);
}

/// <summary>One field of a form as it was typed.</summary>
/// <param name="Name">The field's name; several values of one name come one after another.</param>
/// <param name="Value">What it held.</param>
public sealed record DraftField(string Name, string Value);

/// <summary>A form's fields.</summary>
/// <param name="Fields">The fields in order.</param>
/// <param name="Path">The address it was to be posted to, where it was posted.</param>
public sealed record DraftForm(IReadOnlyList<DraftField> Fields, string? Path = null)
{
    /// <summary>The last value of a field, or null.</summary>
    public string? this[string name] => Fields.LastOrDefault(f => f.Name == name)?.Value;
}

/// <summary>A draft that was found.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Form">What it holds.</param>
/// <param name="SavedAt">When it was last saved.</param>
public sealed record FoundDraft(Guid Id, DraftForm Form, DateTimeOffset SavedAt);
