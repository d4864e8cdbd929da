using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.People;

/// <summary>Who is to manage somebody in a role of staff.</summary>
/// <param name="HoldingId">The holding.</param>
/// <param name="Version">The version the form was opened on.</param>
/// <param name="ManagerId">The manager; null for nobody.</param>
public sealed record NamedManager(Guid HoldingId, int Version, Guid? ManagerId);

/// <summary>
/// Names who manages somebody in a role of staff: somebody else who coordinates, supervises or heads the scheme now, and is not kept apart from them. It opens no record to
/// the manager. It is there so that whoever manages somebody never looks into a concern about them (INV-108).
/// </summary>
public sealed class NameManager(UnitOfWork unit)
{
    /// <summary>Names them.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="AlreadyEnded"/>, <see cref="Invalid"/>, <see cref="NoManagerHere"/>, <see cref="CannotManage"/>.</returns>
    public Task<Outcome<Done>> RunAsync(NamedManager input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("manager-named"), async writing =>
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

            if (input.ManagerId is not null && !turn.Veiled && (turn.Role.OnLadder || turn.Role.Hats.Contains(Hat.Mentee)))
            {
                return new NoManagerHere();
            }

            var (holder, scheme, context) = (turn.Holder.Id, turn.Holding.SchemeId, writing.Context);
            if (input.ManagerId is { } manager)
            {
                if (manager == holder)
                {
                    return new Invalid(nameof(input.ManagerId), "Choose somebody other than the person themselves");
                }

                var manages = await context.People.AnyAsync(p => p.Id == manager, cancellation) && await context.RoleHoldings.AnyAsync(
                    h => h.PersonId == manager && h.SchemeId == scheme && h.State == RoleState.Held && context.RoleDefinitions.Any(r => r.Id == h.RoleDefinitionId
                        && (r.Hats.Contains(Hat.Coordinator) || r.Hats.Contains(Hat.Supervisor) || r.Hats.Contains(Hat.HeadOfService))),
                    cancellation);
                if (!manages)
                {
                    return new Invalid(nameof(input.ManagerId), "Choose somebody who runs, heads or supervises here now");
                }

                if (await KeptApart.AreAsync(context, holder, manager, cancellation))
                {
                    return new CannotManage();
                }
            }

            if (turn.Holding.ManagerId != input.ManagerId)
            {
                turn.Holding.ManageBy(input.ManagerId);
            }

            return new Done();
        }, cancellation);
}

/// <summary>This person cannot manage that one. Why is not said: it may be a matter between them.</summary>
public sealed record CannotManage() : Refusal("cannot-manage")
{
    /// <inheritdoc />
    public override string Sentence => "This person cannot manage them. Choose somebody else.";

    /// <inheritdoc />
    public override string? Field => nameof(NamedManager.ManagerId);
}

/// <summary>Only roles of staff have a manager here: peer workers have a supervisor.</summary>
public sealed record NoManagerHere() : Refusal("no-manager-here")
{
    /// <inheritdoc />
    public override string Sentence => "This role does not have a manager in Throughline.";
}
