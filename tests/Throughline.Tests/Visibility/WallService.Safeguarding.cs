using Throughline.Mentoring;
using Throughline.People;
using Throughline.Safeguarding;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Tests.Visibility;

public sealed partial class WallService
{
    // Concerns about people the service knows and does not know, raised in the last half-year that is over, in several states with everything that belongs to
    // them; the rota; pages; words.
    private static async Task KeepSafeAsync(Acts acts, Ring ring)
    {
        Guid At(int further) => ring.At(further).Id;
        await acts.DoAsync<UnitOfWork, Done>(ring.As(Hat.Coordinator, 12), unit => unit.RunAsync<Done>(new Act("concern-raised"), writing =>
        {
            var (context, now, scheme, me) = (writing.Context, writing.Now, ring.This.Scheme.Id, ring.This.Id);
            var known = !ring.Every(4);
            SealedText Words() => writing.Seal(me, "She does not answer the door.");
            var concern = SafeguardingConcern.Raise(writing.NewId(), known ? me : null, scheme, known ? At(4) : me, SafeguardingKind.CannotCope, ring.Every(2), known ? null : Words(), Words(), Words(), Words(), now.AddDays(-100));
            var alarm = DutyAlarm.Ring(concern.Id, AlarmKind.Concern, scheme, me, concern.ReporterId, concern.Immediate, now);
            var talk = Debrief.AfterConcern(writing.NewId(), concern.ReporterId, me, scheme, concern.Id, now, now.AddHours(24));
            if (ring.Every(3))
            {
                talk.Offer(At(16), now);
            }

            context.Add(new DutyPage(writing.NewId(), alarm, At(8), PagedAs.First, now));
            if (!ring.Every(5))
            {
                concern.Acknowledge(At(8), now);
                concern.Triage(SafeguardingKind.CannotCope, At(8), now, Words());
                concern.Plan(true, At(8), now, Words());
                concern.AddAction(At(20), Words(), writing.Today.AddDays(2));
                concern.Share(At(8), now, Words(), Words(), Words(), ConsentSought.NotAsked, Words());
                if (ring.Every(2))
                {
                    concern.FinishAction(1, writing.Today, Words());
                    concern.Watch(true, At(8), now, Words(), writing.Today.AddDays(7));
                    concern.Tell(ring.Every(3), writing.Today.AddDays(7), At(12), now, Words());
                    concern.Close(true, At(12), now, Words());
                }
            }

            context.AddRange(concern, alarm, talk, DutyTurn.Make(writing.NewId(), me, scheme, 1 + (ring.Place % 2), now.AddHours(ring.Place - 20), now.AddHours(ring.Place + 20), "07700 900457", ring.Every(3) ? At(4) : null));
            var word = new WordRequest(writing.NewId(), me, scheme, now);
            var bell = DutyAlarm.Ring(word.Id, AlarmKind.Word, scheme, me, me, false, now);
            context.AddRange(word, bell, new DutyPage(writing.NewId(), bell, At(12), PagedAs.Supervisor, now));
            if (ring.Every(2))
            {
                word.See(At(12), now);
            }

            return Task.FromResult<Outcome<Done>>(new Done());
        }));
    }
}
