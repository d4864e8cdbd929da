using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Delivery.Programmes;

/// <summary>
/// Takes out an author who was named by mistake, as if they had never been named; the log keeps that they were. Whoever did write and wants their name
/// out says so themselves (<see cref="TakeNameOut"/>).
/// </summary>
public sealed class TakeAuthorOut(UnitOfWork unit)
{
    /// <summary>Takes them out.</summary>
    /// <param name="versionId">The version of the programme.</param>
    /// <param name="authorshipId">That they are named in it.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="AuthorsAreFixed"/>, <see cref="NeedsPeerAuthor"/>, <see cref="TakeYourOwnNameOut"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid versionId, Guid authorshipId, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("programme-author-taken-out"), async writing =>
        {
            var context = writing.Context;
            var person = await context.Authorships.Where(a => a.Id == authorshipId && a.VersionId == versionId).Select(a => (Guid?)a.PersonId).FirstOrDefaultAsync(cancellation);
            if (person is not { } author || !await writing.LockPastReachAsync(author, cancellation))
            {
                return new NotFound();
            }

            var (version, refused) = await writing.TakeOwnVersionAsync(versionId, null, cancellation);
            if (version is null)
            {
                return refused!;
            }

            // Somebody who asked to be left out stays asked out.
            if (await context.Authorships.FirstOrDefaultAsync(a => a.Id == authorshipId && a.TakenOutAt == null, cancellation) is not { } named)
            {
                return new NotFound();
            }

            if (author == writing.Viewer.PersonId)
            {
                return new TakeYourOwnNameOut();
            }

            // Counted past the walls of the one who asks: that another peer is among the authors is no news of who.
            var isOnlyPeer = named.IsPeer && !await context.Authorships.IgnoreQueryFilters(DeliveryRules.People)
                .AnyAsync(a => a.VersionId == versionId && a.Id != authorshipId && a.IsPeer && a.TakenOutAt == null, cancellation);
            if (version.CheckAuthorOut(isOnlyPeer) is { } refusal)
            {
                return refusal;
            }

            context.Remove(named);
            return new Done();
        }, cancellation);
}
