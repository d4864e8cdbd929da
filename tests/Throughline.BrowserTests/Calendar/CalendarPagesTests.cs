using Throughline.People;
using Throughline.Testing;

namespace Throughline.BrowserTests.Calendar;

public sealed class CalendarPagesTests(BrowserFixture browser)
{
    [Theory, InlineData(BrowserFixture.Desktop), InlineData(BrowserFixture.Phone)]
    public async Task EveryPage_AtEachWidth_FitsAndIsAccessible(int width)
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddCalendarSceneAsync();
        await scene.LinkAsync(scene.Moira, true);
        await using var app = new ThroughlineApp(database);
        var site = Site.Serve(app);
        foreach (var (viewer, paths) in new[]
        {
            (scene.Dee, new[] { "/calendar", "/calendar?on=2026-05-25", $"/calendar/places/{scene.Hub}", "/calendar/link" }),
            (scene.Moira, ["/calendar", $"/calendar/places/{scene.Hub}", "/calendar/link"]),
            (scene.Amir, ["/calendar"]),
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
                        await BrowserFixture.ScreenshotAsync(page, $"calendar-{width}-{viewer.Hat}{path.Replace(scene.Hub.ToString(), "hub", StringComparison.Ordinal)}");
                    }
                },
                width,
                site: site,
                session: await app.OpenSessionAsync(viewer.PersonId, viewer.Hat));
        }
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Week_GoneToByItsDate_WorksByKeyboardWithAndWithoutJavaScript(bool javascript)
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddCalendarSceneAsync();
        await using var app = new ThroughlineApp(database);
        var site = Site.Serve(app);
        await browser.VisitAsync(
            async page =>
            {
                await page.GotoAsync("/calendar");
                await page.FocusAsync("text=Week after");
                await page.Keyboard.PressAsync("Enter");
                await page.WaitForURLAsync(Asked("2026-03-09"));
                await page.FillAsync("[name=on]", "2026-03-19");
                await page.Keyboard.PressAsync("Enter");
                await page.WaitForURLAsync(Asked("2026-03-19"));
                (await page.TextContentAsync(".tl-week__which"))!.ShouldBe("Monday 16 to Sunday 22 March 2026");
                // The days are a list, each under a heading, in the order in which they come.
                (await page.Locator("ol.tl-week > li > h2").AllTextContentsAsync()).Select(t => t.Trim().Split(' ')[0])
                    .ShouldBe(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]);
            },
            BrowserFixture.Phone,
            javascript,
            site: site,
            session: await app.OpenSessionAsync(scene.Dee.PersonId, Hat.PeerWorker));
    }

    [Fact]
    public async Task Week_OnPaper_IsTheWeekWithoutLinksToOthers()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddCalendarSceneAsync();
        await using var app = new ThroughlineApp(database);
        await browser.VisitAsync(
            async page =>
            {
                await page.GotoAsync("/calendar");
                await page.EmulateMediaAsync(new() { Media = Microsoft.Playwright.Media.Print });
                (await page.IsVisibleAsync(".tl-week-nav")).ShouldBeFalse();
                (await page.IsVisibleAsync(".tl-week__entry")).ShouldBeTrue();
                await BrowserFixture.ScreenshotAsync(page, "calendar-paper");
            },
            site: Site.Serve(app),
            session: await app.OpenSessionAsync(scene.Dee.PersonId, Hat.PeerWorker));
    }

    private static System.Text.RegularExpressions.Regex Asked(string on) => new($"/calendar\\?on={on}$");
}
