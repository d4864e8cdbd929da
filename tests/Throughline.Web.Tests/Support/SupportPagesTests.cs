using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Throughline.Delivery;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Support;
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
    [Trait("invariants", "INV-142")]
    public async Task Agenda_ThatNamesSomebody_AsksWhoPutItThereAndKeepsTheNameFromWhomAWallIsFor()
    {
        await using var scene = await RecognitionScene.OpenAsync(peers: 3);
        await using var app = new ThroughlineApp(scene.Database);
        var (ann, sue) = (await app.SignInAsync(scene.Ann.PersonId, Hat.PeerWorker), await app.SignInAsync(scene.Sue.PersonId, Hat.Supervisor));
        var holding = (await scene.Database.HoldingAsync(scene.Ann.PersonId, scene.Scheme.PeerMentor)).Id;
        var here = $"/support/supervision/{(await scene.Database.DoAsync(scene.Ann, (PlanSupervision plan) => plan.RunAsync(holding, Today.AddDays(3)))).Value}";
        (await scene.Database.DoAsync(scene.Moira, (DeclareConflictFor declare) => declare.RunAsync(new CloseToEachOther(scene.Ann.PersonId, scene.Peers[1].PersonId)))).Succeeded.ShouldBeTrue();
        foreach (var words in new[] { "What Peer1 said.", "What Peer2 said.", "What went well." })
        {
            (await sue.SubmitAsync(await sue.GetPageAsync(here), "form#add", ("Words", words))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        }

        var page = await sue.GetPageAsync(here);
        page.QuerySelectorAll("[id^=names-]").Select(e => e.Id).ShouldBe(["names-1", "names-2"]);
        page.QuerySelector("#names-1")!.TextContent.ShouldBe(page.QuerySelector("#names-2")!.TextContent, "it says the same with a wall and without one");
        page = await ann.GetPageAsync(here);
        page.QuerySelectorAll("#agenda + ol .tl-words").Select(e => e.TextContent).ShouldBe(["What somebody said.", "What Peer2 said.", "What went well."]);
        page.Body!.TextContent.ShouldNotContain("Peer1");
        page.QuerySelector("[id^=names-]").ShouldBeNull();
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
    public async Task CheckIn_SharedWhereSomebodyElseSupervisesThemMeanwhile_AsksAgainByName()
    {
        await using var scene = await RecognitionScene.OpenAsync();
        var id = (await scene.Database.DoAsync(scene.Ann, (SaveCheckIn save) => save.RunAsync(0, new CheckInInput(HowAreYou.Struggling, "A long week.", false, false)))).Value;
        await using var app = new ThroughlineApp(scene.Database);
        var ann = await app.SignInAsync(scene.Ann.PersonId, Hat.PeerWorker);
        var page = await ann.GetPageAsync($"/check-ins/{id}");
        page.QuerySelector("form#share button")!.TextContent.ShouldContain("Share it with Sue Wren");
        var ray = await scene.AnotherSupervisesAsync();
        var refused = await ann.SubmitAsync(page, "form#share");
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var again = await refused.PageAsync();
        again.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Your supervisor is Ray Teal now, so nothing was shared");
        again.QuerySelector("form#share button")!.TextContent.ShouldContain("Share it with Ray Teal");
        (await ann.SubmitAsync(again, "form#share")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var (sue, now) = (await app.SignInAsync(scene.Sue.PersonId, Hat.Supervisor), await app.SignInAsync(ray.PersonId, Hat.Supervisor));
        (await sue.GetAsync($"/support/shared/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await now.GetPageAsync($"/support/shared/{id}")).Body!.TextContent.ShouldContain("A long week.");
    }

    /// <summary>Either of the two can end it while the other writes: what was written is given back.</summary>
    [Fact]
    public async Task Meeting_OverBeforeTheOtherSaved_GivesBackWhatWasTyped()
    {
        await using var scene = await RecognitionScene.OpenAsync();
        var (database, owner, supervisor) = (scene.Database, scene.Ann, scene.Sue);
        var holding = (await database.HoldingAsync(owner.PersonId, scene.Scheme.PeerMentor)).Id;
        await using var app = new ThroughlineApp(database);
        var sue = await app.SignInAsync(supervisor.PersonId, Hat.Supervisor);
        var off = (await database.DoAsync(owner, (PlanSupervision plan) => plan.RunAsync(holding, Today))).Value;
        var page = await sue.GetPageAsync($"/support/supervision/{off}");
        (await database.DoAsync(owner, (CallOffSupervision call) => call.RunAsync(off, 1))).Refusal.ShouldBeNull();
        await GivenBackAsync(page, "form#add", HttpStatusCode.BadRequest, ("Words", "The key cupboard."));
        await GivenBackAsync(page, "form#held", HttpStatusCode.Conflict, ("Agreed", "We look at it together."));
        (await sue.GetPageAsync($"/support/supervision/{off}")).QuerySelector("#kept").ShouldBeNull();

        var held = (await database.DoAsync(owner, (PlanSupervision plan) => plan.RunAsync(holding, Today))).Value;
        page = await sue.GetPageAsync($"/support/supervision/{held}");
        (await database.DoAsync(owner, (HoldSupervision hold) => hold.RunAsync(new SupervisionHeld(held, 1, Today, "Two late Fridays.", null)))).Refusal.ShouldBeNull();
        await GivenBackAsync(page, "form#add", HttpStatusCode.BadRequest, ("Words", "Thursdays."));
        page = await sue.GetPageAsync($"/support/supervision/{held}");
        (await database.DoAsync(supervisor, (ConfirmSupervision confirm) => confirm.RunAsync(held, 2))).Refusal.ShouldBeNull();
        await GivenBackAsync(page, "form#reword", HttpStatusCode.Conflict, ("Agreed", "One late Friday."));

        async Task GivenBackAsync(IHtmlDocument form, string selector, HttpStatusCode status, (string Name, string? Words) typed)
        {
            var answer = await sue.SubmitAsync(form, selector, typed);
            answer.StatusCode.ShouldBe(status);
            (await answer.PageAsync()).QuerySelector("#kept")!.TextContent.ShouldBe(typed.Words);
        }
    }

    [Fact]
    public async Task Pause_ChangedBeforeTheOtherSaved_GivesBackWhatWasTyped()
    {
        await using var scene = await RecognitionScene.OpenAsync();
        var database = scene.Database;
        var holding = (await database.HoldingAsync(scene.Ann.PersonId, scene.Scheme.PeerMentor)).Id;
        var id = (await database.DoAsync(scene.Ann, (AskForPause ask) => ask.RunAsync(new PauseQuestion(holding, PauseWish.Pause, "A month without late shifts.", null)))).Value;
        await using var app = new ThroughlineApp(database);
        var (ann, moira) = (await app.SignInAsync(scene.Ann.PersonId, Hat.PeerWorker), await app.SignInAsync(scene.Moira.PersonId, Hat.Coordinator));
        var here = $"/support/pauses/{id}";
        var (own, ofMoira) = (await ann.GetPageAsync(here), await moira.GetPageAsync(here));
        (await database.DoAsync(scene.Ann, (TakeBackPause back) => back.RunAsync(id))).Refusal.ShouldBeNull();
        var kept = await moira.SubmitAsync(ofMoira, "form#agree",
            [("LooksAfterId", scene.Sue.PersonId.ToString()), ("Reason", "Ann asked for it and we agreed it."), ("Evidence", "What Ann told us."), .. Day("LookOn", Today.AddDays(28))]);
        kept.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var given = (await kept.PageAsync()).QuerySelector("#kept")!.TextContent;
        given.ShouldContain("Ann asked for it and we agreed it.");
        given.ShouldContain("What Ann told us.");
        var words = await ann.SubmitAsync(own, "form#change", ("Helps", "No late shifts until May."), ("WayBack", "Two mornings with Sue."));
        words.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        given = (await words.PageAsync()).QuerySelector("#kept")!.TextContent;
        given.ShouldContain("No late shifts until May.");
        given.ShouldContain("Two mornings with Sue.");
        (await ann.GetPageAsync(here)).QuerySelector("#kept").ShouldBeNull();
    }

    [Fact]
    public async Task Flag_ClosedBeforeTheOtherSaved_GivesBackWhatWasTyped()
    {
        await using var scene = await RecognitionScene.OpenAsync();
        var id = await scene.Database.RaiseFlagAsync(scene.Ann.PersonId, scene.Scheme.Id, 0);
        await using var app = new ThroughlineApp(scene.Database);
        var sue = await app.SignInAsync(scene.Sue.PersonId, Hat.Supervisor);
        var page = await sue.GetPageAsync($"/support/flags/{id}");
        (await scene.Database.DoAsync(scene.Sue, (MoveFlag move) => move.RunAsync(new FlagMove(id, 1, FlagState.Acknowledged, null)))).Refusal.ShouldBeNull();
        (await scene.Database.DoAsync(scene.Sue, (MoveFlag move) => move.RunAsync(new FlagMove(id, 2, FlagState.ActionAgreed, "We look at the rota.", Today)))).Refusal.ShouldBeNull();
        (await scene.Database.DoAsync(scene.Sue, (MoveFlag move) => move.RunAsync(new FlagMove(id, 3, FlagState.Dismissed, "The weeks were the fair, and they are over.")))).Refusal.ShouldBeNull();
        var late = await sue.SubmitAsync(page, "form#move", ("To", "Acknowledged"), ("Said", "One late Friday a month."));
        late.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await late.PageAsync()).QuerySelector("#kept")!.TextContent.ShouldBe("One late Friday a month.");
        (await sue.GetPageAsync($"/support/flags/{id}")).QuerySelector("#kept").ShouldBeNull();
    }

    [Fact]
    public async Task CheckIn_SavedInTwoWindows_LosesNothingTypedAndStaysShared()
    {
        await using var scene = await RecognitionScene.OpenAsync();
        await using var app = new ThroughlineApp(scene.Database);
        var (ann, sue) = (await app.SignInAsync(scene.Ann.PersonId, Hat.PeerWorker), await app.SignInAsync(scene.Sue.PersonId, Hat.Supervisor));
        var (first, second) = (await ann.GetPageAsync("/check-ins"), await ann.GetPageAsync("/check-ins"));
        var here = (await ann.SubmitAsync(first, "form#check-in", ("How", "Good"), ("Words", "Typed first."))).Headers.Location!.OriginalString;
        var stale = await ann.SubmitAsync(second, "form#check-in", ("How", "Struggling"), ("Words", "Typed second."), ("FamilyClash", "true"));
        stale.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var again = await stale.PageAsync();
        again.QuerySelector("#Words")!.TextContent.ShouldBe("Typed second.");
        again.QuerySelector("input[name=How][checked]")!.GetAttribute("value").ShouldBe("Struggling");
        again.QuerySelector("input[name=FamilyClash][checked]").ShouldNotBeNull();
        again.QuerySelector("#newer")!.ParentElement!.TextContent.ShouldContain("Typed first.");
        (await ann.GetPageAsync(here)).Body!.TextContent.ShouldContain("Typed first.");
        (await ann.SubmitAsync(again, "form#check-in")).StatusCode.ShouldBe(HttpStatusCode.Redirect, "knowing what was there");
        (await ann.GetPageAsync(here)).Body!.TextContent.ShouldContain("Typed second.");
        first.QuerySelector("#read-by").ShouldBeNull();

        (await ann.SubmitAsync(await ann.GetPageAsync(here), "form#share")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var page = await ann.GetPageAsync("/check-ins");
        page.QuerySelector("#read-by")!.TextContent.ShouldContain("Sue Wren");
        page.QuerySelector("#read-by a")!.GetAttribute("href").ShouldBe(here);
        (await ann.SubmitAsync(page, "form#check-in", ("Words", "Typed third."))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await ann.GetPageAsync(here)).QuerySelector(".govuk-notification-banner")!.TextContent.ShouldContain("Sue Wren can read the change");
        (await sue.GetPageAsync(here.Replace("/check-ins/", "/support/shared/", StringComparison.Ordinal))).Body!.TextContent.ShouldContain("Typed third.");
    }

    /// <summary>What the unpaid hours would have cost, U, and the whole rule, on both pages that show hours.</summary>
    [Fact]
    [Trait("invariants", "CALC-7")]
    public async Task Hours_WithoutPay_SayWhatTheyWouldHaveCostAndByWhichRule()
    {
        await using var scene = await RecognitionScene.OpenAsync(peers: 2);
        var database = scene.Database;
        await using (var context = database.Everything())
        {
            await context.RoleHoldings.Where(h => h.PersonId == scene.Ann.PersonId).ExecuteUpdateAsync(set => set.SetProperty(h => h.RosteredHours, 3.5m));
        }

        var hub = await database.AddSpaceAsync(scene.Scheme.Id);
        foreach (var on in Enumerable.Range(1, 28).Select(day => Today.AddDays(-day)).Where(d => d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)))
        {
            await database.AddStayAsync(hub, scene.Ann.PersonId, Hat.PeerWorker, on.AtInLondon(new(9, 0)), on.AtInLondon(new(17, 0)));
        }

        await using var app = new ThroughlineApp(database);
        var (ann, sue, other, moira) = (await app.SignInAsync(scene.Ann.PersonId, Hat.PeerWorker), await app.SignInAsync(scene.Sue.PersonId, Hat.Supervisor),
            await app.SignInAsync(scene.Peers[1].PersonId, Hat.PeerWorker), await app.SignInAsync(scene.Moira.PersonId, Hat.Coordinator));
        foreach (var (client, path) in new[] { (ann, "/support/load"), (ann, "/hub/hours"), (sue, $"/support/load/{scene.Ann.PersonId}"), (sue, $"/hub/hours/{scene.Ann.PersonId}"), (moira, $"/hub/hours/{scene.Ann.PersonId}") })
        {
            var page = await client.GetPageAsync(path);
            var cost = page.QuerySelector("#cost")!.TextContent;
            cost.ShouldContain("the unpaid hours came to 160.", customMessage: path);
            cost.ShouldContain("would have cost the service £2,152.00");
            cost.ShouldContain("unpaid hours × the rate in the settings, £13.45 an hour");
            cost.ShouldContain("not money saved");
            page.QuerySelector("#hours-rule")!.TextContent.ShouldContain("in each of the last 4 whole weeks, U was more than 2 and the hours here were 8 or more");
            page.QuerySelectorAll("td").Count(cell => cell.TextContent == "11.43").ShouldBe(4, path);
        }

        (await ann.GetPageAsync("/support/load")).QuerySelector("#unpaid").ShouldNotBeNull();
        var hours = await ann.GetPageAsync("/hub/hours");
        hours.QuerySelector("#own-view a")!.GetAttribute("href").ShouldBe("/support/load#own-view");
        hours.QuerySelector("#own-view")!.TextContent.ShouldContain("one view for both pages");
        (await sue.GetPageAsync($"/hub/hours/{scene.Ann.PersonId}")).QuerySelector("#own-view a")!.GetAttribute("href").ShouldBe($"/support/load/{scene.Ann.PersonId}#own-view");
        (await moira.GetPageAsync($"/hub/hours/{scene.Ann.PersonId}")).QuerySelector("#own-view").ShouldBeNull("she does not read it");
        (await other.GetPageAsync("/hub/hours")).QuerySelector("#cost").ShouldBeNull("nothing was unpaid");

        (await database.DoAsync(scene.Moira, (ChangeSetting change) => change.RunAsync(new SettingEdit(scene.Scheme.Id, SettingKeys.HoursLivingWage, "14", "New rate from the autumn", 0)))).Refusal.ShouldBeNull();
        (await ann.GetPageAsync("/hub/hours")).QuerySelector("#cost")!.TextContent.ShouldContain("£2,240.00");
    }

    /// <summary>CALC-9 F1: whoever manages a supervisor is told, and sees the supervisor's name and not whose supervision it is.</summary>
    [Fact]
    [Trait("invariants", "INV-120")]
    public async Task Dates_ToWhoeverManagesASupervisor_NameThemAndNobodyElse()
    {
        await using var scene = await RecognitionScene.OpenAsync();
        var database = scene.Database;
        var ray = await database.AddPersonAsync("Ray", "Teal", scene.Scheme.Supervisor);
        await using var app = new ThroughlineApp(database);
        using var manager = await app.SignInAsync(ray, Hat.Supervisor);
        using var sue = await app.SignInAsync(scene.Sue.PersonId, Hat.Supervisor);
        using var hal = await app.SignInAsync(scene.Hal.PersonId, Hat.HeadOfService);
        using var moira = await app.SignInAsync(scene.Moira.PersonId, Hat.Coordinator);
        (await manager.GetPageAsync("/support/dates")).QuerySelector("#none-late").ShouldNotBeNull();
        (await hal.GetPageAsync("/support/dates")).QuerySelector("#late")!.TextContent.Trim().ShouldBe("Sue Wren", "nobody manages her yet");
        (await moira.GetPageAsync("/reminders")).QuerySelectorAll("main a[href='/support/dates']").ShouldNotBeEmpty();
        var holding = await database.HoldingAsync(scene.Sue.PersonId, scene.Scheme.Supervisor);
        (await database.DoAsync(scene.Moira, (NameManager name) => name.RunAsync(new NamedManager(holding.Id, holding.Version, ray)))).Refusal.ShouldBeNull();
        (await manager.GetPageAsync("/reminders")).QuerySelectorAll("main a[href='/support/dates']").ShouldNotBeEmpty();
        foreach (var client in new[] { moira, hal, sue })
        {
            (await client.GetPageAsync("/reminders")).QuerySelectorAll("main a[href='/support/dates']").ShouldBeEmpty("it is in Ray's hands");
        }

        var page = await manager.GetPageAsync("/support/dates");
        page.QuerySelector("#late")!.TextContent.Trim().ShouldBe("Sue Wren");
        page.QuerySelector("main")!.TextContent.ShouldNotContain("Ann Reed");
        page.QuerySelector("main table").ShouldBeNull();
        foreach (var client in new[] { hal, sue })
        {
            (await client.GetPageAsync("/support/dates")).QuerySelector("#late").ShouldBeNull();
        }
    }

    [Fact]
    [Trait("invariants", "CALC-19")]
    public async Task Dates_OfEnoughPeople_SayHowManyOfHowManyHowSureAndByWhichRule()
    {
        await using var scene = await RecognitionScene.OpenAsync(peers: 20);
        await using var app = new ThroughlineApp(scene.Database);
        var page = await (await app.SignInAsync(scene.Hal.PersonId, Hat.HeadOfService)).GetPageAsync("/support/dates");
        page.Body!.TextContent.ShouldContain("In time: 0 of 20 (0%, likely between 0% and 16%).");
        var rule = page.QuerySelector("main details")!.TextContent;
        rule.ShouldContain("every 14 days in the first 12 weeks of the work");
        rule.ShouldContain("every 28 days");
        rule.ShouldContain("the last 84 days");

        // Days are the coordinator's, and so is the group in which those who mentor meet.
        page.Body!.TextContent.ShouldNotContain("meet as one");
        using var moira = await app.SignInAsync(scene.Moira.PersonId, Hat.Coordinator);
        (await moira.GetPageAsync("/support/dates")).QuerySelector("main")!.TextContent.ShouldContain("Those who mentor have no group here in which they meet as one");
        (await scene.Database.DoAsync(scene.Moira, (StartGroup start) => start.RunAsync(new NewGroup(scene.Scheme.Id, "Mentors’ morning", scene.Sites[0], false, [], ForMentors: true)))).Refusal.ShouldBeNull();
        (await moira.GetPageAsync("/support/dates")).QuerySelector("main")!.TextContent.ShouldNotContain("meet as one");
    }

    [Fact]
    [Trait("invariants", "CALC-19")]
    public async Task Dates_ThePeriodsBefore_AreATableOfTheirOwn()
    {
        await using var scene = await RecognitionScene.OpenAsync(peers: 6);
        foreach (var peer in scene.Peers)
        {
            var holding = (await scene.Database.HoldingAsync(peer.PersonId, scene.Scheme.PeerMentor)).Id;
            await scene.Database.WriteAsync("supervision-held", writing =>
            {
                foreach (var on in new[] { Today.AddDays(-160), Today.AddDays(-132) })
                {
                    var held = Supervision.Plan(writing.NewId(), peer.PersonId, scene.Sue.PersonId, scene.Scheme.Id, holding, on, on).Value;
                    held.Hold(scene.Sue.PersonId, on, null, on);
                    writing.Context.Add(held);
                }

                return true;
            });
        }

        await using var app = new ThroughlineApp(scene.Database);
        using var hal = await app.SignInAsync(scene.Hal.PersonId, Hat.HeadOfService);
        var page = await hal.GetPageAsync("/support/dates");
        // In the last period before: one in time on its day, and one that did not come.
        page.QuerySelectorAll("main table tbody tr").Select(r => r.TextContent.Trim()).ShouldHaveSingleItem().ShouldContain("6 of 12");
        page.QuerySelector("main details")!.TextContent.ShouldContain("No day is in two periods");
    }

    /// <summary>F11: paid work that has just begun is on her own home page first, and then a name and a day on her supervisor's.</summary>
    [Fact]
    public async Task Home_ABigChangeInTheWork_IsThePersonsFirst()
    {
        await using var scene = await RecognitionScene.OpenAsync();
        await using var app = new ThroughlineApp(scene.Database);
        using var ann = await app.SignInAsync(scene.Ann.PersonId, Hat.PeerWorker);
        using var sue = await app.SignInAsync(scene.Sue.PersonId, Hat.Supervisor);
        var role = await scene.Database.WriteAsync("role-added", writing =>
        {
            var paid = RoleDefinition.Define(writing.NewId(), scene.Scheme.Id, new RoleOutline("paid-mentor", "Paid mentor", "Team member", [Hat.PeerWorker], true, 3, Pay.Sessional));
            writing.Context.Add(paid);
            return paid;
        });
        (await scene.Database.DoAsync(scene.Moira, (TakeUpRole take) => take.RunAsync(new NewRole(scene.Ann.PersonId, role.Id, RoleState.ActiveSolo, Today, SupervisorId: scene.Sue.PersonId)))).Refusal.ShouldBeNull();
        (await sue.GetPageAsync("/")).QuerySelector("#crossings").ShouldBeNull("hers first");
        var page = await ann.GetPageAsync("/");
        page.QuerySelector("section[id^='change-']")!.TextContent.ShouldContain("Your paid work began on 2 March 2026");
        (await PostAsync(ann, "/my/clearance?handler=SeenChange")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await ann.SubmitAsync(page, "section[id^='change-'] form")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await ann.GetPageAsync("/")).QuerySelector("section[id^='change-'] form").ShouldBeNull();
        var told = (await sue.GetPageAsync("/")).QuerySelector("#crossings")!;
        told.TextContent.ShouldContain("Ann Reed");
        told.TextContent.ShouldNotContain("paid", Case.Insensitive);
        told.QuerySelector($"a[href='/people/{scene.Ann.PersonId}']").ShouldNotBeNull();
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
        foreach (var handler in new[] { "Agree", "Look", "Change", "TakeBack", "Ready", "Finish" })
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

    [Fact]
    public async Task Pause_LookedAtAgain_SetsTheNextDayAndKeepsWhatWasTyped()
    {
        await using var scene = await RecognitionScene.OpenAsync(peers: 2);
        var database = scene.Database;
        var holding = (await database.HoldingAsync(scene.Ann.PersonId, scene.Scheme.PeerMentor)).Id;
        var id = (await database.DoAsync(scene.Ann, (AskForPause ask) => ask.RunAsync(new PauseQuestion(holding, PauseWish.Pause, "A month without late shifts.", null)))).Value;
        await using var app = new ThroughlineApp(database);
        var (ann, moira, sue, other) = (await app.SignInAsync(scene.Ann.PersonId, Hat.PeerWorker), await app.SignInAsync(scene.Moira.PersonId, Hat.Coordinator),
            await app.SignInAsync(scene.Sue.PersonId, Hat.Supervisor), await app.SignInAsync(scene.Peers[1].PersonId, Hat.PeerWorker));
        var here = $"/support/pauses/{id}";
        (await moira.GetPageAsync(here)).QuerySelector("form#look").ShouldBeNull("it is only asked for");
        (await database.DoAsync(scene.Moira, (AgreePause agree) => agree.RunAsync(new PauseAgreed(id, 1, scene.Sue.PersonId, Today.AddDays(28), TestData.Decision)))).Refusal.ShouldBeNull();
        (await ann.GetPageAsync(here)).QuerySelector("form#look").ShouldBeNull();
        (await sue.GetPageAsync(here)).QuerySelector("form#look").ShouldBeNull();
        (await PostAsync(sue, $"{here}?handler=Look")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await PostAsync(other, $"{here}?handler=Look")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        var page = await moira.GetPageAsync(here);
        page.QuerySelector("form#look")!.TextContent.ShouldContain("It replaces the words above");
        var wrong = await moira.SubmitAsync(page, "form#look", [("Agreed", "One more month."), ("LooksAfterId", scene.Pat.PersonId.ToString()), .. Day("LookOn", Today)]);
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var again = await wrong.PageAsync();
        again.QuerySelector("#Agreed")!.TextContent.ShouldBe("One more month.");
        again.QuerySelector("#LooksAfterId option[selected]")!.GetAttribute("value").ShouldBe(scene.Pat.PersonId.ToString());
        again.QuerySelector("[name='LookOn.Day']")!.GetAttribute("value").ShouldBe($"{Today.Day}");
        again.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("The day to look again must be in the next 84 days");
        (await moira.SubmitAsync(again, "form#look", Day("LookOn", Today.AddDays(42)))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var own = await ann.GetPageAsync(here);
        own.QuerySelector("#what-was-agreed")!.TextContent.ShouldBe("One more month.");
        own.Body!.TextContent.ShouldContain("Pat Dunnock");
        own.Body!.TextContent.ShouldContain("13 April 2026");
        (await sue.GetAsync(here)).StatusCode.ShouldBe(HttpStatusCode.NotFound, "somebody else looks after her now");

        var stale = await moira.SubmitAsync(page, "form#look", [("Agreed", "Typed in another window."), ("Once", "0193ffff-ffff-7fff-8fff-fffffffffffd"), .. Day("LookOn", Today.AddDays(14))]);
        stale.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        again = await stale.PageAsync();
        again.QuerySelector("#Agreed")!.TextContent.ShouldBe("Typed in another window.");
        again.QuerySelector("#what-was-agreed")!.TextContent.ShouldBe("One more month.");
        (await moira.SubmitAsync(again, "form#look")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await database.HoldingAsync(scene.Ann.PersonId, scene.Scheme.PeerMentor)).ReviewBy.ShouldBe(Today.AddDays(14));
    }

    private static (string, string?)[] Day(string field, DateOnly on) => [($"{field}.Day", $"{on.Day}"), ($"{field}.Month", $"{on.Month}"), ($"{field}.Year", $"{on.Year}")];

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string path)
    {
        var token = (await client.GetPageAsync("/account")).QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return await client.PostAsync(path, new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("Version", "1")]));
    }
}
