namespace Throughline.Stories.Stages;

/// <summary>Which way a passage points.</summary>
public enum Polarity
{
    /// <summary>The passage speaks for the stage.</summary>
    Supporting,

    /// <summary>The passage speaks against it.</summary>
    Disconfirming,
}

/// <summary>Whose account a passage comes from.</summary>
public enum EvidenceSource
{
    /// <summary>The person's own words: a story entry, an interview.</summary>
    Self,

    /// <summary>Somebody else's words: a staff account, an agreed supervision note.</summary>
    Staff,

    /// <summary>Something done and recorded by the service: a key accepted, a group led.</summary>
    Act,
}

/// <summary>
/// One source on one London date. Ten passages marked in one letter are one occasion; the same diary on two days is two.
/// </summary>
/// <param name="SourceId">The story entry, interview, note, account or act. Versions of one entry share this id.</param>
/// <param name="Date">The date in Europe/London on which the source was made.</param>
public readonly record struct Occasion(Guid SourceId, DateOnly Date)
{
    /// <summary>The occasion of a source made at an instant, whatever offset the instant was written with.</summary>
    /// <param name="sourceId">The source.</param>
    /// <param name="at">When it was made.</param>
    public static Occasion Of(Guid sourceId, DateTimeOffset at) => new(sourceId, at.LondonDate());
}

/// <summary>One <em>agreed</em> coding, as the stage calculation needs it.</summary>
/// <param name="CodingId">The coding. Listing the same coding twice counts it once.</param>
/// <param name="Stage">What it speaks about.</param>
/// <param name="Polarity">Which way it points.</param>
/// <param name="Occasion">The source and its London date.</param>
/// <param name="Source">Whose account it is.</param>
/// <param name="ExcerptId">The unchangeable excerpt (version, span, hash) that was coded: INV-151.</param>
public sealed record StageEvidence(Guid CodingId, Stage Stage, Polarity Polarity, Occasion Occasion, EvidenceSource Source, Guid ExcerptId);

/// <summary>Whose evidence a status rests on.</summary>
public enum WhoseEvidence
{
    /// <summary>There is none.</summary>
    Nobody,

    /// <summary>The person's own account only.</summary>
    SelfOnly,

    /// <summary>Other people's accounts or recorded acts only.</summary>
    OthersOnly,

    /// <summary>The person's own account and somebody else's.</summary>
    Both,
}

/// <summary>The everyday words for <see cref="WhoseEvidence"/>.</summary>
public static class WhoseEvidenceWords
{
    /// <summary>A phrase that can stand under a status.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the four.</exception>
    public static string PlainWords(this WhoseEvidence whose) => whose switch
    {
        WhoseEvidence.Nobody => "no accounts yet",
        WhoseEvidence.SelfOnly => "from own words only",
        WhoseEvidence.OthersOnly => "from other people only",
        WhoseEvidence.Both => "from own words and other people",
        _ => throw new ArgumentOutOfRangeException(nameof(whose), whose, "There are four."),
    };
}
