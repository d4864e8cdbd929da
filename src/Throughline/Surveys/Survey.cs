using Throughline.People;
using Throughline.Schemes;

namespace Throughline.Surveys;

/// <summary>
/// What one scheme asks the people who use it. The survey that ships with the product has no row until the scheme's coordinator changes it, like a
/// setting that stands at its default.
/// </summary>
public sealed class Survey
{
    /// <summary>Longest reason for a change, in characters.</summary>
    public const int ReasonMaxLength = 500;

    private readonly List<SurveyVersion> versions = [];

    private Survey()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The scheme; each has one.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>The newest version, from 1. Also the concurrency token.</summary>
    public int VersionNumber { get; private set; } = 1;

    /// <summary>Every version, oldest first.</summary>
    public IReadOnlyList<SurveyVersion> Versions => versions;

    /// <summary>The newest version.</summary>
    public SurveySheet Sheet => versions[^1].Sheet;

    /// <summary>The survey as it ships, about to be changed.</summary>
    internal static Survey Brought(Guid id, Guid schemeId, SurveySheet sheet, Hat hat, DateTimeOffset at)
    {
        var survey = new Survey { Id = id, SchemeId = schemeId };
        survey.versions.Add(new SurveyVersion(id, 1, sheet, "As it comes with the product", Guid.Empty, hat, at));
        return survey;
    }

    /// <summary>Makes the next version. Waves that there are keep theirs.</summary>
    internal Refusal? Edit(SurveySheet sheet, string? reason, Guid byId, Hat hat, DateTimeOffset at)
    {
        var tidy = sheet.Tidy();
        if ((tidy.Check() ?? Typed.Required(reason, ReasonMaxLength, "Reason", "Enter why you are changing it", "The reason")) is { } refusal)
        {
            return refusal;
        }

        if (tidy.Equals(Sheet))
        {
            return new Invalid(nameof(SurveySheet.Title), "Nothing is changed yet");
        }

        VersionNumber++;
        versions.Add(new SurveyVersion(Id, VersionNumber, tidy, reason!.Trim(), byId, hat, at));
        return null;
    }
}

/// <summary>One version of a survey.</summary>
public sealed class SurveyVersion
{
    private SurveyVersion()
    {
    }

    internal SurveyVersion(Guid surveyId, int number, SurveySheet sheet, string reason, Guid byId, Hat hat, DateTimeOffset at) =>
        (SurveyId, Number, Sheet, Reason, ById, Hat, At) = (surveyId, number, sheet, reason, byId, hat, at);

    /// <summary>The survey.</summary>
    public Guid SurveyId { get; private init; }

    /// <summary>Which version, from 1.</summary>
    public int Number { get; private init; }

    /// <summary>What it asks.</summary>
    public SurveySheet Sheet { get; private init; } = null!;

    /// <summary>Why it was made.</summary>
    public string Reason { get; private init; } = "";

    /// <summary>Who made it; empty for the one that ships.</summary>
    public Guid ById { get; private init; }

    /// <summary>Under which hat.</summary>
    public Hat Hat { get; private init; }

    /// <summary>When, in UTC.</summary>
    public DateTimeOffset At { get; private init; }
}
