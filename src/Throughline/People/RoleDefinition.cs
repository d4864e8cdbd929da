namespace Throughline.People;

/// <summary>How a role is paid.</summary>
public enum Pay
{
    /// <summary>Not paid.</summary>
    None = 0,

    /// <summary>Expenses only.</summary>
    Expenses = 1,

    /// <summary>By the session.</summary>
    Sessional = 2,

    /// <summary>A salary.</summary>
    Salaried = 3,
}

/// <summary>A role that a scheme has, on its ladder: what it is called, which hats it gives, what it asks for and how much it may ask.</summary>
public sealed class RoleDefinition
{
    /// <summary>Longest title, in characters.</summary>
    public const int TitleMaxLength = 80;

    /// <summary>Longest reason for the caps, in characters.</summary>
    public const int ReasonMaxLength = 500;

    private RoleDefinition()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The scheme whose role it is.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>The template's key for the role: <c>peer-mentor</c>.</summary>
    public string Key { get; private init; } = "";

    /// <summary>What the role is called here.</summary>
    public string Title { get; private set; } = "";

    /// <summary>What others see in its place once the holder's label has set (E08): "Team member".</summary>
    public string PlainTitle { get; private set; } = "";

    /// <summary>The hats that holding it gives.</summary>
    public IReadOnlyList<Hat> Hats { get; private set; } = [];

    /// <summary>True when the role is for people with lived experience. Only that the criterion is met is ever stored (INV-008).</summary>
    public bool LivedExperienceRequired { get; private set; }

    /// <summary>
    /// True when the title alone tells others something of the holder's past: roles that ask for lived experience, and being a mentee.
    /// What a label sunset covers (INV-009).
    /// </summary>
    public bool TellsOfThePast { get; private set; }

    /// <summary>True when the role climbs the peer-work ladder through the states of a role holding; false for staff and service users, who are simply in it.</summary>
    public bool OnLadder { get; private set; }

    /// <summary>Place on the ladder, from 1; 0 for a role that is on none.</summary>
    public int LadderStep { get; private set; }

    /// <summary>How holders are paid unless their holding says otherwise.</summary>
    public Pay Pay { get; private set; }

    /// <summary>True when the same duties are also a paid post here (INV-011).</summary>
    public bool AlsoPaidPost { get; private set; }

    /// <summary>Most active matches a holder may have.</summary>
    public int MatchCap { get; private set; }

    /// <summary>Most hours of contact a week; null for no cap.</summary>
    public decimal? ContactHoursCap { get; private set; }

    /// <summary>Most hours of presence a week; null for no cap.</summary>
    public decimal? PresenceHoursCap { get; private set; }

    /// <summary>What holders do, each task in one line.</summary>
    public IReadOnlyList<string> Tasks { get; private set; } = [];

    /// <summary>Why the caps are what they are.</summary>
    public string CapsReason { get; private set; } = "";

    /// <summary>Key of the training programme to complete first; null for none.</summary>
    public string? MinTraining { get; private set; }

    /// <summary>Code of the clearance needed first; null for none.</summary>
    public string? ClearanceScope { get; private set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>Changes the role for everyone who holds it, and returns what it was until then.</summary>
    /// <param name="edit">What it is from now on.</param>
    /// <param name="reason">Why, in the words of whoever changes it.</param>
    /// <param name="byId">Who changes it.</param>
    /// <param name="hat">Under which hat.</param>
    /// <param name="at">When.</param>
    /// <returns>The entry for its history, or <see cref="Invalid"/>.</returns>
    public Outcome<RoleDefinitionVersion> Edit(RoleEdit edit, string? reason, Guid byId, Hat hat, DateTimeOffset at)
    {
        if (edit.Check(reason) is { } refusal)
        {
            return refusal;
        }

        var before = new RoleDefinitionVersion(this, reason!.Trim(), byId, hat, at);
        Title = edit.Title!.Trim();
        PlainTitle = edit.PlainTitle!.Trim();
        Pay = edit.Pay;
        AlsoPaidPost = edit.AlsoPaidPost;
        MatchCap = edit.MatchCap;
        ContactHoursCap = edit.ContactHoursCap;
        PresenceHoursCap = edit.PresenceHoursCap;
        Tasks = edit.TaskLines;
        CapsReason = edit.CapsReason!.Trim();
        Version++;
        return before;
    }

    /// <summary>Defines a role of a scheme.</summary>
    public static RoleDefinition Define(Guid id, Guid schemeId, RoleOutline outline) => new()
    {
        Id = id,
        SchemeId = schemeId,
        Key = outline.Key,
        Title = outline.Title,
        PlainTitle = outline.PlainTitle,
        Hats = outline.Hats,
        LivedExperienceRequired = outline.LivedExperienceRequired,
        TellsOfThePast = outline.LivedExperienceRequired || outline.Hats.Contains(Hat.Mentee),
        OnLadder = outline.LadderStep > 0,
        LadderStep = outline.LadderStep,
        Pay = outline.Pay,
        AlsoPaidPost = outline.AlsoPaidPost,
        MatchCap = outline.MatchCap,
        ContactHoursCap = outline.ContactHoursCap,
        PresenceHoursCap = outline.PresenceHoursCap,
        Tasks = outline.Tasks ?? [],
        CapsReason = outline.CapsReason,
        MinTraining = outline.MinTraining,
        ClearanceScope = outline.ClearanceScope,
    };
}

/// <summary>A role as a template describes it.</summary>
/// <param name="Key">The template's key.</param>
/// <param name="Title">What it is called.</param>
/// <param name="PlainTitle">What others see after the holder's label sunset.</param>
/// <param name="Hats">The hats it gives.</param>
/// <param name="LivedExperienceRequired">Whether it is for people with lived experience.</param>
/// <param name="LadderStep">Place on the ladder from 1, or 0 for none.</param>
/// <param name="Pay">How it is paid.</param>
/// <param name="AlsoPaidPost">Whether its duties are also a paid post.</param>
/// <param name="MatchCap">Most active matches.</param>
/// <param name="ContactHoursCap">Most contact hours a week.</param>
/// <param name="PresenceHoursCap">Most presence hours a week.</param>
/// <param name="Tasks">What holders do, each task in one line.</param>
/// <param name="CapsReason">Why the caps are what they are.</param>
/// <param name="MinTraining">Key of the training programme to complete first, or null.</param>
/// <param name="ClearanceScope">Code of the clearance needed first, or null.</param>
public sealed record RoleOutline(
    string Key, string Title, string PlainTitle, IReadOnlyList<Hat> Hats, bool LivedExperienceRequired = false, int LadderStep = 0, Pay Pay = Pay.None,
    bool AlsoPaidPost = false, int MatchCap = 0, decimal? ContactHoursCap = null, decimal? PresenceHoursCap = null,
    IReadOnlyList<string>? Tasks = null, string CapsReason = "", string? MinTraining = null, string? ClearanceScope = null);
