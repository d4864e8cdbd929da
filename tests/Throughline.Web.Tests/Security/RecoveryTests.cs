using System.Net;
using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Security;
using Throughline.Testing;

namespace Throughline.Web.Tests.Security;

public sealed class RecoveryTests
{
    private const string Check = "I rang the number we have and he told me about his first shift.";
    private const string Password = "harbour pencil ninety fox";

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Recovery_HandedOver_EndsEveryOldWayInAndTheyAreTold(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (moira, theo) = await InvitationTests.PeopleAsync(database);
        await database.AddSignInAsync(theo, "theo@example.org");
        await using var app = new ThroughlineApp(database);
        using var coordinator = await app.SignInAsync(moira, Hat.Coordinator);
        using var earlier = await app.SignInAsync(theo, Hat.Mentee);
        var list = await coordinator.GetPageAsync("/accounts?name=the");
        list.QuerySelectorAll("#people a").Select(a => a.TextContent).ShouldBe(["Theo Marsh"]);
        var thin = await coordinator.SubmitAsync(await coordinator.GetPageAsync($"/accounts/{theo}/recovery"), "#recover", ("IdentityCheck", "It is him"));
        thin.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await thin.PageAsync()).QuerySelector("#IdentityCheck")!.TextContent.ShouldBe("It is him");

        var link = await IssueAsync(coordinator, theo);

        (await coordinator.GetPageAsync($"/accounts/{theo}")).DocumentElement.OuterHtml.ShouldNotContain(link, Case.Sensitive, "the link is shown once");
        (await earlier.GetPageAsync("/")).QuerySelector(".govuk-inset-text")!.TextContent.ShouldContain("made a link");
        using var theoAgain = app.Anonymous();
        var page = await theoAgain.GetPageAsync(link);
        page.QuerySelector("h1")!.TextContent.ShouldBe("Hello again, Theo Marsh");
        await earlier.GetPageAsync("/hat");
        var easy = await theoAgain.SubmitAsync(page, "#password", ("Password", "TheoMarsh TheoMarsh"));
        easy.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var used = await theoAgain.SubmitAsync(page, "#password", ("Password", Password));
        used.Headers.Location!.OriginalString.ShouldBe("/account/second-factor");

        (await earlier.GetAsync("/hat")).Headers.Location!.OriginalString.ShouldStartWith("/sign-in", Case.Sensitive, "every session ended");
        using var oldWay = app.Anonymous();
        (await PasswordSignInTests.PasswordAsync(oldWay, "theo@example.org", TestData.Password)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await oldWay.GetAsync(link)).StatusCode.ShouldBe(HttpStatusCode.NotFound, "it works once");
        await using (var context = database.Everything())
        {
            var account = await context.Accounts.SingleAsync(a => a.PersonId == theo);
            (account.AuthenticatorKey, account.RecoveryCodes.Count).ShouldBe((null, 0));
            (await context.AuditEvents.CountAsync(e => e.SubjectId == theo && (e.Name == "recovery-issued" || e.Name == "recovery-used"))).ShouldBe(2);
        }

        var offered = await (await theoAgain.SubmitAsync(await theoAgain.GetPageAsync("/account/second-factor"), "#offer")).PageAsync();
        var key = offered.QuerySelector("#key")!.TextContent.Replace(" ", "", StringComparison.Ordinal);
        await theoAgain.SubmitAsync(offered, "#confirm", ("Code", database.AppCode(key)));
        database.Clock.Advance(TimeSpan.FromMinutes(1));

        using var next = app.Anonymous();
        (await PasswordSignInTests.PasswordAsync(next, "theo@example.org", Password)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var signedIn = await next.SubmitAsync(await next.GetPageAsync("/sign-in/code"), "form:has([name=Code])", ("Code", database.AppCode(key)));
        var told = await next.GetPageAsync(signedIn.Headers.Location!.OriginalString);
        told.QuerySelector("main")!.TextContent.ShouldContain("Moira Finch");
        told.QuerySelector("main")!.TextContent.ShouldContain(Check);
        (await next.SubmitAsync(told, "#read")).Headers.Location!.OriginalString.ShouldBe("/");
        (await next.GetPageAsync("/")).QuerySelector(".govuk-inset-text").ShouldBeNull();
    }

    [Fact]
    public async Task Recovery_ExpiredReplacedStoppedOrTooMany_DoesNotWork()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (moira, theo) = await InvitationTests.PeopleAsync(database);
        await database.AddSignInAsync(theo, "theo@example.org");
        await using var app = new ThroughlineApp(database);
        using var coordinator = await app.SignInAsync(moira, Hat.Coordinator);
        using var mentee = await app.SignInAsync(theo, Hat.Mentee);
        using var anybody = app.Anonymous();
        var replaced = await IssueAsync(coordinator, theo);
        var stopped = await IssueAsync(coordinator, theo);
        (await anybody.GetAsync(replaced)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var open = await anybody.GetPageAsync(stopped);
        (await mentee.SubmitAsync(await mentee.GetPageAsync("/account/recoveries"), "#stop")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await anybody.SubmitAsync(open, "#password", ("Password", Password))).StatusCode.ShouldBe(HttpStatusCode.NotFound, "its person stopped it");
        (await mentee.GetPageAsync("/account/recoveries")).QuerySelector("#stop").ShouldBeNull();
        var last = await IssueAsync(coordinator, theo);
        var refused = await coordinator.SubmitAsync(await coordinator.GetPageAsync($"/accounts/{theo}/recovery"), "#recover", ("IdentityCheck", Check));
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.PageAsync()).QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("meet them in person");
        (await coordinator.SubmitAsync(await coordinator.GetPageAsync($"/accounts/{theo}"), "#withdraw")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await anybody.GetAsync(last)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        database.Clock.Advance(TimeSpan.FromDays(1));
        using var again = await app.SignInAsync(moira, Hat.Coordinator);
        var expired = await IssueAsync(again, theo);
        database.Clock.Advance(TimeSpan.FromHours(24));
        (await anybody.GetAsync(expired)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await anybody.GetAsync("/recovery/none")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await using var context = database.Everything();
        (await context.Accounts.SingleAsync(a => a.PersonId == theo)).AuthenticatorKey.ShouldNotBeNull("nothing of theirs was touched");
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task UseRecovery_ByTwoAtOnce_OneGetsIn(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (moira, theo) = await InvitationTests.PeopleAsync(database);
        await database.AddSignInAsync(theo, "theo@example.org");
        var viewer = TestData.Viewer(moira, Hat.Coordinator, (await SchemesAsync(database))[0]);
        var token = (await database.DoAsync(viewer, (IssueRecovery issue) => issue.RunAsync(theo, Check))).Value.Token;

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => database.DoAsync(Viewer.System, (UseRecovery use) => use.RunAsync(token, null))));

        outcomes.Count(o => o.Succeeded).ShouldBe(1);
        outcomes.Where(o => !o.Succeeded).ShouldAllBe(o => o.Refusal is RecoveryOver);
    }

    [Fact]
    public async Task Recovery_ForThemselvesOrForWhoLooksAtCoordinators_IsRefused()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.AddSchemeAsync();
        var moira = await database.AddCoordinatorAsync(scheme);
        var ada = await database.AddLeadAsync(scheme);
        var ines = await database.AddPersonAsync("Ines", "Duarte", scheme.Mentee);
        var una = await database.AddCoordinatorAsync(scheme, "Una", "Reed");
        await database.AddAccountAsync(ines, administers: true);
        foreach (var person in new[] { moira.PersonId, ada.PersonId, una.PersonId })
        {
            await database.AddAccountAsync(person);
        }

        Task<Outcome<InvitationLink>> IssueAsync(Viewer viewer, Guid person) => database.DoAsync(viewer, (IssueRecovery issue) => issue.RunAsync(person, Check));
        var administrator = TestData.Viewer(ines, Hat.SystemAdministrator, scheme.Id);
        (await IssueAsync(administrator, ines)).Refusal.ShouldBeOfType<OwnAccount>();
        (await IssueAsync(moira, moira.PersonId)).Refusal.ShouldBeOfType<OwnAccount>();
        (await IssueAsync(moira, ada.PersonId)).Refusal.ShouldBeOfType<ForAnAdministrator>("a lead looks at what coordinators do");
        (await IssueAsync(moira, una.PersonId)).Refusal.ShouldBeOfType<ForAnAdministrator>();
        (await IssueAsync(moira, ines)).Refusal.ShouldBeOfType<ForAnAdministrator>();
        (await IssueAsync(ada, moira.PersonId)).Refusal.ShouldBeOfType<NotAllowed>();
        (await IssueAsync(administrator, ada.PersonId)).Succeeded.ShouldBeTrue();

        var hillside = await database.AddSchemeAsync("Hillside");
        var stranger = await database.AddCoordinatorAsync(hillside, "Wes", "Tull");
        (await IssueAsync(stranger, ada.PersonId)).Refusal.ShouldBeOfType<NotFound>();
        await database.DoAsync(una, (DeclareConflictFor declare) => declare.RunAsync(new CloseToEachOther(ines, ada.PersonId)));
        (await IssueAsync(administrator, ada.PersonId)).Refusal.ShouldBeOfType<NotFound>("walls hold for an administrator too");
        (await database.DoAsync(administrator, (AccountCareQueries accounts) => accounts.PersonAsync(ada.PersonId))).ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Account_ClosedAndOpenedAgain_EndsSignInAndKeepsTheRecord(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (moira, theo) = await InvitationTests.PeopleAsync(database);
        await database.AddSignInAsync(theo, "theo@example.org");
        await using var app = new ThroughlineApp(database);
        using var coordinator = await app.SignInAsync(moira, Hat.Coordinator);
        using var mentee = await app.SignInAsync(theo, Hat.Mentee);
        var link = await IssueAsync(coordinator, theo);
        var page = await coordinator.GetPageAsync($"/accounts/{theo}/close");
        var thin = await coordinator.SubmitAsync(page, "#close", ("Reason", "Left"), ("Evidence", "His letter"));
        thin.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await thin.PageAsync()).QuerySelector("#Evidence")!.TextContent.ShouldBe("His letter");

        (await coordinator.SubmitAsync(page, "#close", ("Reason", "He finished his year and moved away."), ("Evidence", "His letter"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await mentee.GetAsync("/hat")).Headers.Location!.OriginalString.ShouldStartWith("/sign-in");
        using var again = app.Anonymous();
        (await PasswordSignInTests.PasswordAsync(again, "theo@example.org", TestData.Password)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await again.GetAsync(link)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await coordinator.GetPageAsync($"/people/{theo}")).QuerySelector("h1")!.TextContent.ShouldBe("Theo Marsh");
        (await coordinator.SubmitAsync(page, "#close", ("Reason", "He finished his year and moved away."), ("Evidence", "His letter"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await coordinator.SubmitAsync(await coordinator.GetPageAsync($"/accounts/{theo}/recovery"), "#recover", ("IdentityCheck", Check))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var closed = await coordinator.GetPageAsync($"/accounts/{theo}");
        closed.QuerySelector("main")!.TextContent.ShouldContain("2 March 2026, by Moira Finch");

        (await coordinator.SubmitAsync(closed, "#reopen")).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await coordinator.SubmitAsync(closed, "#reopen")).StatusCode.ShouldBe(HttpStatusCode.BadRequest, "it is open");
        (await PasswordSignInTests.PasswordAsync(again, "theo@example.org", TestData.Password)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await mentee.GetAsync("/hat")).StatusCode.ShouldBe(HttpStatusCode.Redirect, "a session that ended stays ended");
    }

    [Fact]
    public async Task CloseAccount_OfTheOnlyAdministrator_IsRefused()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.AddSchemeAsync();
        var ines = await database.AddPersonAsync("Ines", "Duarte", scheme.Mentee);
        var omar = await database.AddPersonAsync("Omar", "Said", scheme.Mentee);
        await database.AddAccountAsync(ines, administers: true);
        await database.AddAccountAsync(omar);
        var omarAsAdministrator = TestData.Viewer(omar, Hat.SystemAdministrator, scheme.Id);
        (await database.DoAsync(omarAsAdministrator, (CloseAccount close) => close.RunAsync(new ClosedAccount(ines, TestData.Decision)))).Refusal.ShouldBeOfType<LastAdministrator>();
        (await database.DoAsync(omarAsAdministrator, (CloseAccount close) => close.RunAsync(new ClosedAccount(omar, TestData.Decision)))).Refusal.ShouldBeOfType<OwnAccount>();
        (await database.DoAsync(Viewer.System, (CloseAccount close) => close.RunAsync(new ClosedAccount(omar, TestData.Decision)))).Refusal.ShouldBeOfType<NotAllowed>("a person decides");
    }

    [Fact]
    public async Task Pages_OtherHatsUnknownAndOldProof_AreShut()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (moira, theo) = await InvitationTests.PeopleAsync(database);
        await database.AddSignInAsync(theo, "theo@example.org");
        await using var app = new ThroughlineApp(database);
        using var coordinator = await app.SignInAsync(moira, Hat.Coordinator);
        using var mentee = await app.SignInAsync(theo, Hat.Mentee);
        (await mentee.GetAsync("/accounts")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await mentee.GetAsync($"/accounts/{moira}")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        foreach (var page in new[] { "", "/recovery", "/close" })
        {
            (await coordinator.GetAsync($"/accounts/01900000-0000-7000-8000-000000000001{page}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        (await mentee.SubmitAsync(await mentee.GetPageAsync("/account"), "#everywhere")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await mentee.GetPageAsync("/account/recoveries")).Body!.TextContent.ShouldContain("Nobody has made a link");
        database.Clock.Advance(TimeSpan.FromMinutes(6));
        (await coordinator.GetAsync($"/accounts/{theo}/recovery")).Headers.Location!.OriginalString.ShouldStartWith("/account/prove");
        (await coordinator.GetAsync($"/accounts/{theo}/close")).Headers.Location!.OriginalString.ShouldStartWith("/account/prove");
    }

    private static async Task<string> IssueAsync(HttpClient client, Guid personId)
    {
        var made = await client.SubmitAsync(await client.GetPageAsync($"/accounts/{personId}/recovery"), "#recover", ("IdentityCheck", Check));
        return new Uri((await made.PageAsync()).QuerySelector("#link")!.TextContent.Trim()).PathAndQuery;
    }

    private static async Task<List<Guid>> SchemesAsync(TestDatabase database)
    {
        await using var context = database.Everything();
        return await context.Schemes.Select(s => s.Id).ToListAsync();
    }
}
