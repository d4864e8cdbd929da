using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Delivery.Programmes;

/// <summary>Deletes a session of a version that is being written. Passages of stories in it are taken out; the others go with their sessions.</summary>
public sealed class DeleteProgrammeSession(UnitOfWork unit)
{
    /// <summary>Deletes it.</summary>
    /// <param name="versionId">The version of the programme.</param>
    /// <param name="version">The version of the record that the form was opened on.</param>
    /// <param name="number">Which session.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="ProgrammeIsFixed"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid versionId, int version, int number, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("programme-session-deleted"), async writing =>
        {
            var context = writing.Context;
            var (found, refused) = await writing.TakeOwnVersionAsync(versionId, version, cancellation);
            if (found is null)
            {
                return refused!;
            }

            var deleted = found.Delete(number);
            if (!deleted.Succeeded)
            {
                return deleted.Refusal!;
            }

            context.Remove(deleted.Value);
            foreach (var passage in await context.PassagesOf(versionId).Where(s => s.SessionNumber >= number).ToListAsync(cancellation))
            {
                if (passage.SessionNumber == number)
                {
                    passage.TakeOut(writing.Now);
                }
                else
                {
                    passage.Follow(passage.SessionNumber - 1);
                }
            }

            return new Done();
        }, cancellation);
}
