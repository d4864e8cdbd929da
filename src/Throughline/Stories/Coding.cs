using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Throughline.Security;
using Throughline.Storage;
using Throughline.Stories.Stages;

namespace Throughline.Stories;

/// <summary>
/// A passage: a span of one version of a story and the hash of its words. Never changed, and since a version never changes either, editing the
/// story never moves it (INV-151).
/// </summary>
public sealed class Excerpt : IAboutPerson
{
    /// <summary>Longest passage that can be marked, in UTF-16 characters: about two pages. A mark on everything says nothing.</summary>
    public const int MaxLength = 6_000;

    private Excerpt()
    {
    }

    internal Excerpt(Guid id, StoryVersion version, int start, int end, SealedText hash) =>
        (Id, PersonId, StoryId, VersionId, VersionNumber, Start, End, Hash) = (id, version.PersonId, version.StoryId, version.Id, version.Number, start, end, hash);

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The owner of the words.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>The story.</summary>
    public Guid StoryId { get; private init; }

    /// <summary>The version.</summary>
    public Guid VersionId { get; private init; }

    /// <summary>The version's number.</summary>
    public int VersionNumber { get; private init; }

    /// <summary>First UTF-16 character, from 0.</summary>
    public int Start { get; private init; }

    /// <summary>The UTF-16 character after the last.</summary>
    public int End { get; private init; }

    /// <summary>
    /// The SHA-256 of the passage as UTF-8, in hexadecimal. Sealed like the words themselves: the hash of a short sentence can be guessed, and
    /// would outlive the destruction of the key.
    /// </summary>
    public SealedText Hash { get; private init; } = null!;

    /// <summary>The hash of a passage.</summary>
    public static string HashOf(string passage) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(passage)));

    /// <summary>What is wrong with a span of a text, or null.</summary>
    internal static Refusal? Check(string text, int start, int end)
    {
        const string input = "Start";
        if (start < 0 || end > text.Length || start >= end)
        {
            return new Invalid(input, "Choose the sentences you want to mark");
        }

        if (end - start > MaxLength)
        {
            return new Invalid(input, $"Mark {MaxLength.ToString("N0", CultureInfo.InvariantCulture)} characters or fewer at a time: a shorter passage says more");
        }

        if ((start > 0 && char.IsLowSurrogate(text[start])) || (end < text.Length && char.IsLowSurrogate(text[end])))
        {
            return new Invalid(input, "The passage begins or ends inside a character. Choose it again.");
        }

        return string.IsNullOrWhiteSpace(text[start..end]) ? new Invalid(input, "Choose a passage that has words in it") : null;
    }
}

/// <summary>
/// What a trained coder says a passage speaks of, and what its owner says to that. It lives in operations only; research keeps codings of its own
/// in a store of its own (INV-155).
/// </summary>
public sealed class Coding : IAboutPerson
{
    private Coding()
    {
    }

    internal Coding(Guid id, Excerpt excerpt, Codebook book, Code code, int strength, Guid coderId, Guid? coderRoleId, DateTimeOffset at) =>
        (Id, PersonId, StoryId, VersionId, VersionNumber, ExcerptId, Book, BookVersion, Code, Stage, Polarity, Strength, CoderId, CoderRoleId, CoderTrained, At) =
        (id, excerpt.PersonId, excerpt.StoryId, excerpt.VersionId, excerpt.VersionNumber, excerpt.Id, book.Key, book.Version, code.Key, code.Stage, code.Polarity, strength, coderId, coderRoleId, true, at);

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The owner of the words.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>The story.</summary>
    public Guid StoryId { get; private init; }

    /// <summary>The version that was read.</summary>
    public Guid VersionId { get; private init; }

    /// <summary>The version's number.</summary>
    public int VersionNumber { get; private init; }

    /// <summary>The passage.</summary>
    public Guid ExcerptId { get; private init; }

    /// <summary>The codebook's key.</summary>
    public string Book { get; private init; } = "";

    /// <summary>The codebook's version, so that the mark keeps the meaning it was made with.</summary>
    public int BookVersion { get; private init; }

    /// <summary>The code's key.</summary>
    public string Code { get; private init; } = "";

    /// <summary>The stage that the code speaks about; null for a cross-cutting code.</summary>
    public Stage? Stage { get; private init; }

    /// <summary>Which way the code points; null for a cross-cutting code.</summary>
    public Polarity? Polarity { get; private init; }

    /// <summary>How clearly the passage says so: 1 hinted, 2 said, 3 said plainly. It is never added up.</summary>
    public int Strength { get; private init; }

    /// <summary>Who marked it.</summary>
    public Guid CoderId { get; private init; }

    /// <summary>The role they held when they marked it (INV-006).</summary>
    public Guid? CoderRoleId { get; private init; }

    /// <summary>They had finished the training for this codebook.</summary>
    public bool CoderTrained { get; private init; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; private init; }

    /// <summary>What the owner says.</summary>
    public OwnerAnswer Answer { get; private set; }

    /// <summary>When the owner said it.</summary>
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>What it means instead, in the owner's own words.</summary>
    public SealedText? AnswerWords { get; private set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>The owner says yes or no, or takes the answer back.</summary>
    internal void Reply(OwnerAnswer answer, SealedText? words, DateTimeOffset now)
    {
        var given = answer != OwnerAnswer.NotYetGiven;
        (Answer, AnsweredAt, AnswerWords) = (answer, given ? now : null, given ? words : null);
        Version++;
    }
}

/// <summary>Since when somebody has been trained to mark passages with a codebook, confirmed by a coordinator.</summary>
public sealed class CoderTraining : IAboutPerson
{
    private CoderTraining()
    {
    }

    internal CoderTraining(Guid id, Guid personId, string book, DateOnly on, Guid confirmedById, DateTimeOffset at) =>
        (Id, PersonId, Book, On, ConfirmedById, At) = (id, personId, book, on, confirmedById, at);

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The trained person.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>The codebook's key.</summary>
    public string Book { get; private init; } = "";

    /// <summary>The London date on which they finished.</summary>
    public DateOnly On { get; private init; }

    /// <summary>Who confirmed it.</summary>
    public Guid ConfirmedById { get; private init; }

    /// <summary>When it was confirmed.</summary>
    public DateTimeOffset At { get; private init; }
}
