using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Throughline.Importing;
using Throughline.People;
using Throughline.Security;
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
        database.Clock.Advance(TimeSpan.FromMinutes(6));
        (await client.GetAsync($"{address}?handler=BadRows")).Headers.Location!.OriginalString.ShouldStartWith("/account/prove", Case.Sensitive, "a file with names leaves after a check only");
        (await client.SubmitAsync(check, "form#discard")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await client.GetPageAsync(address)).QuerySelector("h1")!.TextContent.ShouldBe("This file was given up");
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Import_RowsWithNothingButAName_AreAskedAboutBeforeAnythingGoesIn(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        var sol = await database.AddPersonAsync("Sol", "Adeyemi", scheme.Coordinator);
        var theo = await database.AddPersonAsync("Theo", "Marsh", scheme.Mentee);
        await using var app = new ThroughlineApp(database);
        using var client = await app.SignInAsync(sol, Hat.Coordinator);
        var address = await UploadAsync(client, "First name,Surname,Role,Status,Start date\nTheo,Marsh,Peer mentor,In training,02/02/2026\nAna,Reyes,Mentee,,06/01/2026\nAna,Reyes,Peer mentor,In training,02/02/2026\n");
        await client.SubmitAsync(await client.GetPageAsync(address), "form#columns");

        var check = await WaitAsync(client, address);
        check.QuerySelector("h1")!.TextContent.ShouldBe("Are these the same people?");
        check.QuerySelector("form#bring-in").ShouldBeNull();
        check.QuerySelectorAll("form#namesakes legend").Select(l => l.TextContent.Trim())
            .ShouldBe(["Row 2: Theo Marsh, Peer mentor from 2 February 2026", "Row 4: Ana Reyes, Peer mentor from 2 February 2026"]);
        check.QuerySelectorAll("form#namesakes .govuk-hint").Select(h => h.TextContent.Trim()).ShouldBe(["Theo Marsh is here: Mentee from 6 January 2025", "Row 3 has the same name"]);
        check.QuerySelector($"form#namesakes a[href='/people/{theo}']").ShouldNotBeNull();
        check.QuerySelectorAll("form#namesakes input[checked]").ShouldBeEmpty("nobody is taken for anybody unasked");

        var none = await client.SubmitAsync(check, "form#namesakes");
        none.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await none.PageAsync()).QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("at least one row");
        (await client.SubmitAsync(check, "form#namesakes", ("Rows[0].Same", "false"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        check = await WaitAsync(client, address);
        check.QuerySelectorAll("form#namesakes legend").ShouldHaveSingleItem().TextContent.ShouldContain("Row 4");
        (await client.SubmitAsync(check, "form#namesakes", ("Rest", "true"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        check = await WaitAsync(client, address);
        check.QuerySelector("h1")!.TextContent.ShouldBe("Ready to bring in");
        check.QuerySelector("form#ask-again").ShouldNotBeNull();
        await client.SubmitAsync(check, "form#bring-in");

        (await WaitAsync(client, address)).QuerySelector("h1")!.TextContent.ShouldBe("Your people are in");
        await using var context = database.Everything();
        (await context.People.CountAsync(p => p.PreferredName == "Theo")).ShouldBe(2);
        var ana = await context.People.SingleAsync(p => p.PreferredName == "Ana");
        (await context.RoleHoldings.CountAsync(h => h.PersonId == ana.Id)).ShouldBe(2);
    }

    [Fact]
    public async Task Import_FaultOfOurs_IsToldWithAReferenceAndTheFileCanBeGivenUp()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.AddSchemeAsync();
        var sol = await database.AddPersonAsync("Sol", "Adeyemi", scheme.Coordinator);
        await using var app = new ThroughlineApp(database);
        using var client = await app.SignInAsync(sol, Hat.Coordinator);
        var address = await UploadAsync(client, "Ref,First name,Role,Start date\n" + string.Concat(Enumerable.Range(0, 600).Select(n => $"R{n},Person {n},Mentee,06/01/2025\n")));
        await database.WriteAsync("file-spoilt", writing =>
        {
            writing.Context.ImportChunks.Where(c => c.Number == 1).ExecuteUpdate(set => set.SetProperty(c => c.Rows, new SealedText(new byte[] { 9 })));
            return new Done();
        });
        await client.SubmitAsync(await client.GetPageAsync(address), "form#columns");

        var stopped = await WaitAsync(client, address);

        stopped.QuerySelector("h1")!.TextContent.ShouldBe("Your file has not gone in");
        stopped.QuerySelector(".govuk-warning-text")!.TextContent.ShouldContain("give the reference");
        stopped.QuerySelector("form#bring-in").ShouldBeNull();
        (await client.SubmitAsync(stopped, "form#again")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        stopped = await WaitAsync(client, address);
        (await client.SubmitAsync(stopped, "form#discard")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await client.GetPageAsync(address)).QuerySelector("h1")!.TextContent.ShouldBe("This file was given up");
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Import_LeftByAProcessThatIsGone_IsTakenUpOnceItsLeaseHasRunOut(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        var sol = await database.AddPersonAsync("Sol", "Adeyemi", scheme.Coordinator);
        await using var app = new ThroughlineApp(database);
        using var client = await app.SignInAsync(sol, Hat.Coordinator);
        var address = await UploadAsync(client, Good);
        await HeldAsync(database, address, TestData.Viewer(sol, Hat.Coordinator, scheme.Id), RunImport.Lease);

        for (var tries = 0; await LooksAgainAsync(); tries++)
        {
            tries.ShouldBeLessThan(600, "it was never taken up");
            await Task.Delay(50, TestContext.Current.CancellationToken);
            database.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        (await client.GetPageAsync(address)).QuerySelector("h1")!.TextContent.ShouldBe("Ready to bring in");

        async Task<bool> LooksAgainAsync()
        {
            using var response = await client.GetAsync(address);
            return response.Headers.Contains("Refresh");
        }
    }

    [Fact]
    public async Task Import_PageThatLooksAgainByItself_LocksLikeAnyOther()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.AddSchemeAsync();
        var sol = await database.AddPersonAsync("Sol", "Adeyemi", scheme.Coordinator);
        await using var app = new ThroughlineApp(database);
        using var client = await app.SignInAsync(sol, Hat.Coordinator);
        var address = await UploadAsync(client, Good);
        await HeldAsync(database, address, TestData.Viewer(sol, Hat.Coordinator, scheme.Id), TimeSpan.FromDays(1));
        using var first = await client.GetAsync(address);
        var again = first.Headers.GetValues("Refresh").Single().Split("url=")[1];

        foreach (var _ in Enumerable.Range(0, 2))
        {
            database.Clock.Advance(TimeSpan.FromMinutes(5));
            (await client.GetAsync(again)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        database.Clock.Advance(TimeSpan.FromMinutes(5));
        var locked = await client.GetAsync(again);
        locked.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        locked.Headers.Location!.OriginalString.ShouldStartWith("/locked");
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

    // Its columns are named, and another process has it in hand.
    private static async Task HeldAsync(TestDatabase database, string address, Viewer coordinator, TimeSpan length)
    {
        var id = Guid.Parse(address.Split('/')[^1]);
        (await database.DoAsync(coordinator, (NameImportColumns name) => name.RunAsync(id, ["reference", "preferred-name", "family-name", "role", "from"], null))).Succeeded.ShouldBeTrue();
        await database.WriteAsync("import-taken-up", writing =>
        {
            var (other, until) = (writing.NewId(), writing.Now + length);
            writing.Context.ImportRuns.Where(r => r.Id == id).ExecuteUpdate(set => set.SetProperty(r => r.LeaseId, other).SetProperty(r => r.LeaseUntil, until));
            return new Done();
        });
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
