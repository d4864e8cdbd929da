using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Support;

/// <summary>Writes the viewer's own plan for staying well.</summary>
public sealed class SaveStayWellPlan(UnitOfWork unit)
{
    /// <summary>Writes it.</summary>
    /// <param name="version">The version the form was opened on; 0 for none yet.</param>
    /// <param name="words">The words.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns><see cref="Done"/>, or <see cref="Stale"/>, <see cref="Invalid"/>.</returns>
    public Task<Outcome<Done>> RunAsync(int version, StayWellWords words, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("stay-well-written"), async writing =>
        {
            var own = writing.Viewer.PersonId;
            if (!await writing.LockAsync(own, cancellation))
            {
                return new NotFound();
            }

            if (words.Check() is { } wrong)
            {
                return wrong;
            }

            var plan = await writing.Context.StayWellPlans.FirstOrDefaultAsync(p => p.PersonId == own, cancellation);
            if ((plan?.Version ?? 0) != version)
            {
                return new Stale();
            }

            if (plan is null)
            {
                writing.Context.Add(plan = new StayWellPlan(own));
            }

            plan.Write(writing.SealOptional(own, words.Helps?.Trim()), writing.SealOptional(own, words.Signs?.Trim()), writing.SealOptional(own, words.Call?.Trim()), writing.Today);
            return new Done();
        }, cancellation);
}
