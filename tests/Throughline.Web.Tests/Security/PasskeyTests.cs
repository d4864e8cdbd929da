using System.Net;
using System.Security.Cryptography;
using AngleSharp.Html.Dom;
using Throughline.People;
using Throughline.Testing;

namespace Throughline.Web.Tests.Security;

public sealed class PasskeyTests
{
    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Passkey_Added_SignsInWithoutANameEvenWhileTheAccountPauses(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var app = new ThroughlineApp(database);
        using var key = new SoftwareAuthenticator();
        await EnrolAsync(database, app, key);
        using var guesser = app.Anonymous();
        for (var i = 0; i < 10; i++)
        {
            await PasswordSignInTests.PasswordAsync(guesser, "moira@example.org", "not the password at all");
        }

        using var client = app.Anonymous();
        var signedIn = await UseAsync(client, key);

        signedIn.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await client.GetPageAsync("/account")).QuerySelector("main")!.TextContent.ShouldContain("My telephone");
    }

    [Fact]
    public async Task Passkey_WrongAnswers_AreAllRefused()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var app = new ThroughlineApp(database);
        using var key = new SoftwareAuthenticator();
        await EnrolAsync(database, app, key);
        using var thief = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var client = app.Anonymous();
        async Task<HttpStatusCode> TryAsync(Func<string, string> answer) => (await UseAsync(client, key, answer)).StatusCode;

        key.Origin = "https://localhost.example.org";
        (await TryAsync(o => key.Use(o))).ShouldBe(HttpStatusCode.BadRequest, "another origin");
        key.Origin = "https://localhost";
        key.RelyingParty = "example.org";
        (await TryAsync(o => key.Use(o))).ShouldBe(HttpStatusCode.BadRequest, "another relying party");
        key.RelyingParty = "localhost";
        key.VerifiesUser = false;
        (await TryAsync(o => key.Use(o))).ShouldBe(HttpStatusCode.BadRequest, "nobody unlocked it");
        key.VerifiesUser = true;
        (await TryAsync(o => key.Use(o, thief))).ShouldBe(HttpStatusCode.BadRequest, "another key");
        (await TryAsync(_ => key.Use("""{"challenge":"AAAAAAAAAAAAAAAAAAAAAA"}"""))).ShouldBe(HttpStatusCode.BadRequest, "another challenge");
        (await TryAsync(_ => "{}")).ShouldBe(HttpStatusCode.BadRequest, "nonsense");
        (await TryAsync(_ => "")).ShouldBe(HttpStatusCode.BadRequest, "nothing");
        (await client.GetAsync("/hat")).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        key.SignCount = 7;
        (await TryAsync(o => key.Use(o))).ShouldBe(HttpStatusCode.Redirect);
        key.SignCount = 6;
        using var copy = app.Anonymous();
        (await UseAsync(copy, key)).StatusCode.ShouldBe(HttpStatusCode.BadRequest, "a counter that goes back");
    }

    [Fact]
    public async Task Passkey_AnswerSentTwiceOrLate_IsRefused()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var app = new ThroughlineApp(database);
        using var key = new SoftwareAuthenticator { SignCount = 0 };
        await EnrolAsync(database, app, key);
        using var client = app.Anonymous();
        var page = await client.GetPageAsync("/sign-in");
        var options = await OptionsAsync(client, page, "/sign-in/passkey?handler=Options");
        var answer = key.Use(options);
        (await client.SubmitAsync(page, "#passkey", ("Credential", answer))).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        using var other = app.Anonymous();
        var again = await other.GetPageAsync("/sign-in");
        await OptionsAsync(other, again, "/sign-in/passkey?handler=Options");
        (await other.SubmitAsync(again, "#passkey", ("Credential", answer))).StatusCode.ShouldBe(HttpStatusCode.BadRequest, "an answer to another browser's question");
        var late = await OptionsAsync(other, again, "/sign-in/passkey?handler=Options");
        database.Clock.Advance(TimeSpan.FromMinutes(5));
        (await other.SubmitAsync(again, "#passkey", ("Credential", key.Use(late)))).StatusCode.ShouldBe(HttpStatusCode.BadRequest, "five minutes late");
    }

    [Fact]
    public async Task Passkey_LastWayIn_CannotBeRemoved()
    {
        await using var database = await TestDatabase.CreateAsync();
        var theo = await database.AddPersonAsync("Theo", "Marsh", (await database.AddSchemeAsync()).Mentee);
        await using var app = new ThroughlineApp(database);
        using var client = await app.SignInAsync(theo, Hat.Mentee);
        using var key = new SoftwareAuthenticator();
        await AddAsync(client, key);

        var refused = await client.SubmitAsync(await client.GetPageAsync("/account/passkeys"), "form[action*=Remove]");

        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.PageAsync()).QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("only way to sign in");
    }

    [Fact]
    public async Task Unlock_WithOnesOwnPasskeyOrPassword_OpensTheSessionAgain()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var app = new ThroughlineApp(database);
        using var key = new SoftwareAuthenticator();
        var moira = await EnrolAsync(database, app, key);
        using var client = await app.SignInAsync(moira, Hat.Coordinator);
        database.Clock.Advance(TimeSpan.FromMinutes(16));
        var locked = await client.GetPageAsync("/locked?returnUrl=/hat");

        (await client.SubmitAsync(locked, "#password", ("Password", "not the password at all"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await client.SubmitAsync(locked, "#password", ("Password", TestData.Password))).Headers.Location!.OriginalString.ShouldBe("/hat");
        await client.GetPageAsync("/hat");
        (await client.GetAsync("/account/password")).Headers.Location!.OriginalString.ShouldStartWith("/account/prove", Case.Sensitive, "a password is no second factor");
        database.Clock.Advance(TimeSpan.FromMinutes(16));
        locked = await client.GetPageAsync("/locked?returnUrl=/hat");
        var options = await OptionsAsync(client, locked, "/sign-in/passkey?handler=Options");
        key.SignCount++;
        (await client.SubmitAsync(locked, "#passkey", ("Credential", key.Use(options)))).Headers.Location!.OriginalString.ShouldBe("/hat");
        await client.GetPageAsync("/account/password");
    }

    private static async Task<Guid> EnrolAsync(TestDatabase database, ThroughlineApp app, SoftwareAuthenticator key)
    {
        var moira = await PasswordSignInTests.MoiraAsync(database);
        using var client = await app.SignInAsync(moira, Hat.Coordinator);
        await AddAsync(client, key);
        key.SignCount += key.SignCount == 0 ? 0u : 1u;
        return moira;
    }

    private static async Task AddAsync(HttpClient client, SoftwareAuthenticator key)
    {
        var page = await client.GetPageAsync("/account/passkeys");
        var options = await OptionsAsync(client, page, "/account/passkeys?handler=Options");
        var added = await client.SubmitAsync(page, "#add", ("Credential", key.Make(options)), ("Name", "My telephone"));
        added.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    private static async Task<HttpResponseMessage> UseAsync(HttpClient client, SoftwareAuthenticator key, Func<string, string>? answer = null)
    {
        var page = await client.GetPageAsync("/sign-in");
        var options = await OptionsAsync(client, page, "/sign-in/passkey?handler=Options");
        return await client.SubmitAsync(page, "#passkey", ("Credential", (answer ?? (o => key.Use(o)))(options)));
    }

    private static async Task<string> OptionsAsync(HttpClient client, IHtmlDocument page, string address)
    {
        var token = page.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var response = await client.PostAsync(address, new FormUrlEncodedContent([new("__RequestVerificationToken", token)]));
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await response.Content.ReadAsStringAsync();
    }
}
