using System.Net;
using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Testing;

namespace Throughline.Web.Tests.Security;

public sealed class InvitationTests
{
    private const string Password = "harbour pencil ninety fox";

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Invitation_HandedOver_LeadsToAnAccountOnce(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (moira, theo) = await PeopleAsync(database);
        await using var app = new ThroughlineApp(database);
        using var coordinator = await app.SignInAsync(moira, Hat.Coordinator);

        var list = await coordinator.GetPageAsync("/invitations?name=the");
        list.QuerySelectorAll("#people a").Select(a => a.TextContent).ShouldBe(["Theo Marsh"]);
        var link = await InviteAsync(coordinator, theo);
        (await coordinator.GetPageAsync("/invitations")).QuerySelector("main")!.TextContent.ShouldContain("theo@example.org");
        (await coordinator.GetPageAsync($"/invitations/{theo}")).DocumentElement.OuterHtml.ShouldNotContain(link, Case.Sensitive, "the link is shown once");

        using var invited = app.Anonymous();
        var page = await invited.GetPageAsync(link);
        page.QuerySelector("h1")!.TextContent.ShouldBe("Welcome, Theo Marsh");
        var easy = await invited.SubmitAsync(page, "#password", ("Password", "TheoMarsh TheoMarsh"));
        easy.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await easy.PageAsync()).QuerySelector("#Password-error")!.TextContent.ShouldContain("too easy to guess");
        var accepted = await invited.SubmitAsync(page, "#password", ("Password", Password));
        accepted.Headers.Location!.OriginalString.ShouldBe("/account/second-factor");
        (await invited.GetAsync("/hat")).Headers.Location!.OriginalString.ShouldStartWith("/account/second-factor");

        using var second = app.Anonymous();
        (await second.GetAsync(link)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await second.SubmitAsync(page, "#password", ("Password", Password))).StatusCode.ShouldBe(HttpStatusCode.BadRequest, "another browser's token");
        (await invited.SubmitAsync(page, "#password", ("Password", Password))).StatusCode.ShouldBeOneOf(HttpStatusCode.NotFound, HttpStatusCode.BadRequest);
        await using var context = database.Everything();
        (await context.Accounts.CountAsync(a => a.PersonId == theo)).ShouldBe(1);
        (await context.AuditEvents.CountAsync(e => e.Name == "invitation-accepted" && e.SubjectId == theo)).ShouldBe(1);
    }

    [Fact]
    public async Task Invitation_ExpiredTakenBackOrReplaced_DoesNotWork()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (moira, theo) = await PeopleAsync(database);
        await using var app = new ThroughlineApp(database);
        using var coordinator = await app.SignInAsync(moira, Hat.Coordinator);
        using var invited = app.Anonymous();

        var replaced = await InviteAsync(coordinator, theo);
        var takenBack = await InviteAsync(coordinator, theo);
        (await invited.GetAsync(replaced)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var page = await invited.GetPageAsync(takenBack);
        await coordinator.SubmitAsync(await coordinator.GetPageAsync("/invitations"), "form[action*=Withdraw]");
        (await invited.SubmitAsync(page, "#password", ("Password", Password))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var expired = await InviteAsync(coordinator, theo);
        database.Clock.Advance(TimeSpan.FromDays(7));
        (await invited.GetAsync(expired)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await invited.GetAsync("/invitation/none")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await using var context = database.Everything();
        (await context.Accounts.AnyAsync(a => a.PersonId == theo)).ShouldBeFalse();
    }

    [Fact]
    public async Task Invite_BySomebodyWhoMayNot_IsRefused()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (_, theo) = await PeopleAsync(database);
        var other = await database.AddSchemeAsync("Hillside");
        var amir = await database.AddPersonAsync("Amir", "Khan", other.Coordinator);
        await using var app = new ThroughlineApp(database);
        using var mentee = await app.SignInAsync(theo, Hat.Mentee);
        using var stranger = await app.SignInAsync(amir, Hat.Coordinator);

        (await mentee.GetAsync("/invitations")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await stranger.GetAsync($"/invitations/{theo}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.GetPageAsync("/invitations?name=theo")).QuerySelector("#people").ShouldBeNull();
        var page = await stranger.GetPageAsync($"/invitations/{amir}");
        page.QuerySelector("#invite")!.SetAttribute("action", $"/invitations/{theo}");
        (await stranger.SubmitAsync(page, "#invite", ("SignInName", "theo@example.org"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("")]
    [InlineData("theo")]
    [InlineData("theo@")]
    [InlineData("the o@example.org")]
    [InlineData("a@b@c")]
    public async Task Invite_WithoutAnEmailAddress_IsRefusedInPlace(string typed)
    {
        await using var database = await TestDatabase.CreateAsync();
        var (moira, theo) = await PeopleAsync(database);
        await using var app = new ThroughlineApp(database);
        using var coordinator = await app.SignInAsync(moira, Hat.Coordinator);

        var refused = await coordinator.SubmitAsync(await coordinator.GetPageAsync($"/invitations/{theo}"), "#invite", ("SignInName", typed));

        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var page = await refused.PageAsync();
        page.QuerySelector("#SignInName-error")!.TextContent.ShouldContain("Enter an email address in the right format");
        page.QuerySelector("#SignInName")!.GetAttribute("value").ShouldBe(typed);
    }

    [Fact]
    public async Task FirstStart_WithItsLink_SetsUpTheFirstAdministratorOnce()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var app = new ThroughlineApp(database);
        using var client = app.Anonymous();
        var token = app.FirstStartToken;
        (await client.GetAsync("/first-start/guess")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var page = await client.GetPageAsync($"/first-start/{token}");

        var wrong = await (await client.SubmitAsync(page, "#first-start", ("SignInName", "nobody"), ("Password", "short"))).PageAsync();
        wrong.QuerySelectorAll(".govuk-error-summary a").Length.ShouldBe(3);
        var made = await client.SubmitAsync(page, "#first-start", ("Name", "Ines Duarte"), ("SignInName", "ines@example.org"), ("Password", Password));
        made.Headers.Location!.OriginalString.ShouldBe("/account/second-factor");
        var offered = await (await client.SubmitAsync(await client.GetPageAsync("/account/second-factor"), "#offer")).PageAsync();
        await client.SubmitAsync(offered, "#confirm", ("Code", database.AppCode(offered.QuerySelector("#key")!.TextContent.Replace(" ", "", StringComparison.Ordinal))));

        (await client.GetPageAsync("/hat")).QuerySelector(".tl-header__person")!.TextContent.ShouldContain("system administrator");
        (await client.GetAsync($"/first-start/{token}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await using var restarted = new ThroughlineApp(database);
        restarted.FirstStartToken.ShouldBeNull();
    }

    internal static async Task<(Guid Moira, Guid Theo)> PeopleAsync(TestDatabase database)
    {
        var scheme = await database.AddSchemeAsync();
        return (await database.AddPersonAsync("Moira", "Finch", scheme.Coordinator), await database.AddPersonAsync("Theo", "Marsh", scheme.Mentee));
    }

    private static async Task<string> InviteAsync(HttpClient client, Guid personId)
    {
        var made = await client.SubmitAsync(await client.GetPageAsync($"/invitations/{personId}"), "#invite", ("SignInName", "theo@example.org"));
        return new Uri((await made.PageAsync()).QuerySelector("#link")!.TextContent.Trim()).PathAndQuery;
    }
}
