using CsCheck;
using Throughline.People;
using Throughline.Security;
using Throughline.Support;
using Throughline.Trust;

namespace Throughline.Tests.Support;

/// <summary>State machines of this slice, whatever is done in whatever order.</summary>
public sealed class StatesTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);
    private static readonly Guid Person = new("0193ffff-0000-7000-8000-000000000001"), Supervisor = new("0193ffff-0000-7000-8000-000000000002");
    private static readonly SealedText Words = new([1, 2, 3]);

    /// <summary>State machine 12; INV-124 and INV-125.</summary>
    [Fact]
    [Trait("invariants", "INV-124 INV-125")]
    public void Flag_WhateverIsDone_KeepsToItsStatesAndIsThePersonsFirst() =>
        Gen.Int[0, 7].Select(Gen.Int[1, 6].Select(Gen.Bool).Array[1, 15]).Sample((ownDays, moves) =>
        {
            var flag = SupportFlag.Raise(Guid.Empty, Person, Guid.Empty, FlagRule.LoadUp, FlagRule.LoadUp.Owner(), Words, Today, ownDays);
            flag.OthersFrom.ShouldBe(Today.AddDays(ownDays));
            foreach (var (move, own) in moves)
            {
                var before = flag.State;
                if (move == 6)
                {
                    (flag.Answer(Words, Today.AddDays(1)) is null).ShouldBe(!before.IsClosed());
                    flag.State.ShouldBe(before);
                }
                else
                {
                    var to = (FlagState)move;
                    var refusal = flag.Move(to, own ? Person : Supervisor, Words, Today, Today);
                    (refusal is null).ShouldBe(!own && FlagStates.ExitsOf(before).Contains(to));
                    flag.State.ShouldBe(refusal is null ? to : before);
                }

                flag.OthersFrom.ShouldBeGreaterThanOrEqualTo(flag.OpenedOn, "the person sees it no later than anybody else");
                (flag.ClosedOn is not null).ShouldBe(flag.State.IsClosed());
                flag.Steps.ShouldAllBe(s => s.ById != Person);
            }
        });

    [Theory]
    [InlineData(FlagState.Open, FlagState.Unowned)]
    [InlineData(FlagState.Acknowledged, FlagState.Unowned)]
    [InlineData(FlagState.ActionAgreed, FlagState.Unowned)]
    [InlineData(FlagState.Dismissed, FlagState.Dismissed)]
    [Trait("invariants", "INV-124")]
    public void Flag_WithNobodyLeftToActOnIt_IsClosedUnlessItWas(FlagState before, FlagState after)
    {
        var flag = SupportFlag.Raise(Guid.Empty, Person, Guid.Empty, FlagRule.Wellbeing, Hat.Supervisor, Words, Today, 0);
        foreach (var to in new[] { FlagState.Acknowledged, FlagState.ActionAgreed, FlagState.Dismissed }.TakeWhile(to => to <= before))
        {
            flag.Move(to, Supervisor, Words, Today, Today).ShouldBeNull();
        }

        flag.EndUnowned(Today.AddDays(3));
        (flag.State, flag.ClosedOn).ShouldBe((after, before == FlagState.Dismissed ? Today : Today.AddDays(3)));
        flag.Move(FlagState.Acknowledged, Supervisor, Words, null, Today.AddDays(3)).ShouldBeOfType<FlagNotOpen>();
    }

    [Fact]
    [Trait("invariants", "INV-124")]
    public void Flags_OfEveryRule_AreTheOrganisationsToActOn()
    {
        foreach (var rule in Enum.GetValues<FlagRule>())
        {
            rule.Owner().ShouldBeOneOf(Hat.Supervisor, Hat.Coordinator, Hat.HeadOfService);
            rule.Name().ShouldNotBeNullOrEmpty();
            rule.OfThem().ShouldNotBeNullOrEmpty();
            rule.Ask().ShouldNotBeNullOrEmpty();
        }
    }

    [Theory]
    [InlineData(0, true, null, false)]
    [InlineData(0, false, null, true)]
    [InlineData(0, false, 0, false)]
    [InlineData(0, false, 1, false)]
    [InlineData(1, false, 0, true)]
    public void MayRaise_OnlyOnNewerEvidence(int evidence, bool open, int? closed, bool may) =>
        FlagRules.MayRaise(Today.AddDays(evidence), open, closed is { } days ? Today.AddDays(days) : null).ShouldBe(may);

    [Theory]
    [InlineData(new[] { 0, -13 }, true)]
    [InlineData(new[] { 0, -14 }, false)]
    [InlineData(new[] { 0, 0 }, false)]
    [InlineData(new[] { 0 }, false)]
    public void IsStruggling_TwiceInTwoWeeks(int[] days, bool is_) => FlagRules.IsStruggling(days.Select(d => Today.AddDays(d)), Today, new FlagNumbers()).ShouldBe(is_);

    [Theory]
    [InlineData(new[] { 0, -27 }, true)]
    [InlineData(new[] { 0, -28 }, false)]
    [InlineData(new[] { -1, -1 }, true)]
    public void IsCluster_TwoInFourWeeks(int[] days, bool is_) => FlagRules.IsCluster(days.Select(d => Today.AddDays(d)), Today, new FlagNumbers()).ShouldBe(is_);

    [Theory]
    [InlineData(-27, false)]
    [InlineData(-28, true)]
    public void IsOnTheirOwn_FourWeeksAfterTheLastDayAmongOthersOrTheFirst(int last, bool is_) => FlagRules.IsOnTheirOwn(Today.AddDays(last), Today, new FlagNumbers()).ShouldBe(is_);

    [Theory]
    [InlineData(FlagRule.OverCap, "more matches than the role has")]
    [InlineData(FlagRule.OnTheirOwn, "counted from when they began or came back")]
    public void InWords_SaysAllThatTheRuleLooksAt(FlagRule rule, string words) => rule.InWords(new FlagNumbers(), new LoadRule(), HoursRule.Default).ShouldContain(words);

    [Fact]
    public void Supervision_WhateverIsDone_NeedsBothToAgree() =>
        Gen.Int[0, 4].Select(Gen.Bool).Array[1, 15].Sample(moves =>
        {
            var supervision = Supervision.Plan(Guid.Empty, Person, Supervisor, Guid.Empty, Guid.Empty, Today, Today).Value;
            foreach (var (move, own) in moves)
            {
                var (before, by) = (supervision.State, own ? Person : Supervisor);
                var refusal = move switch
                {
                    0 => supervision.Hold(by, Today, null, Today),
                    1 => supervision.Confirm(by, Today),
                    2 => supervision.Reword(by, Today),
                    3 => supervision.CallOff(),
                    _ => supervision.Move(Today.AddDays(7), Today),
                };
                if (supervision.State != before)
                {
                    SupervisionStates.ExitsOf(before).ShouldContain(supervision.State);
                    refusal.ShouldBeNull();
                }

                (supervision.State == SupervisionState.Confirmed).ShouldBe(supervision.PersonSaidOn is not null && supervision.SupervisorSaidOn is not null);
            }
        });

    /// <summary>E18: from no state of a plan for a hard time is there a way to an ended role.</summary>
    [Fact]
    public void PausePlan_WhateverIsDone_NeverEndsARole() =>
        Gen.Int[0, 5].Array[1, 12].Sample(moves =>
        {
            var role = RoleDefinition.Define(Guid.Empty, Guid.Empty, new RoleOutline("peer", "Peer mentor", "Team member", [Hat.PeerWorker], true, 2));
            var holding = RoleHolding.Start(Guid.Empty, Person, role, RoleState.ActiveSolo, Today.AddDays(-100));
            var plan = PausePlan.Ask(Guid.Empty, holding, PauseWish.Pause, Words, null, Today);
            foreach (var move in moves)
            {
                var before = plan.State;
                _ = move switch
                {
                    0 => plan.Agree(Supervisor, Supervisor, Today.AddDays(28), Words, Today),
                    1 => plan.SayReady(Today),
                    2 => plan.TakeBack(Today),
                    3 => plan.Reword(Words, Words),
                    4 => plan.Look(Supervisor, null, Today.AddDays(56), Words, Today),
                    _ => plan.Finish(Today),
                };
                (plan.State == before || PausePlanStates.ExitsOf(before).Contains(plan.State)).ShouldBeTrue();
                holding.State.ShouldBe(RoleState.ActiveSolo);
                holding.To.ShouldBeNull();
            }
        });

    [Fact]
    public void PausePlan_Agreed_IsNeverByThePersonNorLookedAfterByThem()
    {
        var role = RoleDefinition.Define(Guid.Empty, Guid.Empty, new RoleOutline("peer", "Peer mentor", "Team member", [Hat.PeerWorker], true, 2));
        var plan = PausePlan.Ask(Guid.Empty, RoleHolding.Start(Guid.Empty, Person, role, RoleState.ActiveSolo, Today), PauseWish.Lighter, Words, null, Today);
        plan.Agree(Person, Supervisor, Today.AddDays(7), Words, Today).ShouldBeOfType<Invalid>();
        plan.Agree(Supervisor, Person, Today.AddDays(7), Words, Today).ShouldBeOfType<Invalid>();
        plan.State.ShouldBe(PausePlanState.Asked);
        plan.Agree(Supervisor, Supervisor, Today.AddDays(7), Words, Today).ShouldBeNull();
        plan.Look(Person, null, Today.AddDays(14), Words, Today).ShouldBeOfType<Invalid>();
        plan.Look(Supervisor, Person, Today.AddDays(14), Words, Today).ShouldBeOfType<Invalid>();
        (plan.LooksAfterId, plan.LookOn).ShouldBe((Supervisor, Today.AddDays(7)));
    }
}
