using Throughline.People;

namespace Throughline.Trust;

/// <summary>What became of a planned time.</summary>
public enum RosterStanding
{
    /// <summary>It is to come, or has begun and they may still come.</summary>
    Planned = 1,

    /// <summary>They came.</summary>
    Came = 2,

    /// <summary>It is over and nobody signed in for it.</summary>
    Gap = 3,

    /// <summary>They may not do it on that date: not cleared, or not at work (INV-021, INV-022). Somebody else is needed.</summary>
    NotRostered = 4,
}

/// <summary>Presence against roster: what was planned, who came, where there is a gap. A gap is a question to the service, never a mark against anybody.</summary>
public static class Roster
{
    /// <summary>True when somebody is at work in a role on a London date.</summary>
    public static bool WorksOn(RoleHolding holding, DateOnly on) => holding.Covers(on) && (holding.State.IsActive() || holding.State == RoleState.Held);

    /// <summary>What became of a planned time.</summary>
    /// <param name="planned">The time.</param>
    /// <param name="may">Whether they may do it on its date.</param>
    /// <param name="came">Whether a stay of theirs in the space falls into it.</param>
    /// <param name="now">The present instant.</param>
    public static RosterStanding Stand(Occurrence planned, bool may, bool came, DateTimeOffset now) =>
        came ? RosterStanding.Came : !may ? RosterStanding.NotRostered : planned.EndsAt <= now ? RosterStanding.Gap : RosterStanding.Planned;

    /// <summary>True when a stay falls into a planned time. One that goes on has lasted until now, and says nothing of what is to come.</summary>
    public static bool Meets(Occurrence planned, DateTimeOffset came, DateTimeOffset? left, DateTimeOffset now) => came < planned.EndsAt && (left ?? now) > planned.StartsAt;

    /// <summary>The standing in plain words.</summary>
    public static string Name(this RosterStanding standing) => standing switch
    {
        RosterStanding.Planned => "Planned",
        RosterStanding.Came => "Came",
        RosterStanding.Gap => "Nobody signed in",
        RosterStanding.NotRostered => "Not rostered",
        _ => throw new ArgumentOutOfRangeException(nameof(standing), standing, null),
    };
}
