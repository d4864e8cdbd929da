using Microsoft.EntityFrameworkCore;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Surveys;

/// <summary>A survey as it is to be from now on, as typed.</summary>
/// <param name="SchemeId">The scheme.</param>
/// <param name="Version">The version the form was opened on; 1 for the one that ships.</param>
/// <param name="Sheet">What it is to ask.</param>
/// <param name="Reason">Why.</param>
public sealed record SurveyEdit(Guid SchemeId, int Version, SurveySheet Sheet, string? Reason);

/// <summary>Makes the next version of a scheme's survey. Waves that there are keep the one they were opened with.</summary>
public sealed class EditSurvey(UnitOfWork unit)
{
    /// <summary>Makes it.</summary>
    /// <returns>The new version's number, or <see cref="NotFound"/>, <see cref="Stale"/>, <see cref="Invalid"/>.</returns>
    public Task<Outcome<int>> RunAsync(SurveyEdit input, CancellationToken cancellation = default) =>
        unit.RunAsync<int>(new Act("survey-edited", input.Reason), async writing =>
        {
            if (!await writing.TakeSchemeAsync(input.SchemeId, cancellation))
            {
                return new NotFound();
            }

            var survey = await writing.Context.Surveys.Include(s => s.Versions.OrderBy(v => v.Number)).FirstOrDefaultAsync(s => s.SchemeId == input.SchemeId, cancellation);
            if ((survey?.VersionNumber ?? 1) != input.Version)
            {
                return new Stale();
            }

            if (survey is null)
            {
                survey = Survey.Brought(writing.NewId(), input.SchemeId, SurveyTemplates.Default, writing.Viewer.Hat, writing.Now);
                writing.Context.Add(survey);
            }

            return survey.Edit(input.Sheet, input.Reason, writing.Viewer.PersonId, writing.Viewer.Hat, writing.Now) is { } refusal ? refusal : survey.VersionNumber;
        }, cancellation);
}
