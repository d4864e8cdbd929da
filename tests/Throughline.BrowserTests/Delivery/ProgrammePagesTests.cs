using Throughline.Delivery.Programmes;
using Throughline.People;
using Throughline.Testing;

namespace Throughline.BrowserTests.Delivery;

public sealed class ProgrammePagesTests(BrowserFixture browser)
{
    [Theory, InlineData(BrowserFixture.Desktop), InlineData(BrowserFixture.Phone)]
    public async Task EveryPage_AtEachWidth_FitsAndIsAccessible(int width)
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddDeliverySceneAsync();
        var reader = await scene.AddReaderAsync();
        var group = await scene.GroupAsync("Tuesday group", "RAR");
        var session = await scene.SessionAsync(group, DeliveryScene.Today.AddDays(1));
        var later = await scene.SessionAsync(group, DeliveryScene.Today.AddDays(8));
        await scene.ExpectAsync(session, scene.Amir, scene.Bo);
        DeliveryScene.Must(await scene.AsAsync(scene.Moira, (Throughline.Delivery.MovePlace move) => move.RunAsync(
            new Throughline.Delivery.PlaceMove(scene.Place(session, scene.Bo), later, Throughline.Delivery.WhoAsked.Person))));
        var (_, consent) = await scene.TellAsync();

        // One that is delivered and revised, one that peers read, one that is written.
        var first = await scene.DraftAsync();
        DeliveryScene.Must(await scene.UseAsync(first, consent));
        await scene.FinaliseAsync(first, reader);
        DeliveryScene.Must(await scene.ApproveAsync(first));
        DeliveryScene.Must(await scene.RunProgrammeAsync(group, first));
        var read = await scene.DraftAsync("Letters");
        DeliveryScene.Must(await scene.MoveAsync(read, ProgrammeState.PeerReview));
        var draft = await scene.DraftAsync("The weekend");
        DeliveryScene.Must(await scene.AsAsync(scene.Moira, (WriteProgrammeSession write) => write.RunAsync(draft, scene.Version(draft).Version, null, new SessionText("Sunday", 45, "A day on which every office is shut.", "Make a list."))));
        DeliveryScene.Must(await scene.UseAsync(draft, consent));
        var author = (await scene.AsAsync(scene.Moira, (SessionProgrammeQueries q) => q.VersionAsync(draft)))!.Authors[0].Id;
        var (programme, root) = (scene.Version(first).ProgrammeId, $"/programmes/versions/{draft}");
        await using var app = new ThroughlineApp(database);
        var site = Site.Serve(app);
        foreach (var (viewer, paths) in new[]
        {
            (scene.Moira, new (string Path, string Name)[]
            {
                ("/programmes", "list"), ($"/programmes/new?scheme={scene.Scheme}", "new"), ($"/programmes/{programme}", "programme"), ($"/programmes/versions/{first}", "delivered"), (root, "draft"),
                ($"/programmes/versions/{read}", "read-by-peers"), ($"{root}/session", "write"), ($"{root}/session?number=1", "change"), ($"{root}/sessions/2/delete", "delete"), ($"{root}/author", "author"),
                ($"{root}/authors/{author}/out", "author-out"), ($"{root}/story", "story"), ($"{root}/move?to=PeerReview", "ask-peers"), ($"/programmes/versions/{first}/move?to=Revised", "revise"),
                ($"/groups/{group}/programme", "run"), ($"/groups/{group}/rename", "rename-group"), ($"/groups/sessions/{session}/pack", "pack"), ($"/groups/sessions/{session}", "session"),
                ($"/groups/places/{scene.Place(session, scene.Bo)}/back", "place-back"),
            }),
            (reader, [("/programmes", "list"), ($"/programmes/versions/{read}", "to-read"), ($"/programmes/versions/{read}/view", "view")]),
            (scene.Dee, [("/my/programmes", "mine"), ($"/groups/sessions/{session}/pack", "pack-of-runner")]),
        })
        {
            await browser.VisitAsync(
                async page =>
                {
                    foreach (var (path, name) in paths)
                    {
                        (await page.GotoAsync(path))!.Status.ShouldBe(200, path);
                        await BrowserFixture.ShouldBeStyledAsync(page);
                        await BrowserFixture.ShouldFitAsync(page);
                        await BrowserFixture.ShouldBeAccessibleAsync(page);
                        await BrowserFixture.ScreenshotAsync(page, $"programmes-{width}-{viewer.Hat}-{name}");
                    }
                },
                width,
                site: site,
                session: await app.OpenSessionAsync(viewer.PersonId, viewer.Hat));
        }
    }

    [Fact]
    public async Task Pack_OnPaper_HasWhatIsDoneAndNoWayToClick()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddDeliverySceneAsync();
        var reader = await scene.AddReaderAsync();
        var group = await scene.GroupAsync("Tuesday group", "RAR");
        var session = await scene.SessionAsync(group, DeliveryScene.Today.AddDays(1));
        var id = await scene.DraftAsync();
        DeliveryScene.Must(await scene.UseAsync(id, (await scene.TellAsync()).Consent));
        await scene.FinaliseAsync(id, reader);
        DeliveryScene.Must(await scene.ApproveAsync(id));
        DeliveryScene.Must(await scene.RunProgrammeAsync(group, id));
        await using var app = new ThroughlineApp(database);
        var site = Site.Serve(app);
        await browser.VisitAsync(
            async page =>
            {
                await page.GotoAsync($"/groups/sessions/{session}/pack");
                await page.EmulateMediaAsync(new() { Media = Microsoft.Playwright.Media.Print });
                (await page.Locator(".tl-plan").First.IsVisibleAsync()).ShouldBeTrue();
                (await page.Locator("blockquote.tl-passage").IsVisibleAsync()).ShouldBeTrue();
                (await page.Locator("blockquote.tl-passage").EvaluateAsync<string>("e => getComputedStyle(e).breakInside")).ShouldBe("avoid");
                (await page.Locator("main .tl-no-print").First.IsVisibleAsync()).ShouldBeFalse();
                (await page.Locator(".govuk-back-link").IsVisibleAsync()).ShouldBeFalse();
                await BrowserFixture.ScreenshotAsync(page, "programmes-print-pack");
            },
            BrowserFixture.Desktop,
            site: site,
            session: await app.OpenSessionAsync(scene.Moira.PersonId, Hat.Coordinator));
    }
}
