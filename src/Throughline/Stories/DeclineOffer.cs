using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Stories;

/// <summary>The owner says no to a question by a colleague. No reason is asked for, nothing follows, and whoever asked is not told.</summary>
public sealed class DeclineOffer(UnitOfWork unit)
{
    /// <summary>Says no.</summary>
    /// <returns>Done; <see cref="NotFound"/> for anybody but the owner; <see cref="OfferOver"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid offerId, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("story-question-declined"), async writing =>
        {
            var owner = writing.Viewer.PersonId;
            if (!await writing.LockAsync(owner, cancellation)
                || await writing.Context.ConsentOffers.FirstOrDefaultAsync(o => o.Id == offerId && o.PersonId == owner, cancellation) is not { } offer)
            {
                return new NotFound();
            }

            return offer.Decline(writing.Now) is { } refusal ? refusal : new Done();
        }, cancellation);
}
