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
            var (viewer, today) = (writing.Viewer, writing.Today);
            var (turn, refused) = await PauseTurn.TakeAsync(writing, input.Id, input.Version, cancellation);
            if (turn is null)
            {
                return refused!;
            }

            if ((input.Decision.Check(viewer) ?? PauseTurn.CheckDay(input.LookOn, today) ?? await PauseTurn.CheckLooksAfterAsync(writing, input.LooksAfterId, cancellation)) is { } wrong)
            {
                return wrong;
            }

            var (plan, role, looksAfter, lookOn) = (turn.Plan, turn.Role, input.LooksAfterId!.Value, input.LookOn!.Value);
            var note = writing.Seal(plan.PersonId, input.Decision.Text);
            if (plan.Agree(viewer.PersonId, looksAfter, lookOn, note, today) is { } over)
            {
                return over;
            }

            if (plan.Wish != PauseWish.Pause || role.Holding.State == RoleState.Paused)
            {
                return new Done();
            }

            return await mover.DoAsync(writing, role.Holding, role.Role, () => role.Holding.Pause(today, looksAfter, lookOn, note), cancellation) is { } refusal ? refusal : new Done();
        }, cancellation);
}

/// <summary>Somebody's plan for a hard time opened for a change by whoever runs the scheme, with its role: never their own, and none of a role that they are not shown as it is.</summary>
internal sealed record PauseTurn(PausePlan Plan, RoleTurn Role)
{
    /// <summary>Opens it, or says why not.</summary>
    public static async Task<(PauseTurn? Turn, Refusal? Refusal)> TakeAsync(Writing writing, Guid id, int version, CancellationToken cancellation)
    {
        var context = writing.Context;
        if (await context.PausePlans.AsNoTracking().FirstOrDefaultAsync(p => p.Id == id, cancellation) is not { } found)
        {
            return (null, new NotFound());
        }

        var now = await context.RoleHoldings.Where(h => h.Id == found.HoldingId).Select(h => h.Version).FirstOrDefaultAsync(cancellation);
        var (role, refused) = await RoleTurn.TakeAsync(writing, found.HoldingId, now, cancellation);
        if (role is null)
        {
            return (null, refused);
        }

        var plan = await context.PausePlans.SingleAsync(p => p.Id == id, cancellation);
        if (role.Veiled || plan.PersonId == writing.Viewer.PersonId)
        {
            return (null, new NotFound());
        }

        return plan.Version == version ? (new PauseTurn(plan, role), null) : (null, new Stale());
    }

    /// <summary>Null for a day on which the two can look at it again.</summary>
    public static Refusal? CheckDay(DateOnly? lookOn, DateOnly today) =>
        lookOn > today && lookOn <= today.AddDays(PauseRole.LongestDays) ? null : new Invalid("LookOn", $"The day to look again must be in the next {PauseRole.LongestDays} days");

    /// <summary>Null for somebody the viewer can see. That it is not the person themselves is the plan's to check.</summary>
    public static async Task<Refusal?> CheckLooksAfterAsync(Writing writing, Guid? looksAfter, CancellationToken cancellation) =>
        looksAfter is { } id && await writing.Context.People.AnyAsync(p => p.Id == id, cancellation) ? null : new Invalid("LooksAfterId", "Choose who looks after them");
}
