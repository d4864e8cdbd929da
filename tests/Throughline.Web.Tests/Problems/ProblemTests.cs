using System.Net;
using Throughline.Testing;
using Throughline.Web.Pages.Problems;

namespace Throughline.Web.Tests.Problems;

public sealed class ProblemTests(VisitorApp app) : IClassFixture<VisitorApp>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    [InlineData("PUT")]
    public async Task Send_ToNowhere_ShowsNotFound(string method)
    {
        using var client = app.Visitor();
        using var response = await client.SendAsync(new(new HttpMethod(method), "/people/nobody"), Cancel);

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await response.ReadAsync(Cancel)).QuerySelector("h1")!.TextContent.ShouldBe("We cannot find that page");
    }

    [Fact]
    public async Task Get_APageThatFails_ShowsAReferenceAndNothingElse()
    {
        using var client = app.Visitor();
        using var response = await client.GetAsync("/components?handler=Broken", Cancel);
        var text = await response.Content.ReadAsStringAsync(Cancel);
        var page = await response.ReadAsync(Cancel);

        response.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        page.QuerySelector("h1")!.TextContent.ShouldBe("Sorry, something went wrong");
        page.QuerySelector(".tl-code")!.TextContent.ShouldMatch("^[0-9a-f]{32}$");
        text.ShouldNotContain("Asked to fail");
        text.ShouldNotContain("InvalidOperationException");
    }

    [Fact]
    public async Task Post_WithoutAToken_SaysThatItWasNotAccepted()
    {
        using var client = app.Visitor();
        using var response = await client.PostAsync("/components", new FormUrlEncodedContent([new("Input.Name", "Sam")]), Cancel);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.ReadAsync(Cancel)).QuerySelector("h1")!.TextContent.ShouldBe("We could not accept that");
    }

    [Theory]
    [InlineData("/problems/500")]
    [InlineData("/problems/403")]
    public async Task Get_AProblemByItsAddress_DoesNotExist(string path)
    {
        using var client = app.Visitor();
        using var response = await client.GetAsync(path, Cancel);

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData(403, "You cannot do that with this hat")]
    [InlineData(404, "We cannot find that page")]
    [InlineData(429, "Too many tries")]
    [InlineData(413, "That is too big for us to take")]
    [InlineData(503, "Throughline is not available right now")]
    [InlineData(500, "Sorry, something went wrong")]
    [InlineData(400, "We could not accept that")]
    public void For_EachStatus_SaysWhatToDoNext(int status, string title)
    {
        var problem = ProblemText.For(status);

        problem.Title.ShouldBe(title);
        problem.Paragraphs.Length.ShouldBeGreaterThan(1);
    }
}
