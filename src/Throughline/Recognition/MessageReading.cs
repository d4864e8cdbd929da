namespace Throughline.Recognition;

/// <summary>What messages come to, together.</summary>
public enum MessageBand
{
    /// <summary>Too few to say.</summary>
    InsufficientData = 1,

    /// <summary>Neither kind nor cold.</summary>
    Neutral = 2,

    /// <summary>The rarer side is at least one in three.</summary>
    StronglyMixed = 3,

    /// <summary>The rarer side is at least one in five.</summary>
    Mixed = 4,

    /// <summary>Mostly kind.</summary>
    Validating = 5,

    /// <summary>Mostly cold.</summary>
    Undermining = 6,
}

/// <summary>The numbers by which messages are read.</summary>
/// <param name="Least">Fewest messages of which anything is said.</param>
/// <param name="StronglyMixedOneIn">Strongly mixed when the rarer side is at least one in so many.</param>
/// <param name="MixedOneIn">Mixed when it is at least one in so many.</param>
/// <param name="FewestPulses">Fewest weekly answers in the period for them to be read in place of single messages.</param>
public sealed record MessageRule(int Least = 5, int StronglyMixedOneIn = 3, int MixedOneIn = 5, int FewestPulses = 5);

/// <summary>What some messages come to.</summary>
/// <param name="Count">How many.</param>
/// <param name="Kind">How many above nought.</param>
/// <param name="Cold">How many below.</param>
/// <param name="Mean">Their mean, from −2 to 2; 0 for none.</param>
/// <param name="Consistency">1 where all are alike, 0 where they are as far apart as they can be. Five cold ones are consistent too: it is no good news by itself.</param>
/// <param name="Mix">0 where all go one way, 1 where it is half and half.</param>
/// <param name="Band">The word for it.</param>
public sealed record MessageSummary(int Count, int Kind, int Cold, double Mean, double Consistency, double Mix, MessageBand Band);

/// <summary>How messages are read together: from values alone, for one person. Never to compare people.</summary>
public static class MessageReading
{
    /// <summary>What the values come to.</summary>
    /// <param name="values">Each from −2 to 2.</param>
    /// <param name="rule">The numbers.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is off the scale.</exception>
    public static MessageSummary Of(IReadOnlyCollection<int> values, MessageRule rule)
    {
        if (values.Any(v => v is < -ReceivedMessage.ValueMost or > ReceivedMessage.ValueMost))
        {
            throw new ArgumentOutOfRangeException(nameof(values), "Each value is from −2 to 2.");
        }

        var (n, kind, cold) = (values.Count, values.Count(v => v > 0), values.Count(v => v < 0));
        var mean = n == 0 ? 0 : values.Average();
        // Of the whole, not of a sample; 2 is the widest that it can be on this scale.
        var spread = n == 0 ? 0 : Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
        var one = kind + cold;
        var mix = one == 0 ? 0 : 4.0 * kind * cold / ((double)one * one);
        return new MessageSummary(n, kind, cold, mean, 1 - (spread / ReceivedMessage.ValueMost), mix, Band(n, kind, cold, rule));
    }

    /// <summary>The word for so many messages.</summary>
    /// <param name="count">How many in all.</param>
    /// <param name="kind">How many above nought.</param>
    /// <param name="cold">How many below.</param>
    /// <param name="rule">The numbers.</param>
    public static MessageBand Band(int count, int kind, int cold, MessageRule rule)
    {
        var (one, rarer) = (kind + cold, Math.Min(kind, cold));
        return count < rule.Least ? MessageBand.InsufficientData
            : one == 0 ? MessageBand.Neutral
            : rule.StronglyMixedOneIn * rarer >= one ? MessageBand.StronglyMixed
            : rule.MixedOneIn * rarer >= one ? MessageBand.Mixed
            : kind > cold ? MessageBand.Validating
            : MessageBand.Undermining;
    }

    /// <summary>The word for a place's messages: by the numbers as they are now, and as it was counted where one of the counts is not kept.</summary>
    /// <param name="kind">How many were kind.</param>
    /// <param name="cold">How many were cold.</param>
    /// <param name="neither">How many were neither.</param>
    /// <param name="counted">The word when they were counted.</param>
    /// <param name="rule">The numbers.</param>
    public static MessageBand BandOf(int? kind, int? cold, int? neither, MessageBand? counted, MessageRule rule) =>
        kind is { } up && cold is { } down && neither is { } rest ? Band(up + down + rest, up, down, rule) : counted ?? MessageBand.InsufficientData;

    /// <summary>True where messages go both ways, or mostly the cold one.</summary>
    public static bool IsMixedOrCold(this MessageBand band) => band is MessageBand.Mixed or MessageBand.StronglyMixed or MessageBand.Undermining;

    /// <summary>How much kinder those above are than those beside: the mean of the first less the mean of the second; null where either side has too few.</summary>
    /// <param name="above">Values from senior people and from one's own supervisor.</param>
    /// <param name="beside">Values from staff who work beside one.</param>
    /// <param name="least">Fewest on each side.</param>
    public static double? Gap(IReadOnlyCollection<int> above, IReadOnlyCollection<int> beside, int least) =>
        above.Count < Math.Max(1, least) || beside.Count < Math.Max(1, least) ? null : above.Average() - beside.Average();

    /// <summary>True for the classes that stand on the one side of the gap: senior people and one's own supervisor.</summary>
    public static bool IsAbove(this SourceClass source) => source is SourceClass.SeniorLeader or SourceClass.OwnSupervisor;

    /// <summary>The band in plain words.</summary>
    public static string Name(this MessageBand band) => band switch
    {
        MessageBand.InsufficientData => "Too few to say",
        MessageBand.Neutral => "Neither kind nor cold",
        MessageBand.StronglyMixed => "Strongly mixed",
        MessageBand.Mixed => "Mixed",
        MessageBand.Validating => "Mostly kind",
        MessageBand.Undermining => "Mostly cold",
        _ => throw new ArgumentOutOfRangeException(nameof(band), band, "There are six bands."),
    };

    /// <summary>A gap in words: what it says about a place.</summary>
    /// <param name="gap">From −4 to 4.</param>
    public static string GapWords(double gap) => gap switch
    {
        >= 1 => "People higher up are a good deal kinder than the staff next to you. What the top says has not reached the corridor.",
        >= 0.5 => "People higher up are somewhat kinder than the staff next to you.",
        <= -1 => "The staff next to you are a good deal kinder than people higher up.",
        <= -0.5 => "The staff next to you are somewhat kinder than people higher up.",
        _ => "People higher up and the staff next to you are much alike in this.",
    };
}
