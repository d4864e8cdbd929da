using Throughline.Storage;

namespace Throughline.Recognition;

/// <summary>How a week was, in a minute: for each sort of person from −2 to 2 or no contact, and how far in between it felt. Its owner's alone.</summary>
public sealed class WeeklyPulse : IAboutPerson, INotAudited
{
    /// <summary>Greatest answer to how far in between the week felt.</summary>
    public const int BetweenMost = 4;

    private readonly List<PulseAnswer> answers = [];

    private WeeklyPulse()
    {
    }

    internal WeeklyPulse(Guid id, Guid personId, Guid schemeId, DateOnly week) => (Id, PersonId, SchemeId, Week) = (id, personId, schemeId, week);

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>Whose it is.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>The scheme they were in.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>The Monday of the week.</summary>
    public DateOnly Week { get; private init; }

    /// <summary>How far in between it felt, from 0 to 4; null where it was left out.</summary>
    public int? Between { get; private set; }

    /// <summary>What was said of each sort of person. Without a line: left out.</summary>
    public IReadOnlyList<PulseAnswer> Answers => answers;

    /// <summary>The Monday of a date's week.</summary>
    public static DateOnly WeekOf(DateOnly on) => on.AddDays(-(((int)on.DayOfWeek + 6) % 7));

    /// <summary>Says how the week was; said again, the new answer takes the place of the old.</summary>
    internal void Say(IReadOnlyDictionary<SourceClass, int> values, int? between, IReadOnlyCollection<SourceClass>? noContact = null)
    {
        answers.Clear();
        answers.AddRange(values.Select(v => new PulseAnswer(this, v.Key, v.Value)).Concat((noContact ?? []).Distinct().Select(s => new PulseAnswer(this, s, null))).OrderBy(a => a.Source));
        Between = between;
    }
}

/// <summary>What a pulse says of one sort of person.</summary>
public sealed class PulseAnswer : IAboutPerson, INotAudited
{
    private PulseAnswer()
    {
    }

    internal PulseAnswer(WeeklyPulse pulse, SourceClass source, int? value) => (PulseId, PersonId, Source, Value) = (pulse.Id, pulse.PersonId, source, value);

    /// <summary>The pulse.</summary>
    public Guid PulseId { get; private init; }

    /// <summary>Whose it is.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>What sort of person.</summary>
    public SourceClass Source { get; private init; }

    /// <summary>From −2 to 2; null where there was no contact, which is in no mean.</summary>
    public int? Value { get; private init; }
}
