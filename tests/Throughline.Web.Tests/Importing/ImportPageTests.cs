using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Testing;

namespace Throughline.Web.Tests.Importing;

public sealed class ImportPageTests
{
    private const string Good = "Ref,First name,Surname,Role,Start date\nR1,Nadia,Okafor,Mentee,06/01/2025\nR2,Theo,Marsh,Mentee,03/11/2025\n";

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Import_GoodFile_GoesThroughEveryStep(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        var sol = await database.AddPersonAsync("Sol", "Adeyemi", scheme.Coordinator);
        await using var app = new ThroughlineApp(database);
        using var client = await app.SignInAsync(sol, Hat.Coordinator);

        var address = await UploadAsync(client, Good);
        var columns = await client.GetPageAsync(address);
        columns.QuerySelectorAll("select option[selected]").Select(o => o.GetAttribute("value")).Where(v => v is { Length: > 0 })
            .ShouldBe(["reference", "preferred-name", "family-name", "role", "from"]);
        (await client.SubmitAsync(columns, "form#columns")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var check = await WaitAsync(client, address);
        check.QuerySelector("h1")!.TextContent.ShouldBe("Ready to bring in");
        (await client.SubmitAsync(check, "form#bring-in")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await WaitAsync(client, address)).QuerySelector("h1")!.TextContent.ShouldBe("Your people are in");

        (await client.GetPageAsync("/import")).Body!.TextContent.ShouldContain("Brought in");
    }

    [Fact]
    public async Task Import_MoreRowsThanOneChunkHolds_EverybodyIsIn()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.AddSchemeAsync();
        var sol = await database.AddPersonAsync("Sol", "Adeyemi", scheme.Coordinator);
        await using var app = new ThroughlineApp(database);
        using var client = await app.SignInAsync(sol, Hat.Coordinator);

        var address = await UploadAsync(client, "Ref,First name,Role,Start date\n" + string.Concat(Enumerable.Range(0, 6_001).Select(n => $"R{n},Person {n},Mentee,06/01/2025\n")));
        await client.SubmitAsync(await client.GetPageAsync(address), "form#columns");
        await client.SubmitAsync(await WaitAsync(client, address), "form#bring-in");

        (await WaitAsync(client, address)).QuerySelector("h1")!.TextContent.ShouldBe("Your people are in");
        await using var context = database.Everything();
        (await context.People.CountAsync()).ShouldBe(6_002);
    }

    [Fact]
    public async Task Import_BadRow_IsNamedAndCanBeDownloaded()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.AddSchemeAsync();
        var sol = await database.AddPersonAsync("Sol", "Adeyemi", scheme.Coordinator);
        await using var app = new ThroughlineApp(database);
        using var client = await app.SignInAsync(sol, Hat.Coordinator);

        var address = await UploadAsync(client, Good + "R3,Ana,Reyes,Mentee,31/02/2026\n");
        await client.SubmitAsync(await client.GetPageAsync(address), "form#columns");
        var check = await WaitAsync(client, address);

        check.QuerySelector("h1")!.TextContent.ShouldBe("Some rows need putting right");
        check.Body!.TextContent.ShouldContain("31/02/2026");
        check.QuerySelector("form#bring-in").ShouldBeNull();
        var file = await client.GetStringAsync($"{address}?handler=BadRows");
        file.ShouldContain("not a real date");
        (await client.SubmitAsync(check, "form#discard")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await client.GetPageAsync(address)).QuerySelector("h1")!.TextContent.ShouldBe("This file was given up");
    }

    [Fact]
    public async Task Upload_DisguisedFile_IsRefusedByName()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.AddSchemeAsync();
        var sol = await database.AddPersonAsync("Sol", "Adeyemi", scheme.Coordinator);
        await using var app = new ThroughlineApp(database);
        using var client = await app.SignInAsync(sol, Hat.Coordinator);
        var page = await client.GetPageAsync("/import");

        var answer = await client.SubmitAsync(page, "form#choose-file", [], [new UploadFile("Spreadsheet", "people.xlsx", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0])]);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.PageAsync()).QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("people.xlsx");
        var none = await client.SubmitAsync(page, "form#choose-file", [], []);
        none.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Import_OtherHatOrOtherCoordinator_IsForbiddenOrNotFound()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.AddSchemeAsync();
        var sol = await database.AddPersonAsync("Sol", "Adeyemi", scheme.Coordinator);
        var moira = await database.AddPersonAsync("Moira", "Finch", scheme.Coordinator);
        var nadia = await database.AddPersonAsync("Nadia", "Okafor", scheme.PeerMentor);
        await using var app = new ThroughlineApp(database);
        using var client = await app.SignInAsync(sol, Hat.Coordinator);
        var address = await UploadAsync(client, Good);

        using var other = await app.SignInAsync(moira, Hat.Coordinator);
        (await other.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await other.GetAsync($"{address}?handler=BadRows")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var peer = await app.SignInAsync(nadia, Hat.PeerWorker);
        (await peer.GetAsync("/import")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static async Task<string> UploadAsync(HttpClient client, string csv)
    {
        var page = await client.GetPageAsync("/import");
        var answer = await client.SubmitAsync(page, "form#choose-file", [], [new UploadFile("Spreadsheet", "people.csv", Encoding.UTF8.GetBytes(csv))]);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, (await answer.PageAsync()).QuerySelector(".govuk-error-summary")?.TextContent);
        return answer.Headers.Location!.OriginalString;
    }

    // The work goes on behind the page; the page itself says when it is done.
    private static async Task<AngleSharp.Html.Dom.IHtmlDocument> WaitAsync(HttpClient client, string address)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        while (true)
        {
            using var response = await client.GetAsync(address, patience.Token);
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
            if (!response.Headers.Contains("Refresh"))
            {
                return await response.PageAsync();
            }

            await Task.Yield();
        }
    }
}
