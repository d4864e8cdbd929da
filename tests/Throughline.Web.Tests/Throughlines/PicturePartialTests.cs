using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Throughline.Stories.Stages;
using Throughline.Testing;
using Throughline.Throughlines;
using Throughline.Web.Components.Throughlines;

namespace Throughline.Web.Tests.Throughlines;

public sealed class PicturePartialTests(VisitorApp app) : IClassFixture<VisitorApp>
{
    private static readonly DateOnly Today = new(2026, 3, 2);
    private static readonly DateOnly First = new(2025, 1, 6);

    [Fact]
    public async Task Picture_APerson_HasPeriodsPictureKeyAndTables()
    {
        var page = await RenderAsync("12-months");

        page.QuerySelectorAll(".tl-periods a").Select(link => link.GetAttribute("href")).Take(2)
            .ShouldBe(["/people/joss/throughline?period=3-months", "/people/joss/throughline?period=12-months"]);
        page.QuerySelector(".tl-periods [aria-current]")!.TextContent.ShouldBe("12 months");
        page.QuerySelectorAll(".tl-picture svg").Length.ShouldBe(2);
        page.QuerySelectorAll(".tl-key li").Length.ShouldBeGreaterThan(10);
        page.QuerySelectorAll("#throughline-table caption").Select(caption => caption.TextContent).ShouldBe(["Milestones"]);
        page.QuerySelector("#throughline-table p")!.TextContent.ShouldBe("Pulling both ways: evidence for “Words and deeds: Something to take hold of”, from own words only. Own view: not yet given");
        page.QuerySelectorAll("[style], script").ShouldBeEmpty();
    }

    [Fact]
    public async Task Picture_APeriodThatDoesNotExist_IsNamedAndEverythingShown()
    {
        var page = await RenderAsync("<b>fortnight</b>");

        page.QuerySelector("[role=status]")!.TextContent.ShouldBe("“<b>fortnight</b>” is not a period this page knows, so everything is shown.");
        page.QuerySelector(".tl-periods [aria-current]")!.TextContent.ShouldBe("Everything");
    }

    private async Task<IHtmlDocument> RenderAsync(string period)
    {
        var reading = ThroughlinePeriod.Read(period, null, null, First, Today);
        var model = new ThroughlineModel("Joss", reading.Period.From, reading.Period.To, Today, "/people/joss/throughline")
        {
            Milestones = [new Milestone(new(2025, 9, 8), "Started training", "/m/1")],
            Words = [new StageLane(Stage.Hook, StageStatus.Contested, WhoseEvidence.SelfOnly, null, "/evidence")],
        };

        await using var scope = app.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var action = new ActionContext(new DefaultHttpContext { RequestServices = services }, new RouteData(), new ActionDescriptor());
        var view = services.GetRequiredService<IRazorViewEngine>().GetView(null, "/Pages/Throughlines/_Picture.cshtml", false).View!;
        var data = new ViewDataDictionary<ThroughlineView>(services.GetRequiredService<IModelMetadataProvider>(), new ModelStateDictionary())
        {
            Model = new ThroughlineView(model, reading.Period, First, reading.Message),
        };
        await using var writer = new StringWriter();
        var temporary = services.GetRequiredService<ITempDataDictionaryFactory>().GetTempData(action.HttpContext);
        await view.RenderAsync(new ViewContext(action, view, data, temporary, writer, new HtmlHelperOptions()));
        return await new HtmlParser().ParseDocumentAsync(writer.ToString());
    }
}
