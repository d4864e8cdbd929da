using System.Net;
using Throughline.People;
using Throughline.Stories;
using Throughline.Stories.Stages;
using Throughline.Testing;

namespace Throughline.Web.Tests.Throughlines;

public sealed class IndexTests
{
    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Throughline_Own_DrawsRolesAndWordsAndTheSameAsTables(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (scene, coding, story) = await SceneAsync(database);
        await using var app = new ThroughlineApp(database);
        using var client = await app.SignInAsync(scene.Owner.PersonId, Hat.PeerWorker);

        var page = await client.GetPageAsync("/throughline");

        page.QuerySelector("h1")!.TextContent.ShouldBe("My throughline");
        page.QuerySelectorAll("svg.tl-svg").Length.ShouldBe(2, "one drawing for wide screens and one for phones");
        var behind = $"/stories/{story}?version=1#passage-{coding}";
        page.QuerySelectorAll("svg a").Select(a => a.GetAttribute("href")).ShouldContain(behind);
        page.QuerySelectorAll("table a").Select(a => a.GetAttribute("href")).ShouldContain(behind);
        page.Body!.TextContent.ShouldContain("a glimpse");
        page.Body.TextContent.ShouldContain("Own view: not yet given");
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Throughline_Coordinator_SeesRolesAndNoWordsThatAreNotShared(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (scene, _, story) = await SceneAsync(database);
        await using var app = new ThroughlineApp(database);
        using var client = await app.SignInAsync(scene.Coordinator.PersonId, Hat.Coordinator);

        var page = await client.GetPageAsync($"/throughline/{scene.Owner.PersonId}");

        page.Body!.TextContent.ShouldContain("Peer mentor");
        page.Body.TextContent.ShouldContain("words are their own");
        page.Body.InnerHtml.ShouldNotContain("The key");
        page.Body.InnerHtml.ShouldNotContain(story.ToString());
        page.Body.TextContent.ShouldNotContain("Own view");
        await using var context = database.Everything();
        context.AuditEvents.Count(e => e.SubjectId == scene.Owner.PersonId && e.ActorId == scene.Coordinator.PersonId && e.Kind == Throughline.Audit.AuditKind.Read).ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Throughline_SharedForTraining_ShowsItsReadersNoWords_AndForSupervisionTheSupervisor(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (scene, coding, story) = await SceneAsync(database);
        await scene.RunAsync<SetStageView, Guid>(scene.Owner, s => s.RunAsync(new NewStageView(Stage.Hook, OwnStanding.Partly, "On good days")));
        await scene.ShareAsync(story, "training");
        await using var app = new ThroughlineApp(database);
        using var coordinator = await app.SignInAsync(scene.Coordinator.PersonId, Hat.Coordinator);
        (await coordinator.GetAsync($"/stories/{story}")).StatusCode.ShouldBe(HttpStatusCode.OK, "they may read it, and not for this");
        var page = await coordinator.GetPageAsync($"/throughline/{scene.Owner.PersonId}");
        page.Body!.TextContent.ShouldContain("words are their own");
        page.Body.TextContent.ShouldNotContain("Own view");
        page.Body.TextContent.ShouldNotContain("On good days");
        page.Body.InnerHtml.ShouldNotContain(coding.ToString());

        await scene.ShareAsync(story, SharingPurpose.SupervisionKey);
        using var supervisor = await app.SignInAsync(scene.Supervisor.PersonId, Hat.Supervisor);
        var look = await supervisor.GetPageAsync($"/throughline/{scene.Owner.PersonId}");
        look.Body!.TextContent.ShouldContain("from own words only");
        look.Body.TextContent.ShouldContain("Own view: “Partly me: On good days”");
        look.Body.InnerHtml.ShouldContain(coding.ToString());
    }

    [Theory]
    [InlineData("?period=nonsense")]
    [InlineData("?from=2026-02-30&to=2026-03-01")]
    [InlineData("?from=2026-03-01&to=2026-02-01")]
    public async Task Throughline_PeriodThatIsNone_ShowsEverythingAndSaysSo(string query)
    {
        await using var database = await TestDatabase.CreateAsync();
        var (scene, _, _) = await SceneAsync(database);
        await using var app = new ThroughlineApp(database);
        using var client = await app.SignInAsync(scene.Owner.PersonId, Hat.PeerWorker);

        var page = await client.GetPageAsync("/throughline" + query);

        page.QuerySelector("[role=status]")!.TextContent.ShouldContain("so everything is shown");
    }

    [Fact]
    public async Task Throughline_UnknownWalledOrUnreachable_AreTheSameNotFoundPage()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (scene, _, _) = await SceneAsync(database);
        var elsewhere = await database.AddPersonAsync("Ines", "Duarte", (await database.AddSchemeAsync("Hillside")).Mentee);
        await using var app = new ThroughlineApp(database);
        using var client = await app.SignInAsync(scene.Coordinator.PersonId, Hat.Coordinator);
        await scene.RaiseWallAsync(scene.Coordinator.PersonId, scene.Owner.PersonId);

        var answers = new List<string>();
        foreach (var id in new[] { Guid.CreateVersion7(), scene.Owner.PersonId, elsewhere })
        {
            using var response = await client.GetAsync($"/throughline/{id}");
            response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
            answers.Add((await response.PageAsync()).QuerySelector("main")!.InnerHtml);
        }

        answers.Distinct().ShouldHaveSingleItem();
        (await client.GetAsync("/throughline/not-an-id")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Throughline_NothingYet_SaysWhatToDoNext()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.AddSchemeAsync();
        var admin = await database.AddPersonAsync("Sol", "Adeyemi", scheme.Coordinator, from: new DateOnly(2026, 3, 2));
        await using var app = new ThroughlineApp(database);
        using var client = await app.SignInAsync(admin, Hat.Coordinator);
        (await client.GetPageAsync("/throughline?period=2019")).Body!.TextContent.ShouldContain("Nothing is on the line");
    }

    private static async Task<(StoryScene Scene, Guid Coding, Guid Story)> SceneAsync(TestDatabase database)
    {
        var scene = await database.AddStorySceneAsync();
        var story = await scene.WriteAsync();
        await scene.ShareAsync(story);
        var coding = await scene.MarkAsync(story, "One day I asked if I could help.", "sought-out-the-role");
        await scene.AnswerAsync(coding, OwnerAnswer.ThatsRight);
        return (scene, coding, story);
    }
}
