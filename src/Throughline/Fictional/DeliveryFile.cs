using Throughline.Delivery;

namespace Throughline.Fictional;

internal sealed class DeliveryFile
{
    public List<RequirementEntry> Requirements { get; set; } = [];

    public List<GroupEntry> Groups { get; set; } = [];
}

internal sealed class RequirementEntry
{
    public string Person { get; set; } = "";

    public string Officer { get; set; } = "";

    public string Type { get; set; } = "";

    public int On { get; set; }

    public int From { get; set; }

    public int Length { get; set; }

    public int? Until { get; set; }
}

internal sealed class GroupEntry
{
    public string Key { get; set; } = "";

    public string Scheme { get; set; } = "";

    public string Name { get; set; } = "";

    public string Site { get; set; } = "";

    public List<string> Counts { get; set; } = [];

    public bool ForMentors { get; set; }

    public int Planned { get; set; }

    public int First { get; set; }

    public int Weeks { get; set; }

    public string From { get; set; } = "";

    public string To { get; set; } = "";

    public List<string> Runs { get; set; } = [];

    public List<ExpectedEntry> People { get; set; } = [];

    /// <summary>The last session whose register was kept.</summary>
    public int Kept { get; set; }

    /// <summary>The last session that the officers have decided about.</summary>
    public int Decided { get; set; }

    public List<int> DidNotHappen { get; set; } = [];

    public List<SessionMoveEntry> Moved { get; set; } = [];

    public List<MarkEntry> Marks { get; set; } = [];

    public CalledOffEntry? CalledOff { get; set; }

    /// <summary>The session from which whoever ran it has stepped back; null for none.</summary>
    public int? Gap { get; set; }
}

internal sealed class ExpectedEntry
{
    public string Person { get; set; } = "";

    /// <summary>The first session at which they are expected.</summary>
    public int Since { get; set; } = 1;
}

internal sealed class SessionMoveEntry
{
    public int Session { get; set; }

    public string From { get; set; } = "";

    public string To { get; set; } = "";

    public WhoAsked Asked { get; set; }
}

internal sealed class MarkEntry
{
    public int Session { get; set; }

    public string Person { get; set; } = "";

    public AttendanceMark Mark { get; set; }

    public string? Told { get; set; }

    public AttendanceMark? Corrected { get; set; }

    public string? Outcome { get; set; }

    public string? Reason { get; set; }

    public string? LookedAt { get; set; }
}

internal sealed class CalledOffEntry
{
    public int Session { get; set; }

    public int On { get; set; }

    public string Reason { get; set; } = "";
}
