namespace Throughline.Safeguarding;

/// <summary>Where a concern about somebody's safety stands (state machine 13).</summary>
public enum SafeguardingState
{
    /// <summary>Somebody said it; nobody has it yet.</summary>
    Raised = 1,

    /// <summary>Somebody is in danger now; nobody has it yet.</summary>
    ImmediateDanger = 2,

    /// <summary>Somebody is in danger now and 999 has been called.</summary>
    EmergencyCalled = 3,

    /// <summary>A duty person has it.</summary>
    Acknowledged = 4,

    /// <summary>It has been looked at, and what it is has been said.</summary>
    Triaged = 5,

    /// <summary>It is with somebody outside the service.</summary>
    Referred = 6,

    /// <summary>The service does something itself.</summary>
    ActionPlan = 7,

    /// <summary>All is done that can be, and somebody keeps looking.</summary>
    Monitoring = 8,

    /// <summary>The lead closed it.</summary>
    Closed = 9,
}

/// <summary>The exits of each state, and its words.</summary>
public static class SafeguardingStates
{
    /// <summary>The states that may follow. A danger that nobody rang 999 for can still be taken on: nothing may stand between a concern and whoever answers.</summary>
    public static IReadOnlyList<SafeguardingState> ExitsOf(SafeguardingState state) => state switch
    {
        SafeguardingState.Raised => [SafeguardingState.ImmediateDanger, SafeguardingState.Acknowledged],
        SafeguardingState.ImmediateDanger => [SafeguardingState.EmergencyCalled, SafeguardingState.Acknowledged],
        SafeguardingState.EmergencyCalled => [SafeguardingState.Acknowledged],
        SafeguardingState.Acknowledged => [SafeguardingState.Triaged],
        SafeguardingState.Triaged => [SafeguardingState.Referred, SafeguardingState.ActionPlan],
        SafeguardingState.Referred => [SafeguardingState.ActionPlan, SafeguardingState.Monitoring],
        SafeguardingState.ActionPlan => [SafeguardingState.Referred, SafeguardingState.Monitoring],
        SafeguardingState.Monitoring => [SafeguardingState.ActionPlan, SafeguardingState.Closed],
        SafeguardingState.Closed => [],
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    /// <summary>True until somebody has it.</summary>
    public static bool Waits(this SafeguardingState state) => state is SafeguardingState.Raised or SafeguardingState.ImmediateDanger or SafeguardingState.EmergencyCalled;

    /// <summary>The state in plain words.</summary>
    public static string Name(this SafeguardingState state) => state switch
    {
        SafeguardingState.Raised => "Nobody has it yet",
        SafeguardingState.ImmediateDanger => "Danger now, nobody has it yet",
        SafeguardingState.EmergencyCalled => "999 called, nobody has it yet",
        SafeguardingState.Acknowledged => "Somebody has it",
        SafeguardingState.Triaged => "Looked at",
        SafeguardingState.Referred => "With another service",
        SafeguardingState.ActionPlan => "There is a plan",
        SafeguardingState.Monitoring => "Keeping an eye on it",
        SafeguardingState.Closed => "Closed",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };
}

/// <summary>What a concern is about.</summary>
public enum SafeguardingKind
{
    /// <summary>Thoughts of ending their life, or hurting themselves.</summary>
    WantsToDie = 1,

    /// <summary>An overdose, or drink or drugs that put them in danger.</summary>
    Overdose = 2,

    /// <summary>Somebody hurts, threatens or controls them.</summary>
    HurtBySomebody = 3,

    /// <summary>A child may not be safe.</summary>
    Child = 4,

    /// <summary>Somebody may be badly hurt by them.</summary>
    MayHurtSomebody = 5,

    /// <summary>They cannot keep themselves safe, warm or fed.</summary>
    CannotCope = 6,

    /// <summary>Anything else that is about safety.</summary>
    SomethingElse = 7,
}

/// <summary>Whether the person has been told that there is a concern about them.</summary>
public enum Telling
{
    /// <summary>Nobody has decided yet; until then nothing of it shows on their record.</summary>
    NotDecided = 0,

    /// <summary>They have been told.</summary>
    Told = 1,

    /// <summary>Telling them would add to the danger: not told for now, with a reason and a date to look again.</summary>
    Withheld = 2,
}

/// <summary>What an entry in the course of a concern is.</summary>
public enum SafeguardingEntryKind
{
    /// <summary>It was raised.</summary>
    Raised = 1,

    /// <summary>Somebody added words.</summary>
    Added = 2,

    /// <summary>999 was called.</summary>
    EmergencyCalled = 3,

    /// <summary>Somebody has it.</summary>
    Acknowledged = 4,

    /// <summary>It went to another owner.</summary>
    HandedOver = 5,

    /// <summary>It was looked at.</summary>
    Triaged = 6,

    /// <summary>It went to another service.</summary>
    Referred = 7,

    /// <summary>A plan was made.</summary>
    Planned = 8,

    /// <summary>It is watched.</summary>
    Monitoring = 9,

    /// <summary>Whether to tell the person was decided.</summary>
    Telling = 10,

    /// <summary>It is to be kept for longer, or no longer.</summary>
    Kept = 11,

    /// <summary>It was closed.</summary>
    Closed = 12,
}

/// <summary>Whether somebody agreed that something about them is shared.</summary>
public enum ConsentSought
{
    /// <summary>They were asked and agreed.</summary>
    Agreed = 1,

    /// <summary>They were asked and said no.</summary>
    Refused = 2,

    /// <summary>They were not asked.</summary>
    NotAsked = 3,
}

/// <summary>The wording of this slice.</summary>
public static class SafeguardingWords
{
    /// <summary>A kind in plain words.</summary>
    public static string Name(this SafeguardingKind kind) => kind switch
    {
        SafeguardingKind.WantsToDie => "They want to die or to hurt themselves",
        SafeguardingKind.Overdose => "They have taken too much, or may do",
        SafeguardingKind.HurtBySomebody => "Somebody hurts, scares or controls them",
        SafeguardingKind.Child => "A child may not be safe",
        SafeguardingKind.MayHurtSomebody => "Somebody may be badly hurt by them",
        SafeguardingKind.CannotCope => "They cannot keep safe, warm or fed",
        SafeguardingKind.SomethingElse => "Something else about being safe",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>An entry's heading.</summary>
    public static string Name(this SafeguardingEntryKind kind) => kind switch
    {
        SafeguardingEntryKind.Raised => "Raised",
        SafeguardingEntryKind.Added => "Added",
        SafeguardingEntryKind.EmergencyCalled => "999 called",
        SafeguardingEntryKind.Acknowledged => "Taken on",
        SafeguardingEntryKind.HandedOver => "Handed over",
        SafeguardingEntryKind.Triaged => "Looked at",
        SafeguardingEntryKind.Referred => "Passed to another service",
        SafeguardingEntryKind.Planned => "Plan made",
        SafeguardingEntryKind.Monitoring => "Keeping an eye on it",
        SafeguardingEntryKind.Telling => "Telling the person",
        SafeguardingEntryKind.Kept => "How long to keep it",
        SafeguardingEntryKind.Closed => "Closed",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>Consent in plain words.</summary>
    public static string Name(this ConsentSought consent) => consent switch
    {
        ConsentSought.Agreed => "They were asked and said yes",
        ConsentSought.Refused => "They were asked and said no",
        ConsentSought.NotAsked => "They were not asked",
        _ => throw new ArgumentOutOfRangeException(nameof(consent), consent, null),
    };

    /// <summary>As whom somebody is paged.</summary>
    public static string Name(this PagedAs role) => role switch
    {
        PagedAs.Supervisor => "Supervisor",
        PagedAs.First => "First on duty",
        PagedAs.Second => "Second on duty",
        PagedAs.Lead => "Safeguarding lead",
        PagedAs.Head => "Head of service",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };
}
