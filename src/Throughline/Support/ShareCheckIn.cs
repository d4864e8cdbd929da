using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Recognition;
using Throughline.Storage;

namespace Throughline.Support;

/// <summary>Lets whoever supervises the viewer read one check-in, until it is taken back.</summary>
public sealed class ShareCheckIn(UnitOfWork unit)
{
    /// <summary>Shares it.</summary>
    /// <param name="id">The check-in.</param>
    /// <param name="version">The version the form was opened on.</param>
    /// <param name="withId">Whom the form named.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/> for anybody but its owner, <see cref="Stale"/>, <see cref="NobodyToShareWith"/>, <see cref="AnotherWouldRead"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, int version, Guid? withId, CancellationToken cancellation = default) =>
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

            var (supervisor, changed) = await writing.Context.ShownSupervisorAsync(own, checkIn.SchemeId, withId, writing.Today, cancellation);
            if (supervisor is not { } with)
            {
                return changed!;
            }

            checkIn.Share(with, writing.Today);
            writing.Note(own, nameof(CheckIn), id);
            return new Done();
        }, cancellation);
}
