using System.Globalization;
using Throughline.Audit;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>What somebody did for the first time.</summary>
public enum MilestoneKind
{
    /// <summary>The first time they worked alone after being trusted to (INV-051).</summary>
    FirstDayAlone = 1,

    /// <summary>The first key of ours in their hand.</summary>
    FirstKey = 2,

    /// <summary>The first time they opened the place.</summary>
    FirstOpening = 3,

    /// <summary>The first group they led.</summary>
    FirstGroupLed = 4,
}

/// <summary>What each kind is called.</summary>
public static class MilestoneKinds
{
    private static readonly Dictionary<MilestoneKind, string> Names = new()
    {
        [MilestoneKind.FirstDayAlone] = "First day on their own",
        [MilestoneKind.FirstKey] = "First key",
        [MilestoneKind.FirstOpening] = "First time opening up",
        [MilestoneKind.FirstGroupLed] = "First group led",
    };

    /// <summary>The kind in plain words.</summary>
    public static string Name(this MilestoneKind kind) => Names[kind];

    /// <summary>The kind as it is said to the person themselves.</summary>
    public static string OwnName(this MilestoneKind kind) => kind == MilestoneKind.FirstDayAlone ? "First day on my own" : Names[kind];
}

/// <summary>Something a person did for the first time: once for each kind, whoever sees it happen and however often they say so.</summary>
public sealed class Milestone : IAboutPerson
{
    /// <summary>Longest words of recognition, in characters.</summary>
    public const int WordsMaxLength = 1000;

    private Milestone()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The person.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>Which first.</summary>
    public MilestoneKind Kind { get; private init; }

    /// <summary>The London date of it.</summary>
    public DateOnly On { get; private init; }

    /// <summary>Who said something to them about it; null while nobody has.</summary>
    public Guid? RecognisedById { get; private set; }

    /// <summary>When they did.</summary>
    public DateOnly? RecognisedOn { get; private set; }

    /// <summary>What they said, sealed under the person's key.</summary>
    public SealedText? Words { get; private set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>
    /// Writes that a person reached a milestone, unless it is written already: the earlier one stays as it is. Safe when many say so at once. The
    /// row is there at once, in the write's own transaction.
    /// </summary>
    /// <returns>True when it was written now.</returns>
    public static async Task<bool> ReachedAsync(Writing writing, Guid personId, MilestoneKind kind, DateOnly on, CancellationToken cancellation)
    {
        var milestone = new Milestone { Id = writing.NewId(), PersonId = personId, Kind = kind, On = on };
        if (!await writing.Context.InsertOnceAsync(milestone, cancellation, nameof(PersonId), nameof(Kind)))
        {
            return false;
        }

        writing.Note(
            personId, nameof(Milestone), milestone.Id,
            new FieldChange(nameof(Kind), null, kind.ToString()), new FieldChange(nameof(On), null, on.ToString("O", CultureInfo.InvariantCulture)));
        return true;
    }

    /// <summary>Somebody else says something to them about it, once.</summary>
    public Refusal? Recognise(Guid by, DateOnly on, SealedText words)
    {
        if (by == PersonId)
        {
            return new NotYourOwn();
        }

        if (RecognisedById is not null)
        {
            return new RecognisedAlready();
        }

        (RecognisedById, RecognisedOn, Words) = (by, on, words);
        Version++;
        return null;
    }
}

/// <summary>Somebody has said something about it already.</summary>
public sealed record RecognisedAlready() : Refusal("recognised-already")
{
    /// <inheritdoc />
    public override string Sentence => "Somebody has said something to them about this already.";
}
