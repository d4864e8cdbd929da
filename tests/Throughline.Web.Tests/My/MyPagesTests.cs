using System.Net;
using AngleSharp.Dom;
using Throughline.People;
using Throughline.Testing;
using Throughline.Web.Tests.People;

namespace Throughline.Web.Tests.My;

public sealed class MyPagesTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Fact]
    public async Task Record_EveryHat_OpensItsOwnOnly()
    {
        await using var hub = await Hub.OpenAsync();
        foreach (var (person, hat, name) in new[] { (hub.Dee, Hat.PeerWorker, "Dee Marsh"), (hub.Joe, Hat.Mentee, "Joe Pike"), (hub.Ruth, Hat.StaffColleague, "Ruth Bell"), (hub.Moira.PersonId, Hat.Coordinator, "Moira Finch") })
        {
            using var client = await hub.App.SignInAsync(person, hat);
            (await client.GetPageAsync("/my/record")).QuerySelector(".govuk-summary-list")!.TextContent.ShouldContain(name);
            foreach (var address in new[] { "/", "/my/details", "/my/contact", "/my/label", "/my/close", "/my/aspirations", "/my/record/looked" })
            {
                (await client.GetPageAsync(address)).QuerySelectorAll("h1").Length.ShouldBe(1, address);
            }
        }
    }

    [Fact]
    public async Task Looked_AfterACoordinatorOpenedThePage_ShowsWho()
    {
        await using var hub = await Hub.OpenAsync();
        await hub.Coordinator.GetPageAsync($"/people/{hub.Dee}");
        using var dee = await hub.App.SignInAsync(hub.Dee, Hat.PeerWorker);
        var row = (await dee.GetPageAsync("/my/record/looked?looked=true")).QuerySelector("tbody tr")!;
        row.TextContent.ShouldContain("Moira Finch");
        row.TextContent.ShouldContain("as coordinator");
        row.TextContent.ShouldContain("2 March 2026 at 10:00am");
    }

    [Fact]
    public async Task DetailsAndContact_OwnForms_Save()
    {
        await using var hub = await Hub.OpenAsync();
        using var dee = await hub.App.SignInAsync(hub.Dee, Hat.PeerWorker);
        (await dee.SubmitAsync(await dee.GetPageAsync("/my/details"), "form#details", ("PreferredName", ""))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await dee.SubmitAsync(await dee.GetPageAsync("/my/details"), "form#details", ("PreferredName", "Delia"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await dee.SubmitAsync(await dee.GetPageAsync("/my/contact"), "form#contact", ("ContactNote", "After six\r\nby text"), ("NoContact", "true"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var record = (await dee.GetPageAsync("/my/record")).QuerySelector(".govuk-summary-list")!.TextContent;
        record.ShouldContain("Delia Marsh");
        record.ShouldContain("After six");
        record.ShouldContain("No contact, please");
    }

    [Fact]
    [Trait("invariants", "INV-135")]
    public async Task Details_OpenWhileAConcernAboutThemIsSeenTo_SaveAsIfThereWereNone()
    {
        await using var world = await SafetyWorld.MakeAsync();
        await world.MatchAsync();
        await using var app = new ThroughlineApp(world.Database);
        using var sam = await app.SignInAsync(world.Sam.PersonId, Hat.Mentee);
        var form = await sam.GetPageAsync("/my/details");
        var id = (await world.RaiseAsync(about: world.Sam.PersonId)).Value;
        await world.PageAsync();
        (await world.AnswerAsync(world.Moira, id)).Succeeded.ShouldBeTrue();
        (await sam.GetPageAsync("/my/details")).QuerySelector("#details [name=Version]")!.GetAttribute("value").ShouldBe(form.QuerySelector("#details [name=Version]")!.GetAttribute("value"));
        (await sam.SubmitAsync(form, "form#details", ("Pronouns", "she/her"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Aspirations_OwnWords_AreDatedAndSeenByNobodyElse()
    {
        await using var hub = await Hub.OpenAsync();
        using var dee = await hub.App.SignInAsync(hub.Dee, Hat.PeerWorker);
        (await dee.SubmitAsync(await dee.GetPageAsync("/my/aspirations"), "form#aspire")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await dee.SubmitAsync(await dee.GetPageAsync("/my/aspirations"), "form#aspire", ("RoleDefinitionId", hub.Scheme.PeerMentor.Id.ToString()))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await dee.SubmitAsync(await dee.GetPageAsync("/my/aspirations"), "form#aspire", ("RoleDefinitionId", hub.Scheme.Coordinator.Id.ToString()), ("Words", "Not because of my past"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var said = await dee.GetPageAsync("/my/aspirations");
        said.QuerySelector(".govuk-summary-list")!.TextContent.ShouldContain("Not because of my past");
        said.QuerySelector("#told").ShouldBeNull("nobody is told by itself");
        // What was said last counts, and ids of one instant have no order.
        hub.Database.Clock.Advance(TimeSpan.FromMinutes(1));
        (await dee.SubmitAsync(said, "form#aspire", ("Words", "Boats"), ("Told", "true"), ("Once", null))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        said = await dee.GetPageAsync("/my/aspirations");
        said.QuerySelector("#Told")!.HasAttribute("checked").ShouldBeTrue();
        (await dee.SubmitAsync(said, "form#take-back")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await dee.GetPageAsync("/my/aspirations")).QuerySelector("#told").ShouldBeNull();
        (await hub.Coordinator.GetPageAsync($"/people/{hub.Dee}")).Body!.TextContent.ShouldNotContain("Not because of my past");
    }

    /// <summary>Acceptance scenario 10.</summary>
    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Label_TessSetsIt_NothingInTheStaffListTellsHerApart(string provider)
    {
        await using var hub = await Hub.OpenAsync(provider);
        var plain = await hub.Database.WriteAsync("role-defined", writing =>
        {
            var role = RoleDefinition.Define(writing.NewId(), hub.Scheme.Id, new RoleOutline("team-member", "Team member", "Team member", [Hat.StaffColleague]));
            writing.Context.Add(role);
            return role;
        });
        var since = new DateOnly(2021, 3, 1);
        var tess = await hub.Database.AddPersonAsync("Tess", "Lowe", hub.Scheme.PeerMentor, RoleState.Senior, since);
        var cal = await hub.Database.AddPersonAsync("Rhys", "Lowe", plain, from: since);
        using var client = await hub.App.SignInAsync(tess, Hat.PeerWorker);
        (await client.SubmitAsync(await client.GetPageAsync("/my/aspirations"), "form#aspire", ("RoleDefinitionId", plain.Id.ToString()))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var wrong = await client.SubmitAsync(await client.GetPageAsync("/my/label"), "form#label", Hub.Date("From", Today.AddDays(-1)));
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await client.SubmitAsync(await client.GetPageAsync("/my/label"), "form#label")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await client.SubmitAsync(await client.GetPageAsync("/my/label"), "form#label", Hub.Date("From", Today))).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        string Same(string html, Guid person, Guid role, string name) => html.Replace(role.ToString(), "ROLE").Replace(person.ToString(), "PERSON").Replace(name, "NAME");
        var (tessRole, calRole) = (await hub.RoleAsync(tess, hub.Scheme.PeerMentor), await hub.RoleAsync(cal, plain));
        foreach (var address in new[] { "/people?q=lowe", "/people?role=Team+member", "/people?state=Held" })
        {
            var rows = (await hub.Coordinator.GetPageAsync(address)).QuerySelectorAll("tbody tr").Where(r => r.TextContent.Contains("Lowe", StringComparison.Ordinal)).Select(r => r.OuterHtml).ToList();
            rows.Count.ShouldBe(2, address);
            Same(rows[1], tess, tessRole, "Tess").ShouldBe(Same(rows[0], cal, calRole, "Rhys"));
        }

        (await hub.Coordinator.GetPageAsync("/people?role=Peer+mentor")).QuerySelectorAll("tbody tr").Select(r => r.QuerySelector("a")!.TextContent).ShouldBe(["Dee Marsh"]);
        (await hub.Coordinator.GetPageAsync("/people?state=Senior")).QuerySelectorAll("tbody tr").ShouldBeEmpty();
        string Main(AngleSharp.Html.Dom.IHtmlDocument page) => page.QuerySelector("main")!.InnerHtml;
        var tessPage = Same(Main(await hub.Coordinator.GetPageAsync($"/people/{tess}")), tess, tessRole, "Tess");
        var calPage = Same(Main(await hub.Coordinator.GetPageAsync($"/people/{cal}")), cal, calRole, "Rhys");
        Html.Plain(tessPage).ShouldBe(Html.Plain(calPage));
        (await hub.Coordinator.GetPageAsync($"/people/{tess}")).QuerySelectorAll(".tl-holding__title").Select(t => t.TextContent).ShouldBe(["Team member Current"]);
        (await client.GetPageAsync("/my/record")).Body!.TextContent.ShouldContain("Peer mentor");

        var takeBack = await client.GetPageAsync("/my/label");
        (await client.SubmitAsync(takeBack, "form#take-back")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await hub.Coordinator.GetPageAsync($"/people/{tess}")).Body!.TextContent.ShouldContain("Peer mentor");
    }

    [Fact]
    public async Task Close_NobodyOneOrMany_AnswersTheSameBytes()
    {
        await using var hub = await Hub.OpenAsync();
        await hub.Database.AddPersonAsync("Sam", "Reed", hub.Scheme.Mentee);
        await hub.Database.AddPersonAsync("Sam", "Reed", hub.Scheme.Supervisor);
        List<string> answers = [];
        foreach (var (index, name) in new[] { "Nobody Known", "Joe Pike", "Sam Reed" }.Index())
        {
            var person = await hub.Database.AddPersonAsync("Amir", "Khan", hub.Scheme.Coordinator, from: Today.AddDays(-index));
            using var client = await hub.App.SignInAsync(person, Hat.Coordinator);
            var answer = await client.SubmitAsync(await client.GetPageAsync("/my/close"), "form#close", ("Name", name));
            answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
            answers.Add(answer.Headers.Location + Html.Plain(await client.GetStringAsync("/my/close")));
        }

        answers.Distinct().Count().ShouldBe(1);
        (await hub.Coordinator.SubmitAsync(await hub.Coordinator.GetPageAsync("/my/close"), "form#close", ("Name", " "))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }
}

/// <summary>HTML without what differs from page to page: antiforgery tokens and one-time keys.</summary>
internal static partial class Html
{
    public static string Plain(string html) => Token().Replace(html, "$1");

    [System.Text.RegularExpressions.GeneratedRegex("""(name="(?:__RequestVerificationToken|Once)"[^>]*?)\s*value="[^"]*"|value="[^"]*"\s*(?=name="(?:__RequestVerificationToken|Once)")""")]
    private static partial System.Text.RegularExpressions.Regex Token();
}
