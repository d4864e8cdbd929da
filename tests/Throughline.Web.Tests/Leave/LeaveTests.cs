using System.Net;
using Throughline.People;
using Throughline.Testing;

namespace Throughline.Web.Tests.Leave;

public sealed class LeaveTests
{
    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Leave_SignedIn_LocksTheSessionAndLeadsAway(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        var dee = await database.AddPersonAsync("Dee", "Marlow", scheme.PeerMentor);
        await using var app = new ThroughlineApp(database);
        using var client = await app.SignInAsync(dee, Hat.PeerWorker);

        var left = await client.GetAsync("/leave");

        left.Headers.Location!.OriginalString.ShouldBe("https://www.bbc.co.uk/weather");
        left.Headers.GetValues("Clear-Site-Data").Single().ShouldBe("\"cache\"");
        (await client.GetAsync("/my/record")).Headers.Location!.OriginalString.ShouldStartWith("/locked");
        (await client.GetAsync("/leave")).StatusCode.ShouldBe(HttpStatusCode.Redirect, "a second press leads away too");
    }

    [Fact]
    public async Task Leave_LinkOnAnotherSite_LocksNobodyOut()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.AddSchemeAsync();
        var dee = await database.AddPersonAsync("Dee", "Marlow", scheme.PeerMentor);
        await using var app = new ThroughlineApp(database);
        using var client = await app.SignInAsync(dee, Hat.PeerWorker);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/leave");
        request.Headers.Add("Sec-Fetch-Site", "cross-site");

        (await client.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await client.GetAsync("/my/record")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Leave_NotSignedIn_LeadsAwayWithoutAskingAnybodyToSignIn()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var app = new ThroughlineApp(database);

        (await app.Anonymous().GetAsync("/leave")).Headers.Location!.Host.ShouldBe("www.bbc.co.uk");
    }

    [Fact]
    public async Task Frame_UnderAHat_OffersTheWayOutWhereOthersMayBeWatching()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.AddSchemeAsync();
        var dee = await database.AddPersonAsync("Dee", "Marlow", scheme.PeerMentor);
        var moira = await database.AddPersonAsync("Moira", "Finch", scheme.Coordinator);
        await using var app = new ThroughlineApp(database);
        using var peer = await app.SignInAsync(dee, Hat.PeerWorker);
        using var staff = await app.SignInAsync(moira, Hat.Coordinator);

        (await peer.GetPageAsync("/my/record")).QuerySelector(".tl-leave a")!.GetAttribute("href").ShouldBe("/leave");
        (await staff.GetPageAsync("/my/record")).QuerySelector(".tl-leave").ShouldBeNull();
        (await peer.GetPageAsync("/my/record")).QuerySelector(".tl-header a[href='/hat']").ShouldBeNull("Dee has one hat");
        (await staff.GetPageAsync("/my/record")).QuerySelector(".tl-header a[href='/hat']").ShouldNotBeNull();
    }
}
