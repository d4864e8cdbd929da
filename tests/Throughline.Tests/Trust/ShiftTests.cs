using CsCheck;
using Throughline.People;
using Throughline.Trust;

namespace Throughline.Tests.Trust;

public sealed class ShiftTests
{
    private static readonly DateOnly Monday = new(2026, 3, 2);

    private static readonly RoleHolding Holding = RoleHolding.Start(
        Guid.CreateVersion7(), Guid.CreateVersion7(),
        RoleDefinition.Define(Guid.CreateVersion7(), Guid.CreateVersion7(), new RoleOutline("peer-mentor", "Peer mentor", "Team member", [Hat.PeerWorker], true, 2)),
        RoleState.ActiveSolo, new DateOnly(2025, 1, 6));

    [Fact]
    public void Meets_StayThatGoesOn_SaysNothingOfWhatIsToCome()
    {
        var today = Plan(Monday, "9:00", "12:30").Between(Monday, Monday).Single();
        var next = Plan(Monday, "9:00", "12:30").Between(Monday.AddDays(7), Monday.AddDays(7)).Single();
        var (came, now) = (today.StartsAt.AddMinutes(20), today.StartsAt.AddHours(1));
        Roster.Meets(today, came, null, now).ShouldBeTrue();
        Roster.Meets(next, came, null, now).ShouldBeFalse();
        Roster.Meets(today, today.EndsAt.AddHours(1), null, today.EndsAt.AddHours(2)).ShouldBeFalse("they came when it was over");
        Roster.Meets(today, today.StartsAt.AddHours(-3), today.StartsAt.AddHours(-1), now).ShouldBeFalse("they left before it began");
    }

    [Theory]
    [InlineData("2026-03-23", "2026-03-30")]
    [InlineData("2026-10-19", "2026-10-26")]
    public void Between_WeeklyAcrossAChangeOfClocks_StaysAtNineInLondon(string before, string after)
    {
        var shift = Plan(new DateOnly(2026, 3, 2), "9:00", "12:30");
        var days = shift.Between(Date(before), Date(after)).ToList();
        days.Select(o => o.On).ShouldBe([Date(before), Date(after)]);
        days.ShouldAllBe(o => o.StartsAt.LondonTime() == new TimeOnly(9, 0) && o.EndsAt.LondonTime() == new TimeOnly(12, 30) && o.Hours == 3.5m);
        (days[1].StartsAt - days[0].StartsAt).ShouldNotBe(TimeSpan.FromDays(7), "an hour lies between the two clocks");
    }

    [Theory]
    [InlineData("2026-03-28", "22:00", "6:00", 7)]
    [InlineData("2026-10-24", "22:00", "6:00", 9)]
    [InlineData("2026-10-24", "22:00", "1:30", 3.5)]
    [InlineData("2026-10-25", "1:30", "6:00", 5.5)]
    [InlineData("2026-03-29", "0:30", "3:30", 2)]
    public void Hours_NightThatLosesOrDoublesAnHour_AreTheTimeThatPasses(string on, string starts, string ends, double hours) =>
        Plan(Date(on), starts, ends, weekly: false).Between(Date(on), Date(on)).Single().Hours.ShouldBe((decimal)hours);

    [Fact]
    public void Between_NightsInARow_MeetWithoutAGapOrAnOverlap()
    {
        // The first part of the night ends when the second begins, in the hour that comes twice.
        var first = Plan(new DateOnly(2026, 10, 24), "22:00", "1:30", weekly: false).Between(new(2026, 10, 24), new(2026, 10, 24)).Single();
        var second = Plan(new DateOnly(2026, 10, 25), "1:30", "6:00", weekly: false).Between(new(2026, 10, 25), new(2026, 10, 25)).Single();
        first.EndsAt.ShouldBe(second.StartsAt);
        (first.Hours + second.Hours).ShouldBe(9);
    }

    [Fact]
    public void Between_AnyWindow_IsEveryOwnWeekdayOfTheSpell() =>
        Gen.Int[0, 60].Select(Gen.Int[0, 60], Gen.Int[-10, 80], Gen.Int[0, 60]).Sample((from, length, windowFrom, windowLength) =>
        {
            var (first, last) = (Monday.AddDays(from), Monday.AddDays(from + length));
            var shift = Plan(first, "9:00", "12:30", until: last);
            var (a, b) = (Monday.AddDays(windowFrom), Monday.AddDays(windowFrom + windowLength));
            var expected = Enumerable.Range(0, windowLength + 1).Select(a.AddDays).Where(d => d >= first && d <= last && d.DayOfWeek == first.DayOfWeek);
            shift.Between(a, b).Select(o => o.On).ShouldBe(expected);
            Enumerable.Range(0, windowLength + 1).Select(a.AddDays).ShouldAllBe(d => shift.IsOn(d) == (d >= first && d <= last && d.DayOfWeek == first.DayOfWeek));
        }, iter: 1_000);

    [Fact]
    public void Skip_ADate_LeavesItOutAndTakesItInAgain()
    {
        var shift = Plan(Monday, "9:00", "12:30");
        shift.Skip(Monday.AddDays(7), takesPlace: false).ShouldBeNull();
        shift.Between(Monday, Monday.AddDays(14)).Select(o => o.On).ShouldBe([Monday, Monday.AddDays(14)]);
        shift.Skip(Monday.AddDays(8), takesPlace: false).ShouldBeOfType<Invalid>();
        shift.Skip(Monday.AddDays(7), takesPlace: true).ShouldBeNull();
        shift.Between(Monday, Monday.AddDays(14)).Count().ShouldBe(3);
    }

    [Theory]
    [InlineData("2026-03-02", "12:30", "15:00", true, false)] // meets
    [InlineData("2026-03-02", "12:00", "15:00", true, true)]
    [InlineData("2026-04-06", "11:00", "11:30", false, true)] // a single day some weeks on
    [InlineData("2026-03-03", "9:00", "12:30", true, false)]
    [InlineData("2026-03-01", "22:00", "9:30", false, true)] // a night that reaches into it
    [InlineData("2026-02-16", "10:00", "11:00", false, false)] // before it begins
    public void Overlaps_AnotherShift_IsSeen(string on, string starts, string ends, bool weekly, bool overlaps)
    {
        var shift = Plan(Monday, "9:00", "12:30");
        var other = Plan(Date(on), starts, ends, weekly);
        shift.Overlaps(other).ShouldBe(overlaps);
        other.Overlaps(shift).ShouldBe(overlaps);
    }

    [Theory]
    [InlineData("9:00", "9:00")]
    [InlineData("9:00", "21:30")]
    public void Plan_NoTimeOrTooLong_IsRefusedBesideTheEnd(string starts, string ends) =>
        Shift.Plan(Guid.CreateVersion7(), Holding, Guid.CreateVersion7(), "hub", new ShiftTimes(true, Monday, null, HubWords.ReadTime(starts), HubWords.ReadTime(ends)))
            .Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Ends");

    [Fact]
    public void EndAfter_Twice_OnlyShortens()
    {
        var shift = Plan(Monday, "9:00", "12:30");
        shift.EndAfter(Monday.AddDays(21)).ShouldBeNull();
        shift.EndAfter(Monday.AddDays(28)).ShouldBe(new ShiftOver(Monday.AddDays(21)));
        shift.EndAfter(Monday.AddDays(7)).ShouldBeNull();
        shift.Between(Monday, Monday.AddDays(60)).Count().ShouldBe(2);
    }

    [Theory]
    [InlineData("9", "09:00")]
    [InlineData("9:05", "09:05")]
    [InlineData("9.05", "09:05")]
    [InlineData("0905", "09:05")]
    [InlineData("905", "09:05")]
    [InlineData(" 5:30 PM ", "17:30")]
    [InlineData("12am", "00:00")]
    [InlineData("12pm", "12:00")]
    [InlineData("midday", "12:00")]
    [InlineData("midnight", "00:00")]
    [InlineData("24:00", null)]
    [InlineData("13pm", null)]
    [InlineData("9:5", null)]
    [InlineData("nine", null)]
    [InlineData("", null)]
    [InlineData("٩:٠٠", null)]
    public void ReadTime_AsPeopleTypeIt(string typed, string? time) =>
        HubWords.ReadTime(typed).ShouldBe(time is null ? null : TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void ReadTime_AnyTimeWritten_ReadsBack() =>
        Gen.Int[0, (24 * 60) - 1].Sample(minute =>
        {
            var time = new TimeOnly(minute / 60, minute % 60);
            HubWords.ReadTime(HubWords.Time(time)).ShouldBe(time);
        });

    private static Shift Plan(DateOnly from, string starts, string ends, bool weekly = true, DateOnly? until = null) =>
        Shift.Plan(Guid.CreateVersion7(), Holding, Guid.CreateVersion7(), "hub", new ShiftTimes(weekly, from, until, HubWords.ReadTime(starts), HubWords.ReadTime(ends))).Value;

    private static DateOnly Date(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
