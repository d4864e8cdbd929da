using System.Net;
using Throughline.People;
using Throughline.Testing;
using Throughline.Web.Tests.People;

namespace Throughline.Web.Tests.Walls;

public sealed class ApartPagesTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Pair_DeclaredLookedAtAndLifted_NeverShowsWhy(string provider)
    {
        await using var hub = await Hub.OpenAsync(provider);
        (await hub.Coordinator.GetPageAsync("/walls")).QuerySelector("main")!.TextContent.ShouldContain("Nobody is.");
        var link = (await hub.Coordinator.GetPageAsync($"/people/{hub.Joe}")).QuerySelectorAll("main a").Single(a => a.TextContent == "Keep apart from somebody");
        var found = await hub.Coordinator.SubmitAsync(await hub.Coordinator.GetPageAsync(link.GetAttribute("href")!), "#find", ("q", "dee"));
        var page = await found.PageAsync();
        page.QuerySelectorAll("[name=Kind]").Length.ShouldBe(8);
        var empty = await hub.Coordinator.SubmitAsync(page, "#apart");
        empty.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await empty.PageAsync()).QuerySelectorAll(".govuk-error-summary a").Length.ShouldBe(2);
        (await hub.Coordinator.SubmitAsync(page, "#apart", ("OtherId", hub.Dee.ToString()), ("Kind", "Victim"))).Headers.Location!.OriginalString.ShouldBe($"/people/{hub.Joe}");
        var twice = await hub.Coordinator.SubmitAsync(page, "#apart", ("OtherId", hub.Dee.ToString()), ("Kind", "Friend"), ("Once", null));
        (await twice.PageAsync()).QuerySelector("#OtherId-error")!.TextContent.ShouldContain("kept apart already");

        foreach (var address in new[] { $"/people/{hub.Joe}", $"/people/{hub.Dee}", "/walls" })
        {
            (await hub.Coordinator.GetPageAsync(address)).QuerySelector("main")!.TextContent.ShouldNotContain("Harm between");
        }

        (await hub.Coordinator.GetPageAsync($"/people/{hub.Dee}")).QuerySelector("main")!.TextContent.ShouldContain("Kept apart from");
        var address2 = (await hub.Coordinator.GetPageAsync("/walls")).QuerySelector("a[href^='/walls/apart/']")!.GetAttribute("href")!;
        page = await hub.Coordinator.GetPageAsync(address2);
        page.QuerySelector("h1")!.TextContent.ShouldBe("Joe Pike and Dee Marsh");
        var bad = await hub.Coordinator.SubmitAsync(page, "#keep", [("Finding", "Still needed."), .. Hub.Date("NextReview", Today.AddDays(91))]);
        bad.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await bad.PageAsync()).QuerySelector("#Finding")!.TextContent.ShouldBe("Still needed.");
        (await hub.Coordinator.SubmitAsync(page, "#keep", ("Finding", "Still needed."))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await hub.Coordinator.SubmitAsync(page, "#keep", [("Finding", "Still needed."), .. Hub.Date("NextReview", Today.AddDays(60))])).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await hub.Coordinator.SubmitAsync(page, "#lift", ("Reason", "They have made it up with each other."), ("Evidence", "Both told me"))).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        page = await hub.Coordinator.GetPageAsync(address2);
        page.QuerySelector("main")!.TextContent.ShouldContain("Still needed.");
        (await hub.Coordinator.SubmitAsync(page, "#lift", ("Reason", "They have made it up with each other."), ("Evidence", "Both told me"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await hub.Coordinator.GetAsync(address2)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await hub.Coordinator.SubmitAsync(page, "#lift", ("Reason", "They have made it up with each other."), ("Evidence", "Both told me"), ("Once", null))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Pages_OtherHatsAndSchemes_AreShut()
    {
        await using var hub = await Hub.OpenAsync();
        await hub.Database.DoAsync(hub.Moira, (DeclareRelationship declare) => declare.RunAsync(new NewRelationship(hub.Joe, hub.Dee, RelationshipKind.Friend)));
        var address = (await hub.Coordinator.GetPageAsync("/walls")).QuerySelector("a[href^='/walls/apart/']")!.GetAttribute("href")!;
        var hillside = await hub.Database.AddSchemeAsync("Hillside");
        var wes = await hub.Database.AddCoordinatorAsync(hillside, "Wes", "Tull");
        using var stranger = await hub.App.SignInAsync(wes.PersonId, Hat.Coordinator);
        using var supervisor = await hub.App.SignInAsync(hub.Ruth, Hat.Supervisor);
        (await stranger.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.GetAsync($"/walls/apart/new?first={hub.Joe}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await hub.Coordinator.GetAsync("/walls/apart/new")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await supervisor.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }
}
