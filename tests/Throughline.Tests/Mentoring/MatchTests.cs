using CsCheck;
using Throughline.Mentoring;
using Throughline.People;
using Throughline.Security;

namespace Throughline.Tests.Mentoring;

[Trait("invariants", "INV-063, INV-069; state machine 7")]
public sealed class MatchTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);
    private static readonly SealedText Words = new([1, 2, 3]);

    // State machine 7, written out a second time from the domain model.
    private static readonly Dictionary<MatchState, MatchState[]> Legal = new()
    {
        [MatchState.Proposed] = [MatchState.MenteeMeeting, MatchState.Stopped],
        [MatchState.MenteeMeeting] = [MatchState.DeclinedByMentee, MatchState.DeclinedByMentor, MatchState.Trial, MatchState.Stopped],
        [MatchState.DeclinedByMentee] = [],
        [MatchState.DeclinedByMentor] = [],
        [MatchState.Trial] = [MatchState.Active, MatchState.Ending, MatchState.Stopped],
        [MatchState.Active] = [MatchState.OnHold, MatchState.Ending, MatchState.Stopped],
        [MatchState.OnHold] = [MatchState.Active, MatchState.Ending, MatchState.Stopped],
        [MatchState.Ending] = [MatchState.Ended, MatchState.Stopped],
        [MatchState.Ended] = [],
        [MatchState.Stopped] = [],
    };

    [Fact]
    public void Exits_EveryState_AreThoseOfTheMachine()
    {
        foreach (var state in Enum.GetValues<MatchState>())
        {
            MatchStates.ExitsOf(state).ShouldBe(Legal[state], ignoreOrder: true);
            state.Name().ShouldNotBeNullOrWhiteSpace();
        }

        MatchState.DeclinedByMentee.Name().ShouldBe(MatchState.DeclinedByMentor.Name(), "who said no is not told by a word");
    }

    [Fact]
    public void RandomWalk_AnyVerbs_MovesOnlyAsTheMachineSaysAndEndsOnce() =>
        Gen.Select(Gen.Int[0, 9], Gen.Bool).Array[1, 40].Sample(acts =>
        {
            var match = New();
            foreach (var (verb, mentee) in acts)
            {
                var (before, version, closed, entries) = (match.State, match.Version, match.ClosedOn, match.Entries.Count);
                var refusal = Try(match, verb, mentee ? match.PersonId : verb == 3 ? match.MentorId : Id(9));
                if (refusal is not null)
                {
                    refusal.Sentence.ShouldNotBeNullOrWhiteSpace();
                    (match.State, match.Version, match.ClosedOn, match.Entries.Count).ShouldBe((before, version, closed, entries));
                }
                else
                {
                    (before == match.State || Legal[before].Contains(match.State) || Legal[before].Any(through => Legal[through].Contains(match.State))).ShouldBeTrue($"{before} to {match.State}");
                    match.Version.ShouldBeGreaterThan(version);
                }

                (match.ClosedOn is not null).ShouldBe(match.State.IsOver());
                match.Entries.Select(e => e.Number).ShouldBe(Enumerable.Range(1, match.Entries.Count));
                if (match.State.IsOver())
                {
                    (match.ReviewOn, match.TrialEndsOn).ShouldBe((null, null));
                }
            }
        }, iter: 3_000);

    [Fact]
    public void End_MenteeFromATrial_PassesThroughNoPlanAndWritesNothingWhereNothingIsSaid()
    {
        var match = New();
        match.Arrange(new DateTimeOffset(2026, 3, 4, 14, 0, 0, TimeSpan.Zero)).ShouldBeNull();
        match.Accept(Today, Today.AddDays(28)).ShouldBeNull();
        match.End(match.PersonId, Today.AddDays(3), null).ShouldBeNull();
        (match.State, match.ClosedOn).ShouldBe((MatchState.Ended, Today.AddDays(3)));
        match.Entries[^1].ShouldSatisfyAllConditions(e => e.Kind.ShouldBe(MatchEntryKind.End), e => e.Words.ShouldBeNull());
    }

    [Fact]
    public void End_CoordinatorWithoutAPlan_IsRefused()
    {
        var match = New();
        match.Arrange(new DateTimeOffset(2026, 3, 4, 14, 0, 0, TimeSpan.Zero));
        match.Accept(Today, Today.AddDays(28));
        match.End(Id(9), Today, Words).ShouldBe(new MatchMoveNotOpen(MatchState.Trial, MatchState.Ended));
    }

    [Fact]
    public void Stop_ForSafety_IsFollowedOnce()
    {
        var match = New();
        match.Follow().ShouldBeOfType<MatchNotStopped>();
        match.Stop(Id(9), Today, Words, 28, forSafety: true).ShouldBeNull();
        (match.ToFollow, match.Entries[^1].Kind).ShouldBe((true, MatchEntryKind.SafetyStop));
        match.Follow().ShouldBeNull();
        match.ToFollow.ShouldBeFalse();
        var other = New();
        other.Stop(Id(9), Today, Words, 28).ShouldBeNull();
        (other.ToFollow, other.Entries[^1].Kind).ShouldBe((false, MatchEntryKind.Stop));
    }

    private static Refusal? Try(Match match, int verb, Guid by) => verb switch
    {
        0 => match.Arrange(new DateTimeOffset(2026, 3, 4, 14, 0, 0, TimeSpan.Zero)),
        1 => match.Accept(Today, Today.AddDays(28)),
        2 or 3 => match.Decline(by, Today, null),
        4 => match.Review(by, Today, Words, Today.AddDays(42)),
        5 => match.Hold(by, Today, Words, Today.AddDays(14)),
        6 => match.Resume(by, Today),
        7 => match.PlanEnding(by, Today, Words, Today.AddDays(14)),
        8 => match.End(by, Today, Words),
        _ => match.Stop(by, Today, Words, 28),
    };

    private static Match New()
    {
        var role = RoleDefinition.Define(Id(4), Id(3), new RoleOutline("peer-mentor", "Peer mentor", "Team member", [Hat.PeerWorker], MatchCap: 2));
        return Match.Decide(Id(1), Id(2), RoleHolding.Start(Id(5), Id(6), role, RoleState.Held, Today), Id(9), Today, Words, null);
    }

    private static Guid Id(int n) => new($"0193f000-0000-7000-8000-{n:D12}");
}
