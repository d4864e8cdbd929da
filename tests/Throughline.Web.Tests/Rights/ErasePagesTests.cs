using System.Net;
using Throughline.People;
using Throughline.Testing;
using Throughline.Web.Tests.My;
using Throughline.Web.Tests.People;

namespace Throughline.Web.Tests.Rights;

public sealed class ErasePagesTests
{
    private const string Reason = "A letter came on 26 February. We checked it by telephone.";

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Lead_FindsSeesWhatGoesAndErases(string provider)
    {
        await using var hub = await Hub.OpenAsync(provider);
        var ada = await hub.Database.AddLeadAsync(hub.Scheme);
        await hub.Database.EndRoleAsync(hub.Moira, hub.Joe, hub.Scheme.Mentee);
        using var client = await hub.App.SignInAsync(ada.PersonId, Hat.DataProtectionLead);
        var home = await client.GetPageAsync("/");
        home.QuerySelectorAll("main a").Select(a => a.GetAttribute("href")).ShouldContain("/rights/erase");
        var found = await client.SubmitAsync(await client.GetPageAsync("/rights/erase"), "#find", ("name", "jo"));
        var link = (await found.PageAsync()).QuerySelector("tbody a")!;
        link.TextContent.ShouldBe("Joe Pike");

        var page = await client.GetPageAsync(link.GetAttribute("href")!);
        page.QuerySelector("#goes")!.TextContent.ShouldContain("stories");
        page.QuerySelector("#stays")!.TextContent.ShouldContain("without a name");
        var empty = await client.SubmitAsync(page, "#step");
        empty.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await empty.PageAsync()).QuerySelectorAll(".govuk-error-summary a").Length.ShouldBe(2);
        var check = await (await client.SubmitAsync(page, "#step", ("Ground", "Asked"), ("Reason", Reason))).PageAsync();
        check.QuerySelector("h1")!.TextContent.ShouldBe("Check before you erase");
        check.QuerySelector("main")!.TextContent.ShouldContain(Reason);
        var named = await client.SubmitAsync(check, "#confirm", ("Reason", "Joe Pike asked us to, by letter."));
        named.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await named.PageAsync()).QuerySelector("#Reason")!.TextContent.ShouldBe("Joe Pike asked us to, by letter.");

        (await client.SubmitAsync(check, "#confirm")).Headers.Location!.OriginalString.ShouldBe("/rights/erased");

        (await client.SubmitAsync(check, "#confirm", ("Once", null))).StatusCode.ShouldBe(HttpStatusCode.NotFound, "it is gone");
        (await client.GetAsync(link.GetAttribute("href"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var list = await client.GetPageAsync("/rights/erased");
        list.QuerySelector("tbody")!.TextContent.ShouldContain("They asked us to");
        list.Body!.TextContent.ShouldNotContain("Joe");
        var left = await client.GetPageAsync(list.QuerySelector("tbody a")!.GetAttribute("href")!);
        left.QuerySelector("main")!.TextContent.ShouldContain(Reason);
        (await client.GetAsync("/rights/erased/01900000-0000-7000-8000-000000000001")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        hub.Database.Keyring.IsDestroyed(hub.Joe).ShouldBeTrue();
    }

    [Fact]
    public async Task Erase_WhileTheyHoldARole_SaysWhichAndOffersNoForm()
    {
        await using var hub = await Hub.OpenAsync();
        var ada = await hub.Database.AddLeadAsync(hub.Scheme);
        using var client = await hub.App.SignInAsync(ada.PersonId, Hat.DataProtectionLead);
        var page = await client.GetPageAsync($"/rights/erase/{hub.Joe}");
        page.QuerySelector("#roles")!.TextContent.ShouldContain("Mentee, Riverside peer mentoring");
        page.QuerySelector("main form").ShouldBeNull();

        var other = await hub.Database.AddPersonAsync("Lea", "Ash", hub.Scheme.Mentee);
        await hub.Database.EndRoleAsync(hub.Moira, other, hub.Scheme.Mentee);
        var forged = await client.GetPageAsync($"/rights/erase/{other}");
        forged.QuerySelector("#step")!.SetAttribute("action", $"/rights/erase/{hub.Joe}");
        var refused = await client.SubmitAsync(forged, "#step", ("Ground", "Asked"), ("Reason", Reason), ("Checked", "true"));
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.PageAsync()).QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("still holds a role");
    }

    [Fact]
    public async Task Erase_SecondFactorShownTooLongAgo_IsAskedForAndEveryWordIsKept()
    {
        await using var hub = await Hub.OpenAsync();
        var ada = await hub.Database.AddLeadAsync(hub.Scheme);
        await hub.Database.AddSignInAsync(ada.PersonId, "ada@example.org");
        await hub.Database.EndRoleAsync(hub.Moira, hub.Joe, hub.Scheme.Mentee);
        using var client = await hub.App.SignInAsync(ada.PersonId, Hat.DataProtectionLead);
        var page = await client.GetPageAsync($"/rights/erase/{hub.Joe}");
        hub.Database.Clock.Advance(TimeSpan.FromMinutes(6));

        (await client.GetAsync($"/rights/erase/{hub.Joe}")).Headers.Location!.OriginalString.ShouldStartWith("/account/prove");
        var sent = await client.SubmitAsync(page, "#step", ("Ground", "Asked"), ("Reason", Reason));
        var prove = await client.GetPageAsync(sent.Headers.Location!.OriginalString);
        var back = (await client.SubmitAsync(prove, "#code", ("Code", hub.Database.AppCode()))).Headers.Location!.OriginalString;
        var kept = await client.GetPageAsync(back);
        kept.QuerySelector("main")!.TextContent.ShouldContain(Reason);
        var check = await (await client.SubmitAsync(kept, "#send")).PageAsync();
        check.QuerySelector("#confirm [name=Reason]")!.GetAttribute("value").ShouldBe(Reason);
    }

    [Fact]
    public async Task Pages_OtherHatsUnknownAndWalled_AreShut()
    {
        await using var hub = await Hub.OpenAsync();
        var ada = await hub.Database.AddLeadAsync(hub.Scheme);
        using var client = await hub.App.SignInAsync(ada.PersonId, Hat.DataProtectionLead);
        await hub.Database.DoAsync(hub.Moira, (DeclareConflictFor declare) => declare.RunAsync(new CloseToEachOther(hub.Joe, ada.PersonId)));
        foreach (var address in new[] { "/rights/erase", $"/rights/erase/{hub.Joe}", "/rights/erased", "/rights/emergencies" })
        {
            (await hub.Coordinator.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, address);
        }

        var walled = await client.GetAsync($"/rights/erase/{hub.Joe}");
        var unknown = await client.GetAsync("/rights/erase/01900000-0000-7000-8000-000000000001");
        (walled.StatusCode, unknown.StatusCode).ShouldBe((HttpStatusCode.NotFound, HttpStatusCode.NotFound));
        Html.Plain(await walled.Content.ReadAsStringAsync()).ShouldBe(Html.Plain(await unknown.Content.ReadAsStringAsync()));
        (await client.GetPageAsync("/rights/erase?name=joe")).QuerySelector("tbody").ShouldBeNull();
        (await client.GetPageAsync("/rights/erase?name=j")).Body!.TextContent.ShouldContain("at least 2 letters");
        (await client.GetPageAsync("/rights/erased")).Body!.TextContent.ShouldContain("Nothing yet");
    }
}
