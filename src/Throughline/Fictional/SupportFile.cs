using Throughline.Support;

namespace Throughline.Fictional;

internal sealed class SupportFile
{
    /// <summary>What supervisions came to, in turn.</summary>
    public List<string> Agreed { get; set; } = [];

    /// <summary>Whose supervision nobody has held for long.</summary>
    public List<string> Late { get; set; } = [];

    /// <summary>Who has no next day yet.</summary>
    public List<string> NoNext { get; set; } = [];

    public List<AgendaEntry> Agenda { get; set; } = [];

    public List<CheckInEntry> CheckIns { get; set; } = [];

    public List<StayWellEntry> StayWell { get; set; } = [];

    public List<PauseAskedEntry> Pauses { get; set; } = [];

    public FlagAnswerEntry Flag { get; set; } = new();
}

internal sealed class AgendaEntry
{
    public string Person { get; set; } = "";

    public int On { get; set; }

    /// <summary>Put there by the supervisor.</summary>
    public bool Supervisor { get; set; }

    public string Words { get; set; } = "";
}

internal sealed class CheckInEntry
{
    public string Person { get; set; } = "";

    public int On { get; set; }

    public HowAreYou How { get; set; }

    public string? Words { get; set; }

    public bool Told { get; set; }

    public bool Family { get; set; }

    public bool Shared { get; set; }
}

internal sealed class StayWellEntry
{
    public string Person { get; set; } = "";

    public int On { get; set; }

    public string? Helps { get; set; }

    public string? Signs { get; set; }

    public string? Call { get; set; }

    public string? With { get; set; }
}

internal sealed class PauseAskedEntry
{
    public string Person { get; set; } = "";

    public int On { get; set; }

    public PauseWish Wish { get; set; }

    public string Helps { get; set; } = "";

    public string? Back { get; set; }

    public string? Agreed { get; set; }

    public int AgreedOn { get; set; }

    public string? After { get; set; }

    public string? Reason { get; set; }

    public string? LookedAt { get; set; }
}

internal sealed class FlagAnswerEntry
{
    public string Person { get; set; } = "";

    public string By { get; set; } = "";

    public string Reply { get; set; } = "";

    public string Seen { get; set; } = "";
}
