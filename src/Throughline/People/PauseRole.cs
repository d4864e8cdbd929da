using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.People;

/// <summary>A pause with support.</summary>
/// <param name="HoldingId">The holding.</param>
/// <param name="Version">The version the form was opened on.</param>
/// <param name="On">The London date it begins, today or before.</param>
/// <param name="SupportOwnerId">Who looks after them: somebody the viewer can see, never themselves.</param>
/// <param name="ReviewBy">When to look again: after today.</param>
/// <param name="Decision">Why, and what was looked at.</param>
public sealed record RolePause(Guid HoldingId, int Version, DateOnly On, Guid SupportOwnerId, DateOnly ReviewBy, Decision Decision);

/// <summary>Pauses a role with a reason, somebody who looks after the person, and a date to look again. Never an ending (E18).</summary>
public sealed class PauseRole(UnitOfWork unit, RoleMover mover)
{
    /// <summary>Longest pause before it is looked at again, in days: one review cycle.</summary>
    public const int LongestDays = 84;

    /// <summary>Pauses it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="MoveNotOpen"/>, <see cref="NeedsAPerson"/>.</returns>
    public Task<Outcome<Done>> RunAsync(RolePause input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("role-paused"), async writing =>
        {
            var (turn, refused) = await RoleTurn.TakeAsync(writing, input.HoldingId, input.Version, cancellation);
            if (turn is null)
            {
                return refused!;
            }

            if ((input.Decision.Check(writing.Viewer) ?? PeopleRules.CheckPast(nameof(input.On), input.On, writing.Today)) is { } wrong)
            {
                return wrong;
            }

            if (turn.Veiled)
            {
                return new MoveNotOpen(turn.Look, RoleState.Paused);
            }

            if (input.ReviewBy <= writing.Today || input.ReviewBy > writing.Today.AddDays(LongestDays))
            {
                return new Invalid(nameof(input.ReviewBy), $"The review date must be in the next {LongestDays} days");
            }

            if (!await writing.Context.People.AnyAsync(p => p.Id == input.SupportOwnerId, cancellation))
            {
                return new Invalid(nameof(input.SupportOwnerId), "Choose who looks after them during the pause");
            }

            if (await SecondPerson.CheckAsync(writing, turn.Holder.Id, turn.Holding.SchemeId, AdverseAct.PauseRole, turn.Holding.Id, cancellation) is { } second)
            {
                return second;
            }

            var note = writing.Seal(turn.Holder.Id, input.Decision.Text);
            return await mover.DoAsync(writing, turn.Holding, turn.Role, () => turn.Holding.Pause(input.On, input.SupportOwnerId, input.ReviewBy, note), cancellation) is { } refusal
                ? refusal : new Done();
        }, cancellation);
}
