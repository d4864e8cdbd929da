using System.Net;
using System.Text;
using Throughline.People;
using Throughline.Testing;

namespace Throughline.Web.Tests.People;

public sealed class PeoplePagesTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Add_GoodForm_ShowsThePersonWhoIsThenFound(string provider)
    {
        await using var hub = await Hub.OpenAsync(provider);
        var form = await hub.Coordinator.GetPageAsync("/people/add");

        var answer = await hub.Coordinator.SubmitAsync(form, "form#add",
            [("PreferredName", "Éabha"), ("FamilyName", "Ní Bhriain"), ("RoleDefinitionId", hub.Scheme.Mentee.Id.ToString()), ("State", "Held"), .. Hub.Date("From", Today)]);

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var page = await hub.Coordinator.GetPageAsync(answer.Headers.Location!.OriginalString);
        page.QuerySelector("h1")!.TextContent.ShouldBe("Éabha Ní Bhriain");
        page.QuerySelector(".govuk-notification-banner")!.TextContent.ShouldContain("Éabha is added");
        (await hub.Coordinator.GetPageAsync("/people?q=eabha")).QuerySelectorAll("tbody tr").Length.ShouldBe(1);
        (await hub.Coordinator.GetStringAsync("/people/suggest?q=eab")).ShouldContain("Bhriain");
    }

    [Fact]
    public async Task Add_BadForm_KeepsEveryWordAndSaysWhatBesideEachField()
    {
        await using var hub = await Hub.OpenAsync();
        var form = await hub.Coordinator.GetPageAsync("/people/add");

        var answer = await hub.Coordinator.SubmitAsync(form, "form#add",
            ("PreferredName", " "), ("FamilyName", "Kept"), ("From.Day", "31"), ("From.Month", "2"), ("From.Year", "2026"), ("ContactNote", "Text me <b>only</b>"));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var page = await answer.PageAsync();
        page.QuerySelector("#PreferredName-error")!.TextContent.ShouldContain("Enter what this person is called");
        page.QuerySelector("#RoleDefinitionId-error").ShouldNotBeNull();
        page.QuerySelector("#State-error").ShouldNotBeNull();
        page.QuerySelector("#From-date-error")!.TextContent.ShouldContain("real date");
        page.QuerySelector("#FamilyName")!.GetAttribute("value").ShouldBe("Kept");
        page.QuerySelector("#ContactNote")!.TextContent.ShouldBe("Text me <b>only</b>");
        page.QuerySelectorAll(".govuk-error-summary li").Length.ShouldBe(4);
    }

    /// <summary>INV-004: nobody is let in to the work without a supervisor but as history, and then they stand on the list at once.</summary>
    [Fact]
    public async Task Add_AlreadyActive_AsksForASupervisorOrSaysThatItIsHistory()
    {
        await using var hub = await Hub.OpenAsync();
        var client = hub.Coordinator;
        var form = await client.GetPageAsync("/people/add");
        var refused = await client.SubmitAsync(form, "form#add",
            [("PreferredName", "Theo"), ("RoleDefinitionId", hub.Scheme.PeerMentor.Id.ToString()), ("State", "ActiveSolo"), .. Hub.Date("From", Today.AddDays(-1))]);
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var page = await refused.PageAsync();
        page.QuerySelector("#SupervisorId-error")!.TextContent.ShouldContain("Name a supervisor first");
        page.QuerySelector("#PreferredName")!.GetAttribute("value").ShouldBe("Theo");
        page.QuerySelectorAll("#SupervisorId option").Select(o => o.TextContent).ShouldBe(["Nobody", "Ruth Bell"]);
        (await client.SubmitAsync(page, "form#add", ("AsHistory", "true"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await ListAsync()).ShouldBe(["Dee Marsh", "Theo"], ignoreOrder: true);

        var taking = await client.GetPageAsync($"/people/{hub.Joe}/roles/take-up");
        (string, string?)[] fields = [("RoleDefinitionId", hub.Scheme.PeerMentor.Id.ToString()), ("State", "ActiveSupervised"), .. Hub.Date("From", Today)];
        refused = await client.SubmitAsync(taking, "form#take-up", fields);
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        page = await refused.PageAsync();
        page.QuerySelector("#SupervisorId-error").ShouldNotBeNull();
        (await client.SubmitAsync(page, "form#take-up", ("AsHistory", "true"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest, "it begins today");
        (await client.SubmitAsync(page, "form#take-up", ("SupervisorId", hub.Ruth.ToString()))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await client.GetPageAsync($"/people/{hub.Joe}")).QuerySelector("main")!.TextContent.ShouldContain("Ruth Bell");
        (await ListAsync()).ShouldBe(["Dee Marsh", "Theo"], ignoreOrder: true);

        async Task<IEnumerable<string>> ListAsync() => (await client.GetPageAsync("/people/without-supervisor")).QuerySelectorAll("main li a").Select(a => a.TextContent);
    }

    [Fact]
    public async Task Add_SameFormTwice_AddsOnePerson()
    {
        await using var hub = await Hub.OpenAsync();
        var form = await hub.Coordinator.GetPageAsync("/people/add");
        (string, string?)[] fields = [("PreferredName", "Theo"), ("RoleDefinitionId", hub.Scheme.Mentee.Id.ToString()), ("State", "Held"), .. Hub.Date("From", Today)];
        var first = await hub.Coordinator.SubmitAsync(form, "form#add", fields);
        var second = await hub.Coordinator.SubmitAsync(form, "form#add", fields);
        second.Headers.Location.ShouldBe(first.Headers.Location);
        (await hub.Coordinator.GetPageAsync("/people?q=theo")).QuerySelector("#count")!.TextContent.ShouldBe("1 person");
    }

    [Fact]
    public async Task Pages_WrongHatSignedOutOrNoToken_AreRefused()
    {
        await using var hub = await Hub.OpenAsync();
        var dee = await hub.App.SignInAsync(hub.Dee, Hat.PeerWorker);
        foreach (var address in new[] { "/people", "/people/add", $"/people/{hub.Joe}", $"/people/{hub.Dee}", "/walls", "/people/suggest?q=joe" })
        {
            (await dee.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, address);
            (await hub.App.Anonymous().GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.Redirect, address);
        }

        var forged = await hub.Coordinator.PostAsync("/people/add", new FormUrlEncodedContent([KeyValuePair.Create("PreferredName", "Theo")]));
        forged.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var ruth = await hub.App.SignInAsync(hub.Ruth, Hat.Supervisor);
        (await ruth.GetPageAsync("/people")).QuerySelectorAll("tbody tr").Length.ShouldBe(1, "only herself: she supervises nobody yet");
        (await ruth.GetAsync("/people/add")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await ruth.GetAsync($"/people/{hub.Dee}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Person_UnknownId_IsNotFound()
    {
        await using var hub = await Hub.OpenAsync();
        var unknown = new Guid("0193f000-0000-7000-8000-000000000000");
        foreach (var address in new[] { $"/people/{unknown}", $"/people/{unknown}/details", $"/people/{unknown}/contact", $"/people/{unknown}/roles/take-up", $"/people/roles/{unknown}/move", $"/people/roles/{unknown}/end", $"/walls/{unknown}", $"/walls/new?first={unknown}", "/people/not-an-id" })
        {
            (await hub.Coordinator.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound, address);
        }
    }

    [Fact]
    public async Task Details_ChangedMeanwhile_IsAConflictThatKeepsEveryWordAndThenSaves()
    {
        await using var hub = await Hub.OpenAsync();
        var form = await hub.Coordinator.GetPageAsync($"/people/{hub.Dee}/details");
        await hub.Database.DoAsync(hub.Moira, (ChangeDetails change) => change.RunAsync(new ChangedDetails(hub.Dee, 1, new PersonDetails("Delia", "Marsh"))));

        var answer = await hub.Coordinator.SubmitAsync(form, "form#details", ("Pronouns", "she/her"));

        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var again = await answer.PageAsync();
        again.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Somebody else changed this");
        again.QuerySelector("#Pronouns")!.GetAttribute("value").ShouldBe("she/her");
        (await hub.Coordinator.SubmitAsync(again, "form#details")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await hub.Database.PersonAsync(hub.Dee)).Pronouns.ShouldBe("she/her");
    }

    [Fact]
    public async Task Export_Coordinator_IsAFileWithoutFormulas()
    {
        await using var hub = await Hub.OpenAsync();
        await hub.Database.AddPersonAsync("=HYPERLINK", "Zed", hub.Scheme.Mentee);
        var answer = await hub.Coordinator.SubmitAsync(await hub.Coordinator.GetPageAsync("/people"), "form#export");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        var text = Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync());
        text.ShouldContain("Peer mentor");
        text.ShouldNotContain("\n=HYPER");
        text.ShouldNotContain("\"=HYPER");
    }

    [Fact]
    public async Task Export_SecondFactorShownLongAgo_AsksForItAndComesBackToTheSameList()
    {
        await using var hub = await Hub.OpenAsync();
        var page = await hub.Coordinator.GetPageAsync("/people?q=dee");
        hub.Database.Clock.Advance(TimeSpan.FromMinutes(12));

        var answer = await hub.Coordinator.SubmitAsync(page, "form#export");

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.OriginalString.ShouldBe("/account/prove?returnUrl=" + Uri.EscapeDataString("/people?q=dee"));
        await using var context = hub.Database.Everything();
        context.AuditEvents.AsEnumerable().ShouldNotContain(e => e.Name == "people-exported");
    }

    [Fact]
    public async Task List_NobodyMatches_SaysWhatToDo()
    {
        await using var hub = await Hub.OpenAsync();
        (await hub.Coordinator.GetPageAsync("/people?q=zzzz")).QuerySelector("h2.govuk-heading-m")!.TextContent.ShouldBe("Nobody matches");
        (await hub.Coordinator.GetPageAsync("/people?q=z")).Body!.TextContent.ShouldContain("Type at least 2 letters");
        (await hub.Coordinator.GetPageAsync("/people?state=Nonsense&scheme=x&after=%00%ff")).QuerySelectorAll("tbody tr").Length.ShouldBe(4);
    }

    [Fact]
    public async Task Roles_TakeUpSupervisorMovePauseEnd_ThroughTheForms()
    {
        await using var hub = await Hub.OpenAsync();
        var client = hub.Coordinator;
        var answer = await client.SubmitAsync(await client.GetPageAsync($"/people/{hub.Joe}/roles/take-up"), "form#take-up",
            [("RoleDefinitionId", hub.Scheme.PeerMentor.Id.ToString()), ("State", "TrainedAwaitingClearance"), .. Hub.Date("From", Today.AddDays(-7)), ("Hours", "3.5")]);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var twice = await client.SubmitAsync(await client.GetPageAsync($"/people/{hub.Joe}/roles/take-up"), "form#take-up",
            [("RoleDefinitionId", hub.Scheme.PeerMentor.Id.ToString()), ("State", "InTraining"), .. Hub.Date("From", Today), ("Hours", "lots")]);
        (await twice.PageAsync()).QuerySelector("#Hours-error").ShouldNotBeNull();
        var role = await hub.RoleAsync(hub.Joe, hub.Scheme.PeerMentor);
        var root = $"/people/roles/{role}";

        // Nobody begins without a supervisor; the check page comes first and keeps what was typed.
        var check = await (await client.SubmitAsync(await client.GetPageAsync($"{root}/move"), "form#step")).PageAsync();
        check.QuerySelector("h1")!.TextContent.ShouldBe("Check before you save");
        var again = await client.SubmitAsync(check, "form#confirm", ("Again", "true"));
        again.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await again.PageAsync()).QuerySelector("form#step input[name='On.Year']")!.GetAttribute("value").ShouldBe(Today.Year.ToString());
        var refused = await client.SubmitAsync(check, "form#confirm");
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.PageAsync()).QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Name a supervisor first");
        (await client.SubmitAsync(await client.GetPageAsync($"{root}/supervisor"), "form#supervisor", ("SupervisorId", hub.Joe.ToString()))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await client.SubmitAsync(await client.GetPageAsync($"{root}/supervisor"), "form#supervisor", ("SupervisorId", hub.Ruth.ToString()))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        check = await (await client.SubmitAsync(await client.GetPageAsync($"{root}/move"), "form#step")).PageAsync();
        (await client.SubmitAsync(check, "form#confirm")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await client.GetPageAsync($"{root}/move")).Body!.TextContent.ShouldContain("step of trust");
        var alone = await client.SubmitAsync(await client.GetPageAsync($"{root}/move"), "form#step", [("To", "ActiveSolo"), ("Checked", "true"), .. Hub.Date("On", Today)]);
        (await alone.PageAsync()).QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("step of trust");

        // A pause, with a reason that is too short first.
        (string, string?)[] pause = [("SupportOwnerId", hub.Ruth.ToString()), .. Hub.Date("ReviewBy", Today.AddDays(28)), ("Reason", "Short"), ("Evidence", "We talked")];
        check = await (await client.SubmitAsync(await client.GetPageAsync($"{root}/pause"), "form#step", pause)).PageAsync();
        refused = await client.SubmitAsync(check, "form#confirm");
        var back = await refused.PageAsync();
        back.QuerySelector("#Reason-error")!.TextContent.ShouldContain("20 characters");
        back.QuerySelector("#Evidence")!.TextContent.ShouldBe("We talked");
        check = await (await client.SubmitAsync(back, "form#step", ("Reason", "He asked for some weeks with his family."))).PageAsync();
        (await client.SubmitAsync(check, "form#confirm")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await client.GetPageAsync($"/people/{hub.Joe}")).QuerySelector($"#role-{role}")!.TextContent.ShouldContain("Ruth Bell looks after them");

        // The end, and then it stays ended.
        var stale = await client.GetPageAsync($"{root}/end");
        check = await (await client.SubmitAsync(stale, "form#step", ("ExitReason", "MovedAway"))).PageAsync();
        (await client.SubmitAsync(check, "form#confirm")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        check = await (await client.SubmitAsync(stale, "form#step", ("ExitReason", "MovedAway"))).PageAsync();
        (await client.SubmitAsync(check, "form#confirm", ("Once", null))).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await client.GetPageAsync($"/people/{hub.Joe}")).QuerySelector($"#role-{role}")!.TextContent.ShouldContain("Moved away");
    }

    [Fact]
    public async Task Manager_OfStaff_IsNamedChangedAndTakenAwayThroughTheForm()
    {
        await using var hub = await Hub.OpenAsync();
        var client = hub.Coordinator;
        var sam = await hub.Database.AddPersonAsync("Sam", "Tull", hub.Scheme.Supervisor);
        var role = await hub.RoleAsync(hub.Ruth, hub.Scheme.Supervisor);
        var path = $"/people/roles/{role}/manager";
        (await client.GetPageAsync($"/people/{hub.Ruth}")).QuerySelector($"a[href='{path}']")!.TextContent.ShouldContain("Name a manager");
        var form = await client.GetPageAsync(path);
        form.QuerySelector($"option[value='{hub.Ruth}']").ShouldBeNull("nobody manages themself");
        var wrong = await client.SubmitAsync(form, "form#manager", ("ManagerId", hub.Joe.ToString()));
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await wrong.PageAsync()).QuerySelector("#ManagerId-error")!.TextContent.ShouldContain("Choose somebody who runs, heads or supervises here now");
        (await client.SubmitAsync(form, "form#manager", ("ManagerId", sam.ToString()), ("Once", null))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await client.GetPageAsync($"/people/{hub.Ruth}")).QuerySelector($"#role-{role}")!.TextContent.ShouldContain("Sam Tull");
        (await client.SubmitAsync(form, "form#manager", ("ManagerId", ""), ("Once", null))).StatusCode.ShouldBe(HttpStatusCode.Conflict, "it was opened before");
        form = await client.GetPageAsync(path);
        form.QuerySelector("option[selected]")!.GetAttribute("value").ShouldBe(sam.ToString());
        (await client.SubmitAsync(form, "form#manager", ("ManagerId", ""))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await client.GetPageAsync($"/people/{hub.Ruth}")).QuerySelector($"#role-{role}")!.TextContent.ShouldNotContain("Sam Tull");

        // Peer workers have a supervisor instead.
        var peer = await hub.RoleAsync(hub.Dee, hub.Scheme.PeerMentor);
        (await client.GetPageAsync($"/people/{hub.Dee}")).QuerySelector($"a[href='/people/roles/{peer}/manager']").ShouldBeNull();
        var refused = await client.SubmitAsync(await client.GetPageAsync($"/people/roles/{peer}/manager"), "form#manager", ("ManagerId", sam.ToString()));
        refused.StatusCode.ShouldNotBe(HttpStatusCode.Redirect);
        (await refused.PageAsync()).QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("does not have a manager");
        (await client.GetAsync($"/people/roles/{Guid.CreateVersion7()}/manager")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await hub.App.Anonymous().GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task NotThisTime_Applicant_GetsADateToTryAgain()
    {
        await using var hub = await Hub.OpenAsync();
        var amy = await hub.Database.AddPersonAsync("Amy", "Fox", hub.Scheme.PeerMentor, RoleState.Applied);
        var role = await hub.RoleAsync(amy, hub.Scheme.PeerMentor);
        var form = await hub.Coordinator.GetPageAsync($"/people/roles/{role}/not-this-time");
        var check = await (await hub.Coordinator.SubmitAsync(form, "form#step",
            [("Reason", "You listen well. Come back after your course ends."), ("Evidence", "Talk on Monday"), .. Hub.Date("ReapplyFrom", Today.AddDays(90))])).PageAsync();
        (await hub.Coordinator.SubmitAsync(check, "form#confirm")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await hub.Coordinator.GetPageAsync($"/people/{amy}")).QuerySelector($"#role-{role}")!.TextContent.ShouldContain("31 May 2026");
    }

    [Fact]
    public async Task Criterion_Confirmed_IsShownWithItsDate()
    {
        await using var hub = await Hub.OpenAsync();
        var page = await hub.Coordinator.GetPageAsync($"/people/{hub.Dee}");
        (await hub.Coordinator.SubmitAsync(page, "section form")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await hub.Coordinator.GetPageAsync($"/people/{hub.Dee}")).Body!.TextContent.ShouldContain("Confirmed on 2 March 2026");
    }
}
