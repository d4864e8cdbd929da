using Throughline.Storage;

namespace Throughline.People;

/// <summary>"Not this time", with what would help next time.</summary>
/// <param name="HoldingId">The holding; it stands at Applied.</param>
/// <param name="Version">The version the form was opened on.</param>
/// <param name="ReapplyFrom">From when they may try again: after today.</param>
/// <param name="Decision">The feedback they are given, and what was looked at.</param>
public sealed record NotThisTimeAnswer(Guid HoldingId, int Version, DateOnly ReapplyFrom, Decision Decision);

/// <summary>Says "not this time" to an application: by a person, with feedback and a date to try again (E02).</summary>
public sealed class DeclineApplication(UnitOfWork unit, RoleMover mover)
{
    /// <summary>Says it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="MoveNotOpen"/>, <see cref="NeedsAPerson"/>.</returns>
    public Task<Outcome<Done>> RunAsync(NotThisTimeAnswer input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("application-declined"), async writing =>
        {
            var (turn, refused) = await RoleTurn.TakeAsync(writing, input.HoldingId, input.Version, cancellation);
            if (turn is null)
            {
                return refused!;
            }

            if (input.Decision.Check(writing.Viewer) is { } wrong)
            {
                return wrong;
            }

            if (turn.Veiled)
            {
                return new MoveNotOpen(turn.Look, RoleState.NotThisTime);
            }

            if (await SecondPerson.CheckAsync(writing, turn.Holder.Id, turn.Holding.SchemeId, AdverseAct.DeclineApplication, turn.Holding.Id, cancellation) is { } second)
            {
                return second;
            }

            var feedback = writing.Seal(turn.Holder.Id, input.Decision.Text);
            return await mover.DoAsync(writing, turn.Holding, turn.Role, () => turn.Holding.DeclineThisTime(writing.Today, input.ReapplyFrom, feedback), cancellation) is { } refusal
                ? refusal : new Done();
        }, cancellation);
}
