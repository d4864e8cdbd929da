using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Stories;
using Throughline.Testing;
using Throughline.Web.Security;

namespace Throughline.Web.Tests.Security;

public sealed class IdleLockTests
{
    [Theory]
    [InlineData(false, 14, HttpStatusCode.OK)]
    [InlineData(false, 15, HttpStatusCode.Redirect)]
    [InlineData(true, 4, HttpStatusCode.OK)]
    [InlineData(true, 5, HttpStatusCode.Redirect)]
    public async Task Request_AfterIdleTime_IsRefusedUntilUnlocked(bool shared, int minutes, HttpStatusCode answer)
    {
        await using var database = await TestDatabase.CreateAsync();
        var moira = await database.AddPersonAsync("Moira", "Finch", (await database.AddSchemeAsync()).Coordinator);
        await using var app = new ThroughlineApp(database);
        using var client = app.Browser(Cookies(await app.OpenSessionAsync(moira, Hat.Coordinator, shared)));

        database.Clock.Advance(TimeSpan.FromMinutes(minutes));
        var response = await client.GetAsync("/hat");

        response.StatusCode.ShouldBe(answer);
        if (answer == HttpStatusCode.Redirect)
        {
            response.Headers.Location!.OriginalString.ShouldBe("/locked?returnUrl=%2Fhat");
            var page = await client.GetPageAsync("/locked");
            page.Body!.TextContent.ShouldNotContain("Moira");
            page.QuerySelector("nav").ShouldBeNull();
            (await client.GetAsync("/hat")).StatusCode.ShouldBe(HttpStatusCode.Redirect, "asking again must not unlock");
        }
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Request_SchemeWithAShorterIdleTime_LocksByIt(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        var moira = await database.AddPersonAsync("Moira", "Finch", scheme.Coordinator);
        await database.WriteAsync("setting-changed", writing =>
        {
            var template = SchemeTemplates.Of(writing.Context.Schemes.Single());
            var setting = SchemeSetting.AtDefault(scheme.Id, template.Settings.Single(t => t.Key == SettingKeys.SignInIdleOtherMinutes));
            writing.Context.Add(setting);
            writing.Context.Add(setting.Change(writing.NewId(), 7, "A busy hub", moira, Hat.Coordinator, writing.Now));
            return new Done();
        });
        await using var app = new ThroughlineApp(database);
        using var client = await app.SignInAsync(moira, Hat.Coordinator);

        var page = await client.GetPageAsync("/hat");
        database.Clock.Advance(TimeSpan.FromMinutes(7));

        page.QuerySelector("meta[name=throughline-idle-minutes]")!.GetAttribute("content").ShouldBe("7");
        (await client.GetAsync("/hat")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Request_WithinIdleTimeAgainAndAgain_EndsWithTheLongestSession()
    {
        await using var database = await TestDatabase.CreateAsync();
        var moira = await database.AddPersonAsync("Moira", "Finch", (await database.AddSchemeAsync()).Coordinator);
        await using var app = new ThroughlineApp(database);
        using var client = await app.SignInAsync(moira, Hat.Coordinator);
        for (var at = TimeSpan.Zero; at < TimeSpan.FromHours(12) - TimeSpan.FromMinutes(10); at += TimeSpan.FromMinutes(10))
        {
            await client.GetPageAsync("/hat");
            database.Clock.Advance(TimeSpan.FromMinutes(10));
        }

        await client.GetPageAsync("/hat");
        database.Clock.Advance(TimeSpan.FromMinutes(10));

        (await client.GetAsync("/hat")).Headers.Location!.OriginalString.ShouldStartWith("/sign-in");
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Post_FromALockedSession_IsGivenBackAndCanBeSent(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var moira = await database.AddPersonAsync("Moira", "Finch", (await database.AddSchemeAsync()).Coordinator);
        await using var app = new ThroughlineApp(database, fictional: true);
        using var client = app.Browser(Cookies(await app.OpenSessionAsync(moira, Hat.Coordinator, method: SignInMethod.FictionalList)));
        var open = await client.GetPageAsync("/hat");
        database.Clock.Advance(TimeSpan.FromMinutes(16));

        var refused = await client.SubmitAsync(open, "main form", ("Hat", "6"), ("Words", "What I saw in her\n“Éabha”"), ("Password", "hidden words"));
        refused.Headers.Location!.OriginalString.ShouldStartWith("/locked?returnUrl=%2Fkept%2F");
        var unlocked = await client.SubmitAsync(await client.GetPageAsync(refused.Headers.Location!.OriginalString), "#unlock");
        var kept = await client.GetPageAsync(unlocked.Headers.Location!.OriginalString);

        kept.QuerySelector(".govuk-summary-list")!.TextContent.ShouldContain("What I saw in her\n“Éabha”");
        kept.DocumentElement.OuterHtml.ShouldNotContain("hidden words");
        var sent = await client.SubmitAsync(kept, "#send");
        sent.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await client.GetPageAsync("/hat")).QuerySelector(".tl-header__person")!.TextContent.ShouldContain("staff colleague");
        (await client.GetAsync(unlocked.Headers.Location!.OriginalString)).StatusCode.ShouldBe(HttpStatusCode.NotFound, "what has been saved is not kept");
    }

    [Fact]
    public async Task Post_FromAnEndedSession_IsKeptSealedForItsWriterAlone()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.AddSchemeAsync();
        var moira = await database.AddPersonAsync("Moira", "Finch", scheme.Coordinator);
        var amir = await database.AddPersonAsync("Amir", "Khan", scheme.Coordinator);
        await using var app = new ThroughlineApp(database);
        var key = await app.OpenSessionAsync(moira, Hat.Coordinator);
        using var client = app.Browser(Cookies(key));
        var open = await client.GetPageAsync("/hat");
        using var other = app.Browser(Cookies(key));
        await other.SubmitAsync(await other.GetPageAsync("/hat"), "form[action='/sign-out']");

        var refused = await client.SubmitAsync(open, "main form", ("Words", "She stayed"));

        var back = Uri.UnescapeDataString(refused.Headers.Location!.OriginalString.Split("returnUrl=")[1]);
        back.ShouldStartWith("/kept/");
        (await File.ReadAllTextAsync(database.DatabaseFile + "-wal")).ShouldNotContain("She stayed");
        using var stranger = await app.SignInAsync(amir, Hat.Coordinator);
        (await stranger.GetAsync(back)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var again = await app.SignInAsync(moira, Hat.Coordinator);
        (await again.GetPageAsync(back)).QuerySelector("main")!.TextContent.ShouldContain("She stayed");
        database.Clock.Advance(TimeSpan.FromHours(25));
        using var later = await app.SignInAsync(moira, Hat.Coordinator);
        (await later.GetAsync(back)).StatusCode.ShouldBe(HttpStatusCode.NotFound, "a kept form is gone after a day");
    }

    [Fact]
    public async Task Unlock_OneButtonOutsideTheFictionalService_StaysLocked()
    {
        await using var database = await TestDatabase.CreateAsync();
        var moira = await database.AddPersonAsync("Moira", "Finch", (await database.AddSchemeAsync()).Coordinator);
        await using var app = new ThroughlineApp(database);
        using var client = await app.SignInAsync(moira, Hat.Coordinator);
        database.Clock.Advance(TimeSpan.FromMinutes(16));

        var page = await client.GetPageAsync("/locked");
        page.QuerySelector("main form#leave")!.SetAttribute("action", "/locked");
        var answer = await client.SubmitAsync(page, "form#leave");

        ((int)answer.StatusCode).ShouldBeInRange(400, 499);
        (await client.GetAsync("/hat")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Lock_ByHand_LocksAtOnce()
    {
        await using var database = await TestDatabase.CreateAsync();
        var moira = await database.AddPersonAsync("Moira", "Finch", (await database.AddSchemeAsync()).Coordinator);
        await using var app = new ThroughlineApp(database);
        using var client = await app.SignInAsync(moira, Hat.Coordinator);
        var page = await client.GetPageAsync("/hat");
        page.QuerySelector("main form")!.SetAttribute("action", "/locked?handler=Lock");

        await client.SubmitAsync(page, "main form");

        (await client.GetAsync("/hat")).Headers.Location!.OriginalString.ShouldStartWith("/locked");
    }

    [Fact]
    public async Task Script_AfterIdleTime_IsTold401AndNotSentElsewhere()
    {
        await using var database = await TestDatabase.CreateAsync();
        var moira = await database.AddPersonAsync("Moira", "Finch", (await database.AddSchemeAsync()).Coordinator);
        await using var app = new ThroughlineApp(database);
        using var client = await app.SignInAsync(moira, Hat.Coordinator);
        client.DefaultRequestHeaders.Add("Sec-Fetch-Mode", "cors");
        (await client.GetAsync("/drafts")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        database.Clock.Advance(TimeSpan.FromMinutes(16));

        (await client.GetAsync("/drafts")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Drafts_Saved_AreFoundByTheirWriterAndUnderTheirFormOnly()
    {
        await using var database = await TestDatabase.CreateAsync();
        var moira = await database.AddPersonAsync("Moira", "Finch", (await database.AddSchemeAsync()).Coordinator);
        await using var app = new ThroughlineApp(database);
        using var client = await app.SignInAsync(moira, Hat.Coordinator);
        var page = await client.GetPageAsync("/hat");
        page.QuerySelector("main form")!.SetAttribute("action", "/drafts");

        var saved = await client.SubmitAsync(page, "main form", ("__Draft", "story:new"), ("Title", "Tuesday"), ("Text", "One"));
        (await saved.Content.ReadAsStringAsync()).ShouldBe("""{"savedAt":"10:00"}""");
        await client.SubmitAsync(page, "main form", ("__Draft", "story:new"), ("Title", "Tuesday"), ("Text", "One, two"));

        var viewer = TestData.Viewer(moira, Hat.Coordinator);
        var found = await database.AsAsync<FindDraft, FoundDraft?>(viewer, find => find.RunAsync("story:new"));
        found!.Form["Text"].ShouldBe("One, two");
        found.Form["Once"].ShouldBeNull();
        (await database.AsAsync<FindDraft, FoundDraft?>(viewer, find => find.RunAsync("story:other"))).ShouldBeNull();
        await database.AsAsync<DiscardDraft, Outcome<Done>>(viewer, discard => discard.RunAsync("story:new"));
        (await database.AsAsync<FindDraft, FoundDraft?>(viewer, find => find.RunAsync("story:new"))).ShouldBeNull();
        (await client.SubmitAsync(page, "main form", ("__Draft", "kept:0"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await client.SubmitAsync(page, "main form", ("__Draft", "story:new"), ("Text", new string('a', Draft.MaxLength)))).StatusCode
            .ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        await using var context = database.Everything();
        (await context.AuditEvents.AnyAsync(e => e.Name.StartsWith("draft"))).ShouldBeFalse();
    }

    [Theory]
    [InlineData("/hat", true)]
    [InlineData("/account/prove", false)]
    public async Task Post_FromALockedSession_KeepsACodeUnlessItLetsSomebodyIn(string to, bool isKept)
    {
        await using var database = await TestDatabase.CreateAsync();
        var moira = await database.AddPersonAsync("Moira", "Finch", (await database.AddSchemeAsync()).Coordinator);
        await using var app = new ThroughlineApp(database);
        using var client = await app.SignInAsync(moira, Hat.Coordinator);
        var open = await client.GetPageAsync("/hat");
        open.QuerySelector("main form")!.SetAttribute("action", to);
        database.Clock.Advance(TimeSpan.FromMinutes(16));

        var refused = await client.SubmitAsync(open, "main form", ("Code", "sought-out-the-role"), ("NeedsCode", "yes"), ("PasswordHint", "none"), ("Password", "hidden"), ("Credential", "hidden"));

        var kept = await KeptAsync(database, moira, refused);
        kept["Code"].ShouldBe(isKept ? "sought-out-the-role" : null);
        kept["NeedsCode"].ShouldBe("yes");
        kept["PasswordHint"].ShouldBe("none");
        kept["Password"].ShouldBeNull();
        kept["Credential"].ShouldBeNull();
    }

    [Fact]
    public void Fields_ThatLetSomebodyIn_AreThoseThatAreNeverKept()
    {
        var lines = Directory.EnumerateFiles(Repository.PathOf("src/Throughline.Web/Pages"), "*.cshtml", SearchOption.AllDirectories)
            .Select(file => File.ReadAllLines(file)).SelectMany(page => page.Select(line => (Address: page[0].Split('"').ElementAtOrDefault(1), Line: line))).ToList();
        var secret = lines.Where(l => l.Line.Contains("type=\"password\"", StringComparison.Ordinal)).ToList();
        secret.Count.ShouldBeGreaterThan(3);
        secret.ShouldAllBe(l => l.Line.Contains("for=\"Password\"", StringComparison.Ordinal));
        var codes = lines.Where(l => l.Line.Contains("one-time-code", StringComparison.Ordinal)).ToList();
        codes.Count.ShouldBeGreaterThan(1);
        codes.ShouldAllBe(l => l.Line.Contains("for=\"Code\"", StringComparison.Ordinal) && SignIns.AsksWhoItIs(l.Address));
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Keep_EachFormOfAPage_WaitsByItselfUntilItIsSent(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var moira = await database.AddPersonAsync("Moira", "Finch", (await database.AddSchemeAsync()).Coordinator);
        await using var app = new ThroughlineApp(database);
        using var client = await app.SignInAsync(moira, Hat.Coordinator);
        var page = await client.GetPageAsync("/hat");
        page.QuerySelector("main form")!.SetAttribute("action", "/drafts?handler=Keep");

        var first = await IdAsync(client.SubmitAsync(page, "main form", ("__Form", "1"), ("__Path", "/hat?from=here"), ("Words", "The first")));
        var second = await IdAsync(client.SubmitAsync(page, "main form", ("__Form", "2"), ("__Path", "/hat"), ("Words", "The second")));
        var elsewhere = await IdAsync(client.SubmitAsync(page, "main form", ("__Form", "0"), ("__Path", "https://elsewhere.example/"), ("Words", "Not there")));

        var told = JsonDocument.Parse(await client.GetStringAsync($"/kept/{first}?handler=Fields")).RootElement;
        (told.GetProperty("form").GetInt32(), told.GetProperty("path").GetString()).ShouldBe((1, "/hat?from=here"));
        told.GetProperty("fields").EnumerateArray().Select(f => f.GetProperty("name").GetString()!).ShouldNotContain(name => name.StartsWith("__", StringComparison.Ordinal));
        var waits = await client.GetPageAsync($"/kept/{second}");
        waits.QuerySelector("main")!.TextContent.ShouldContain("You were typing this at 10:00, when the page locked");
        waits.QuerySelector(".govuk-summary-list")!.TextContent.ShouldContain("The second");
        waits.QuerySelector(".govuk-summary-list")!.TextContent.ShouldNotContain("form");
        (await client.GetPageAsync($"/kept/{elsewhere}")).QuerySelector("#send")!.GetAttribute("action").ShouldBe("/");
        (await client.SubmitAsync(waits, "#send", ("Hat", "6"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await client.GetAsync($"/kept/{second}")).StatusCode.ShouldBe(HttpStatusCode.NotFound, "what has been saved is not kept");
        (await client.GetAsync($"/kept/{first}")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Drafts_OfTheLongestStory_AreKept(string provider)
    {
        Draft.MaxLength.ShouldBeGreaterThan(Story.TextMaxLength + Story.TitleMaxLength, "what may be saved may be kept until it is");
        await using var database = await TestDatabase.CreateAsync(provider);
        var moira = await database.AddPersonAsync("Moira", "Finch", (await database.AddSchemeAsync()).Coordinator);
        await using var app = new ThroughlineApp(database);
        using var client = await app.SignInAsync(moira, Hat.Coordinator);
        var page = await client.GetPageAsync("/hat");
        page.QuerySelector("main form")!.SetAttribute("action", "/drafts");
        // A quotation mark takes six characters where fields are kept as JSON.
        var text = new string('"', 1000) + new string('a', Story.TextMaxLength - 1000);

        var saved = await client.SubmitAsync(page, "main form", ("__Draft", "story:new"), ("Title", new string('t', Story.TitleMaxLength)), ("Text", text), ("OccasionDate.Year", "2026"));

        saved.StatusCode.ShouldBe(HttpStatusCode.OK);
        var found = await database.AsAsync<FindDraft, FoundDraft?>(TestData.Viewer(moira, Hat.Coordinator), find => find.RunAsync("story:new"));
        (found!.Form["Text"] == text).ShouldBeTrue();
    }

    private static async Task<Guid> IdAsync(Task<HttpResponseMessage> posted)
    {
        using var answer = await posted;
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetGuid();
    }

    private static async Task<DraftForm> KeptAsync(TestDatabase database, Guid personId, HttpResponseMessage refused)
    {
        var back = Uri.UnescapeDataString(refused.Headers.Location!.OriginalString.Split("returnUrl=")[1]);
        var found = await database.AsAsync<FindDraft, FoundDraft?>(TestData.Viewer(personId, Hat.Coordinator), find => find.KeptAsync(Guid.Parse(back.Split('/')[^1])));
        return found!.Form;
    }

    private static CookieContainer Cookies(string key)
    {
        var cookies = new CookieContainer();
        cookies.Add(new Uri("https://localhost"), new Cookie(SessionCookie.SecureName, key) { Secure = true });
        return cookies;
    }
}
