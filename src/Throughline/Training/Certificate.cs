using System.Globalization;
using System.Security.Cryptography;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Training;

/// <summary>
/// What somebody has to show for a programme they finished. Its code lets anybody check that it is genuine, and tells them nothing else: no scheme, no
/// service, nothing of the holder's past (INV-034).
/// </summary>
public sealed class Certificate : IAboutPerson
{
    /// <summary>Longest name to print, in characters.</summary>
    public const int NameMaxLength = 200;

    /// <summary>Characters of a code, without hyphens: 80 bits that nobody guesses.</summary>
    public const int CodeLength = 16;

    // Crockford's: no I, L, O or U, which are misread or make words.
    private const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private Certificate()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The holder.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>The enrolment it is for.</summary>
    public Guid EnrolmentId { get; private init; }

    /// <summary>True when having done the course tells others something of the holder's past.</summary>
    public bool TellsOfThePast { get; private init; }

    /// <summary>A number to quote: the year and six digits that follow no order.</summary>
    public string Number { get; private init; } = "";

    /// <summary>The code by which anybody can check it.</summary>
    public string Code { get; private init; } = "";

    /// <summary>What the course is called on it.</summary>
    public string CourseName { get; private init; } = "";

    /// <summary>The London date on which the holder finished.</summary>
    public DateOnly CompletedOn { get; private init; }

    /// <summary>The name to print, as the holder chose it: sealed.</summary>
    public SealedText HolderName { get; private set; } = null!;

    /// <summary>When it was taken back; null while it is good.</summary>
    public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>Who took it back.</summary>
    public Guid? RevokedById { get; private set; }

    /// <summary>Why it was taken back, and what was looked at: sealed.</summary>
    public SealedText? RevokedWhy { get; private set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>Makes one for a programme that has just been finished.</summary>
    internal static Certificate For(Guid id, Enrolment enrolment, ProgrammeOutline outline, SealedText holderName, DateOnly on) => new()
    {
        Id = id,
        PersonId = enrolment.PersonId,
        EnrolmentId = enrolment.Id,
        TellsOfThePast = enrolment.TellsOfThePast,
        Number = string.Create(CultureInfo.InvariantCulture, $"{on.Year}-{RandomNumberGenerator.GetInt32(1_000_000):000000}"),
        Code = RandomNumberGenerator.GetString(Letters, CodeLength),
        CourseName = outline.CertificateName,
        CompletedOn = on,
        HolderName = holderName,
    };

    /// <summary>The holder chooses the name to print.</summary>
    internal void Print(SealedText name)
    {
        HolderName = name;
        Version++;
    }

    /// <summary>Takes it back: from now on its code is unknown.</summary>
    internal Refusal? Revoke(DateTimeOffset now, Guid by, SealedText why)
    {
        if (RevokedAt is not null)
        {
            return new CertificateTakenBack();
        }

        (RevokedAt, RevokedById, RevokedWhy) = (now, by, why);
        Version++;
        return null;
    }

    /// <summary>A code as it is printed: four groups of four.</summary>
    public static string Grouped(string code) => string.Join('-', code.Chunk(4).Select(group => new string(group)));

    /// <summary>A code as somebody may have typed it: with or without hyphens and capitals, O for 0, I or L for 1. Null for what cannot be one.</summary>
    public static string? Read(string? typed)
    {
        if (typed is null || typed.Length > 60)
        {
            return null;
        }

        var code = string.Concat(typed.ToUpperInvariant().Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '–' or '.')).Select(c => c switch
        {
            'O' => '0',
            'I' or 'L' => '1',
            _ => c,
        }));
        return code.Length == CodeLength && code.All(Letters.Contains) ? code : null;
    }
}

/// <summary>The certificate has been taken back already.</summary>
public sealed record CertificateTakenBack() : Refusal("certificate-taken-back")
{
    /// <inheritdoc />
    public override string Sentence => "This certificate has been taken back already.";
}
