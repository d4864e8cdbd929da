using Throughline.Concerns;
using Throughline.People;
using Throughline.Testing;

namespace Throughline.BrowserTests.Concerns;

public sealed class ConcernPagesTests(BrowserFixture browser)
{
    [Theory, InlineData(BrowserFixture.Desktop), InlineData(BrowserFixture.Phone)]
    public async Task EveryPage_AtEachWidth_FitsAndIsAccessible(int width)
    {
        await using var world = await ConcernWorld.MakeAsync();
        var draft = (await world.WriteAsync(world.Lee, world.Fay.PersonId, world.Vic.PersonId)).Value;
        var sent = await world.SendAsync(world.Lee, world.Fay.PersonId, world.Vic.PersonId);
        var open = await world.SendAsFarAsBegunAsync(world.Mia, null, world.Vera, world.Moira);
        var closed = await world.SendAsFarAsClosedAsync(world.Lee, world.Fay.PersonId);
        await world.Database.DoAsync(world.Vera, async (KeepConcernLonger use) => await use.RunAsync(closed, await world.VersionAsync(closed), true, "A claim goes on."));
        await world.AskAsync(world.Moira, world.Lee.PersonId, AdverseAct.PauseRole);
        await world.AgreeAsync(world.Moira, world.Lee.PersonId, AdverseAct.EndRole);
        await using var app = new ThroughlineApp(world.Database);
        var site = Site.Serve(app);
        foreach (var (viewer, paths) in new[]
        {
            (world.Lee, new[] { "/concerns", "/concerns/new", $"/concerns/new?Id={draft}", $"/concerns/{draft}", $"/concerns/{sent}", $"/concerns/{closed}" }),
            (world.Mia, ["/concerns", "/concerns/new", $"/concerns/{open}"]),
            (world.Vera, ["/concerns", $"/concerns/{sent}", $"/concerns/{open}", $"/concerns/{closed}", "/concerns/figures", "/second-person"]),
            (world.Moira, ["/concerns", $"/concerns/{open}", "/second-person"]),
            (world.Hana, ["/concerns", $"/concerns/contact/{world.Scheme}", "/concerns/figures", "/second-person"]),
            (world.Fay, ["/concerns"]),
        })
        {
            await browser.VisitAsync(
                async page =>
                {
                    foreach (var path in paths)
                    {
                        (await page.GotoAsync(path))!.Status.ShouldBe(200, path);
                        await BrowserFixture.ShouldBeStyledAsync(page);
                        await BrowserFixture.ShouldFitAsync(page);
                        await BrowserFixture.ShouldBeAccessibleAsync(page);
                        var name = path.Replace(draft.ToString(), "draft", StringComparison.Ordinal).Replace(sent.ToString(), "sent", StringComparison.Ordinal).Replace(open.ToString(), "open", StringComparison.Ordinal)
                            .Replace(closed.ToString(), "closed", StringComparison.Ordinal).Replace(world.Scheme.ToString(), "scheme", StringComparison.Ordinal);
                        await BrowserFixture.ScreenshotAsync(page, $"concerns-{width}-{viewer.Hat}{name}");
                    }
                },
                width,
                site: site,
                session: await app.OpenSessionAsync(viewer.PersonId, viewer.Hat));
        }
    }

    [Fact]
    public async Task Concern_WithoutScripts_IsWrittenAndSent()
    {
        await using var world = await ConcernWorld.MakeAsync();
        await using var app = new ThroughlineApp(world.Database);
        var site = Site.Serve(app);
        await browser.VisitAsync(
            async page =>
            {
                await page.GotoAsync("/concerns");
                await page.ClickAsync("text=Write a concern");
                await page.CheckAsync("[name=About][value=Person]");
                await page.SelectOptionAsync("#SubjectId", world.Fay.PersonId.ToString());
                await page.FillAsync("#Story", "Nobody greets me in the corridor.");
                await page.ClickAsync("text=Save and see who will know");
                (await page.TextContentAsync("main"))!.ShouldContain("Fay Reed");
                await page.ClickAsync("button:text-is('Send it')");
                (await page.TextContentAsync("main"))!.ShouldContain("A voice lead says that it came");
            },
            BrowserFixture.Phone,
            javascript: false,
            site: site,
            session: await app.OpenSessionAsync(world.Lee.PersonId, Hat.PeerWorker));
    }
}
