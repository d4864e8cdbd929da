using System.Net;
using AngleSharp.Html.Dom;
using Throughline.Delivery;
using Throughline.People;
using Throughline.Testing;

namespace Throughline.Web.Tests.Delivery;

public sealed class GroupPagesTests
{
    private static readonly Guid Unknown = new("0193f000-0000-7000-8000-000000000000");

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task AGroup_FromItsStartToADecision_GoesThroughThePages(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddDeliverySceneAsync();
        await using var app = new ThroughlineApp(database);
        using var moira = await app.SignInAsync(scene.Moira.PersonId, Hat.Coordinator);
        (await moira.GetPageAsync("/groups")).QuerySelector(".tl-empty").ShouldNotBeNull();
        var form = await moira.GetPageAsync($"/groups/new?scheme={scene.Scheme}");
        var started = await moira.SubmitAsync(form, "form#start", ("Name", "Tuesday group"), ("SiteId", scene.Site.ToString()), ("Counts", "true"), ("Types", "RAR"));
        started.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var plan = await moira.GetPageAsync(started.Headers.Location!.OriginalString);
        var planned = await moira.SubmitAsync(plan, "form#plan", [("From", "2pm"), ("To", "16:00"), ("Weeks", "2"), .. Date("On", DeliveryScene.First)]);
        var session = planned.Headers.Location!.OriginalString;
        (await moira.GetPageAsync(session)).QuerySelector("#runners + p")!.TextContent.ShouldContain("Nobody yet");
        var runners = await moira.GetPageAsync($"{session}/runners");
        var dees = runners.QuerySelectorAll("#HoldingId option").Single(o => o.TextContent == "Dee Marsh, peer mentor").GetAttribute("value");
        (await moira.SubmitAsync(runners, "form#name", ("HoldingId", dees), ("LaterOnes", "true"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var list = await moira.GetPageAsync($"{session}/people");
        (await moira.SubmitAsync(list, "form#expect", ("Who", scene.Amir.PersonId.ToString()), ("Who", scene.Bo.PersonId.ToString()))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await moira.GetPageAsync(session)).QuerySelector("#people + ul")!.TextContent.ShouldContain("Amir Khan");

        using var graham = await app.SignInAsync(scene.Graham.PersonId, Hat.ResponsibleOfficer);
        var person = await graham.GetPageAsync($"/requirements/people/{scene.Amir.PersonId}");
        var record = await graham.GetPageAsync(person.QuerySelector(".tl-actions a")!.GetAttribute("href")!);
        (await graham.SubmitAsync(record, "form#record", [("Type", "RAR"), ("Length", "10"), .. Date("From", new DateOnly(2026, 1, 5))])).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        using var dee = await app.SignInAsync(scene.Dee.PersonId, Hat.PeerWorker);
        (await dee.GetPageAsync("/")).QuerySelector("#delivery")!.TextContent.ShouldContain("2 registers of groups are not filled in");
        var register = await dee.GetPageAsync((await dee.GetPageAsync("/groups/running")).QuerySelector("a[href$='/register']")!.GetAttribute("href")!);
        register.QuerySelectorAll(".tl-attendance legend").Select(l => l.TextContent.Trim()).ShouldBe(["Amir", "Bo"]);
        (await dee.SubmitAsync(register, "form#register", ("Lines[0].Mark", "DidNotAttend"), ("Lines[0].Told", "The bus was cancelled."), ("Rest", "Attended"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await graham.GetPageAsync("/")).QuerySelector("#delivery")!.TextContent.ShouldContain("1 fact waits for your decision");
        var queue = await graham.GetPageAsync("/attendance");
        queue.QuerySelector("td")!.TextContent.ShouldContain("Tue 3 Feb");
        var decide = await graham.GetPageAsync(queue.QuerySelector("th a")!.GetAttribute("href")!);
        decide.Body!.TextContent.ShouldContain("The bus was cancelled.");
        decide.QuerySelector("input[value=ATTC]").ShouldBeNull("they were not there");
        var empty = await graham.SubmitAsync(decide, "form#decide", ("Outcome", "UAAB"), ("Reason", ""), ("Evidence", ""));
        empty.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await empty.PageAsync()).QuerySelectorAll(".govuk-error-summary li").Length.ShouldBe(2);
        var shortReason = await graham.SubmitAsync(decide, "form#decide", ("Outcome", "UAAB"), ("Reason", "Too short"), ("Evidence", "The register"));
        (await shortReason.PageAsync()).QuerySelector("#Reason")!.TextContent.Trim().ShouldBe("Too short");
        var check = await graham.SubmitAsync(decide, "form#decide", ("Outcome", "UAAB"), ("Reason", "You told us nothing until a week later."), ("Evidence", "The register"));
        check.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await graham.SubmitAsync(await check.PageAsync(), "form#confirm")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var again = await graham.GetPageAsync(decide.DocumentElement.GetAttribute("data-address")!);
        (await graham.SubmitAsync(again, "form#decide", ("Outcome", "AAAA"), ("Reason", "I have seen the timetable: there was no bus."), ("Evidence", "The timetable"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        using var amir = await app.SignInAsync(scene.Amir.PersonId, Hat.Mentee);
        var own = await amir.GetPageAsync("/my/sessions");
        own.QuerySelector(".tl-days__count")!.TextContent.ShouldBe("0 of 10 days");
        own.Body!.TextContent.ShouldContain("Away for another good reason");
        own.Body!.TextContent.ShouldContain("there was no bus");
    }

    [Fact]
    public async Task Register_SavedMeanwhileOrTooLong_KeepsEveryWordAndASecondSendIsHarmless()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddDeliverySceneAsync();
        var session = await scene.HeldAsync(scene.Amir, scene.Bo);
        await using var app = new ThroughlineApp(database);
        using var dee = await app.SignInAsync(scene.Dee.PersonId, Hat.PeerWorker);
        var url = $"/groups/sessions/{session}/register";
        var register = await dee.GetPageAsync(url);
        var tooLong = await dee.SubmitAsync(register, "form#register", ("Lines[0].Mark", "Attended"), ("Lines[1].Mark", "DidNotAttend"), ("Lines[1].Told", new string('x', 501)));
        tooLong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var kept = await tooLong.PageAsync();
        kept.QuerySelector("[name='Lines[1].Told']")!.TextContent.Length.ShouldBe(501);
        kept.QuerySelector(".govuk-error-summary a")!.GetAttribute("href").ShouldBe("#Lines_1__Told");

        DeliveryScene.Must(await scene.SaveAsync(session, scene.Moira, new AttendanceLine(scene.Place(session, scene.Amir), 0, AttendanceMark.AttendedLate)));
        (string, string?)[] typed = [("Lines[0].Mark", "DidNotAttend"), ("Lines[0].Told", "He rang."), ("Lines[1].Mark", "Attended")];
        var conflict = await dee.SubmitAsync(register, "form#register", typed);
        conflict.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var shown = await conflict.PageAsync();
        shown.QuerySelector(".tl-attendance .govuk-hint")!.TextContent.ShouldContain("Saved meanwhile by somebody else: Came late");
        shown.QuerySelector("[name='Lines[0].Told']")!.TextContent.Trim().ShouldBe("He rang.");
        ((IHtmlInputElement)shown.QuerySelector("[name='Lines[0].Mark'][value=DidNotAttend]")!).IsChecked.ShouldBeTrue();
        scene.Fact(session, scene.Bo).ShouldBeNull();
        (await dee.SubmitAsync(shown, "form#register")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await dee.SubmitAsync(shown, "form#register")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        scene.Fact(session, scene.Amir)!.Versions.Select(v => v.Mark).ShouldBe([AttendanceMark.AttendedLate, AttendanceMark.DidNotAttend]);

        var all = await dee.GetPageAsync(url);
        (await dee.SubmitAsync(all, "form#register", ("All", "SessionDidNotHappen"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        scene.Fact(session, scene.Bo)!.Mark.ShouldBe(AttendanceMark.SessionDidNotHappen);
    }

    [Fact]
    public async Task Scenario12_PeerPostsADecision_IsForbidden()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddDeliverySceneAsync();
        var session = await scene.HeldAsync(scene.Amir);
        var requirement = await scene.RequireAsync(scene.Amir);
        await scene.FactAsync(session, scene.Amir, AttendanceMark.DidNotAttend, "The bus was cancelled.");
        await using var app = new ThroughlineApp(database);
        using var dee = await app.SignInAsync(scene.Dee.PersonId, Hat.PeerWorker);
        var register = await dee.GetPageAsync($"/groups/sessions/{session}/register");
        var token = ((IHtmlInputElement)register.QuerySelector("[name=__RequestVerificationToken]")!).Value;
        var url = $"/attendance/{requirement}/{scene.Place(session, scene.Amir)}";
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token), KeyValuePair.Create("Outcome", "UAAB"), KeyValuePair.Create("FactVersion", "1")]);
        (await dee.PostAsync(url, form)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await dee.GetAsync(url)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        await using var context = database.Everything();
        context.ComplianceDecisions.ShouldBeEmpty();
        scene.Fact(session, scene.Amir)!.Mark.ShouldBe(AttendanceMark.DidNotAttend);
    }

    [Fact]
    public async Task Pages_ForbiddenUnknownOrInTheWrongState_AnswerSo()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddDeliverySceneAsync();
        var group = await scene.GroupAsync("Tuesday group", "RAR");
        var (past, future) = (await scene.SessionAsync(group), await scene.SessionAsync(group, DeliveryScene.Today.AddDays(1)));
        await scene.ExpectAsync(past, scene.Amir);
        var (place, requirement) = (scene.Place(past, scene.Amir), await scene.RequireAsync(scene.Amir));
        await using var app = new ThroughlineApp(database);
        using var moira = await app.SignInAsync(scene.Moira.PersonId, Hat.Coordinator);
        using var yusuf = await app.SignInAsync(scene.Yusuf.PersonId, Hat.StaffColleague);
        using var amir = await app.SignInAsync(scene.Amir.PersonId, Hat.Mentee);
        using var lorna = await app.SignInAsync(scene.Lorna.PersonId, Hat.ResponsibleOfficer);
        async Task<HttpStatusCode> Get(HttpClient who, string url) => (await who.GetAsync(url)).StatusCode;

        string[] coordinators = ["/groups", $"/groups/{group}", $"/groups/{group}/plan", $"/groups/{group}/end", $"/groups/sessions/{future}/move", $"/groups/sessions/{future}/call-off",
            $"/groups/sessions/{past}/runners", $"/groups/sessions/{past}/people", $"/groups/places/{place}/move", $"/groups/places/{place}/take-off"];
        foreach (var url in coordinators)
        {
            (await Get(moira, url)).ShouldBe(HttpStatusCode.OK, url);
            (await Get(yusuf, url)).ShouldBe(HttpStatusCode.Forbidden, url);
            (await Get(amir, url)).ShouldBe(HttpStatusCode.Forbidden, url);
        }

        foreach (var url in new[] { $"/groups/{Unknown}", $"/groups/{Unknown}/plan", $"/groups/{group}/plan?catchUpFor={Unknown}", $"/groups/{Unknown}/end", $"/groups/sessions/{Unknown}", $"/groups/sessions/{Unknown}/move",
            $"/groups/sessions/{Unknown}/register", $"/groups/places/{Unknown}/move", $"/groups/new?scheme={Unknown}", $"/requirements/people/{Unknown}", $"/requirements/{Unknown}/change", $"/requirements/{Unknown}/end",
            $"/requirements/people/{scene.Amir.PersonId}/new?scheme={Unknown}" })
        {
            (await Get(moira, url)).ShouldBe(HttpStatusCode.NotFound, url);
        }

        (await Get(yusuf, $"/groups/sessions/{past}/register")).ShouldBe(HttpStatusCode.NotFound, "he does not run it");
        (await Get(lorna, $"/requirements/people/{scene.Amir.PersonId}")).ShouldBe(HttpStatusCode.NotFound, "not her person");
        (await Get(lorna, $"/attendance/{requirement}/{place}")).ShouldBe(HttpStatusCode.NotFound);
        (await Get(lorna, $"/requirements/{requirement}/stand-in")).ShouldBe(HttpStatusCode.NotFound);
        (await Get(moira, $"/requirements/{requirement}/stand-in")).ShouldBe(HttpStatusCode.Forbidden);
        (await Get(amir, "/my/sessions")).ShouldBe(HttpStatusCode.OK);
        (await moira.GetPageAsync($"/groups/sessions/{future}/register")).QuerySelector("form#register").ShouldBeNull();

        var bad = await moira.SubmitAsync(await moira.GetPageAsync($"/groups/new?scheme={scene.Scheme}"), "form#start", ("Name", ""), ("SiteId", ""));
        bad.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await bad.PageAsync()).QuerySelectorAll(".govuk-error-summary li").Length.ShouldBe(3);
        var move = await moira.SubmitAsync(await moira.GetPageAsync($"/groups/sessions/{future}/move"), "form#move", ("From", "soon"));
        move.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await move.PageAsync()).QuerySelector("#From")!.GetAttribute("value").ShouldBe("soon");
        var off = await moira.GetPageAsync($"/groups/sessions/{future}/call-off");
        (await moira.SubmitAsync(off, "form#call-off", ("Reason", ""))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await moira.SubmitAsync(off, "form#call-off", ("Reason", "The heating has failed."))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await moira.SubmitAsync(off, "form#call-off", ("Reason", "The heating has failed."), ("Once", Guid.CreateVersion7().ToString()))).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await Get(moira, $"/groups/sessions/{future}/people")).ShouldBe(HttpStatusCode.NotFound, "it is off");
        var record = await moira.SubmitAsync(await moira.GetPageAsync($"/requirements/people/{scene.Bo.PersonId}/new?scheme={scene.Scheme}"), "form#record", ("Length", "many"));
        record.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await record.PageAsync()).QuerySelector("#Length")!.GetAttribute("value").ShouldBe("many");
        var change = await moira.GetPageAsync($"/requirements/{requirement}/change");
        (await moira.SubmitAsync(change, "form#change", ("Length", "20"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await moira.SubmitAsync(change, "form#change", ("Length", "30"), ("Once", Guid.CreateVersion7().ToString()))).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var end = await moira.GetPageAsync($"/requirements/{requirement}/end");
        (await moira.SubmitAsync(end, "form#end", Date("EndedOn", DeliveryScene.Today.AddDays(2)))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await moira.SubmitAsync(end, "form#end", Date("EndedOn", DeliveryScene.Today))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await moira.SubmitAsync(await moira.GetPageAsync($"/groups/places/{place}/take-off"), "form#take-off")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    private static (string, string?)[] Date(string field, DateOnly date) => [($"{field}.Day", $"{date.Day}"), ($"{field}.Month", $"{date.Month}"), ($"{field}.Year", $"{date.Year}")];

    [Fact]
    public async Task Group_RenamedAndAMovedPlacePutBack_ThroughTheForms()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddDeliverySceneAsync();
        var group = await scene.GroupAsync();
        var first = await scene.SessionAsync(group, DeliveryScene.Today.AddDays(1));
        var second = await scene.SessionAsync(group, DeliveryScene.Today.AddDays(8));
        await scene.ExpectAsync(first, scene.Amir);
        await using var app = new ThroughlineApp(database);
        using var moira = await app.SignInAsync(scene.Moira.PersonId, Hat.Coordinator);
        using var dee = await app.SignInAsync(scene.Dee.PersonId, Hat.PeerWorker);
        var rename = await moira.GetPageAsync($"/groups/{group}/rename");
        rename.QuerySelector("#Name")!.GetAttribute("value").ShouldBe("Tuesday group");
        var bad = await moira.SubmitAsync(rename, "form#rename", ("Name", new string('x', 81)));
        bad.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await bad.PageAsync()).QuerySelector("#Name")!.GetAttribute("value")!.Length.ShouldBe(81);
        (await moira.SubmitAsync(rename, "form#rename", ("Name", "River group"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await moira.GetPageAsync($"/groups/{group}")).QuerySelector("h1")!.TextContent.Trim().ShouldBe("River group");
        rename = await moira.GetPageAsync($"/groups/{group}/rename");
        (await moira.SubmitAsync(rename, "form#rename", ("ForMentors", "true"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await moira.GetPageAsync($"/groups/{group}")).QuerySelector("main")!.TextContent.ShouldContain("group supervision");
        var counts = await scene.GroupAsync("Court group", "RAR");
        var refused = await moira.SubmitAsync(await moira.GetPageAsync($"/groups/{counts}/rename"), "form#rename", ("Name", "Court morning"), ("ForMentors", "true"));
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var typed = await refused.PageAsync();
        typed.QuerySelector("#Name")!.GetAttribute("value").ShouldBe("Court morning");
        typed.QuerySelector("#ForMentors-error")!.TextContent.ShouldContain("counts towards nothing");
        (await dee.GetAsync($"/groups/{group}/rename")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        var back = $"/groups/places/{scene.Place(first, scene.Amir)}/back";
        (await moira.GetAsync(back)).StatusCode.ShouldBe(HttpStatusCode.NotFound, "it was not moved");
        DeliveryScene.Must(await scene.AsAsync(scene.Moira, (MovePlace move) => move.RunAsync(new PlaceMove(scene.Place(first, scene.Amir), second, WhoAsked.Person))));
        (await moira.GetPageAsync($"/groups/sessions/{first}")).QuerySelector($"a[href='{back}']").ShouldNotBeNull();
        (await dee.GetAsync(back)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var form = await moira.GetPageAsync(back);
        (await moira.SubmitAsync(form, "form#back")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await moira.GetPageAsync($"/groups/sessions/{first}")).QuerySelector(".tl-sessions__session")!.TextContent.ShouldContain("Amir Khan");
        var late = await moira.SubmitAsync(form, "form#back", ("Once", Guid.CreateVersion7().ToString()));
        late.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await moira.GetAsync($"/groups/places/{Guid.CreateVersion7()}/back")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await moira.GetAsync($"/groups/{Guid.CreateVersion7()}/rename")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
