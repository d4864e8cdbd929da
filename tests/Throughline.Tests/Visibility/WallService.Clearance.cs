using Throughline.People;
using Throughline.Recruitment;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Tests.Visibility;

public sealed partial class WallService
{
    // A case for each, in every state there is, decided and heard by somebody who may where there is one near; and an officer who is asked to agree.
    private static async Task ClearAsync(Acts acts, Ring ring)
    {
        var (me, scheme) = (ring.This.Id, ring.This.Scheme);
        Guid At(int further) => ring.At(further).Id;
        var deciders = ring.Around.Where(p => VettingTurn.DeciderHats.Contains(p.Viewer.Hat)).Select(p => p.Id).Concat([At(16), At(24)]).Distinct().ToList();
        var officer = ring.Around.FirstOrDefault(p => p.Viewer.Hat == Hat.ResponsibleOfficer)?.Id ?? At(8);
        await acts.DoAsync<UnitOfWork, Done>(ring.As(Hat.Coordinator, 12), unit => unit.RunAsync<Done>(new Act("vetting-opened"), writing =>
        {
            var (context, today, decider) = (writing.Context, writing.Today, deciders[0]);
            SealedText Words() => writing.Seal(me, "Two papers that show where you live.");
            var about = VettingCase.Open(writing.NewId(), me, scheme.Id, [ClearanceScopes.Groups], decider, At(20), today).Value;
            void Write(VettingWordsKind kind)
            {
                var id = writing.NewId();
                about.Add(new VettingWords(id, about, kind, writing.SealTwice(me, id, "It was a long time ago."), writing.Now));
            }

            List<Refusal?> refusals = [];
            if (!ring.Every(5))
            {
                refusals.Add(about.AskPerson(decider, "provider", Words()));
            }

            if (ring.Place % 5 > 1)
            {
                Write(VettingWordsKind.Past);
                refusals.Add(about.Submit(today));
            }

            if (ring.Every(5, 3) && ring.Every(2))
            {
                refusals.Add(about.Clear(decider, today, today.AddYears(1), Words(), 28));
                context.Add(Clearance.Record(writing.NewId(), me, scheme.Id, ClearanceScopes.Groups, today, today.AddYears(1), ClearanceOutcome.ClearedWithLimits, about.Id).Value);
            }
            else if (ring.Place % 5 > 2)
            {
                refusals.Add(about.Refuse(decider, today, Words(), 28));
            }

            if (ring.Every(5, 4))
            {
                Write(VettingWordsKind.Appeal);
                refusals.Add(about.AppealOn(today));
                refusals.Add(ring.Every(3) ? null : about.NameHearer(deciders[1]));
            }

            var episode = SupervisionEpisode.Begin(writing.NewId(), me, scheme.Id, null, today.AddDays(-200), today.AddDays(20), officer).Value;
            var approval = OfficerApproval.Ask(writing.NewId(), episode, scheme.PeerMentor, At(12), today);
            if (ring.Every(3))
            {
                refusals.Add(approval.Answer(officer, ring.Every(2), Words(), today));
            }

            context.AddRange(about, episode, approval);
            return Task.FromResult<Outcome<Done>>(refusals.Find(r => r is not null) is { } refusal ? refusal : new Done());
        }));
    }
}
