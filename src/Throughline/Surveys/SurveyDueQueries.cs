using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Surveys;

/// <summary>What is due of surveys: asked by the system, told to those who run the scheme.</summary>
public sealed class SurveyDueQueries(ThroughlineContext context)
{
    /// <summary>Waves whose last day is over and that nobody has closed, by a London date. One command.</summary>
    public async Task<IReadOnlyList<Due>> DueAsync(DateOnly today, CancellationToken cancellation = default)
    {
        var over = await context.SurveyWaves.AsNoTracking().Where(w => w.State == SurveyWaveState.Open && w.To < today).OrderBy(w => w.To).ThenBy(w => w.Id)
            .Select(w => new { w.Id, w.SchemeId, w.To }).ToListAsync(cancellation);
        return over.ConvertAll(w => new Due($"survey/{w.Id}/close", null, w.SchemeId, Hat.Coordinator, w.To.AddDays(1), "survey-to-close", $"/surveys/waves/{w.Id}", Due.Nobody));
    }
}
