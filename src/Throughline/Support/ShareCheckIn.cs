using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Recognition;
using Throughline.Storage;

namespace Throughline.Support;

/// <summary>Lets whoever supervises the viewer read one check-in, until it is taken back.</summary>
public sealed class ShareCheckIn(UnitOfWork unit)
{
    /// <summary>Shares it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/> for anybody but its owner, <see cref="Stale"/>, <see cref="NobodyToShareWith"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, int version, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("check-in-shared"), async writing =>
        {
            var own = writing.Viewer.PersonId;
            if (!await writing.LockAsync(own, cancellation) || await writing.Context.CheckIns.FirstOrDefaultAsync(c => c.Id == id && c.PersonId == own, cancellation) is not { } checkIn)
            {
                return new NotFound();
            }

            if (checkIn.Version != version)
            {
                return new Stale();
            }

            if (await writing.Context.SupervisorAsync(own, checkIn.SchemeId, writing.Today, cancellation) is not { } supervisor)
            {
                return new NobodyToShareWith();
            }

            checkIn.Share(supervisor, writing.Today);
            writing.Note(own, nameof(CheckIn), id);
            return new Done();
        }, cancellation);
}
