using Throughline.People;

namespace Throughline.Tests.Visibility;

/// <summary>
/// What a surface is asked with: ids and words that may belong to the person who is not to be seen. It remembers what was looked at, so that a
/// surface which looked at nothing of the pair need not be read again for the next one.
/// </summary>
/// <param name="answer">The value for a name; the names are those of the properties, and "Subject/Stories" for a record.</param>
public sealed class SurfaceCase(Func<string, object> answer)
{
    private readonly List<KeyValuePair<string, object>> looked = [];

    /// <summary>The person who is not to be seen.</summary>
    public Guid Subject => Look<Guid>(nameof(Subject));

    /// <summary>A word of their name.</summary>
    public string SubjectWords => Look<string>(nameof(SubjectWords));

    /// <summary>A role of theirs.</summary>
    public Guid SubjectHolding => SubjectRecord("RoleHoldings");

    /// <summary>Somebody connected with them: whom they supervise, whose words they read, who works beside them.</summary>
    public Guid Other => Look<Guid>(nameof(Other));

    /// <summary>A word of that person's name.</summary>
    public string OtherWords => Look<string>(nameof(OtherWords));

    /// <summary>The viewer.</summary>
    public Guid Viewer => Look<Guid>(nameof(Viewer));

    /// <summary>The viewer's scheme.</summary>
    public Guid Scheme => Look<Guid>(nameof(Scheme));

    /// <summary>A role of that scheme.</summary>
    public Guid RoleDefinition => Look<Guid>(nameof(RoleDefinition));

    /// <summary>A role title.</summary>
    public string Role => Look<string>(nameof(Role));

    /// <summary>A state.</summary>
    public RoleState State => Look<RoleState>(nameof(State));

    /// <summary>A conflict in which the subject is named.</summary>
    public Guid Conflict => Look<Guid>(nameof(Conflict));

    /// <summary>A record of the subject's, by the name of its table: "Stories"; or one that names them in another column: "Erasures.ErasedById".</summary>
    public Guid SubjectRecord(string table) => Look<Guid>($"Subject/{table}");

    /// <summary>A record of somebody connected with them.</summary>
    public Guid OtherRecord(string table) => Look<Guid>($"Other/{table}");

    /// <summary>A record of the viewer's own.</summary>
    public Guid OwnRecord(string table) => Look<Guid>($"Own/{table}");

    internal IReadOnlyList<KeyValuePair<string, object>> Looked => looked;

    internal object Answer(string name) => answer(name);

    internal void LookAt(string name) => looked.Add(new(name, answer(name)));

    internal bool Says(KeyValuePair<string, object> value) => answer(value.Key).Equals(value.Value);

    private T Look<T>(string name)
    {
        var value = answer(name);
        looked.Add(new(name, value));
        return (T)value;
    }
}
