using Throughline.Training;

namespace Throughline.Fictional;

/// <summary>The courses of the fictional service.</summary>
internal sealed class TrainingFile
{
    public List<CourseEntry> Courses { get; set; } = [];

    public List<ElsewhereEntry> Elsewhere { get; set; } = [];
}

internal sealed class CourseEntry
{
    public string Key { get; set; } = "";

    public string Scheme { get; set; } = "";

    public string Name { get; set; } = "";

    public string Site { get; set; } = "";

    /// <summary>The day of the first session; the others follow weekly.</summary>
    public int First { get; set; }

    /// <summary>The day on which it was planned; three weeks before the first session where it is not said.</summary>
    public int? Planned { get; set; }

    /// <summary>Who runs it; the first of them keeps the registers.</summary>
    public List<string> Runs { get; set; } = [];

    public string? WithoutPeer { get; set; }

    public int? Over { get; set; }

    /// <summary>Sessions whose register has not been filled in.</summary>
    public List<int> Unkept { get; set; } = [];

    public List<PlaceEntry> People { get; set; } = [];
}

internal sealed class PlaceEntry
{
    public string Person { get; set; } = "";

    public List<MissedEntry> Missed { get; set; } = [];

    public LaterEntry? Later { get; set; }
}

internal sealed class MissedEntry
{
    public int Session { get; set; }

    public WhoSaid Said { get; set; }

    public string? Words { get; set; }

    public bool CaughtUp { get; set; }
}

internal sealed class LaterEntry
{
    public string To { get; set; } = "";

    public int On { get; set; }

    public string? Words { get; set; }
}

internal sealed class ElsewhereEntry
{
    public string Person { get; set; } = "";

    public string Role { get; set; } = "";

    public string By { get; set; } = "";

    public int On { get; set; }

    public int Finished { get; set; }

    public string Words { get; set; } = "";
}
