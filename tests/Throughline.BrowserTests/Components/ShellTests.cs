using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Throughline.People;
using Throughline.Testing;
using Throughline.Web.Security;

namespace Throughline.BrowserTests.Components;

public sealed partial class ShellTests(BrowserFixture browser)
{
    public static TheoryData<int, bool> Windows => new()
    {
        { BrowserFixture.Desktop, true },
        { BrowserFixture.Phone, true },
        { BrowserFixture.Phone, false },
    };

    [Theory, MemberData(nameof(Windows))]
    public Task Components_AtEachWidth_AreStyledAndFit(int width, bool javascript) => browser.VisitAsync(
        async page =>
        {
            await page.GotoAsync("/components");
            await page.EvaluateAsync("document.fonts.ready.then(() => true)");
            await BrowserFixture.ShouldFitAsync(page);
            await BrowserFixture.ShouldBeStyledAsync(page);
            (await page.EvaluateAsync<string>("getComputedStyle(document.body).fontFamily")).ShouldStartWith("\"Atkinson Hyperlegible\"");
            (await page.EvaluateAsync<bool>("document.fonts.check('16px \"Atkinson Hyperlegible\"')")).ShouldBeTrue();
            await BrowserFixture.ScreenshotAsync(page, $"components-{width}{(javascript ? "" : "-no-script")}");
        },
        width,
        javascript);

    [Theory, InlineData(BrowserFixture.Desktop), InlineData(BrowserFixture.Phone)]
    public Task Components_AtEachWidth_AreAccessible(int width) => browser.VisitAsync(
        async page =>
        {
            await page.GotoAsync("/components");
            await BrowserFixture.ShouldBeAccessibleAsync(page);
        },
        width);

    [Theory, InlineData(BrowserFixture.Desktop), InlineData(BrowserFixture.Phone)]
    public Task FailedPost_AtEachWidth_ShowsItsMessagesInRed(int width) => browser.VisitAsync(
        async page =>
        {
            await page.GotoAsync("/components");
            await page.FillAsync("#Input_Start_Day", "31");
            await page.FillAsync("#Input_Start_Month", "2");
            await page.FillAsync("#Input_Start_Year", "2026");
            await page.ClickAsync("main form button:has-text('Save')");
            await page.WaitForSelectorAsync(".govuk-error-summary");
            await page.WaitForLoadStateAsync(LoadState.Load);

            (await page.TitleAsync()).ShouldBe("Error: Components – Throughline");
            (await page.EvaluateAsync<string>("getComputedStyle(document.querySelector('.govuk-error-summary')).borderTopColor"))
                .ShouldBe("rgb(202, 53, 53)");
            (await page.EvaluateAsync<string>("document.activeElement.className")).ShouldContain("govuk-error-summary");
            await BrowserFixture.ShouldFitAsync(page);
            await BrowserFixture.ShouldBeAccessibleAsync(page);
            await BrowserFixture.ScreenshotAsync(page, $"components-failed-{width}");
            await page.ClickAsync("text=First day must be a real date >> nth=0");
            (await page.EvaluateAsync<string>("document.activeElement.id")).ShouldBe("Input_Start_Day");
        },
        width,
        allowed: BadRequest());

    [Fact]
    public Task Navigation_OnAPhone_OpensBehindAMenuButton() => browser.VisitAsync(
        async page =>
        {
            await page.GotoAsync("/components");
            var link = page.Locator("#navigation a[href='/people']");
            (await link.IsVisibleAsync()).ShouldBeFalse();
            await page.ClickAsync("button:has-text('Menu')");
            (await link.IsVisibleAsync()).ShouldBeTrue();
            await BrowserFixture.ScreenshotAsync(page, "menu-390");
        },
        BrowserFixture.Phone);

    [Fact]
    public Task Navigation_OnAPhoneWithoutJavaScript_IsThere() => browser.VisitAsync(
        async page =>
        {
            await page.GotoAsync("/components");
            (await page.Locator("#navigation a[href='/people']").IsVisibleAsync()).ShouldBeTrue();
            (await page.Locator("button:has-text('Menu')").IsVisibleAsync()).ShouldBeFalse();
        },
        BrowserFixture.Phone,
        javascript: false);

    [Theory, InlineData(BrowserFixture.Desktop), InlineData(BrowserFixture.Phone)]
    public Task NotFound_AtEachWidth_IsStyledAndAccessible(int width) => browser.VisitAsync(
        async page =>
        {
            await page.GotoAsync("/no-such-page");
            await BrowserFixture.ShouldBeStyledAsync(page);
            await BrowserFixture.ShouldFitAsync(page);
            await BrowserFixture.ShouldBeAccessibleAsync(page);
            await BrowserFixture.ScreenshotAsync(page, $"not-found-{width}");
        },
        width,
        allowed: NotFound());

    [Theory, InlineData(BrowserFixture.Desktop), InlineData(BrowserFixture.Phone)]
    public async Task Frame_SignedIn_ShowsNameAndHat(int width)
    {
        await using var database = await TestDatabase.CreateAsync("SQLite");
        var scheme = await database.AddSchemeAsync();
        var moira = await database.AddPersonAsync("Moira", "Finch", scheme.Coordinator);
        await using var app = new ThroughlineApp(database, fictional: true);
        var site = Site.Serve(app);

        await browser.VisitAsync(
            async page =>
            {
                await page.GotoAsync("/hat");
                (await page.Locator(".tl-header__person").InnerTextAsync()).ShouldContain("Moira Finch, coordinator");
                (await page.Locator(".tl-fictional").IsVisibleAsync()).ShouldBeTrue();
                await BrowserFixture.ShouldBeStyledAsync(page);
                await BrowserFixture.ShouldFitAsync(page);
                await BrowserFixture.ShouldBeAccessibleAsync(page);
                await page.ClickAsync("text=Sign out");
                await page.WaitForURLAsync("**/sign-in**");
                (await page.Locator(".tl-header__person").CountAsync()).ShouldBe(0);
            },
            width,
            site: site,
            session: await app.OpenSessionAsync(moira, Hat.Coordinator));
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Leave_BySharedKeyOrByItsButton_IsGoneAndTheSessionIsLocked(bool byKey)
    {
        await using var database = await TestDatabase.CreateAsync("SQLite");
        var scheme = await database.AddSchemeAsync();
        var dee = await database.AddPersonAsync("Dee", "Marlow", scheme.PeerMentor);
        await using var app = new ThroughlineApp(database, services: services => services.PostConfigure<ThroughlineSettings>(settings => settings.LeaveFor = "/help"));
        var site = Site.Serve(app);

        await browser.VisitAsync(
            async page =>
            {
                await page.GotoAsync("/my/record");
                if (byKey)
                {
                    await page.Locator("[data-tl-leave-init]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
                    for (var press = 0; press < 3; press++)
                    {
                        await page.Keyboard.PressAsync("Shift");
                    }
                }
                else
                {
                    await page.ClickAsync(".tl-leave a");
                }

                await page.WaitForURLAsync("**/help");
                await page.GotoAsync("/my/record");
                (await page.Locator("h1").InnerTextAsync()).ShouldBe("This page is locked");
            },
            byKey ? BrowserFixture.Desktop : BrowserFixture.Phone,
            javascript: byKey,
            site: site,
            session: await app.OpenSessionAsync(dee, Hat.PeerWorker));
    }

    [Theory, InlineData(BrowserFixture.Desktop), InlineData(BrowserFixture.Phone)]
    public async Task MoreLinks_ThanTheBarHolds_WaitBehindMore(int width)
    {
        await using var database = await TestDatabase.CreateAsync("SQLite");
        var scheme = await database.AddSchemeAsync();
        var moira = await database.AddPersonAsync("Moira", "Finch", scheme.Coordinator);
        await using var app = new ThroughlineApp(database);
        var site = Site.Serve(app);

        await browser.VisitAsync(
            async page =>
            {
                await page.GotoAsync("/schemes");
                if (width == BrowserFixture.Phone)
                {
                    await page.ClickAsync("button:has-text('Menu')");
                }

                var link = page.Locator(".tl-more a[href='/my/record']");
                (await link.IsVisibleAsync()).ShouldBeFalse();
                await page.ClickAsync(".tl-more summary");
                await BrowserFixture.ShouldFitAsync(page);
                await BrowserFixture.ShouldBeAccessibleAsync(page);
                await link.ClickAsync();
                await page.WaitForURLAsync("**/my/record");
            },
            width,
            site: site,
            session: await app.OpenSessionAsync(moira, Hat.Coordinator));
    }

    [Fact]
    public Task Table_OnAPhone_IsACardForEachRow() => browser.VisitAsync(
        async page =>
        {
            await page.GotoAsync("/components");
            var table = page.Locator(".tl-stack").First;
            (await table.EvaluateAsync<bool>("table => table.scrollWidth <= table.parentElement.clientWidth")).ShouldBeTrue();
            (await table.Locator("tbody td[data-label]").First.EvaluateAsync<string>("cell => getComputedStyle(cell).display")).ShouldBe("block");
            (await table.GetAttributeAsync("role")).ShouldBe("table");
        },
        BrowserFixture.Phone);

    [Fact]
    public Task Components_OnPaper_AreBlackOnWhiteWithoutFrame() => browser.VisitAsync(
        async page =>
        {
            await page.GotoAsync("/components");
            await page.EmulateMediaAsync(new() { Media = Media.Print });
            foreach (var gone in new[] { ".govuk-service-navigation", ".govuk-button", ".tl-header__person", ".tl-footer", ".govuk-breadcrumbs" })
            {
                (await page.Locator(gone).First.IsVisibleAsync()).ShouldBeFalse(gone);
            }
            (await page.EvaluateAsync<string>("getComputedStyle(document.querySelector('h1')).color")).ShouldBe("rgb(0, 0, 0)");
            (await page.EvaluateAsync<string>("getComputedStyle(document.querySelector('main a'), '::after').content")).ShouldBe("none");
            (await page.Locator("#milestones").IsVisibleAsync()).ShouldBeTrue();
            await BrowserFixture.ScreenshotAsync(page, "components-print");
        });

    [GeneratedRegex("status of 400")]
    private static partial Regex BadRequest();

    [GeneratedRegex("status of 404")]
    private static partial Regex NotFound();
}
