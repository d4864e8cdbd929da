using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Recruitment;

/// <summary>Says whom an applicant meant, or that the link stays without a name.</summary>
/// <param name="InspirationId">The link.</param>
/// <param name="InspirerId">Who is meant; null to leave it without a name.</param>
public sealed record WhoIsMeant(Guid InspirationId, Guid? InspirerId);

/// <summary>A coordinator says whom an applicant meant; that person is asked whether they may be named (INV-170).</summary>
public sealed class AskInspirer(UnitOfWork unit)
{
    /// <summary>Asks them, or leaves the link without a name.</summary>
    /// <returns><see cref="Done"/>; <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Invalid"/>, <see cref="InspirationSettled"/>, <see cref="NotInPeerRoleThen"/>.</returns>
    public Task<Outcome<Done>> RunAsync(WhoIsMeant input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("inspiration-asked"), async writing =>
        {
            var context = writing.Context;
            var inspiration = await context.Inspirations.FirstOrDefaultAsync(i => i.Id == input.InspirationId, cancellation);
            if (inspiration is null)
            {
                return new NotFound();
            }

            if (!writing.Viewer.Runs(inspiration.SchemeId))
            {
                return new NotAllowed();
            }

            if (input.InspirerId is not { } inspirer)
            {
                return inspiration.LeaveAnonymous() is { } left ? left : new Done();
            }

            if (!await context.People.AnyAsync(p => p.Id == inspirer, cancellation))
            {
                return new Invalid(nameof(input.InspirerId), "Choose somebody from the list");
            }

            var since = await (from move in context.RoleMoves
                               join holding in context.RoleHoldings on move.HoldingId equals holding.Id
                               join role in context.RoleDefinitions on holding.RoleDefinitionId equals role.Id
                               where move.PersonId == inspirer && role.OnLadder
                                   && (move.State == RoleState.ActiveSupervised || move.State == RoleState.ActiveSolo || move.State == RoleState.Senior)
                               orderby move.On
                               select (DateOnly?)move.On).FirstOrDefaultAsync(cancellation);
            return inspiration.Ask(inspirer, since) is { } refusal ? refusal : new Done();
        }, cancellation);
}
