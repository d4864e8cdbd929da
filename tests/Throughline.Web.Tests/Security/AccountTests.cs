using System.Net;
using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Security;
using Throughline.Testing;

namespace Throughline.Web.Tests.Security;

public sealed class AccountTests
{
    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Sessions_EndedFromAnother_NoLongerOpen(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (moira, theo) = await InvitationTests.PeopleAsync(database);
        await using var app = new ThroughlineApp(database);
        using var here = await app.SignInAsync(moira, Hat.Coordinator);
        using var hub = await app.SignInAsync(moira, Hat.Coordinator);
        using var phone = await app.SignInAsync(moira, Hat.Coordinator);
        using var somebody = await app.SignInAsync(theo, Hat.Mentee);

        var page = await here.GetPageAsync("/account");
        page.QuerySelectorAll("tbody tr").Length.ShouldBe(3);
        (await here.SubmitAsync(page, "form[action*=End]")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await here.GetPageAsync("/account")).QuerySelectorAll("tbody tr").Length.ShouldBe(2);
        await using var context = database.Everything();
        var theirs = await context.Sessions.Where(s => s.PersonId == theo).Select(s => s.Id).SingleAsync();
        (await here.SubmitAsync(page, "form[action*=End]", ("SessionId", theirs.ToString()))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await here.SubmitAsync(page, "#everywhere");

        (await hub.GetAsync("/hat")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await phone.GetAsync("/hat")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await here.GetPageAsync("/hat");
        await somebody.GetPageAsync("/hat");
    }

    [Fact]
    public async Task Password_SecondFactorShownTooLongAgo_IsAskedForAgain()
    {
        await using var database = await TestDatabase.CreateAsync();
        var moira = await PasswordSignInTests.MoiraAsync(database);
        await using var app = new ThroughlineApp(database);
        using var client = await app.SignInAsync(moira, Hat.Coordinator);
        using var elsewhere = await app.SignInAsync(moira, Hat.Coordinator);
        var open = await client.GetPageAsync("/account/password");
        database.Clock.Advance(TimeSpan.FromMinutes(5));

        foreach (var address in new[] { "/account/password", "/account/recovery-codes", "/account/passkeys", "/account/second-factor" })
        {
            (await client.GetAsync(address)).Headers.Location!.OriginalString.ShouldBe("/account/prove?returnUrl=" + Uri.EscapeDataString(address));
        }

        (await client.SubmitAsync(open, "#password", ("Password", "harbour pencil ninety fox"))).Headers.Location!.OriginalString.ShouldStartWith("/account/prove");
        var prove = await client.GetPageAsync("/account/prove?returnUrl=%2Faccount%2Fpassword");
        (await client.SubmitAsync(prove, "#code", ("Code", "000000"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await client.SubmitAsync(prove, "#code", ("Code", database.AppCode()))).Headers.Location!.OriginalString.ShouldBe("/account/password");
        (await client.SubmitAsync(open, "#password", ("Password", "harbour pencil ninety fox"))).Headers.Location!.OriginalString.ShouldBe("/account");

        (await elsewhere.GetAsync("/hat")).StatusCode.ShouldBe(HttpStatusCode.Redirect, "a new password ends the other sessions");
        using var again = app.Anonymous();
        (await PasswordSignInTests.PasswordAsync(again, "moira@example.org", TestData.Password)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await PasswordSignInTests.PasswordAsync(again, "moira@example.org", "harbour pencil ninety fox")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task SignIn_OverASession_GivesANewKeyAndEndsTheOldOne()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (moira, _) = await InvitationTests.PeopleAsync(database);
        await using var app = new ThroughlineApp(database, fictional: true);
        var cookies = new CookieContainer();
        using var client = app.Browser(cookies);
        async Task<string> SignInAsync()
        {
            await client.SubmitAsync(await client.GetPageAsync("/sign-in/as"), $"form:has([value='{moira}'])");
            return cookies.GetCookies(new Uri("https://localhost"))["__Host-throughline"]!.Value;
        }

        var first = await SignInAsync();
        var second = await SignInAsync();

        second.ShouldNotBe(first);
        first.Length.ShouldBe(43);
        await using var context = database.Everything();
        (await context.Sessions.CountAsync(s => s.EndedAt == null)).ShouldBe(1);
        (await context.Sessions.AnyAsync(s => s.KeyHash == System.Text.Encoding.UTF8.GetBytes(first))).ShouldBeFalse();
    }

    [Fact]
    public async Task Get_EveryPageOfSigningIn_ChangesNothing()
    {
        await using var database = await TestDatabase.CreateAsync();
        var moira = await PasswordSignInTests.MoiraAsync(database);
        await using var app = new ThroughlineApp(database);
        using var client = await app.SignInAsync(moira, Hat.Coordinator);
        using var anonymous = app.Anonymous();
        var before = await StateAsync(database);

        foreach (var address in new[] { "/sign-in", "/sign-in/code", "/sign-in/passkey", "/sign-in/no-role", "/invitation/none", "/first-start/none" })
        {
            ((int)(await anonymous.GetAsync(address)).StatusCode).ShouldBeLessThan(500, address);
        }

        foreach (var address in new[]
        {
            "/hat", "/sign-out", "/account", "/account/password", "/account/passkeys", "/account/second-factor", "/account/recovery-codes", "/account/prove",
            "/locked", "/invitations", $"/invitations/{moira}", "/drafts",
        })
        {
            ((int)(await client.GetAsync(address)).StatusCode).ShouldBeLessThan(400, address);
        }

        (await StateAsync(database)).ShouldBe(before);
    }

    private static async Task<string> StateAsync(TestDatabase database)
    {
        await using var context = database.Everything();
        var account = await context.Accounts.SingleAsync();
        return string.Join(' ', account.Version, await context.Invitations.CountAsync(), await context.Drafts.CountAsync(), await context.Set<Challenge>().CountAsync(),
            await context.Passkeys.CountAsync(), await context.AuditEvents.CountAsync(), await context.Sessions.CountAsync(s => s.EndedAt == null));
    }
}
