namespace Throughline.Schemes;

/// <summary>A list that people pick from, and the flags that each of its items carries.</summary>
public sealed class ReferenceKind
{
    private ReferenceKind(string key, string title, string about, params ReferenceFlag[] flags)
    {
        Key = key;
        Title = title;
        About = about;
        Flags = flags;
    }

    /// <summary>Stable name, as it stands in template files and in addresses.</summary>
    public string Key { get; }

    /// <summary>Heading that people read.</summary>
    public string Title { get; }

    /// <summary>What the list is for, in one sentence.</summary>
    public string About { get; }

    /// <summary>Flags every item must carry.</summary>
    public IReadOnlyList<ReferenceFlag> Flags { get; }

    /// <summary>Sorts of order, licence and choice under which people come.</summary>
    public static ReferenceKind RequirementTypes { get; } = new(
        "requirement-types",
        "Requirement types",
        "Why a person comes, and how their days are counted.",
        ReferenceFlag.OneOf("credit-unit", "What is counted", "day", "session", "none"),
        ReferenceFlag.OneOf("most-set-by", "Who sets the most that can count", "court", "officer", "nobody"),
        ReferenceFlag.YesNo("counts-only-if-kept", "Counts only if the rules were kept"));

    /// <summary>What an officer decides about an attendance fact.</summary>
    public static ReferenceKind AttendanceOutcomes { get; } = new(
        "attendance-outcomes",
        "Attendance outcomes",
        "What the officer decides once they know who came.",
        ReferenceFlag.YesNo("attended", "The person came"),
        ReferenceFlag.YesNo("enforceable", "The officer may have to act on it"),
        ReferenceFlag.HatList("may-pick", "Who may pick it"));

    /// <summary>Why a role ended.</summary>
    public static ReferenceKind ExitReasons { get; } = new(
        "exit-reasons", "Reasons for leaving", "Why a role ended.", ReferenceFlag.YesNo("planned", "Planned"));

    /// <summary>Who a message came from, never which person.</summary>
    public static ReferenceKind SourceClasses { get; } = new(
        "source-classes", "Who messages come from", "The sort of person a message came from. Never their name.");

    /// <summary>What a message was about.</summary>
    public static ReferenceKind MessageDimensions { get; } = new(
        "message-dimensions", "What messages are about", "The ways in which people are shown that they count, or do not.");

    /// <summary>How two people are connected.</summary>
    public static ReferenceKind RelationshipKinds { get; } = new(
        "relationship-kinds",
        "Ties between people",
        "How two people know each other. Others see only the effect.",
        ReferenceFlag.YesNo("always-walled", "Puts up a wall at once"));

    /// <summary>Ways to be cleared.</summary>
    public static ReferenceKind ClearanceRoutes { get; } = new(
        "clearance-routes", "Routes to clearance", "How a person can be cleared for a role.");

    /// <summary>What a clearance covers.</summary>
    public static ReferenceKind ClearanceScopes { get; } = new(
        "clearance-scopes", "What clearance covers", "The duties that a clearance opens.");

    /// <summary>What a panel looks at in somebody who applied.</summary>
    public static ReferenceKind PanelDimensions { get; } = new(
        "panel-dimensions", "What a panel looks at", "What a panel says that it saw in somebody who applied. Words, never points.");

    /// <summary>Topics that a health goal can be about.</summary>
    public static ReferenceKind HealthTopics { get; } = new(
        "health-topics", "Health goals", "What a health goal can be about. No illness and no medicine.");

    /// <summary>What two people can have in common.</summary>
    public static ReferenceKind MatchInterests { get; } = new(
        "match-interests",
        "What people like",
        "What two people may like to do or talk about. It helps to find a good match.",
        ReferenceFlag.YesNo("lived", "Counts only if both agree to use it"));

    /// <summary>Languages that people speak.</summary>
    public static ReferenceKind Languages { get; } = new("languages", "Languages", "Languages that people speak well enough to talk about what matters.");

    /// <summary>Every kind, in the order to show them.</summary>
    public static IReadOnlyList<ReferenceKind> All { get; } =
    [
        RequirementTypes, AttendanceOutcomes, ExitReasons, SourceClasses, MessageDimensions,
        RelationshipKinds, ClearanceRoutes, ClearanceScopes, PanelDimensions, HealthTopics, MatchInterests, Languages,
    ];

    /// <summary>The kind with this key, or null.</summary>
    public static ReferenceKind? Find(string? key) => All.FirstOrDefault(k => k.Key == key);

    /// <inheritdoc/>
    public override string ToString() => Key;
}

/// <summary>A flag that each item of a list carries.</summary>
/// <param name="Name">Stable name.</param>
/// <param name="Title">What people read.</param>
/// <param name="Choices">The values allowed; for hats, each one of several.</param>
/// <param name="Several">Whether more than one choice may be given.</param>
public sealed record ReferenceFlag(string Name, string Title, IReadOnlyList<string> Choices, bool Several)
{
    internal static ReferenceFlag YesNo(string name, string title) => new(name, title, ["yes", "no"], false);

    internal static ReferenceFlag OneOf(string name, string title, params string[] choices) => new(name, title, choices, false);

    internal static ReferenceFlag HatList(string name, string title) => new(name, title, TemplateHats.Known, true);
}
