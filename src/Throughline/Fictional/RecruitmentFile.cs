using Throughline.Recruitment;

namespace Throughline.Fictional;

/// <summary>How people came to the peer team.</summary>
internal sealed class RecruitmentFile
{
    public List<WindowEntry> Windows { get; set; } = [];

    public List<ApplicationEntry> Applications { get; set; } = [];
}

internal sealed class WindowEntry
{
    public string Role { get; set; } = "";

    public int Opens { get; set; }

    public int? Closes { get; set; }

    public string About { get; set; } = "";

    public string? OtherWays { get; set; }
}

internal sealed class ApplicationEntry
{
    public string Person { get; set; } = "";

    public string Role { get; set; } = "";

    /// <summary>The day it was sent, where no path of a role says it.</summary>
    public int? Sent { get; set; }

    public string Brings { get; set; } = "";

    public string? Why { get; set; }

    public string? WouldHelp { get; set; }

    public ApplicationRoute Route { get; set; } = ApplicationRoute.Inspired;

    public string? EncouragedBy { get; set; }

    public List<SawEntry> Saw { get; set; } = [];

    public string Strengths { get; set; } = "";

    public string? Wishes { get; set; }

    public string? Support { get; set; }

    public List<string> Panel { get; set; } = [];

    /// <summary>What each member of the panel saw: the dimension, and under each member's key what they wrote.</summary>
    public List<Dictionary<string, string>> Seen { get; set; } = [];

    /// <summary>The words of an offer.</summary>
    public string Answer { get; set; } = "";

    /// <summary>What was good, for a "not this time".</summary>
    public string Good { get; set; } = "";
}

internal sealed class SawEntry
{
    public string Said { get; set; } = "";

    public string Who { get; set; } = "";

    public bool Agrees { get; set; }
}
