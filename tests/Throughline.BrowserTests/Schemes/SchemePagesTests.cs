using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Testing;

namespace Throughline.BrowserTests.Schemes;

public sealed partial class SchemePagesTests(BrowserFixture browser)
{
    [Theory, InlineData(BrowserFixture.Desktop), InlineData(BrowserFixture.Phone)]
    public async Task EveryPage_AtEachWidth_FitsAndIsAccessible(int width)
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.SetUpSchemeAsync();
        await using var context = database.Everything();
        var role = await context.RoleDefinitions.SingleAsync(r => r.Key == "peer-mentor");
        var item = await context.Set<ReferenceItem>().SingleAsync(i => i.Code == "RAR");
        (await database.AsAsync<ChangeSetting, Outcome<Done>>(scheme.Coordinator, change => change.RunAsync(
            new SettingEdit(scheme.Id, SettingKeys.MatchesTrialWeeks, "6", "Night workers need longer to find a time", 0)))).Succeeded.ShouldBeTrue();
        (await database.AsAsync<AddSite, Outcome<Guid>>(scheme.Coordinator, add => add.RunAsync(
            new NewSite(scheme.Id, "Quay Street", "2 Quay Street", new(2024, 9, 2))))).Succeeded.ShouldBeTrue();
        await using var app = new ThroughlineApp(database);
        var site = Site.Serve(app);
        var root = $"/schemes/{scheme.Id}";

        await browser.VisitAsync(
            async page =>
            {
                foreach (var path in new[]
                {
                    "/schemes", "/schemes/set-up", "/schemes/set-up/probation-peer-mentoring/1", "/organisation", "/organisation/change", root, $"{root}/settings",
                    $"{root}/settings?changed=true", $"{root}/settings/matches.trial-weeks", $"{root}/words", $"{root}/words/hub", $"{root}/roles", $"{root}/roles/{role.Id}",
                    $"{root}/lists", $"{root}/lists/attendance-outcomes", $"{root}/lists/attendance-outcomes/add", $"{root}/lists/requirement-types/{item.Id}/end",
                    $"{root}/places", $"{root}/places/add-site", $"{root}/places/add-team",
                })
                {
                    (await page.GotoAsync(path))!.Status.ShouldBe(200, path);
                    await BrowserFixture.ShouldBeStyledAsync(page);
                    await BrowserFixture.ShouldFitAsync(page);
                    await BrowserFixture.ShouldBeAccessibleAsync(page);
                }
            },
            width,
            site: site,
            session: await app.OpenSessionAsync(scheme.Coordinator.PersonId, Hat.Coordinator));
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Setting_BadThenGood_IsChangedWithAndWithoutJavaScript(bool javascript)
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.SetUpSchemeAsync();
        await using var app = new ThroughlineApp(database);
        var site = Site.Serve(app);

        await browser.VisitAsync(
            async page =>
            {
                await page.GotoAsync($"/schemes/{scheme.Id}/settings");
                await page.ClickAsync("#matches-trial-weeks a");
                await page.FillAsync("#Value", "99");
                await page.FillAsync("#Reason", "Night workers need longer");
                await page.ClickAsync("text=Change the setting");
                (await page.TextContentAsync("#Value-error"))!.ShouldContain("Enter a number from 2 to 12");
                (await page.InputValueAsync("#Reason")).ShouldBe("Night workers need longer");
                if (javascript)
                {
                    await BrowserFixture.ShouldBeAccessibleAsync(page);
                }

                await page.FillAsync("#Value", "6");
                await page.ClickAsync("text=Change the setting");
                (await page.TextContentAsync(".govuk-notification-banner"))!.ShouldContain("is changed");
                (await page.TextContentAsync("tbody tr"))!.ShouldContain("Moira Finch");
            },
            BrowserFixture.Phone,
            javascript,
            BadRequest(),
            site,
            await app.OpenSessionAsync(scheme.Coordinator.PersonId, Hat.Coordinator));
    }

    [GeneratedRegex("400")]
    private static partial Regex BadRequest();
}
