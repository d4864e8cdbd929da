using System.Text.Encodings.Web;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Html;
using Throughline.Stories.Stages;
using Throughline.Throughlines;
using Throughline.Web.Components.Throughlines;

namespace Throughline.Web.Tests.Components.Throughlines;

public sealed class ThroughlinePictureTests
{
    private const string Hostile = "\"><script>alert('x')</script><svg onload=\"y\"> & \u0001 Éabha 家";

    private static readonly DateOnly Today = new(2026, 11, 23);

    [Fact]
    public void Render_HostileText_StaysText()
    {
        var page = Parsed(Model(Hostile));

        page.QuerySelectorAll("script, [onload]").ShouldBeEmpty();
        page.QuerySelectorAll("svg").Length.ShouldBe(2);
        page.QuerySelectorAll("title").ShouldContain(title => title.TextContent.Contains("<script>alert('x')</script>"));
        Markup(Model(Hostile)).ShouldContain("Éabha 家");
    }

    [Fact]
    public void Render_AnyPicture_NeedsNoInlineStyleAndNoScript()
    {
        var page = Parsed(Model("Given the keys"));

        page.QuerySelectorAll("[style], style, script").ShouldBeEmpty();
        page.All.SelectMany(element => element.Attributes).ShouldAllBe(attribute => !attribute.Name.StartsWith("on"));
    }

    [Fact]
    public void Render_EachLink_HasANameATooltipAndAnAddress()
    {
        var links = Parsed(Model("Given the keys")).QuerySelectorAll("svg a");

        links.Length.ShouldBeGreaterThan(10);
        foreach (var link in links)
        {
            link.GetAttribute("aria-label")!.Length.ShouldBeGreaterThan(10);
            link.QuerySelector("title")!.TextContent.ShouldBe(link.GetAttribute("aria-label"));
            link.GetAttribute("href")!.ShouldStartWith("/");
            link.ParentElement!.GetAttribute("role").ShouldBe("listitem");
            link.QuerySelectorAll(".tl-hit").ShouldNotBeEmpty();
        }
    }

    [Fact]
    public void Render_EachLane_IsAGroupWithAName()
    {
        foreach (var svg in Parsed(Model("Given the keys")).QuerySelectorAll("svg"))
        {
            svg.GetAttribute("aria-label").ShouldBe("Joss’s throughline, 1 January to 23 November 2026");
            svg.QuerySelectorAll(".tl-lane").Select(lane => lane.GetAttribute("aria-label")).ShouldBe(
                ["Milestones", "Roles", "Words and deeds: something to take hold of", "Trust"]);
            svg.QuerySelectorAll("[role=list]").ShouldAllBe(list => list.Children.All(item => item.GetAttribute("role") == "listitem"));
        }
    }

    [Fact]
    public void Render_BothDrawings_ShareNoId()
    {
        var ids = Parsed(Model("Given the keys")).QuerySelectorAll("[id]").Select(element => element.Id).ToArray();

        ids.ShouldBe(["tl-hatch-wide", "tl-hatch-narrow"]);
        Parsed(Model("Given the keys")).QuerySelectorAll(".tl-band__pause").Select(pause => pause.GetAttribute("fill"))
            .ShouldBe(["url(#tl-hatch-wide)", "url(#tl-hatch-narrow)"]);
    }

    [Fact]
    public void Render_NothingInThePeriod_SaysSo() =>
        Parsed(new ThroughlineModel("Joss", new(2026, 1, 1), Today, Today, "/t")).QuerySelectorAll("svg")
            .ShouldAllBe(svg => svg.TextContent.Replace('\n', ' ').Contains("Nothing is on the line"));

    [Fact]
    public void Render_ForAgainstAndGrouped_DifferInShapeNotOnlyInColour()
    {
        var shapes = Parsed(Model("Given the keys")).QuerySelectorAll("svg")[0].QuerySelectorAll(".tl-mark .tl-shape").Select(shape =>
            (shape.ParentElement!.ClassList.Contains("tl-mark--leaf-up"), shape.LocalName)).ToArray();

        shapes.ShouldContain((true, "path"));
        shapes.ShouldContain((false, "path"));
    }

    [Fact]
    public void Render_Key_NamesEveryStatusOfTheVine()
    {
        var key = new HtmlParser().ParseDocument(Written(ThroughlineKey.Render()));

        foreach (var status in Enum.GetValues<StageStatus>())
        {
            key.Body!.TextContent.ShouldContain(status.PlainWords(), Case.Insensitive);
        }

        key.QuerySelectorAll("[style]").ShouldBeEmpty();
    }

    private static ThroughlineModel Model(string label) => new("Joss", new(2026, 1, 1), Today, Today, "/people/joss/throughline")
    {
        Milestones = [new Milestone(new(2026, 3, 2), label, "/m/1")],
        Roles =
        [
            new RoleBar(label, RoleKind.Giving, new(2026, 2, 2), null, "/r/1")
            {
                Changes = [new(new(2026, 5, 4), true, false, label), new(new(2026, 7, 6), false, true, "paid")],
            },
        ],
        Words =
        [
            new StageLane(Stage.Hook, StageStatus.Contested, WhoseEvidence.Both, label, "/evidence")
            {
                Marks =
                [
                    new WordMark(new(2026, 4, 6), Stage.Hook, Polarity.Supporting, EvidenceSource.Self, label, "/w/1"),
                    new WordMark(new(2026, 4, 6), Stage.Hook, Polarity.Disconfirming, EvidenceSource.Staff, label, "/w/2"),
                ],
                Steps = [new StatusStep(new(2026, 4, 20), StageStatus.Contested, "/s/1")],
            },
        ],
        OtherLanes = [new MarkLane("trust", "Trust", LaneGlyph.Ring, [new LaneMark(new(2026, 3, 2), label, "/t/1")])],
    };

    private static IHtmlDocument Parsed(ThroughlineModel model) => new HtmlParser().ParseDocument(Markup(model));

    private static string Markup(ThroughlineModel model) => Written(ThroughlinePicture.Render(model));

    private static string Written(IHtmlContent content)
    {
        using var writer = new StringWriter();
        content.WriteTo(writer, HtmlEncoder.Default);
        return writer.ToString();
    }
}
