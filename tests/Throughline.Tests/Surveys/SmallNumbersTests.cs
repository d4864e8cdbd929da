using CsCheck;
using Throughline.Surveys;

namespace Throughline.Tests.Surveys;

public sealed class SmallNumbersTests
{
    [Theory]
    [InlineData(81, 263, .2553, .3662)]
    [InlineData(15, 148, .0624, .1605)]
    [InlineData(0, 20, 0, .1611)]
    [InlineData(1, 29, .0061, .1718)]
    [InlineData(3, 19, .0552, .3757)]
    [InlineData(24, 30, .6269, .9049)]
    public void Wilson_KnownShares_AreAsPublished(int hits, int of, double low, double high)
    {
        var interval = SmallNumbers.Wilson(hits, of);
        interval.Low.ShouldBe(low, 0.00006);
        interval.High.ShouldBe(high, 0.00006);
    }

    [Fact]
    public void Groups_SmallCells_AreCountedWithTheirNeighboursOrNotShown()
    {
        Shown([6, 7, 8, 9, 10]).ShouldBe(["1:6", "2:7", "3:8", "4:9", "5:10"]);
        Shown([2, 3, 5, 12, 12]).ShouldBe(["12:5", "3:5", "45:24"]);
        Shown([1, 1, 3, 12, 12]).ShouldBe(["123:5", "45:24"]);
        Shown([0, 0, 2, 20, 12]).ShouldBeNull("two people would be told of either way");
        Shown([0, 0, 0, 22, 12]).ShouldBe(["1:0", "2:0", "3:0", "4:22", "5:12"]);
        Shown([0, 0, 0, 5, 4]).ShouldBeNull("fewer than ten answered");
        SmallNumbers.Groups(QuestionKind.YesNo, [32, 2], 10, 5).ShouldBeNull();
        SmallNumbers.Groups(QuestionKind.YesNo, [29, 5], 10, 5)!.Count.ShouldBe(2);

        static string[]? Shown(int[] counts) => SmallNumbers.Groups(QuestionKind.Scale, counts, 10, 5)?.Select(g => $"{string.Concat(g.Answers)}:{g.Count}").ToArray();
    }

    [Fact]
    public void ByPlace_OneSmallPlace_TakesTheNextSmallestWithIt()
    {
        Guid[] places = [Place(1), Place(2), Place(3), Place(4)];
        Shown((0, 3, 3), (1, 8, 12), (2, 10, 15), (3, 20, 30)).ShouldBe(["4 20/30", "123 21/30"], "twelve with three: four of fifteen did not, which is too few to tell, so a third joins them");
        Shown((0, 5, 6), (1, 6, 12), (2, 10, 15), (3, 20, 30)).ShouldBe(["3 10/15", "4 20/30", "12 11/18"]);
        Shown((0, 12, 12)).ShouldBe([], "one place is no breakdown");
        Shown((0, 3, 3), (1, 20, 20)).ShouldBe([], "the large one would tell of the small one");
        Shown((0, 12, 12), (1, 20, 20), (2, 0, 0)).ShouldBe(["1 12/12", "2 20/20"]);

        string[] Shown(params (int Place, int Good, int Count)[] counts) =>
            [.. SmallNumbers.ByPlace([.. counts.Select(c => (places[c.Place], c.Good, c.Count))], 10, 5)
                .Select(line => $"{string.Concat(line.Places.Select(p => Array.IndexOf(places, p) + 1).Order())} {line.Good}/{line.Count}")];
    }

    [Fact]
    public void ByPlace_WhateverTheCounts_NoSumOrDifferenceOfWhatIsShownTellsOfFewPeople() =>
        Gen.Select(Gen.Int[0, 25], Gen.Int[0, 25]).Array[1, 7].Sample(counts =>
        {
            var places = counts.Select((c, at) => (Place(at), c.Item1, c.Item1 + c.Item2)).ToList();
            var lines = SmallNumbers.ByPlace(places, 10, 5);
            if (lines.Count == 0)
            {
                return;
            }

            // Everybody is in exactly one line, so the whole tells nothing that the lines do not.
            lines.Sum(l => l.Count).ShouldBe(places.Sum(p => p.Item3));
            lines.Sum(l => l.Good).ShouldBe(places.Sum(p => p.Item2));
            lines.SelectMany(l => l.Places).ShouldBeUnique();
            for (var some = 1; some < 1 << lines.Count; some++)
            {
                var chosen = lines.Where((_, at) => (some & (1 << at)) != 0).ToList();
                var (count, good) = (chosen.Sum(l => l.Count), chosen.Sum(l => l.Good));
                count.ShouldBeGreaterThanOrEqualTo(10);
                (good == 0 || good >= 5).ShouldBeTrue();
                (count == good || count - good >= 5).ShouldBeTrue();
            }
        });

    [Fact]
    public void Groups_WhateverTheCounts_NoGroupIsSmallAndNobodyIsLeftOut() =>
        Gen.Int[0, 20].Array[5].Sample(counts =>
        {
            if (SmallNumbers.Groups(QuestionKind.Scale, counts, 10, 5) is { } groups)
            {
                groups.Sum(g => g.Count).ShouldBe(counts.Sum());
                groups.SelectMany(g => g.Answers).ShouldBe([1, 2, 3, 4, 5]);
                groups.ShouldAllBe(g => g.Count == 0 || g.Count >= 5);
            }
        });

    private static Guid Place(int at) => new($"00000000-0000-7000-8000-{at:D12}");
}
