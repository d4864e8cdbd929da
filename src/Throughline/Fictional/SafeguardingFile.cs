namespace Throughline.Fictional;

/// <summary>The duty rota, a crisis and its course, and a word that somebody would like.</summary>
internal sealed class SafeguardingFile
{
    public List<RotaEntry> Rota { get; set; } = [];

    public GapEntry Gap { get; set; } = new();

    public CrisisEntry Crisis { get; set; } = new();

    public WordEntry Word { get; set; } = new();
}

internal sealed class RotaEntry
{
    public string Scheme { get; set; } = "";

    public int Place { get; set; }

    /// <summary>Who takes turns, a day and a night each.</summary>
    public List<string> People { get; set; } = [];

    public string Phone { get; set; } = "";
}

internal sealed class GapEntry
{
    public string Scheme { get; set; } = "";

    public int On { get; set; }
}

internal sealed class CrisisEntry
{
    public string Person { get; set; } = "";

    public string Mentor { get; set; } = "";

    public string Scheme { get; set; } = "";

    public int On { get; set; }

    public string Words { get; set; } = "";

    public string When { get; set; } = "";

    public string Did { get; set; } = "";

    public string Added { get; set; } = "";

    public string Triage { get; set; } = "";

    public string Plan { get; set; } = "";

    public string Task { get; set; } = "";

    public string DidIt { get; set; } = "";

    public string Recipient { get; set; } = "";

    public string Told { get; set; } = "";

    public string Why { get; set; } = "";

    public string Watch { get; set; } = "";

    public string Telling { get; set; } = "";

    public string Closed { get; set; } = "";

    public int ClosedOn { get; set; }
}

internal sealed class WordEntry
{
    public string Person { get; set; } = "";

    public int On { get; set; }
}
