using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Support;

/// <summary>Takes a shared check-in back: from this moment nobody else reads it. What was read has been read.</summary>
public sealed class TakeBackCheckIn(UnitOfWork unit)
{
    /// <summary>Takes it back.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/> for anybody but its owner.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("check-in-taken-back"), async writing =>
        {
            var own = writing.Viewer.PersonId;
            if (!await writing.LockAsync(own, cancellation) || await writing.Context.CheckIns.FirstOrDefaultAsync(c => c.Id == id && c.PersonId == own, cancellation) is not { } checkIn)
            {
                return new NotFound();
            }

            checkIn.TakeBack();
            writing.Note(own, nameof(CheckIn), id);
            return new Done();
        }, cancellation);
}
