using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Support;

/// <summary>What is agreed with somebody who asked.</summary>
/// <param name="Id">The plan.</param>
/// <param name="Version">The version the form was opened on.</param>
/// <param name="LooksAfterId">Who looks after them meanwhile: never themselves.</param>
/// <param name="LookOn">When the two look at it again.</param>
/// <param name="Decision">Why, and what was looked at (E02).</param>
public sealed record PauseAgreed(Guid Id, int Version, Guid? LooksAfterId, DateOnly? LookOn, Decision Decision);

/// <summary>Agrees to what somebody asked for. A pause pauses the role in the same write, with what follows it everywhere; nothing else than what was asked can be done here.</summary>
public sealed class AgreePause(UnitOfWork unit, RoleMover mover)
{
    /// <summary>Agrees.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="PausePlanOver"/>, <see cref="Invalid"/>, <see cref="NeedsAPerson"/>.</returns>
    public Task<Outcome<Done>> RunAsync(PauseAgreed input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("pause-agreed"), async writing =>
        {
            var (context, viewer, today) = (writing.Context, writing.Viewer, writing.Today);
            if (await context.PausePlans.AsNoTracking().FirstOrDefaultAsync(p => p.Id == input.Id, cancellation) is not { } found)
            {
                return new NotFound();
            }

            var version = await context.RoleHoldings.Where(h => h.Id == found.HoldingId).Select(h => h.Version).FirstOrDefaultAsync(cancellation);
            var (turn, refused) = await RoleTurn.TakeAsync(writing, found.HoldingId, version, cancellation);
            if (turn is null)
            {
                return refused!;
            }

            var plan = await context.PausePlans.SingleAsync(p => p.Id == input.Id, cancellation);
            if (turn.Veiled || plan.PersonId == viewer.PersonId)
            {
                return new NotFound();
            }

            if (plan.Version != input.Version)
            {
                return new Stale();
            }

            if (input.Decision.Check(viewer) is { } wrong)
            {
                return wrong;
            }

            if (input.LookOn is not { } lookOn || lookOn <= today || lookOn > today.AddDays(PauseRole.LongestDays))
            {
                return new Invalid(nameof(input.LookOn), $"The day to look again must be in the next {PauseRole.LongestDays} days");
            }

            if (input.LooksAfterId is not { } looksAfter || !await context.People.AnyAsync(p => p.Id == looksAfter, cancellation))
            {
                return new Invalid(nameof(input.LooksAfterId), "Choose who looks after them");
            }

            var note = writing.Seal(turn.Holder.Id, input.Decision.Text);
            if (plan.Agree(viewer.PersonId, looksAfter, lookOn, note, today) is { } over)
            {
                return over;
            }

            if (plan.Wish != PauseWish.Pause || turn.Holding.State == RoleState.Paused)
            {
                return new Done();
            }

            return await mover.DoAsync(writing, turn.Holding, turn.Role, () => turn.Holding.Pause(today, looksAfter, lookOn, note), cancellation) is { } refusal ? refusal : new Done();
        }, cancellation);
}
