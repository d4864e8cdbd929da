using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.People;

/// <summary>Who is to supervise a holding.</summary>
/// <param name="HoldingId">The holding.</param>
/// <param name="Version">The version the form was opened on.</param>
/// <param name="SupervisorId">The supervisor.</param>
public sealed record NamedSupervisor(Guid HoldingId, int Version, Guid SupervisorId);

/// <summary>
/// Names the one supervisor of a peer role (INV-004): somebody else, who holds a supervising role now, is not close to the person, not walled
/// from them, and not themselves new to a peer role. Which of the last three stood in the way is never said.
/// </summary>
public sealed class NameSupervisor(UnitOfWork unit)
{
    /// <summary>Names them.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="NoSupervisorHere"/>, <see cref="CannotSupervise"/>.</returns>
    public Task<Outcome<Done>> RunAsync(NamedSupervisor input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("supervisor-named"), async writing =>
        {
            var (turn, refused) = await RoleTurn.TakeAsync(writing, input.HoldingId, input.Version, cancellation);
            if (turn is null)
            {
                return refused!;
            }

            if (turn.Look.IsOver())
            {
                return new AlreadyEnded(turn.Holding.To);
            }

            if (turn.Veiled || !turn.Role.OnLadder)
            {
                return new NoSupervisorHere();
            }

            if (await MaySupervise.CheckAsync(writing, turn.Holder.Id, turn.Role.SchemeId, input.SupervisorId, cancellation) is { } cannot)
            {
                return cannot;
            }

            if (turn.Holding.SupervisorId != input.SupervisorId)
            {
                turn.Holding.SuperviseBy(input.SupervisorId);
            }

            return new Done();
        }, cancellation);
}

/// <summary>Who may supervise whom (INV-004), however the two come together.</summary>
internal static class MaySupervise
{
    /// <summary>Says why a person cannot supervise another, in a role of a scheme; null when they can.</summary>
    public static async Task<Refusal?> CheckAsync(Writing writing, Guid holder, Guid scheme, Guid supervisor, CancellationToken cancellation)
    {
        if (supervisor == holder)
        {
            return new Invalid(nameof(NamedSupervisor.SupervisorId), "Choose somebody other than the person themselves");
        }

        var context = writing.Context;
        var supervises = await context.RoleHoldings.AnyAsync(
            h => h.PersonId == supervisor
                && (h.State == RoleState.Held || (h.State >= RoleState.ActiveSupervised && h.State <= RoleState.Senior))
                && context.RoleDefinitions.Any(r => r.Id == h.RoleDefinitionId && r.Hats.Contains(Hat.Supervisor)),
            cancellation);
        if (!supervises)
        {
            return new Invalid(nameof(NamedSupervisor.SupervisorId), "Choose somebody who is a supervisor now");
        }

        var newest = writing.Today.AddDays(-7 * (await PeopleSettings.OfAsync(context, holder, scheme, cancellation)).PeerSupervisorWeeks);
        var tooNew = await context.RoleHoldings.AnyAsync(
            h => h.PersonId == supervisor && h.From > newest && h.State != RoleState.Ended && h.State != RoleState.NotThisTime
                && context.RoleDefinitions.Any(r => r.Id == h.RoleDefinitionId && r.OnLadder),
            cancellation);
        return tooNew || await KeptApart.AreAsync(context, holder, supervisor, cancellation) ? new CannotSupervise() : null;
    }
}

/// <summary>Whether two people are kept apart by a wall in either direction or by a relationship, and never why (INV-012).</summary>
internal static class KeptApart
{
    public static async Task<bool> AreAsync(ThroughlineContext context, Guid one, Guid other, CancellationToken cancellation) =>
        await context.Walls.AnyAsync(
            w => w.LiftedAt == null && ((w.ViewerId == one && w.SubjectId == other) || (w.ViewerId == other && w.SubjectId == one)), cancellation)
        || await context.Relationships
            .IgnoreQueryFilters([ThroughlineContext.WallsFilter, ThroughlineContext.ReachFilter, ThroughlineContext.OwnerFilter])
            .AnyAsync(r => r.To == null && ((r.PersonId == one && r.OtherId == other) || (r.PersonId == other && r.OtherId == one)), cancellation);
}

/// <summary>This person cannot supervise that one. Why is not said: it may be a matter between them.</summary>
public sealed record CannotSupervise() : Refusal("cannot-supervise")
{
    /// <inheritdoc />
    public override string Sentence => "This person cannot supervise them. Choose somebody else.";

    /// <inheritdoc />
    public override string? Field => nameof(NamedSupervisor.SupervisorId);
}

/// <summary>Only roles on the peer ladder are supervised here.</summary>
public sealed record NoSupervisorHere() : Refusal("no-supervisor-here")
{
    /// <inheritdoc />
    public override string Sentence => "This role does not have a supervisor in Throughline.";

    /// <inheritdoc />
    public override string? Field => nameof(NamedSupervisor.SupervisorId);
}
