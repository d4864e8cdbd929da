using Throughline.Expenses;
using Throughline.People;
using Throughline.Support;
using Throughline.Testing;

namespace Throughline.BrowserTests.Support;

public sealed class SupportPagesTests(BrowserFixture browser)
{
    [Theory, InlineData(BrowserFixture.Desktop), InlineData(BrowserFixture.Phone)]
    public async Task EveryPage_AtEachWidth_FitsAndIsAccessible(int width)
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddRecognitionSceneAsync(2);
        var (ann, sue, today) = (scene.Ann, scene.Sue, database.Clock.Today());
        var holding = (await database.HoldingAsync(ann.PersonId, scene.Scheme.PeerMentor)).Id;
        var held = (await database.DoAsync(ann, (PlanSupervision plan) => plan.RunAsync(holding, today))).Value;
        await database.DoAsync(ann, (PutOnAgenda put) => put.RunAsync(held, "The key cupboard."));
        await database.DoAsync(sue, (HoldSupervision hold) => hold.RunAsync(new SupervisionHeld(held, 1, today, "We look at it together on Monday.", today.AddDays(28))));
        var planned = (await database.DoAsync(ann, (SupervisionQueries q) => q.MineAsync())).Single().Next!.Id;
        await database.DoAsync(ann, (PutOnAgenda put) => put.RunAsync(planned, "Thursdays."));
        var checkIn = (await database.DoAsync(ann, (SaveCheckIn save) => save.RunAsync(0, new CheckInInput(HowAreYou.Struggling, "A long week.", true, true)))).Value;
        await database.DoAsync(ann, (ShareCheckIn share) => share.RunAsync(checkIn, 2, sue.PersonId));
        await database.DoAsync(ann, (SaveStayWellPlan save) => save.RunAsync(0, new StayWellWords("A walk by the weir.", "I stop answering.", "My sister.")));
        await database.DoAsync(ann, (ShareStayWellPlan share) => share.RunAsync(scene.Pat.PersonId));
        var pause = (await database.DoAsync(ann, (AskForPause ask) => ask.RunAsync(new PauseQuestion(holding, PauseWish.Pause, "A month without late shifts.", "Two mornings with Sue.")))).Value;
        var flag = await database.RaiseFlagAsync(ann.PersonId, scene.Scheme.Id, 0);
        await database.DoAsync(sue, (MoveFlag move) => move.RunAsync(new FlagMove(flag, 1, FlagState.Acknowledged, "Thank you for telling us.")));
        var claim = (await database.DoAsync(ann, (AskForExpense ask) => ask.RunAsync(new ExpenseQuestion(scene.Scheme.Id, today, 460, "The bus to the hub and back.")))).Value;
        await using var app = new ThroughlineApp(database);
        var site = Site.Serve(app);

        await WalkAsync(ann.PersonId, Hat.PeerWorker, "/", "/support", $"/support/supervision/{held}", $"/support/supervision/{planned}", "/check-ins", $"/check-ins/{checkIn}", "/support/load", $"/support/flags/{flag}", "/stay-well", "/support/pause", $"/support/pauses/{pause}", "/expenses", $"/expenses/{claim}");
        await WalkAsync(scene.Peers[1].PersonId, Hat.PeerWorker, "/support", "/support/pause", "/stay-well", "/expenses", "/expenses/new");
        await WalkAsync(sue.PersonId, Hat.Supervisor, "/support/people", $"/support/supervision/{held}", $"/support/shared/{checkIn}", $"/support/load/{ann.PersonId}", "/support/flags", $"/support/flags/{flag}");
        await WalkAsync(scene.Pat.PersonId, Hat.StaffColleague, $"/stay-well/{ann.PersonId}", "/support/pauses", "/recognition/alongside");
        await WalkAsync(scene.Moira.PersonId, Hat.Coordinator, "/support/dates", "/support/pauses", $"/support/pauses/{pause}", "/support/flags", "/expenses/to-pay", $"/expenses/{claim}");
        await WalkAsync(scene.Hal.PersonId, Hat.HeadOfService, "/support/dates", "/support/flags");

        async Task WalkAsync(Guid person, Hat hat, params string[] paths) => await browser.VisitAsync(
            async page =>
            {
                foreach (var path in paths)
                {
                    (await page.GotoAsync(path))!.Status.ShouldBe(200, path);
                    await BrowserFixture.ShouldBeStyledAsync(page);
                    await BrowserFixture.ShouldFitAsync(page);
                    foreach (var summary in await page.QuerySelectorAllAsync("main details:not([open]) > summary"))
                    {
                        await summary.ClickAsync();
                    }

                    await BrowserFixture.ShouldBeAccessibleAsync(page);
                    await BrowserFixture.ScreenshotAsync(page, $"support-{width}-{hat}{Named(path)}");
                }
            },
            width,
            site: site,
            session: await app.OpenSessionAsync(person, hat));
    }

    private static string Named(string path) => path == "/" ? "-home" : string.Join('-', path.Split('/').Select(part => Guid.TryParse(part, out _) ? "it" : part));
}
