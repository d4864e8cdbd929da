using Throughline.People;
using Throughline.Schemes;

namespace Throughline.Training;

/// <summary>
/// A training programme of a scheme. The course that the scheme's template brings has no row until somebody uses or changes it, like a setting that
/// stands at its default; it then has the template's key.
/// </summary>
public sealed class Programme
{
    /// <summary>Longest key, in characters.</summary>
    public const int KeyMaxLength = 80;

    /// <summary>Longest reason for a change, in characters.</summary>
    public const int ReasonMaxLength = 500;

    private readonly List<ProgrammeVersion> versions = [];

    private Programme()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The scheme.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>Stable name in the scheme: what roles name as the training to do first.</summary>
    public string Key { get; private init; } = "";

    /// <summary>True for the course that the scheme's template brings: its length and the number of sessions to come to are settings of the scheme.</summary>
    public bool FromScheme { get; private init; }

    /// <summary>The newest version, from 1. Also the concurrency token.</summary>
    public int VersionNumber { get; private set; } = 1;

    /// <summary>Every version, oldest first. Those that cohorts were made with stay as they were (INV-030).</summary>
    public IReadOnlyList<ProgrammeVersion> Versions => versions;

    /// <summary>The newest version.</summary>
    public ProgrammeOutline Outline => versions[^1].Outline;

    /// <summary>The course that the scheme's template brings, as it comes.</summary>
    internal static Programme Brought(Guid id, Guid schemeId, string key, ProgrammeOutline outline, Guid byId, Hat hat, DateTimeOffset at)
    {
        var programme = new Programme { Id = id, SchemeId = schemeId, Key = key, FromScheme = true };
        programme.versions.Add(new ProgrammeVersion(id, 1, outline, "As the scheme’s template brings it", byId, hat, at));
        return programme;
    }

    /// <summary>A programme of the scheme's own.</summary>
    internal static Outcome<Programme> Write(Guid id, Guid schemeId, string key, ProgrammeOutline outline, Guid byId, Hat hat, DateTimeOffset at)
    {
        var tidy = outline.Tidy();
        if (tidy.Check() is { } refusal)
        {
            return refusal;
        }

        var programme = new Programme { Id = id, SchemeId = schemeId, Key = key };
        programme.versions.Add(new ProgrammeVersion(id, 1, tidy, "Written here", byId, hat, at));
        return programme;
    }

    /// <summary>Makes a new version. Cohorts that there are keep theirs.</summary>
    /// <param name="outline">What it is from now on.</param>
    /// <param name="length">How many sessions the scheme's own course has; null for any other programme.</param>
    /// <param name="reason">Why, in the words of whoever changes it.</param>
    /// <param name="byId">Who.</param>
    /// <param name="hat">Under which hat.</param>
    /// <param name="at">When.</param>
    internal Refusal? Edit(ProgrammeOutline outline, int? length, string? reason, Guid byId, Hat hat, DateTimeOffset at)
    {
        var tidy = outline.Tidy();
        if (FromScheme)
        {
            tidy = tidy with { Shape = ProgrammeShape.Sessions, Competencies = [] };
        }

        if (FromScheme && length is { } wanted && tidy.Sessions.Count != wanted)
        {
            return new LengthIsFixed(wanted, tidy.Sessions.Count);
        }

        if ((tidy.Check() ?? Typed.Required(reason, ReasonMaxLength, "Reason", "Enter why you are changing it", "The reason")) is { } refusal)
        {
            return refusal;
        }

        if (tidy.Equals(Outline))
        {
            return new Invalid(nameof(ProgrammeOutline.Title), "Nothing is changed yet");
        }

        VersionNumber++;
        versions.Add(new ProgrammeVersion(Id, VersionNumber, tidy, reason!.Trim(), byId, hat, at));
        return null;
    }

    /// <summary>A key from a title: its letters and digits with hyphens between the words.</summary>
    internal static string KeyOf(string title)
    {
        var words = NameFolding.Fold(title).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => string.Concat(w.Where(char.IsAsciiLetterOrDigit))).Where(w => w.Length > 0);
        var key = string.Join('-', words);
        return key.Length == 0 ? "programme" : key.Length > KeyMaxLength - 5 ? key[..(KeyMaxLength - 5)] : key;
    }
}

/// <summary>One version of a programme.</summary>
public sealed class ProgrammeVersion
{
    private ProgrammeVersion()
    {
    }

    internal ProgrammeVersion(Guid programmeId, int number, ProgrammeOutline outline, string reason, Guid byId, Hat hat, DateTimeOffset at) =>
        (ProgrammeId, Number, Outline, Reason, ById, Hat, At) = (programmeId, number, outline, reason, byId, hat, at);

    /// <summary>The programme.</summary>
    public Guid ProgrammeId { get; private init; }

    /// <summary>Which version, from 1.</summary>
    public int Number { get; private init; }

    /// <summary>What it teaches and what it takes to finish.</summary>
    public ProgrammeOutline Outline { get; private init; } = null!;

    /// <summary>Why it was made.</summary>
    public string Reason { get; private init; } = "";

    /// <summary>Who made it; empty for the system itself.</summary>
    public Guid ById { get; private init; }

    /// <summary>Under which hat.</summary>
    public Hat Hat { get; private init; }

    /// <summary>When, in UTC.</summary>
    public DateTimeOffset At { get; private init; }
}

/// <summary>The scheme's own course has as many sessions as its setting says (INV-030).</summary>
/// <param name="Wanted">How many it has.</param>
/// <param name="Given">How many were given.</param>
public sealed record LengthIsFixed(int Wanted, int Given) : Refusal("length-is-fixed")
{
    /// <inheritdoc />
    public override string Sentence =>
        $"This course has {Wanted} weekly sessions, and there are {Given} here. A longer or shorter course is a programme of its own";

    /// <inheritdoc />
    public override string? Field => nameof(ProgrammeOutline.Sessions);
}
