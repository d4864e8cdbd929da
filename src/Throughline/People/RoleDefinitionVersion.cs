namespace Throughline.People;

/// <summary>What a role was until it was changed, so that a page about an earlier date can say what it was then (INV-006).</summary>
public sealed class RoleDefinitionVersion
{
    private RoleDefinitionVersion()
    {
    }

    internal RoleDefinitionVersion(RoleDefinition role, string reason, Guid byId, Hat hat, DateTimeOffset until)
    {
        RoleDefinitionId = role.Id;
        Version = role.Version;
        Title = role.Title;
        PlainTitle = role.PlainTitle;
        Pay = role.Pay;
        AlsoPaidPost = role.AlsoPaidPost;
        MatchCap = role.MatchCap;
        ContactHoursCap = role.ContactHoursCap;
        PresenceHoursCap = role.PresenceHoursCap;
        Tasks = role.Tasks;
        (Reason, ChangedById, Hat, Until) = (reason, byId, hat, until);
    }

    /// <summary>The role.</summary>
    public Guid RoleDefinitionId { get; private init; }

    /// <summary>Which version of it this was, from 1.</summary>
    public int Version { get; private init; }

    /// <summary>What it was called.</summary>
    public string Title { get; private init; } = "";

    /// <summary>What others saw after the holder's label sunset.</summary>
    public string PlainTitle { get; private init; } = "";

    /// <summary>How holders were paid.</summary>
    public Pay Pay { get; private init; }

    /// <summary>Whether the same duties were also a paid post.</summary>
    public bool AlsoPaidPost { get; private init; }

    /// <summary>Most active matches.</summary>
    public int MatchCap { get; private init; }

    /// <summary>Most contact hours a week; null for no cap.</summary>
    public decimal? ContactHoursCap { get; private init; }

    /// <summary>Most presence hours a week; null for no cap.</summary>
    public decimal? PresenceHoursCap { get; private init; }

    /// <summary>What holders did.</summary>
    public IReadOnlyList<string> Tasks { get; private init; } = [];

    /// <summary>When it was changed into the next version.</summary>
    public DateTimeOffset Until { get; private init; }

    /// <summary>Why it was changed.</summary>
    public string Reason { get; private init; } = "";

    /// <summary>Who changed it.</summary>
    public Guid ChangedById { get; private init; }

    /// <summary>Under which hat.</summary>
    public Hat Hat { get; private init; }
}

/// <summary>A role as somebody wants it to be. What cannot be changed, because people hold the role for it: its hats, its place on the ladder and whether it asks for lived experience.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="PlainTitle">What others see after the holder's label sunset.</param>
/// <param name="Pay">How holders are paid unless their holding says otherwise.</param>
/// <param name="AlsoPaidPost">Whether the same duties are also a paid post.</param>
/// <param name="MatchCap">Most active matches, 0 to <see cref="MostMatches"/>.</param>
/// <param name="ContactHoursCap">Most contact hours a week, 0 to <see cref="MostHours"/>; null for no cap.</param>
/// <param name="PresenceHoursCap">Most presence hours a week, 0 to <see cref="MostHours"/>; null for no cap.</param>
/// <param name="Tasks">What holders do, one task a line.</param>
/// <param name="CapsReason">Why the caps are what they are.</param>
public sealed record RoleEdit(
    string? Title, string? PlainTitle, Pay Pay, bool AlsoPaidPost, int MatchCap, decimal? ContactHoursCap, decimal? PresenceHoursCap, string? Tasks, string? CapsReason)
{
    /// <summary>Most matches a cap can allow.</summary>
    public const int MostMatches = 40;

    /// <summary>Most hours a week a cap can allow.</summary>
    public const decimal MostHours = 60;

    /// <summary>Most characters of all tasks together.</summary>
    public const int TasksMaxLength = 2000;

    /// <summary>The tasks, blank lines left out.</summary>
    public IReadOnlyList<string> TaskLines =>
        (Tasks ?? "").Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>The first thing wrong, or null.</summary>
    public Refusal? Check(string? reason) =>
        Text(Title, RoleDefinition.TitleMaxLength, nameof(Title), "Enter what the role is called", "The title")
        ?? Text(PlainTitle, RoleDefinition.TitleMaxLength, nameof(PlainTitle), "Enter what others see after a label sunset", "The plain title")
        ?? (Enum.IsDefined(Pay) ? null : new Invalid(nameof(Pay), "Choose how the role is paid"))
        ?? Text(Tasks, TasksMaxLength, nameof(Tasks), "Enter at least one task", "The tasks")
        ?? (MatchCap is >= 0 and <= MostMatches ? null : new Invalid(nameof(MatchCap), $"The number of matches must be from 0 to {MostMatches}"))
        ?? Hours(ContactHoursCap, nameof(ContactHoursCap))
        ?? Hours(PresenceHoursCap, nameof(PresenceHoursCap))
        ?? Text(CapsReason, RoleDefinition.ReasonMaxLength, nameof(CapsReason), "Enter why these are the most a person takes on", "The reason for the limits")
        ?? Text(reason, RoleDefinition.ReasonMaxLength, "Reason", "Enter why you are changing the role", "The reason");

    private static Invalid? Text(string? text, int max, string field, string missing, string label) =>
        string.IsNullOrWhiteSpace(text) ? new(field, missing) : text.Trim().Length > max ? new(field, $"{label} must be {max} characters or fewer") : null;

    private static Invalid? Hours(decimal? hours, string field) =>
        hours is null || (hours >= 0 && hours <= MostHours && hours == decimal.Round(hours.Value, 2)) ? null : new(field, $"The hours must be from 0 to {MostHours}, like 4 or 2.5");
}
