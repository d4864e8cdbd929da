using CsCheck;
using Throughline.Recruitment;

namespace Throughline.Tests.Recruitment;

[Trait("calculation", "CALC-16")]
public sealed class InfluenceTests
{
    private static readonly DateOnly Start = new(2020, 1, 1);

    [Fact]
    public void Generations_ALineOfThree_IsThree() =>
        Influence.Generations([Link(1, 2, 10), Link(2, 3, 400), Link(1, 4, 500)]).ShouldBe(3);

    [Fact]
    public void Generations_NoLink_IsNone() => Influence.Generations([]).ShouldBe(0);

    [Fact]
    public void Generations_ALinkBeforeTheOneItWouldFollow_DoesNotFollow() => Influence.Generations([Link(2, 3, 10), Link(1, 2, 400)]).ShouldBe(2);

    [Fact]
    public void Generations_TwoOfOneDay_NeverFollowEachOther() => Influence.Generations([Link(1, 2, 10), Link(2, 3, 10)]).ShouldBe(2);

    [Fact]
    public void Generations_AnyLinks_AreThoseOfEveryPathTried() =>
        Gen.Select(Gen.Int[1, 6], Gen.Int[1, 6], Gen.Int[0, 5]).Array[0, 9].Sample(raw =>
        {
            InfluenceLink[] links = [.. raw.Where(r => r.Item1 != r.Item2).Select(r => Link(r.Item1, r.Item2, r.Item3))];
            Influence.Generations(links).ShouldBe(links.Length == 0 ? 0 : links.Max(link => Longest(links, link)));
        });

    [Theory]
    [InlineData(4, 0, 0, null, null)]
    [InlineData(3, 3, 3, 9, null)]
    [InlineData(5, 0, 6, 11, 5)]
    public void Share_SmallNumbers_AreHiddenWithWhatWouldGiveThemAway(int saw, int encouraged, int own, int? whole, int? shown)
    {
        var share = InfluenceQueries.Share(Start, [.. Enumerable.Repeat(ApplicationRoute.Inspired, saw), .. Enumerable.Repeat(ApplicationRoute.Encouraged, encouraged), .. Enumerable.Repeat(ApplicationRoute.SelfInitiated, own)], 5);
        share.Applications.ShouldBe(whole);
        share.SawAPeer.ShouldBe(shown);
    }

    private static int Longest(InfluenceLink[] links, InfluenceLink last) =>
        1 + links.Where(l => l.PersonId == last.InspirerId && l.SentOn < last.SentOn).Select(l => Longest(links, l)).DefaultIfEmpty(1).Max();

    private static InfluenceLink Link(int from, int to, int day) => new(Id(from), Id(to), Start.AddDays(day));

    private static Guid Id(int number) => new(number, 0, 0, new byte[8]);
}
