using Throughline.Storage;

namespace Throughline.People;

/// <summary>The end of a role.</summary>
/// <param name="HoldingId">The holding.</param>
/// <param name="Version">The version the form was opened on.</param>
/// <param name="On">The last London date, today or before, not before the role began.</param>
/// <param name="ExitReason">Why, as one of the eighteen reasons.</param>
/// <param name="Decision">Why in words and what was looked at: compulsory where others decided it, optional otherwise.</param>
public sealed record RoleEnd(Guid HoldingId, int Version, DateOnly On, ExitReason ExitReason, Decision Decision);

/// <summary>Ends a role. Where others decided it, a person says so by name, with the reason and what it rests on (E02).</summary>
public sealed class EndRole(UnitOfWork unit, RoleMover mover)
{
    /// <summary>Ends it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="AlreadyEnded"/>, <see cref="NeedsAPerson"/>.</returns>
    public Task<Outcome<Done>> RunAsync(RoleEnd input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("role-ended"), async writing =>
        {
            var (turn, refused) = await RoleTurn.TakeAsync(writing, input.HoldingId, input.Version, cancellation);
            if (turn is null)
            {
                return refused!;
            }

            if (turn.Holding.State.IsOver())
            {
                return new AlreadyEnded(turn.Holding.To);
            }

            if (!Enum.IsDefined(input.ExitReason))
            {
                return new Invalid(nameof(input.ExitReason), "Choose why the role is ending");
            }

            var reason = input.Decision.Reason;
            if (((input.ExitReason.IsDecidedByOthers()
                    ? input.Decision.Check(writing.Viewer)
                    : PeopleRules.CheckOptionalText(nameof(Decision.Reason), reason, "The note", RoleHolding.ReasonMaxLength))
                ?? PeopleRules.CheckPast(nameof(input.On), input.On, writing.Today)) is { } wrong)
            {
                return wrong;
            }

            if (input.ExitReason.IsDecidedByOthers() && await SecondPerson.CheckAsync(writing, turn.Holder.Id, turn.Holding.SchemeId, AdverseAct.EndRole, turn.Holding.Id, cancellation) is { } second)
            {
                return second;
            }

            var note = input.ExitReason.IsDecidedByOthers()
                ? writing.Seal(turn.Holder.Id, input.Decision.Text)
                : writing.SealOptional(turn.Holder.Id, reason);
            return await mover.DoAsync(writing, turn.Holding, turn.Role, () => turn.Holding.End(input.On, input.ExitReason, note), cancellation) is { } refusal
                ? refusal : new Done();
        }, cancellation);
}
