using Microsoft.EntityFrameworkCore;
using Throughline.Security;
using Throughline.Storage;
using Throughline.Trust;

namespace Throughline.Tests.Visibility;

public sealed partial class WallService
{
    // Steps of trust: put forward, offered, accepted, held by two with somebody to appeal to; and firsts with words about them.
    private static async Task TrustAsync(Acts acts, Ring ring)
    {
        var me = ring.This.Id;
        Guid At(int further) => ring.At(further).Id;
        await acts.DoAsync<UnitOfWork, Done>(ring.This.Viewer, unit => unit.RunAsync<Done>(new Act("trust-granted"), async writing =>
        {
            var (today, now) = (writing.Today, writing.Now);
            var holding = await writing.Context.RoleHoldings.FirstAsync(h => h.PersonId == me);
            SealedText Words() => writing.Seal(me, "We saw how you stayed with it.");
            List<Refusal?> refusals = [];
            var alone = TrustGrant.Propose(writing.NewId(), holding, TrustStep.WorkingAlone, At(4), today, Words());
            refusals.Add(alone.Offer(At(16), today, Words(), today.AddDays(ring.Every(5) ? 5 : 84)));
            refusals.Add(alone.Accept(today));
            if (ring.Every(3))
            {
                refusals.Add(alone.Hold(At(8), now, Words(), now.AddHours(24), today.AddDays(5), At(20)));
                refusals.Add(alone.ConfirmHold(At(12), now, Words()));
                refusals.Add(alone.AskWithdrawal(At(8), now, Words()));
                refusals.Add(alone.Appeal(today, Words()));
            }

            var key = TrustGrant.Propose(writing.NewId(), holding, TrustStep.KeyHolding, At(12), today, null);
            if (ring.Every(2) || ring.Every(5, 2))
            {
                refusals.Add(key.Offer(At(24), today, Words(), today.AddDays(84)));
                refusals.Add(ring.Every(5, 2) ? key.Accept(today) : null);
            }

            writing.Context.AddRange(alone, key);
            await Milestone.ReachedAsync(writing, me, MilestoneKind.FirstGroupLed, today, default);
            if (ring.Every(5))
            {
                var first = await writing.Context.Milestones.SingleAsync(m => m.PersonId == me);
                refusals.Add(first.Recognise(At(20), today, Words()));
            }

            return refusals.Find(r => r is not null) is { } refusal ? refusal : new Done();
        }));
    }
}
