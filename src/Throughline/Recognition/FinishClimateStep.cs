using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Recognition;

/// <summary>Says that what was set out for a site is done.</summary>
public sealed class FinishClimateStep(UnitOfWork unit)
{
    /// <summary>Says it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="StepIsDone"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid stepId, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("climate-step-done"), async writing =>
        {
            var steps = writing.Context.ClimateSteps;
            await steps.Where(s => s.Id == stepId).ExecuteUpdateAsync(set => set.SetProperty(s => s.Who, s => s.Who), cancellation);
            if (await steps.FirstOrDefaultAsync(s => s.Id == stepId, cancellation) is not { } step || !writing.Viewer.MaySeeClimate(step.SchemeId))
            {
                return new NotFound();
            }

            return !writing.Viewer.MayAnswerFor(step.SchemeId) ? new NotAllowed() : step.Finish(writing.Today) is { } refusal ? refusal : new Done();
        }, cancellation);
}
