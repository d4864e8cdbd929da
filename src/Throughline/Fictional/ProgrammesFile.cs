namespace Throughline.Fictional;

internal sealed class ProgrammesFile
{
    public string Scheme { get; set; } = "";

    public string Group { get; set; } = "";

    public string Title { get; set; } = "";

    public string Aim { get; set; } = "";

    public string Reader { get; set; } = "";

    public List<ProgrammeStoryEntry> Stories { get; set; } = [];

    public List<ProgrammeVersionEntry> Versions { get; set; } = [];

    public ProgrammeDraftEntry Draft { get; set; } = new();
}

internal sealed class ProgrammeDraftEntry
{
    public string Title { get; set; } = "";

    public string Aim { get; set; } = "";

    public int On { get; set; }

    public ProgrammeSessionEntry Session { get; set; } = new();

    public ProgrammeAuthorEntry Author { get; set; } = new();
}

internal sealed class ProgrammeStoryEntry
{
    public string Person { get; set; } = "";

    public string Story { get; set; } = "";

    public string Audience { get; set; } = "";

    public int Session { get; set; }

    public int Given { get; set; }

    public int? Withdrawn { get; set; }
}

internal sealed class ProgrammeVersionEntry
{
    public int On { get; set; }

    public int Approved { get; set; }

    public int Runs { get; set; }

    public int From { get; set; } = 1;

    public string? Changes { get; set; }

    public string View { get; set; } = "";

    public string Reason { get; set; } = "";

    public List<ProgrammeAuthorEntry> Authors { get; set; } = [];

    public List<ProgrammeSessionEntry> Sessions { get; set; } = [];
}

internal sealed class ProgrammeAuthorEntry
{
    public string Person { get; set; } = "";

    public string Wrote { get; set; } = "";
}

internal sealed class ProgrammeSessionEntry
{
    public int? Number { get; set; }

    public string Title { get; set; } = "";

    public int Minutes { get; set; }

    public string Aim { get; set; } = "";

    public string Plan { get; set; } = "";
}
