using Throughline.Trust;

namespace Throughline.Fictional;

/// <summary>What the file of trust says: steps in words, what was said about firsts, and who had which key.</summary>
internal sealed class TrustFile
{
    public List<TrustRoleEntry> Trust { get; set; } = [];

    public List<FirstEntry> Firsts { get; set; } = [];

    public List<KeyEntry> Keys { get; set; } = [];
}

internal sealed class TrustRoleEntry
{
    public string Person { get; set; } = "";

    public string Role { get; set; } = "";

    /// <summary>Which of the person's spells in the role, from 1.</summary>
    public int Spell { get; set; } = 1;

    public List<TrustStepEntry> Steps { get; set; } = [];

    public List<TrustReviewEntry> Reviews { get; set; } = [];

    public List<TrustAskEntry> Asks { get; set; } = [];

    public TrustHoldEntry? Hold { get; set; }
}

internal sealed class TrustStepEntry
{
    public TrustStep Step { get; set; }

    public string By { get; set; } = "";

    public int Offered { get; set; }

    /// <summary>When it was accepted; null for an offer that waits.</summary>
    public int? Accepted { get; set; }

    public string Words { get; set; } = "";
}

internal sealed class TrustReviewEntry
{
    public int On { get; set; }

    public string By { get; set; } = "";

    public string Words { get; set; } = "";
}

internal sealed class TrustAskEntry
{
    public TrustStep Step { get; set; }

    public int On { get; set; }

    public string Words { get; set; } = "";
}

internal sealed class TrustHoldEntry
{
    public TrustStep Step { get; set; }

    public string By { get; set; } = "";

    public int On { get; set; }

    public int LastDay { get; set; }

    public string Appeal { get; set; } = "";

    public string Reason { get; set; } = "";

    public string LookedAt { get; set; } = "";

    public string Second { get; set; } = "";

    public string SecondReason { get; set; } = "";

    public string SecondLookedAt { get; set; } = "";

    public int Restored { get; set; }

    public string RestoredBy { get; set; } = "";

    public string Words { get; set; } = "";
}

internal sealed class FirstEntry
{
    public string Person { get; set; } = "";

    public MilestoneKind Kind { get; set; }

    public int On { get; set; }

    public string By { get; set; } = "";

    public int? Said { get; set; }

    public string Words { get; set; } = "";
}

internal sealed class KeyEntry
{
    public string Scheme { get; set; } = "";

    public string Site { get; set; } = "";

    public string Label { get; set; } = "";

    public string Opens { get; set; } = "";

    public List<KeySpellEntry> Spells { get; set; } = [];
}

internal sealed class KeySpellEntry
{
    public string Person { get; set; } = "";

    public string By { get; set; } = "";

    public int Given { get; set; }

    public int? Back { get; set; }

    /// <summary>Who saw it come back, where its holder could not say so.</summary>
    public string? SeenBy { get; set; }

    public int? Lost { get; set; }

    public int? Replaced { get; set; }

    /// <summary>What is written on the key in its place.</summary>
    public string? Label { get; set; }
}
