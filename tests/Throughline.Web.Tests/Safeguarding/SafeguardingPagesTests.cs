using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using Throughline.People;
using Throughline.Safeguarding;
using Throughline.Testing;
using Throughline.Web.Reminders;
using Throughline.Web.Tests.People;

namespace Throughline.Web.Tests.Safeguarding;

public sealed class SafeguardingPagesTests
{
    private static readonly Guid Unknown = new("0193f000-0000-7000-8000-000000000000");
    private static readonly DateOnly Today = new(2026, 3, 2);

    /// <summary>INV-130, E37: the steps come first, and the whole page with everything it fetches is small.</summary>
    [Fact]
    public async Task Danger_StepsComeBeforeAnyQuestionAndTheWholePageIsSmall()
    {
        await using var world = await SafetyWorld.MakeAsync();
        await world.MatchAsync();
        await using var app = new ThroughlineApp(world.Database);
        using var jo = await app.SignInAsync(world.Jo.PersonId, Hat.PeerWorker);
        var page = await jo.GetPageAsync("/danger");
        var html = page.DocumentElement.OuterHtml;
        html.IndexOf("tel:999", StringComparison.Ordinal).ShouldBeInRange(1, html.IndexOf("<input", StringComparison.Ordinal) - 1);
        html.IndexOf("tel:+447700900457", StringComparison.Ordinal).ShouldBeInRange(1, html.IndexOf("<input", StringComparison.Ordinal) - 1);
        page.QuerySelector("form#danger input:not([type=hidden])")!.GetAttribute("name").ShouldBe("Danger");
        page.QuerySelector("main")!.TextContent.ShouldContain("It is not for telling on people");
        page.QuerySelectorAll("#duty li").Select(l => l.TextContent.Trim().Split(',')[0]).ShouldBe(["Moira Finch", "Pat Lowe"]);
        page.QuerySelector("form#danger")!.TextContent.ShouldContain("Sam");
        await ShouldBeLightAsync(jo, "/danger");
    }

    /// <summary>E37: what comes once it is sent, and what whoever is called opens, is as small, and its forms are whole without a script.</summary>
    [Fact]
    public async Task SentAndCalled_TheWholePagesAreSmallAndNeedNoScript()
    {
        await using var world = await SafetyWorld.MakeAsync();
        var id = (await world.RaiseAsync()).Value;
        await world.PageAsync();
        await using var app = new ThroughlineApp(world.Database);
        using var jo = await app.SignInAsync(world.Jo.PersonId, Hat.PeerWorker);
        using var moira = await app.SignInAsync(world.Moira.PersonId, Hat.Coordinator);
        await ShouldBeLightAsync(jo, $"/danger/raised/{id}");
        await ShouldBeLightAsync(moira, "/now");
        var raised = await jo.GetPageAsync($"/danger/raised/{id}");
        raised.QuerySelectorAll("#duty a").Select(a => a.GetAttribute("href")).ShouldBe(["tel:+447700900457", "tel:+447700900457"]);
        raised.QuerySelector("[aria-label='Way back'] a")!.GetAttribute("href").ShouldBe("/danger/raised");
        raised.QuerySelectorAll("main form").Length.ShouldBe(2);
        // What was done is said on a light page too, once.
        (await jo.SubmitAsync(raised, "form#add", ("Words", "The nurse is here."))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await jo.GetPageAsync($"/danger/raised/{id}")).QuerySelector("main .govuk-notification-banner")!.TextContent.ShouldContain("It is added");
        (await jo.GetPageAsync($"/danger/raised/{id}")).QuerySelector(".govuk-notification-banner").ShouldBeNull();
    }

    [Fact]
    public async Task Raised_WithNobodyToCall_SaysSoAndWhatToRing()
    {
        await using var world = await SafetyWorld.MakeAsync(rota: false);
        await using var app = new ThroughlineApp(world.Database);
        using var jo = await app.SignInAsync(world.Jo.PersonId, Hat.PeerWorker);
        (await jo.GetPageAsync("/danger")).QuerySelector("#nobody")!.TextContent.ShouldContain("it calls the safeguarding lead");
        foreach (var gone in new[] { world.Neil, world.Colin, world.Ruth })
        {
            await world.LeaveAsync(gone);
        }

        var page = await jo.GetPageAsync("/danger");
        page.QuerySelector("#nobody")!.TextContent.ShouldContain("there is nobody else that we can call");
        page.QuerySelector("form#danger")!.TextContent.ShouldNotContain("is called as soon as you send this");
        var raised = (await jo.SubmitAsync(page, "form#danger", ("Danger", "true"))).Headers.Location!.OriginalString;
        (await jo.SubmitAsync(await jo.GetPageAsync("/word"), "form#word")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await world.PageAsync();
        var shown = await jo.GetPageAsync(raised);
        shown.QuerySelector("#next")!.TextContent.ShouldSatisfyAllConditions(t => t.ShouldContain("There is nobody that we can call now"), t => t.ShouldNotContain("being called"));
        shown.QuerySelector("#ring a[href='tel:999']").ShouldNotBeNull();
        (await jo.GetPageAsync("/word")).QuerySelector("#waits")!.TextContent.ShouldContain("There is nobody that we can tell now");

        // Somebody comes on duty, and our message cannot go.
        await world.TurnAsync(world.Pat, 1, -1, 24);
        world.Channel.Answer = Throughline.Reminders.SendResult.NotNow("mail-no-answer");
        world.Database.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.PageAsync();
        shown = await jo.GetPageAsync(raised);
        shown.QuerySelector("#next")!.TextContent.ShouldContain("Our call has not gone out yet");
        shown.QuerySelector("#duty a")!.GetAttribute("href").ShouldBe("tel:+447700900457");
        shown.QuerySelector("#pages")!.TextContent.ShouldContain("our call has not gone out");
        var word = await jo.GetPageAsync("/word");
        word.QuerySelector("#waits")!.TextContent.ShouldContain("has not gone out yet");
        word.QuerySelector("#told")!.TextContent.ShouldContain("not told yet");
    }

    [Fact]
    public async Task Raised_ClosedWhileTyping_KeepsEveryWord()
    {
        await using var world = await SafetyWorld.MakeAsync();
        var id = (await world.RaiseAsync()).Value;
        await world.PageAsync();
        await world.AnswerAsync(world.Moira, id);
        await using var app = new ThroughlineApp(world.Database);
        using var jo = await app.SignInAsync(world.Jo.PersonId, Hat.PeerWorker);
        var page = await jo.GetPageAsync($"/danger/raised/{id}");
        await world.CloseAsync(id, world.Moira);
        var answer = await jo.SubmitAsync(page, "form#add", ("Words", "She <b>asked</b> for you."));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.PageAsync()).QuerySelector("#kept")!.TextContent.ShouldBe("She <b>asked</b> for you.");
        (await jo.GetPageAsync($"/danger/raised/{id}")).QuerySelector("#kept").ShouldBeNull();
    }

    [Fact]
    public async Task Danger_ANameAndSomebodyElseBesides_KeepsBoth()
    {
        await using var world = await SafetyWorld.MakeAsync();
        await world.MatchAsync();
        await using var app = new ThroughlineApp(world.Database);
        using var jo = await app.SignInAsync(world.Jo.PersonId, Hat.PeerWorker);
        using var neil = await app.SignInAsync(world.Neil.PersonId, Hat.SafeguardingLead);
        var sent = await jo.SubmitAsync(await jo.GetPageAsync("/danger"), "form#danger", ("Danger", "true"), ("AboutId", world.Sam.PersonId.ToString()), ("About", "And his <b>sister</b>"));
        var raised = sent.Headers.Location!.OriginalString;
        (await jo.GetPageAsync(raised)).QuerySelector("main")!.TextContent.ShouldContain("About Sam (And his <b>sister</b>)");
        (await neil.GetPageAsync(raised.Replace("/danger/raised/", "/safety/concerns/", StringComparison.Ordinal))).QuerySelector("main")!.TextContent.ShouldContain("And his <b>sister</b>");
    }

    [Fact]
    public async Task Done_TheLastThingThatWasTheirs_LeadsAwayFromWhatTheyReadNoMore()
    {
        await using var world = await SafetyWorld.MakeAsync();
        var id = (await world.RaiseAsync()).Value;
        await world.PageAsync();
        await world.AnswerAsync(world.Moira, id);
        await world.Database.DoAsync(world.Moira, (AddConcernAction use) => use.RunAsync(id, "Ring the ward", world.Pat.PersonId, Today));
        await using var app = new ThroughlineApp(world.Database);
        using var pat = await app.SignInAsync(world.Pat.PersonId, Hat.StaffColleague);
        (await pat.GetPageAsync("/now")).QuerySelector("#mine ~ ul a")!.GetAttribute("href").ShouldBe($"/safety/concerns/{id}");
        var done = await pat.SubmitAsync(await pat.GetPageAsync($"/safety/concerns/{id}/done?number=1"), "form#act", ("number", "1"), ("Words", "Rung."));
        done.Headers.Location!.OriginalString.ShouldBe("/now");
        (await pat.GetPageAsync("/now")).QuerySelector("#mine").ShouldBeNull();
        (await pat.GetAsync($"/safety/concerns/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    /// <summary>Whoever has it no more when they send what they wrote gets their words back, on the page that anybody gets who asks for what is not there.</summary>
    [Fact]
    public async Task Words_OfWhoeverHasItNoMore_AreGivenBackAndTellNothing()
    {
        await using var world = await SafetyWorld.MakeAsync();
        var id = (await world.RaiseAsync()).Value;
        await world.PageAsync();
        await world.AnswerAsync(world.Moira, id);
        await using var app = new ThroughlineApp(world.Database);
        using var moira = await app.SignInAsync(world.Moira.PersonId, Hat.Coordinator);
        var form = await moira.GetPageAsync($"/safety/concerns/{id}/triage");
        (await world.Database.DoAsync(world.Neil, (HandOverConcern use) => use.RunAsync(id, world.Ruth.PersonId, "She is on ward 4."))).Refusal.ShouldBeNull();
        var there = await moira.SubmitAsync(form, "form#act", ("Kind", "WantsToDie"), ("Words", "The ward <b>has</b> her."));
        there.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var page = await there.PageAsync();
        page.QuerySelector("#kept")!.TextContent.Trim().ShouldBe("The ward <b>has</b> her.");
        form.QuerySelector("form#act")!.SetAttribute("action", $"/safety/concerns/{Unknown}/triage");
        var never = await moira.SubmitAsync(form, "form#act", ("Kind", "WantsToDie"), ("Words", "The ward <b>has</b> her."));
        never.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await never.PageAsync()).QuerySelector("main")!.InnerHtml.ShouldBe(page.QuerySelector("main")!.InnerHtml);
    }

    [Fact]
    public async Task Now_UnderAHatThatCouldNotReadIt_SaysWhichToWear()
    {
        await using var world = await SafetyWorld.MakeAsync(rota: false);
        var role = await world.Database.WriteAsync("role-added", writing =>
        {
            var role = RoleDefinition.Define(writing.NewId(), world.Scheme.Id, new RoleOutline("two-hats", "Two hats", "Team member", [Hat.StaffColleague, Hat.PeerWorker]));
            writing.Context.Add(role);
            return role;
        });
        var wilf = await world.Database.AddPersonAsync("Wilf", "Ash", role);
        await world.TurnAsync(world.Pat with { PersonId = wilf }, 1, -1, 24);
        await world.RaiseAsync();
        await world.PageAsync();
        await using var app = new ThroughlineApp(world.Database);
        using var peer = await app.SignInAsync(wilf, Hat.PeerWorker);
        using var staff = await app.SignInAsync(wilf, Hat.StaffColleague);
        var refused = await peer.SubmitAsync(await peer.GetPageAsync("/now"), "form[id^=answer]");
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.PageAsync()).ShouldSatisfyAllConditions(
            p => p.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Change your hat first"), p => p.QuerySelector("#hat")!.GetAttribute("href").ShouldBe("/hat"));
        var answered = await staff.SubmitAsync(await staff.GetPageAsync("/now"), "form[id^=answer]");
        (await staff.GetAsync(answered.Headers.Location!.OriginalString)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>INV-130, under every hat, with people on duty and with nobody, on every way to the page, and again after any answer that was not enough: what to do comes before what is asked.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Danger_UnderEveryHatOnEveryWay_ShowsTheStepsBeforeTheFirstQuestion(bool rota)
    {
        await using var world = await SafetyWorld.MakeAsync(rota: rota);
        Hat[] hats = [.. Enum.GetValues<Hat>().Where(hat => hat != Hat.System)];
        var role = await world.Database.WriteAsync("role-added", writing =>
        {
            var role = RoleDefinition.Define(writing.NewId(), world.Scheme.Id, new RoleOutline("every-hat", "Every hat", "Team member", hats));
            writing.Context.Add(role);
            return role;
        });
        var wilf = await world.Database.AddPersonAsync("Wilf", "Ash", role);
        await using var app = new ThroughlineApp(world.Database);
        (string, string?)[] fields =
        [
            ("Called", "true"), ("AboutId", Unknown.ToString()), ("AboutId", "else"), ("About", "My neighbour"), ("Kind", "Child"), ("Kind", "Nothing"), ("Words", "She has tablets."), ("When", "Just now"), ("Did", " "),
        ];
        var random = new Random(20260302);
        foreach (var hat in hats)
        {
            using var browser = await app.SignInAsync(wilf, hat);
            foreach (var way in new[] { "/danger", $"/danger?person={world.Sam.PersonId}", $"/danger?person={Unknown}", "/danger?person=somebody" })
            {
                StepsFirst(await browser.GetPageAsync(way)).ShouldBeTrue($"{hat} {way}");
            }

            for (var times = 0; times < 3; times++)
            {
                // Without an answer to the first question nothing is sent, whatever else was said.
                var said = fields.Where(_ => random.Next(2) == 0).ToArray();
                var answer = await browser.SubmitAsync(await browser.GetPageAsync("/danger"), "form#danger", said);
                answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
                StepsFirst(await answer.PageAsync()).ShouldBeTrue($"{hat} {string.Join(' ', said)}");
            }
        }
    }

    [Theory]
    [InlineData("<form><input name=Danger></form><section class=tl-steps><a href='tel:999'>999</a></section>")]
    [InlineData("<section class=tl-steps>Keep talking.</section><form><input name=Danger></form>")]
    [InlineData("<form><textarea name=Words></textarea></form>")]
    public async Task Danger_Twin_AQuestionBeforeTheStepsWouldBeFound(string main) => StepsFirst(await new HtmlParser().ParseDocumentAsync($"<main>{main}</main>")).ShouldBeFalse();

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Course_ThroughTheForms_FromTheRedLinkToTheLeadsClose(string provider)
    {
        await using var world = await SafetyWorld.MakeAsync(provider);
        await world.MatchAsync();
        await using var app = new ThroughlineApp(world.Database, fictional: true);
        using var jo = await app.SignInAsync(world.Jo.PersonId, Hat.PeerWorker);
        using var moira = await app.SignInAsync(world.Moira.PersonId, Hat.Coordinator);
        using var neil = await app.SignInAsync(world.Neil.PersonId, Hat.SafeguardingLead);
        (await jo.GetPageAsync("/")).QuerySelector(".tl-danger a")!.GetAttribute("href").ShouldBe("/danger");

        var bad = await jo.SubmitAsync(await jo.GetPageAsync("/danger"), "form#danger", ("Words", "She has <b>tablets</b>"), ("When", "Just now"), ("AboutId", world.Sam.PersonId.ToString()), ("Kind", "WantsToDie"));
        bad.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var again = await bad.PageAsync();
        again.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Say whether somebody is in danger now");
        again.QuerySelector("#Words")!.TextContent.ShouldBe("She has <b>tablets</b>");
        again.QuerySelector("#When")!.GetAttribute("value").ShouldBe("Just now");
        again.QuerySelector("[name=Kind][value=WantsToDie]")!.HasAttribute("checked").ShouldBeTrue();
        again.QuerySelector($"[name=AboutId][value='{world.Sam.PersonId}']")!.HasAttribute("checked").ShouldBeTrue();
        again.QuerySelector("h1 ~ .tl-steps").ShouldNotBeNull("the steps are there again");
        (await jo.SubmitAsync(await jo.GetPageAsync("/danger"), "form#danger", ("Danger", "true"), ("AboutId", Unknown.ToString()))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        var sent = await jo.SubmitAsync(again, "form#danger", ("Danger", "true"));
        sent.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var raised = sent.Headers.Location!.OriginalString;
        (await jo.SubmitAsync(again, "form#danger", ("Danger", "true"))).Headers.Location!.OriginalString.ShouldBe(raised, "the same form twice raises it once");
        (await jo.GetPageAsync(raised)).Body!.TextContent.ShouldContain("Whoever is on duty is being called");
        (await jo.SubmitAsync(await jo.GetPageAsync(raised), "form#called")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await jo.SubmitAsync(await jo.GetPageAsync(raised), "form#add", ("Words", " "))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await jo.SubmitAsync(await jo.GetPageAsync(raised), "form#add", ("Words", "The nurse is here."))).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        await world.PageAsync();
        (await moira.GetPageAsync("/")).QuerySelector("main")!.TextContent.ShouldContain("You are needed now");
        var now = await moira.GetPageAsync("/now");
        now.QuerySelector("main")!.TextContent.ShouldSatisfyAllConditions(t => t.ShouldContain("Somebody may be in danger now"), t => t.ShouldNotContain("Sam"), t => t.ShouldNotContain("tablets"));
        var answered = await moira.SubmitAsync(now, "form[id^=answer]");
        var address = answered.Headers.Location!.OriginalString;
        address.ShouldStartWith("/safety/concerns/");
        (await moira.SubmitAsync(now, "form[id^=answer]", ("Once", Unknown.ToString()))).StatusCode.ShouldBe(HttpStatusCode.Redirect, "theirs already");
        (await moira.GetPageAsync(address)).QuerySelector("main")!.TextContent.ShouldSatisfyAllConditions(t => t.ShouldContain("She has <b>tablets</b>"), t => t.ShouldContain("The nurse is here."));
        (await jo.GetPageAsync(raised)).QuerySelector("#has-it")!.TextContent.ShouldContain("Moira Finch has it");

        async Task Act(HttpClient who, string what, params (string, string?)[] fields)
        {
            var page = await who.GetPageAsync($"{address}/{what}");
            (await who.SubmitAsync(page, "form#act", [.. fields.Where(f => f.Item1 == "number"), ("Words", " "), ("Kind", null), ("Told", null)])).StatusCode.ShouldBe(HttpStatusCode.BadRequest, what);
            var answer = await who.SubmitAsync(page, "form#act", fields);
            answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, what);
        }

        await Act(moira, "triage", ("Kind", "WantsToDie"), ("Words", "The ward has her."));
        (await moira.GetAsync($"{address}/triage")).StatusCode.ShouldBe(HttpStatusCode.NotFound, "not from here any more");
        (await moira.GetAsync($"{address}/close")).StatusCode.ShouldBe(HttpStatusCode.NotFound, "the lead's");
        await Act(moira, "plan", ("Words", "The ward keeps her tonight."));
        await Act(moira, "task", [("Words", "Ring the ward"), ("Who", world.Pat.PersonId.ToString()), .. Hub.Date("On", Today.AddDays(1))]);
        await Act(moira, "done?number=1", ("number", "1"), ("Words", "Rung. She sleeps."));
        await Act(moira, "share", ("Recipient", "The ward sister"), ("Words", "What she took"), ("Why", "They must know"), ("Consent", "Agreed"));
        await Act(moira, "add", ("Words", "Her sister is on the way."));
        await Act(moira, "watch", [("Words", "Ring each day"), .. Hub.Date("On", Today.AddDays(2))]);
        await Act(neil, "tell", ("Told", "true"), ("Words", "Told on the ward, with a nurse beside her."));
        await Act(neil, "keep", ("Longer", "false"), ("Words", "The usual time is long enough."));
        await Act(moira, "hand-over", ("Who", world.Ruth.PersonId.ToString()), ("Words", "She is on ward 4."));
        (await moira.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await neil.GetPageAsync("/safety")).QuerySelector(".tl-card")!.TextContent.ShouldContain("Ruth Bell has it");
        await Act(neil, "close", ("Words", "She is safe, and the ward has the rest. I read it all."));
        (await neil.GetPageAsync("/safety")).QuerySelector("#none").ShouldNotBeNull();
        (await neil.GetPageAsync(address)).QuerySelector("main")!.TextContent.ShouldContain("Closed");

        // What is told outside is written down once it is closed too (INV-134), by whoever had it and by the lead.
        using var ruth = await app.SignInAsync(world.Ruth.PersonId, Hat.Supervisor);
        using var pat = await app.SignInAsync(world.Pat.PersonId, Hat.StaffColleague);
        (await ruth.GetPageAsync(address)).QuerySelectorAll("#acts a").Select(a => a.GetAttribute("href")).ShouldBe([$"{address}/share"]);
        var told = await ruth.SubmitAsync(await ruth.GetPageAsync($"{address}/share"), "form#act", ("Recipient", "Her doctor"), ("Words", "What <b>she</b> took"), ("Why", "They look after her now"), ("Consent", "NotAsked"), ("WhyNot", "Asleep"));
        told.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await told.PageAsync()).ShouldSatisfyAllConditions(
            p => p.QuerySelector("#WhyNot-error").ShouldNotBeNull(), p => p.QuerySelector("#Words")!.TextContent.ShouldBe("What <b>she</b> took"), p => p.QuerySelector("#Recipient")!.GetAttribute("value").ShouldBe("Her doctor"));
        await Act(ruth, "share", ("Recipient", "Her doctor"), ("Words", "What she took"), ("Why", "They look after her now"), ("Consent", "NotAsked"), ("WhyNot", "She could not be reached by anybody."));
        await Act(neil, "share", ("Recipient", "Her housing worker"), ("Words", "That she is home"), ("Why", "She asked us to"), ("Consent", "Agreed"));
        (await neil.GetPageAsync(address)).QuerySelector("main")!.TextContent.ShouldSatisfyAllConditions(t => t.ShouldContain("Her doctor"), t => t.ShouldContain("Her housing worker"), t => t.ShouldContain("Closed"));
        (await pat.GetAsync($"{address}/share")).StatusCode.ShouldBe(HttpStatusCode.NotFound, "had only something to do");
        (await ruth.GetAsync($"{address}/add")).StatusCode.ShouldBe(HttpStatusCode.NotFound, "nothing else from here");
        (await jo.GetPageAsync(raised)).QuerySelector("main")!.TextContent.ShouldContain("It is closed");
        (await jo.GetPageAsync("/danger/raised")).QuerySelector("main")!.TextContent.ShouldContain("Sam");
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Restart_ANewHostOverTheSameDatabase_GoesOnPaging(string provider)
    {
        await using var world = await SafetyWorld.MakeAsync(provider);
        static async Task RunAsync(ThroughlineApp app) => await ActivatorUtilities.CreateInstance<PagingJob>(app.Services).RunAsync(CancellationToken.None);
        await using (var first = new ThroughlineApp(world.Database, fictional: true))
        {
            using var jo = await first.SignInAsync(world.Jo.PersonId, Hat.PeerWorker);
            (await jo.SubmitAsync(await jo.GetPageAsync("/danger"), "form#danger", ("Danger", "true"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
            await RunAsync(first);
            first.Services.GetRequiredService<DevelopmentOutbox>().Messages.Count.ShouldBe(1);
        }

        world.Database.Clock.Advance(TimeSpan.FromMinutes(20));
        await using var second = new ThroughlineApp(world.Database, fictional: true);
        await RunAsync(second);
        await RunAsync(second);
        (await world.LogAsync()).Select(p => p.PersonId).ShouldBe([world.Moira.PersonId, world.Pat.PersonId]);
        second.Services.GetRequiredService<DevelopmentOutbox>().Messages.ShouldHaveSingleItem().Message.Text.ShouldContain("You are needed now");
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Word_OnAFridayEvening_IsTakenUpOnMondayByANewHost(string provider)
    {
        await using var world = await SafetyWorld.MakeAsync(provider);
        var (friday, monday) = (new DateTimeOffset(2026, 3, 6, 19, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 3, 9, 10, 0, 0, TimeSpan.Zero));
        world.Database.Clock.SetUtcNow(friday);
        static async Task RunAsync(ThroughlineApp app) => await ActivatorUtilities.CreateInstance<PagingJob>(app.Services).RunAsync(CancellationToken.None);
        await using (var first = new ThroughlineApp(world.Database, fictional: true))
        {
            using var jo = await first.SignInAsync(world.Jo.PersonId, Hat.PeerWorker);
            (await jo.SubmitAsync(await jo.GetPageAsync("/"), "form[action='/word']")).Headers.Location!.OriginalString.ShouldBe("/word");
            await RunAsync(first);
            first.Services.GetRequiredService<DevelopmentOutbox>().Messages.Count.ShouldBe(1);
        }

        world.Database.Clock.SetUtcNow(monday.AddMinutes(-1));
        await using var second = new ThroughlineApp(world.Database, fictional: true);
        await RunAsync(second);
        second.Services.GetRequiredService<DevelopmentOutbox>().Messages.ShouldBeEmpty("an hour of work has not gone yet");
        world.Database.Clock.SetUtcNow(monday);
        await RunAsync(second);
        await RunAsync(second);
        (await world.LogAsync()).Select(p => (p.PersonId, p.At)).ShouldBe([(world.Ruth.PersonId, friday), (world.Moira.PersonId, monday)]);
        second.Services.GetRequiredService<DevelopmentOutbox>().Messages.ShouldHaveSingleItem().Message.Text.ShouldContain("You are needed now");
    }

    [Fact]
    public async Task Locked_WhileTyping_KeepsEveryWord()
    {
        await using var world = await SafetyWorld.MakeAsync();
        await using var app = new ThroughlineApp(world.Database);
        using var jo = await app.SignInAsync(world.Jo.PersonId, Hat.PeerWorker);
        var page = await jo.GetPageAsync("/danger");
        page.QuerySelector("meta[name=throughline-idle-minutes]").ShouldNotBeNull("a light page locks too");
        world.Database.Clock.Advance(TimeSpan.FromMinutes(40));
        var answer = await jo.SubmitAsync(page, "form#danger", ("Danger", "true"), ("Words", "She has tablets"));
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.OriginalString.ShouldSatisfyAllConditions(l => l.ShouldStartWith("/locked"), l => l.ShouldContain("kept"));
        (await jo.GetPageAsync("/locked")).QuerySelector("main")!.TextContent.ShouldContain("999");
    }

    [Fact]
    public async Task Word_OneButtonOnEveryPage_ShowsWhoSawIt()
    {
        await using var world = await SafetyWorld.MakeAsync();
        await using var app = new ThroughlineApp(world.Database);
        using var jo = await app.SignInAsync(world.Jo.PersonId, Hat.PeerWorker);
        using var ruth = await app.SignInAsync(world.Ruth.PersonId, Hat.Supervisor);
        foreach (var address in new[] { "/", "/mentoring/mine", "/my/record" })
        {
            (await jo.GetPageAsync(address)).QuerySelector("form[action='/word'] button")!.TextContent.ShouldBe("I need a word");
        }

        (await ruth.GetPageAsync("/")).QuerySelector("form[action='/word']").ShouldBeNull();
        (await jo.SubmitAsync(await jo.GetPageAsync("/mentoring/mine"), ".tl-danger form")).Headers.Location!.OriginalString.ShouldBe("/word");
        (await jo.GetPageAsync("/word")).QuerySelector("#waits")!.TextContent.ShouldContain("Somebody is being told now");
        await world.PageAsync();
        (await jo.GetPageAsync("/word")).QuerySelector("#told")!.TextContent.ShouldContain("Ruth Bell");
        (await ruth.SubmitAsync(await ruth.GetPageAsync("/now"), "form[id^=answer]")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await jo.GetPageAsync("/word")).QuerySelector("#seen")!.TextContent.ShouldContain("Ruth Bell saw it on 2 March 2026 at 10:00am");
        using var sam = await app.SignInAsync(world.Sam.PersonId, Hat.Mentee);
        (await sam.GetAsync("/word")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Rota_ThroughTheForms_PlansCoversSwapsAndTakesOff()
    {
        await using var world = await SafetyWorld.MakeAsync(rota: false);
        await using var app = new ThroughlineApp(world.Database);
        using var neil = await app.SignInAsync(world.Neil.PersonId, Hat.SafeguardingLead);
        using var moira = await app.SignInAsync(world.Moira.PersonId, Hat.Coordinator);
        (await neil.GetPageAsync("/safety/rota")).QuerySelector($"#nobody-{world.Scheme.Id}")!.TextContent.ShouldContain("Nobody");
        (string, string?)[] good = [("PersonId", world.Moira.PersonId.ToString()), ("Place", "1"), ("Phone", "07700 900457"), .. Hub.Date("StartsOn", Today), ("StartsAt", "17:00"), .. Hub.Date("EndsOn", Today.AddDays(1)), ("EndsAt", "9am"), ("Weeks", "2")];
        var bad = await neil.SubmitAsync(await neil.GetPageAsync("/safety/rota/new"), "form#turn", [.. good.Where(g => g.Item1 != "Phone"), ("Phone", "ring me")]);
        bad.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await bad.PageAsync()).QuerySelector("#Phone")!.GetAttribute("value").ShouldBe("ring me");
        (await neil.SubmitAsync(await neil.GetPageAsync("/safety/rota/new"), "form#turn")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await neil.SubmitAsync(await neil.GetPageAsync("/safety/rota/new"), "form#turn", good)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await neil.SubmitAsync(await neil.GetPageAsync("/safety/rota/new"), "form#turn", good)).StatusCode.ShouldBe(HttpStatusCode.BadRequest, "somebody has that place");
        (await neil.SubmitAsync(await neil.GetPageAsync("/safety/rota/new"), "form#turn", [.. good.Where(g => g.Item1 is "Place" or "Phone" || g.Item1.StartsWith("EndsOn", StringComparison.Ordinal)), ("PersonId", world.Pat.PersonId.ToString()), ("StartsAt", "9:00"), ("EndsAt", "17:00"), .. Hub.Date("StartsOn", Today.AddDays(1))])).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var rota = await moira.GetPageAsync("/safety/rota");
        rota.QuerySelector("tbody")!.TextContent.ShouldContain("Moira Finch");
        rota.QuerySelector($"#gaps-{world.Scheme.Id} li")!.TextContent.ShouldContain("Monday 2 March at 10:00am to 5:00pm");
        rota.QuerySelector("a[href='/safety/rota/new']").ShouldBeNull();
        var turns = (await neil.GetPageAsync("/safety/rota")).QuerySelectorAll("tbody tr a[href^='/safety/rota/']").Select(a => a.GetAttribute("href")!).ToList();
        (await neil.SubmitAsync(await neil.GetPageAsync(turns[0]), "form#cover")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await neil.SubmitAsync(await neil.GetPageAsync(turns[0]), "form#cover", ("PersonId", world.Ruth.PersonId.ToString()), ("Phone", "07700 900321"), ("FromAt", "18:00"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest, "a time without a day");
        (await neil.SubmitAsync(await neil.GetPageAsync(turns[0]), "form#cover", ("PersonId", world.Ruth.PersonId.ToString()), ("Phone", "07700 900321"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await neil.SubmitAsync(await neil.GetPageAsync(turns[1]), "form#swap")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await neil.SubmitAsync(await neil.GetPageAsync(turns[1]), "form#off")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await neil.GetAsync(turns[1])).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Pages_WhoMayNot_AreForbiddenOrNotThere()
    {
        await using var world = await SafetyWorld.MakeAsync();
        await world.MatchAsync();
        var id = (await world.RaiseAsync(about: world.Sam.PersonId)).Value;
        await world.PageAsync();
        var turn = await world.TurnAsync(world.Ruth, 2, 24 * 40, 24 * 41);
        await using var app = new ThroughlineApp(world.Database);
        foreach (var (who, hat) in new[] { (world.Moira, Hat.Coordinator), (world.Jo, Hat.PeerWorker), (world.Sam, Hat.Mentee), (world.Colin, Hat.HeadOfService) })
        {
            using var client = await app.SignInAsync(who.PersonId, hat);
            foreach (var address in new[] { "/safety", "/safety/rota/new", $"/safety/rota/{turn}" })
            {
                (await client.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, $"{hat} {address}");
            }

            foreach (var address in new[] { $"/safety/concerns/{id}", $"/safety/concerns/{id}/triage", $"/safety/concerns/{Unknown}", $"/safety/concerns/{id}/nonsense", $"/danger/raised/{Unknown}" })
            {
                (await client.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound, $"{hat} {address}");
            }

            if (hat != Hat.PeerWorker)
            {
                (await client.GetAsync($"/danger/raised/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound, hat.ToString());
            }

            (await client.GetAsync("/danger")).StatusCode.ShouldBe(HttpStatusCode.OK);
            (await client.GetAsync("/safety/figures")).StatusCode.ShouldBe(hat == Hat.HeadOfService ? HttpStatusCode.OK : HttpStatusCode.Forbidden);
        }

        using var neil = await app.SignInAsync(world.Neil.PersonId, Hat.SafeguardingLead);
        var page = await neil.GetPageAsync($"/safety/concerns/{id}");
        (await neil.GetAsync($"/safety/concerns/{id}/plan")).StatusCode.ShouldBe(HttpStatusCode.NotFound, "not from here");
        (await neil.SubmitAsync(page, "form#take")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await neil.SubmitAsync(page, "form#take", ("Once", "0193f000-0000-7000-8000-00000000abcd"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest, "taken on already");
        using var nobody = app.Anonymous();
        (await nobody.GetAsync("/danger")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Worker_SaysWhetherPagingRuns()
    {
        await using var world = await SafetyWorld.MakeAsync();
        var admin = await world.Database.AddPersonAsync("Kit", "Ollerton", world.Scheme.Supervisor);
        await world.Database.AddAccountAsync(admin, administers: true);
        await using var app = new ThroughlineApp(world.Database, fictional: true);
        using var kit = await app.SignInAsync(admin, Hat.SystemAdministrator);
        (await kit.GetPageAsync("/reminders/worker")).QuerySelector("#paging")!.TextContent.ShouldContain("It does not run");
        await world.PageAsync();
        (await kit.GetPageAsync("/reminders/worker")).QuerySelector("#paging")!.TextContent.ShouldContain("It runs");
        await world.RaiseAsync();
        await world.PageAsync();
        world.Database.Clock.Advance(TimeSpan.FromMinutes(1));
        world.Channel.Answer = Throughline.Reminders.SendResult.NotNow("mail-no-answer");
        await world.RaiseAsync();
        await world.PageAsync();
        (await kit.GetPageAsync("/reminders/worker")).QuerySelector("#paging")!.TextContent.ShouldContain("Some calls did not go");
        world.Database.Clock.Advance(TimeSpan.FromMinutes(5));
        (await kit.GetPageAsync("/reminders/worker")).QuerySelector("#paging")!.TextContent.ShouldContain("It does not run");
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Stop_AMatchThroughTheForm_TellsBothNothingButThat(string provider)
    {
        await using var world = await SafetyWorld.MakeAsync(provider);
        var match = await world.Database.AddMatchAsync(world.Scheme, world.Moira, world.Sam.PersonId, world.Jo.PersonId);
        var concern = (await world.RaiseAsync(about: world.Sam.PersonId)).Value;
        await using var app = new ThroughlineApp(world.Database);
        using var neil = await app.SignInAsync(world.Neil.PersonId, Hat.SafeguardingLead);
        using var moira = await app.SignInAsync(world.Moira.PersonId, Hat.Coordinator);
        using var jo = await app.SignInAsync(world.Jo.PersonId, Hat.PeerWorker);
        using var sam = await app.SignInAsync(world.Sam.PersonId, Hat.Mentee);
        var address = $"/safety/concerns/{concern}/stop/{match}";
        (await neil.GetPageAsync($"/safety/concerns/{concern}")).QuerySelector("#matches ~ ul a")!.GetAttribute("href").ShouldBe(address);
        foreach (var other in new[] { moira, jo, sam })
        {
            (await other.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }

        (await app.Anonymous().GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await neil.GetAsync($"/safety/concerns/{concern}/stop/{Unknown}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await neil.GetAsync($"/safety/concerns/{Unknown}/stop/{match}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var form = await neil.GetPageAsync(address);
        var bad = await neil.SubmitAsync(form, "form#stop", ("Reason", "Too <b>short</b>"), ("Evidence", "A talk"));
        bad.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await bad.PageAsync()).QuerySelector("#Reason")!.TextContent.ShouldBe("Too <b>short</b>");
        (await neil.SubmitAsync(form, "form#stop", ("Version", "1"), ("Reason", "What she told us makes it unsafe for both."), ("Evidence", "A talk"))).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await neil.SubmitAsync(form, "form#stop", ("Reason", "What she told us makes it unsafe for both."), ("Evidence", "A talk"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await neil.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound, "it has stopped");

        (await sam.GetPageAsync("/mentor")).QuerySelector("main")!.TextContent.ShouldSatisfyAllConditions(
            t => t.ShouldContain("You and Jo do not meet as mentor and mentee any more"), t => t.ShouldNotContain("unsafe"), t => t.ShouldNotContain("Neil"));
        (await jo.GetPageAsync("/mentoring/mine")).QuerySelector("main")!.TextContent.ShouldSatisfyAllConditions(
            t => t.ShouldContain("You and Sam do not meet as mentor and mentee any more"), t => t.ShouldNotContain("unsafe"), t => t.ShouldNotContain("Neil"));
        (await sam.GetPageAsync("/my/record/looked")).QuerySelector("main")!.TextContent.ShouldNotContain("Neil");
        var mentoring = await moira.GetPageAsync("/mentoring");
        mentoring.QuerySelector("#stopped")!.TextContent.ShouldContain("talk with both");
        mentoring.QuerySelector("main")!.TextContent.ShouldNotContain("unsafe");
        (await moira.GetPageAsync($"/mentoring/matches/{match}")).QuerySelector("main")!.TextContent.ShouldSatisfyAllConditions(
            t => t.ShouldContain("The safeguarding lead stopped this match"), t => t.ShouldNotContain("unsafe"));
        (await moira.SubmitAsync(mentoring, "form[action*=Followed]", ("MatchId", Unknown.ToString()))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await moira.SubmitAsync(await moira.GetPageAsync("/mentoring"), "form[action*=Followed]")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await moira.GetPageAsync("/mentoring")).QuerySelector("#stopped").ShouldBeNull();
    }

    [Fact]
    public async Task Danger_SentAfterTheFirstQuestion_CallsWhoeverIsOnDuty()
    {
        await using var world = await SafetyWorld.MakeAsync();
        await using var app = new ThroughlineApp(world.Database);
        using var jo = await app.SignInAsync(world.Jo.PersonId, Hat.PeerWorker);
        var page = await jo.GetPageAsync("/danger");
        var buttons = page.QuerySelectorAll("form#danger button");
        buttons.Select(b => b.TextContent.Trim()).ShouldBe(["Send this much now", "Send it now"]);
        page.QuerySelector("form#danger")!.InnerHtml.ShouldSatisfyAllConditions(html => html.IndexOf("Send this much now", StringComparison.Ordinal).ShouldBeLessThan(html.IndexOf("name=\"Kind\"", StringComparison.Ordinal)));
        (await jo.SubmitAsync(page, "form#danger", ("Danger", "true"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        // A worry that can wait needs a few more words, and the page keeps what was said.
        (await jo.SubmitAsync(await jo.GetPageAsync("/danger"), "form#danger", ("Danger", "false"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    // A page with everything it fetches, and nothing in it that only a script could do.
    private static async Task ShouldBeLightAsync(HttpClient browser, string address)
    {
        var bytes = (await browser.GetByteArrayAsync(address)).Length;
        var page = await browser.GetPageAsync(address);
        page.QuerySelectorAll("main script, main style, main [style], main [onclick]").ShouldBeEmpty();
        page.QuerySelectorAll("main form").ShouldAllBe(f => f.GetAttribute("method") == "post" && f.QuerySelector("button") != null);
        var total = bytes;
        foreach (var file in page.QuerySelectorAll("link[rel=stylesheet], link[rel=icon], script[src], img[src]").Select(e => e.GetAttribute("href") ?? e.GetAttribute("src")!))
        {
            var content = await browser.GetByteArrayAsync(file);
            content.Length.ShouldBeGreaterThan(0, file);
            total += content.Length;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{address} is {bytes} bytes, with everything it fetches {total}");
        total.ShouldBeLessThan(100 * 1024, "a slow link at a bedside");
    }

    // The first thing on the page that is neither text nor a link is what to do now, with the number to ring.
    private static bool StepsFirst(IHtmlDocument page) =>
        page.QuerySelectorAll("main .tl-steps, main input:not([type=hidden]), main select, main textarea, main button").FirstOrDefault() is { } first
        && first.ClassList.Contains("tl-steps") && first.QuerySelector("a[href='tel:999']") is not null;
}
