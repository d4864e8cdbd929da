using AngleSharp.Dom;
using Throughline.People;
using Throughline.Security;
using Throughline.Testing;
using Throughline.Web.Tests.People;

namespace Throughline.Web.Tests.Home;

public sealed class HomePagesTests
{
    [Fact]
    public async Task Coordinator_SomethingWaits_ReadsOfItBeforeAnythingElse()
    {
        await using var hub = await Hub.OpenAsync();
        Headings(await hub.Coordinator.GetPageAsync("/"))[0].ShouldBe("What waits for you");

        var window = await hub.Database.AddWindowAsync(hub.Scheme, hub.Moira);
        await hub.Database.AddApplicationAsync(window, new Viewer(hub.Joe, Hat.Mentee, [hub.Scheme.Id]));
        var page = await hub.Coordinator.GetPageAsync("/");
        var headings = Headings(page);
        headings[0].ShouldBe("What waits for you");
        headings[1].ShouldBe("Joining");
        headings[^1].ShouldBe("About you");
        headings.IndexOf("Your people").ShouldBeGreaterThan(1);
        page.QuerySelector("#nothing").ShouldBeNull("something waits under a heading of its own");

        static List<string> Headings(IDocument page) => [.. page.QuerySelectorAll("main h2").Select(h => h.TextContent.Trim())];
    }

    [Fact]
    public async Task Mentee_NothingApplied_FindsTheWayToApply()
    {
        await using var hub = await Hub.OpenAsync();
        using var joe = await hub.App.SignInAsync(hub.Joe, Hat.Mentee);
        (await joe.GetPageAsync("/")).QuerySelector("main a[href='/join']").ShouldNotBeNull();
    }
}
