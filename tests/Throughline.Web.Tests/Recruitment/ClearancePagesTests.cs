using System.Net;
using Microsoft.EntityFrameworkCore;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Testing;
using Throughline.Web.Tests.My;
using Throughline.Web.Tests.People;

namespace Throughline.Web.Tests.Recruitment;

public sealed class ClearancePagesTests
{
    private static readonly DateOnly Today = ClearanceScene.Today;
    private static readonly Guid Nobody = new("0193f000-0000-7000-8000-000000000000");

    /// <summary>The whole way through the forms: asked for, asked of her, done, refused, appealed, heard by somebody else, cleared, and started.</summary>
    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Clearance_RefusedAndAppealed_ThroughTheForms(string provider)
    {
        await using var place = await Place.OpenAsync(provider);
        var (scene, dee) = (place.Scene, place.Scene.Dee.PersonId);
        using var moira = await place.AsAsync(scene.Moira);
        using var pat = await place.AsAsync(scene.Pat);
        using var neil = await place.AsAsync(scene.Neil);
        using var herself = await place.AsAsync(scene.Dee);
        (await moira.GetPageAsync($"/clearance/{dee}")).QuerySelector("#no-clearance").ShouldNotBeNull();

        var page = await moira.GetPageAsync($"/clearance/{dee}/ask");
        var bad = await moira.SubmitAsync(page, "form#ask", ("Needed", "true"));
        bad.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await bad.PageAsync()).QuerySelectorAll(".govuk-error-summary li").Length.ShouldBe(2);
        (await moira.SubmitAsync(page, "form#ask", ("Needed", null))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await moira.SubmitAsync(page, "form#ask", ("Needed", "true"), ("Scopes", "hub"), ("DeciderId", scene.Pat.PersonId.ToString()))).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await pat.GetPageAsync("/")).QuerySelector("a[href='/clearance/cases']")!.TextContent.ShouldBe("1 waits for you");
        var address = (await pat.GetPageAsync("/clearance/cases")).QuerySelector("tbody a")!.GetAttribute("href")!;
        page = await pat.GetPageAsync(address);
        bad = await pat.SubmitAsync(page, "form#ask", ("Route", "leap"), ("Ask", "Come on Monday."));
        bad.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await bad.PageAsync()).QuerySelector("#Ask")!.TextContent.ShouldBe("Come on Monday.");
        (await pat.SubmitAsync(page, "form#ask", ("Route", "provider"), ("Ask", "Come on Monday."))).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var part = (await herself.GetPageAsync("/")).QuerySelector("a[href^='/my/clearance/']")!.GetAttribute("href")!;
        page = await herself.GetPageAsync(part);
        page.Body!.TextContent.ShouldContain("Come on Monday.");
        page.QuerySelector("#Words").ShouldBeNull("words about the past are off");
        (await herself.SubmitAsync(page, "form#part", ("Words", "Something"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await herself.SubmitAsync(page, "form#part")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await herself.GetAsync(part)).StatusCode.ShouldBe(HttpStatusCode.NotFound, "it is done");

        page = await pat.GetPageAsync(address);
        bad = await pat.SubmitAsync(page, "form#decide", ("Verdict", "Refuse"), ("Reason", "No."), ("Evidence", "Papers"));
        (await bad.PageAsync()).QuerySelector("#Reason-error")!.TextContent.ShouldContain("20 characters");
        (await pat.SubmitAsync(page, "form#decide", ("Verdict", "Clear"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await pat.SubmitAsync(page, "form#decide", ("Verdict", "Refuse"), ("Reason", "The letter names another address."), ("Evidence", "Papers"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await pat.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound, "decided, so no longer hers to open");

        page = await herself.GetPageAsync("/my/clearance");
        page.Body!.TextContent.ShouldContain("The letter names another address.");
        page = await herself.GetPageAsync(page.QuerySelector("a[href$='/appeal']")!.GetAttribute("href")!);
        (await herself.SubmitAsync(page, "form#appeal", ("Words", " "))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await herself.SubmitAsync(page, "form#appeal", ("Words", "It is my mother's house."))).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var row = (await moira.GetPageAsync("/clearance")).QuerySelector("tbody tr")!;
        row.TextContent.ShouldContain("nobody hears yet");
        page = await moira.GetPageAsync($"/clearance/{dee}");
        page.Body!.TextContent.ShouldNotContain("another address");
        page.Body!.TextContent.ShouldNotContain("mother");
        page = await moira.GetPageAsync(page.QuerySelector("a[href*='/decider/']")!.GetAttribute("href")!);
        bad = await moira.SubmitAsync(page, "form#decider", ("WhoId", scene.Pat.PersonId.ToString()));
        (await bad.PageAsync()).QuerySelector("#WhoId-error")!.TextContent.ShouldContain("other than the person who decided");
        (await moira.SubmitAsync(page, "form#decider", ("WhoId", scene.Neil.PersonId.ToString()))).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        page = await neil.GetPageAsync(address);
        page.Body!.TextContent.ShouldContain("The letter names another address.");
        (await neil.GetPageAsync(page.QuerySelector("#words a")!.GetAttribute("href")!)).Body!.TextContent.ShouldContain("my mother's house");
        (await pat.GetAsync(address + "/words")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await neil.SubmitAsync(page, "form#appeal", ("Clears", "false"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await neil.SubmitAsync(page, "form#appeal", [("Clears", "true"), ("Reason", "It is as she says."), .. Hub.Date("Until", Today.AddYears(1))])).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await herself.GetPageAsync("/my/clearance")).Body!.TextContent.ShouldContain("It is as she says.");
        var holding = await place.Database.HoldingAsync(dee, scene.Roles["peer-mentor"]);
        page = await moira.GetPageAsync($"/people/roles/{holding.Id}/move");
        page.Body!.TextContent.ShouldNotContain("Still needed");
        (await moira.SubmitAsync(page, "form#step", ("Checked", "true"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Move_WithoutClearance_SaysWhatIsMissingBeforeOneTries()
    {
        await using var place = await Place.OpenAsync();
        using var moira = await place.AsAsync(place.Scene.Moira);
        var holding = await place.Database.HoldingAsync(place.Scene.Dee.PersonId, place.Scene.Roles["peer-mentor"]);
        var page = await moira.GetPageAsync($"/people/roles/{holding.Id}/move");
        page.Body!.TextContent.ShouldContain("a clearance for “The hub”");
        page.QuerySelector($"a[href='/clearance/{place.Scene.Dee.PersonId}']").ShouldNotBeNull();
        (await (await moira.SubmitAsync(page, "form#step", ("Checked", "true"))).PageAsync()).QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("clearance");
    }

    [Fact]
    public async Task Record_AndEnd_ThroughTheForms()
    {
        await using var place = await Place.OpenAsync();
        var dee = place.Scene.Dee.PersonId;
        using var moira = await place.AsAsync(place.Scene.Moira);
        var page = await moira.GetPageAsync($"/clearance/{dee}/record");
        var bad = await moira.SubmitAsync(page, "form#record", [("Scopes", "hub"), .. Hub.Date("From", Today)]);
        bad.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await bad.PageAsync()).QuerySelectorAll(".govuk-error-summary li").Length.ShouldBe(2);
        bad = await moira.SubmitAsync(page, "form#record", [("Scopes", "hub"), ("Outcome", "Cleared"), .. Hub.Date("From", Today), .. Hub.Date("Until", Today.AddDays(-1))]);
        (await bad.PageAsync()).QuerySelector("#Until-date-error")!.TextContent.ShouldContain("on or after the first");
        (await moira.SubmitAsync(page, "form#record", [("Scopes", "hub"), ("Outcome", "Cleared"), .. Hub.Date("From", Today), .. Hub.Date("Until", Today.AddDays(30))])).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        page = await moira.GetPageAsync($"/clearance/{dee}");
        page.Body!.TextContent.ShouldContain("Runs out on 1 April 2026");
        (await moira.GetPageAsync("/")).QuerySelector("#clearance-waits")!.TextContent.ShouldContain("Runs out soon: 1");
        page = await moira.GetPageAsync(page.QuerySelector("a[href*='/end/']")!.GetAttribute("href")!);
        (await (await moira.SubmitAsync(page, "form#end", ("Reason", "Short"), ("Evidence", "x"))).PageAsync()).QuerySelector("#Reason-error").ShouldNotBeNull();
        (await moira.SubmitAsync(page, "form#end", ("Reason", "The other body wrote that it takes it back."), ("Evidence", "Its letter"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await moira.GetPageAsync($"/clearance/{dee}")).Body!.TextContent.ShouldContain("Not rostered");
        using var herself = await place.AsAsync(place.Scene.Dee);
        (await herself.GetPageAsync("/my/clearance")).Body!.TextContent.ShouldContain("takes it back");
    }

    [Fact]
    public async Task Supervision_ApprovalAndCrossing_ThroughTheForms()
    {
        await using var place = await Place.OpenAsync(template: "probation-peer-mentoring");
        var (scene, dee) = (place.Scene, place.Scene.Dee.PersonId);
        using var moira = await place.AsAsync(scene.Moira);
        using var graham = await place.AsAsync(scene.Graham);
        using var herself = await place.AsAsync(scene.Dee);
        using var ruth = await place.AsAsync(scene.Ruth);
        var page = await moira.GetPageAsync($"/clearance/{dee}/supervision");
        (await (await moira.SubmitAsync(page, "form#supervision")).PageAsync()).QuerySelectorAll(".govuk-error-summary li").Length.ShouldBe(3);
        (await moira.SubmitAsync(page, "form#supervision",
            [("Type", "LIC"), ("OfficerId", scene.Graham.PersonId.ToString()), .. Hub.Date("Start", Today.AddDays(-90)), .. Hub.Date("End", Today.AddDays(20))])).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        page = await moira.GetPageAsync($"/clearance/{dee}");
        page = await moira.GetPageAsync(page.QuerySelector("a[href*='/approval/']")!.GetAttribute("href")!);
        (await moira.SubmitAsync(page, "form#approval")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var role = ("RoleId", scene.Roles["peer-mentor"].Id.ToString());
        (await moira.SubmitAsync(page, "form#approval", role)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await (await moira.SubmitAsync(page, "form#approval", role, ("Once", null))).PageAsync()).QuerySelector("#RoleId-error")!.TextContent.ShouldContain("has not answered yet");

        var link = (await graham.GetPageAsync("/")).QuerySelector("#approvals a")!;
        link.TextContent.ShouldBe("Dee Marsh: Peer mentor");
        page = await graham.GetPageAsync(link.GetAttribute("href")!);
        (await graham.SubmitAsync(page, "form#answer", ("Gives", "false"), ("Reason", "No"), ("Evidence", "x"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await graham.SubmitAsync(page, "form#answer", ("Gives", "true"), ("Reason", "You have earned this."))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await graham.GetAsync(link.GetAttribute("href"))).StatusCode.ShouldBe(HttpStatusCode.NotFound, "it is answered");
        (await herself.GetPageAsync("/my/clearance")).Body!.TextContent.ShouldContain("You have earned this.");
        (await moira.GetPageAsync($"/clearance/{dee}")).Body!.TextContent.ShouldNotContain("earned");

        page = await moira.GetPageAsync($"/clearance/{dee}");
        page = await moira.GetPageAsync(page.QuerySelector("a[href*='/supervision/']")!.GetAttribute("href")!);
        page.QuerySelector("select option[selected]")!.TextContent.ShouldBe("Graham Loft");
        (await moira.SubmitAsync(page, "form#supervision", [.. Hub.Date("End", Today.AddDays(28))])).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await ruth.GetPageAsync("/")).QuerySelector("#crossings").ShouldBeNull("hers first");
        page = await herself.GetPageAsync("/");
        (await herself.SubmitAsync(page, "section[id^='crossing-'] form")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var told = (await ruth.GetPageAsync("/")).QuerySelector("#crossings")!.TextContent;
        told.ShouldContain("30 March 2026");
        told.ShouldNotContain("supervision", Case.Insensitive);
        told.ShouldNotContain("licence", Case.Insensitive);
    }

    [Fact]
    public async Task Words_WhereTheSchemeAsks_AreWrittenOpenedAndTakenBack()
    {
        await using var place = await Place.OpenAsync();
        await place.Scene.SetAsync(SettingKeys.ClearanceConvictionText, 1);
        var id = await place.Scene.OpenAsync();
        (await place.Scene.AskAsync(id)).Succeeded.ShouldBeTrue();
        using var herself = await place.AsAsync(place.Scene.Dee);
        using var pat = await place.AsAsync(place.Scene.Pat);
        var page = await herself.GetPageAsync($"/my/clearance/{id}");
        page.QuerySelector("label[for=Words]")!.TextContent.ShouldContain("Is there anything about the past");
        var long_ = new string('x', 2001);
        var bad = await herself.SubmitAsync(page, "form#part", ("Words", long_));
        bad.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await bad.PageAsync()).QuerySelector("#Words")!.TextContent.ShouldBe(long_);
        (await herself.SubmitAsync(page, "form#part", ("Words", "<b>2009</b>"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await pat.GetPageAsync($"/clearance/cases/{id}")).Body!.TextContent.ShouldNotContain("2009", customMessage: "only when it is opened");
        (await pat.GetPageAsync($"/clearance/cases/{id}/words")).Body!.TextContent.ShouldContain("<b>2009</b>");
        (await herself.GetPageAsync("/my/record/looked")).Body!.TextContent.ShouldContain("what you wrote for your clearance");
        page = await herself.GetPageAsync($"/my/clearance/{id}/words");
        (await herself.SubmitAsync(page, "form#take-back")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await pat.GetAsync($"/clearance/cases/{id}/words")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await herself.GetPageAsync($"/my/clearance/{id}/words")).Body!.TextContent.ShouldContain("nothing any more");
    }

    [Fact]
    public async Task Pages_OtherHats_AreForbiddenAndUnknownRecordsAreNotThere()
    {
        await using var place = await Place.OpenAsync();
        var (scene, dee) = (place.Scene, place.Scene.Dee.PersonId);
        var id = await scene.OpenAsync();
        using var moira = await place.AsAsync(scene.Moira);
        using var pat = await place.AsAsync(scene.Pat);
        using var neil = await place.AsAsync(scene.Neil);
        using var graham = await place.AsAsync(scene.Graham);
        using var ruth = await place.AsAsync(scene.Ruth);
        using var herself = await place.AsAsync(scene.Dee);
        string[] coordinators = ["/clearance", $"/clearance/{dee}", $"/clearance/{dee}/ask", $"/clearance/{dee}/record", $"/clearance/{dee}/supervision"];
        foreach (var address in coordinators)
        {
            (await moira.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.OK, address);
            foreach (var other in new[] { pat, graham, ruth, herself })
            {
                (await other.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, address);
            }
        }

        foreach (var address in new[] { "/clearance/cases", $"/clearance/cases/{id}", $"/clearance/cases/{id}/words" })
        {
            foreach (var other in new[] { moira, graham, ruth, herself })
            {
                (await other.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, address);
            }
        }

        (await pat.GetAsync("/clearance/approvals")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var unknown = Html.Plain(await (await neil.GetAsync($"/clearance/cases/{Nobody}")).Content.ReadAsStringAsync());
        Html.Plain(await (await neil.GetAsync($"/clearance/cases/{id}")).Content.ReadAsStringAsync()).ShouldBe(unknown, "somebody else's case is like one that does not exist");
        foreach (var address in new[]
        {
            $"/clearance/{Nobody}", $"/clearance/{Nobody}/ask", $"/clearance/{Nobody}/record", $"/clearance/{dee}/decider/{Nobody}", $"/clearance/{dee}/end/{Nobody}",
            $"/clearance/{dee}/approval/{Nobody}", $"/clearance/{dee}/supervision/{Nobody}", $"/clearance/{scene.Moira.PersonId}/record", $"/my/clearance/{id}", $"/my/clearance/{id}/words",
        })
        {
            (await moira.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound, address);
        }

        (await herself.GetAsync($"/my/clearance/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound, "it is not her turn yet");
        (await herself.GetAsync($"/my/clearance/{id}/appeal")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await pat.GetAsync($"/clearance/cases/{id}/words")).StatusCode.ShouldBe(HttpStatusCode.NotFound, "there are none");
        (await pat.GetPageAsync("/my/clearance")).QuerySelector("#nothing").ShouldNotBeNull();
    }

    /// <summary>A form kept open while somebody else was quicker keeps its words.</summary>
    [Fact]
    public async Task Decide_Stale_IsAConflictThatKeepsEveryWord()
    {
        await using var place = await Place.OpenAsync();
        var id = await place.Scene.SubmittedAsync();
        using var pat = await place.AsAsync(place.Scene.Pat);
        var page = await pat.GetPageAsync($"/clearance/cases/{id}");
        await using (var context = place.Database.Everything())
        {
            await context.VettingCases.ExecuteUpdateAsync(set => set.SetProperty(c => c.Version, c => c.Version + 1));
        }

        var answer = await pat.SubmitAsync(page, "form#decide", ("Verdict", "Refuse"), ("Reason", "The letter names another address."), ("Evidence", "Papers"));
        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await answer.PageAsync()).QuerySelector("#Reason")!.TextContent.ShouldBe("The letter names another address.");
    }

    private sealed class Place(TestDatabase database, ClearanceScene scene) : IAsyncDisposable
    {
        private readonly ThroughlineApp app = new(database);

        public TestDatabase Database => database;

        public ClearanceScene Scene => scene;

        public static async Task<Place> OpenAsync(string provider = "SQLite", string template = "drugs-team-peer-mentoring")
        {
            var database = await TestDatabase.CreateAsync(provider);
            return new Place(database, await database.AddClearanceSceneAsync(template: template));
        }

        public Task<HttpClient> AsAsync(Viewer viewer) => app.SignInAsync(viewer.PersonId, viewer.Hat);

        public async ValueTask DisposeAsync()
        {
            await app.DisposeAsync();
            await database.DisposeAsync();
        }
    }
}
