using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Recognition;

/// <summary>Says what became of a chance that was shut on the viewer.</summary>
public sealed class SayOutcome(UnitOfWork unit)
{
    /// <summary>Says it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="Invalid"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, OpportunityOutcome? outcome, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("chance-outcome-said"), async writing =>
        {
            var own = writing.Viewer.PersonId;
            if (await writing.Context.BlockedOpportunities.FirstOrDefaultAsync(b => b.Id == id && b.PersonId == own, cancellation) is not { } chance)
            {
                return new NotFound();
            }

            if (outcome is not { } said || !Enum.IsDefined(said))
            {
                return new Invalid("Outcome", "Choose what became of it");
            }

            chance.Say(said);
            writing.Note(own, nameof(BlockedOpportunity), id);
            return new Done();
        }, cancellation);
}
