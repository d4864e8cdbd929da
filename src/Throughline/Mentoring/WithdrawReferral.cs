using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Mentoring;

/// <summary>Takes somebody off the list: they no longer want a mentor. Nobody asks why.</summary>
public sealed class WithdrawReferral(UnitOfWork unit)
{
    /// <summary>Takes them off.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("referral-withdrawn"), async writing =>
        {
            var referral = await writing.Context.Referrals.FirstOrDefaultAsync(r => r.Id == id && r.ClosedOn == null, cancellation);
            if (referral is null || (referral.PersonId != writing.Viewer.PersonId && !writing.Viewer.Runs(referral.SchemeId)) || !await writing.LockAsync(referral.PersonId, cancellation))
            {
                return new NotFound();
            }

            referral.Withdraw(writing.Today);
            return new Done();
        }, cancellation);
}
