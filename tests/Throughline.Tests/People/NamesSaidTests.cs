using Throughline.People;

namespace Throughline.Tests.People;

[Trait("invariants", "INV-142")]
public sealed class NamesSaidTests
{
    private static readonly string[] Readers = ["Ann Khan", "Sue Wren"];

    [Theory]
    [InlineData("Bilal came late.", "somebody came late.")]
    [InlineData("What bilal khan said.", "What somebody said.")]
    [InlineData("KHAN, Bílal: his keys.", "somebody, somebody: his keys.")]
    [InlineData("Bilal’s keys, and Bilal's card.", "somebody’s keys, and somebody's card.")]
    [InlineData("Ann Khan and Bilal Khan.", "Ann somebody and somebody.")]
    [InlineData("Ann Khan’s own day.", "Ann Khan’s own day.")]
    [InlineData("The key cupboard.", "The key cupboard.")]
    [InlineData("Bilalo is a place.", "Bilalo is a place.")]
    public void Without_AName_LeavesItOutAndKeepsTheRest(string said, string left) => NamesSaid.Without(said, ["Bilal Khan"], Readers).ShouldBe(left);

    [Theory]
    [InlineData("Seán O’Brien’s shift.", "Seán O’Brien")]
    [InlineData("sean obrien’s shift.", "Seán O’Brien")]
    [InlineData("Jean-Luc was here.", "Jean-Luc Moss")]
    [InlineData("Mr Moss was here.", "Jean-Luc Moss")]
    public void Without_NamesWithMarks_FindsThemAsASearchDoes(string said, string name)
    {
        NamesSaid.MayMean(said, name, Readers).ShouldBeTrue();
        NamesSaid.Without(said, [name], Readers).ShouldBe(said.EndsWith("shift.", StringComparison.Ordinal) ? "somebody’s shift." : said.StartsWith("Mr", StringComparison.Ordinal) ? "Mr somebody was here." : "somebody was here.");
    }

    [Fact]
    public void MayMean_ANameOfAReader_MeansTheReader()
    {
        NamesSaid.MayMean("Khan and Wren.", "Bilal Khan", Readers).ShouldBeFalse();
        NamesSaid.MayMean("Bilal Khan.", "Bilal Khan", Readers).ShouldBeTrue();
        NamesSaid.MayMean("", "Bilal Khan", Readers).ShouldBeFalse();
    }
}
