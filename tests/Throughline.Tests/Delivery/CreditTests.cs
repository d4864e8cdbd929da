using CsCheck;
using Throughline.Delivery;

namespace Throughline.Tests.Delivery;

[Trait("invariants", "CALC-13, INV-082, INV-085, scenario 11")]
public sealed class CreditTests
{
    private static readonly Gen<CreditedSession> Sessions =
        from day in Gen.Int[0, 12]
        from attended in Gen.Bool
        from complied in Gen.Int[0, 2].Select(n => n == 2 ? (bool?)null : n == 1)
        from flagged in Gen.Bool
        select new CreditedSession(new DateOnly(2026, 1, 5).AddDays(day), attended, complied, flagged);

    [Fact]
    public void Count_TheVectorOfTheCalculation_IsThree()
    {
        CreditedSession At(int month, int day, bool attended, bool? complied) => new(new DateOnly(2026, month, day), attended, complied, true);
        CreditedSession[] sessions = [At(1, 6, true, true), At(1, 6, true, true), At(1, 13, true, null), At(1, 20, false, null), At(1, 27, true, false), At(2, 3, true, true)];
        Credit.Count(CreditUnit.Day, true, 10, sessions).ShouldBe(3);
        Credit.Count(CreditUnit.Day, true, 2, sessions).ShouldBe(2, "never more than the length");
        Credit.Count(CreditUnit.Day, false, 10, sessions).ShouldBe(4, "where the rules are not asked, the day on which they were not kept counts too");
        Credit.Count(CreditUnit.Session, true, 10, sessions).ShouldBe(4, "two on one date are two sessions");
        Credit.Count(CreditUnit.None, true, null, sessions).ShouldBeNull();
    }

    [Fact]
    public void Count_Days_IsTheDistinctDatesThatQualify() =>
        Sessions.Array[0, 30].Select(Gen.Int[1, 15]).Sample((sessions, length) =>
        {
            var dates = sessions.Where(s => s is { Flagged: true, Attended: true } && s.Complied != false).Select(s => s.On).Distinct().Count();
            Credit.Count(CreditUnit.Day, true, length, sessions).ShouldBe(Math.Min(dates, length));
            Credit.Count(CreditUnit.Day, true, null, sessions).ShouldBe(dates);
        });

    [Fact]
    public void Count_WhateverTheOrder_IsTheSameAndMoreNeverTakesAway() =>
        Sessions.Array[0, 30].Select(Sessions, Gen.Bool.Select(days => days ? CreditUnit.Day : CreditUnit.Session)).Sample((sessions, one, unit) =>
        {
            var count = Credit.Count(unit, true, 10, sessions)!.Value;
            Credit.Count(unit, true, 10, sessions.Reverse()).ShouldBe(count);
            Credit.Count(unit, true, 10, [.. sessions, one])!.Value.ShouldBeGreaterThanOrEqualTo(count);
            count.ShouldBeInRange(0, 10);
        });

    [Theory]
    [InlineData(CreditUnit.Day, 3, 10, "3 of 10 days")]
    [InlineData(CreditUnit.Day, 0, 1, "0 of 1 day")]
    [InlineData(CreditUnit.Session, 2, 12, "2 of 12 sessions")]
    [InlineData(CreditUnit.Day, 1, null, "1 day so far")]
    [InlineData(CreditUnit.None, null, null, "Nothing is counted up to a total")]
    public void Words_AreThoseOfThePerson(CreditUnit unit, int? done, int? length, string words) => Credit.Words(unit, done, length).ShouldBe(words);
}
