using Microsoft.EntityFrameworkCore;
using Throughline.HealthGoals;
using Throughline.People;
using Throughline.Security;
using Throughline.Surveys;
using Throughline.Testing;

namespace Throughline.BrowserTests.Surveys;

public sealed class SurveyPagesTests(BrowserFixture browser)
{
    [Theory, InlineData(BrowserFixture.Desktop), InlineData(BrowserFixture.Phone)]
    public async Task EveryPage_AtEachWidth_FitsAndIsAccessible(int width)
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddSurveySceneAsync();
        var before = await AskAsync(scene, 24);
        database.Clock.Advance(TimeSpan.FromDays(30));
        var closed = await AskAsync(scene, 34);
        var open = (await scene.OpenWaveAsync(scene.Plan() with { Name = "Autumn", From = database.Clock.Today(), To = database.Clock.Today().AddDays(20) })).Value;
        var codes = (await scene.OpenWaveAsync(scene.Plan(codes: true) with { Name = "With codes", From = database.Clock.Today(), To = database.Clock.Today().AddDays(20) })).Value;
        var few = (await scene.OpenWaveAsync(scene.Plan() with { Name = "Few", From = database.Clock.Today(), To = database.Clock.Today().AddDays(20) })).Value;
        await scene.CloseAsync(few);
        var (phone, slips, shut) = (await scene.DoorAsync(open), await scene.DoorAsync(codes), await scene.DoorAsync(closed));
        await using var app = new ThroughlineApp(database);
        var site = Site.Serve(app);

        await browser.VisitAsync(
            async page =>
            {
                foreach (var path in new[]
                {
                    "/surveys", $"/surveys/{scene.Scheme.Id}/questions", $"/surveys/{scene.Scheme.Id}/questions/edit", $"/surveys/{scene.Scheme.Id}/waves/new", $"/surveys/waves/{closed}",
                    $"/surveys/waves/{closed}/words", $"/surveys/waves/{open}", $"/surveys/waves/{few}", $"/surveys/waves/{open}/poster/{scene.Sites[0]}", $"/surveys/waves/{codes}/paper/{scene.Sites[0]}",
                    $"/surveys/waves/{open}/sheets", $"/surveys/waves/{codes}/codes", "/surveys/hand-out", $"/survey/{phone}", $"/survey/{slips}/kiosk", $"/survey/{phone}/thanks", $"/survey/{phone}/kiosk/thanks", $"/survey/{shut}",
                })
                {
                    (await page.GotoAsync(path))!.Status.ShouldBe(200, path);
                    await BrowserFixture.ShouldBeStyledAsync(page);
                    await BrowserFixture.ShouldFitAsync(page);
                    foreach (var summary in await page.QuerySelectorAllAsync("main details:not([open]) > summary"))
                    {
                        await summary.ClickAsync();
                    }

                    await BrowserFixture.ShouldBeAccessibleAsync(page);
                    await BrowserFixture.ScreenshotAsync(page, $"surveys-{width}{Named(path)}");
                }

                await page.GotoAsync($"/surveys/waves/{codes}/codes");
                await page.FillAsync("[name=HowMany]", "6");
                await page.ClickAsync("text=Make them");
                await BrowserFixture.ShouldFitAsync(page);
                await BrowserFixture.ShouldBeAccessibleAsync(page);
                await BrowserFixture.ScreenshotAsync(page, $"surveys-{width}-slips");
            },
            width,
            site: site,
            session: await app.OpenSessionAsync(scene.Moira.PersonId, Hat.Coordinator));

        string Named(string path) => path.Replace(scene.Scheme.Id.ToString(), "s", StringComparison.Ordinal).Replace(scene.Sites[0].ToString(), "p", StringComparison.Ordinal)
            .Replace(closed.ToString(), "closed", StringComparison.Ordinal).Replace(open.ToString(), "open", StringComparison.Ordinal).Replace(few.ToString(), "few", StringComparison.Ordinal)
            .Replace(codes.ToString(), "codes", StringComparison.Ordinal).Replace(phone, "phone", StringComparison.Ordinal).Replace(slips, "slips", StringComparison.Ordinal).Replace(shut, "shut", StringComparison.Ordinal);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Kiosk_AnsweredTwice_ComesBackEmptyByItself(bool javascript)
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddSurveySceneAsync();
        var wave = await scene.WaveAsync();
        var door = await scene.DoorAsync(wave);
        await using var app = new ThroughlineApp(database);
        var site = Site.Serve(app);
        await browser.VisitAsync(
            async page =>
            {
                await page.GotoAsync($"/survey/{door}/kiosk");
                await page.CheckAsync("[name='Answers[0]'][value='5']");
                await page.FillAsync("[name=Words]", "Warm and quiet");
                await page.ClickAsync("text=Give me more time");
                (await page.IsCheckedAsync("[name='Answers[0]'][value='5']")).ShouldBeTrue();
                (await page.InputValueAsync("[name=Words]")).ShouldBe("Warm and quiet");
                await page.ClickAsync("text=Send");
                await page.WaitForURLAsync("**/kiosk/thanks");

                // The page goes back by itself, without a script.
                await page.WaitForURLAsync("**/kiosk", new() { Timeout = 40_000 });
                (await page.IsCheckedAsync("[name='Answers[0]'][value='5']")).ShouldBeFalse();
                (await page.InputValueAsync("[name=Words]")).ShouldBeEmpty();
                await page.GoBackAsync();
                (await page.Context.CookiesAsync()).ShouldBeEmpty();
                (await page.EvaluateAsync<int>("localStorage.length + sessionStorage.length")).ShouldBe(0);
            },
            BrowserFixture.Desktop,
            javascript,
            site: site);
        await using var context = database.Everything();
        (await context.Set<SurveyTally>().Where(t => t.Question == SurveyTally.Sheets).SumAsync(t => t.Count)).ShouldBe(1);
    }

    [Theory, InlineData(BrowserFixture.Desktop), InlineData(BrowserFixture.Phone)]
    public async Task HealthGoals_AtEachWidth_FitAndAreAccessible(int width)
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.SetUpSchemeAsync("Towpath health", "health-trainers");
        await using var context = database.Everything();
        async Task<Viewer> SomebodyAsync(string name, string role, Hat hat, RoleState? state = null) => TestData.Viewer(
            await database.AddPersonAsync(name, "Reed", await context.RoleDefinitions.SingleAsync(r => r.SchemeId == scheme.Id && r.Key == role), state), hat, scheme.Id);
        var (ann, dee) = (await SomebodyAsync("Ann", "participant", Hat.Mentee), await SomebodyAsync("Dee", "health-trainer", Hat.PeerWorker, RoleState.ActiveSolo));
        var goal = (await database.AsAsync<SetHealthGoal, Outcome<Guid>>(ann, use => use.RunAsync(new NewHealthGoal(scheme.Id, "moving", "Walk to the allotment on Wednesdays, with the flask.", dee.PersonId)))).Value;
        await database.AsAsync<MoveHealthStep, Outcome<Done>>(dee, use => use.RunAsync(new StepMove(goal, 1, true, "Wednesdays and Fridays.")));
        await using var app = new ThroughlineApp(database);
        var site = Site.Serve(app);
        foreach (var (who, paths) in new[] { (ann, new[] { "/health-goals", "/health-goals/new", $"/health-goals/{goal}" }), (dee, ["/health-goals"]) })
        {
            await browser.VisitAsync(
                async page =>
                {
                    foreach (var path in paths)
                    {
                        (await page.GotoAsync(path))!.Status.ShouldBe(200, path);
                        await BrowserFixture.ShouldFitAsync(page);
                        await BrowserFixture.ShouldBeAccessibleAsync(page);
                        await BrowserFixture.ScreenshotAsync(page, $"health-{width}-{who.Hat}{path.Replace(goal.ToString(), "goal", StringComparison.Ordinal)}");
                    }
                },
                width,
                site: site,
                session: await app.OpenSessionAsync(who.PersonId, who.Hat));
        }
    }

    private static async Task<Guid> AskAsync(SurveyScene scene, int people)
    {
        var today = scene.Database.Clock.Today();
        var wave = (await scene.OpenWaveAsync(scene.Plan(false, 60, 0, 1, 2) with { Name = people == 24 ? "Winter" : "Spring", From = today, To = today.AddDays(20) })).Value;
        for (var i = 0; i < people; i++)
        {
            var answers = SurveyScene.All(i % 5 == 0 ? 2 : i % 3 == 0 ? 4 : 5, i % 4 != 0);
            answers[1] = i % 2 == 0 ? 1 + (i % 5) : 5;
            answers[4] = i < 28 ? null : 3;
            (await scene.AnswerAsync(await scene.DoorAsync(wave, i < 12 ? 0 : i < 30 ? 1 : 2), answers, i % 11 == 3 ? $"It would help if the hub was open later on a Thursday, when I come from work ({i}).": null)).Succeeded.ShouldBeTrue();
        }

        (await scene.CloseAsync(wave)).Value.ShouldBeTrue();
        var words = (await scene.Database.AsAsync<SurveyQueries, SurveyWordsPage?>(scene.Moira, s => s.WordsAsync(wave)))!;
        await scene.Database.AsAsync<CheckWords, Outcome<Done>>(scene.Moira, check => check.RunAsync(new WordsCheck(wave, words.Version, 0, true)));
        return wave;
    }
}
