namespace Throughline.Stories.Stages;

/// <summary>What the agreed codings say about the four stages on one date (CALC-1).</summary>
/// <remarks>
/// There is deliberately no total, no order between statuses and no comparison between people. Two profiles are never subtracted:
/// change is put in words by <see cref="StageHistory"/>.
/// </remarks>
public sealed class StageProfile
{
    private StageProfile(DateOnly reviewDate, StageRule rule, IReadOnlyList<StageReading> readings)
    {
        ReviewDate = reviewDate;
        Rule = rule;
        Readings = readings;
    }

    /// <summary>The London date for which the profile was made.</summary>
    public DateOnly ReviewDate { get; }

    /// <summary>The settings it was made with.</summary>
    public StageRule Rule { get; }

    /// <summary>One reading for each stage, in the field's order.</summary>
    public IReadOnlyList<StageReading> Readings { get; }

    /// <summary>The reading for one stage.</summary>
    /// <param name="stage">Which.</param>
    public StageReading this[Stage stage] => Readings.Single(reading => reading.Stage == stage);

    /// <summary>
    /// Every coding that counted, and no other: with these, the date and the rule, anybody can make the same profile again (INV-152).
    /// </summary>
    public IEnumerable<StageEvidence> Codings => Readings.SelectMany(reading => reading.Codings);

    /// <summary>The first London date that counts; <see cref="ReviewDate"/> is the last.</summary>
    public DateOnly From => Rule.WindowStart(ReviewDate);

    /// <summary>True for a coding that counted.</summary>
    public bool Counts(Guid codingId) => Codings.Any(coding => coding.CodingId == codingId);

    /// <summary>Makes the profile. Order does not matter; evidence outside the window or after the review date is left out.</summary>
    /// <param name="evidence">Agreed codings: see <see cref="Agreement"/> for which are.</param>
    /// <param name="reviewDate">The London date of the review.</param>
    /// <param name="rule">The scheme's settings.</param>
    /// <exception cref="ArgumentException">The same coding id is listed twice with different content.</exception>
    public static StageProfile At(IEnumerable<StageEvidence> evidence, DateOnly reviewDate, StageRule rule)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentNullException.ThrowIfNull(rule);

        var from = rule.WindowStart(reviewDate);
        var distinct = new Dictionary<Guid, StageEvidence>();
        foreach (var one in evidence)
        {
            if (!distinct.TryAdd(one.CodingId, one) && distinct[one.CodingId] != one)
            {
                throw new ArgumentException($"Coding {one.CodingId} is listed twice and the two differ.", nameof(evidence));
            }
        }

        var byStage = distinct.Values
            .Where(one => one.Occasion.Date >= from && one.Occasion.Date <= reviewDate)
            .ToLookup(one => one.Stage);

        var readings = StageWords.All.Select(stage => StageReading.Of(stage, byStage[stage], rule)).ToArray();
        for (var lower = 0; lower < readings.Length; lower++)
        {
            if (readings[lower].Status == StageStatus.NotEvidenced
                && readings.Skip(lower + 1).Any(higher => higher.Status == StageStatus.Established))
            {
                readings[lower] = readings[lower] with { GapInTheRecord = true };
            }
        }

        return new StageProfile(reviewDate, rule, readings);
    }

    /// <summary>The same profile had one coding not been there.</summary>
    /// <param name="codingId">The coding to leave out; one that did not count changes nothing.</param>
    public StageProfile Without(Guid codingId) => At(Codings.Where(one => one.CodingId != codingId), ReviewDate, Rule);
}

/// <summary>The reading of one stage: a status and everything it rests on.</summary>
/// <remarks>
/// Never show <see cref="Status"/> without the list of <see cref="Codings"/> and the owner's own view beside it (INV-153, E24). The
/// counts are there so that the status can be checked, not to be shown as a score.
/// </remarks>
public sealed record StageReading
{
    private StageReading(
        Stage stage, StageStatus status, IReadOnlyList<Occasion> supporting, IReadOnlyList<Occasion> disconfirming, int spanDays,
        IReadOnlyList<StageEvidence> codings, WhoseEvidence whoseEvidence)
    {
        Stage = stage;
        Status = status;
        Supporting = supporting;
        Disconfirming = disconfirming;
        SpanDays = spanDays;
        Codings = codings;
        WhoseEvidence = whoseEvidence;
    }

    /// <summary>Which stage.</summary>
    public Stage Stage { get; }

    /// <summary>What the record says.</summary>
    public StageStatus Status { get; }

    /// <summary>Occasions with at least one supporting coding (<em>P</em>), oldest first.</summary>
    public IReadOnlyList<Occasion> Supporting { get; }

    /// <summary>Occasions with at least one disconfirming coding (<em>N</em>), oldest first; one may be in both lists.</summary>
    public IReadOnlyList<Occasion> Disconfirming { get; }

    /// <summary>Days from the first to the last supporting occasion; 0 with fewer than two dates.</summary>
    public int SpanDays { get; }

    /// <summary>The codings it was computed from, oldest first.</summary>
    public IReadOnlyList<StageEvidence> Codings { get; }

    /// <summary>Whose accounts those codings are in.</summary>
    public WhoseEvidence WhoseEvidence { get; }

    /// <summary>
    /// Nothing is recorded for this stage although a later one is steady. The record has a gap; the person has done nothing wrong, for
    /// the stages need not be seen in order.
    /// </summary>
    public bool GapInTheRecord { get; internal init; }

    internal static StageReading Of(Stage stage, IEnumerable<StageEvidence> evidence, StageRule rule)
    {
        StageEvidence[] codings =
        [
            .. evidence.OrderBy(one => one.Occasion.Date).ThenBy(one => one.Occasion.SourceId).ThenBy(one => one.CodingId),
        ];
        var supporting = Occasions(codings, Polarity.Supporting);
        var disconfirming = Occasions(codings, Polarity.Disconfirming);
        var span = supporting.Length == 0 ? 0 : supporting[^1].Date.DayNumber - supporting[0].Date.DayNumber;
        var self = codings.Any(one => one.Source == EvidenceSource.Self);
        var others = codings.Any(one => one.Source != EvidenceSource.Self);
        var whose = (self, others) switch
        {
            (true, true) => WhoseEvidence.Both,
            (true, false) => WhoseEvidence.SelfOnly,
            (false, true) => WhoseEvidence.OthersOnly,
            _ => WhoseEvidence.Nobody,
        };

        return new StageReading(
            stage, rule.StatusOf(supporting.Length, disconfirming.Length, span), supporting, disconfirming, span, codings, whose);
    }

    private static Occasion[] Occasions(IEnumerable<StageEvidence> codings, Polarity polarity) =>
        [.. codings.Where(one => one.Polarity == polarity).Select(one => one.Occasion).Distinct()];
}
