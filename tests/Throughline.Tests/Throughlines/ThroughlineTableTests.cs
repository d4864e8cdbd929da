using Throughline.Throughlines;
using static Throughline.Tests.Throughlines.ThroughlineModels;

namespace Throughline.Tests.Throughlines;

public sealed class ThroughlineTableTests
{
    [Fact]
    public void Of_AFullLife_HasATableForEachLaneInThePicturesOrder()
    {
        var model = Full();

        ThroughlineTable.Of(model).Select(section => section.Key).ShouldBe(ThroughlineLayout.Of(model, PictureSize.Wide).Lanes.Select(lane => lane.Key));
        ThroughlineTable.Of(model)[0].Rows[0].ShouldBe(new TableRow(new(2025, 9, 8), "8 September 2025", "Started training", "/milestones/1"));
    }

    [Fact]
    public void Of_AStage_StandsWithItsBasisOwnViewAndReviews()
    {
        var hook = ThroughlineTable.Of(Full()).Single(section => section.Key == "words-hook");

        hook.Standing.ShouldBe(new TableStanding("Pulling both ways", "from own words only", "Own view: not yet given", "/evidence/Hook"));
        hook.Rows.Select(row => row.What).ShouldBe(
        [
            "Review: a glimpse", "Words in “A letter to my younger self”: supports “something to take hold of”",
            "Words in “A letter to my younger self”: points away from “something to take hold of”", "Review: a glimpse → pulling both ways",
        ]);
    }

    [Fact]
    public void Of_APartOfTheLife_LeavesTheRestOut()
    {
        var sections = ThroughlineTable.Of(Full(from: new(2026, 3, 1), to: new(2026, 3, 10)));

        sections.Single(section => section.Key == "milestones").Rows.Select(row => row.Href).ShouldBe(["/milestones/2"]);
        sections.Single(section => section.Key == "roles").Rows.Select(row => row.Href).ShouldBe(["/roles/1", "/roles/3"]);
    }

    [Fact]
    public void Of_NothingInThePeriod_IsEmpty() => ThroughlineTable.Of(Empty()).ShouldBeEmpty();
}
