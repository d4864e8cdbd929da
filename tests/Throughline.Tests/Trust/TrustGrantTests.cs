using CsCheck;
using Throughline.People;
using Throughline.Security;
using Throughline.Trust;

namespace Throughline.Tests.Trust;

[Trait("invariants", "INV-040, INV-041")]
public sealed class TrustGrantTests
{
    private static readonly DateOnly Day = new(2026, 3, 2);
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);
    private static readonly SealedText Words = new(new byte[32]);
    private static readonly Guid Holder = Id(1), Ruth = Id(2), Moira = Id(3), Colin = Id(4);

    // State machine 4, written out a second time from the domain model.
    private static readonly Dictionary<TrustState, TrustState[]> Legal = new()
    {
        [TrustState.Proposed] = [TrustState.Offered, TrustState.Ended],
        [TrustState.Offered] = [TrustState.Declined, TrustState.Accepted, TrustState.Ended],
        [TrustState.Declined] = [],
        [TrustState.Accepted] = [TrustState.Active],
        [TrustState.Active] = [TrustState.ReviewDue, TrustState.Suspended, TrustState.Ended],
        [TrustState.ReviewDue] = [TrustState.Active, TrustState.Suspended, TrustState.Ended],
        [TrustState.Suspended] = [TrustState.Restored, TrustState.Withdrawn, TrustState.Ended],
        [TrustState.Restored] = [TrustState.Active],
        [TrustState.Withdrawn] = [],
        [TrustState.Ended] = [],
    };

    public static IEnumerable<object[]> EveryState => Enum.GetValues<TrustState>().Select(state => new object[] { state });

    [Theory]
    [MemberData(nameof(EveryState))]
    public void Exits_EveryState_AreThoseOfTheMachine(TrustState state)
    {
        TrustStates.ExitsOf(state).ShouldBe(Legal[state], ignoreOrder: true);
        state.IsOver().ShouldBe(Legal[state].Length == 0);
        state.Name().ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public void Steps_Seven_EachHasANameAndSaysWhatItOpens()
    {
        TrustSteps.All.Select(s => (int)s).ShouldBe([1, 2, 3, 4, 5, 6, 7]);
        TrustSteps.All.ShouldAllBe(s => s.Name().Length > 0 && s.Opens().EndsWith('.'));
    }

    [Fact]
    public void RandomWalk_AnyVerbs_NeverLeavesTheMachineAndEveryRefusalIsASentence() =>
        Gen.Select(Gen.Int[0, 12], Gen.Int[1, 4], Gen.Int[0, 40]).Array[1, 60].Sample(acts =>
        {
            var grant = Proposed();
            var now = Now;
            foreach (var (verb, actor, hours) in acts)
            {
                now = now.AddHours(hours);
                var (before, version, entries) = (grant.State, grant.Version, grant.Entries.Count);
                var withdrawal = grant.WithdrawalById;
                var refusal = Try(grant, verb, Id(actor), now);
                if (refusal is not null)
                {
                    refusal.Sentence.ShouldNotBeNullOrWhiteSpace();
                    (grant.State, grant.Version, grant.Entries.Count).ShouldBe((before, version, entries));
                    continue;
                }

                grant.Version.ShouldBeGreaterThan(version);
                grant.Entries.Count.ShouldBe(entries + 1);
                var open = before == grant.State || Legal[before].Contains(grant.State) || Legal[before].Any(through => Legal[through].Contains(grant.State));
                open.ShouldBeTrue($"{before} to {grant.State}");
                (grant.ClosedOn is not null).ShouldBe(grant.State.IsOver());
                (grant.ReviewOn is null).ShouldBe(grant.State is TrustState.Proposed || grant.State.IsOver());
                grant.State.ShouldNotBeOneOf(TrustState.Accepted, TrustState.ReviewDue, TrustState.Restored);
                // An appeal that is answered later leaves it as it is: then the last entry is not the second person's.
                if (grant.State == TrustState.Withdrawn && before != TrustState.Withdrawn)
                {
                    var second = grant.Entries[^1].ById;
                    new[] { withdrawal, second, grant.AppealToId, (Guid?)Holder }.ShouldBeUnique();
                    grant.HoldConfirmedById.ShouldNotBeNull().ShouldNotBe(grant.HeldById!.Value);
                }
            }

            grant.Entries.Select(e => e.Number).ShouldBe(Enumerable.Range(1, grant.Entries.Count));
            grant.Entries.Where(e => e.What is TrustEvent.Offered or TrustEvent.Reviewed or TrustEvent.Held or TrustEvent.HoldConfirmed or TrustEvent.Restored
                or TrustEvent.WithdrawalAsked or TrustEvent.Withdrawn or TrustEvent.AppealAnswered).ShouldAllBe(e => e.ById != Holder && e.Words != null);
        }, iter: 5_000);

    [Fact]
    public void Walk_EveryLastingState_IsReached()
    {
        Proposed().State.ShouldBe(TrustState.Proposed);
        Offered().State.ShouldBe(TrustState.Offered);
        var declined = Offered();
        declined.Decline(Day).ShouldBeNull();
        declined.Entries[^1].Words.ShouldBeNull();
        Active().State.ShouldBe(TrustState.Active);
        var ended = Active();
        ended.End(null, Day).ShouldBeNull();
        var withdrawn = Withdrawn();
        new[] { declined.State, ended.State, withdrawn.State }.ShouldBe([TrustState.Declined, TrustState.Ended, TrustState.Withdrawn]);
        withdrawn.CanAppeal.ShouldBeTrue();
    }

    [Fact]
    public void Hold_OnePerson_RunsOutAfterItsHours()
    {
        var grant = Active();
        grant.Hold(Ruth, Now, Words, Now.AddHours(24), Day.AddDays(28), Colin).ShouldBeNull();
        grant.HoldStands(Now.AddHours(23)).ShouldBeTrue();
        grant.Counts(Now.AddHours(23)).ShouldBeFalse();
        grant.HoldStands(Now.AddHours(24)).ShouldBeFalse();
        grant.Counts(Now.AddHours(24)).ShouldBeTrue();
        grant.ConfirmHold(Moira, Now.AddHours(24), Words).ShouldBeOfType<HoldRanOut>();
        grant.Hold(Moira, Now.AddHours(25), Words, Now.AddHours(49), Day.AddDays(28), Colin).ShouldBeOfType<HoldNotSettled>();
        grant.Restore(Moira, Now.AddHours(25), Words).ShouldBeNull();
        grant.Hold(Ruth, Now.AddHours(26), Words, Now.AddHours(50), Day.AddDays(28), Colin).ShouldBeOfType<SomebodyElseMustHold>();
        grant.Hold(Moira, Now.AddHours(26), Words, Now.AddHours(50), Day.AddDays(28), Colin).ShouldBeNull();
    }

    [Fact]
    public void Hold_TwoPeople_LastsToTheEndOfItsLastDay()
    {
        var grant = OnHold();
        var end = Day.AddDays(29).StartInLondon();
        grant.HoldStands(end.AddMinutes(-1)).ShouldBeTrue();
        grant.HoldStands(end).ShouldBeFalse();
        grant.Withdraw(Moira, end, Words).ShouldBeOfType<HoldRanOut>();
        grant.Restore(Ruth, end, Words).ShouldBeNull();
        grant.Hold(Ruth, end, Words, end.AddHours(24), Day.AddDays(40), Colin).ShouldBeNull("a hold that two people agreed to bars nobody");
    }

    [Fact]
    public void Hold_AppealToOneselfOrTheHolder_IsRefused()
    {
        foreach (var to in new[] { Ruth, Holder })
        {
            Active().Hold(Ruth, Now, Words, Now.AddHours(24), Day.AddDays(28), to).ShouldBeOfType<AppealToSomebodyElse>().Field.ShouldBe("AppealToId");
        }
    }

    [Fact]
    public void Withdraw_ByOneOrWithoutAConfirmedHold_IsRefused()
    {
        var held = Active();
        held.AskWithdrawal(Ruth, Now, Words).ShouldBeOfType<NotOnHold>();
        held.Hold(Ruth, Now, Words, Now.AddHours(24), Day.AddDays(28), Colin).ShouldBeNull();
        held.AskWithdrawal(Ruth, Now, Words).ShouldBeOfType<HoldNotConfirmed>();
        held.ConfirmHold(Ruth, Now, Words).ShouldBeOfType<NeedsSecondPerson>();
        held.ConfirmHold(Colin, Now, Words).ShouldBeOfType<NeedsSecondPerson>();
        held.ConfirmHold(Moira, Now, Words).ShouldBeNull();
        held.Withdraw(Ruth, Now, Words).ShouldBeOfType<NeedsSecondPerson>();
        held.AskWithdrawal(Colin, Now, Words).ShouldBeOfType<NeedsSecondPerson>();
        held.AskWithdrawal(Ruth, Now, Words).ShouldBeNull();
        held.AskWithdrawal(Moira, Now, Words).ShouldBeOfType<WithdrawalAskedAlready>();
        held.Withdraw(Ruth, Now, Words).ShouldBeOfType<NeedsSecondPerson>();
        held.Counts(Now).ShouldBeFalse();
        held.State.ShouldBe(TrustState.Suspended);
        held.Withdraw(Moira, Now, Words).ShouldBeNull();
    }

    [Fact]
    public void Appeal_OncePerHold_AndOnlyTheNamedPersonAnswers()
    {
        var grant = Active();
        grant.Appeal(Day, Words).ShouldBeOfType<NothingToAppeal>();
        grant = OnHold();
        grant.AnswerAppeal(Colin, Day, Words).ShouldBeOfType<NoAppealWaits>();
        grant.Appeal(Day, Words).ShouldBeNull();
        grant.Appeal(Day, Words).ShouldBeOfType<NothingToAppeal>();
        grant.AnswerAppeal(Moira, Day, Words).ShouldBeOfType<NotAllowed>();
        grant.AnswerAppeal(Colin, Day, Words).ShouldBeNull();
        grant.AnswerAppeal(Colin, Day, Words).ShouldBeOfType<NoAppealWaits>();
    }

    [Fact]
    public void ReviewWith_OnlyActive_TakesTheDateOfTheStepAbove()
    {
        var grant = Active();
        grant.ReviewWith(Day.AddDays(70));
        grant.ReviewOn.ShouldBe(Day.AddDays(70));
        var held = OnHold();
        held.ReviewWith(Day.AddDays(70));
        held.ReviewOn.ShouldBe(Day.AddDays(84));
        held.State.ShouldBe(TrustState.Suspended);
    }

    private static Refusal? Try(TrustGrant grant, int verb, Guid by, DateTimeOffset now) => verb switch
    {
        0 => grant.Offer(by, now.LondonDate(), Words, now.LondonDate().AddDays(84)),
        1 => grant.Accept(now.LondonDate()),
        2 => grant.Decline(now.LondonDate()),
        3 => grant.Review(by, now.LondonDate(), Words, now.LondonDate().AddDays(84)),
        4 or 5 => grant.Hold(by, now, Words, now.AddHours(24), now.LondonDate().AddDays(28), Colin),
        6 => grant.ConfirmHold(by, now, Words),
        7 => grant.Restore(by, now, Words),
        8 => grant.AskWithdrawal(by, now, Words),
        9 => grant.Withdraw(by, now, Words),
        10 => grant.Appeal(now.LondonDate(), Words),
        11 => grant.AnswerAppeal(by, now.LondonDate(), Words),
        _ => by == Colin ? grant.End(by, now.LondonDate()) : grant.Accept(now.LondonDate()),
    };

    private static TrustGrant Proposed()
    {
        var role = RoleDefinition.Define(Id(20), Id(21), new RoleOutline("peer-mentor", "Peer mentor", "Team member", [Hat.PeerWorker], true, 2));
        var holding = RoleHolding.Start(Id(22), Holder, role, RoleState.ActiveSupervised, Day.AddDays(-90));
        return TrustGrant.Propose(Id(23), holding, TrustStep.WorkingAlone, Ruth, Day, null);
    }

    private static TrustGrant Offered()
    {
        var grant = Proposed();
        grant.Offer(Ruth, Day, Words, Day.AddDays(84)).ShouldBeNull();
        return grant;
    }

    private static TrustGrant Active()
    {
        var grant = Offered();
        grant.Accept(Day).ShouldBeNull();
        return grant;
    }

    private static TrustGrant OnHold()
    {
        var grant = Active();
        grant.Hold(Ruth, Now, Words, Now.AddHours(24), Day.AddDays(28), Colin).ShouldBeNull();
        grant.ConfirmHold(Moira, Now.AddHours(2), Words).ShouldBeNull();
        return grant;
    }

    private static TrustGrant Withdrawn()
    {
        var grant = OnHold();
        grant.AskWithdrawal(Moira, Now, Words).ShouldBeNull();
        grant.Withdraw(Ruth, Now, Words).ShouldBeNull();
        return grant;
    }

    private static Guid Id(int number) => new($"0193d000-0000-7000-8000-{number:x12}");
}
