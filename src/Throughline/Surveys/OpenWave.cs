using Microsoft.EntityFrameworkCore;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Surveys;

/// <summary>A wave to open.</summary>
/// <param name="SchemeId">The scheme.</param>
/// <param name="Plan">Name, days, who is asked, where.</param>
public sealed record NewWave(Guid SchemeId, WavePlan Plan);

/// <summary>Opens a wave: copies the survey as it is now, and makes every counter that there will be.</summary>
public sealed class OpenWave(UnitOfWork unit)
{
    /// <summary>Opens it.</summary>
    /// <returns>Its id, or <see cref="NotFound"/> (the scheme), <see cref="Invalid"/>, <see cref="TooFewToAsk"/>.</returns>
    public Task<Outcome<Guid>> RunAsync(NewWave input, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("survey-wave-opened"), async writing =>
        {
            if (!await writing.TakeSchemeAsync(input.SchemeId, cancellation))
            {
                return new NotFound();
            }

            var (context, plan) = (writing.Context, input.Plan);
            var wanted = plan.SiteIds.Distinct().ToList();
            if (await context.Set<Site>().CountAsync(s => wanted.Contains(s.Id) && s.SchemeId == input.SchemeId && s.To == null, cancellation) != wanted.Count)
            {
                return new Invalid(nameof(plan.SiteIds), "Choose places of this scheme");
            }

            var survey = await context.Surveys.AsNoTracking().Include(s => s.Versions.OrderBy(v => v.Number)).FirstOrDefaultAsync(s => s.SchemeId == input.SchemeId, cancellation);
            var settings = await new SettingQueries(context).ValuesAsync(input.SchemeId, cancellation);
            var opened = SurveyWave.Open(
                writing.NewId(), input.SchemeId, survey?.VersionNumber ?? 1, survey?.Sheet ?? SurveyTemplates.Default, plan, settings.SmallestShown(), writing.Today);
            if (!opened.Succeeded)
            {
                return opened.Refusal!;
            }

            var wave = opened.Value;
            context.Add(wave);
            context.AddRange(SurveyTally.All(wave));
            context.Add(new SurveyWords(wave.Id, SurveyWords.Sealed(writing, wave.Id, [])));
            return wave.Id;
        }, cancellation);
}
