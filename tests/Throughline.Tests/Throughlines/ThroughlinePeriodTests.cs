using Throughline.Throughlines;
using static Throughline.Tests.Throughlines.ThroughlineModels;

namespace Throughline.Tests.Throughlines;

public sealed class ThroughlinePeriodTests
{
    private static readonly DateOnly First = new(2025, 5, 27);

    [Theory]
    [InlineData(null, "everything", "2025-05-14", "2026-11-23")]
    [InlineData("everything", "everything", "2025-05-14", "2026-11-23")]
    [InlineData("3-months", "3-months", "2026-08-23", "2026-11-23")]
    [InlineData("12-months", "12-months", "2025-11-23", "2026-11-23")]
    [InlineData("2026", "2026", "2026-01-01", "2026-12-31")]
    public void Read_AKnownPeriod_GivesItsDates(string? asked, string name, string from, string to)
    {
        var reading = ThroughlinePeriod.Read(asked, null, null, First, Today);

        reading.Message.ShouldBeNull();
        reading.Period.ShouldBe(new ThroughlinePeriod(name, DateOnly.Parse(from, null), DateOnly.Parse(to, null)));
    }

    [Fact]
    public void Read_TwoDates_GivesThemAndAQueryThatAsksForThemAgain()
    {
        var period = ThroughlinePeriod.Read(null, "2026-03-01", "2026-05-31", First, Today).Period;

        (period.From, period.To).ShouldBe((new DateOnly(2026, 3, 1), new DateOnly(2026, 5, 31)));
        period.Query.ShouldBe("?from=2026-03-01&to=2026-05-31");
    }

    [Fact]
    public void Read_OneDay_IsWidenedToAFortnight()
    {
        var period = ThroughlinePeriod.Read(null, "2026-03-14", "2026-03-14", First, Today).Period;

        (period.From, period.To).ShouldBe((new DateOnly(2026, 3, 7), new DateOnly(2026, 3, 21)));
    }

    [Theory]
    [InlineData("0001-01-01")]
    [InlineData("9999-12-31")]
    public void Read_TheEndsOfTheCalendar_CanBeDrawn(string date)
    {
        var period = ThroughlinePeriod.Read(null, date, date, First, Today).Period;

        var model = Empty(period.From, period.To);
        ThroughlineLayout.Of(model, PictureSize.Wide).Height.ShouldBeGreaterThan(0);
        period.Earlier(DateOnly.MinValue)?.Query.ShouldStartWith("?from=");
        period.Later(DateOnly.MaxValue)?.Query.ShouldStartWith("?from=");
    }

    [Fact]
    public void Read_TheWholeCalendar_CanBeDrawn()
    {
        var period = ThroughlinePeriod.Read(null, "0001-01-01", "9999-12-31", First, Today).Period;

        ThroughlineLayout.Of(Full(period.From, period.To), PictureSize.Narrow).Lanes.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("fortnight", null, null, "“fortnight” is not a period")]
    [InlineData("1066", null, null, "“1066” is not a period")]
    [InlineData("2031", null, null, "“2031” is not a period")]
    [InlineData("-999", null, null, "“-999” is not a period")]
    [InlineData(null, "2026-02-30", "2026-03-30", "“2026-02-30” is not a date")]
    [InlineData(null, "2026-02-20", null, "“” is not a date")]
    [InlineData(null, "2026-02-20", "tomorrow", "“tomorrow” is not a date")]
    [InlineData(null, "2026-03-20", "2026-03-19", "The first date is after the last")]
    public void Read_NonsenseOrDatesThatDoNotExist_ShowsEverythingAndSaysWhy(string? period, string? from, string? to, string message)
    {
        var reading = ThroughlinePeriod.Read(period, from, to, First, Today);

        reading.Message!.ShouldStartWith(message);
        reading.Period.Name.ShouldBe("everything");
    }

    [Fact]
    public void Read_ALifeThatBeganToday_StillHasAnAxis()
    {
        var period = ThroughlinePeriod.Read(null, null, null, Today, Today).Period;

        (period.To.DayNumber - period.From.DayNumber).ShouldBeGreaterThanOrEqualTo(28);
    }

    [Fact]
    public void Links_TheOneShown_IsMarked()
    {
        var links = ThroughlinePeriod.Read("2026", null, null, First, Today).Period.Links(First, Today);

        links.Select(link => link.Label).ShouldBe(["3 months", "12 months", "Everything", "2026", "2025"]);
        links.Single(link => link.IsCurrent).Label.ShouldBe("2026");
    }

    [Fact]
    public void EarlierAndLater_StopWhereNothingIs()
    {
        var year = ThroughlinePeriod.Read("12-months", null, null, First, Today).Period;

        year.Later(Today).ShouldBeNull();
        year.Earlier(First)!.Query.ShouldBe("?from=2024-11-23&to=2025-11-23");
        year.Earlier(new DateOnly(2025, 11, 23)).ShouldBeNull();
        ThroughlinePeriod.Read(null, null, null, First, Today).Period.Earlier(First).ShouldBeNull();
    }
}
