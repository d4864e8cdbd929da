using Throughline.Mentoring;

namespace Throughline.Fictional;

/// <summary>Who asked for a mentor, who was brought together with whom, and how it went.</summary>
internal sealed class MentoringFile
{
    public List<SaidEntry> Said { get; set; } = [];

    public List<MatchStory> Matches { get; set; } = [];

    public List<AskedEntry> Waiting { get; set; } = [];

    public List<WrongLimitEntry> WrongLimits { get; set; } = [];
}

internal sealed class SaidEntry
{
    public string Person { get; set; } = "";

    public string Scheme { get; set; } = "";

    public int On { get; set; }

    /// <summary>Parts of the week, by number from Monday morning.</summary>
    public List<int> Slots { get; set; } = [];

    public List<string> Interests { get; set; } = [];

    public List<string> Languages { get; set; } = [];

    public int Minutes { get; set; } = 60;

    public string? Gender { get; set; }

    public string? Wants { get; set; }

    public bool Shares { get; set; }
}

internal sealed class AskedEntry
{
    public string Person { get; set; } = "";

    public string Scheme { get; set; } = "";

    public int Asked { get; set; }

    public string? Words { get; set; }
}

/// <summary>Three answers of one of the two.</summary>
internal sealed class MatchCheckEntry
{
    public bool Mentor { get; set; }

    public int On { get; set; }

    public int Ease { get; set; }

    public int Aim { get; set; }

    public int Way { get; set; }

    /// <summary>Whether whoever looks how it goes may read them.</summary>
    public bool Review { get; set; }
}

/// <summary>A limit on when somebody can be somewhere, which they say is wrong.</summary>
internal sealed class WrongLimitEntry
{
    public string Person { get; set; } = "";

    public string Scheme { get; set; } = "";

    public int On { get; set; }

    public string Words { get; set; } = "";

    public List<int> Slots { get; set; } = [];

    public int Said { get; set; }

    public string Wrong { get; set; } = "";
}

internal sealed class MatchStory
{
    public string Person { get; set; } = "";

    public string Mentor { get; set; } = "";

    public string Scheme { get; set; } = "";

    public int Asked { get; set; }

    public string? Words { get; set; }

    public int Decided { get; set; }

    public string Reason { get; set; } = "";

    /// <summary>The day on which they met first.</summary>
    public int Met { get; set; }

    /// <summary>The day of the mentee's yes; null where they said no on the day they met.</summary>
    public int? Yes { get; set; }

    public List<ContactEntry> Contacts { get; set; } = [];

    public List<MentoringGoal> Goals { get; set; } = [];

    public List<MatchCheckEntry> Checks { get; set; } = [];

    public List<WordsEntry> Reviews { get; set; } = [];

    public HardEntry? Hard { get; set; }

    /// <summary>The planned end, with its last day in <see cref="WordsEntry.Until"/>.</summary>
    public WordsEntry? Plan { get; set; }

    public WordsEntry? Ended { get; set; }
}

internal sealed class ContactEntry
{
    public int On { get; set; }

    public int Minutes { get; set; } = 60;

    public ContactMode Mode { get; set; } = ContactMode.InPerson;

    public ContactPlace Place { get; set; } = ContactPlace.Hub;

    public string? Helped { get; set; }

    public int Load { get; set; }
}

internal sealed class MentoringGoal
{
    public int On { get; set; }

    public string Words { get; set; } = "";

    public string Step { get; set; } = "";

    /// <summary>The day on which the step was done; null while it is to do.</summary>
    public int? Done { get; set; }
}

internal sealed class WordsEntry
{
    public int On { get; set; }

    public string Words { get; set; } = "";

    public int Until { get; set; }
}

internal sealed class HardEntry
{
    public int On { get; set; }

    public SetbackKind Kind { get; set; }

    public int Offered { get; set; }

    public int Held { get; set; }
}
