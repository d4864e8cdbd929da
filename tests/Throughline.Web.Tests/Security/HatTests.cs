using System.Net;
using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Testing;

namespace Throughline.Web.Tests.Security;

public sealed class HatTests
{
    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task ChangeHat_HeldHat_IsWornFromTheNextRequest(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        var moira = await database.AddPersonAsync("Moira", "Finch", scheme.Coordinator);
        await using var app = new ThroughlineApp(database);
        using var client = await app.SignInAsync(moira, Hat.Coordinator);

        var page = await client.GetPageAsync("/hat");
        page.QuerySelector(".tl-header__person")!.TextContent.ShouldContain("Moira Finch");
        page.QuerySelectorAll("input[name=Hat]").Length.ShouldBe(2);
        var changed = await client.SubmitAsync(page, "main form", ("Hat", "6"));

        changed.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await client.GetPageAsync("/hat")).QuerySelector(".tl-header__person")!.TextContent.ShouldContain("staff colleague");
        await using var context = database.Everything();
        (await context.AuditEvents.OrderBy(e => e.Sequence).Select(e => e.Name).LastAsync()).ShouldBe("hat-changed");
    }

    [Fact]
    public async Task ChangeHat_ForgedHat_IsNotFoundAndChangesNothing()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.AddSchemeAsync();
        var theo = await database.AddPersonAsync("Theo", "Marsh", scheme.Mentee);
        await using var app = new ThroughlineApp(database);
        using var client = await app.SignInAsync(theo, Hat.Mentee);

        var page = await client.GetPageAsync("/hat");
        foreach (var forged in new[] { "3", "0", "99", "x" })
        {
            (await client.SubmitAsync(page, "main form", ("Hat", forged))).StatusCode.ShouldBe(HttpStatusCode.NotFound, forged);
        }

        await using var context = database.Everything();
        (await context.Sessions.SingleAsync()).Hat.ShouldBe(Hat.Mentee);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/?handler=Nothing")]
    [InlineData("/my/record?handler=Nothing")]
    public async Task Post_ToAPageThatTakesNone_IsNotFound(string address)
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.AddSchemeAsync();
        await using var app = new ThroughlineApp(database);
        using var client = await app.SignInAsync(await database.AddPersonAsync("Theo", "Marsh", scheme.Mentee), Hat.Mentee);
        var token = (await client.GetPageAsync("/hat")).QuerySelector("main form input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token)]);
        (await client.PostAsync(address, form)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Request_RoleEnded_LosesTheHatAtOnce(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        var theo = await database.AddPersonAsync("Theo", "Marsh", scheme.Mentee);
        await using var app = new ThroughlineApp(database);
        using var client = await app.SignInAsync(theo, Hat.Mentee);
        await client.GetPageAsync("/hat");

        await database.WriteAsync("role-ended", writing =>
        {
            var holding = writing.Context.RoleHoldings.Include(h => h.Moves).Single(h => h.PersonId == theo);
            holding.End(writing.Today, ExitReason.CompletedAgreedTerm, null).ShouldBeNull();
            return new Done();
        });

        var page = await client.GetPageAsync("/hat");
        page.QuerySelector("h1")!.TextContent.ShouldBe("You do not hold a role here now");
        page.QuerySelector("nav").ShouldBeNull();
    }
}
