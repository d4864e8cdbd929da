using System.Net;
using Throughline.Testing;

namespace Throughline.Web.Tests.Security;

public sealed class SecurityHeadersTests(VisitorApp app) : IClassFixture<VisitorApp>
{
    [Theory]
    [InlineData("GET", "/components", HttpStatusCode.OK)]
    [InlineData("GET", "/no-such-page", HttpStatusCode.NotFound)]
    [InlineData("POST", "/no-such-page", HttpStatusCode.NotFound)]
    [InlineData("GET", "/components?handler=Broken", HttpStatusCode.InternalServerError)]
    [InlineData("POST", "/components", HttpStatusCode.BadRequest)]
    [InlineData("GET", "/built/app.css", HttpStatusCode.OK)]
    public async Task Send_Anything_CarriesEveryHeader(string method, string path, HttpStatusCode status)
    {
        using var client = app.Visitor();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(status);
        Header("Content-Security-Policy").ShouldBe(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
            + "manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'");
        Header("Cross-Origin-Opener-Policy").ShouldBe("same-origin");
        Header("Cross-Origin-Resource-Policy").ShouldBe("same-origin");
        Header("X-Content-Type-Options").ShouldBe("nosniff");
        Header("X-Frame-Options").ShouldBe("DENY");
        Header("Referrer-Policy").ShouldBe("no-referrer");
        Header("Permissions-Policy").ShouldContain("camera=()");
        Header("Permissions-Policy").ShouldContain("publickey-credentials-get=(self)");
        response.Headers.Contains("Server").ShouldBeFalse();
        if (path.StartsWith("/built", StringComparison.Ordinal))
        {
            Header("Cache-Control").ShouldNotContain("no-store");
        }
        else
        {
            Header("Cache-Control").ShouldBe("no-store");
        }

        string Header(string name) => string.Join(", ", response.Headers.TryGetValues(name, out var values) ? values : []);
    }

    [Fact]
    public async Task Get_APage_HasNoInlineScriptOrStyle()
    {
        using var client = app.Visitor();
        var page = await client.PageAsync("/components", TestContext.Current.CancellationToken);

        page.QuerySelectorAll("script").Where(script => !script.HasAttribute("src")).ShouldBeEmpty();
        page.QuerySelectorAll("style, [style]").ShouldBeEmpty();
        page.All.SelectMany(element => element.Attributes).Where(attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal))
            .ShouldBeEmpty();
    }
}
