using System.Net;
using Throughline.People;
using Throughline.Testing;
using Throughline.Web.Security;

namespace Throughline.Web.Tests.Security;

public sealed class SignOutTests
{
    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task SignOut_CopiedCookie_NoLongerSignsIn(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        var moira = await database.AddPersonAsync("Moira", "Finch", scheme.Coordinator);
        await using var app = new ThroughlineApp(database);
        var key = await app.OpenSessionAsync(moira, Hat.Coordinator);
        HttpClient WithCookie()
        {
            var cookies = new CookieContainer();
            cookies.Add(new Uri("https://localhost"), new Cookie(SessionCookie.SecureName, key) { Secure = true });
            return app.Browser(cookies);
        }

        using var own = WithCookie();
        using var copy = WithCookie();
        await copy.GetPageAsync("/hat");
        var answer = await own.SubmitAsync(await own.GetPageAsync("/hat"), "form[action='/sign-out']");

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.GetValues("Clear-Site-Data").Single().ShouldContain("\"cookies\"");
        var refused = await copy.GetAsync("/hat");
        refused.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        refused.Headers.Location!.OriginalString.ShouldBe("/sign-in?returnUrl=%2Fhat");
    }
}
