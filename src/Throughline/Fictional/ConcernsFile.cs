using Throughline.Concerns;
using Throughline.People;

namespace Throughline.Fictional;

/// <summary>Who can be spoken to outside, what was raised, and a decision that waits for a second person.</summary>
internal sealed class ConcernsFile
{
    public List<OutsideEntry> Outside { get; set; } = [];

    public List<RaisedEntry> Raised { get; set; } = [];

    public LookEntry Look { get; set; } = new();
}

internal sealed class OutsideEntry
{
    public string Scheme { get; set; } = "";

    public int On { get; set; }

    public string Name { get; set; } = "";

    public string Organisation { get; set; } = "";

    public string Reach { get; set; } = "";
}

internal sealed class RaisedEntry
{
    public string Person { get; set; } = "";

    public string Scheme { get; set; } = "";

    public int On { get; set; }

    public ConcernAbout About { get; set; }

    public string? Subject { get; set; }

    public string? What { get; set; }

    public string Words { get; set; } = "";

    public string? Wanted { get; set; }

    public List<string> NotToKnow { get; set; } = [];

    /// <summary>How it went on; null while nobody has said that it came.</summary>
    public RaisedCourse? Course { get; set; }
}

internal sealed class RaisedCourse
{
    public int Received { get; set; }

    public string Handler { get; set; } = "";

    public int Asked { get; set; }

    public int Begun { get; set; }

    public string Message { get; set; } = "";

    public int? Answered { get; set; }

    public string Answer { get; set; } = "";

    public int Accepted { get; set; }

    public int Closed { get; set; }
}

internal sealed class LookEntry
{
    public string By { get; set; } = "";

    public string Person { get; set; } = "";

    public string Scheme { get; set; } = "";

    public int On { get; set; }

    public AdverseAct Act { get; set; }

    public string Reason { get; set; } = "";

    public string LookedAt { get; set; } = "";
}
