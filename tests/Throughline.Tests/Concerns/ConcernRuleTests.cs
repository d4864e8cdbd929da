using CsCheck;
using Throughline.Concerns;

namespace Throughline.Tests.Concerns;

public sealed class ConcernRuleTests
{
    private static readonly DateOnly Start = new(2026, 1, 1);

    /// <summary>INV-107: so many days of Monday to Friday lie after the day it was sent, and the last of them is the day by which somebody says that it came.</summary>
    [Fact]
    [Trait("invariants", "INV-107")]
    public void AddWorkingDays_FromAnyDay_LeavesThatManyDaysOfWork() =>
        Gen.Select(Gen.Int[0, 3000], Gen.Int[1, 40]).Sample((sent, days) =>
        {
            var from = Start.AddDays(sent);
            var by = ConcernRules.AddWorkingDays(from, days);
            by.DayOfWeek.ShouldNotBeOneOf(DayOfWeek.Saturday, DayOfWeek.Sunday);
            Enumerable.Range(1, by.DayNumber - from.DayNumber).Select(from.AddDays).Count(d => d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)).ShouldBe(days);
        });

    /// <summary>An answer is late from the day after it was due and no sooner, in every state in which something is due, and never where nothing is.</summary>
    [Fact]
    [Trait("invariants", "INV-107")]
    public void Due_InAnyState_IsThatOfTheNextStepOrNothing() =>
        Gen.Select(Gen.Enum<ConcernState>(), Gen.Int[0, 60], Gen.Int[0, 60]).Sample((state, answer, outcome) =>
        {
            var (answerBy, outcomeBy) = (Start.AddDays(answer), Start.AddDays(outcome));
            ConcernQueries.Due(state, answerBy, outcomeBy).ShouldBe(
                state == ConcernState.Submitted ? answerBy
                : state is ConcernState.Acknowledged or ConcernState.HandlerAssigned or ConcernState.LookingInto or ConcernState.Appealed ? outcomeBy
                : null);
        });
}
