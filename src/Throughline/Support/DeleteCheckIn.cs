using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Support;

/// <summary>Deletes one of the viewer's own check-ins. No reason is asked, and nothing of it is kept.</summary>
public sealed class DeleteCheckIn(UnitOfWork unit)
{
    /// <summary>Deletes it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/> for anybody but its owner.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("check-in-deleted"), async writing =>
        {
            var own = writing.Viewer.PersonId;
            if (!await writing.LockAsync(own, cancellation) || await writing.Context.CheckIns.FirstOrDefaultAsync(c => c.Id == id && c.PersonId == own, cancellation) is not { } checkIn)
            {
                return new NotFound();
            }

            writing.Context.Remove(checkIn);
            writing.NoteDeleted(own, nameof(CheckIn), id);
            return new Done();
        }, cancellation);
}
