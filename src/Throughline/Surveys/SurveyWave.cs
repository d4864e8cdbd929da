using System.Security.Cryptography;
using Throughline.Schemes;

namespace Throughline.Surveys;

/// <summary>
/// One time of asking. It holds no answer: what people said is in <see cref="SurveyTally"/> and <see cref="SurveyWords"/>, added up, so that there is
/// no row of anybody's (INV-090).
/// </summary>
public sealed class SurveyWave
{
    /// <summary>Longest name, in characters.</summary>
    public const int NameMaxLength = 80;

    /// <summary>Longest words for who is asked, in characters.</summary>
    public const int AudienceMaxLength = 160;

    /// <summary>Longest time from the first to the last day, in days.</summary>
    public const int MostDays = 184;

    /// <summary>Most people who could answer.</summary>
    public const int MostPeople = 100_000;

    private readonly List<SurveyDoor> doors = [];

    private SurveyWave()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The scheme.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>Which version of the survey it asks.</summary>
    public int SurveyVersion { get; private init; }

    /// <summary>What it asks, as it was when the wave was opened.</summary>
    public SurveySheet Sheet { get; private init; } = null!;

    /// <summary>What it is called: "Spring".</summary>
    public string Name { get; private init; } = "";

    /// <summary>First London date on which people can answer.</summary>
    public DateOnly From { get; private init; }

    /// <summary>Last London date on which people can answer by themselves; paper is typed in until the wave is closed.</summary>
    public DateOnly To { get; private init; }

    /// <summary>Who is asked, in words: "everybody who came in March".</summary>
    public string Audience { get; private init; } = "";

    /// <summary>How many people could have answered: what every share of answers is a share of.</summary>
    public int CouldAnswer { get; private init; }

    /// <summary>True where each answer spends a printed code.</summary>
    public bool NeedsCode { get; private init; }

    /// <summary>How many codes have been printed.</summary>
    public int CodesPrinted { get; private set; }

    /// <summary>Where it stands.</summary>
    public SurveyWaveState State { get; private set; } = SurveyWaveState.Open;

    /// <summary>The London date on which it was closed; null while it is open.</summary>
    public DateOnly? ClosedOn { get; private set; }

    /// <summary>Concurrency token. No answer changes it.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>The sites where it is asked, each with its own way in.</summary>
    public IReadOnlyList<SurveyDoor> Doors => doors;

    /// <summary>Opens a wave.</summary>
    /// <param name="id">The id.</param>
    /// <param name="schemeId">The scheme.</param>
    /// <param name="version">The version of the survey.</param>
    /// <param name="sheet">What it asks.</param>
    /// <param name="plan">Name, days, who is asked.</param>
    /// <param name="smallest">The smallest number of answers that is ever shown.</param>
    /// <param name="today">The London date.</param>
    internal static Outcome<SurveyWave> Open(Guid id, Guid schemeId, int version, SurveySheet sheet, WavePlan plan, int smallest, DateOnly today)
    {
        if (plan.Check(smallest, today) is { } refusal)
        {
            return refusal;
        }

        var wave = new SurveyWave
        {
            Id = id,
            SchemeId = schemeId,
            SurveyVersion = version,
            Sheet = sheet,
            Name = plan.Name!.Trim(),
            From = plan.From!.Value,
            To = plan.To!.Value,
            Audience = plan.Audience!.Trim(),
            CouldAnswer = plan.CouldAnswer!.Value,
            NeedsCode = plan.NeedsCode,
        };
        wave.doors.AddRange(plan.SiteIds.Distinct().Order().Select(site => new SurveyDoor(id, site, SurveyDoor.NewCode())));
        return wave;
    }

    /// <summary>Whether people can answer by themselves on a day.</summary>
    public bool TakesAnswersOn(DateOnly day) => State == SurveyWaveState.Open && From <= day && day <= To;

    /// <summary>Says that codes were printed.</summary>
    internal void CountPrinted(int codes)
    {
        CodesPrinted += codes;
        Version++;
    }

    /// <summary>Closes it for ever.</summary>
    internal Refusal? Close(bool enough, DateOnly on)
    {
        var to = enough ? SurveyWaveState.Closed : SurveyWaveState.TooFew;
        if (!SurveyWaveStates.ExitsOf(State).Contains(to))
        {
            return new WaveIsClosed();
        }

        (State, ClosedOn) = (to, on);
        Version++;
        return null;
    }
}

/// <summary>A wave to open, as typed.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Audience">Who is asked.</param>
/// <param name="CouldAnswer">How many people that is.</param>
/// <param name="NeedsCode">Whether each answer spends a printed code.</param>
/// <param name="SiteIds">Where it is asked.</param>
public sealed record WavePlan(string? Name, DateOnly? From, DateOnly? To, string? Audience, int? CouldAnswer, bool NeedsCode, IReadOnlyList<Guid> SiteIds)
{
    /// <summary>The first thing wrong, or null.</summary>
    internal Refusal? Check(int smallest, DateOnly today) =>
        Typed.Required(Name, SurveyWave.NameMaxLength, nameof(Name), "Enter what this time of asking is called", "The name")
        ?? PersonFirst.Check(Name, nameof(Name))
        ?? (From is null ? new Invalid(nameof(From), "Enter the first day") : null)
        ?? (To is null ? new Invalid(nameof(To), "Enter the last day") : null)
        ?? (To < From || To > From!.Value.AddDays(SurveyWave.MostDays) ? new Invalid(nameof(To), $"The last day must be on or after the first, and within {SurveyWave.MostDays} days of it") : null)
        ?? (To < today ? new Invalid(nameof(To), "The last day must be today or later") : null)
        ?? Typed.Required(Audience, SurveyWave.AudienceMaxLength, nameof(Audience), "Enter who is asked", "Who is asked")
        ?? PersonFirst.Check(Audience, nameof(Audience))
        ?? (CouldAnswer is null or < 1 or > SurveyWave.MostPeople ? new Invalid(nameof(CouldAnswer), "Enter how many people could answer, like 40") : null)
        ?? (CouldAnswer < smallest ? new TooFewToAsk(smallest) : (Refusal?)null)
        ?? (SiteIds.Count == 0 ? new Invalid(nameof(SiteIds), "Choose at least one place") : null);
}

/// <summary>One site of a wave and its way in. The code stands on a poster: it is no secret and tells nothing but the wave and the site.</summary>
public sealed class SurveyDoor
{
    /// <summary>Length of a code, in characters.</summary>
    public const int CodeLength = 8;

    // Without those that are taken for each other: 0 and O, 1 and I.
    internal const string Alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    private SurveyDoor()
    {
    }

    internal SurveyDoor(Guid waveId, Guid siteId, string code) => (WaveId, SiteId, Code) = (waveId, siteId, code);

    /// <summary>The wave.</summary>
    public Guid WaveId { get; private init; }

    /// <summary>The site.</summary>
    public Guid SiteId { get; private init; }

    /// <summary>The code in its address.</summary>
    public string Code { get; private init; } = "";

    internal static string NewCode() => RandomNumberGenerator.GetString(Alphabet, CodeLength);

    /// <summary>A code as typed or scanned, in capitals without blanks and hyphens; null for what cannot be one.</summary>
    internal static string? Read(string? typed)
    {
        if (typed is null || typed.Length > 3 * CodeLength)
        {
            return null;
        }

        var code = string.Concat(typed.Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '–'))).ToUpperInvariant();
        return code.Length == CodeLength && code.All(Alphabet.Contains) ? code : null;
    }
}

/// <summary>The wave has been closed.</summary>
public sealed record WaveIsClosed() : Refusal("wave-is-closed")
{
    /// <inheritdoc />
    public override string Sentence => "This survey has been closed. A survey that has closed stays closed.";
}

/// <summary>The wave takes no answers on this day.</summary>
public sealed record WaveTakesNoAnswers() : Refusal("wave-takes-no-answers")
{
    /// <inheritdoc />
    public override string Sentence => "This survey is not open today.";
}

/// <summary>So few people could answer that nothing could ever be shown.</summary>
/// <param name="Smallest">The smallest number of answers that is shown.</param>
public sealed record TooFewToAsk(int Smallest) : Refusal("too-few-to-ask")
{
    /// <inheritdoc />
    public override string Sentence =>
        $"Nothing is shown of fewer than {Smallest} answers, so asking fewer people would be asking for nothing. Ask more people, or talk with them";

    /// <inheritdoc />
    public override string? Field => nameof(WavePlan.CouldAnswer);
}
