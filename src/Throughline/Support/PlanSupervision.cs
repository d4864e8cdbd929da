using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Support;

/// <summary>Sets a day for supervision: either of the two can. There is one to come at a time, so that there is one agenda.</summary>
public sealed class PlanSupervision(UnitOfWork unit)
{
    /// <summary>Sets it.</summary>
    /// <param name="holdingId">The role it is about.</param>
    /// <param name="on">The London date, in the next <see cref="Supervision.DaysAhead"/> days.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>Its id, or <see cref="NotFound"/> for anybody but the two, <see cref="SupervisionPlanned"/>, <see cref="Invalid"/>.</returns>
    public Task<Outcome<Guid>> RunAsync(Guid holdingId, DateOnly? on, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("supervision-planned"), async writing =>
        {
            var (context, viewer) = (writing.Context, writing.Viewer);
            var holder = await context.RoleHoldings.Where(h => h.Id == holdingId).Select(h => (Guid?)h.PersonId).FirstOrDefaultAsync(cancellation);
            var role = holder is { } person && await writing.LockAsync(person, cancellation) ? (await context.LookedAfterAsync(writing.Today, cancellation)).Find(h => h.Id == holdingId) : null;
            if (role?.SupervisorId is not { } supervisor || !(role.PersonId == viewer.PersonId || (viewer.Hat == Hat.Supervisor && supervisor == viewer.PersonId)))
            {
                return new NotFound();
            }

            if (await context.Supervisions.AnyAsync(s => s.HoldingId == holdingId && s.State == SupervisionState.Planned && s.SupervisorId == supervisor, cancellation))
            {
                return new SupervisionPlanned();
            }

            var planned = Supervision.Plan(writing.NewId(), role.PersonId, supervisor, role.SchemeId, holdingId, on, writing.Today);
            if (planned.Refusal is { } refusal)
            {
                return refusal;
            }

            context.Add(planned.Value);
            return planned.Value.Id;
        }, cancellation);
}
