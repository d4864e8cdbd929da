using CsCheck;
using Throughline.Trust;

namespace Throughline.Tests.Trust;

[Trait("invariants", "CALC-7")]
public sealed class HoursTests
{
    private static readonly DateOnly Monday = new(2026, 2, 2);

    [Theory]
    [InlineData(40, 3.5, 11.43, true)]
    [InlineData(8, 4, 2.00, false)]
    [InlineData(9, 4, 2.25, true)]
    [InlineData(4, 4, 1.00, false)]
    public void Weekly_FourWeeksOfTheSame_AsksAsTheVectorsSay(double present, double rostered, double times, bool asks)
    {
        var stays = Enumerable.Range(0, 4).SelectMany(week => Stays(Monday.AddDays(7 * week), (decimal)present));
        var weeks = Hours.Weekly(stays, _ => (decimal)rostered, Monday, 4);
        weeks.ShouldAllBe(w => w.Presence == (decimal)present && w.Unpaid == w.Presence && Math.Round(w.Times!.Value, 2) == (decimal)times && w.Unrostered == 0);
        Hours.AsksAboutUnpaid(weeks, HoursRule.Default).ShouldBe(asks);
    }

    [Fact]
    public void AsksAboutUnpaid_ThreeWeeksOrOneQuietOne_DoesNotAsk()
    {
        var stays = Enumerable.Range(0, 4).Where(week => week != 2).SelectMany(week => Stays(Monday.AddDays(7 * week), 40));
        var weeks = Hours.Weekly(stays, _ => 3.5m, Monday, 4);
        Hours.AsksAboutUnpaid(weeks, HoursRule.Default).ShouldBeFalse();
        Hours.AsksAboutUnpaid(weeks, new HoursRule(8, 2, 1)).ShouldBeTrue();
        Hours.AsksAboutUnpaid([.. weeks.Take(1)], HoursRule.Default).ShouldBeFalse();
    }

    [Fact]
    public void Weekly_NothingRostered_IsUnrosteredAndNoRatio()
    {
        var week = Hours.Weekly(Stays(Monday, 10), _ => 0, Monday, 1).Single();
        week.Times.ShouldBeNull();
        week.Unrostered.ShouldBe(10);
        week.IsOver(HoursRule.Default).ShouldBeFalse();
    }

    [Fact]
    public void Weekly_PaidHours_AreNotUnpaid()
    {
        var paid = Stays(Monday, 37).Select(s => s with { Paid = true });
        var week = Hours.Weekly(paid, _ => 3, Monday, 1).Single();
        (week.Presence, week.Unpaid, week.Times).ShouldBe((37, 0, 0));
    }

    [Fact]
    public void WouldHaveCost_RateOfPay_IsACost() => Hours.WouldHaveCost(40, 13.45m).ShouldBe(538m);

    // The clocks go forward at one in the morning of 29 March 2026 and back at two of 25 October.
    [Theory]
    [InlineData("2026-03-28", 7)]
    [InlineData("2026-10-24", 9)]
    [InlineData("2026-06-13", 8)]
    public void Weekly_NightOnWhichTheClocksChange_CountsTheTimeThatPassed(string evening, int hours)
    {
        var date = DateOnly.Parse(evening, System.Globalization.CultureInfo.InvariantCulture);
        var night = new Stay(date.AtInLondon(new TimeOnly(22, 0)), date.AddDays(1).AtInLondon(new TimeOnly(6, 0)), false);
        Hours.Weekly([night], _ => 0, date, 1).Single().Presence.ShouldBe(hours);
    }

    [Fact]
    public void Weekly_StayOverSundayMidnight_CountsInBothWeeks()
    {
        var night = new Stay(Monday.AddDays(-1).AtInLondon(new TimeOnly(22, 0)), Monday.AtInLondon(new TimeOnly(5, 0)), false);
        Hours.Weekly([night], _ => 0, Monday.AddDays(-7), 2).Select(w => w.Presence).ShouldBe([2, 5]);
    }

    [Fact]
    public void Weekly_AnyStays_NeverLosesOrDoublesTime() =>
        Gen.Int[0, 60 * 24 * 250].Select(Gen.Int[0, 14 * 60]).Array[0, 40].Sample(stays =>
        {
            // From January to September: across the change of March.
            var begins = new DateOnly(2026, 1, 5).StartInLondon();
            var all = stays.Select(s => new Stay(begins.AddMinutes(s.Item1), begins.AddMinutes(s.Item1 + s.Item2), false)).ToList();
            var weeks = Hours.Weekly(all, _ => 0, new DateOnly(2026, 1, 5), 40);
            weeks.Sum(w => w.Presence).ShouldBe(stays.Sum(s => s.Item2) / 60m, 0.000001m);
        }, iter: 500);

    private static IEnumerable<Stay> Stays(DateOnly monday, decimal hours)
    {
        for (var day = 0; hours > 0; day++, hours -= 8)
        {
            var came = monday.AddDays(day).AtInLondon(new TimeOnly(9, 0));
            yield return new Stay(came, came.AddMinutes((double)(Math.Min(hours, 8) * 60)), false);
        }
    }
}
