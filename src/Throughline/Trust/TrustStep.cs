namespace Throughline.Trust;

/// <summary>The seven steps of trust, in the order in which they are given. Each rests on those before it.</summary>
public enum TrustStep
{
    /// <summary>Being there, watching and asking.</summary>
    Shadowing = 1,

    /// <summary>Running things beside somebody else.</summary>
    CoFacilitating = 2,

    /// <summary>Seeing somebody one to one, with staff in the building.</summary>
    OneToOneStaffNear = 3,

    /// <summary>Working alone in the space. Accepted, it is what takes a role from supervised to solo.</summary>
    WorkingAlone = 4,

    /// <summary>Holding a key (INV-042).</summary>
    KeyHolding = 5,

    /// <summary>Opening up and closing up.</summary>
    OpeningAndClosing = 6,

    /// <summary>Leading, designing, speaking for the team.</summary>
    Leading = 7,
}

/// <summary>What each step is called on a page, and what it opens.</summary>
public static class TrustSteps
{
    private static readonly Dictionary<TrustStep, (string Name, string Opens)> Words = new()
    {
        [TrustStep.Shadowing] = ("Watching and learning", "Be there, watch how it is done, ask anything."),
        [TrustStep.CoFacilitating] = ("Running things side by side", "Run a group or a session together with somebody else."),
        [TrustStep.OneToOneStaffNear] = ("One to one, with staff near", "See somebody one to one while staff are in the building."),
        [TrustStep.WorkingAlone] = ("Working alone in the space", "Do the work without staff beside you."),
        [TrustStep.KeyHolding] = ("Holding a key", "Carry a key of ours."),
        [TrustStep.OpeningAndClosing] = ("Opening up and closing up", "Open the place in the morning and leave it safe at night."),
        [TrustStep.Leading] = ("Leading and speaking for us", "Lead a piece of work, shape something new, or speak for the team."),
    };

    /// <summary>All seven, in order.</summary>
    public static IReadOnlyList<TrustStep> All { get; } = [.. Enum.GetValues<TrustStep>().Order()];

    /// <summary>The step in plain words.</summary>
    public static string Name(this TrustStep step) => Words[step].Name;

    /// <summary>What somebody may do who has it, in one sentence to them.</summary>
    public static string Opens(this TrustStep step) => Words[step].Opens;
}
