using CsCheck;
using Throughline.Mentoring;
using Throughline.Safeguarding;
using Throughline.Security;

namespace Throughline.Tests.Safeguarding;

[Trait("invariants", "INV-133; state machine 13")]
public sealed class SafeguardingConcernTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 3, 2);
    private static readonly SealedText Words = new([1, 2, 3]);

    // State machine 13, written out a second time from the domain model. A danger that nobody rang 999 for can be taken on all the same.
    private static readonly Dictionary<SafeguardingState, SafeguardingState[]> Legal = new()
    {
        [SafeguardingState.Raised] = [SafeguardingState.ImmediateDanger, SafeguardingState.Acknowledged],
        [SafeguardingState.ImmediateDanger] = [SafeguardingState.EmergencyCalled, SafeguardingState.Acknowledged],
        [SafeguardingState.EmergencyCalled] = [SafeguardingState.Acknowledged],
        [SafeguardingState.Acknowledged] = [SafeguardingState.Triaged],
        [SafeguardingState.Triaged] = [SafeguardingState.Referred, SafeguardingState.ActionPlan],
        [SafeguardingState.Referred] = [SafeguardingState.ActionPlan, SafeguardingState.Monitoring],
        [SafeguardingState.ActionPlan] = [SafeguardingState.Referred, SafeguardingState.Monitoring],
        [SafeguardingState.Monitoring] = [SafeguardingState.ActionPlan, SafeguardingState.Closed],
        [SafeguardingState.Closed] = [],
    };

    [Fact]
    public void Exits_EveryState_AreThoseOfTheMachine()
    {
        foreach (var state in Enum.GetValues<SafeguardingState>())
        {
            SafeguardingStates.ExitsOf(state).ShouldBe(Legal[state], ignoreOrder: true);
            state.Name().ShouldNotBeNullOrWhiteSpace();
        }
    }

    [Fact]
    public void RandomWalk_AnyVerbs_MovesOnlyAsTheMachineSaysAndIsNeverLeftWithoutStaff() =>
        Gen.Select(Gen.Bool, Gen.Select(Gen.Int[0, 12], Gen.Bool).Array[1, 50]).Sample((immediate, acts) =>
        {
            var concern = New(immediate);
            foreach (var (verb, staff) in acts)
            {
                var (before, version, closed, entries) = (concern.State, concern.Version, concern.ClosedAt, concern.Entries.Count);
                var refusal = Try(concern, verb, staff);
                if (refusal is not null)
                {
                    refusal.Sentence.ShouldNotBeNullOrWhiteSpace();
                    (concern.State, concern.Version, concern.ClosedAt, concern.Entries.Count).ShouldBe((before, version, closed, entries));
                }
                else
                {
                    // To ring 999 for what was only a worry makes it a danger on the way.
                    (before == concern.State || Legal[before].Contains(concern.State) || (before == SafeguardingState.Raised && concern.State == SafeguardingState.EmergencyCalled)).ShouldBeTrue($"{before} to {concern.State}");
                    concern.Version.ShouldBeGreaterThan(version);
                    if (before != concern.State && concern.State >= SafeguardingState.Referred)
                    {
                        staff.ShouldBeTrue("a member of staff has it first");
                    }
                }

                (concern.ClosedAt is not null).ShouldBe(concern.State == SafeguardingState.Closed);
                (concern.OwnerId is null).ShouldBe(concern.State.Waits(), "from the moment somebody took it on, somebody has it");
                concern.Entries.Select(e => e.Number).ShouldBe(Enumerable.Range(1, concern.Entries.Count));
                if (concern.State == SafeguardingState.Closed)
                {
                    concern.Actions.ShouldAllBe(a => a.DoneOn != null);
                    concern.Telling.ShouldNotBe(Telling.NotDecided);
                }
            }
        }, iter: 3_000);

    [Fact]
    public void CallEmergency_OfAWorry_MakesItADangerWhileItWaitsAndNotOnceSomebodyHasIt()
    {
        var waits = New(immediate: false);
        waits.CallEmergency(Id(9), Now).ShouldBeNull();
        (waits.Immediate, waits.State, waits.EmergencyCalledAt).ShouldBe((true, SafeguardingState.EmergencyCalled, Now));

        var taken = New(immediate: false);
        taken.Acknowledge(Id(8), Now).ShouldBeNull();
        taken.CallEmergency(Id(9), Now).ShouldBeNull();
        (taken.Immediate, taken.State, taken.EmergencyCalledAt).ShouldBe((false, SafeguardingState.Acknowledged, Now));
    }

    [Fact]
    [Trait("invariants", "INV-134")]
    public void Share_OfAClosedConcern_IsWrittenDownAndOpensNothing()
    {
        var concern = New(immediate: true);
        concern.Acknowledge(Id(8), Now).ShouldBeNull();
        concern.Triage(SafeguardingKind.WantsToDie, Id(8), Now, Words).ShouldBeNull();
        concern.Plan(true, Id(8), Now, Words).ShouldBeNull();
        concern.Watch(true, Id(8), Now, Words, Today.AddDays(3)).ShouldBeNull();
        concern.Tell(true, null, Id(7), Now, Words).ShouldBeNull();
        concern.Close(true, Id(7), Now, Words).ShouldBeNull();
        var version = concern.Version;
        concern.Share(Id(7), Now.AddDays(2), Words, Words, Words, ConsentSought.Agreed, null).ShouldBeNull();
        concern.Shares.ShouldHaveSingleItem().ShouldSatisfyAllConditions(s => s.ById.ShouldBe(Id(7)), s => s.At.ShouldBe(Now.AddDays(2)), s => s.Consent.ShouldBe(ConsentSought.Agreed));
        (concern.State, concern.ClosedAt, concern.Version).ShouldBe((SafeguardingState.Closed, Now, version + 1));
    }

    [Fact]
    public void Talk_RandomWalk_IsOfferedTwiceAtMostAndHeldOnce() =>
        Gen.Int[0, 3].Array[1, 20].Sample(acts =>
        {
            var talk = Debrief.AfterConcern(Id(1), Id(2), Id(3), Id(4), Id(5), Now, Now.AddHours(24));
            var offers = 0;
            foreach (var verb in acts)
            {
                var before = talk.State;
                var refusal = verb switch { 0 => talk.Offer(Id(6), Now), 1 => talk.Decline(), 2 => talk.Hold(Today), _ => talk.OfferInTime(Now) };
                if (refusal is not null)
                {
                    refusal.ShouldBeOfType<DebriefNotOpen>();
                    talk.State.ShouldBe(before);
                    continue;
                }

                offers += talk.State == DebriefState.Offered ? 1 : 0;
                ((before, talk.State) is (DebriefState.Due, DebriefState.Offered) or (DebriefState.Offered, DebriefState.Due) or (DebriefState.Offered, DebriefState.DeclinedTwice)
                    or (not DebriefState.Held, DebriefState.Held)).ShouldBeTrue($"{before} to {talk.State}");
            }

            offers.ShouldBeLessThanOrEqualTo(2);
            (talk.State == DebriefState.DeclinedTwice).ShouldBe(talk is { Declined: 2, HeldOn: null });
        }, iter: 2_000);

    private static Refusal? Try(SafeguardingConcern concern, int verb, bool staff) => verb switch
    {
        0 => concern.Add(Id(9), Now, Words),
        1 => concern.CallEmergency(Id(9), Now),
        2 => concern.Acknowledge(Id(8), Now),
        3 => concern.Triage(SafeguardingKind.Overdose, Id(8), Now, Words),
        4 => concern.Refer(staff, Id(8), Now, Words),
        5 => concern.Plan(staff, Id(8), Now, Words),
        6 => concern.Watch(staff, Id(8), Now, Words, Today.AddDays(3)),
        7 => concern.Close(staff, Id(7), Now, Words),
        8 => concern.HandOver(Id(7), Id(8), Now, Words),
        9 => concern.AddAction(Id(8), Words, Today),
        10 => concern.FinishAction(concern.Actions.FirstOrDefault(a => a.DoneOn is null)?.Number ?? 99, Today, Words),
        11 => concern.Tell(staff, Today.AddDays(7), Id(7), Now, Words),
        _ => concern.Share(Id(8), Now, Words, Words, Words, ConsentSought.NotAsked, Words),
    };

    private static SafeguardingConcern New(bool immediate) =>
        SafeguardingConcern.Raise(Id(1), Id(2), Id(3), Id(4), SafeguardingKind.WantsToDie, immediate, null, null, null, Words, Now);

    private static Guid Id(int n) => new($"0193f000-0000-7000-8000-{n:D12}");
}
