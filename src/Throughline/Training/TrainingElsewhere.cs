using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Training;

/// <summary>Training that somebody did elsewhere and that counts as a programme here: a coordinator says so, in words (INV-033).</summary>
public sealed class TrainingElsewhere : IAboutPerson
{
    /// <summary>Longest account of what it was, in characters.</summary>
    public const int WordsMaxLength = 1000;

    private TrainingElsewhere()
    {
    }

    internal TrainingElsewhere(
        Guid id, Guid personId, Guid schemeId, string programmeKey, bool tellsOfThePast, DateOnly finishedOn, SealedText words, Guid recordedById, DateTimeOffset at)
    {
        (Id, PersonId, SchemeId, ProgrammeKey, TellsOfThePast) = (id, personId, schemeId, programmeKey, tellsOfThePast);
        (FinishedOn, Words, RecordedById, At) = (finishedOn, words, recordedById, at);
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The person.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>The scheme in which it counts.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>The programme that it counts as.</summary>
    public string ProgrammeKey { get; private init; } = "";

    /// <summary>True when training for the role tells others something of the person's past.</summary>
    public bool TellsOfThePast { get; private init; }

    /// <summary>The London date on which they finished it.</summary>
    public DateOnly FinishedOn { get; private init; }

    /// <summary>What it was, where, and how it is known: sealed.</summary>
    public SealedText Words { get; private init; } = null!;

    /// <summary>Who recorded it.</summary>
    public Guid RecordedById { get; private init; }

    /// <summary>When, in UTC.</summary>
    public DateTimeOffset At { get; private init; }
}
