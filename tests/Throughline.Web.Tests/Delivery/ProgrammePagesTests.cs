using System.Net;
using AngleSharp.Html.Dom;
using Throughline.Delivery.Programmes;
using Throughline.People;
using Throughline.Testing;

namespace Throughline.Web.Tests.Delivery;

public sealed class ProgrammePagesTests
{
    private static readonly Guid Unknown = new("0193f000-0000-7000-8000-000000000000");

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task AProgramme_FromIdeaToPack_GoesThroughThePages(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddDeliverySceneAsync();
        var reader = await scene.AddReaderAsync();
        var group = await scene.GroupAsync("Tuesday group", "RAR");
        var session = await scene.SessionAsync(group, DeliveryScene.Today.AddDays(1));
        await scene.TellAsync();
        await using var app = new ThroughlineApp(database);
        using var moira = await app.SignInAsync(scene.Moira.PersonId, Hat.Coordinator);
        (await moira.GetPageAsync("/programmes")).QuerySelector(".tl-empty").ShouldNotBeNull();
        (await moira.GetPageAsync($"/groups/sessions/{session}/pack")).QuerySelector(".tl-empty").ShouldNotBeNull();
        (await moira.GetPageAsync($"/groups/{group}/programme")).Body!.TextContent.ShouldContain("No programme is approved yet");
        var begin = await moira.GetPageAsync($"/programmes/new?scheme={scene.Scheme}");
        var empty = await moira.SubmitAsync(begin, "form#begin", ("Title", ""), ("Aim", "The first days."));
        empty.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await empty.PageAsync()).QuerySelector("#Aim")!.TextContent.Trim().ShouldBe("The first days.");
        var page = (await moira.SubmitAsync(begin, "form#begin", ("Title", "First week out"), ("Aim", "The first days."))).Headers.Location!.OriginalString;
        await Move(ProgrammeState.CoDesign);
        await Move(ProgrammeState.Draft);
        var write = await moira.GetPageAsync($"{page}/session");
        var wrong = await moira.SubmitAsync(write, "form#write", ("Title", "The gate"), ("Minutes", "an hour"), ("Aim", "The first hour."), ("Plan", "Talk."));
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await wrong.PageAsync()).QuerySelector("#Minutes")!.GetAttribute("value").ShouldBe("an hour");
        (await moira.SubmitAsync(write, "form#write", ("Title", "The gate"), ("Minutes", "60"), ("Aim", "The first hour."), ("Plan", "Talk."))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var author = await moira.GetPageAsync($"{page}/author");
        (await moira.SubmitAsync(author, "form#name", ("HoldingId", ""), ("Wrote", "All"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var dees = author.QuerySelectorAll("#HoldingId option").Single(o => o.TextContent.StartsWith("Dee Marsh", StringComparison.Ordinal)).GetAttribute("value");
        (await moira.SubmitAsync(author, "form#name", ("HoldingId", dees), ("Wrote", "All"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var story = await moira.GetPageAsync($"{page}/story");
        (await moira.SubmitAsync(story, "form#use", ("Words", "x"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var yes = ((IHtmlInputElement)story.QuerySelector("[name=ConsentId]")!).Value;
        (await moira.SubmitAsync(story, "form#use", ("ConsentId", yes), ("SessionNumber", "1"), ("Words", TestData.Passage))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await Move(ProgrammeState.PeerReview);

        using var noor = await app.SignInAsync(reader.PersonId, Hat.PeerWorker);
        var view = await noor.GetPageAsync((await noor.GetPageAsync(page)).QuerySelector("a[href$='/view']")!.GetAttribute("href")!);
        (await noor.SubmitAsync(view, "form#view", ("Words", ""))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await noor.SubmitAsync(view, "form#view", ("Words", "It is true."))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await Move(ProgrammeState.Finalised);
        (await moira.GetPageAsync(page)).QuerySelector("#views")!.ShouldNotBeNull();
        var approve = await moira.GetPageAsync($"{page}/move?to=Approved");
        (await moira.SubmitAsync(approve, "form#move", ("Words", "Fine"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await moira.SubmitAsync(approve, "form#move", ("Words", TestData.Approval))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await moira.SubmitAsync(approve, "form#move", ("Words", TestData.Approval + " "))).StatusCode.ShouldNotBe(HttpStatusCode.OK);

        var run = await moira.GetPageAsync($"/groups/{group}/programme");
        (await moira.SubmitAsync(run, "form#run")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await moira.SubmitAsync(run, "form#run", ("VersionId", page.Split('/')[^1]), ("From", "1"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var pack = await moira.GetPageAsync($"/groups/sessions/{session}/pack");
        pack.QuerySelector("blockquote")!.TextContent.ShouldContain(TestData.Passage);
        pack.QuerySelector("#authors + ul")!.TextContent.ShouldContain("Dee Marsh");
        using var dee = await app.SignInAsync(scene.Dee.PersonId, Hat.PeerWorker);
        var runners = await dee.GetPageAsync($"/groups/sessions/{session}/pack");
        runners.QuerySelector("blockquote").ShouldBeNull();
        var mine = await dee.GetPageAsync("/my/programmes");
        (await dee.SubmitAsync(mine, "form[action*='Story']")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await dee.SubmitAsync(mine, "form[action*='Name']")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var after = await moira.GetPageAsync($"/groups/sessions/{session}/pack");
        after.QuerySelector("blockquote").ShouldBeNull();
        after.Body!.TextContent.ShouldNotContain("Dee Marsh");
        (await moira.GetPageAsync("/programmes")).Body!.TextContent.ShouldContain("Being delivered");

        async Task Move(ProgrammeState to) =>
            (await moira.SubmitAsync(await moira.GetPageAsync($"{page}/move?to={to}"), "form#move")).StatusCode.ShouldBe(HttpStatusCode.Redirect, to.ToString());
    }

    [Fact]
    public async Task Pages_ForbiddenUnknownOrInTheWrongState_AnswerSo()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddDeliverySceneAsync();
        var id = await scene.DraftAsync();
        var group = await scene.GroupAsync();
        var session = await scene.SessionAsync(group, DeliveryScene.Today.AddDays(1));
        await using var app = new ThroughlineApp(database);
        using var moira = await app.SignInAsync(scene.Moira.PersonId, Hat.Coordinator);
        using var dee = await app.SignInAsync(scene.Dee.PersonId, Hat.PeerWorker);
        using var yusuf = await app.SignInAsync(scene.Yusuf.PersonId, Hat.StaffColleague);
        using var amir = await app.SignInAsync(scene.Amir.PersonId, Hat.Mentee);
        async Task<HttpStatusCode> Get(HttpClient who, string url) => (await who.GetAsync(url)).StatusCode;

        var root = $"/programmes/versions/{id}";
        foreach (var url in new[] { $"/programmes/new?scheme={scene.Scheme}", $"{root}/session", $"{root}/session?number=1", $"{root}/author", $"{root}/story", $"{root}/move?to=PeerReview", $"/groups/{group}/programme" })
        {
            (await Get(moira, url)).ShouldBe(HttpStatusCode.OK, url);
            (await Get(dee, url)).ShouldBe(HttpStatusCode.Forbidden, url);
            (await Get(amir, url)).ShouldBe(HttpStatusCode.Forbidden, url);
        }

        foreach (var url in new[] { "/programmes", root, $"/programmes/{scene.Version(id).ProgrammeId}" })
        {
            (await Get(dee, url)).ShouldBe(HttpStatusCode.OK, url);
            (await Get(yusuf, url)).ShouldBe(HttpStatusCode.Forbidden, url);
        }

        (await Get(dee, $"{root}/view")).ShouldBe(HttpStatusCode.NotFound, "nobody is asked yet");
        (await Get(moira, $"{root}/move?to=Approved")).ShouldBe(HttpStatusCode.NotFound, "it cannot go there");
        (await Get(moira, $"{root}/session?number=7")).ShouldBe(HttpStatusCode.NotFound);
        (await Get(dee, $"/groups/sessions/{session}/pack")).ShouldBe(HttpStatusCode.OK);
        (await Get(yusuf, $"/groups/sessions/{session}/pack")).ShouldBe(HttpStatusCode.NotFound);
        (await Get(amir, "/my/programmes")).ShouldBe(HttpStatusCode.OK);
        foreach (var url in new[] { $"/programmes/{Unknown}", $"/programmes/versions/{Unknown}", $"/programmes/versions/{Unknown}/session", $"/groups/{Unknown}/programme", $"/groups/sessions/{Unknown}/pack", $"/programmes/new?scheme={Unknown}" })
        {
            (await Get(moira, url)).ShouldBe(HttpStatusCode.NotFound, url);
        }

        var move = await moira.GetPageAsync($"{root}/move?to=PeerReview");
        (await moira.SubmitAsync(move, "form#move")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var late = await moira.SubmitAsync(move, "form#move");
        new[] { HttpStatusCode.Redirect, HttpStatusCode.Conflict }.ShouldContain(late.StatusCode, "the same key again, or somebody else was before");
        var early = await moira.SubmitAsync(await moira.GetPageAsync($"{root}/move?to=Finalised"), "form#move");
        early.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await early.PageAsync()).QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("No peer has said yet");
    }

    [Fact]
    public async Task ADraft_IsPutInOrderAndPutRight()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddDeliverySceneAsync();
        var id = await scene.DraftAsync();
        await using var app = new ThroughlineApp(database);
        using var moira = await app.SignInAsync(scene.Moira.PersonId, Hat.Coordinator);
        using var dee = await app.SignInAsync(scene.Dee.PersonId, Hat.PeerWorker);
        var root = $"/programmes/versions/{id}";
        (await moira.GetPageAsync(root)).QuerySelector("form[id^=move]").ShouldBeNull("there is one session");
        (await moira.SubmitAsync(await moira.GetPageAsync($"{root}/session"), "form#write", ("Title", "The phone"), ("Minutes", "45"), ("Aim", "Who to ring."), ("Plan", "Make a list."))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var two = await moira.GetPageAsync(root);
        two.QuerySelectorAll("h3").Select(h => h.TextContent.Trim()).ShouldBe(["1. The gate (60 minutes)", "2. The phone (45 minutes)"]);
        (await moira.SubmitAsync(two, "form#move-2", ("Number", "2"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await moira.GetPageAsync(root)).QuerySelectorAll("h3").Select(h => h.TextContent.Trim()).ShouldBe(["1. The phone (45 minutes)", "2. The gate (60 minutes)"]);
        (await moira.SubmitAsync(two, "form#move-2", ("Number", "2"), ("Once", Unknown.ToString()))).StatusCode.ShouldBe(HttpStatusCode.Conflict, "somebody else was before");
        (await dee.GetPageAsync(root)).QuerySelector("form[id^=move]").ShouldBeNull();

        (await moira.GetAsync($"{root}/sessions/9/delete")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await dee.GetAsync($"{root}/sessions/1/delete")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var delete = await moira.GetPageAsync($"{root}/sessions/1/delete");
        delete.QuerySelector("h1")!.TextContent.ShouldBe("Delete “The phone”?");
        (await moira.SubmitAsync(delete, "form#delete", ("Version", "1"))).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await moira.SubmitAsync(await moira.GetPageAsync($"{root}/sessions/1/delete"), "form#delete")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await moira.GetPageAsync(root)).QuerySelectorAll("h3").Select(h => h.TextContent.Trim()).ShouldBe(["1. The gate (60 minutes)"]);

        var outs = (await moira.GetPageAsync(root)).QuerySelector("a[href$='/out']")!.GetAttribute("href")!;
        (await moira.GetAsync($"{root}/authors/{Unknown}/out")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await dee.GetAsync(outs)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        DeliveryScene.Must(await scene.MoveAsync(id, ProgrammeState.PeerReview));
        var only = await moira.SubmitAsync(await moira.GetPageAsync(outs), "form#out");
        only.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await only.PageAsync()).QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Name at least one peer");
        DeliveryScene.Must(await scene.MoveAsync(id, ProgrammeState.Draft, "The author is another one, as we found."));
        (await moira.SubmitAsync(await moira.GetPageAsync(outs), "form#out")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await moira.GetPageAsync(root)).QuerySelector("a[href$='/out']").ShouldBeNull();
        (await moira.GetAsync(outs)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
