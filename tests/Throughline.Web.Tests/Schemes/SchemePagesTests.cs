using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Testing;

namespace Throughline.Web.Tests.Schemes;

public sealed class SchemePagesTests
{
    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task SetUp_FromTemplateToOverview_NeedsNoDeveloper(string provider)
    {
        await using var house = await House.BuildAsync(provider);

        (await house.Client.GetPageAsync("/schemes/set-up")).QuerySelectorAll("main h2").Select(h => h.TextContent).ShouldBe(
            ["Peer mentoring in a drugs team", "Health Trainers", "Peer mentoring in probation"]);
        var brings = await house.Client.GetPageAsync("/schemes/set-up/health-trainers/1");
        brings.QuerySelectorAll(".tl-ladder__step strong").Select(s => s.TextContent).ShouldBe(
            ["Trainee Health Trainer", "Health Trainer", "Senior Health Trainer", "Health and wellbeing coordinator"]);
        var answer = await house.Client.SubmitAsync(brings, "form#set-up", ("Name", "Northgate health team"), ("From.Day", "2"), ("From.Month", "3"), ("From.Year", "2026"));

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var overview = await house.Client.GetPageAsync(answer.Headers.Location!.ToString());
        overview.QuerySelector(".govuk-caption-l")!.TextContent.ShouldBe("Northgate health team");
        overview.QuerySelector(".govuk-notification-banner")!.TextContent.ShouldContain("Northgate health team is set up");
        overview.Body!.TextContent.ShouldContain("Harbour Probation Trust");
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task SetUp_FirstSchemeOfANewInstallation_AdministratorNamesTheOrganisationAndMayRunIt(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var admin = await database.WriteAsync("person-added", writing =>
        {
            var person = Person.Add(writing.NewId(), new PersonDetails("Ola", "Quist"), writing.Now).Value;
            writing.Context.Add(person);
            return person.Id;
        });
        await database.AddAccountAsync(admin, administers: true);
        await using var app = new ThroughlineApp(database);
        using var client = await app.SignInAsync(admin, Hat.SystemAdministrator);

        (await client.GetPageAsync("/schemes")).QuerySelector("main")!.TextContent.ShouldContain("There is no scheme yet");
        (await client.GetPageAsync("/settings")).QuerySelector("main")!.TextContent.ShouldContain("there is no scheme yet");
        (await client.GetAsync("/organisation")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var page = await client.GetPageAsync("/schemes/set-up/probation-peer-mentoring/1");
        (string, string?)[] typed = [("Name", "Harbour peers"), ("From.Day", "2"), ("From.Month", "3"), ("From.Year", "2026")];
        var refused = await (await client.SubmitAsync(page, "form#set-up", typed)).PageAsync();
        refused.QuerySelectorAll(".govuk-error-summary a").Select(a => a.TextContent).ShouldBe(
            ["Enter the name of the organisation", "Choose what sort of organisation it is", "Choose whether you will run it yourself"], ignoreOrder: true);
        var answer = await client.SubmitAsync(refused, "form#set-up", ("OrganisationName", "Harbour Probation Service"), ("OrganisationKind", "Service"), ("RunIt", "true"));

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await client.GetPageAsync("/schemes")).QuerySelector("main")!.TextContent.ShouldContain("Harbour peers");
        (await client.GetPageAsync("/organisation")).QuerySelector("h1")!.TextContent.ShouldBe("Harbour Probation Service");
        (await client.GetPageAsync("/hat")).QuerySelectorAll("input[name=Hat]").Select(i => i.GetAttribute("value")).ShouldContain(((int)Hat.Coordinator).ToString());
    }

    [Fact]
    public async Task SetUp_AsAdministratorWhileASchemeExists_IsForbidden()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.AddSchemeAsync();
        var admin = await AdministratorAsync(database, scheme);
        await using var app = new ThroughlineApp(database);
        using var client = await app.SignInAsync(admin, Hat.SystemAdministrator);

        (await client.GetAsync("/schemes/set-up")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await client.GetAsync("/schemes/set-up/health-trainers/1")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await client.GetPageAsync("/schemes")).QuerySelectorAll("a[href='/schemes/set-up']").ShouldBeEmpty();
    }

    [Fact]
    public async Task SetUp_NothingTyped_KeepsTheFormAndSaysWhatIsMissing()
    {
        await using var house = await House.BuildAsync();
        var page = await house.Client.GetPageAsync("/schemes/set-up/drugs-team-peer-mentoring/1");

        var answer = await house.Client.SubmitAsync(page, "form#set-up", ("Name", ""), ("From.Day", "31"), ("From.Month", "2"), ("From.Year", "2026"));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var again = await answer.PageAsync();
        again.QuerySelectorAll(".govuk-error-summary a").Select(a => a.TextContent).ShouldBe(
            ["Enter a name for the scheme", "The first day must be a real date"], ignoreOrder: true);
        ((IHtmlInputElement)again.QuerySelector("[name='From.Day']")!).Value.ShouldBe("31");
    }

    [Theory]
    [InlineData("/schemes/set-up/no-such-template/1")]
    [InlineData("/schemes/set-up/drugs-team-peer-mentoring/2")]
    [InlineData("/schemes/0196f3a0-0000-7000-8000-00000000dead")]
    [InlineData("/schemes/0196f3a0-0000-7000-8000-00000000dead/settings")]
    [InlineData("/schemes/not-a-guid")]
    [InlineData("{scheme}/settings/no.such.setting")]
    [InlineData("{scheme}/words/no-such-word")]
    [InlineData("{scheme}/roles/0196f3a0-0000-7000-8000-00000000dead")]
    [InlineData("{scheme}/lists/no-such-list")]
    [InlineData("{scheme}/lists/no-such-list/add")]
    [InlineData("{scheme}/lists/exit-reasons/0196f3a0-0000-7000-8000-00000000dead/end")]
    public async Task Get_NoSuchThing_IsNotFound(string path)
    {
        await using var house = await House.BuildAsync();

        (await house.Client.GetAsync(house.At(path))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("/schemes")]
    [InlineData("/schemes/set-up")]
    [InlineData("/settings")]
    [InlineData("/organisation")]
    [InlineData("/organisation/change")]
    [InlineData("{scheme}")]
    [InlineData("{scheme}/settings")]
    [InlineData("{scheme}/settings/matches.trial-weeks")]
    [InlineData("{scheme}/words")]
    [InlineData("{scheme}/roles")]
    [InlineData("{scheme}/lists")]
    [InlineData("{scheme}/places")]
    [InlineData("{scheme}/places/add-site")]
    public async Task Get_AsPeerWorkerOrSignedOut_IsNotShown(string path)
    {
        await using var house = await House.BuildAsync();
        using var peer = await house.SignInAsync("Nadia", "peer-mentor", Hat.PeerWorker);
        using var nobody = house.App.Anonymous();

        (await peer.GetAsync(house.At(path))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await nobody.GetAsync(house.At(path))).StatusCode.ShouldBeOneOf(HttpStatusCode.Redirect, HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/settings")]
    [InlineData("/settings/matches.trial-weeks")]
    [InlineData("/words")]
    [InlineData("/words/person")]
    [InlineData("/roles")]
    [InlineData("/lists")]
    [InlineData("/lists/exit-reasons")]
    [InlineData("/lists/exit-reasons/add")]
    [InlineData("/places")]
    [InlineData("/places/add-team")]
    public async Task Get_AsCoordinatorOfAnotherScheme_AnswersLikeASchemeThatDoesNotExist(string page)
    {
        await using var house = await House.BuildAsync();
        var other = await house.Database.AddSchemeAsync("Elsewhere");
        var stranger = await house.Database.AddPersonAsync("Tomas", "Reed", other.Coordinator);
        using var client = await house.App.SignInAsync(stranger, Hat.Coordinator);

        var theirs = await client.GetAsync($"/schemes/{house.Scheme}{page}");
        var none = await client.GetAsync($"/schemes/0196f3a0-0000-7000-8000-00000000dead{page}");

        theirs.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        none.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await theirs.PageAsync()).QuerySelector("main")!.TextContent.ShouldBe((await none.PageAsync()).QuerySelector("main")!.TextContent);
    }

    [Fact]
    public async Task Get_AsAdministrator_ShowsWithoutLinksToChange()
    {
        await using var house = await House.BuildAsync();
        using var admin = await house.SignInAsync("Ola", "system-administrator", Hat.SystemAdministrator);

        var settings = await admin.GetPageAsync(house.At("{scheme}/settings"));
        settings.QuerySelectorAll(".tl-setting").Length.ShouldBe(typeof(SettingKeys).GetFields().Length);
        settings.QuerySelectorAll(".tl-setting__action a").ShouldBeEmpty();
        (await admin.GetPageAsync(house.At("{scheme}/settings/matches.trial-weeks"))).QuerySelector("form#change").ShouldBeNull();
        (await admin.GetAsync(house.At("{scheme}/words/person"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Every_Page_HasOneHeadingAndATitle()
    {
        await using var house = await House.BuildAsync();
        await using var context = house.Database.Everything();
        var role = await context.RoleDefinitions.SingleAsync(r => r.SchemeId == house.Scheme && r.Key == "peer-mentor");
        var item = await context.Set<ReferenceItem>().SingleAsync(i => i.SchemeId == house.Scheme && i.Code == "RAR");

        foreach (var path in new[]
        {
            "/schemes", "/schemes/set-up", "/schemes/set-up/probation-peer-mentoring/1", "/organisation", "/organisation/change", "{scheme}", "{scheme}/settings",
            "{scheme}/settings?changed=true", "{scheme}/settings/stages.window-days", "{scheme}/settings/messages.scale-end", "{scheme}/words", "{scheme}/words/hub", "{scheme}/roles",
            $"{{scheme}}/roles/{role.Id}", "{scheme}/lists", "{scheme}/lists/attendance-outcomes", "{scheme}/lists/attendance-outcomes/add", "{scheme}/lists/requirement-types/add",
            $"{{scheme}}/lists/requirement-types/{item.Id}/end", "{scheme}/places", "{scheme}/places/add-site", "{scheme}/places/add-team",
        })
        {
            var page = await house.Client.GetPageAsync(house.At(path));
            page.QuerySelectorAll("h1").Length.ShouldBe(1, path);
            page.Title!.ShouldEndWith(" – Throughline", customMessage: path);
            page.QuerySelectorAll("form[method=post]").ShouldAllBe(f => f.QuerySelector("[name=__RequestVerificationToken]") != null, path);
        }
    }

    private static async Task<Guid> AdministratorAsync(TestDatabase database, TestScheme scheme) => await database.WriteAsync("administrator-added", writing =>
    {
        var role = RoleDefinition.Define(writing.NewId(), scheme.Id, new RoleOutline("system-administrator", "System administrator", "System administrator", [Hat.SystemAdministrator]));
        var person = Person.Add(writing.NewId(), new PersonDetails("Ola", "Quist"), writing.Now).Value;
        writing.Context.Add(role);
        writing.Context.Add(person);
        writing.Context.Add(RoleHolding.Start(writing.NewId(), person.Id, role, RoleState.Held, new DateOnly(2025, 1, 6)));
        return person.Id;
    });
}
