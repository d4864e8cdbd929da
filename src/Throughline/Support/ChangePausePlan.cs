using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Support;

/// <summary>Changes the words of the viewer's own plan for a hard time, for as long as it runs.</summary>
public sealed class ChangePausePlan(UnitOfWork unit)
{
    /// <summary>Changes them.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/> for anybody else's, <see cref="Stale"/>, <see cref="PausePlanOver"/>, <see cref="Invalid"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, int version, string? helps, string? wayBack, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("pause-plan-changed"), async writing =>
        {
            if (await writing.TakePlanAsync(id, cancellation) is not { } plan)
            {
                return new NotFound();
            }

            if (plan.Version != version)
            {
                return new Stale();
            }

            if (new PauseQuestion(plan.HoldingId, plan.Wish, helps, wayBack).Check() is { } wrong)
            {
                return wrong;
            }

            return plan.Reword(writing.Seal(plan.PersonId, helps!.Trim()), writing.SealOptional(plan.PersonId, wayBack?.Trim())) is { } refusal ? refusal : new Done();
        }, cancellation);
}

/// <summary>Somebody's own plans for hard times, for a change.</summary>
internal static class OwnPausePlans
{
    /// <summary>Takes the viewer's turn; null for anybody else's plan.</summary>
    public static async Task<PausePlan?> TakePlanAsync(this Writing writing, Guid id, CancellationToken cancellation)
    {
        var own = writing.Viewer.PersonId;
        return await writing.LockAsync(own, cancellation) ? await writing.Context.PausePlans.FirstOrDefaultAsync(p => p.Id == id && p.PersonId == own, cancellation) : null;
    }
}
