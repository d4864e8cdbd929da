using System.Net;
using Throughline.People;
using Throughline.Testing;

namespace Throughline.Web.Tests.Support;

public sealed class SupportPagesTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Fact]
    public async Task Supervision_PlannedPreparedHeldAndAgreed_ByBoth()
    {
        await using var scene = await RecognitionScene.OpenAsync(peers: 2);
        await using var app = new ThroughlineApp(scene.Database);
        var (ann, sue, other, moira) = (await app.SignInAsync(scene.Ann.PersonId, Hat.PeerWorker), await app.SignInAsync(scene.Sue.PersonId, Hat.Supervisor),
            await app.SignInAsync(scene.Peers[1].PersonId, Hat.PeerWorker), await app.SignInAsync(scene.Moira.PersonId, Hat.Coordinator));
        var holding = (await scene.Database.HoldingAsync(scene.Ann.PersonId, scene.Scheme.PeerMentor)).Id;
        (await ann.GetPageAsync("/")).QuerySelector("a[href='/support']").ShouldNotBeNull();
        var home = await ann.GetPageAsync("/support");
        home.QuerySelector("#late")!.TextContent.ShouldContain("for the service to put right");
        home.QuerySelector("a[href='/word']").ShouldNotBeNull();
        home.QuerySelector("a[href='/debriefs']").ShouldNotBeNull();
        var path = $"/support/supervision/plan/{holding}";
        (await other.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await moira.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var form = await ann.GetPageAsync(path);
        (await ann.SubmitAsync(form, "form#plan")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var past = await ann.SubmitAsync(form, "form#plan", Day("On", Today.AddDays(-1)));
        past.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await past.PageAsync()).QuerySelector("[name='On.Day']")!.GetAttribute("value").ShouldBe("1");
        var planned = await ann.SubmitAsync(form, "form#plan", Day("On", Today.AddDays(2)));
        planned.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var here = planned.Headers.Location!.OriginalString;

        var page = await ann.GetPageAsync(here);
        (await ann.SubmitAsync(page, "form#add")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await ann.SubmitAsync(page, "form#add", ("Words", "The key cupboard."))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        page = await sue.GetPageAsync(here);
        page.QuerySelector("#agenda + ol")!.TextContent.ShouldContain("The key cupboard.");
        page.QuerySelector("form[id^=off-]").ShouldBeNull("it is Ann’s");
        (await sue.GetPageAsync("/support/people")).QuerySelector($"a[href='{here}']").ShouldNotBeNull();
        foreach (var client in new[] { other })
        {
            (await client.GetAsync(here)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            foreach (var handler in new[] { "Add", "TakeOff", "Move", "CallOff", "Hold", "Reword", "Confirm" })
            {
                (await PostAsync(client, $"{here}?handler={handler}")).StatusCode.ShouldBe(HttpStatusCode.NotFound, handler);
            }
        }

        (await moira.GetAsync(here)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var empty = await sue.SubmitAsync(page, "form#held", [("Agreed", ""), .. Day("NextOn", Today.AddDays(28))]);
        empty.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await empty.PageAsync()).QuerySelector("#Agreed-error").ShouldNotBeNull();
        (await sue.SubmitAsync(page, "form#held", [("Agreed", "We look at it together."), .. Day("NextOn", Today.AddDays(28))])).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await sue.SubmitAsync(page, "form#off", ("Once", "0193ffff-ffff-7fff-8fff-fffffffffffd"))).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await ann.GetPageAsync("/support")).Body!.TextContent.ShouldContain("Read what was agreed");
        page = await ann.GetPageAsync(here);
        page.Body!.TextContent.ShouldContain("We look at it together.");
        (await ann.SubmitAsync(page, "form#confirm")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await ann.GetPageAsync(here)).Body!.TextContent.ShouldContain("Agreed by both");

        var dates = await moira.GetPageAsync("/support/dates");
        dates.QuerySelector("table")!.TextContent.ShouldContain("Ann Reed");
        dates.Body!.TextContent.ShouldNotContain("We look at it together.");
        (await ann.GetAsync("/support/dates")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await sue.GetAsync("/support")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await (await app.SignInAsync(scene.Hal.PersonId, Hat.HeadOfService)).GetPageAsync("/support/dates")).QuerySelector("table").ShouldBeNull();
    }

    [Fact]
    public async Task CheckIn_SavedSharedTakenBackAndDeleted()
    {
        await using var scene = await RecognitionScene.OpenAsync(peers: 2);
        await using var app = new ThroughlineApp(scene.Database);
        var (ann, sue, other) = (await app.SignInAsync(scene.Ann.PersonId, Hat.PeerWorker), await app.SignInAsync(scene.Sue.PersonId, Hat.Supervisor), await app.SignInAsync(scene.Peers[1].PersonId, Hat.PeerWorker));
        var form = await ann.GetPageAsync("/check-ins");
        form.QuerySelectorAll("input[type=radio][checked]").ShouldBeEmpty();
        var wrong = await ann.SubmitAsync(form, "form#check-in", ("Words", "A long week."));
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await wrong.PageAsync()).QuerySelector("#Words")!.TextContent.ShouldBe("A long week.");
        var here = (await ann.SubmitAsync(form, "form#check-in", ("How", "Struggling"), ("Words", "A long week."))).Headers.Location!.OriginalString;
        var shared = here.Replace("/check-ins/", "/support/shared/", StringComparison.Ordinal);
        (await sue.GetAsync(shared)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await other.GetAsync(here)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await PostAsync(other, $"{here}?handler=Share")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await sue.GetAsync(here)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await ann.SubmitAsync(await ann.GetPageAsync(here), "form#share")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await sue.GetPageAsync("/support/people")).QuerySelector($"a[href='{shared}']").ShouldNotBeNull();
        (await sue.GetPageAsync(shared)).Body!.TextContent.ShouldContain("A long week.");
        (await ann.SubmitAsync(await ann.GetPageAsync(here), "form#back")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await sue.GetAsync(shared)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await ann.SubmitAsync(await ann.GetPageAsync(here), "form#delete")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await ann.GetAsync(here)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await sue.GetAsync("/check-ins")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Load_OfOneself_SaysItsRuleAndTakesAView()
    {
        await using var scene = await RecognitionScene.OpenAsync();
        await using var app = new ThroughlineApp(scene.Database);
        var (ann, sue, moira) = (await app.SignInAsync(scene.Ann.PersonId, Hat.PeerWorker), await app.SignInAsync(scene.Sue.PersonId, Hat.Supervisor), await app.SignInAsync(scene.Moira.PersonId, Hat.Coordinator));
        var page = await ann.GetPageAsync("/support/load");
        page.Body!.TextContent.ShouldContain("This is our own rule. It is not a tested scale.");
        page.QuerySelectorAll("table").ShouldNotBeEmpty();
        (await ann.SubmitAsync(page, "form#view", ("Words", ""))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await ann.SubmitAsync(page, "form#view", ("Words", "It is the corridor."))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var seen = await sue.GetPageAsync($"/support/load/{scene.Ann.PersonId}");
        seen.Body!.TextContent.ShouldContain("It is the corridor.");
        seen.QuerySelector("form#view").ShouldBeNull();
        (await sue.GetAsync($"/support/load/{scene.Pat.PersonId}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await PostAsync(sue, $"/support/load/{scene.Ann.PersonId}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await moira.GetAsync($"/support/load/{scene.Ann.PersonId}")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Flag_SeenFirstAnsweredAndActedOn()
    {
        await using var scene = await RecognitionScene.OpenAsync();
        await using var app = new ThroughlineApp(scene.Database);
        var (ann, sue, pat) = (await app.SignInAsync(scene.Ann.PersonId, Hat.PeerWorker), await app.SignInAsync(scene.Sue.PersonId, Hat.Supervisor), await app.SignInAsync(scene.Pat.PersonId, Hat.StaffColleague));
        var id = await scene.Database.RaiseFlagAsync(scene.Ann.PersonId, scene.Scheme.Id);
        var here = $"/support/flags/{id}";
        (await ann.GetPageAsync("/support")).QuerySelector($"a[href='{here}']")!.TextContent.ShouldContain("Your weeks have been heavy");
        (await sue.GetAsync(here)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await PostAsync(sue, $"{here}?handler=Move")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await sue.GetPageAsync("/support/flags")).Body!.TextContent.ShouldContain("Nothing waits.");
        (await pat.GetAsync(here)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var page = await ann.GetPageAsync(here);
        page.QuerySelector("#evidence")!.TextContent.ShouldContain("Four weeks of seven hours.");
        page.QuerySelector("form#move").ShouldBeNull();
        (await ann.SubmitAsync(page, "form#answer", ("Words", " "))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await ann.SubmitAsync(page, "form#answer", ("Words", "One late Friday is enough."))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await sue.GetPageAsync("/support/flags")).QuerySelector($"#flags a[href='{here}']")!.TextContent.ShouldBe("Ann Reed");
        page = await sue.GetPageAsync(here);
        page.Body!.TextContent.ShouldContain("One late Friday is enough.");
        (await sue.SubmitAsync(page, "form#move")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await sue.SubmitAsync(page, "form#move", ("To", "Resolved"), ("Said", "Done."))).StatusCode.ShouldBe(HttpStatusCode.BadRequest, "one step after the other");
        (await sue.SubmitAsync(page, "form#move", ("To", "Acknowledged"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        page = await sue.GetPageAsync(here);
        var missing = await sue.SubmitAsync(page, "form#move", ("To", "ActionAgreed"), ("Said", ""));
        missing.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await missing.PageAsync()).QuerySelector("#Said-error").ShouldNotBeNull();
        (await sue.SubmitAsync(page, "form#move", [("To", "ActionAgreed"), ("Said", "One late Friday a month."), .. Day("ActBy", Today.AddDays(7))])).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await ann.GetPageAsync(here)).QuerySelector("#done ~ ol")!.TextContent.ShouldContain("One late Friday a month.");
    }

    [Fact]
    public async Task StayWell_WrittenSharedAndTakenBack()
    {
        await using var scene = await RecognitionScene.OpenAsync();
        await using var app = new ThroughlineApp(scene.Database);
        var (ann, pat, sue) = (await app.SignInAsync(scene.Ann.PersonId, Hat.PeerWorker), await app.SignInAsync(scene.Pat.PersonId, Hat.StaffColleague), await app.SignInAsync(scene.Sue.PersonId, Hat.Supervisor));
        var page = await ann.GetPageAsync("/stay-well");
        (await ann.SubmitAsync(page, "form#plan")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await ann.SubmitAsync(page, "form#plan", ("Helps", "A walk by the weir."), ("Call", "My sister."))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var stale = await ann.SubmitAsync(page, "form#plan", ("Helps", "Two walks."), ("Once", "0193ffff-ffff-7fff-8fff-fffffffffffd"));
        stale.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await stale.PageAsync()).QuerySelector("#Helps")!.TextContent.ShouldBe("Two walks.");
        var read = $"/stay-well/{scene.Ann.PersonId}";
        (await pat.GetAsync(read)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        page = await ann.GetPageAsync("/stay-well");
        (await ann.SubmitAsync(page, "form#share", ("WithId", ""))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await ann.SubmitAsync(page, "form#share", ("WithId", scene.Pat.PersonId.ToString()))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await pat.GetPageAsync("/stay-well")).QuerySelector($"a[href='{read}']").ShouldNotBeNull();
        (await pat.GetPageAsync(read)).Body!.TextContent.ShouldContain("A walk by the weir.");
        (await sue.GetAsync(read)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await ann.SubmitAsync(await ann.GetPageAsync("/stay-well"), "form[id^=back-]")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await pat.GetAsync(read)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    /// <summary>Acceptance scenario 7.</summary>
    [Fact]
    public async Task Pause_AskedForAgreedAndOver()
    {
        await using var scene = await RecognitionScene.OpenAsync(peers: 2);
        await using var app = new ThroughlineApp(scene.Database);
        var (ann, moira, pat, other) = (await app.SignInAsync(scene.Ann.PersonId, Hat.PeerWorker), await app.SignInAsync(scene.Moira.PersonId, Hat.Coordinator),
            await app.SignInAsync(scene.Pat.PersonId, Hat.StaffColleague), await app.SignInAsync(scene.Peers[1].PersonId, Hat.PeerWorker));
        var form = await ann.GetPageAsync("/support/pause");
        form.Body!.TextContent.ShouldContain("Your role does not end by this.");
        var wrong = await ann.SubmitAsync(form, "form#ask", ("Helps", "A month without late shifts."));
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await wrong.PageAsync()).QuerySelector("#Helps")!.TextContent.ShouldBe("A month without late shifts.");
        var here = (await ann.SubmitAsync(form, "form#ask", ("Wish", "Pause"), ("Helps", "A month without late shifts."), ("WayBack", "Two mornings with Sue."))).Headers.Location!.OriginalString;
        (await other.GetAsync(here)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await pat.GetAsync(here)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await pat.GetPageAsync("/support/pauses")).Body!.TextContent.ShouldContain("Nobody asks anything just now.");
        foreach (var handler in new[] { "Agree", "Change", "TakeBack", "Ready", "Finish" })
        {
            (await PostAsync(other, $"{here}?handler={handler}")).StatusCode.ShouldBe(HttpStatusCode.NotFound, handler);
        }

        (await moira.GetPageAsync("/support/pauses")).QuerySelector($"#plans a[href='{here}']").ShouldNotBeNull();
        var page = await moira.GetPageAsync(here);
        page.QuerySelector("#way-back")!.TextContent.ShouldBe("Two mornings with Sue.");
        (string, string?)[] agreed = [("LooksAfterId", scene.Sue.PersonId.ToString()), ("Reason", "Ann asked for it and we agreed it."), ("Evidence", "What Ann told us."), .. Day("LookOn", Today.AddDays(28))];
        var shortly = await moira.SubmitAsync(page, "form#agree", [.. agreed.Where(a => a.Item1 != "Reason"), ("Reason", "Asked")]);
        shortly.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await moira.SubmitAsync(page, "form#agree", agreed)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await scene.Database.HoldingAsync(scene.Ann.PersonId, scene.Scheme.PeerMentor)).State.ShouldBe(RoleState.Paused);
        page = await ann.GetPageAsync(here);
        page.Body!.TextContent.ShouldContain("Your place is kept.");
        page.Body!.TextContent.ShouldContain("Sue Wren");
        page.QuerySelector("form#finish").ShouldBeNull();
        (await ann.SubmitAsync(page, "form#change", ("Helps", "No late shifts until May."))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await ann.SubmitAsync(await ann.GetPageAsync(here), "form#ready")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await moira.GetPageAsync(here)).Body!.TextContent.ShouldContain("They would like to come back.");
        (await (await app.SignInAsync(scene.Hal.PersonId, Hat.HeadOfService)).GetAsync(here)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static (string, string?)[] Day(string field, DateOnly on) => [($"{field}.Day", $"{on.Day}"), ($"{field}.Month", $"{on.Month}"), ($"{field}.Year", $"{on.Year}")];

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string path)
    {
        var token = (await client.GetPageAsync("/account")).QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return await client.PostAsync(path, new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("Version", "1")]));
    }
}
