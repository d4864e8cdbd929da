namespace Throughline.Fictional;

/// <summary>Who is cleared for which duty, and how it came about.</summary>
internal sealed class ClearancesFile
{
    public List<RecordedEntry> Recorded { get; set; } = [];

    public List<CaseEntry> Cases { get; set; } = [];

    public List<SupervisionEntry> Supervision { get; set; } = [];
}

internal sealed class RecordedEntry
{
    public List<string> People { get; set; } = [];

    public string Scheme { get; set; } = "";

    public List<string> Scopes { get; set; } = [];

    public int On { get; set; }

    public int From { get; set; }

    public int Until { get; set; }
}

internal sealed class CaseEntry
{
    public string Person { get; set; } = "";

    public string Scheme { get; set; } = "";

    public List<string> Scopes { get; set; } = [];

    public string Decider { get; set; } = "";

    public int Opened { get; set; }

    public string Route { get; set; } = "";

    public int Asked { get; set; }

    public string Ask { get; set; } = "";

    /// <summary>The day on which the person did their part; null while it waits for them.</summary>
    public int? Part { get; set; }

    public int? Decided { get; set; }

    /// <summary>Why it was refused at first; null for one that was not.</summary>
    public RefusalEntry? Refusal { get; set; }

    public int? Appealed { get; set; }

    public string? Appeal { get; set; }

    public string? Hearer { get; set; }

    public int? HearerNamed { get; set; }

    public int? Heard { get; set; }

    public int? Until { get; set; }

    /// <summary>What came of the appeal, in words.</summary>
    public string? Answer { get; set; }
}

internal sealed class RefusalEntry
{
    public string Reason { get; set; } = "";

    public string LookedAt { get; set; } = "";
}

internal sealed class SupervisionEntry
{
    public string Person { get; set; } = "";

    public string Scheme { get; set; } = "";

    public string Type { get; set; } = "";

    public string Officer { get; set; } = "";

    /// <summary>The day on which it was written down.</summary>
    public int On { get; set; }

    public int From { get; set; }

    public int Until { get; set; }

    public List<ApprovalEntry> Approvals { get; set; } = [];
}

internal sealed class ApprovalEntry
{
    public string Role { get; set; } = "";

    public int Asked { get; set; }

    /// <summary>The day on which the officer agreed; null while it waits.</summary>
    public int? Answered { get; set; }

    public string? Words { get; set; }
}
