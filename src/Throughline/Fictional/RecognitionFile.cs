using Throughline.Recognition;

namespace Throughline.Fictional;

internal sealed class RecognitionFile
{
    public List<MessageEntry> Messages { get; set; } = [];

    public List<PulseEntry> Pulses { get; set; } = [];

    public List<BeliefEntry> Beliefs { get; set; } = [];

    public List<ThanksEntry> Thanks { get; set; } = [];

    public List<ChanceEntry> Chances { get; set; } = [];

    public List<OwnViewEntry> Views { get; set; } = [];

    /// <summary>When members of staff did the course about working alongside, and said so.</summary>
    public List<AlongsideEntry> Alongside { get; set; } = [];

    public List<CheckEntry> Checks { get; set; } = [];

    public List<ClimateStepEntry> Steps { get; set; } = [];
}

internal sealed class MessageEntry
{
    public string Person { get; set; } = "";

    public string Place { get; set; } = "";

    /// <summary>The team they were with; null for the whole site.</summary>
    public string? Team { get; set; }

    public SourceClass From { get; set; }

    public MessageDimension About { get; set; }

    public MessageSetting In { get; set; } = MessageSetting.InPassing;

    public bool LeftOut { get; set; }

    /// <summary>Days and how each felt.</summary>
    public Dictionary<int, int> At { get; set; } = [];

    public int Impact { get; set; } = 1;

    public string? Words { get; set; }

    /// <summary>The day on which it was shared; for one with a single day.</summary>
    public int? Shared { get; set; }

    public bool Read { get; set; }
}

internal sealed class PulseEntry
{
    public string Person { get; set; } = "";

    /// <summary>Days on which it was answered.</summary>
    public List<int> On { get; set; } = [];

    public Dictionary<SourceClass, int> Felt { get; set; } = [];

    public int? Between { get; set; }
}

internal sealed class BeliefEntry
{
    public string By { get; set; } = "";

    public string About { get; set; } = "";

    public int On { get; set; }

    public BeliefPrompt Prompt { get; set; }

    public string Words { get; set; } = "";
}

internal sealed class ThanksEntry
{
    public string By { get; set; } = "";

    public string? Place { get; set; }

    public int On { get; set; }

    public string For { get; set; } = "";

    public List<string> Agreed { get; set; } = [];

    public List<string> Asked { get; set; } = [];
}

internal sealed class ChanceEntry
{
    public string Person { get; set; } = "";

    public int On { get; set; }

    public OpportunityKind Kind { get; set; }

    public string What { get; set; } = "";

    public string? Reason { get; set; }

    public SourceClass By { get; set; }

    public OpportunityOutcome? Outcome { get; set; }
}

internal sealed class AlongsideEntry
{
    public string Person { get; set; } = "";

    /// <summary>The day of the course.</summary>
    public int On { get; set; }

    /// <summary>The day on which they said so.</summary>
    public int Said { get; set; }
}

internal sealed class OwnViewEntry
{
    public string Person { get; set; } = "";

    public int On { get; set; }

    public ViewTopic Topic { get; set; }

    public string Words { get; set; } = "";

    public bool Asks { get; set; }
}

internal sealed class CheckEntry
{
    public string By { get; set; } = "";

    public string Place { get; set; } = "";

    public EnablingCondition Condition { get; set; }

    public bool Met { get; set; }

    public int On { get; set; }

    public string Evidence { get; set; } = "";
}

internal sealed class ClimateStepEntry
{
    public string By { get; set; } = "";

    public string Place { get; set; } = "";

    public EnablingCondition Condition { get; set; }

    public int On { get; set; }

    public string What { get; set; } = "";

    public string Who { get; set; } = "";

    public int Until { get; set; }

    public int? Done { get; set; }
}
