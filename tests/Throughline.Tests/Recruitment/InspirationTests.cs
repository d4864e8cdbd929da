using CsCheck;
using Throughline.People;
using Throughline.Recruitment;
using Throughline.Security;

namespace Throughline.Tests.Recruitment;

[Trait("invariants", "INV-170, INV-171")]
public sealed class InspirationTests
{
    private static readonly DateOnly Day = new(2026, 3, 2);
    private static readonly SealedText Words = new(new byte[32]);

    private static readonly Guid Applicant = new("0193a000-0000-7000-8000-000000000001");
    private static readonly Guid[] People = [Applicant, new("0193a000-0000-7000-8000-000000000002"), new("0193a000-0000-7000-8000-000000000003")];

    [Fact]
    public void RandomWalk_AnyVerbsAndPeople_NamesNobodyWhoDidNotAgreeOrCameLater() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 2], Gen.Int[-3, 3]).Array[1, 15].Sample(steps =>
        {
            var link = New();
            (Guid? asked, var agreed) = (null, false);
            foreach (var (verb, who, days) in steps)
            {
                var before = (link.State, link.InspirerId, link.Said, link.Version);
                var refusal = verb switch
                {
                    0 => link.Ask(People[who], days == 3 ? null : Day.AddDays(days)),
                    1 => link.Answer(People[who], true),
                    2 => link.Answer(People[who], false),
                    _ => link.LeaveAnonymous(),
                };
                var legal = verb switch
                {
                    0 => before.State == InspirationState.Said && who != 0 && days is not 3 and < 0,
                    1 or 2 => before.State == InspirationState.Asked && People[who] == asked,
                    _ => before.State != InspirationState.Anonymous,
                };
                (refusal is null).ShouldBe(legal);
                if (refusal is not null)
                {
                    refusal.Sentence.ShouldNotBeNullOrWhiteSpace();
                    (link.State, link.InspirerId, link.Said, link.Version).ShouldBe(before);
                    continue;
                }

                asked = verb == 0 ? People[who] : asked;
                agreed = verb == 1;
                link.State.ShouldBe(verb switch { 0 => InspirationState.Asked, 1 => InspirationState.Named, _ => InspirationState.Anonymous });
                link.InspirerId.ShouldBe(link.State == InspirationState.Anonymous ? null : asked);
                (link.Said is null).ShouldBe(link.State is InspirationState.Named or InspirationState.Anonymous);
                (link.State == InspirationState.Named).ShouldBe(agreed);
            }
        });

    private static Inspiration New()
    {
        var role = RoleDefinition.Define(Guid.Empty, Guid.Empty, new RoleOutline("peer-mentor", "Peer mentor", "Team member", [Hat.PeerWorker], true, 1));
        var application = Application.Send(
            Guid.Empty, RoleHolding.Start(Guid.Empty, Applicant, role, RoleState.Applied, Day), new SealedApplication(Words, null, null), ApplicationRoute.Inspired, null, null, Day);
        return new Inspiration(Guid.Empty, application, Words);
    }
}
