using System.Net;
using Throughline.People;
using Throughline.Testing;

namespace Throughline.Web.Tests.Recognition;

public sealed class AlongsidePagesTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Fact]
    public async Task Course_SaidPutRightAndTakenBack_ByStaffAlone()
    {
        await using var scene = await RecognitionScene.OpenAsync();
        await using var app = new ThroughlineApp(scene.Database);
        var (pat, hal, ann) = (await app.SignInAsync(scene.Pat.PersonId, Hat.StaffColleague), await app.SignInAsync(scene.Hal.PersonId, Hat.HeadOfService), await app.SignInAsync(scene.Ann.PersonId, Hat.PeerWorker));
        const string Path = "/recognition/alongside";
        (await pat.GetPageAsync("/")).QuerySelector($"a[href='{Path}']").ShouldNotBeNull();
        (await pat.GetPageAsync("/recognition/say")).QuerySelector($"main a[href='{Path}']").ShouldNotBeNull();
        (await ann.GetAsync(Path)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await PostAsync(ann, Path)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await hal.GetPageAsync(Path)).QuerySelector("form#say").ShouldNotBeNull();
        (await PostAsync(hal, $"{Path}?handler=TakeBack")).StatusCode.ShouldBe(HttpStatusCode.NotFound, "nothing was said");

        var page = await pat.GetPageAsync(Path);
        page.QuerySelector("#said").ShouldBeNull();
        var empty = await pat.SubmitAsync(page, "form#say");
        empty.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await empty.PageAsync()).QuerySelector("#On-date-error").ShouldNotBeNull();
        var future = await pat.SubmitAsync(page, "form#say", Day("On", Today.AddDays(3)));
        future.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await future.PageAsync()).QuerySelector("[name='On.Day']")!.GetAttribute("value").ShouldBe("5");
        (await pat.SubmitAsync(page, "form#say", Day("On", Today.AddDays(-3)))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        page = await pat.GetPageAsync(Path);
        page.QuerySelector("#said")!.TextContent.ShouldContain("27 February 2026");
        (await pat.SubmitAsync(page, "form#say", Day("On", Today.AddDays(-2)))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        page = await pat.GetPageAsync(Path);
        page.QuerySelector("#said")!.TextContent.ShouldContain("28 February 2026");
        (await hal.GetPageAsync(Path)).QuerySelector("#said").ShouldBeNull("it is Pat’s");
        (await pat.SubmitAsync(page, "form#take-back")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await pat.GetPageAsync(Path)).QuerySelector("#said").ShouldBeNull();
    }

    [Fact]
    public async Task ConditionOfTheCourse_AnsweredByHand_SaysWhereStaffSaySo()
    {
        await using var scene = await RecognitionScene.OpenAsync();
        await using var app = new ThroughlineApp(scene.Database);
        var hal = await app.SignInAsync(scene.Hal.PersonId, Hat.HeadOfService);
        var open = await hal.GetPageAsync($"/climate/sites/{scene.Sites[0]}/answers/4");
        open.Body!.TextContent.ShouldContain("Ask staff to say so under “Working alongside”.");
        (await hal.GetPageAsync($"/climate/sites/{scene.Sites[0]}/answers/8")).Body!.TextContent.ShouldContain("Once enough people ask under “Expenses”");
        await scene.Database.AddPersonAsync("Fay", "Teal", scene.Scheme.Supervisor);
        (await hal.GetAsync($"/climate/sites/{scene.Sites[0]}/answers/4")).StatusCode.ShouldBe(HttpStatusCode.NotFound, "five of the staff, of whom none said so, are counted");
        (await hal.SubmitAsync(open, "form#answer", ("Met", "true"), ("Evidence", "The training list"))).StatusCode.ShouldBe(HttpStatusCode.Redirect, "what he typed meanwhile is kept");
        (await hal.GetPageAsync($"/climate/sites/{scene.Sites[0]}")).QuerySelector("#condition-4")!.TextContent.ShouldContain("0 of 5");
    }

    private static (string, string?)[] Day(string field, DateOnly on) => [($"{field}.Day", $"{on.Day}"), ($"{field}.Month", $"{on.Month}"), ($"{field}.Year", $"{on.Year}")];

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string path)
    {
        var token = (await client.GetPageAsync("/account")).QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return await client.PostAsync(path, new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("Version", "1")]));
    }
}
