using System.Net;
using AngleSharp.Html.Dom;
using Throughline.People;
using Throughline.Security;
using Throughline.Testing;
using Throughline.Training;

namespace Throughline.Web.Tests.Training;

public sealed class TrainingPagesTests
{
    private static readonly DateOnly Today = TrainingScene.Today;
    private static readonly Guid Unknown = new("0193f000-0000-7000-8000-000000000000");

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task ACourse_FromPlanToCertificate_GoesThroughThePages(string provider)
    {
        await using var school = await School.OpenAsync(provider);
        var (scene, moira) = (school.Scene, school.Coordinator);

        var form = await moira.GetPageAsync($"/training/cohorts/new?scheme={scene.Scheme}");
        var planned = await moira.SubmitAsync(form, "form#plan", [("Name", "Winter course"), ("Places", "2"), ("From", "10"), ("To", "12.30pm"), .. Date("FirstOn", TrainingScene.First)]);
        planned.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var facilitators = await moira.GetPageAsync(planned.Headers.Location!.OriginalString);
        var cohort = Guid.Parse(planned.Headers.Location.OriginalString.Split('/')[3]);
        var option = facilitators.QuerySelectorAll("#HoldingId option").Single(o => o.TextContent == "Dee Marsh, peer mentor").GetAttribute("value");

        var open = await moira.GetPageAsync($"/training/cohorts/{cohort}/open");
        var refused = await moira.SubmitAsync(open, "form#open");
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.PageAsync()).QuerySelector("#Reason-error")!.TextContent.ShouldContain("Nobody who runs this course is or was a peer mentor");
        (await moira.SubmitAsync(facilitators, "form#name", ("HoldingId", option))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        open = await moira.GetPageAsync($"/training/cohorts/{cohort}/open");
        open.QuerySelector("#Reason").ShouldBeNull();
        (await moira.SubmitAsync(open, "form#open")).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var enrol = await moira.GetPageAsync($"/training/cohorts/{cohort}/enrol");
        var ann = enrol.QuerySelectorAll("label").Single(l => l.TextContent.Contains("Ann Birch", StringComparison.Ordinal)).GetAttribute("for")!;
        (await moira.SubmitAsync(enrol, "form#enrol", [("HoldingId", enrol.GetElementById(ann)!.GetAttribute("value")), .. Date("On", TrainingScene.First)])).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        scene.HoldingOf(scene.Ann.PersonId).State.ShouldBe(RoleState.InTraining);

        using var dee = await school.AsAsync(scene.Peer);
        (await dee.GetPageAsync("/")).QuerySelector("#helps")!.TextContent.ShouldContain("12 registers are not filled in");
        foreach (var session in scene.Cohort(cohort).Sessions)
        {
            var register = await dee.GetPageAsync($"/training/sessions/{session.Id}/register");
            (await dee.SubmitAsync(register, "form#register", ("Marks[0].Came", "Came"), ("LedBy", scene.Peer.PersonId.ToString()))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        }

        (await moira.GetPageAsync("/")).QuerySelector("#training-waits")!.TextContent.ShouldContain("1 person has done all it takes");
        var enrolment = (await moira.GetPageAsync($"/training/cohorts/{cohort}")).QuerySelector("#people + ul a")!.GetAttribute("href")!;
        var course = await moira.GetPageAsync(enrolment);
        (await moira.SubmitAsync(course, "form#complete", Date("On", Today))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        scene.HoldingOf(scene.Ann.PersonId).State.ShouldBe(RoleState.TrainedAwaitingClearance);

        using var her = await school.AsAsync(scene.Ann);
        var mine = await her.GetPageAsync("/training/mine");
        var certificate = await her.GetPageAsync(mine.QuerySelector("a[href^='/training/certificates/']")!.GetAttribute("href")!);
        certificate.QuerySelector(".tl-certificate__name")!.TextContent.ShouldBe("Ann Birch");
        certificate.QuerySelector(".tl-certificate__course")!.TextContent.ShouldBe("Supporting other people: a course of twelve sessions");
        certificate.QuerySelector(".tl-certificate img")!.GetAttribute("src")!.ShouldStartWith("data:image/png;base64,");
        (await her.SubmitAsync(certificate, "form#name", ("Name", ""))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await her.SubmitAsync(certificate, "form#name", ("Name", "A. M. Birch"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await her.GetPageAsync(certificate.DocumentElement.GetAttribute("data-address")!)).QuerySelector(".tl-certificate__name")!.TextContent.ShouldBe("A. M. Birch");
    }

    [Fact]
    public async Task Certificate_OnPaper_NamesNoSchemeAndNoService()
    {
        await using var school = await School.OpenAsync();
        var (_, _, id) = await school.Scene.FinishAsync(school.Scene.Ann);
        using var her = await school.AsAsync(school.Scene.Ann);
        var text = (await her.GetPageAsync($"/training/certificates/{id}")).QuerySelector(".tl-certificate")!.OuterHtml;
        foreach (var telling in new[] { "Riverside", "Harbour", "Trust", "peer", "probation", "recovery", "Quay Street" })
        {
            text.ShouldNotContain(telling, Case.Insensitive);
        }
    }

    [Fact]
    public async Task New_BadForm_KeepsEveryWord()
    {
        await using var school = await School.OpenAsync();
        var form = await school.Coordinator.GetPageAsync($"/training/cohorts/new?scheme={school.Scene.Scheme}");
        var answer = await school.Coordinator.SubmitAsync(form, "form#plan",
            ("Name", ""), ("Places", "many"), ("From", "when we are ready"), ("To", "12:30"), ("FirstOn.Day", "31"), ("FirstOn.Month", "2"), ("FirstOn.Year", "2026"));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var page = await answer.PageAsync();
        page.QuerySelector("#From")!.GetAttribute("value").ShouldBe("when we are ready");
        page.QuerySelector("#Places")!.GetAttribute("value").ShouldBe("many");
        page.QuerySelectorAll(".govuk-error-summary li").Length.ShouldBe(4);
        var backwards = await school.Coordinator.SubmitAsync(form, "form#plan", [("Name", "Spring"), ("From", "2pm"), ("To", "1pm"), .. Date("FirstOn", Today)]);
        (await backwards.PageAsync()).QuerySelector("#To-error")!.TextContent.ShouldContain("must be after the time it begins");
    }

    [Fact]
    public async Task Register_BadNote_KeepsEverythingTypedAndASecondSendIsHarmless()
    {
        await using var school = await School.OpenAsync();
        var scene = school.Scene;
        var cohort = await scene.RunningAsync();
        var (ann, bo) = (await scene.EnrolAsync(cohort, scene.Ann), await scene.EnrolAsync(cohort, scene.Bo));
        using var dee = await school.AsAsync(scene.Peer);
        var register = await dee.GetPageAsync($"/training/sessions/{scene.Session(cohort, 1)}/register");
        register.QuerySelectorAll(".tl-register__person legend").Select(l => l.TextContent.Trim()).ShouldBe(["Ann Birch", "Bo Cole"]);
        (string, string?)[] typed = [("Marks[0].Came", "Came"), ("Marks[1].Came", "DidNotCome"), ("Marks[1].WhoSaid", "Themself"), ("Marks[1].Words", new string('x', 300))];

        var answer = await dee.SubmitAsync(register, "form#register", typed);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var again = await answer.PageAsync();
        again.QuerySelector("[name='Marks[1].Words']")!.TextContent.Length.ShouldBe(300);
        ((IHtmlInputElement)again.QuerySelector("[name='Marks[0].Came'][value=Came]")!).IsChecked.ShouldBeTrue();
        again.QuerySelector(".govuk-error-summary a")!.GetAttribute("href").ShouldBe("#Marks_1__Words");
        typed[3].Item2 = "The bus did not come";
        var first = await dee.SubmitAsync(again, "form#register", typed);
        var second = await dee.SubmitAsync(again, "form#register", typed);
        (first.StatusCode, second.StatusCode).ShouldBe((HttpStatusCode.Redirect, HttpStatusCode.Redirect));
        scene.Enrolment(ann).State.ShouldBe(EnrolmentState.Attending);
        var shown = await dee.GetPageAsync($"/training/sessions/{scene.Session(cohort, 1)}/register");
        shown.QuerySelector("[name='Marks[1].Words']")!.TextContent.ShouldBe("", "notes are opened on their own page only");
        using var his = await school.AsAsync(scene.Bo);
        (await his.GetPageAsync($"/training/courses/{bo}")).Body!.TextContent.ShouldContain("The bus did not come");

        var rest = await dee.GetPageAsync($"/training/sessions/{scene.Session(cohort, 2)}/register");
        (await dee.SubmitAsync(rest, "form#register", ("Marks[0].Came", "DidNotCome"), ("Rest", "true"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        scene.Enrolment(bo).State.ShouldBe(EnrolmentState.Attending);
    }

    [Fact]
    public async Task Register_WalledTrainee_IsNotOnTheFacilitatorsScreen()
    {
        await using var school = await School.OpenAsync();
        var scene = school.Scene;
        var cohort = await scene.RunningAsync();
        await scene.EnrolAsync(cohort, scene.Ann);
        await scene.EnrolAsync(cohort, scene.Bo);
        await scene.WallAsync(scene.Peer.PersonId, scene.Ann.PersonId);
        using var dee = await school.AsAsync(scene.Peer);
        var address = $"/training/sessions/{scene.Session(cohort, 1)}/register";
        var register = await dee.GetPageAsync(address);
        register.Body!.TextContent.ShouldNotContain("Ann Birch");
        (await dee.SubmitAsync(register, "form#register", ("Marks[0].Came", "Came"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await dee.GetPageAsync($"/training/cohorts/{cohort}")).Body!.TextContent.ShouldNotContain("Ann Birch");
        (await school.Coordinator.GetPageAsync(address)).QuerySelectorAll(".tl-register__person").Length.ShouldBe(2);
    }

    [Fact]
    public async Task Deferral_WithdrawalAndStopping_GoThroughThePages()
    {
        await using var school = await School.OpenAsync();
        var (scene, moira) = (school.Scene, school.Coordinator);
        var cohort = await scene.RunningAsync();
        var next = await scene.RunningAsync(Today, name: "Spring course");
        var (ann, bo) = (await scene.EnrolAsync(cohort, scene.Ann), await scene.EnrolAsync(cohort, scene.Bo));
        await scene.ComeAsync(cohort, ann, [1]);

        var defer = await moira.GetPageAsync($"/training/courses/{ann}/defer");
        (await moira.SubmitAsync(defer, "form#defer")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await moira.SubmitAsync(defer, "form#defer", ("CohortId", next.ToString()), ("Words", "Early shifts"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        scene.Enrolment(ann).CohortId.ShouldBe(next);
        (await moira.GetAsync($"/training/courses/{ann}/stop")).StatusCode.ShouldBe(HttpStatusCode.NotFound, "only somebody who takes part can be asked to stop");
        TrainingScene.Must(await scene.RegisterAsync(next, 1, null, new RegisterMark(ann, Came.Came)));
        var stop = await moira.GetPageAsync($"/training/courses/{ann}/stop");
        (await moira.SubmitAsync(stop, "form#step", ("Reason", "No"), ("Evidence", ""))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var check = await (await moira.SubmitAsync(stop, "form#step", ("Reason", "We agreed that the evening group suits better."), ("Evidence", "Two talks"))).PageAsync();
        (await moira.SubmitAsync(check, "form#confirm")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using var her = await school.AsAsync(scene.Ann);
        var read = await her.GetPageAsync($"/training/courses/{ann}");
        read.Body!.TextContent.ShouldContain("We agreed that the evening group suits better.");
        read.Body.TextContent.ShouldContain("You can ask for it to be looked at again");

        using var his = await school.AsAsync(scene.Bo);
        var withdraw = await his.GetPageAsync($"/training/courses/{bo}/withdraw");
        withdraw.QuerySelectorAll("textarea").Length.ShouldBe(0, "nobody asks why");
        (await his.SubmitAsync(withdraw, "form#withdraw")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        scene.Enrolment(bo).State.ShouldBe(EnrolmentState.Withdrew);
        (await his.GetAsync($"/training/courses/{bo}/withdraw")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Programme_WrittenInThePages_AddsAndTakesOutRowsWithoutAScript()
    {
        await using var school = await School.OpenAsync();
        var (scene, moira) = (school.Scene, school.Coordinator);
        var form = await moira.GetPageAsync($"/training/programmes/{scene.Scheme}/new");
        var more = await moira.PostRowAsync(form, $"/training/programmes/{scene.Scheme}/new?handler=Row&add=session", ("Title", "Evening course"), ("Sessions[0].Title", "Beginning"), ("Sessions[0].Topics", "Role and limits, Endings"));
        more.QuerySelectorAll("[name^='Sessions['][name$='].Title']").Length.ShouldBe(4);
        more.QuerySelector("#Title")!.GetAttribute("value").ShouldBe("Evening course");
        var bad = await moira.SubmitAsync(more, "form#programme", ("CertificateName", "A course in probation"), ("SessionsToComplete", "1"), ("MandatoryTopics", "Endings"));
        bad.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var page = await bad.PageAsync();
        page.QuerySelector("#CertificateName-error")!.TextContent.ShouldContain("Leave out “probation”");
        page.QuerySelector("#MandatoryTopics")!.TextContent.Trim().ShouldBe("Endings");
        var saved = await moira.SubmitAsync(page, "form#programme", ("CertificateName", "Helping other people"));
        saved.Headers.Location!.OriginalString.ShouldBe($"/training/programmes/{scene.Scheme}/evening-course");
        var programme = await moira.GetPageAsync(saved.Headers.Location.OriginalString);
        programme.Body!.TextContent.ShouldContain("come to at least 1 of the 1 session and cover 1 topic");

        var edit = await moira.GetPageAsync($"/training/programmes/{scene.Scheme}/twelve-week-course/edit");
        edit.QuerySelector("#SessionsToComplete").ShouldBeNull("that is a setting");
        var fewer = await moira.PostRowAsync(edit, $"/training/programmes/{scene.Scheme}/twelve-week-course/edit?handler=Row&take=session&at=3");
        fewer.QuerySelectorAll("[name^='Sessions['][name$='].Title']").Length.ShouldBe(11);
        var refused = await moira.SubmitAsync(fewer, "form#programme", ("Reason", "Shorter"));
        (await refused.PageAsync()).QuerySelector("#Sessions .govuk-error-message")!.TextContent.ShouldContain("This course has 12 weekly sessions, and there are 11 here");
        (await moira.SubmitAsync(edit, "form#programme", ("Title", "Twelve weeks"), ("Reason", "What people call it"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Portfolio_PartSignedOffAndTakenBack_ShowsWhoSawIt()
    {
        await using var school = await School.OpenAsync();
        var (scene, moira) = (school.Scene, school.Coordinator);
        var key = TrainingScene.Must(await scene.AsAsync(scene.Coordinator, (WriteProgramme write) => write.RunAsync(new NewProgramme(scene.Scheme, ProgrammeTemplates.All[0].Outline))));
        var cohort = await scene.RunningAsync(programme: key);
        var ann = await scene.EnrolAsync(cohort, scene.Ann);
        using var dee = await school.AsAsync(scene.Peer);
        var form = await dee.GetPageAsync($"/training/courses/{ann}/parts/2");
        (await dee.SubmitAsync(form, "form#sign", ("WhatTheySaw", "Saw it"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await dee.SubmitAsync(form, "form#sign", ("WhatTheySaw", "She let him find the words and wrote none of it down."))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await dee.GetAsync($"/training/courses/{ann}/parts/2/take-back")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await dee.GetAsync($"/training/courses/{ann}/parts/11")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var her = await school.AsAsync(scene.Ann);
        (await her.GetAsync($"/training/courses/{ann}/parts/3")).StatusCode.ShouldBe(HttpStatusCode.NotFound, "nobody signs for themself");
        (await her.GetPageAsync($"/training/courses/{ann}")).QuerySelector("#part-2")!.TextContent.ShouldContain("She let him find the words");
        var back = await moira.GetPageAsync($"/training/courses/{ann}/parts/2/take-back");
        (await moira.SubmitAsync(back, "form#take-back", ("Reason", "It was another person whom Dee saw."), ("Evidence", ""))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await moira.SubmitAsync(back, "form#take-back", ("Reason", "It was another person whom Dee saw."), ("Evidence", "Dee told me"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Move_BeforeTheTraining_SaysWhatIsMissingAndLinksToIt()
    {
        await using var school = await School.OpenAsync();
        var (scene, moira) = (school.Scene, school.Coordinator);
        var holding = scene.HoldingOf(scene.Ann.PersonId);
        var page = await moira.GetPageAsync($"/people/roles/{holding.Id}/move");
        page.QuerySelector(".govuk-inset-text")!.TextContent.ShouldContain("“Twelve-week peer mentor course” comes first");
        var elsewhere = await moira.GetPageAsync(page.QuerySelector("a[href^='/training/elsewhere/']")!.GetAttribute("href")!);
        (await moira.SubmitAsync(elsewhere, "form#elsewhere", ("Words", "Northgate"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await moira.SubmitAsync(elsewhere, "form#elsewhere", [("Words", "The same course at Northgate, seen on its certificate."), .. Date("FinishedOn", new DateOnly(2025, 6, 2))])).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        scene.HoldingOf(scene.Ann.PersonId).State.ShouldBe(RoleState.TrainedAwaitingClearance);
        (await moira.GetPageAsync($"/people/roles/{holding.Id}/move")).QuerySelector(".govuk-inset-text")!.TextContent.ShouldContain("is finished");
    }

    [Fact]
    public async Task Pages_WrongHatOrSignedOut_AreRefused()
    {
        await using var school = await School.OpenAsync();
        var scene = school.Scene;
        var cohort = await scene.RunningAsync();
        var bo = await scene.EnrolAsync(cohort, scene.Bo);
        using var her = await school.AsAsync(scene.Ann, RoleState.InTraining);
        foreach (var address in new[] { $"/training/cohorts/new?scheme={scene.Scheme}", $"/training/cohorts/{cohort}/open", $"/training/cohorts/{cohort}/enrol", $"/training/cohorts/{cohort}/facilitators", $"/training/programmes/{scene.Scheme}", $"/training/people/{scene.Bo.PersonId}", $"/training/courses/{bo}/defer", $"/training/courses/{bo}/stop", $"/training/sessions/{scene.Session(cohort, 1)}/move" })
        {
            (await her.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, address);
            (await school.App.Anonymous().GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.Redirect, address);
        }

        foreach (var address in new[] { $"/training/cohorts/{cohort}", $"/training/sessions/{scene.Session(cohort, 1)}/register", $"/training/courses/{bo}", $"/training/courses/{bo}/withdraw" })
        {
            (await her.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound, address);
        }

        using var dee = await school.AsAsync(scene.Peer);
        var page = await dee.GetPageAsync($"/training/courses/{bo}");
        page.QuerySelector("form#complete").ShouldBeNull();
        var forged = await dee.SubmitAsync(await dee.GetPageAsync($"/training/sessions/{scene.Session(cohort, 1)}/register"), "form#register", ("Marks[0].EnrolmentId", Unknown.ToString()), ("Marks[0].Came", "Came"));
        forged.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Pages_UnknownId_AreNotFound()
    {
        await using var school = await School.OpenAsync();
        foreach (var address in new[] { $"/training/cohorts/new?scheme={Unknown}", $"/training/cohorts/{Unknown}", $"/training/cohorts/{Unknown}/open", $"/training/cohorts/{Unknown}/enrol", $"/training/cohorts/{Unknown}/facilitators", $"/training/programmes/{Unknown}", $"/training/programmes/{school.Scene.Scheme}/nothing", $"/training/programmes/{school.Scene.Scheme}/nothing/edit", $"/training/people/{Unknown}", $"/training/courses/{Unknown}", $"/training/courses/{Unknown}/defer", $"/training/courses/{Unknown}/stop", $"/training/courses/{Unknown}/withdraw", $"/training/courses/{Unknown}/parts/1", $"/training/sessions/{Unknown}/register", $"/training/sessions/{Unknown}/move", $"/training/certificates/{Unknown}", $"/training/certificates/{Unknown}/take-back", $"/training/elsewhere/{Unknown}" })
        {
            (await school.Coordinator.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound, address);
        }
    }

    [Fact]
    public async Task Cohort_MovedSessionCalledOffOrFinished_SaysSo()
    {
        await using var school = await School.OpenAsync();
        var (scene, moira) = (school.Scene, school.Coordinator);
        var planned = await scene.PlanAsync(Today.AddDays(7), name: "Next course");
        var move = await moira.GetPageAsync($"/training/sessions/{scene.Session(planned, 3)}/move");
        (await moira.SubmitAsync(move, "form#move", ("From", "soon"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await moira.SubmitAsync(move, "form#move", [("From", "1:30"), ("To", "3"), .. Date("On", new DateOnly(2026, 3, 29))])).StatusCode.ShouldBe(HttpStatusCode.BadRequest, "the clocks leave that hour out");
        (await moira.SubmitAsync(move, "form#move", [("From", "2pm"), ("To", "4pm"), ("LaterOnes", "true"), .. Date("On", new DateOnly(2026, 3, 30))])).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var page = await moira.GetPageAsync($"/training/cohorts/{planned}");
        page.Body!.TextContent.ShouldContain("Monday 30 March 2026, 2pm to 4pm");
        (await moira.SubmitAsync(page, "form#call-off")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await moira.SubmitAsync(page, "form#call-off")).StatusCode.ShouldBe(HttpStatusCode.Redirect, "the same form twice is the first one's answer");

        var running = await scene.RunningAsync();
        await scene.EnrolAsync(running, scene.Ann);
        var busy = await moira.GetPageAsync($"/training/cohorts/{running}");
        var refused = await moira.SubmitAsync(busy, "form#finish");
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.PageAsync()).QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("1 person is still on it");
    }

    [Fact]
    public async Task Certificate_TakenBackInThePages_IsReadByItsHolder()
    {
        await using var school = await School.OpenAsync();
        var (_, _, id) = await school.Scene.FinishAsync(school.Scene.Ann);
        var form = await school.Coordinator.GetPageAsync($"/training/certificates/{id}/take-back");
        (await school.Coordinator.SubmitAsync(form, "form#take-back", ("Reason", "No"), ("Evidence", "x"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await school.Coordinator.SubmitAsync(form, "form#take-back", ("Reason", "It was made for another person of the name."), ("Evidence", "The register"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await school.Coordinator.GetAsync($"/training/certificates/{id}/take-back")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var her = await school.AsAsync(school.Scene.Ann);
        (await her.GetAsync($"/training/certificates/{id}/take-back")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await her.GetPageAsync($"/training/certificates/{id}")).Body!.TextContent.ShouldContain("It was made for another person of the name.");
    }

    internal static (string, string?)[] Date(string name, DateOnly date) =>
        [($"{name}.Day", date.Day.ToString()), ($"{name}.Month", date.Month.ToString()), ($"{name}.Year", date.Year.ToString())];
}

/// <summary>The people around a course, in a browser.</summary>
internal sealed class School : IAsyncDisposable
{
    private School(TrainingScene scene, ThroughlineApp app, HttpClient coordinator) => (Scene, App, Coordinator) = (scene, app, coordinator);

    public TrainingScene Scene { get; }

    public ThroughlineApp App { get; }

    public HttpClient Coordinator { get; }

    public static async Task<School> OpenAsync(string provider = "SQLite")
    {
        var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddTrainingSceneAsync();
        var app = new ThroughlineApp(database);
        return new School(scene, app, await app.SignInAsync(scene.Coordinator.PersonId, Hat.Coordinator));
    }

    /// <summary>Signs somebody in; people who have only been offered a place are put in training first, since an offer gives no hat.</summary>
    public async Task<HttpClient> AsAsync(Viewer viewer, RoleState? state = null)
    {
        if (state is { } to)
        {
            var holding = Scene.HoldingOf(viewer.PersonId);
            await Scene.AsAsync(Viewer.System, (MoveRole move) => move.RunAsync(new RoleStep(holding.Id, holding.Version, to, TrainingScene.Today)));
        }

        return await App.SignInAsync(viewer.PersonId, viewer.Hat);
    }

    public async ValueTask DisposeAsync()
    {
        Coordinator.Dispose();
        await App.DisposeAsync();
        await Scene.Database.DisposeAsync();
    }
}

internal static class RowSteps
{
    /// <summary>Presses a button that has an address of its own, and reads the page that comes back.</summary>
    public static async Task<IHtmlDocument> PostRowAsync(this HttpClient client, IHtmlDocument page, string address, params (string Name, string? Value)[] values)
    {
        var form = page.QuerySelector("form#programme")!;
        var own = form.GetAttribute("action");
        form.SetAttribute("action", address);
        var answer = await client.SubmitAsync(page, "form#programme", values);
        form.SetAttribute("action", own);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await answer.PageAsync();
    }
}
