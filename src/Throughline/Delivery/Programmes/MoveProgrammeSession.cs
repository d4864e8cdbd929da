using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Delivery.Programmes;

/// <summary>Puts a session of a version that is being written before the one that stands before it. Passages of stories go with their session.</summary>
public sealed class MoveProgrammeSession(UnitOfWork unit)
{
    /// <summary>Moves it up by one place.</summary>
    /// <param name="versionId">The version of the programme.</param>
    /// <param name="version">The version of the record that the page was opened on.</param>
    /// <param name="number">Which session, from 2.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="ProgrammeIsFixed"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid versionId, int version, int number, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("programme-session-moved"), async writing =>
        {
            var (found, refused) = await writing.TakeOwnVersionAsync(versionId, version, cancellation);
            if (found is null)
            {
                return refused!;
            }

            if (found.MoveUp(number) is { } refusal)
            {
                return refusal;
            }

            var passages = await writing.Context.PassagesOf(versionId).Where(s => s.SessionNumber == number || s.SessionNumber == number - 1).ToListAsync(cancellation);
            passages.ForEach(s => s.Follow(s.SessionNumber == number ? number - 1 : number));
            return new Done();
        }, cancellation);
}
