using Microsoft.EntityFrameworkCore;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Recognition;

/// <summary>Something to do about a condition, as typed.</summary>
/// <param name="SiteId">The site.</param>
/// <param name="Condition">The condition.</param>
/// <param name="What">What will be done.</param>
/// <param name="Who">Whose job it is.</param>
/// <param name="By">By which London date.</param>
public sealed record NewClimateStep(Guid SiteId, EnablingCondition? Condition, string? What, string? Who, DateOnly? By);

/// <summary>Sets out what will be done about a condition at a site, whose job it is and by when.</summary>
public sealed class PlanClimateStep(UnitOfWork unit)
{
    /// <summary>Sets it out.</summary>
    /// <returns>Its id, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Invalid"/>.</returns>
    public Task<Outcome<Guid>> RunAsync(NewClimateStep input, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("climate-step-planned"), async writing =>
        {
            var (context, viewer) = (writing.Context, writing.Viewer);
            if (await context.Set<Site>().Where(s => s.Id == input.SiteId).Select(s => (Guid?)s.SchemeId).FirstOrDefaultAsync(cancellation) is not { } scheme || !viewer.MaySeeClimate(scheme))
            {
                return new NotFound();
            }

            if (!viewer.MayAnswerFor(scheme))
            {
                return new NotAllowed();
            }

            var step = ClimateStep.Plan(writing.NewId(), scheme, input.SiteId, input.Condition, input.What, input.Who, input.By, viewer.PersonId, writing.Today);
            if (!step.Succeeded)
            {
                return step.Refusal!;
            }

            context.Add(step.Value);
            return step.Value.Id;
        }, cancellation);
}
