using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Throughline.Concerns;
using Throughline.People;
using Throughline.Testing;

namespace Throughline.Web.Tests.Concerns;

[Trait("invariants", "INV-106,INV-107,INV-108,INV-109,scenario 17")]
public sealed partial class ConcernPagesTests
{
    private static readonly Guid Unknown = new("0193f000-0000-7000-8000-000000000000");

    /// <summary>Scenario 17: five seconds later, the facilitator's own pages are byte for byte what they were.</summary>
    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Concern_WrittenSentAndAnswered_IsFeltByNobodyElse(string provider)
    {
        await using var world = await ConcernWorld.MakeAsync(provider, open: false);
        await using var app = new ThroughlineApp(world.Database);
        using var lee = await app.SignInAsync(world.Lee.PersonId, Hat.PeerWorker);
        using var fay = await app.SignInAsync(world.Fay.PersonId, Hat.StaffColleague);
        using var vera = await app.SignInAsync(world.Vera.PersonId, Hat.VoiceLead);
        using var vic = await app.SignInAsync(world.Vic.PersonId, Hat.VoiceLead);
        using var hana = await app.SignInAsync(world.Hana.PersonId, Hat.HeadOfService);
        using var moira = await app.SignInAsync(world.Moira.PersonId, Hat.Coordinator);

        // The channel: nobody sends anything before somebody outside is named.
        (await lee.GetPageAsync("/concerns")).Body!.TextContent.ShouldContain("You cannot send a concern here yet");
        (await lee.GetAsync($"/concerns/contact/{world.Scheme}")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await hana.GetAsync($"/concerns/contact/{Unknown}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var contact = await hana.GetPageAsync($"/concerns/contact/{world.Scheme}");
        var unreachable = await hana.SubmitAsync(contact, "form#contact", ("ContactName", "Odile Marsh"), ("Organisation", "Fen Advice"), ("Reach", "by post"));
        unreachable.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await unreachable.PageAsync()).QuerySelector("#Organisation")!.GetAttribute("value").ShouldBe("Fen Advice");
        (await hana.SubmitAsync(contact, "form#contact", ("ContactName", "Odile Marsh"), ("Organisation", "Fen Advice"), ("Reach", "0113 496 0000"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await hana.SubmitAsync(contact, "form#contact", ("ContactName", "Odile Marsh"), ("Organisation", "Fen Advice"), ("Reach", "0113 496 0001"), ("Once", "0193ffff-ffff-7fff-8fff-fffffffffffd"))).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        await SeenByAsync(fay);
        await SeenByAsync(vic);
        var (before, ofVic) = (await SeenByAsync(fay), await SeenByAsync(vic));

        // Written, and kept word for word where something is missing.
        var form = await lee.GetPageAsync("/concerns/new");
        var wrong = await lee.SubmitAsync(form, "form#concern", ("About", "Person"), ("SubjectId", world.Fay.PersonId.ToString()), ("Story", ""), ("Wanted", "Say <b>hello</b>"));
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var again = await wrong.PageAsync();
        again.QuerySelector("#Story-error")!.TextContent.ShouldContain("Enter what happened");
        again.QuerySelector("#Wanted")!.TextContent.ShouldBe("Say <b>hello</b>");
        (await lee.SubmitAsync(form, "form#concern", ("About", "Person"), ("SubjectId", world.Fay.PersonId.ToString()), ("Story", "Nobody greets me."), ("Hide1", world.Vic.PersonId.ToString())))
            .StatusCode.ShouldBe(HttpStatusCode.Redirect);
        Guid id;
        await using (var context = world.Database.Everything())
        {
            id = (await context.Concerns.SingleAsync()).Id;
        }

        var concern = $"/concerns/{id}";
        (await vera.GetAsync(concern)).StatusCode.ShouldBe(HttpStatusCode.NotFound, "it is not sent");
        var draft = await lee.GetPageAsync(concern);
        draft.Body!.TextContent.ShouldContain("Vera Reed, once it is sent");
        (await lee.GetPageAsync($"/concerns/new?Id={id}")).QuerySelector("#Story")!.TextContent.ShouldBe("Nobody greets me.");
        (await vera.GetAsync($"/concerns/new?Id={id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await lee.SubmitAsync(draft, "form#send")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await lee.SubmitAsync(draft, "form#send", ("Once", "0193ffff-ffff-7fff-8fff-fffffffffffe"))).StatusCode.ShouldBe(HttpStatusCode.Conflict);

        // Whom it is about, and who is not to know, find every page as it was, and the concern's address like one that never was.
        (await SeenByAsync(fay)).ShouldBe(before);
        (await SeenByAsync(vic)).ShouldBe(ofVic);
        foreach (var client in new[] { fay, vic, moira, hana })
        {
            var (there, never) = (await client.GetAsync(concern), await client.GetAsync($"/concerns/{Unknown}"));
            (there.StatusCode, never.StatusCode).ShouldBe((HttpStatusCode.NotFound, HttpStatusCode.NotFound));
            Plain(await there.Content.ReadAsStringAsync()).ShouldBe(Plain(await never.Content.ReadAsStringAsync()));
            foreach (var verb in new[] { "received", "assign", "say", "close", "keep", "nonsense" })
            {
                (await PostAsync(client, $"{concern}?verb={verb}", ("Version", "2"), ("Text", "Hello"))).StatusCode.ShouldBe(HttpStatusCode.NotFound, verb);
            }
        }

        // The way through.
        var page = await vera.GetPageAsync(concern);
        page.Body!.TextContent.ShouldContain("Nobody greets me.");
        (await vera.SubmitAsync(page, "form#received")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await vera.SubmitAsync(page, "form#received", ("Once", "0193ffff-ffff-7fff-8fff-fffffffffffe"))).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await PostAsync(vera, $"{concern}?verb=received", ("Version", "3"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest, "it is received");
        (await PostAsync(vera, $"{concern}?verb=nonsense", ("Version", "3"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var asking = await vera.GetPageAsync(concern);
        asking.QuerySelectorAll("#HandlerId option").Select(o => o.TextContent).ShouldNotContain("Fay Reed");
        (await vera.SubmitAsync(asking, "form#assign", ("HandlerId", ""))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync(vera, $"{concern}?verb=assign", ("Version", "3"), ("HandlerId", world.Fay.PersonId.ToString()))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await vera.SubmitAsync(asking, "form#assign", ("HandlerId", world.Moira.PersonId.ToString()))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await PostAsync(moira, $"{concern}?verb=received", ("Version", "4"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await moira.SubmitAsync(await moira.GetPageAsync(concern), "form#begin")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var empty = await PostAsync(moira, $"{concern}?verb=offer", ("Version", "5"), ("Text", " "));
        empty.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await empty.PageAsync()).QuerySelector("#Text-error")!.TextContent.ShouldContain("Enter what you found and what will be done");
        (await PostAsync(moira, $"{concern}?verb=heard", ("Version", "5"), ("Text", ""))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync(vera, $"{concern}?verb=heard", ("Version", "5"), ("Text", "She was busy."))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await PostAsync(moira, $"{concern}?verb=heard", ("Version", "5"), ("Text", "She did not notice."))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await lee.GetPageAsync(concern)).Body!.TextContent.ShouldContain("What the person it is about says, Moira Finch");
        (await PostAsync(moira, $"{concern}?verb=offer", ("Version", "6"), ("Text", "She will say hello."))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var answered = await lee.GetPageAsync(concern);
        answered.Body!.TextContent.ShouldContain("She will say hello.");
        answered.Body.TextContent.ShouldContain("Vera Reed, last on 2 March 2026");
        answered.QuerySelector("form#withdraw").ShouldBeNull("there is an answer");
        answered.QuerySelector("#reply-until")!.TextContent.ShouldContain("You have until 30 March 2026");
        (await vera.GetPageAsync(concern)).QuerySelector("form#close").ShouldBeNull("its owner has time to answer");
        (await lee.SubmitAsync(answered, "form#accept")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await vera.SubmitAsync(await vera.GetPageAsync(concern), "form#close")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await moira.GetAsync(concern)).StatusCode.ShouldBe(HttpStatusCode.NotFound, "whoever looked into it no longer sees it");
        (await PostAsync(vera, $"{concern}?verb=keep", ("Version", $"{await world.VersionAsync(id)}"), ("Text", "A claim goes on."))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await lee.GetPageAsync(concern)).Body!.TextContent.ShouldContain("A claim goes on.");
        (await SeenByAsync(fay)).ShouldBe(before);
    }

    [Fact]
    public async Task Draft_ThrownAway_IsGone()
    {
        await using var world = await ConcernWorld.MakeAsync();
        await using var app = new ThroughlineApp(world.Database);
        using var lee = await app.SignInAsync(world.Lee.PersonId, Hat.PeerWorker);
        var concern = $"/concerns/{(await world.WriteAsync(world.Lee, world.Fay.PersonId)).Value}";
        (await lee.SubmitAsync(await lee.GetPageAsync(concern), "form#throw-away")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await lee.GetAsync(concern)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    /// <summary>Whoever is replaced while they write gets their words back, on the page that anybody gets who asks for what is not there.</summary>
    [Fact]
    public async Task Words_OfAHandlerWhoWasReplaced_AreGivenBackAndTellNothing()
    {
        await using var world = await ConcernWorld.MakeAsync();
        var id = await world.SendAsFarAsBegunAsync(world.Lee, world.Fay.PersonId, world.Vera, world.Moira);
        await using var app = new ThroughlineApp(world.Database);
        using var moira = await app.SignInAsync(world.Moira.PersonId, Hat.Coordinator);
        using var fay = await app.SignInAsync(world.Fay.PersonId, Hat.StaffColleague);
        (await moira.GetPageAsync($"/concerns/{id}")).QuerySelector("#kept").ShouldBeNull();
        (await world.Database.DoAsync(world.Vera, (AssignHandler use) => use.RunAsync(id, 5, world.Neil.PersonId))).Refusal.ShouldBeNull();
        foreach (var client in new[] { moira, fay })
        {
            var there = await PostAsync(client, $"/concerns/{id}?verb=offer", ("Version", "5"), ("Text", "She will say <b>hello</b>."));
            there.StatusCode.ShouldBe(HttpStatusCode.NotFound);
            var page = await there.PageAsync();
            page.QuerySelector("#kept")!.TextContent.ShouldBe("She will say <b>hello</b>.");
            page.Body!.TextContent.ShouldNotContain("Nobody greets me");
            var never = await PostAsync(client, $"/concerns/{Unknown}?verb=offer", ("Version", "5"), ("Text", "She will say <b>hello</b>."));
            never.StatusCode.ShouldBe(HttpStatusCode.NotFound);
            Plain(await there.Content.ReadAsStringAsync()).ShouldBe(Plain(await never.Content.ReadAsStringAsync()));
        }
    }

    /// <summary>Whoever comes to manage whom it is about finds no concern any more; the voice lead's page says that somebody else is to be asked.</summary>
    [Fact]
    public async Task Handler_WhoComesToManageThem_FindsNothingAndTheVoiceLeadIsToldOnThePage()
    {
        await using var world = await ConcernWorld.MakeAsync();
        var id = await world.SendAsFarAsBegunAsync(world.Lee, world.Fay.PersonId, world.Vera, world.Moira);
        await using var app = new ThroughlineApp(world.Database);
        using var moira = await app.SignInAsync(world.Moira.PersonId, Hat.Coordinator);
        using var vera = await app.SignInAsync(world.Vera.PersonId, Hat.VoiceLead);
        using var lee = await app.SignInAsync(world.Lee.PersonId, Hat.PeerWorker);
        (await moira.GetAsync($"/concerns/{id}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await vera.GetPageAsync($"/concerns/{id}")).QuerySelector("#needs-handler").ShouldBeNull();
        await world.ManageAsync(world.Fay.PersonId, world.Moira.PersonId);
        (await moira.GetAsync($"/concerns/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await moira.GetPageAsync("/concerns")).Body!.TextContent.ShouldNotContain("Lee Reed");
        (await moira.GetPageAsync("/")).QuerySelector($"a[href='/concerns/{id}']").ShouldBeNull();
        var page = await vera.GetPageAsync($"/concerns/{id}");
        page.QuerySelector("#needs-handler")!.TextContent.ShouldContain("Ask somebody else below");
        page.QuerySelectorAll("#HandlerId option").Select(o => o.TextContent).ShouldNotContain("Moira Finch");
        (await lee.GetPageAsync($"/concerns/{id}")).QuerySelector("#needs-handler")!.TextContent.ShouldContain("A voice lead asks somebody");
        (await vera.SubmitAsync(page, "form#assign", ("HandlerId", world.Neil.PersonId.ToString()))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await vera.GetPageAsync($"/concerns/{id}")).QuerySelector("#needs-handler").ShouldBeNull();
    }

    /// <summary>We know who manages somebody only where they were chosen: where they are named in words, who is not to know is asked for by name.</summary>
    [Fact]
    public async Task Managers_OfSomebodyNamedInWordsAlone_AreAskedForByName()
    {
        await using var world = await ConcernWorld.MakeAsync();
        await using var app = new ThroughlineApp(world.Database);
        using var lee = await app.SignInAsync(world.Lee.PersonId, Hat.PeerWorker);
        var form = await lee.GetPageAsync("/concerns/new");
        (string, string?)[] typed = [("About", "Person"), ("AboutWords", "The trainer on Tuesdays"), ("Story", "Nobody greets me."), ("LineInvolved", "true")];
        var wrong = await lee.SubmitAsync(form, "form#concern", typed);
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var again = await wrong.PageAsync();
        again.QuerySelector("#LineInvolved-error")!.TextContent.ShouldContain("Choose below who should not know");
        again.QuerySelector("input[name=LineInvolved][checked]").ShouldNotBeNull();
        again.QuerySelector("#AboutWords")!.GetAttribute("value").ShouldBe("The trainer on Tuesdays");
        var kept = await lee.SubmitAsync(again, "form#concern", ("Hide1", world.Vic.PersonId.ToString()));
        kept.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var page = await lee.GetPageAsync(kept.Headers.Location!.OriginalString);
        page.QuerySelector("#no-line")!.TextContent.ShouldContain("We do not know who manages them");
        page.Body!.TextContent.ShouldContain("Vic Reed");
    }

    [Fact]
    public async Task SecondPerson_AskedAndAnswered_ThroughThePages()
    {
        await using var world = await ConcernWorld.MakeAsync();
        await using var app = new ThroughlineApp(world.Database);
        using var moira = await app.SignInAsync(world.Moira.PersonId, Hat.Coordinator);
        using var lee = await app.SignInAsync(world.Lee.PersonId, Hat.PeerWorker);
        (await lee.GetAsync("/second-person")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var form = await moira.GetPageAsync("/second-person");
        var wrong = await moira.SubmitAsync(form, "form#ask", ("PersonId", world.Lee.PersonId.ToString()), ("Act", "PauseRole"), ("Reason", "Too short"), ("Evidence", "The rota"));
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var again = await wrong.PageAsync();
        again.QuerySelector("#Reason-error").ShouldNotBeNull();
        again.QuerySelector("#Evidence")!.TextContent.ShouldBe("The rota");
        (await moira.SubmitAsync(form, "form#ask", ("PersonId", world.Lee.PersonId.ToString()), ("Act", "PauseRole"), ("Reason", "We would like a pause of two weeks."), ("Evidence", "The rota"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await moira.GetPageAsync("/second-person")).Body!.TextContent.ShouldContain("It waits for a second person");
        SecondLook look;
        await using (var context = world.Database.Everything())
        {
            look = await context.SecondLooks.SingleAsync();
        }

        (await PostAsync(moira, "/second-person?handler=Answer", ("LookId", look.Id.ToString()), ("LookVersion", "1"), ("Agrees", "true"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var hat = look.ApproverId == world.Hana.PersonId ? Hat.HeadOfService : look.ApproverId == world.Neil.PersonId ? Hat.SafeguardingLead : Hat.VoiceLead;
        using var second = await app.SignInAsync(look.ApproverId!.Value, hat);
        var waits = await second.GetPageAsync("/second-person");
        waits.Body!.TextContent.ShouldContain("We would like a pause of two weeks.");
        (await PostAsync(second, "/second-person?handler=Answer", ("LookId", look.Id.ToString()), ("LookVersion", "1"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync(second, "/second-person?handler=Answer", ("LookId", look.Id.ToString()), ("LookVersion", "1"), ("Agrees", "true"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await PostAsync(second, "/second-person?handler=Answer", ("LookId", look.Id.ToString()), ("LookVersion", "2"), ("Agrees", "false"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync(second, "/second-person?handler=Answer", ("LookId", Unknown.ToString()), ("LookVersion", "1"), ("Agrees", "true"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await moira.GetPageAsync("/second-person")).Body!.TextContent.ShouldContain("A second person agreed. That stands until 30 March 2026");
    }

    [Fact]
    public async Task SecondPerson_WhereThereIsMoreThanOneRole_IsAskedAboutTheOneThatIsChosen()
    {
        await using var world = await ConcernWorld.MakeAsync();
        var ends = await world.AddRoleOfLeeAsync();
        await using var app = new ThroughlineApp(world.Database);
        using var moira = await app.SignInAsync(world.Moira.PersonId, Hat.Coordinator);
        var form = await moira.GetPageAsync("/second-person");
        form.QuerySelector("#RecordId").ShouldBeNull("nobody is chosen yet");
        var unsaid = await moira.SubmitAsync(form, "form#ask", ("PersonId", world.Lee.PersonId.ToString()), ("Act", "EndRole"), ("Reason", "He has not come for half a year."), ("Evidence", "The rota"));
        unsaid.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var which = await unsaid.PageAsync();
        which.QuerySelector("#RecordId-error").ShouldNotBeNull();
        which.QuerySelector("#Evidence")!.TextContent.ShouldBe("The rota");
        which.QuerySelectorAll("#RecordId option").Length.ShouldBe(3, "the empty one, and two roles");

        // Chosen in advance, as a link from a page of a decision does it; what is in no list is chosen by nobody.
        var address = $"/second-person?SchemeId={world.Scheme}&PersonId={world.Lee.PersonId}&Act=EndRole&RecordId=";
        (await moira.GetPageAsync($"{address}{ends}")).QuerySelector("#RecordId option[selected]")!.GetAttribute("value").ShouldBe(ends.ToString());
        (await moira.GetPageAsync($"{address}{Unknown}")).QuerySelector("#RecordId option[selected]").ShouldBeNull();
        (await moira.SubmitAsync(which, "form#ask", ("RecordId", ends.ToString()))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await moira.SubmitAsync(which, "form#ask", ("RecordId", ends.ToString()), ("Once", "0193ffff-ffff-7fff-8fff-fffffffffffc"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest, "it is asked already");
        await using var context = world.Database.Everything();
        (await context.SecondLooks.SingleAsync()).RecordId.ShouldBe(ends);
    }

    [Fact]
    public async Task Decision_ThatNeedsASecondPerson_LeadsToWhereOneIsAskedAboutIt()
    {
        await using var world = await ConcernWorld.MakeAsync();
        var holding = await world.Database.HoldingAsync(world.Lee.PersonId, await world.RoleAsync("peer-mentor"));
        await using var app = new ThroughlineApp(world.Database);
        using var moira = await app.SignInAsync(world.Moira.PersonId, Hat.Coordinator);
        var check = await (await moira.SubmitAsync(
            await moira.GetPageAsync($"/people/roles/{holding.Id}/pause"), "form#step", ("SupportOwnerId", world.Fay.PersonId.ToString()), ("ReviewBy.Day", "16"), ("ReviewBy.Month", "3"), ("ReviewBy.Year", "2026"),
            ("Reason", "We would like a pause of two weeks."), ("Evidence", "The rota"))).PageAsync();
        var refused = await moira.SubmitAsync(check, "form#confirm");
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var page = await refused.PageAsync();
        page.QuerySelector("#Reason")!.TextContent.ShouldBe("We would like a pause of two weeks.");
        var link = page.QuerySelector(".govuk-error-summary a")!.GetAttribute("href")!;
        var form = await moira.GetPageAsync(link.Split('#')[0]);
        form.QuerySelector("#PersonId option[selected]")!.GetAttribute("value").ShouldBe(world.Lee.PersonId.ToString());
        form.QuerySelector("#Act option[selected]")!.GetAttribute("value").ShouldBe("PauseRole");
        (await moira.SubmitAsync(form, "form#ask", ("Reason", "We would like a pause of two weeks."), ("Evidence", "The rota"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await using var context = world.Database.Everything();
        (await context.SecondLooks.SingleAsync()).RecordId.ShouldBe(holding.Id);
    }

    [Fact]
    public async Task Lists_OfTheVoiceLead_ShowWhatIsAskedAgainstPeopleWhoSpokeUp()
    {
        await using var world = await ConcernWorld.MakeAsync();
        await world.SendAsync(world.Lee, world.Fay.PersonId, world.Vic.PersonId);
        await world.AskAsync(world.Moira, world.Lee.PersonId, AdverseAct.EndRole);
        await using var app = new ThroughlineApp(world.Database);
        using var vera = await app.SignInAsync(world.Vera.PersonId, Hat.VoiceLead);
        using var vic = await app.SignInAsync(world.Vic.PersonId, Hat.VoiceLead);
        using var hana = await app.SignInAsync(world.Hana.PersonId, Hat.HeadOfService);
        using var moira = await app.SignInAsync(world.Moira.PersonId, Hat.Coordinator);
        (await vera.GetPageAsync("/concerns")).Body!.TextContent.ShouldContain("Lee Reed: end a role, asked by Moira Finch on the day of their concern");
        (await vic.GetPageAsync("/concerns")).Body!.TextContent.ShouldContain("There is none.");
        (await hana.GetPageAsync("/concerns")).Body!.TextContent.ShouldNotContain("spoke up");
        (await vera.GetPageAsync("/concerns/figures")).Body!.TextContent.ShouldContain("Too few to show: fewer than 5");
        (await hana.GetAsync("/concerns/figures")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await moira.GetAsync("/concerns/figures")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string path, params (string Name, string Value)[] fields)
    {
        var token = (await client.GetPageAsync("/account")).QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return await client.PostAsync(path, new FormUrlEncodedContent([new("__RequestVerificationToken", token), .. fields.Select(f => new KeyValuePair<string, string>(f.Name, f.Value))]));
    }

    // Every page that they can come to by a link from their own, the list of people and a search among them, and their own record.
    private static async Task<string> SeenByAsync(HttpClient client)
    {
        var home = await client.GetPageAsync("/");
        var paths = home.QuerySelectorAll("a[href^='/']").Select(a => a.GetAttribute("href")!).Where(path => path is not "/leave").Concat(["/", "/my/record", "/concerns", "/people?q=Lee"]).Distinct().Order(StringComparer.Ordinal).ToList();
        List<string> pages = [];
        foreach (var path in paths)
        {
            using var answer = await client.GetAsync(path);
            pages.Add($"{path} {(int)answer.StatusCode}\n{Plain(await answer.Content.ReadAsStringAsync())}");
        }

        return string.Join("\n", pages);
    }

    // What differs from one answer to the next, whoever asks: the tokens of the forms, and an address that is said again.
    private static string Plain(string html) => Fresh().Replace(html, "");

    [GeneratedRegex("(value|nonce|content)=\"[A-Za-z0-9_+/=-]{20,}\"|/concerns/[0-9a-f-]{36}")]
    private static partial Regex Fresh();
}
