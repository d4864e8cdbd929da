using Microsoft.EntityFrameworkCore;
using Throughline.Security;
using Throughline.Storage;
using Throughline.Support;

namespace Throughline.Tests.Visibility;

public sealed partial class WallService
{
    // Supervision with an agenda and what was agreed, check-ins that are shared, a flag that was acted on, and plans that others read.
    private static async Task SupportAsync(Acts acts, Ring ring)
    {
        var (me, scheme) = (ring.This.Id, ring.This.Scheme.Id);
        await acts.DoAsync<UnitOfWork, Done>(ring.This.Viewer, unit => unit.RunAsync<Done>(new Act("check-in-saved"), async writing =>
        {
            var (context, today) = (writing.Context, writing.Today);
            SealedText Words() => writing.Seal(me, "I slept, and then I did not.");
            var holding = await context.RoleHoldings.Where(h => h.PersonId == me && h.SchemeId == scheme && h.SupervisorId != null && h.To == null).OrderBy(h => h.Id).FirstOrDefaultAsync();
            var (earlier, later) = (new CheckIn(writing.NewId(), me, scheme, today.AddDays(-1)), new CheckIn(writing.NewId(), me, scheme, today));
            earlier.Say(HowAreYou.Good, Words(), true, false);
            later.Say(HowAreYou.Struggling, Words(), false, true);
            context.AddRange(earlier, later);
            if (holding?.SupervisorId is { } supervisor)
            {
                // Both, since which of them a surface is asked for is left to chance.
                earlier.Share(supervisor, today);
                later.Share(supervisor, today);
                var held = Supervision.Plan(writing.NewId(), me, supervisor, scheme, holding.Id, today, today).Value;
                var planned = Supervision.Plan(writing.NewId(), me, supervisor, scheme, holding.Id, today.AddDays(7), today).Value;
                held.Hold(supervisor, today, today.AddDays(7), today);
                context.AddRange(
                    held, planned, new SupervisionNote(held, Words(), today), new AgendaItem(held, 1, supervisor, Words(), today), new AgendaItem(planned, 1, me, Words(), today), new AgendaItem(planned, 2, supervisor, Words(), today));
                var plan = PausePlan.Ask(writing.NewId(), holding, PauseWish.Lighter, Words(), Words(), today);
                plan.Agree(ring.At(8).Id, ring.At(12).Id, today.AddDays(28), Words(), today);
                context.Add(plan);
            }

            foreach (var rule in new[] { FlagRule.LoadUp, FlagRule.OverCap, FlagRule.UnpaidHours })
            {
                var flag = SupportFlag.Raise(writing.NewId(), me, scheme, rule, rule.Owner(), Words(), today, 0);
                flag.Answer(Words(), today);
                flag.Move(FlagState.Acknowledged, ring.At(4).Id, Words(), null, today);
                context.Add(flag);
            }

            var well = new StayWellPlan(me);
            well.Write(Words(), Words(), null, today);
            context.AddRange(well, new StayWellShare(me, ring.At(8).Id, today), new StayWellShare(me, ring.At(12).Id, today));
            return new Done();
        }));
    }
}
