using System.Globalization;
using CsCheck;
using Throughline.Recognition;

namespace Throughline.Tests.Recognition;

[Trait("invariants", "INV-102")]
public sealed class ClimateCountTests
{
    private static readonly ClimateRule Rule = new();
    private static readonly MessageRule Reading = new();
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
        Of(all).Any().ShouldBe(shown);
    }

    /// <summary>CALC-5: four cold ones from one person, beside one that was neither from each of four others, are one person's, and no place's.</summary>
    [Theory]
    [InlineData(4, 0, false)]
    [InlineData(0, 4, false)]
    [InlineData(4, 1, false)]
    [InlineData(2, 2, true)]
    public void Count_WhereOneOrFewDecide_IsNotShown(int cold, int othersCold, bool shown)
    {
        List<CountedMessage> all =
        [
            .. Enumerable.Repeat(Message(0, null, -1), cold), .. Enumerable.Range(1, othersCold).Select(i => Message(i, null, -1)), .. Enumerable.Range(1, 4).Select(i => Message(i, null, 0)),
            .. shown ? [Message(5, null, -1), Message(6, null, 1)] : Array.Empty<CountedMessage>(),
        ];
        Of(all).Any().ShouldBe(shown);
        Niche.Lean(0, 4).ShouldBe(MessageLean.Cold, "the four alone would make a word");
    }

    [Theory]
    [InlineData(5, 5, 5, true, true)]
    [InlineData(5, 0, 0, true, true)]
    [InlineData(5, 1, 5, false, true)]
    [InlineData(1, 5, 4, false, false)]
    [InlineData(6, 5, 1, true, false)]
    public void Parts_OfAPlace_AreShownOnlyWhereEnoughOrNobodyIsBehindEach(int kind, int cold, int neither, bool sides, bool rest)
    {
        List<CountedMessage> all =
        [
            .. Enumerable.Range(0, kind).Select(i => Message(i, null, 1)), .. Enumerable.Range(20, cold).Select(i => Message(i, null, -2)), .. Enumerable.Range(40, neither).Select(i => Message(i, null, 0)),
        ];
        var place = Of(all).Single();
        (place.Kind is null, place.Cold is null, place.Neither is null).ShouldBe((!sides, !sides, !rest));
        (place.Kind ?? kind, place.Cold ?? cold, place.Neither ?? neither).ShouldBe((kind, cold, neither));
        (place.Lean, place.Band).ShouldBe((Niche.Lean(kind, cold), MessageReading.Band(kind + cold + neither, kind, cold, Reading)), "the word stays");
    }

    [Fact]
    public void Parts_OfATeam_AreHeldBackWhereTheyWouldTellOfTheRest()
    {
        // Five of the north and one of the south got cold ones: those of the site less those of the north would be the one's.
        List<CountedMessage> all =
        [
            .. Enumerable.Range(0, 5).SelectMany(i => new[] { Message(i, North, 1), Message(i, North, -1) }), .. Enumerable.Range(20, 5).Select(i => Message(i, South, 1)), Message(20, South, -1),
        ];
        var shown = Of(all);
        shown.Select(p => (p.Team, p.Kind, p.Cold, p.Neither)).ShouldBe([(null, 10, 6, 0), (North, null, null, 0), (South, null, null, 0)]);
        all.AddRange(Enumerable.Range(21, 4).Select(i => Message(i, South, -1)));
        Of(all).Select(p => (p.Team, p.Kind, p.Cold, p.Neither)).ShouldBe([(null, 10, 10, 0), (North, 5, 5, 0), (South, 5, 5, 0)]);
    }

    [Fact]
    public void Team_WhoseSiteWouldTellOfTheRest_IsHeldBack()
    {
        // Five in the north, one in the south: north shown and the site shown would tell of the one.
        List<CountedMessage> all = [.. Enumerable.Range(0, 5).Select(i => Message(i, North, 1)), Message(9, South, -2)];
        var shown = Of(all);
        shown.ShouldHaveSingleItem().Team.ShouldBeNull();
        (shown[0].Kind, shown[0].Cold).ShouldBe((null, null), "the cold one is one person's");
        Of(all.GetRange(0, 5)).Select(p => (p.Kind, p.Cold)).ShouldBe([(5, 0), (5, 0)], "nothing is left over");
        Of([.. all, .. Enumerable.Range(20, 4).Select(i => Message(i, South, 1))]).Count.ShouldBe(3);
    }

    [Fact]
    public void Sides_OfAGap_AreShownOnlyWhereBothMayBe()
    {
        List<CountedMessage> all =
        [
            .. Enumerable.Range(0, 5).Select(i => new CountedMessage(Id(100 + i), Site, null, SourceClass.SeniorLeader, 2)),
            .. Enumerable.Range(0, 4).Select(i => new CountedMessage(Id(100 + i), Site, null, SourceClass.FrontlineStaff, -1)),
        ];
        Of(all).Single().Above.ShouldBeNull();
        all.Add(new CountedMessage(Id(104), Site, null, SourceClass.FrontlineStaff, 0));
        Of(all).Single().Above.ShouldBeNull("what was neither moves no mean");
        all.Add(new CountedMessage(Id(104), Site, null, SourceClass.FrontlineStaff, -1));
        var site = Of(all).Single();
        (site.Above, site.Beside).ShouldBe((new SideCount(5, 10), new SideCount(6, -5)));
    }

    [Fact]
    public void Count_OfAnyMessages_NeverTellsOfTooFewAndNorDoesAnyDifference()
    {
        var (counts, heldBack) = (0, 0);
        Gen.Select(Gen.Int[0, 11], Gen.Int[0, 2], Gen.Int[0, 3], Gen.Int[-2, 2], Gen.Int[1, 8]).Array[0, 90].Sample(rows =>
        {
            List<CountedMessage> all = [.. rows.Select(r => new CountedMessage(Id(100 + r.Item1), Id(1 + r.Item2), r.Item3 == 0 ? null : Id((10 * (1 + r.Item2)) + r.Item3), (SourceClass)r.Item5, r.Item4))];
            foreach (var site in Of(all).GroupBy(p => p.Site))
            {
                var here = all.Where(m => m.Site == site.Key).ToList();
                var teams = site.Where(p => p.Team is not null).Select(p => p.Team).ToList();
                foreach (var place in site)
                {
                    var (its, sided) = (here.FindAll(m => place.Team is null || m.Team == place.Team), here.FindAll(m => m.Value != 0 && (place.Team is null || m.Team == place.Team)));
                    Safe(sided);
                    (place.Kind is null).ShouldBe(place.Cold is null, "one of the two and what they come to would tell of the other");
                    var (kind, cold) = (its.Count(m => m.Value > 0), its.Count(m => m.Value < 0));
                    (place.Lean, place.Band).ShouldBe((Niche.Lean(kind, cold), MessageReading.Band(its.Count, kind, cold, Reading)));
                    Interlocked.Increment(ref (place.Kind is null ? ref heldBack : ref counts));
                }

                // Whichever of its teams are taken from a site, what is left decides nothing or is enough people's.
                foreach (var left in Subsets(teams).Select(some => here.FindAll(m => m.Value != 0 && !some.Contains(m.Team))).Where(left => left.Count > 0))
                {
                    Safe(left);
                }

                Part(p => p.Kind, m => m.Value > 0);
                Part(p => p.Cold, m => m.Value < 0);
                Part(p => p.Neither, m => m.Value == 0);
                var whole = site.Single(p => p.Team is null);
                if (whole.Above is { } above)
                {
                    foreach (var side in new[] { here.FindAll(m => m.Source is SourceClass.SeniorLeader or SourceClass.OwnSupervisor), here.FindAll(m => m.Source == SourceClass.FrontlineStaff) })
                    {
                        Safe(side);
                        Safe(side.FindAll(m => m.Value != 0));
                    }

                    above.Count.ShouldBeGreaterThanOrEqualTo(5);
                }

                // Each count that is shown, and each difference of them, is of nobody or of enough people.
                void Part(Func<PlaceCount, int?> count, Predicate<CountedMessage> part)
                {
                    foreach (var place in site.Where(p => count(p) is not null))
                    {
                        var its = here.FindAll(m => part(m) && (place.Team is null || m.Team == place.Team));
                        count(place).ShouldBe(its.Count);
                        NobodyOrSafe(its);
                    }

                    if (site.Any(p => p.Team is null && count(p) is not null))
                    {
                        foreach (var some in Subsets([.. site.Where(p => p.Team is not null && count(p) is not null).Select(p => p.Team)]))
                        {
                            NobodyOrSafe(here.FindAll(m => part(m) && !some.Contains(m.Team)));
                        }
                    }
                }
            }
        });
        counts.ShouldBeGreaterThan(0, "some are shown");
        heldBack.ShouldBeGreaterThan(0, "and some are not");
    }

    /// <summary>The first period goes by the scheme and by who was first at work, never by what was logged, and is not from before a year ago.</summary>
    [Theory]
    [InlineData("2024-09-02", "2025-10-01", "2025-10-01")]
    [InlineData("2025-12-08", "2025-10-01", "2025-12-08")]
    [InlineData("2024-09-02", "2024-09-30", "2025-03-02")]
    [InlineData("2024-09-02", null, null)]
    public void FirstOn_OfASchemeAndItsFirstDayAtWork_IsTheLater(string scheme, string? work, string? first) =>
        ClimateRelease.FirstOn(Day(scheme)!.Value, Day(work), new DateOnly(2026, 3, 2)).ShouldBe(Day(first));

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

    private static DateOnly? Day(string? text) => text is null ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static IReadOnlyList<PlaceCount> Of(List<CountedMessage> messages) => ClimateCount.Of(messages, Rule, Reading);

    private static void NobodyOrSafe(List<CountedMessage> messages)
    {
        if (messages.Count > 0)
        {
            Safe(messages);
        }
    }

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
