using Microsoft.EntityFrameworkCore;
using Throughline.Mentoring;
using Throughline.People;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Tests.Visibility;

public sealed partial class WallService
{
    // Asking for a mentor, wishes, matches in every state with words, contacts, goals, hard things and the talks after them, and what was put forward.
    private static async Task MentorAsync(Acts acts, Ring ring)
    {
        var (me, mentor) = (ring.This.Id, ring.At(8).Id);
        Guid At(int further) => ring.At(further).Id;
        await acts.DoAsync<UnitOfWork, Done>(ring.As(Hat.Coordinator, 12), unit => unit.RunAsync<Done>(new Act("match-decided"), async writing =>
        {
            var (context, today, scheme) = (writing.Context, writing.Today, ring.This.Scheme.Id);
            SealedText Words() => writing.Seal(me, "Soup, and the letter from the council.");
            var holding = await context.RoleHoldings.FirstAsync(h => h.PersonId == mentor);
            var profile = MatchProfile.Begin(me, scheme);
            profile.Say(new MatchDetails(Slots: ring.Place % 64, Minutes: 60));
            context.Add(profile);
            var limit = AccessConstraint.Record(writing.NewId(), me, scheme, new AccessLimits("Step-free only", [], [], 1), text => writing.Seal(me, text), At(12), today).Value;
            if (ring.Every(2))
            {
                limit.Question(Words(), today);
            }

            context.Add(limit);
            context.Add(new MatchWish(writing.NewId(), me, At(4), scheme, ring.Every(2) ? WishKind.Like : WishKind.Never, today));
            context.Add(new LimitsShown(writing.NewId(), me, scheme, ConfidentialityLimits.Version, At(16), writing.Now));
            var goal = new Goal(writing.NewId(), me, scheme, Words(), today);
            goal.AddStep(Words());
            context.Add(goal);
            var referral = Referral.Ask(writing.NewId(), me, scheme, ReferralSource.Staff, At(12), today, Words());
            context.Add(referral);
            var run = new MatchRun(writing.NewId(), At(12), scheme, writing.Now, 1, [350, 350, 200, 100, 100], new MatchCounts(1, 1, 1, 1, 1, 500, 1, true, 1, 500), new string('a', 64));
            context.AddRange(run, new MatchProposal(writing.NewId(), run, me, mentor, holding.Id, 1, true, new MatchFactors(500, 500, 500, 500, 1000)));
            if (ring.Every(3, 2))
            {
                return new Done();
            }

            var match = Match.Decide(writing.NewId(), me, holding, At(20), today, Words(), null);
            match.Arrange(writing.Now.AddDays(1));
            if (ring.Every(3))
            {
                match.Accept(today, today.AddDays(28));
                referral.Meet(match.Id, today);
                match.Review(At(20), today, Words(), today.AddDays(42));
                match.NoteSafety(At(24), today, Words());
                var setback = new Setback(writing.NewId(), match, SetbackKind.LostContact, At(4), writing.Now);
                var talk = new Debrief(writing.NewId(), setback, writing.Now, writing.Now.AddHours(24));
                if (ring.Every(2))
                {
                    talk.Offer(At(16), writing.Now);
                }

                if (ring.Every(12))
                {
                    match.Stop(At(28), today, Words(), 28, forSafety: true);
                }

                var log = new ContactLog(today, new TimeOnly(9, 0), 45, ContactMode.InPerson, ContactPlace.Hub, null, 1);
                foreach (var answers in new[] { me, mentor })
                {
                    var check = new MatchCheck(writing.NewId(), match, answers, today);
                    check.Say(new CheckAnswers(ring.Place % 4, 2, 3), answers == me || ring.Every(2));
                    context.Add(check);
                }

                context.AddRange(setback, talk, Throughline.Mentoring.Contact.Log(writing.NewId(), match, log, writing.Now, Words()));
            }

            context.Add(match);
            return new Done();
        }));
    }
}
