using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Throughline.Schemes;

namespace Throughline.Training;

/// <summary>How a programme is finished.</summary>
public enum ProgrammeShape
{
    /// <summary>By coming to sessions and covering topics.</summary>
    Sessions = 1,

    /// <summary>By showing what one can do, each part signed off by somebody who saw it.</summary>
    Portfolio = 2,
}

/// <summary>One session of a programme.</summary>
/// <param name="Title">What it is called, unique in the programme.</param>
/// <param name="Topics">What it covers.</param>
public sealed record ProgrammeSession(string Title, IReadOnlyList<string> Topics);

/// <summary>One thing to show in a portfolio.</summary>
/// <param name="Title">What it is, unique in the programme.</param>
/// <param name="WhatCounts">What somebody would see.</param>
public sealed record ProgrammeCompetency(string Title, string WhatCounts);

/// <summary>What a programme teaches and what it takes to finish. It never changes: a change is a new version, and a cohort keeps the one it was made with.</summary>
/// <param name="Title">What people in the scheme call it.</param>
/// <param name="CertificateName">What a certificate calls it: nothing in it tells of the scheme or of anybody's past (INV-034).</param>
/// <param name="Shape">How it is finished.</param>
/// <param name="SessionsToComplete">Sessions to come to, from 1 to as many as there are; 0 for a portfolio.</param>
/// <param name="MandatoryTopics">Topics that everybody must cover, each in at least one session.</param>
/// <param name="Sessions">The sessions in their order; may be empty for a portfolio.</param>
/// <param name="Competencies">What to show; empty unless it is a portfolio.</param>
public sealed partial record ProgrammeOutline(
    string Title,
    string CertificateName,
    ProgrammeShape Shape,
    int SessionsToComplete,
    IReadOnlyList<string> MandatoryTopics,
    IReadOnlyList<ProgrammeSession> Sessions,
    IReadOnlyList<ProgrammeCompetency> Competencies)
{
    /// <summary>Longest title, in characters.</summary>
    public const int TitleMaxLength = 120;

    /// <summary>Longest topic, in characters.</summary>
    public const int TopicMaxLength = 80;

    /// <summary>Longest description of what counts, in characters.</summary>
    public const int WhatCountsMaxLength = 400;

    /// <summary>Most sessions.</summary>
    public const int MostSessions = 104;

    /// <summary>Most topics of one session, and most topics that everybody must cover.</summary>
    public const int MostTopics = 30;

    /// <summary>Most things to show.</summary>
    public const int MostCompetencies = 60;

    /// <summary>What has to be done to finish, in one sentence.</summary>
    [JsonIgnore]
    public string Rule => Shape == ProgrammeShape.Portfolio
        ? $"To finish, have each of the {Count(Competencies.Count, "part", "parts")} signed off by somebody who saw it. There is no number of sessions to come to."
        : $"To finish, come to at least {SessionsToComplete} of the {Count(Sessions.Count, "session", "sessions")}"
            + (MandatoryTopics.Count == 0 ? "." : $" and cover {Count(MandatoryTopics.Count, "topic", "topics")} that everybody does: {Listed(MandatoryTopics)}.");

    /// <summary>Takes away blanks and empty lines, and what its shape does not have.</summary>
    public ProgrammeOutline Tidy() => this with
    {
        Title = Title.Trim(),
        CertificateName = CertificateName.Trim(),
        SessionsToComplete = Shape == ProgrammeShape.Portfolio ? 0 : SessionsToComplete,
        MandatoryTopics = Shape == ProgrammeShape.Portfolio ? [] : Trimmed(MandatoryTopics),
        Sessions = [.. Sessions.Where(s => s.Title.Trim().Length + s.Topics.Count > 0).Select(s => new ProgrammeSession(s.Title.Trim(), Trimmed(s.Topics)))],
        Competencies = Shape == ProgrammeShape.Portfolio
            ? [.. Competencies.Where(c => c.Title.Trim().Length + c.WhatCounts.Trim().Length > 0).Select(c => new ProgrammeCompetency(c.Title.Trim(), c.WhatCounts.Trim()))]
            : [],
    };

    /// <summary>The first thing wrong, or null. Fields are named as in a form: <c>Sessions[2].Title</c>.</summary>
    public Refusal? Check() =>
        Typed.Required(Title, TitleMaxLength, nameof(Title), "Enter what the programme is called", "The title")
        ?? PersonFirst.Check(Title, nameof(Title))
        ?? Typed.Required(CertificateName, TitleMaxLength, nameof(CertificateName), "Enter what a certificate calls it", "The name on the certificate")
        ?? CheckNeutral(CertificateName)
        ?? (Enum.IsDefined(Shape) ? null : new Invalid(nameof(Shape), "Choose how the programme is finished"))
        ?? CheckTopics(MandatoryTopics, nameof(MandatoryTopics), "The topics that everybody must cover")
        ?? CheckSessions()
        ?? CheckRule()
        ?? CheckCompetencies();

    /// <summary>Two topics or titles are one when they differ only in capitals.</summary>
    internal static StringComparer Same => StringComparer.OrdinalIgnoreCase;

    internal string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Default);

    internal static ProgrammeOutline FromJson(string json) => JsonSerializer.Deserialize<ProgrammeOutline>(json, JsonSerializerOptions.Default)!;

    /// <inheritdoc />
    public bool Equals(ProgrammeOutline? other) => other is not null && ToJson() == other.ToJson();

    /// <inheritdoc />
    public override int GetHashCode() => ToJson().GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc />
    public override string ToString() => ToJson();

    /// <summary>A certificate is shown to employers and landlords: its words tell of nobody's past and of no service.</summary>
    internal static Invalid? CheckNeutral(string name) =>
        PersonFirst.Check(name, nameof(CertificateName))
        ?? (Telling().Match(name) is { Success: true } word
            ? new Invalid(nameof(CertificateName), $"Leave out “{word.Value}”. A certificate is shown to people who know nothing of where the course was")
            : null);

    internal static string Count(int number, string one, string many) => number == 1 ? $"1 {one}" : $"{number} {many}";

    internal static string Listed(IReadOnlyList<string> words) => words.Count switch
    {
        0 => "",
        1 => Lower(words[0]),
        _ => $"{string.Join(", ", words.Take(words.Count - 1).Select(Lower))} and {Lower(words[^1])}",
    };

    private static string Lower(string words) =>
        words.Length > 1 && char.IsUpper(words[0]) && char.IsLower(words[1]) ? char.ToLowerInvariant(words[0]) + words[1..] : words;

    private static string[] Trimmed(IEnumerable<string> lines) => [.. lines.Select(l => l.Trim()).Where(l => l.Length > 0)];

    private static Refusal? CheckTopics(IReadOnlyList<string> topics, string field, string label)
    {
        if (topics.Count > MostTopics)
        {
            return new Invalid(field, $"{label} must be {MostTopics} or fewer");
        }

        if (topics.GroupBy(t => t, Same).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            return new Invalid(field, $"“{twice.Key}” is there twice");
        }

        return topics.Select(t => Typed.Optional(t, TopicMaxLength, field, "A topic") ?? PersonFirst.Check(t, field)).FirstOrDefault(r => r is not null);
    }

    private Refusal? CheckSessions()
    {
        if (Sessions.Count > MostSessions)
        {
            return new Invalid(nameof(Sessions), $"A programme can have at most {MostSessions} sessions");
        }

        if (Sessions.Count == 0 && Shape == ProgrammeShape.Sessions)
        {
            return new Invalid(nameof(Sessions), "Add at least one session");
        }

        HashSet<string> titles = new(Same);
        for (var at = 0; at < Sessions.Count; at++)
        {
            var (session, field) = (Sessions[at], $"{nameof(Sessions)}[{at}]");
            var wrong = Typed.Required(session.Title, TitleMaxLength, $"{field}.Title", $"Enter the title of session {at + 1}", "The title")
                ?? PersonFirst.Check(session.Title, $"{field}.Title")
                ?? (titles.Add(session.Title) ? null : new Invalid($"{field}.Title", "Another session has this title"))
                ?? CheckTopics(session.Topics, $"{field}.Topics", "The topics of one session");
            if (wrong is not null)
            {
                return wrong;
            }
        }

        return null;
    }

    private Invalid? CheckRule()
    {
        if (Shape == ProgrammeShape.Portfolio)
        {
            return null;
        }

        if (SessionsToComplete < 1 || SessionsToComplete > Sessions.Count)
        {
            return new Invalid(nameof(SessionsToComplete), $"The number of sessions to come to must be from 1 to {Sessions.Count}");
        }

        return MandatoryTopics.FirstOrDefault(t => !Sessions.Any(s => s.Topics.Contains(t, Same))) is { } topic
            ? new Invalid(nameof(MandatoryTopics), $"No session covers “{topic}”. Add it to a session, or take it out here")
            : null;
    }

    private Refusal? CheckCompetencies()
    {
        if (Shape == ProgrammeShape.Portfolio && Competencies.Count is 0 or > MostCompetencies)
        {
            return new Invalid(nameof(Competencies), Competencies.Count == 0 ? "Add at least one thing to show" : $"A portfolio can have at most {MostCompetencies} parts");
        }

        HashSet<string> titles = new(Same);
        for (var at = 0; at < Competencies.Count; at++)
        {
            var (part, field) = (Competencies[at], $"{nameof(Competencies)}[{at}]");
            var wrong = Typed.Required(part.Title, TitleMaxLength, $"{field}.Title", $"Enter what part {at + 1} is", "The part")
                ?? PersonFirst.Check(part.Title, $"{field}.Title")
                ?? (titles.Add(part.Title) ? null : new Invalid($"{field}.Title", "Another part has this title"))
                ?? Typed.Required(part.WhatCounts, WhatCountsMaxLength, $"{field}.WhatCounts", $"Enter what somebody would see for part {at + 1}", "What counts")
                ?? PersonFirst.Check(part.WhatCounts, $"{field}.WhatCounts");
            if (wrong is not null)
            {
                return wrong;
            }
        }

        return null;
    }

    [GeneratedRegex(
        @"\b(probation|prison\w*|custody|licence|court\w*|justice|crim\w*|offen[cds]\w*|convict\w*|recover\w*|rehab\w*|drugs?|alcohol\w*|addict\w*|substance|peer\w*|lived experience|resettlement|treatment)\b", // words: allowed
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 200)]
    private static partial Regex Telling();
}
