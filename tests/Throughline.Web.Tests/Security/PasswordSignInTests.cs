using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Throughline.Audit;
using Throughline.People;
using Throughline.Security;
using Throughline.Testing;

namespace Throughline.Web.Tests.Security;

public sealed partial class PasswordSignInTests
{
    private const string Name = "moira@example.org";

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task SignIn_PasswordAndCode_OpensAFullSessionAndIsRecorded(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var moira = await MoiraAsync(database);
        await using var app = new ThroughlineApp(database);
        using var client = app.Anonymous();

        var code = await PasswordAsync(client, " MOIRA@example.org ", TestData.Password, "/hat");
        code.Headers.Location!.OriginalString.ShouldBe("/sign-in/code");
        var signedIn = await client.SubmitAsync(await client.GetPageAsync("/sign-in/code"), "#code", ("Code", database.AppCode()));

        signedIn.Headers.Location!.OriginalString.ShouldBe("/hat");
        (await client.GetPageAsync("/account")).QuerySelector("main")!.TextContent.ShouldContain(Name);
        await using var context = database.Everything();
        var events = await context.AuditEvents.Where(e => e.Kind == AuditKind.SignIn).OrderBy(e => e.Sequence).ToListAsync();
        events.Select(e => e.Name).ShouldBe(["code-used", "signed-in"]);
        events.ShouldAllBe(e => e.SubjectId == moira);
        (await database.AsAsync<VerifyChain, ChainReport>(Viewer.System, v => v.RunAsync())).Whole.ShouldBeTrue();
    }

    [Fact]
    public async Task SignIn_CodeUsedBefore_IsRefused()
    {
        await using var database = await TestDatabase.CreateAsync();
        await MoiraAsync(database);
        await using var app = new ThroughlineApp(database);
        using var first = app.Anonymous();
        using var second = app.Anonymous();
        await PasswordAsync(first, Name, TestData.Password);
        await PasswordAsync(second, Name, TestData.Password);
        await first.SubmitAsync(await first.GetPageAsync("/sign-in/code"), "#code", ("Code", database.AppCode()));

        var replayed = await second.SubmitAsync(await second.GetPageAsync("/sign-in/code"), "#code", ("Code", database.AppCode()));

        replayed.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await replayed.PageAsync()).QuerySelector("#Code-error")!.TextContent.ShouldContain("it has been used");
        (await second.GetAsync("/hat")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task SignIn_PasswordAlone_OpensNothing()
    {
        await using var database = await TestDatabase.CreateAsync();
        await MoiraAsync(database);
        await using var app = new ThroughlineApp(database);
        using var client = app.Anonymous();
        await PasswordAsync(client, Name, TestData.Password);

        (await client.GetAsync("/hat")).Headers.Location!.OriginalString.ShouldStartWith("/sign-in");
        database.Clock.Advance(TimeSpan.FromMinutes(6));
        (await client.GetAsync("/sign-in/code")).Headers.Location!.OriginalString.ShouldBe("/sign-in", "the password has to be shown again after five minutes");
    }

    [Fact]
    public async Task SignIn_AccountWithoutASecondFactor_MaySetOneUpAndNothingElse()
    {
        await using var database = await TestDatabase.CreateAsync();
        await MoiraAsync(database, app: false);
        await using var app = new ThroughlineApp(database);
        using var client = app.Anonymous();

        (await PasswordAsync(client, Name, TestData.Password)).Headers.Location!.OriginalString.ShouldBe("/account/second-factor");
        foreach (var page in new[] { "/hat", "/account", "/account/password", "/account/recovery-codes", "/invitations", "/drafts" })
        {
            (await client.GetAsync(page)).Headers.Location!.OriginalString.ShouldStartWith("/account/second-factor", Case.Sensitive, page);
        }

        var offered = await (await client.SubmitAsync(await client.GetPageAsync("/account/second-factor"), "#offer")).PageAsync();
        var key = offered.QuerySelector("#key")!.TextContent.Replace(" ", "", StringComparison.Ordinal);
        offered.QuerySelector(".tl-qr")!.GetAttribute("src").ShouldStartWith("data:image/png;base64,");
        var wrong = await client.SubmitAsync(offered, "#confirm", ("Code", "000000"));
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var again = await wrong.PageAsync();
        again.QuerySelector("#key")!.TextContent.Replace(" ", "", StringComparison.Ordinal).ShouldBe(key);
        var confirmed = await client.SubmitAsync(again, "#confirm", ("Code", database.AppCode(key)));
        var codes = (await confirmed.PageAsync()).QuerySelectorAll("#codes li").Select(li => li.TextContent.Trim()).ToList();

        codes.Distinct().Count().ShouldBe(10);
        (await client.GetPageAsync("/hat")).QuerySelector(".tl-header__person")!.TextContent.ShouldContain("coordinator");
        await using var context = database.Everything();
        var account = await context.Accounts.SingleAsync();
        account.RecoveryCodes.ShouldAllBe(hash => !codes.Contains(hash));
        (await File.ReadAllTextAsync(database.DatabaseFile + "-wal")).ShouldNotContain(key);
    }

    [Fact]
    public async Task SignIn_RecoveryCode_WorksOnce()
    {
        await using var database = await TestDatabase.CreateAsync();
        var moira = await MoiraAsync(database);
        var codes = await database.AsAsync<MakeRecoveryCodes, Outcome<IReadOnlyList<string>>>(Viewer.System, make => make.RunAsync(moira));
        var typed = codes.Value[3].ToLowerInvariant().Replace('-', ' ');
        await using var app = new ThroughlineApp(database);
        using var first = app.Anonymous();
        using var second = app.Anonymous();
        await PasswordAsync(first, Name, TestData.Password);
        await PasswordAsync(second, Name, TestData.Password);

        (await first.SubmitAsync(await first.GetPageAsync("/sign-in/code?recovery=true"), "#code", ("Code", typed))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await second.SubmitAsync(await second.GetPageAsync("/sign-in/code?recovery=true"), "#code", ("Code", typed))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task SignIn_UnknownNameAndWrongPassword_AnswerAlike()
    {
        await using var database = await TestDatabase.CreateAsync();
        await MoiraAsync(database);
        await using var app = new ThroughlineApp(database);
        using var client = app.Anonymous();

        var wrong = await PasswordAsync(client, Name, "not the password at all");
        var unknown = await PasswordAsync(client, "mabel@example.org", "not the password at all");

        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        unknown.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        Plain(await unknown.Content.ReadAsStringAsync()).Replace("mabel", "moira", StringComparison.Ordinal).ShouldBe(Plain(await wrong.Content.ReadAsStringAsync()));
        var page = await wrong.PageAsync();
        page.QuerySelector("#SignInName")!.GetAttribute("value").ShouldBe(Name);
        page.QuerySelector("#Password")!.GetAttribute("value").ShouldBeNull();
        await using var context = database.Everything();
        (await context.AuditEvents.CountAsync(e => e.Name == "sign-in-failed")).ShouldBe(2);
    }

    [Fact]
    public async Task SignIn_TenWrongPasswords_PausesTheAccountForFifteenMinutes()
    {
        await using var database = await TestDatabase.CreateAsync();
        await MoiraAsync(database);
        await using var app = new ThroughlineApp(database);
        using var client = app.Anonymous();
        for (var i = 0; i < 10; i++)
        {
            await PasswordAsync(client, Name, "not the password at all");
        }

        (await PasswordAsync(client, Name, TestData.Password)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        database.Clock.Advance(TimeSpan.FromMinutes(15));
        (await PasswordAsync(client, Name, TestData.Password)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task SignIn_ManyPostsFromOneAddress_AreSlowed()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var app = new ThroughlineApp(database);
        using var client = app.Anonymous();
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 31; i++)
        {
            answers.Add((await client.PostAsync("/sign-in", new FormUrlEncodedContent([]))).StatusCode);
        }

        answers.Take(30).ShouldAllBe(status => status == HttpStatusCode.BadRequest);
        answers[^1].ShouldBe(HttpStatusCode.TooManyRequests);
        (await client.GetAsync("/sign-in")).StatusCode.ShouldBe(HttpStatusCode.OK, "looking is not guessing");
    }

    [Fact]
    public async Task SignIn_Empty_NamesEachField()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var app = new ThroughlineApp(database);
        using var client = app.Anonymous();

        var page = await (await PasswordAsync(client, "", "")).PageAsync();

        page.QuerySelector("#SignInName-error")!.TextContent.ShouldContain("Enter your email address");
        page.QuerySelector("#Password-error")!.TextContent.ShouldContain("Enter your password");
    }

    [Theory]
    [InlineData("https://example.org/")]
    [InlineData("//example.org/")]
    [InlineData("/\\example.org")]
    [InlineData("javascript:alert(1)")]
    public async Task SignIn_ForgedReturnAddress_GoesHome(string forged)
    {
        await using var database = await TestDatabase.CreateAsync();
        await MoiraAsync(database);
        await using var app = new ThroughlineApp(database);
        using var client = app.Anonymous();
        await PasswordAsync(client, Name, TestData.Password, forged);

        var signedIn = await client.SubmitAsync(await client.GetPageAsync("/sign-in/code"), "#code", ("Code", database.AppCode()));

        signedIn.Headers.Location!.OriginalString.ShouldBe("/");
    }

    [Fact]
    public async Task SignIn_AccountClosed_EndsItsSessionsWithTheNextRequest()
    {
        await using var database = await TestDatabase.CreateAsync();
        var moira = await MoiraAsync(database);
        await using var app = new ThroughlineApp(database);
        using var client = await app.SignInAsync(moira, Hat.Coordinator);
        await client.GetPageAsync("/hat");

        await database.WriteAsync("account-closed", writing =>
        {
            writing.Context.Accounts.Single().Close(Guid.Empty, writing.Seal(moira, "Left"), writing.Now);
            return new Done();
        });

        (await client.GetAsync("/hat")).Headers.Location!.OriginalString.ShouldStartWith("/sign-in");
        using var again = app.Anonymous();
        (await PasswordAsync(again, Name, TestData.Password)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    internal static async Task<HttpResponseMessage> PasswordAsync(HttpClient client, string name, string password, string? back = null) =>
        await client.SubmitAsync(
            await client.GetPageAsync("/sign-in" + (back is null ? "" : "?returnUrl=" + Uri.EscapeDataString(back))), "#sign-in",
            ("SignInName", name), ("Password", password));

    internal static async Task<Guid> MoiraAsync(TestDatabase database, bool app = true)
    {
        var moira = await database.AddPersonAsync("Moira", "Finch", (await database.AddSchemeAsync()).Coordinator);
        await database.AddSignInAsync(moira, Name, app);
        return moira;
    }

    private static string Plain(string html) => Secrets().Replace(html, "");

    [GeneratedRegex("value=\"(CfDJ8[^\"]*|[0-9a-f-]{36})\"")]
    private static partial Regex Secrets();
}
