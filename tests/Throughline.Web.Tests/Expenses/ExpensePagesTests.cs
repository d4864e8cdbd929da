using System.Net;
using Throughline.Expenses;
using Throughline.People;
using Throughline.Testing;

namespace Throughline.Web.Tests.Expenses;

public sealed class ExpensePagesTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Fact]
    public async Task Claim_AskedForAndPaid_OverThePages()
    {
        await using var scene = await RecognitionScene.OpenAsync(peers: 2);
        await using var app = new ThroughlineApp(scene.Database);
        var (ann, moira, other, hal) = (await app.SignInAsync(scene.Ann.PersonId, Hat.PeerWorker), await app.SignInAsync(scene.Moira.PersonId, Hat.Coordinator),
            await app.SignInAsync(scene.Peers[1].PersonId, Hat.PeerWorker), await app.SignInAsync(scene.Hal.PersonId, Hat.HeadOfService));
        (await ann.GetPageAsync("/")).QuerySelector("a[href='/expenses']").ShouldNotBeNull();
        var list = await ann.GetPageAsync("/expenses");
        list.QuerySelector("#none").ShouldNotBeNull();
        list.Body!.TextContent.ShouldContain("within 14 days");
        list.QuerySelector("a[href='/expenses/new']").ShouldNotBeNull();
        (await moira.GetPageAsync("/expenses/to-pay")).QuerySelector("#none").ShouldNotBeNull();

        var form = await ann.GetPageAsync("/expenses/new");
        form.QuerySelector("[name='On.Day']")!.GetAttribute("value").ShouldBe("2");
        form.QuerySelectorAll("[type=radio]").ShouldBeEmpty("there is one scheme");
        var empty = await ann.SubmitAsync(form, "form#ask");
        empty.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var page = await empty.PageAsync();
        page.QuerySelector("#Amount-error").ShouldNotBeNull();
        page.QuerySelector("#What-error").ShouldNotBeNull();
        foreach (var amount in new[] { "four", "4.605", "-1", "0" })
        {
            var odd = await ann.SubmitAsync(form, "form#ask", ("Amount", amount), ("What", "The bus."));
            odd.StatusCode.ShouldBe(HttpStatusCode.BadRequest, amount);
            page = await odd.PageAsync();
            page.QuerySelector("#Amount")!.GetAttribute("value").ShouldBe(amount);
            page.QuerySelector("#What")!.TextContent.ShouldBe("The bus.");
        }

        var large = await ann.SubmitAsync(form, "form#ask", ("Amount", "500.01"), ("What", "A new bus."));
        large.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await large.PageAsync()).QuerySelector("#Amount-error")!.TextContent.ShouldContain("The most you can ask for here at once is £500");
        (await ann.SubmitAsync(form, "form#ask", [("Amount", "4.60"), ("What", "The bus."), .. Day("On", Today.AddDays(1))])).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var asked = await ann.SubmitAsync(form, "form#ask", ("Amount", "£4.60"), ("What", "The bus to the hub and back."));
        asked.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var here = asked.Headers.Location!.OriginalString;
        page = await ann.GetPageAsync(here);
        page.Body!.TextContent.ShouldContain("£4.60");
        page.Body.TextContent.ShouldContain("16 March 2026");
        page.QuerySelector("form#paid").ShouldBeNull();
        (await ann.GetPageAsync("/expenses")).QuerySelector($"#claims a[href='{here}']").ShouldNotBeNull();

        foreach (var client in new[] { other, hal })
        {
            (await client.GetAsync(here)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            foreach (var handler in new[] { "Paid", "SendBack", "TakeBack" })
            {
                (await PostAsync(client, $"{here}?handler={handler}")).StatusCode.ShouldBe(HttpStatusCode.NotFound, handler);
            }
        }

        (await PostAsync(ann, $"{here}?handler=Paid")).StatusCode.ShouldBe(HttpStatusCode.Forbidden, "nobody pays themselves");
        (await PostAsync(moira, $"{here}?handler=TakeBack")).StatusCode.ShouldBe(HttpStatusCode.NotFound, "it is Ann’s");
        (await ann.GetAsync("/expenses/to-pay")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await moira.GetAsync("/expenses/new")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await PostAsync(moira, "/expenses/new")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await ann.GetAsync($"/expenses/{Guid.Empty}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await PostAsync(moira, $"/expenses/{Guid.Empty}?handler=Paid")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await moira.GetPageAsync("/expenses")).QuerySelector("a[href='/expenses/new']").ShouldBeNull();

        var waiting = await moira.GetPageAsync("/expenses/to-pay");
        waiting.QuerySelector("tbody")!.TextContent.ShouldContain("Ann Reed");
        waiting.QuerySelector($"a[href='{here}']").ShouldNotBeNull();
        var own = await ann.GetPageAsync(here);
        page = await moira.GetPageAsync(here);
        page.Body!.TextContent.ShouldContain("The bus to the hub and back.");
        page.QuerySelector("form#take-back").ShouldBeNull();
        var early = await moira.SubmitAsync(page, "form#paid", Day("PaidOn", Today.AddDays(-1)));
        early.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var again = await early.PageAsync();
        again.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("The day must be from 2 March 2026 to today");
        again.QuerySelector("[name='PaidOn.Day']")!.GetAttribute("value").ShouldBe("1");
        (await moira.SubmitAsync(page, "form#paid")).Headers.Location!.OriginalString.ShouldBe("/expenses/to-pay");
        (await moira.GetPageAsync("/expenses/to-pay")).QuerySelector("#none").ShouldNotBeNull();

        // What was open in another window meets what was done meanwhile, and no word is lost.
        var stale = await moira.SubmitAsync(page, "form#send-back", ("Why", "Which bus was it?"), ("Once", "0193ffff-ffff-7fff-8fff-fffffffffffd"));
        stale.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await stale.PageAsync()).QuerySelector("#kept")!.TextContent.ShouldBe("Which bus was it?");
        var closed = await ann.SubmitAsync(own, "form#take-back");
        closed.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await closed.PageAsync()).QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("closed already");
        (await ann.GetPageAsync(here)).Body!.TextContent.ShouldContain("Paid back on");
    }

    [Fact]
    public async Task Claim_SentBack_SaysWhyAndCanBeAskedAgain()
    {
        await using var scene = await RecognitionScene.OpenAsync();
        var asked = (await scene.Database.DoAsync(scene.Ann, (AskForExpense ask) => ask.RunAsync(new ExpenseQuestion(scene.Scheme.Id, Today, 1240, "The train.")))).Value;
        var taken = (await scene.Database.DoAsync(scene.Ann, (AskForExpense ask) => ask.RunAsync(new ExpenseQuestion(scene.Scheme.Id, Today, 300, "Tea for six.")))).Value;
        await using var app = new ThroughlineApp(scene.Database);
        var (ann, moira) = (await app.SignInAsync(scene.Ann.PersonId, Hat.PeerWorker), await app.SignInAsync(scene.Moira.PersonId, Hat.Coordinator));
        var page = await moira.GetPageAsync($"/expenses/{asked}");
        var wrong = await moira.SubmitAsync(page, "form#send-back", ("Why", ""));
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await wrong.PageAsync()).QuerySelector("#Why-error").ShouldNotBeNull();
        (await moira.SubmitAsync(page, "form#send-back", ("Why", "Which train was it?"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var own = await ann.GetPageAsync($"/expenses/{asked}");
        own.QuerySelector("#why")!.TextContent.ShouldBe("Which train was it?");
        own.QuerySelector("a[href='/expenses/new']").ShouldNotBeNull();
        (await ann.SubmitAsync(await ann.GetPageAsync($"/expenses/{taken}"), "form#take-back")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await ann.GetPageAsync($"/expenses/{taken}")).Body!.TextContent.ShouldContain("Taken back on");
        (await moira.GetPageAsync("/expenses/to-pay")).QuerySelector("#none").ShouldNotBeNull();
    }

    private static (string, string?)[] Day(string field, DateOnly on) => [($"{field}.Day", $"{on.Day}"), ($"{field}.Month", $"{on.Month}"), ($"{field}.Year", $"{on.Year}")];

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string path)
    {
        var token = (await client.GetPageAsync("/account")).QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return await client.PostAsync(path, new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("Version", "1")]));
    }
}
