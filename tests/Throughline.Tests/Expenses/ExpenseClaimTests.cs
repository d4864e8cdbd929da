using CsCheck;
using Throughline.Expenses;
using Throughline.Security;

namespace Throughline.Tests.Expenses;

/// <summary>The states of what somebody asks to have paid back, whatever is done in whatever order.</summary>
public sealed class ExpenseClaimTests
{
    private const int Days = 14;

    private static readonly DateOnly Today = new(2026, 3, 2);
    private static readonly SealedText Words = new([1, 2, 3]);

    [Fact]
    public void Claim_WhateverIsDone_KeepsToItsStatesAndIsClosedOnce() =>
        Gen.Int[0, 2].Select(Gen.Int[-3, 30]).Array[1, 8].Sample(moves =>
        {
            var claim = Asked();
            foreach (var (move, days) in moves)
            {
                var (before, version, on) = (claim.State, claim.Version, Today.AddDays(days));
                var refusal = move switch
                {
                    0 => claim.Pay(on, Today.AddDays(20)),
                    1 => claim.SendBack(Words, Today),
                    _ => claim.TakeBack(Today),
                };
                if (refusal is null)
                {
                    ExpenseStates.ExitsOf(before).ShouldContain(claim.State);
                    claim.Version.ShouldBe(version + 1);
                }
                else
                {
                    (claim.State, claim.Version).ShouldBe((before, version));
                    (refusal is ExpenseIsClosed).ShouldBe(before != ExpenseState.Asked);
                }

                // Each way out leaves its own day, and no other.
                (claim.PaidOn is not null, claim.SentBackOn is not null, claim.TakenBackOn is not null)
                    .ShouldBe((claim.State == ExpenseState.Paid, claim.State == ExpenseState.SentBack, claim.State == ExpenseState.TakenBack));
                (claim.Why is not null).ShouldBe(claim.State == ExpenseState.SentBack);
                (claim.PaidOn is null || (claim.PaidOn >= claim.AskedOn && claim.PaidOn <= Today.AddDays(20))).ShouldBeTrue();
            }
        });

    [Fact]
    public void States_AllButAsked_AreTheEnd()
    {
        foreach (var state in Enum.GetValues<ExpenseState>())
        {
            state.Name().ShouldNotBeNullOrWhiteSpace();
            ExpenseStates.ExitsOf(state).Count.ShouldBe(state == ExpenseState.Asked ? 3 : 0);
        }
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(5, true)]
    [InlineData(6, false)]
    public void Pay_BeforeItWasAskedOrInTheFuture_IsRefused(int days, bool paid)
    {
        var claim = Asked();
        (claim.Pay(Today.AddDays(days), Today.AddDays(5)) is null).ShouldBe(paid);
        claim.State.ShouldBe(paid ? ExpenseState.Paid : ExpenseState.Asked);
    }

    [Theory]
    [InlineData(14, true)]
    [InlineData(15, false)]
    public void InTime_OfOnePaidOrWaiting_IsWithinItsDays(int days, bool inTime)
    {
        var (waits, paid, on) = (Asked(), Asked(), Today.AddDays(days));
        paid.Pay(on, on);
        waits.InTime(on, Days).ShouldBe(inTime);
        paid.InTime(on, Days).ShouldBe(inTime);
        paid.InTime(on.AddDays(100), Days).ShouldBe(inTime, "that does not change any more");
    }

    [Fact]
    public void InTime_OfOneTakenBackOrSentBackSoon_SaysNothing()
    {
        var (taken, soon, late) = (Asked(), Asked(), Asked());
        taken.TakeBack(Today.AddDays(40));
        soon.SendBack(Words, Today.AddDays(14));
        late.SendBack(Words, Today.AddDays(15));
        taken.InTime(Today.AddDays(50), Days).ShouldBeNull();
        soon.InTime(Today.AddDays(50), Days).ShouldBeNull();
        late.InTime(Today.AddDays(50), Days).ShouldBe(false, "who is asked what is missing waits too");
    }

    private static ExpenseClaim Asked() => ExpenseClaim.Ask(Guid.Empty, Guid.Empty, Guid.Empty, Today.AddDays(-2), 460, Words, Today);
}
