using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.People;

/// <summary>The person says that they have seen a big change in their work (F11). From then on whoever supervises them may offer support.</summary>
public sealed class SeeWorkChange(UnitOfWork unit)
{
    /// <summary>Writes it down. Saying it twice changes nothing.</summary>
    /// <param name="holdingId">The role.</param>
    /// <param name="number">Which of its moves it was.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid holdingId, int number, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("work-change-seen"), async writing =>
        {
            var viewer = writing.Viewer.PersonId;
            if (!await writing.LockPastReachAsync(viewer, cancellation)
                || await writing.Context.RoleMoves.FirstOrDefaultAsync(m => m.HoldingId == holdingId && m.Number == number && m.PersonId == viewer, cancellation) is not { } move)
            {
                return new NotFound();
            }

            move.See(writing.Today);
            return new Done();
        }, cancellation);
}
