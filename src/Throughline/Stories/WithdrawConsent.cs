using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Stories;

/// <summary>
/// The owner takes one yes back. It is one request, needs no reason, and is effective with its transaction: nobody opens the story by it any more (E11).
/// </summary>
public sealed class WithdrawConsent(UnitOfWork unit)
{
    /// <summary>Takes it back.</summary>
    /// <returns>Done; <see cref="NotFound"/> for anybody but the owner; <see cref="ConsentOver"/> when it is over already.</returns>
    public Task<Outcome<Done>> RunAsync(Guid consentId, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("story-sharing-withdrawn"), async writing =>
        {
            var consent = await writing.Context.StoryConsents.FirstOrDefaultAsync(c => c.Id == consentId && c.PersonId == writing.Viewer.PersonId, cancellation);
            if (consent is null)
            {
                return new NotFound();
            }

            return consent.Withdraw(writing.Now) is { } refusal ? refusal : new Done();
        }, cancellation);
}
