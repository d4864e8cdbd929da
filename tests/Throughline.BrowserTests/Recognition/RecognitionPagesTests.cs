using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Recognition;
using Throughline.Testing;

namespace Throughline.BrowserTests.Recognition;

public sealed class RecognitionPagesTests(BrowserFixture browser)
{
    [Theory, InlineData(BrowserFixture.Desktop), InlineData(BrowserFixture.Phone)]
    public async Task EveryPage_AtEachWidth_FitsAndIsAccessible(int width)
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddRecognitionSceneAsync(6);
        foreach (var peer in scene.Peers)
        {
            await scene.LoggedAsync(peer, 2, SourceClass.SeniorLeader, place: scene.Team);
            await scene.LoggedAsync(peer, -1, place: scene.Team);
            await scene.LoggedAsync(peer, 1, SourceClass.PeerColleague, place: scene.Team);
        }

        await scene.CountAsync();
        Guid shared = default;
        foreach (var value in new[] { 2, 1, -1, -2, 0, 1 })
        {
            shared = await scene.LoggedAsync(scene.Ann, value, value > 0 ? SourceClass.OwnSupervisor : SourceClass.FrontlineStaff, "Pat said good morning to everybody but me. I had the kettle in my hand.");
        }

        await scene.ShareAsync(scene.Ann, shared);
        var alone = (await database.DoAsync(scene.Ann, (MessageQueries q) => q.MineAsync())).Lines.First(l => l.Visibility == MessageVisibility.Private).Id;
        await database.DoAsync(scene.Ann, (SavePulse save) => save.RunAsync(new PulseInput(new Dictionary<SourceClass, int> { [SourceClass.FrontlineStaff] = -1 }, 3)));
        database.Clock.Advance(TimeSpan.FromDays(7));
        await database.DoAsync(scene.Ann, (SayOwnView say) => say.RunAsync(ViewTopic.Between, "I sit on both sides of one desk.", true));
        var chance = (await database.DoAsync(scene.Ann, (NoteShutChance note) => note.RunAsync(new ShutChance(OpportunityKind.Job, "The desk job", "“Not yet”", SourceClass.SeniorLeader, database.Clock.Today())))).Value;
        await database.DoAsync(scene.Pat, (SayBelief say) => say.RunAsync(new NewBelief(scene.Ann.PersonId, BeliefPrompt.Grown, "You ran the whole morning.")));
        await database.DoAsync(scene.Pat, (AddCeremony add) => add.RunAsync(new NewCeremony(scene.Sites[0], database.Clock.Today(), "A year of open doors", [scene.Ann.PersonId])));
        await database.DoAsync(scene.Hal, (PlanClimateStep plan) => plan.RunAsync(new NewClimateStep(scene.Sites[0], EnablingCondition.Forum, "Two seats at the June meeting", "Head of service", database.Clock.Today().AddDays(5))));
        await using var app = new ThroughlineApp(database);
        var site = Site.Serve(app);

        await WalkAsync(scene.Ann.PersonId, Hat.PeerWorker, "/", "/messages", "/messages/new", $"/messages/{alone}", $"/messages/{shared}", "/messages/between", "/pulse", "/chances", "/chances/new", $"/chances/{chance}", "/recognition/mine", "/recognition/thanks", "/throughline");
        await WalkAsync(scene.Pat.PersonId, Hat.StaffColleague, "/", "/recognition/say", "/recognition/thanks", "/recognition/thanks/new");
        await WalkAsync(scene.Sue.PersonId, Hat.Supervisor, "/recognition/shared", $"/recognition/shared/{shared}");
        await WalkAsync(scene.Moira.PersonId, Hat.Coordinator, "/recognition/between", "/climate/unpaid");
        await WalkAsync(scene.Hal.PersonId, Hat.HeadOfService, "/climate", "/climate/unpaid", $"/climate/sites/{scene.Sites[0]}", $"/climate/sites/{scene.Sites[1]}", $"/climate/sites/{scene.Sites[0]}/answers/12", $"/climate/sites/{scene.Sites[0]}/steps/2");

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
                    await BrowserFixture.ScreenshotAsync(page, $"recognition-{width}-{hat}{Named(path)}");
                }
            },
            width,
            site: site,
            session: await app.OpenSessionAsync(person, hat));
    }

    [Fact]
    public async Task Message_OnAPhone_IsLoggedInOneForm()
    {
        await using var scene = await RecognitionScene.OpenAsync();
        await using var app = new ThroughlineApp(scene.Database);
        var site = Site.Serve(app);
        await browser.VisitAsync(
            async page =>
            {
                await page.GotoAsync("/");
                await page.ClickAsync("text=Log a message, kind or cold");
                await page.CheckAsync("[name=LeftOut][value=true]");
                foreach (var (name, value) in new[] { ("Dimension", "Acknowledged"), ("Source", "FrontlineStaff"), ("Value", "-1"), ("Impact", "2"), ("Setting", "InPassing") })
                {
                    await page.CheckAsync($"[name={name}][value='{value}']");
                }

                await page.SelectOptionAsync("[name=Place]", scene.Sites[0].ToString());
                await page.ClickAsync("text=Save it for me");
                await page.WaitForURLAsync("**/messages/*");
                (await page.TextContentAsync("main"))!.ShouldContain("Only you can read it");
            },
            BrowserFixture.Phone,
            site: site,
            session: await app.OpenSessionAsync(scene.Ann.PersonId, Hat.PeerWorker));
        await using var context = scene.Database.Everything();
        (await context.ReceivedMessages.SingleAsync()).LeftOut.ShouldBeTrue();
    }

    private static string Named(string path) => path == "/" ? "-home" : string.Join('-', path.Split('/').Select(part => Guid.TryParse(part, out _) ? "it" : part));
}
