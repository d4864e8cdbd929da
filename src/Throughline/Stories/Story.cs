using System.Text;
using Throughline.Security;
using Throughline.Stories.Stages;
using Throughline.Storage;

namespace Throughline.Stories;

/// <summary>How the words of a story came in.</summary>
public enum StoryKind
{
    /// <summary>Typed.</summary>
    Written = 1,

    /// <summary>Read out of a document.</summary>
    Uploaded = 2,

    /// <summary>One thing that was done on one day, noted by the person or by a colleague: held the keys for the first time.</summary>
    Act = 3,
}

/// <summary>
/// Words that belong to one person, on one date of their life. Only the owner edits them; each change is a version and no version ever changes
/// (INV-150). The row itself holds no words, so that it can stay as a tombstone when they are deleted.
/// </summary>
public sealed class Story : IAboutPerson
{
    /// <summary>Longest title, in UTF-16 characters.</summary>
    public const int TitleMaxLength = 120;

    /// <summary>Longest text of one version, in UTF-16 characters: about 350 pages.</summary>
    public const int TextMaxLength = 1_000_000;

    /// <summary>Longest reply to an account by somebody else, in UTF-16 characters.</summary>
    public const int ReplyMaxLength = 4_000;

    private Story()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The owner: whose life it is, under whose key it is sealed.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>Who wrote it: the owner, or for an account by staff the colleague.</summary>
    public Guid AuthorId { get; private init; }

    /// <summary>Whose account it is; part of what a stage rests on.</summary>
    public EvidenceSource Source { get; private init; }

    /// <summary>Typed or uploaded.</summary>
    public StoryKind Kind { get; private init; }

    /// <summary>The London date that the newest version belongs to.</summary>
    public DateOnly OccasionDate { get; private set; }

    /// <summary>When it was first saved.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>The number of the newest version, from 1. Rises by one with every change, which is how a stale form is known.</summary>
    public int VersionNumber { get; private set; } = 1;

    /// <summary>The owner's answer to an account that somebody else wrote about them (E24).</summary>
    public SealedText? Reply { get; private set; }

    /// <summary>When the owner answered.</summary>
    public DateTimeOffset? RepliedAt { get; private set; }

    /// <summary>
    /// What the owner says to an act that a colleague noted. Until it is yes, no mark on it counts; like an answer to a mark it can be taken back.
    /// </summary>
    public OwnerAnswer Agreed { get; private set; }

    /// <summary>When the owner said it.</summary>
    public DateTimeOffset? AgreedAt { get; private set; }

    /// <summary>True for an act that a colleague noted, which counts only with the owner's yes.</summary>
    public bool NeedsAgreement => Kind == StoryKind.Act && AuthorId != PersonId;

    /// <summary>When its words were deleted; only the tombstone is left.</summary>
    public DateTimeOffset? DeletedAt { get; private set; }

    /// <summary>Starts a story of the owner's own.</summary>
    internal static Story Begin(Guid id, Guid ownerId, StoryKind kind, DateOnly occasion, DateTimeOffset now) =>
        new() { Id = id, PersonId = ownerId, AuthorId = ownerId, Source = EvidenceSource.Self, Kind = kind, OccasionDate = occasion, CreatedAt = now, ChangedAt = now };

    /// <summary>Starts what a colleague writes about the owner: an account of what they saw, or one act that they note.</summary>
    internal static Story Account(Guid id, Guid ownerId, Guid authorId, bool act, DateOnly occasion, DateTimeOffset now) => new()
    {
        Id = id,
        PersonId = ownerId,
        AuthorId = authorId,
        Source = act ? EvidenceSource.Act : EvidenceSource.Staff,
        Kind = act ? StoryKind.Act : StoryKind.Written,
        OccasionDate = occasion,
        CreatedAt = now,
        ChangedAt = now,
    };

    /// <summary>Takes in a new version.</summary>
    internal void Change(DateOnly occasion, DateTimeOffset now)
    {
        (OccasionDate, ChangedAt) = (occasion, now);
        VersionNumber++;
    }

    /// <summary>Records what the owner says about an account by somebody else.</summary>
    internal void Answer(SealedText? words, DateTimeOffset now) => (Reply, RepliedAt) = (words, words is null ? null : now);

    /// <summary>Records whether the owner says that a noted act happened as it was noted.</summary>
    internal void Agree(OwnerAnswer answer, DateTimeOffset now) => (Agreed, AgreedAt) = (answer, answer == OwnerAnswer.NotYetGiven ? null : now);

    /// <summary>Becomes a tombstone. The rows with words go in the same transaction.</summary>
    internal void Delete(DateTimeOffset now) => (Reply, RepliedAt, DeletedAt) = (null, null, now);
}

/// <summary>The words of a story at one time. Never changed after it is made; gone when the story is deleted.</summary>
public sealed class StoryVersion : IAboutPerson
{
    private StoryVersion()
    {
    }

    internal StoryVersion(Guid id, Story story, int number, SealedText title, SealedText text, int length, SealedText? fileName, DateTimeOffset at) =>
        (Id, StoryId, PersonId, AuthorId, Number, OccasionDate, Title, Text, Length, FileName, At) =
        (id, story.Id, story.PersonId, story.AuthorId, number, story.OccasionDate, title, text, length, fileName, at);

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The story.</summary>
    public Guid StoryId { get; private init; }

    /// <summary>The owner.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>Who wrote it.</summary>
    public Guid AuthorId { get; private init; }

    /// <summary>1 for the first, then rising by one.</summary>
    public int Number { get; private init; }

    /// <summary>The London date that these words belong to: with the story, one occasion of CALC-1.</summary>
    public DateOnly OccasionDate { get; private init; }

    /// <summary>The title, exactly as typed.</summary>
    public SealedText Title { get; private init; } = null!;

    /// <summary>The words, exactly as typed or read (E07).</summary>
    public SealedText Text { get; private init; } = null!;

    /// <summary>How long the words are, in UTF-16 characters.</summary>
    public int Length { get; private init; }

    /// <summary>The name of the document they were read from, where they were. The document itself is not kept.</summary>
    public SealedText? FileName { get; private init; }

    /// <summary>When it was saved.</summary>
    public DateTimeOffset At { get; private init; }
}

/// <summary>A story as typed.</summary>
/// <param name="Title">What the owner calls it.</param>
/// <param name="Text">Their words; kept to the letter.</param>
/// <param name="OccasionDate">The London date the words belong to; not in the future.</param>
public sealed record StoryWords(string? Title, string? Text, DateOnly? OccasionDate)
{
    /// <summary>The first thing wrong, or null.</summary>
    /// <param name="today">Today's London date.</param>
    public Refusal? Check(DateOnly today) => Faults(today).FirstOrDefault();

    /// <summary>Everything wrong, in the order of the form: at most one refusal for each field.</summary>
    /// <param name="today">Today's London date.</param>
    public IEnumerable<Refusal> Faults(DateOnly today)
    {
        var title = Title switch
        {
            { Length: > Story.TitleMaxLength } => $"The title must be {Story.TitleMaxLength} characters or fewer",
            { } written when !string.IsNullOrWhiteSpace(written) => Whole(written) ? null : Broken,
            _ => "Give it a title, so that you can find it again",
        };
        var day = OccasionDate switch
        {
            null => "Enter the date these words belong to",
            { } on when on > today => "The date must be today or in the past",
            { Year: < 1900 } => "The year must be 1900 or later",
            _ => null,
        };
        var text = Text switch
        {
            { Length: > Story.TextMaxLength } => $"This is longer than we can keep in one piece ({Story.TextMaxLength:N0} characters). Save it as two stories.",
            { } written when !string.IsNullOrWhiteSpace(written) => Whole(written) ? null : Broken,
            _ => "Write at least a few words",
        };
        (string Field, string? Sentence)[] faults = [(nameof(Title), title), (nameof(OccasionDate), day), (nameof(Text), text)];
        foreach (var (field, sentence) in faults)
        {
            if (sentence is not null)
            {
                yield return new Invalid(field, sentence);
            }
        }
    }

    private const string Broken = "Some of these characters were cut in half on the way to us. Copy your words again and paste them in.";

    // Half of a surrogate pair has no UTF-8 form: it would come back as something else than was typed.
    private static bool Whole(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            if (Rune.DecodeFromUtf16(text.AsSpan(at), out _, out var length) != System.Buffers.OperationStatus.Done)
            {
                return false;
            }

            at += length;
        }

        return true;
    }
}
