using System.Net;
using Microsoft.EntityFrameworkCore;
using Throughline.Concerns;
using Throughline.People;
using Throughline.Recognition;
using Throughline.Schemes;
using Throughline.Testing;

namespace Throughline.Web.Tests.Recognition;

public sealed class RecognitionPagesTests
{
    private static (string, string?)[] Filled(RecognitionScene scene, string value, string leftOut = "false", string what = "") =>
    [
        ("LeftOut", leftOut), ("Dimension", "Acknowledged"), ("Source", "FrontlineStaff"), ("Value", value), ("Impact", "1"), ("Setting", "InPassing"), ("Place", scene.Sites[0].ToString()), ("What", what),
    ];

    /// <summary>INV-103: the form opens on neither side, and either takes the same steps.</summary>
    [Fact]
    public async Task Message_KindOrCold_TakesTheSameStepsFromAFormThatOpensOnNeither()
    {
        await using var scene = await RecognitionScene.OpenAsync();
        await using var app = new ThroughlineApp(scene.Database);
        var ann = await app.SignInAsync(scene.Ann.PersonId, Hat.PeerWorker);
        var form = await ann.GetPageAsync("/messages/new");
        form.QuerySelectorAll("form#message input[type=radio][checked]").ShouldBeEmpty("it opens on neither");
        form.QuerySelectorAll("form#message [name=Value]").Select(e => e.GetAttribute("value")).ShouldBe(["2", "1", "0", "-1", "-2"]);
        form.QuerySelector("[name=Counts]")!.HasAttribute("checked").ShouldBeTrue("counted without a name unless they say no");
        var named = form.QuerySelectorAll("form#message [name]").Select(e => e.GetAttribute("name")!).Distinct().ToList();
        named.ShouldNotContain(name => name.Contains("Who", StringComparison.OrdinalIgnoreCase) || name.Contains("Name", StringComparison.OrdinalIgnoreCase));
        var steps = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var value in new[] { "2", "-2" })
        {
            // From the home page: one page to open, the same questions to answer, one button to press.
            (await ann.GetPageAsync("/")).QuerySelector("a[href='/messages/new']").ShouldNotBeNull();
            var page = await ann.GetPageAsync("/messages/new");
            var answer = await ann.SubmitAsync(page, "form#message", Filled(scene, value));
            answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
            steps[value] = 2 + page.QuerySelectorAll("form#message fieldset, form#message select").Length;
            (await ann.GetPageAsync(answer.Headers.Location!.OriginalString)).Body!.TextContent.ShouldContain(value == "2" ? "Very kind" : "Very cold");
        }

        steps["2"].ShouldBe(steps["-2"]);
        var shown = await ann.GetPageAsync("/messages");
        shown.QuerySelectorAll("#messages li").Length.ShouldBe(2);
        shown.Body!.TextContent.ShouldContain("Too few to say");
    }

    [Fact]
    public async Task Message_LeftOut_IsLoggedHintedAtSharedAndDeleted()
    {
        await using var scene = await RecognitionScene.OpenAsync(peers: 2);
        await using var app = new ThroughlineApp(scene.Database);
        var (ann, sue, other, moira) = (await app.SignInAsync(scene.Ann.PersonId, Hat.PeerWorker), await app.SignInAsync(scene.Sue.PersonId, Hat.Supervisor),
            await app.SignInAsync(scene.Peers[1].PersonId, Hat.PeerWorker), await app.SignInAsync(scene.Moira.PersonId, Hat.Coordinator));
        var form = await ann.GetPageAsync("/messages/new");
        var wrong = await ann.SubmitAsync(form, "form#message", ("What", "Pat looked at the floor."), ("On.Day", "3"));
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var again = await wrong.PageAsync();
        foreach (var field in new[] { "LeftOut", "Dimension", "Source", "Value", "Impact", "Setting", "Place" })
        {
            again.QuerySelector($"#{field}-error").ShouldNotBeNull(field);
        }

        again.QuerySelector("#What")!.TextContent.ShouldBe("Pat looked at the floor.");
        var late = await ann.SubmitAsync(form, "form#message", [.. Filled(scene, "-1", "true"), ("On.Day", "3")]);
        (await late.PageAsync()).QuerySelector("#On-date-error")!.TextContent.ShouldContain("today or in the past");
        var saved = await ann.SubmitAsync(form, "form#message", Filled(scene, "-1", "true", "Pat looked at the floor."));
        var path = saved.Headers.Location!.OriginalString;
        var page = await ann.GetPageAsync(path);
        page.QuerySelector("#names")!.TextContent.ShouldContain("may hold the name of somebody who works here");
        page.Body!.TextContent.ShouldContain("Something was left out");
        page.QuerySelector($"main a[href='/concerns/new?From={path["/messages/".Length..]}']").ShouldNotBeNull();

        // Nobody else finds it, and asking for it is the same as for one that is not there.
        foreach (var (client, hat) in new[] { (other, "peer"), (moira, "coordinator"), (sue, "supervisor") })
        {
            (await client.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound, hat);
            (await client.GetAsync($"/messages/{Guid.Empty}")).StatusCode.ShouldBe(HttpStatusCode.NotFound, hat);
            foreach (var handler in new[] { "Change", "Count", "Share", "Delete" })
            {
                (await PostAsync(client, $"{path}?handler={handler}")).StatusCode.ShouldBe(HttpStatusCode.NotFound, handler);
            }
        }

        (await ann.SubmitAsync(page, "form#change", ("What", "They looked at the floor."))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await ann.SubmitAsync(page, "form#change", ("What", "Once more"), ("Once", "0193ffff-ffff-7fff-8fff-fffffffffffd"))).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        page = await ann.GetPageAsync(path);
        page.QuerySelector("#names").ShouldBeNull();
        page.QuerySelector("#words")!.TextContent.ShouldBe("They looked at the floor.");
        var shared = path.Replace("/messages/", "/recognition/shared/", StringComparison.Ordinal);
        (await sue.GetAsync(shared)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await sue.GetPageAsync("/recognition/shared")).Body!.TextContent.ShouldContain("Nobody has shared anything yet");
        (await ann.SubmitAsync(page, "form#share")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await ann.SubmitAsync(page, "form#delete")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await ann.GetPageAsync(path)).QuerySelector("form#delete").ShouldBeNull();
        (await sue.GetPageAsync("/recognition/shared")).QuerySelector($"a[href='{shared}']").ShouldNotBeNull();
        var read = await sue.GetPageAsync(shared);
        read.Body!.TextContent.ShouldContain("They looked at the floor.");
        (await sue.SubmitAsync(read, "form#read")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await ann.GetPageAsync(path)).QuerySelector("#shared")!.TextContent.ShouldContain("They read it on");
        (await moira.GetAsync(shared)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await moira.GetAsync("/messages/new")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await PostAsync(moira, "/messages/new")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await PostAsync(other, shared)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        var second = (await ann.SubmitAsync(form, "form#message", [.. Filled(scene, "1"), ("Once", "0193ffff-ffff-7fff-8fff-fffffffffffe")])).Headers.Location!.OriginalString;
        (await ann.SubmitAsync(await ann.GetPageAsync(second), "form#count")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await ann.GetPageAsync(second)).QuerySelector("form#count")!.TextContent.ShouldContain("Count it, without my name");
        (await ann.SubmitAsync(await ann.GetPageAsync(second), "form#delete")).Headers.Location!.OriginalString.ShouldBe("/messages");
        (await ann.GetAsync(second)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var view = await ann.SubmitAsync(await ann.GetPageAsync("/messages"), "form#view", ("Words", ""));
        view.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await ann.SubmitAsync(await ann.GetPageAsync("/messages"), "form#view", ("Words", "It is the corridor."))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await ann.GetPageAsync("/messages")).Body!.TextContent.ShouldContain("It is the corridor.");
    }

    [Fact]
    public async Task Pulse_SavedSkippedAndChanged_AndIsOnTheHomePage()
    {
        await using var scene = await RecognitionScene.OpenAsync();
        await using var app = new ThroughlineApp(scene.Database);
        var (ann, pat) = (await app.SignInAsync(scene.Ann.PersonId, Hat.PeerWorker), await app.SignInAsync(scene.Pat.PersonId, Hat.StaffColleague));
        (await ann.GetPageAsync("/")).QuerySelector("a[href='/pulse']")!.TextContent.ShouldContain("Say how this week was");
        var form = await ann.GetPageAsync("/pulse");
        form.QuerySelectorAll("input[type=radio][checked]").ShouldBeEmpty();
        form.QuerySelectorAll("[name=Between]").Select(e => e.GetAttribute("value")).ShouldBe(["0", "1", "2", "3", "4"]);
        form.QuerySelectorAll("a[href='/']").ShouldContain(a => a.TextContent == "Skip this week");
        (await ann.SubmitAsync(form, "form#pulse")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var wrong = await ann.SubmitAsync(form, "form#pulse", ("FrontlineStaff", "9"), ("Between", "2"));
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await wrong.PageAsync()).QuerySelector("[name=Between][value='2']")!.HasAttribute("checked").ShouldBeTrue();
        (await ann.SubmitAsync(form, "form#pulse", ("FrontlineStaff", "-1"), ("PeerColleague", "none"), ("Between", "2"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var again = await ann.GetPageAsync("/pulse");
        again.QuerySelector("[name=FrontlineStaff][value='-1']")!.HasAttribute("checked").ShouldBeTrue();
        again.QuerySelector("[name=PeerColleague][value=none]")!.HasAttribute("checked").ShouldBeTrue("no contact is an answer");
        again.QuerySelectorAll("[name=Public][checked]").ShouldBeEmpty("left out is none");
        (await ann.GetPageAsync("/")).QuerySelector("#this-week")!.ParentElement!.TextContent.ShouldContain("You said how this week was.");
        (await pat.GetAsync("/pulse")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await PostAsync(pat, "/pulse")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await pat.GetPageAsync("/")).QuerySelector("#recognise").ShouldNotBeNull();
    }

    [Fact]
    public async Task Belief_SaidInOneForm_IsReadPutAwayAndBroughtBack()
    {
        await using var scene = await RecognitionScene.OpenAsync();
        await using var app = new ThroughlineApp(scene.Database);
        var (ann, pat) = (await app.SignInAsync(scene.Ann.PersonId, Hat.PeerWorker), await app.SignInAsync(scene.Pat.PersonId, Hat.StaffColleague));
        var form = await pat.GetPageAsync($"/recognition/say/{scene.Ann.PersonId}");
        form.QuerySelector("#About option[selected]")!.TextContent.ShouldBe("Ann Reed");
        form.QuerySelectorAll("[name=Prompt]").Length.ShouldBe(5);
        var wrong = await pat.SubmitAsync(form, "form#belief", ("Words", ""));
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var again = await wrong.PageAsync();
        again.QuerySelector("#Prompt-error").ShouldNotBeNull();
        again.QuerySelector("#Words-error").ShouldNotBeNull();
        (await pat.SubmitAsync(form, "form#belief", ("Prompt", "Grown"), ("Words", "You ran the whole morning."))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await pat.GetAsync($"/recognition/say/{Guid.Empty}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await ann.GetAsync("/recognition/say")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await PostAsync(ann, "/recognition/say")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var mine = await ann.GetPageAsync("/recognition/mine");
        mine.Body!.TextContent.ShouldContain("You ran the whole morning.");
        mine.Body.TextContent.ShouldContain("Pat Dunnock");
        (await ann.SubmitAsync(mine, "form[action*=Keep]")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var away = await ann.GetPageAsync("/recognition/mine");
        away.QuerySelector(".tl-belief").ShouldBeNull();
        (await ann.SubmitAsync(away, "form[action*=Keep]")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await ann.GetPageAsync("/recognition/mine")).QuerySelector(".tl-belief").ShouldNotBeNull();
        (await pat.SubmitAsync(mine, "form[action*=Keep]")).StatusCode.ShouldNotBe(HttpStatusCode.Redirect);
        (await pat.GetPageAsync("/recognition/mine")).Body!.TextContent.ShouldNotContain("You ran the whole morning.");
    }

    [Fact]
    public async Task Thanks_WrittenDownAndAgreedTo_NameWhoSaidYes()
    {
        await using var scene = await RecognitionScene.OpenAsync();
        await using var app = new ThroughlineApp(scene.Database);
        var (ann, pat) = (await app.SignInAsync(scene.Ann.PersonId, Hat.PeerWorker), await app.SignInAsync(scene.Pat.PersonId, Hat.StaffColleague));
        var form = await pat.GetPageAsync("/recognition/thanks/new");
        var wrong = await pat.SubmitAsync(form, "form#thanks", ("WhatFor", ""), ("Place", ""));
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await wrong.PageAsync()).QuerySelector("#WhatFor-error").ShouldNotBeNull();
        (await pat.SubmitAsync(form, "form#thanks", ("WhatFor", "A year of open doors"), ("Place", scene.Sites[0].ToString()), ("People", scene.Ann.PersonId.ToString()))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await pat.GetPageAsync("/recognition/thanks")).QuerySelector("#thanks")!.TextContent.ShouldNotContain("Ann");
        var mine = await ann.GetPageAsync("/recognition/mine");
        (await ann.SubmitAsync(mine, "form[action*=Name]")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await ann.SubmitAsync(mine, "form[action*=Name]", ("Agreed", "true"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await pat.GetPageAsync("/recognition/thanks")).QuerySelector("#thanks")!.TextContent.ShouldContain("Ann Reed");
        (await ann.GetPageAsync("/recognition/thanks")).QuerySelector("a[href='/recognition/thanks/new']").ShouldBeNull();
        (await ann.GetAsync("/recognition/thanks/new")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await PostAsync(ann, "/recognition/thanks/new")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Chance_NotedWithItsReason_AndWhatBecameOfIt()
    {
        await using var scene = await RecognitionScene.OpenAsync(peers: 2);
        await using var app = new ThroughlineApp(scene.Database);
        var (ann, other, sue) = (await app.SignInAsync(scene.Ann.PersonId, Hat.PeerWorker), await app.SignInAsync(scene.Peers[1].PersonId, Hat.PeerWorker), await app.SignInAsync(scene.Sue.PersonId, Hat.Supervisor));
        var form = await ann.GetPageAsync("/chances/new");
        var wrong = await ann.SubmitAsync(form, "form#chance", ("Reason", "“Not yet”"));
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var again = await wrong.PageAsync();
        again.QuerySelector("#Kind-error").ShouldNotBeNull();
        again.QuerySelector("#Reason")!.TextContent.ShouldBe("“Not yet”");
        (await ann.SubmitAsync(form, "form#chance", ("Kind", "Job"), ("What", "The desk job"), ("Reason", "“Not yet”"), ("DecidedBy", "SeniorLeader"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var path = (await ann.GetPageAsync("/chances")).QuerySelector("#chances a")!.GetAttribute("href")!;
        (await ann.SubmitAsync(await ann.GetPageAsync(path), "form#outcome", ("Outcome", "Nonsense"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await ann.SubmitAsync(await ann.GetPageAsync(path), "form#outcome", ("Outcome", "AnotherWay"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await ann.GetPageAsync("/chances")).Body!.TextContent.ShouldContain("I found another way");
        (await other.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await PostAsync(other, path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await sue.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await PostAsync(sue, "/chances/new")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        (await PostAsync(other, $"{path}?handler=Delete")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await PostAsync(sue, $"{path}?handler=Delete")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await ann.GetPageAsync("/chances")).Body!.TextContent.ShouldContain("Each is deleted after 24 months.");
        (await ann.SubmitAsync(await ann.GetPageAsync(path), "form#delete")).Headers.Location!.OriginalString.ShouldBe("/chances");
        (await ann.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await ann.GetPageAsync("/chances")).QuerySelector("#chances a").ShouldBeNull();
    }

    /// <summary>State machine 10: a concern begins with the owner's words, and the message stays as it is.</summary>
    [Fact]
    public async Task Message_WrittenAsAConcern_GivesItsOwnerTheirWordsAndNobodyElse()
    {
        await using var world = await ConcernWorld.MakeAsync();
        var message = (await world.Database.DoAsync(world.Lee, (LogMessage log) => log.RunAsync(new NewMessage(
            true, MessageDimension.Acknowledged, SourceClass.FrontlineStaff, -1, Guid.Empty, MessageSetting.InPassing, "Nobody looked up.", 1, new DateOnly(2026, 3, 2))))).Value;
        await using var app = new ThroughlineApp(world.Database);
        using var lee = await app.SignInAsync(world.Lee.PersonId, Hat.PeerWorker);
        using var fay = await app.SignInAsync(world.Fay.PersonId, Hat.StaffColleague);
        using var vera = await app.SignInAsync(world.Vera.PersonId, Hat.VoiceLead);
        var path = (await lee.GetPageAsync($"/messages/{message}")).QuerySelectorAll("main a").Single(a => a.TextContent == "Write a concern about this").GetAttribute("href")!;
        var form = await lee.GetPageAsync(path);
        form.QuerySelector("#Story")!.TextContent.ShouldBe("Nobody looked up.");
        form.QuerySelector("[name=About][value=Practice]")!.HasAttribute("checked").ShouldBeTrue();
        foreach (var (client, other) in new[] { (fay, path), (vera, path), (lee, $"/concerns/new?From={Guid.Empty}"), (lee, "/concerns/new?From=nonsense") })
        {
            var empty = await client.GetPageAsync(other);
            empty.QuerySelector("#Story")!.TextContent.ShouldBeEmpty();
            empty.QuerySelectorAll("[name=About][checked]").ShouldBeEmpty();
        }

        (await lee.SubmitAsync(form, "form#concern", ("AboutWords", "The desk by the door"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await using var context = world.Database.Everything();
        var concern = await context.Concerns.SingleAsync();
        (concern.About, concern.SubjectId, concern.State).ShouldBe((ConcernAbout.Practice, null, ConcernState.Draft));
        (await context.ReceivedMessages.SingleAsync()).Visibility.ShouldBe(MessageVisibility.Private);
        (await lee.GetPageAsync($"/messages/{message}")).QuerySelector("#words")!.TextContent.ShouldBe("Nobody looked up.");
    }

    [Fact]
    public async Task Messages_ThreeColdOnes_AreAnsweredWithAnOfferToTheOwner()
    {
        await using var scene = await RecognitionScene.OpenAsync(peers: 2);
        for (var i = 0; i < 3; i++)
        {
            await scene.LoggedAsync(scene.Ann, -1);
        }

        await using var app = new ThroughlineApp(scene.Database);
        var (ann, other) = (await app.SignInAsync(scene.Ann.PersonId, Hat.PeerWorker), await app.SignInAsync(scene.Peers[1].PersonId, Hat.PeerWorker));
        var offer = (await ann.GetPageAsync("/messages")).QuerySelector("#hard")!.ParentElement!;
        offer.TextContent.ShouldContain("That is about the place, not about you.");
        offer.TextContent.ShouldContain("3 or more in 28 days");
        offer.QuerySelectorAll("a").Select(a => a.GetAttribute("href")).ShouldBe(["/word", "#logged", "/concerns/new"]);
        foreach (var path in new[] { "/word", "/concerns/new" })
        {
            (await ann.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.OK, path);
        }

        (await other.GetPageAsync("/messages")).QuerySelector("#hard").ShouldBeNull();
    }

    [Fact]
    public async Task Climate_ShownOfAPlaceAndAScheme_SaysItsRulesWithTheirNumbers()
    {
        await using var scene = await RecognitionScene.OpenAsync(peers: 5);
        foreach (var peer in scene.Peers)
        {
            await scene.LoggedAsync(peer, 1);
            await scene.LoggedAsync(peer, -1);
        }

        for (var i = 0; i < 5; i++)
        {
            await scene.Database.AddPersonAsync($"New{i}", "Heron", scene.Scheme.PeerMentor, RoleState.ActiveSupervised, new DateOnly(2026, 2, 23));
        }

        await using var app = new ThroughlineApp(scene.Database);
        (await scene.CountAsync()).ShouldBe(1);
        var hal = await app.SignInAsync(scene.Hal.PersonId, Hat.HeadOfService);
        var measures = (await hal.GetPageAsync("/climate")).QuerySelector("[id^=measures]")!.TextContent;
        measures.ShouldContain("0 of 5 new people heard in time what staff see in them.");
        measures.ShouldContain("or before it: within 14 days. People whose days were up");
        var band = (await hal.GetPageAsync($"/climate/sites/{scene.Sites[0]}")).QuerySelector("#band")!.TextContent;
        band.ShouldContain("Strongly mixed");
        band.ShouldContain("The head of service is asked to look at it");
        band.ShouldContain("at least one in 3 goes the other way");
        (await hal.GetPageAsync("/reminders")).QuerySelectorAll($"main a[href='/climate/sites/{scene.Sites[0]}']").ShouldNotBeEmpty();
    }

    /// <summary>INV-102 on the page: few cold ones are told by no number, and answers that are missing by how many they are.</summary>
    [Fact]
    [Trait("invariants", "INV-102")]
    public async Task Climate_WithFewColdOnesAndAnswersMissing_ShowsNeitherTheNumberNorAWord()
    {
        await using var scene = await RecognitionScene.OpenAsync(peers: 6);
        foreach (var peer in scene.Peers)
        {
            await scene.LoggedAsync(peer, 2);
            await scene.LoggedAsync(peer, 1);
        }

        await scene.LoggedAsync(scene.Ann, -1);
        await using var app = new ThroughlineApp(scene.Database);
        (await scene.CountAsync()).ShouldBe(1);
        var (hal, site) = (await app.SignInAsync(scene.Hal.PersonId, Hat.HeadOfService), $"/climate/sites/{scene.Sites[0]}");
        var page = await hal.GetPageAsync(site);
        var missing = page.QuerySelectorAll(".tl-card .govuk-tag").Count(t => t.TextContent.Trim() == "Not answered");
        missing.ShouldBeGreaterThan(4);
        page.QuerySelector("#word")!.TextContent.Trim().ShouldBe($"Not answered yet: {missing}");
        page.QuerySelector("main")!.TextContent.ShouldContain("They are under “What to do next”.");
        page.QuerySelector("#held-back").ShouldNotBeNull();
        page.QuerySelector("svg.tl-balance").ShouldBeNull();
        page.QuerySelectorAll("main table tbody tr").Take(3).Select(r => r.QuerySelector("td")!.TextContent.Trim()).ShouldBe(["–", "–", "0"]);
        page.QuerySelector("#band")!.TextContent.ShouldContain("Mostly kind");
        var row = (await hal.GetPageAsync("/climate")).QuerySelectorAll("tbody tr")[0].TextContent;
        row.ShouldContain($"Not answered yet: {missing}");
        row.ShouldContain("Too few to show");
        row.ShouldNotContain("kind, of");

        // Once all is answered there is a word.
        foreach (var link in page.QuerySelectorAll("main a[href*='/answers/']").Select(a => a.GetAttribute("href")!).ToList())
        {
            (await hal.SubmitAsync(await hal.GetPageAsync(link), "form#answer", ("Met", "false"), ("Evidence", "We looked on Monday"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        }

        (await hal.GetPageAsync(site)).QuerySelector("#word")!.TextContent.Trim().ShouldBe("Entrapping");
    }

    /// <summary>Each scheme's rule stands with its own places.</summary>
    [Fact]
    public async Task Climate_OfTwoSchemes_SaysTheRuleOfEach()
    {
        await using var scene = await RecognitionScene.OpenAsync();
        var second = await scene.Database.AddSchemeAsync("Towpath mentors");
        await scene.Database.WriteAsync("role-added", writing =>
        {
            var head = RoleDefinition.Define(writing.NewId(), second.Id, new RoleOutline("head", "Head of service", "Head of service", [Hat.HeadOfService]));
            writing.Context.AddRange(head, RoleHolding.Start(writing.NewId(), scene.Hal.PersonId, head, RoleState.Held, new DateOnly(2025, 6, 2)));
            return true;
        });
        (await scene.Database.DoAsync(scene.Moira with { SchemeIds = [second.Id] }, (ChangeSetting change) => change.RunAsync(
            new SettingEdit(second.Id, SettingKeys.ClimateLeastOwners, "7", "We are few and know each other", 0)))).Refusal.ShouldBeNull();
        await using var app = new ThroughlineApp(scene.Database);
        var page = await (await app.SignInAsync(scene.Hal.PersonId, Hat.HeadOfService)).GetPageAsync("/climate");
        foreach (var (id, rule) in new[] { (scene.Scheme.Id, "A number needs 5 people or more behind it"), (second.Id, "A number needs 7 people or more behind it") })
        {
            page.QuerySelector($"section[aria-labelledby='scheme-{id}'] details")!.TextContent.ShouldContain(rule);
        }
    }

    /// <summary>Somebody in two schemes sees a section for each, and says to which of them their view goes.</summary>
    [Fact]
    public async Task Between_InTwoSchemes_HasASectionForEachAndAsksWhichOneAViewIsOn()
    {
        await using var scene = await RecognitionScene.OpenAsync();
        var second = await scene.Database.AddSchemeAsync("Towpath mentors");
        await scene.Database.WriteAsync("role-added", writing =>
        {
            writing.Context.Add(RoleHolding.Start(writing.NewId(), scene.Ann.PersonId, second.PeerMentor, RoleState.ActiveSolo, new DateOnly(2025, 6, 2)));
            return true;
        });
        await using var app = new ThroughlineApp(scene.Database);
        var ann = await app.SignInAsync(scene.Ann.PersonId, Hat.PeerWorker);
        var page = await ann.GetPageAsync("/messages/between");
        page.QuerySelectorAll("main section h2").Select(h => h.TextContent).ShouldBe(["Your situation: Riverside peer mentoring", "Your situation: Towpath mentors"]);
        page.QuerySelectorAll("main [id]").Select(e => e.Id).ShouldBeUnique();
        var wrong = await ann.SubmitAsync(page, "form#view", ("Words", "One desk, two sides."), ("Asks", "true"));
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var again = await wrong.PageAsync();
        again.QuerySelector("#SchemeId-error")!.TextContent.ShouldContain("Choose which work it is about");
        again.QuerySelector("#Words")!.TextContent.ShouldBe("One desk, two sides.");
        (await ann.SubmitAsync(page, "form#view", ("SchemeId", scene.Sites[0].ToString()), ("Words", "One desk, two sides."))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await ann.SubmitAsync(page, "form#view", ("SchemeId", second.Id.ToString()), ("Words", "One desk, two sides."), ("Asks", "true"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        page = await ann.GetPageAsync("/messages/between");
        page.QuerySelector("#asked").ShouldBeNull("that was not said to the first");
        page.QuerySelector("#asked-2").ShouldNotBeNull();
        page.QuerySelectorAll("main blockquote").ShouldHaveSingleItem().TextContent.ShouldBe("One desk, two sides.");
        (await (await app.SignInAsync(scene.Moira.PersonId, Hat.Coordinator)).GetPageAsync("/recognition/between")).Body!.TextContent.ShouldNotContain("Ann Reed");
    }

    [Fact]
    public async Task Climate_ForTheHeadToActOn_AndForOthersToReadOrNot()
    {
        await using var scene = await RecognitionScene.OpenAsync(peers: 5);
        foreach (var peer in scene.Peers)
        {
            await scene.LoggedAsync(peer, 2);
            await scene.LoggedAsync(peer, -1, place: scene.Sites[1], counts: peer != scene.Ann);
        }

        await using var app = new ThroughlineApp(scene.Database);
        (await scene.CountAsync()).ShouldBe(1);
        var (hal, moira, ann) = (await app.SignInAsync(scene.Hal.PersonId, Hat.HeadOfService), await app.SignInAsync(scene.Moira.PersonId, Hat.Coordinator), await app.SignInAsync(scene.Ann.PersonId, Hat.PeerWorker));
        var (site, small) = ($"/climate/sites/{scene.Sites[0]}", $"/climate/sites/{scene.Sites[1]}");
        var list = await hal.GetPageAsync("/climate");
        list.QuerySelectorAll("tbody th a").Select(a => a.TextContent).ShouldBe(["Sluice House", "Tannery Yard"]);
        list.QuerySelectorAll("tbody tr")[1].TextContent.ShouldContain("Too few to show");
        var page = await hal.GetPageAsync(site);
        page.QuerySelector("svg.tl-balance").ShouldNotBeNull();
        page.Body!.TextContent.ShouldContain("likely between 57% and 100%");
        page.Body.TextContent.ShouldNotContain("Reed");
        (await hal.GetPageAsync(small)).QuerySelector("#too-few").ShouldNotBeNull();

        var answer = await hal.GetPageAsync($"{site}/answers/12");
        var wrong = await hal.SubmitAsync(answer, "form#answer", ("Evidence", ""));
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await wrong.PageAsync()).QuerySelector("#Met-error").ShouldNotBeNull();
        (await hal.SubmitAsync(answer, "form#answer", ("Met", "true"), ("Evidence", "The list of who was at the May meeting"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await hal.GetPageAsync(site)).QuerySelector("#in-place")!.ParentElement!.TextContent.ShouldContain("The list of who was at the May meeting");
        (await hal.GetAsync($"{site}/answers/1")).StatusCode.ShouldBe(HttpStatusCode.NotFound, "what is held here answers for this one");
        (await hal.GetAsync($"{site}/answers/99")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        var step = await hal.GetPageAsync($"{site}/steps/10");
        step.QuerySelector("#What")!.TextContent.ShouldBe("Name a voice lead for this scheme, and somebody outside under Concerns.");
        wrong = await hal.SubmitAsync(step, "form#step", ("Who", ""));
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await hal.SubmitAsync(step, "form#step", ("Who", "Head of service"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var before = await hal.GetPageAsync(site);
        (await moira.GetPageAsync(site)).QuerySelector("form[action*=Done]")!.QuerySelector("button").ShouldBeNull("a coordinator reads it");
        (await moira.SubmitAsync(before, "form[action*=Done]")).StatusCode.ShouldNotBe(HttpStatusCode.Redirect);
        (await hal.SubmitAsync(before, "form[action*=Done]")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await hal.SubmitAsync(before, "form[action*=Done]", ("Once", "0193ffff-ffff-7fff-8fff-ffffffffffff"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await hal.GetPageAsync(site)).QuerySelector("#done").ShouldNotBeNull();

        (await moira.GetPageAsync("/climate")).Body!.TextContent.ShouldContain("Sluice House");
        (await moira.GetAsync($"{site}/answers/12")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await PostAsync(moira, $"{site}/steps/10")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await ann.GetAsync("/climate")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await hal.GetAsync($"/climate/sites/{Guid.Empty}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await PostAsync(hal, $"/climate/sites/{Guid.Empty}?handler=Done")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    [Trait("invariants", "INV-011")]
    public async Task UnpaidWork_IsFoundFromTheClimate_WithNamesForTheCoordinatorAlone()
    {
        await using var scene = await RecognitionScene.OpenAsync(peers: 5);
        await using var app = new ThroughlineApp(scene.Database);
        var (hal, moira, ann) = (await app.SignInAsync(scene.Hal.PersonId, Hat.HeadOfService), await app.SignInAsync(scene.Moira.PersonId, Hat.Coordinator), await app.SignInAsync(scene.Ann.PersonId, Hat.PeerWorker));
        (await hal.GetPageAsync("/climate/unpaid")).QuerySelector("main")!.TextContent.ShouldContain("No role here is marked as a paid job too");
        (await moira.GetPageAsync("/climate/unpaid")).QuerySelector("main")!.TextContent.ShouldContain("Nobody does without pay what is also a paid job");
        (await ann.GetAsync("/climate/unpaid")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        await using (var context = scene.Database.Everything())
        {
            await context.RoleDefinitions.Where(r => r.Id == scene.Scheme.PeerMentor.Id).ExecuteUpdateAsync(set => set.SetProperty(r => r.AlsoPaidPost, true));
        }

        (await hal.GetPageAsync("/climate")).QuerySelector("main a[href='/climate/unpaid']").ShouldNotBeNull();
        (await moira.GetPageAsync("/recognition/between")).QuerySelector("main a[href='/climate/unpaid']").ShouldNotBeNull();
        var counted = (await hal.GetPageAsync("/climate/unpaid")).QuerySelector("main")!;
        counted.QuerySelector("tbody tr")!.TextContent.ShouldBe("Peer mentor5");
        counted.TextContent.ShouldNotContain("Reed");
        (await moira.GetPageAsync("/climate/unpaid")).QuerySelectorAll("tbody th a").Select(a => a.TextContent).ShouldBe(["Ann Reed", "Peer1 Reed", "Peer2 Reed", "Peer3 Reed", "Peer4 Reed"]);
        await using (var context = scene.Database.Everything())
        {
            await context.RoleHoldings.Where(h => h.PersonId == scene.Ann.PersonId).ExecuteUpdateAsync(set => set.SetProperty(h => h.Pay, Pay.Salaried));
        }

        (await hal.GetPageAsync("/climate/unpaid")).QuerySelector("tbody td")!.TextContent.ShouldBe("None, or too few to show");
    }

    [Fact]
    public async Task Between_AskedFor_StandsInTheCoordinatorsListWithTheOwnView()
    {
        await using var scene = await RecognitionScene.OpenAsync();
        await using var app = new ThroughlineApp(scene.Database);
        var (ann, moira, sue) = (await app.SignInAsync(scene.Ann.PersonId, Hat.PeerWorker), await app.SignInAsync(scene.Moira.PersonId, Hat.Coordinator), await app.SignInAsync(scene.Sue.PersonId, Hat.Supervisor));
        (await moira.GetPageAsync("/recognition/between")).Body!.TextContent.ShouldContain("Nobody’s situation asks for something just now.");
        var page = await ann.GetPageAsync("/messages/between");
        page.Body!.TextContent.ShouldContain("It is not about you.");
        (await ann.SubmitAsync(page, "form#view", ("Words", ""))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await ann.SubmitAsync(page, "form#view", ("Words", ""), ("Asks", "true"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await ann.GetPageAsync("/messages/between")).QuerySelector("#asked").ShouldNotBeNull();
        var list = await moira.GetPageAsync("/recognition/between");
        list.Body!.TextContent.ShouldContain("Ann Reed");
        list.Body.TextContent.ShouldContain("not yet given");
        list.Body.TextContent.ShouldContain("Somebody stands here when 3 or more of these are true at once");
        list.Body.TextContent.ShouldContain("for 12 months after they leave it");
        (await sue.GetAsync("/recognition/between")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await sue.GetAsync("/messages/between")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await PostAsync(sue, "/messages/between")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Share_WhereSomebodyElseSupervisesThemMeanwhile_AsksAgainByName()
    {
        await using var scene = await RecognitionScene.OpenAsync();
        var id = await scene.LoggedAsync(scene.Ann, -2, what: "Pat walked past me twice.");
        await using var app = new ThroughlineApp(scene.Database);
        var ann = await app.SignInAsync(scene.Ann.PersonId, Hat.PeerWorker);
        var page = await ann.GetPageAsync($"/messages/{id}");
        page.QuerySelector("form#share button")!.TextContent.ShouldContain("Share it with Sue Wren");
        var ray = await scene.AnotherSupervisesAsync();
        var refused = await ann.SubmitAsync(page, "form#share");
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var again = await refused.PageAsync();
        again.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Your supervisor is Ray Teal now, so nothing was shared");
        again.QuerySelector("form#share button")!.TextContent.ShouldContain("Share it with Ray Teal");
        (await ann.SubmitAsync(again, "form#share")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var (sue, now) = (await app.SignInAsync(scene.Sue.PersonId, Hat.Supervisor), await app.SignInAsync(ray.PersonId, Hat.Supervisor));
        (await sue.GetAsync($"/recognition/shared/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await now.GetPageAsync($"/recognition/shared/{id}")).Body!.TextContent.ShouldContain("Pat walked past me twice.");
    }

    [Fact]
    public async Task Throughline_OfTheOwner_HasMessagesAboveAndBelow_AndNobodyElsesHas()
    {
        await using var scene = await RecognitionScene.OpenAsync();
        var (kind, cold) = (await scene.LoggedAsync(scene.Ann, 2), await scene.LoggedAsync(scene.Ann, -2));
        await scene.LoggedAsync(scene.Ann, 0);
        (await scene.ShareAsync(scene.Ann, cold)).Succeeded.ShouldBeTrue();
        await using var app = new ThroughlineApp(scene.Database);
        var (ann, sue, moira) = (await app.SignInAsync(scene.Ann.PersonId, Hat.PeerWorker), await app.SignInAsync(scene.Sue.PersonId, Hat.Supervisor), await app.SignInAsync(scene.Moira.PersonId, Hat.Coordinator));
        var page = await ann.GetPageAsync("/throughline");
        page.QuerySelectorAll($".tl-mark--leaf-up[href='/messages/{kind}']").ShouldNotBeEmpty();
        page.QuerySelectorAll($".tl-mark--leaf-down[href='/messages/{cold}']").ShouldNotBeEmpty();
        page.Body!.TextContent.ShouldContain("Kind: being greeted");
        foreach (var client in new[] { sue, moira })
        {
            (await client.GetPageAsync($"/throughline/{scene.Ann.PersonId}")).Body!.TextContent.ShouldNotContain("Messages you got");
        }
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string path)
    {
        var token = (await client.GetPageAsync("/account")).QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return await client.PostAsync(path, new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("Version", "1")]));
    }
}
