using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Recognition;

/// <summary>Deletes one of the viewer's own chances that were shut. No reason is asked, and nothing of it is kept; what it was counted in stays as it is.</summary>
public sealed class DeleteShutChance(UnitOfWork unit)
{
    /// <summary>Deletes it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/> for anybody but its owner.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("shut-chance-deleted"), async writing =>
        {
            var own = writing.Viewer.PersonId;
            if (!await writing.LockAsync(own, cancellation) || await writing.Context.BlockedOpportunities.FirstOrDefaultAsync(b => b.Id == id && b.PersonId == own, cancellation) is not { } chance)
            {
                return new NotFound();
            }

            writing.Context.Remove(chance);
            writing.NoteDeleted(own, nameof(BlockedOpportunity), id);
            return new Done();
        }, cancellation);
}
