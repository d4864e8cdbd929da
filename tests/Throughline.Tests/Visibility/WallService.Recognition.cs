using Microsoft.EntityFrameworkCore;
using Throughline.Recognition;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Tests.Visibility;

public sealed partial class WallService
{
    // Messages of their own, one shared with whoever supervises them; a week, a chance that was shut, a view, something that was said to them, and thanks.
    private static async Task RecogniseAsync(Acts acts, Ring ring)
    {
        var (me, scheme) = (ring.This.Id, ring.This.Scheme.Id);
        await acts.DoAsync<UnitOfWork, Done>(ring.This.Viewer, unit => unit.RunAsync<Done>(new Act("message-logged"), async writing =>
        {
            var (context, today) = (writing.Context, writing.Today);
            SealedText Words() => writing.Seal(me, "Nobody looked up when I came in.");
            NewMessage Said(int value) => new(value < 0, MessageDimension.Acknowledged, SourceClass.FrontlineStaff, value, Guid.Empty, MessageSetting.InPassing, null, 1, today);
            var alone = ReceivedMessage.Log(writing.NewId(), me, scheme, null, null, Said(-1), Words(), writing.Now);
            context.Add(alone);
            if (await context.RoleHoldings.Where(h => h.PersonId == me && h.SchemeId == scheme && h.SupervisorId != null && h.To == null).Select(h => h.SupervisorId).FirstOrDefaultAsync() is { } supervisor)
            {
                var shared = ReceivedMessage.Log(writing.NewId(), me, scheme, null, null, Said(2), Words(), writing.Now);
                shared.Share();
                context.AddRange(shared, new MessageShare(shared, supervisor, today));
            }

            var pulse = new WeeklyPulse(writing.NewId(), me, scheme, WeeklyPulse.WeekOf(today));
            pulse.Say(new Dictionary<SourceClass, int> { [SourceClass.PeerColleague] = 2, [SourceClass.FrontlineStaff] = -1 }, 2);
            var chance = new ShutChance(OpportunityKind.Job, "The desk job", null, SourceClass.SeniorLeader, today);
            var thanks = Ceremony.Add(writing.NewId(), scheme, null, today, "A year of open doors", ring.At(8).Id, today).Value;
            var (thanked, asked) = (new CeremonyPerson(thanks, me), new CeremonyPerson(thanks, ring.At(4).Id));
            thanked.Answer(true);
            context.AddRange(
                pulse, BlockedOpportunity.Note(writing.NewId(), me, scheme, chance, Words(), Words()), thanks, thanked, asked,
                new BeliefStatement(writing.NewId(), me, ring.At(12).Id, scheme, BeliefPrompt.Brings, Words(), today), new OwnView(writing.NewId(), me, scheme, ViewTopic.Between, Words(), true, today));
            return new Done();
        }));
    }
}
