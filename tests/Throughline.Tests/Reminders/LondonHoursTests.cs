using CsCheck;
using Throughline.Reminders;

namespace Throughline.Tests.Reminders;

/// <summary>Hours of the day on London's clocks, through every change of them.</summary>
public sealed class LondonHoursTests
{
    private static readonly Gen<DateOnly> Days = Gen.Int[0, 9000].Select(days => new DateOnly(2016, 1, 1).AddDays(days));

    [Fact]
    public void AtInLondon_AnyDayFromThree_IsThatHourOnThatDay() =>
        Gen.Select(Days, Gen.Int[3, 23]).Sample((day, hour) =>
        {
            var at = day.AtHourInLondon(hour);
            at.InLondon().Hour.ShouldBe(hour);
            at.LondonDate().ShouldBe(day);
        });

    [Theory]
    [InlineData(2026, 3, 29, "07:00")]
    [InlineData(2026, 3, 28, "08:00")]
    [InlineData(2026, 10, 25, "08:00")]
    [InlineData(2026, 10, 24, "07:00")]
    public void AtInLondon_EightAroundTheClockChanges_IsEightThere(int year, int month, int day, string utc) =>
        new DateOnly(year, month, day).AtHourInLondon(8).ToString("HH:mm").ShouldBe(utc);

    // Whatever the times at which a worker happens to run, each day whose hour some run comes after is done once, and by the first of them.
    [Fact]
    public void ADaysHour_RunsAtAnyTimes_IsFoundOnceEachDay() =>
        Gen.Select(Days, Gen.Int[7, 20], Gen.Int[1, 900].Array[1, 200]).Sample((start, hour, steps) =>
        {
            var now = start.StartInLondon();
            HashSet<DateOnly> done = [], owed = [];
            foreach (var minutes in steps)
            {
                now = now.AddMinutes(minutes);
                var today = now.LondonDate();
                if (now.InLondon().Hour >= hour)
                {
                    owed.Add(today);
                }

                if (now >= today.AtHourInLondon(hour))
                {
                    done.Add(today);
                }
            }

            done.ShouldBe(owed, ignoreOrder: true);
        });

    [Fact]
    public void QuietHours_AnyInstant_EndAtTheirHourAndWithinADay() =>
        Gen.Select(Days, Gen.Int[0, 1439], Gen.Int[0, 23], Gen.Int[0, 23]).Sample((day, minute, from, to) =>
        {
            var now = day.StartInLondon().AddMinutes(minute);
            var quiet = new QuietHours(from, to);
            if (quiet.Ends(now) is not { } end)
            {
                return;
            }

            from.ShouldNotBe(to);
            end.ShouldBeGreaterThan(now);
            (end - now).ShouldBeLessThanOrEqualTo(TimeSpan.FromHours(25));
            quiet.Ends(end).ShouldBeNull();
        });

    [Theory]
    [InlineData(20, false)]
    [InlineData(21, true)]
    [InlineData(3, true)]
    [InlineData(6, true)]
    [InlineData(7, false)]
    public void QuietHours_Usual_AreTheNight(int hour, bool quiet) =>
        (QuietHours.Usual.Ends(new DateOnly(2026, 3, 2).AtHourInLondon(hour)) is not null).ShouldBe(quiet);
}
