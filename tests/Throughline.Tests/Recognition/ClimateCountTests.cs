using CsCheck;
using Throughline.Recognition;

namespace Throughline.Tests.Recognition;

[Trait("invariants", "INV-102")]
public sealed class ClimateCountTests
{
    private static readonly ClimateRule Rule = new();
    private static readonly Guid Site = Id(1), North = Id(11), South = Id(12);

    [Theory]
    [InlineData(4, 4, false)]
    [InlineData(5, 5, true)]
    [InlineData(5, 8, true)]
    [InlineData(5, 9, false)]
    public void Count_FewPeopleOrOneWithMost_IsNotShown(int owners, int messages, bool shown)
    {
        // One of them has all that the others do not have one each of.
        var all = Enumerable.Range(0, messages).Select(i => Message(i < owners ? i : 0, null, 1)).ToList();
        ClimateCount.Of(all, Rule).Any().ShouldBe(shown);
    }

    [Fact]
    public void Team_WhoseSiteWouldTellOfTheRest_IsHeldBack()
    {
        // Five in the north, one in the south: north shown and the site shown would tell of the one.
        List<CountedMessage> all = [.. Enumerable.Range(0, 5).Select(i => Message(i, North, 1)), Message(9, South, -2)];
        var shown = ClimateCount.Of(all, Rule);
        shown.ShouldHaveSingleItem().Team.ShouldBeNull();
        (shown[0].Kind, shown[0].Cold).ShouldBe((5, 1));
        ClimateCount.Of(all.GetRange(0, 5), Rule).Count.ShouldBe(2, "nothing is left over");
        ClimateCount.Of([.. all, .. Enumerable.Range(20, 4).Select(i => Message(i, South, 1))], Rule).Count.ShouldBe(3);
    }

    [Fact]
    public void Sides_OfAGap_AreShownOnlyWhereBothMayBe()
    {
        List<CountedMessage> all =
        [
            .. Enumerable.Range(0, 5).Select(i => new CountedMessage(Id(100 + i), Site, null, SourceClass.SeniorLeader, 2)),
            .. Enumerable.Range(0, 4).Select(i => new CountedMessage(Id(100 + i), Site, null, SourceClass.FrontlineStaff, -1)),
        ];
        ClimateCount.Of(all, Rule).Single().Above.ShouldBeNull();
        all.Add(new CountedMessage(Id(104), Site, null, SourceClass.FrontlineStaff, 0));
        var site = ClimateCount.Of(all, Rule).Single();
        (site.Above, site.Beside).ShouldBe((new SideCount(5, 10), new SideCount(5, -4)));
    }

    [Fact]
    public void Count_OfAnyMessages_NeverTellsOfTooFewAndNorDoesAnyDifference() =>
        Gen.Select(Gen.Int[0, 11], Gen.Int[0, 2], Gen.Int[0, 3], Gen.Int[-2, 2], Gen.Int[1, 8]).Array[0, 90].Sample(rows =>
        {
            List<CountedMessage> all = [.. rows.Select(r => new CountedMessage(Id(100 + r.Item1), Id(1 + r.Item2), r.Item3 == 0 ? null : Id((10 * (1 + r.Item2)) + r.Item3), (SourceClass)r.Item5, r.Item4))];
            var shown = ClimateCount.Of(all, Rule);
            foreach (var site in shown.GroupBy(p => p.Site))
            {
                var here = all.Where(m => m.Site == site.Key).ToList();
                var whole = site.Single(p => p.Team is null);
                Safe(here);
                (whole.Kind, whole.Cold, whole.Neither).ShouldBe((here.Count(m => m.Value > 0), here.Count(m => m.Value < 0), here.Count(m => m.Value == 0)));
                var teams = site.Where(p => p.Team is not null).Select(p => p.Team).ToList();
                teams.ForEach(team => Safe([.. here.Where(m => m.Team == team)]));
                // Whichever of its teams are taken from a site, what is left is nothing or enough.
                foreach (var some in Subsets(teams))
                {
                    var left = here.Where(m => !some.Contains(m.Team)).ToList();
                    if (left.Count > 0)
                    {
                        Safe(left);
                    }
                }

                if (whole.Above is { } above)
                {
                    Safe([.. here.Where(m => m.Source is SourceClass.SeniorLeader or SourceClass.OwnSupervisor)]);
                    Safe([.. here.Where(m => m.Source == SourceClass.FrontlineStaff)]);
                    above.Count.ShouldBeGreaterThanOrEqualTo(5);
                }
            }
        });

    [Fact]
    public void Periods_FollowOneAnother_AndNeverShareADay() =>
        Gen.Select(Gen.Int[0, 900], Gen.Int[28, 182].Array[1, 12]).Sample((start, lengths) =>
        {
            DateOnly? last = null;
            foreach (var days in lengths)
            {
                var (from, to) = ClimateRelease.Next(last, new DateOnly(2024, 1, 1).AddDays(start), days);
                (to.DayNumber - from.DayNumber + 1).ShouldBe(days);
                if (last is { } before)
                {
                    from.ShouldBe(before.AddDays(1));
                }
                else
                {
                    from.DayOfWeek.ShouldBe(DayOfWeek.Monday);
                }

                last = to;
            }
        });

    private static void Safe(List<CountedMessage> messages)
    {
        var each = messages.GroupBy(m => m.Owner).Select(g => g.Count()).ToList();
        each.Count.ShouldBeGreaterThanOrEqualTo(5);
        (each.Max() * 2).ShouldBeLessThanOrEqualTo(messages.Count);
    }

    private static IEnumerable<List<Guid?>> Subsets(List<Guid?> of) => Enumerable.Range(0, 1 << of.Count).Select(bits => of.Where((_, at) => (bits & (1 << at)) != 0).ToList());

    private static CountedMessage Message(int owner, Guid? team, int value) => new(Id(100 + owner), Site, team, SourceClass.PeerColleague, value);

    private static Guid Id(int number) => new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);
}
