using System.Net;
using Throughline.Testing;

namespace Throughline.Web.Tests.Security;

public sealed class SignInAsTests
{
    [Fact]
    public async Task SignInAs_FictionalService_SignsInUnderTheChosenHat()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.AddSchemeAsync();
        await database.AddPersonAsync("Moira", "Finch", scheme.Coordinator);
        await using var app = new ThroughlineApp(database, fictional: true);
        using var client = app.Anonymous();

        var page = await client.GetPageAsync("/sign-in/as");
        var answer = await client.SubmitAsync(page, "main form");

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single();
        cookie.ShouldStartWith("__Host-throughline=");
        foreach (var part in new[] { "path=/", "secure", "httponly", "samesite=lax" })
        {
            cookie.ShouldContain(part);
        }

        cookie.ShouldNotContain("expires");
        (await client.GetPageAsync("/hat")).QuerySelector(".tl-header__person")!.TextContent.ShouldContain("coordinator");
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task SignInAs_OtherService_DoesNotExist(string method)
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var app = new ThroughlineApp(database);
        using var client = app.Anonymous();

        (await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), "/sign-in/as"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task SignInAs_HatNotHeld_IsRefusedInPlace()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.AddSchemeAsync();
        await database.AddPersonAsync("Theo", "Marsh", scheme.Mentee);
        await using var app = new ThroughlineApp(database, fictional: true);
        using var client = app.Anonymous();

        var answer = await client.SubmitAsync(await client.GetPageAsync("/sign-in/as"), "main form", ("Hat", "3"));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.PageAsync()).QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("does not hold that hat");
    }

    [Fact]
    public async Task SignInAs_WithoutAntiforgeryToken_IsRefused()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.AddSchemeAsync();
        await database.AddPersonAsync("Theo", "Marsh", scheme.Mentee);
        await using var app = new ThroughlineApp(database, fictional: true);
        using var client = app.Anonymous();

        var page = await client.GetPageAsync("/sign-in/as");

        (await client.SubmitAsync(page, "main form", ("__RequestVerificationToken", null))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }
}
