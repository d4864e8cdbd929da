using CsCheck;
using Throughline.People;
using Throughline.Recruitment;
using Throughline.Security;

namespace Throughline.Tests.Recruitment;

public sealed class ApplicationStateTests
{
    private static readonly DateOnly Day = new(2026, 3, 2);
    private static readonly Guid Applicant = new("0193a000-0000-7000-8000-000000000001");
    private static readonly Guid Decider = new("0193a000-0000-7000-8000-000000000002");
    private static readonly SealedText Words = new(new byte[32]);

    // Written out a second time, from the domain model: a talk first, an answer by a person, an offer that is answered by whoever it was made to.
    private static readonly Dictionary<ApplicationState, ApplicationState[]> Legal = new()
    {
        [ApplicationState.Sent] = [ApplicationState.Talking, ApplicationState.Withdrawn],
        [ApplicationState.Talking] = [ApplicationState.Talking, ApplicationState.Panel, ApplicationState.Offered, ApplicationState.NotThisTime, ApplicationState.Withdrawn],
        [ApplicationState.Panel] = [ApplicationState.Talking, ApplicationState.Offered, ApplicationState.NotThisTime, ApplicationState.Withdrawn],
        [ApplicationState.Offered] = [ApplicationState.Accepted, ApplicationState.Declined],
        [ApplicationState.Accepted] = [],
        [ApplicationState.Declined] = [],
        [ApplicationState.NotThisTime] = [],
        [ApplicationState.Withdrawn] = [],
    };

    [Fact]
    public void Moves_AnyOrderOfThem_StayOnTheMachineAndSayWhyNot() =>
        Gen.Int[0, 6].Array[1, 12].Sample(moves =>
        {
            var application = New();
            foreach (var move in moves)
            {
                var before = application.State;
                var (to, refusal) = Try(application, move);
                if (Legal[before].Contains(to))
                {
                    refusal.ShouldBeNull();
                    application.State.ShouldBe(to);
                }
                else
                {
                    refusal.ShouldNotBeNull().Sentence.ShouldNotBeNullOrWhiteSpace();
                    application.State.ShouldBe(before);
                }
            }
        });

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Answer_BeforeAnybodyTalkedWithThem_IsRefusedByName(int move) => Try(New(), move).Refusal.ShouldBeOfType<TalkFirst>();

    [Fact]
    public void Answer_ByTheApplicant_IsRefused()
    {
        var application = New();
        application.Talk();
        application.Offer(Applicant, Words, Day, Day.AddDays(1)).ShouldBeOfType<OwnApplication>();
        application.SayNotThisTime(Applicant, Words, Day, Day.AddDays(1)).ShouldBeOfType<OwnApplication>();
    }

    private static Application New()
    {
        var role = RoleDefinition.Define(Guid.Empty, Guid.Empty, new RoleOutline("peer-mentor", "Peer mentor", "Team member", [Hat.PeerWorker], true, 1));
        return Application.Send(Guid.Empty, RoleHolding.Start(Guid.Empty, Applicant, role, RoleState.Applied, Day), new SealedApplication(Words, null, null), ApplicationRoute.SelfInitiated, null, null, Day);
    }

    private static (ApplicationState To, Refusal? Refusal) Try(Application application, int move) => move switch
    {
        0 => (ApplicationState.Talking, application.Talk()),
        1 => (ApplicationState.Withdrawn, application.Withdraw(Day)),
        2 => (ApplicationState.Panel, application.AskPanel()),
        3 => (ApplicationState.Offered, application.Offer(Decider, Words, Day, Day.AddDays(7))),
        4 => (ApplicationState.NotThisTime, application.SayNotThisTime(Decider, Words, Day, Day.AddDays(90))),
        5 => (ApplicationState.Accepted, application.AnswerOffer(true, Day)),
        _ => (ApplicationState.Declined, application.AnswerOffer(false, Day)),
    };
}
