using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Support;

/// <summary>Asks for a pause, or for less to do for a time: the person's own question, in their own words, without a why. Nothing changes until a coordinator has agreed it with them.</summary>
public sealed class AskForPause(UnitOfWork unit)
{
    /// <summary>Asks.</summary>
    /// <returns>Its id, or <see cref="NotFound"/> for a role that is not the viewer's own active one, <see cref="PausePlanThere"/>, <see cref="Invalid"/>.</returns>
    public Task<Outcome<Guid>> RunAsync(PauseQuestion input, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("pause-asked-for"), async writing =>
        {
            var (context, own) = (writing.Context, writing.Viewer.PersonId);
            if (!writing.Viewer.IsLookedAfter() || !await writing.LockAsync(own, cancellation)
                || await context.RoleHoldings.FirstOrDefaultAsync(h => h.Id == input.HoldingId && h.PersonId == own, cancellation) is not { } holding
                || !await context.RoleDefinitions.AnyAsync(r => r.Id == holding.RoleDefinitionId && r.OnLadder, cancellation) || !(holding.State.IsActive() || holding.State == RoleState.Paused))
            {
                return new NotFound();
            }

            if (input.Check() is { } wrong)
            {
                return wrong;
            }

            if (await context.PausePlans.AnyAsync(p => p.HoldingId == holding.Id && p.ClosedOn == null, cancellation))
            {
                return new PausePlanThere();
            }

            var plan = PausePlan.Ask(writing.NewId(), holding, input.Wish!.Value, writing.Seal(own, input.Helps!.Trim()), writing.SealOptional(own, input.WayBack?.Trim()), writing.Today);
            context.Add(plan);
            return plan.Id;
        }, cancellation);
}
