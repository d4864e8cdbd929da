using CsCheck;
using Throughline.Trust;

namespace Throughline.Tests.Trust;

public sealed class CoverTests
{
    private static readonly DateOnly Monday = new(2026, 3, 2);

    [Fact]
    public void Of_SomebodyInTheMorning_LeavesTheRest()
    {
        var day = Of(Monday, [(9, 0, 12, 30)], [(15, 0, 16, 0)]);
        day.Gaps.Select(Words).ShouldBe(["12:30 to 15:00", "16:00 to 17:30"]);
        day.Covered.Select(Words).ShouldBe(["09:00 to 12:30"]);
        day.Taken.Select(Words).ShouldBe(["15:00 to 16:00"]);
    }

    [Fact]
    public void Of_NobodyOrEverybody_IsTheWholeDayOrNothing()
    {
        Of(Monday, [], []).ShouldSatisfyAllConditions(d => d.Gaps.ShouldBe([d.Open]), d => d.Covered.ShouldBeEmpty());
        Of(Monday, [(8, 0, 13, 0), (12, 0, 19, 0)], []).ShouldSatisfyAllConditions(d => d.Gaps.ShouldBeEmpty(), d => d.Covered.ShouldBe([d.Open]));
    }

    [Theory]
    [InlineData("2026-03-29", 7.5)]
    [InlineData("2026-10-25", 9.5)]
    [InlineData("2026-10-26", 8.5)]
    public void Of_WhenTheClocksChange_CountsHoursThatPass(string on, double hours) =>
        Cover.Of(DateOnly.Parse(on, System.Globalization.CultureInfo.InvariantCulture), new TimeOnly(0, 30), new TimeOnly(9, 0), [], []).Gaps.Sum(g => g.Hours).ShouldBe((decimal)hours);

    [Fact]
    public void Of_AnyTimes_CoverTheDayOnceAndEachMinuteSaysWhatItIs()
    {
        var spell = Gen.Select(Gen.Int[0, 1439], Gen.Int[1, 600]);
        DateOnly[] dates = [Monday, new(2026, 3, 29), new(2026, 10, 25)];
        var on = Gen.Int[0, 2].Select(at => dates[at]);
        Gen.Select(on, Gen.Int[0, 1200], Gen.Int[1, 239], spell.Array[0, 6], spell.Array[0, 3]).Sample((date, opens, length, down, taken) =>
        {
            var start = date.StartInLondon();
            TimeSpell Spell((int From, int Minutes) s) => new(start.AddMinutes(s.From), start.AddMinutes(s.From + s.Minutes));
            TimeSpell[] there = [.. down.Select(Spell)], away = [.. taken.Select(Spell)];
            var day = Cover.Of(date, new TimeOnly(opens / 60, opens % 60), new TimeOnly((opens + length) / 60, (opens + length) % 60), there, away);
            foreach (var spells in new[] { day.Covered, day.Taken, day.Gaps })
            {
                spells.ShouldAllBe(s => s.From < s.To && s.From >= day.Open.From && s.To <= day.Open.To);
                spells.Zip(spells.Skip(1)).ShouldAllBe(pair => pair.First.To < pair.Second.From);
            }

            for (var at = day.Open.From; at < day.Open.To; at = at.AddMinutes(1))
            {
                bool In(IEnumerable<TimeSpell> spells) => spells.Any(s => s.From <= at && s.To > at);
                In(day.Gaps).ShouldBe(!In(there) && !In(away));
                In(day.Covered).ShouldBe(In(there));
            }
        }, iter: 300);
    }

    private static CoverDay Of(DateOnly on, (int, int, int, int)[] down, (int, int, int, int)[] taken)
    {
        TimeSpell Spell((int H, int M, int ToH, int ToM) s) => new(on.AtInLondon(new TimeOnly(s.H, s.M)), on.AtInLondon(new TimeOnly(s.ToH, s.ToM)));
        return Cover.Of(on, new TimeOnly(9, 0), new TimeOnly(17, 30), down.Select(Spell), taken.Select(Spell));
    }

    private static string Words(TimeSpell spell) => $"{spell.From.LondonTime():HH\\:mm} to {spell.To.LondonTime():HH\\:mm}";
}
