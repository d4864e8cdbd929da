using Microsoft.EntityFrameworkCore;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Training;

/// <summary>A cohort to make, as typed.</summary>
/// <param name="SchemeId">The scheme.</param>
/// <param name="ProgrammeKey">The programme it does.</param>
/// <param name="Plan">Name, place, dates.</param>
public sealed record NewCohort(Guid SchemeId, string? ProgrammeKey, CohortPlan Plan);

/// <summary>Plans a cohort: copies the programme as it is now, and gives each session its date.</summary>
public sealed class PlanCohort(UnitOfWork unit)
{
    /// <summary>How far ahead or back a first session can be, in years.</summary>
    public const int MostYears = 3;

    /// <summary>Plans it.</summary>
    /// <returns>Its id, or <see cref="NotFound"/> (the scheme), <see cref="Invalid"/>, <see cref="NoSuchTime"/>.</returns>
    public Task<Outcome<Guid>> RunAsync(NewCohort input, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("cohort-planned"), async writing =>
        {
            if (!await writing.TakeSchemeAsync(input.SchemeId, cancellation))
            {
                return new NotFound();
            }

            if (await ProgrammeShelf.FindAsync(writing, input.SchemeId, input.ProgrammeKey, cancellation) is not { } programme)
            {
                return new Invalid(nameof(input.ProgrammeKey), "Choose what the course is");
            }

            var plan = input.Plan;
            if (!await writing.Context.Set<Site>().AnyAsync(s => s.Id == plan.SiteId && s.SchemeId == input.SchemeId && s.To == null, cancellation))
            {
                return new Invalid(nameof(plan.SiteId), "Choose where it meets");
            }

            if (plan.FirstOn < writing.Today.AddYears(-MostYears) || plan.FirstOn > writing.Today.AddYears(MostYears))
            {
                return new Invalid(nameof(plan.FirstOn), $"The first day must be within {MostYears} years of today");
            }

            var settings = await new SettingQueries(writing.Context).ValuesAsync(input.SchemeId, cancellation);
            var planned = Cohort.Plan(writing.NewId(), programme, ProgrammeShelf.AsSet(programme.FromScheme, programme.Outline, settings), plan, writing.NewId);
            if (!planned.Succeeded)
            {
                return planned.Refusal!;
            }

            writing.Context.Add(planned.Value);
            return planned.Value.Id;
        }, cancellation);
}
