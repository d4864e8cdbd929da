using Throughline.Throughlines;

namespace Throughline.Tests.Throughlines;

public sealed class TimeScaleTests
{
    [Theory]
    [InlineData("2026-03-02", "2026-03-15", "2 Mar|3 Mar")]
    [InlineData("2026-03-01", "2026-05-01", "2 Mar|9 Mar")]
    [InlineData("2025-12-15", "2026-12-15", "Jan|Feb")]
    [InlineData("2025-05-15", "2026-11-23", "Jul|Sep")]
    [InlineData("2021-11-20", "2026-11-23", "Jan|Jul")]
    [InlineData("2001-06-01", "2026-11-23", "2002|2004")]
    public void Ticks_APeriod_AreAsFineAsTheLabelsAllow(string from, string to, string firstTwo)
    {
        var ticks = new TimeScale(DateOnly.Parse(from, null), DateOnly.Parse(to, null), 0, 740).Ticks(50);

        string.Join('|', ticks.Take(2).Select(tick => tick.Label)).ShouldBe(firstTwo);
        ticks.Zip(ticks.Skip(1)).ShouldAllBe(pair => pair.Second.X - pair.First.X > 45);
    }

    [Fact]
    public void Ticks_AcrossNewYear_NameEachYearOnce()
    {
        var ticks = new TimeScale(new(2025, 5, 15), new(2026, 11, 23), 0, 740).Ticks(50);

        ticks.Where(tick => tick.YearLabel is not null).Select(tick => (tick.Label, tick.YearLabel)).ShouldBe([("Jul", "2025"), ("Jan", "2026")]);
        ticks.Single(tick => tick.IsYear).Label.ShouldBe("Jan");
    }

    [Fact]
    public void X_FirstAndLastDay_StandInsideTheAxis()
    {
        var scale = new TimeScale(new(2026, 3, 1), new(2026, 3, 10), 100, 200);

        scale.X(new(2026, 3, 1)).ShouldBe(105);
        scale.X(new(2026, 3, 10)).ShouldBe(195);
        scale.Start(new(2025, 1, 1)).ShouldBe(100);
        scale.End(new(2027, 1, 1)).ShouldBe(200);
    }
}
