using Throughline.Storage;

namespace Throughline.People;

/// <summary>A step along the ladder, or back from a pause.</summary>
/// <param name="HoldingId">The holding.</param>
/// <param name="Version">The version the form was opened on.</param>
/// <param name="To">The next state.</param>
/// <param name="On">The London date of the move, today or before.</param>
public sealed record RoleStep(Guid HoldingId, int Version, RoleState To, DateOnly On);

/// <summary>
/// Moves a holding along the ladder, or back from a pause. Working on their own is not a step a form can take: a named person grants it as a
/// step of trust, and that grant makes the move.
/// </summary>
public sealed class MoveRole(UnitOfWork unit, RoleMover mover)
{
    /// <summary>Moves it.</summary>
    /// <returns>
    /// <see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>,
    /// <see cref="MoveNotOpen"/>, <see cref="NeedsTrustGrant"/>, <see cref="NeedsSupervisor"/>, or what a slice's <see cref="IRoleGuard"/> says.
    /// </returns>
    public Task<Outcome<Done>> RunAsync(RoleStep input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("role-moved"), async writing =>
        {
            var (turn, refused) = await RoleTurn.TakeAsync(writing, input.HoldingId, input.Version, cancellation);
            if (turn is null)
            {
                return refused!;
            }

            if (PeopleRules.CheckPast(nameof(input.On), input.On, writing.Today) is { } date)
            {
                return date;
            }

            if (turn.Veiled || input.To is RoleState.Ended or RoleState.NotThisTime or RoleState.Paused)
            {
                return new MoveNotOpen(turn.Look, input.To);
            }

            var holding = turn.Holding;
            if (writing.Viewer.Hat != Hat.System && holding.State == RoleState.ActiveSupervised && input.To == RoleState.ActiveSolo)
            {
                return new NeedsTrustGrant();
            }

            return await mover.MoveAsync(writing, holding, turn.Role, input.To, input.On, cancellation) is { } refusal ? refusal : new Done();
        }, cancellation);
}

/// <summary>Working alone is granted by a named person as a step of trust, never set on a form.</summary>
public sealed record NeedsTrustGrant() : Refusal("needs-trust-grant")
{
    /// <inheritdoc />
    public override string Sentence => "Working on their own is a step of trust. It begins when somebody who has seen their work grants it.";
}

/// <summary>Nobody begins the work without a supervisor (INV-004).</summary>
public sealed record NeedsSupervisor() : Refusal("needs-supervisor")
{
    /// <inheritdoc />
    public override string Sentence => "Name a supervisor first. Nobody starts the work without one.";

    /// <inheritdoc />
    public override string? Field => nameof(NamedSupervisor.SupervisorId);
}
