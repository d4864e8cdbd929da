namespace Throughline.Surveys;

/// <summary>Works out what may be shown of one wave from its counters alone.</summary>
internal sealed class SurveyFigures
{
    private readonly SurveyWave wave;
    private readonly Dictionary<(Guid Site, int Question, int Answer), int> counts;
    private readonly int smallest;
    private readonly int cell;

    public SurveyFigures(SurveyWave wave, IReadOnlyList<SurveyTally> tallies, int smallest, int cell)
    {
        (this.wave, this.smallest, this.cell) = (wave, smallest, cell);
        counts = tallies.ToDictionary(t => (t.SiteId, t.Question, t.Answer), t => t.Count);
        Sheets = Sites.Sum(site => Count(site, SurveyTally.Sheets, 0));
    }

    /// <summary>How many sheets there are.</summary>
    public int Sheets { get; }

    /// <summary>Whether that is as many as are ever shown.</summary>
    public bool Enough => Sheets >= smallest;

    private IEnumerable<Guid> Sites => wave.Doors.Select(d => d.SiteId);

    /// <summary>
    /// Whether two waves asked the same people at two times: the same places, the same words for who is asked, one after the other. Where one asked a part of
    /// those of the other, the two together could tell of the rest.
    /// </summary>
    public static bool MayCompare(SurveyWave wave, SurveyWave before) =>
        wave.State == SurveyWaveState.Closed && before.State == SurveyWaveState.Closed && before.To < wave.From
        && wave.Doors.Select(d => d.SiteId).ToHashSet().SetEquals(before.Doors.Select(d => d.SiteId))
        && string.Equals(wave.Audience, before.Audience, StringComparison.OrdinalIgnoreCase);

    /// <summary>What may be shown.</summary>
    public WaveResults Results(SurveyFigures? before, WaveLine? beforeLine, IReadOnlyList<string> words, int waiting) => new(
        Sheets,
        new Share(Sheets, Math.Max(wave.CouldAnswer, Sheets)),
        SmallNumbers.ByPlace([.. Sites.Select(s => (s, Count(s, SurveyTally.Sheets, 0), Count(s, SurveyTally.Sheets, 0)))], smallest, cell),
        [.. wave.Sheet.Questions.Select((question, at) => Result(question, at + 1, before))],
        words, waiting, beforeLine);

    private QuestionResult Result(SurveyQuestion question, int number, SurveyFigures? before)
    {
        var all = All(question, number);
        var (answered, groups) = (all.Sum(), SmallNumbers.Groups(question.Kind, all, smallest, cell));
        var lines = groups is null ? [] : SmallNumbers.ByPlace(
            [.. Sites.Select(site => (site, SmallNumbers.Good(question.Kind, Of(site, question, number)), Of(site, question, number).Sum()))], smallest, cell);
        return new QuestionResult(
            question, answered < smallest ? null : answered, groups, groups is null ? null : new Share(SmallNumbers.Good(question.Kind, all), answered), lines,
            groups is null ? null : before?.GoodOf(question));
    }

    // The same words asked in the same way; a question that was changed is another question.
    private Share? GoodOf(SurveyQuestion question)
    {
        var number = wave.Sheet.Questions.ToList().IndexOf(question) + 1;
        if (number == 0)
        {
            return null;
        }

        var all = All(question, number);
        return SmallNumbers.Groups(question.Kind, all, smallest, cell) is null ? null : new Share(SmallNumbers.Good(question.Kind, all), all.Sum());
    }

    private int[] All(SurveyQuestion question, int number) => [.. Enumerable.Range(1, question.Choices).Select(answer => Sites.Sum(site => Count(site, number, answer)))];

    private int[] Of(Guid site, SurveyQuestion question, int number) => [.. Enumerable.Range(1, question.Choices).Select(answer => Count(site, number, answer))];

    private int Count(Guid site, int question, int answer) => counts.GetValueOrDefault((site, question, answer));
}
