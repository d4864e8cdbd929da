using System.Net;
using Throughline.People;
using Throughline.Testing;
using Throughline.Web.Tests.People;

namespace Throughline.Web.Tests.Emergency;

/// <summary>Ethics rule E26, through the pages.</summary>
public sealed class EmergencyPagesTests
{
    private const string Reason = "He rang from the bridge and hung up.";

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Flow_FromTheAskToThePersonBeingTold(string provider)
    {
        await using var hub = await Hub.OpenAsync(provider);
        var hillside = await hub.Database.AddSchemeAsync("Hillside");
        var wes = await hub.Database.AddCoordinatorAsync(hillside, "Wes", "Tull");
        var ada = await hub.Database.AddLeadAsync(hub.Scheme);
        using var client = await hub.App.SignInAsync(wes.PersonId, Hat.Coordinator);
        using var lead = await hub.App.SignInAsync(ada.PersonId, Hat.DataProtectionLead);
        using var joe = await hub.App.SignInAsync(hub.Joe, Hat.Mentee);
        (await client.GetAsync($"/people/{hub.Joe}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await lead.GetPageAsync("/")).QuerySelector("#nothing").ShouldNotBeNull();
        (await client.GetPageAsync("/people")).QuerySelector("main a[href='/emergency']").ShouldNotBeNull();

        var page = await client.GetPageAsync("/emergency");
        var bad = await client.SubmitAsync(page, "#ask", ("Name", "Joe Pike"), ("Reason", "He rang"));
        bad.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var again = await bad.PageAsync();
        again.QuerySelector("#Reason-error")!.TextContent.ShouldContain("20 characters");
        again.QuerySelector("#Name")!.GetAttribute("value").ShouldBe("Joe Pike");
        var opened = await client.SubmitAsync(page, "#ask", ("Name", "Joe Pike"), ("Reason", Reason));
        opened.Headers.Location!.OriginalString.ShouldBe($"/people/{hub.Joe}");

        var person = await client.GetPageAsync($"/people/{hub.Joe}");
        person.QuerySelector(".govuk-inset-text")!.TextContent.ShouldContain("It closes at 11:00am");
        person.QuerySelectorAll("main a").ShouldNotContain(a => a.GetAttribute("href")!.Contains("/contact", StringComparison.Ordinal));
        (await lead.GetPageAsync("/")).QuerySelector("#waiting")!.TextContent.ShouldContain("1 emergency to look at");
        var list = await lead.GetPageAsync("/rights/emergencies");
        list.QuerySelector("tbody")!.TextContent.ShouldContain("Wes Tull");
        var alert = await lead.GetPageAsync(list.QuerySelector("tbody a")!.GetAttribute("href")!);
        alert.QuerySelector("main")!.TextContent.ShouldContain(Reason);
        (await joe.GetPageAsync("/my/record/looked")).Body!.TextContent.ShouldNotContain("Wes Tull");
        (await joe.GetPageAsync("/my/record")).QuerySelector("#emergencies").ShouldBeNull();
        (await lead.SubmitAsync(alert, "#see")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await lead.SubmitAsync(alert, "#tell")).StatusCode.ShouldBe(HttpStatusCode.Conflict, "it was changed since");
        (await lead.GetPageAsync("/")).QuerySelector("#nothing").ShouldNotBeNull();
        alert = await lead.GetPageAsync(list.QuerySelector("tbody a")!.GetAttribute("href")!);
        var thin = await lead.SubmitAsync(alert, "#hold-back", ("Reason", "Harm"), ("Evidence", "A letter"));
        thin.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await thin.PageAsync()).QuerySelector("#Evidence")!.TextContent.ShouldBe("A letter");
        (await lead.SubmitAsync(alert, "#tell")).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var told = await joe.GetPageAsync("/my/record/looked");
        told.Body!.TextContent.ShouldContain(Reason);
        told.Body.TextContent.ShouldContain("Opened in an emergency");
        (await joe.GetPageAsync("/my/record")).QuerySelector("#emergencies").ShouldNotBeNull();
        await client.SubmitAsync(await client.GetPageAsync("/emergency"), "form[action*=End]");
        (await client.GetAsync($"/people/{hub.Joe}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Ask_WalledAndUnknown_AreAnsweredByTheSamePage()
    {
        await using var hub = await Hub.OpenAsync();
        var hillside = await hub.Database.AddSchemeAsync("Hillside");
        var wes = await hub.Database.AddCoordinatorAsync(hillside, "Wes", "Tull");
        var chief = hub.Moira with { SchemeIds = [hub.Scheme.Id, hillside.Id] };
        await hub.Database.DoAsync(chief, (DeclareConflictFor declare) => declare.RunAsync(new CloseToEachOther(hub.Joe, wes.PersonId)));
        using var client = await hub.App.SignInAsync(wes.PersonId, Hat.Coordinator);

        async Task<(string Address, string Text)> AskAsync(string name)
        {
            var answer = await client.SubmitAsync(await client.GetPageAsync("/emergency"), "#ask", ("Name", name), ("Reason", Reason));
            answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
            var page = await client.GetPageAsync(answer.Headers.Location!.OriginalString);
            page.QuerySelector("#Name")!.GetAttribute("value").ShouldBe(name);
            return (answer.Headers.Location.OriginalString[..11], page.QuerySelector("main")!.TextContent);
        }

        var walled = await AskAsync("Joe Pike");
        walled.ShouldBe(await AskAsync("Zoe Pine"));
        walled.Text.ShouldContain("We could not find anybody of that name");
        var next = await client.SubmitAsync(await client.GetPageAsync("/emergency"), "#ask", ("Name", "Dee Marsh"), ("Reason", Reason));
        next.Headers.Location!.OriginalString.ShouldBe($"/people/{hub.Dee}", "the wall is to one person");
    }

    [Fact]
    public async Task Ask_SeveralOfOneName_OneIsChosen()
    {
        await using var hub = await Hub.OpenAsync();
        var other = await hub.Database.AddPersonAsync("Joe", "Pike", hub.Scheme.PeerMentor);
        var hillside = await hub.Database.AddSchemeAsync("Hillside");
        var wes = await hub.Database.AddCoordinatorAsync(hillside, "Wes", "Tull");
        using var client = await hub.App.SignInAsync(wes.PersonId, Hat.Coordinator);
        var asked = await client.SubmitAsync(await client.GetPageAsync("/emergency"), "#ask", ("Name", "Joe Pike"), ("Reason", Reason));
        var page = await client.GetPageAsync(asked.Headers.Location!.OriginalString);
        page.QuerySelectorAll("#choose [type=radio]").Length.ShouldBe(2);
        (await client.SubmitAsync(page, "#choose")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await client.SubmitAsync(page, "#choose", ("ChosenId", hub.Ruth.ToString()))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await client.SubmitAsync(page, "#choose", ("ChosenId", other.ToString()))).Headers.Location!.OriginalString.ShouldBe($"/people/{other}");
        (await hub.Coordinator.GetAsync(asked.Headers.Location.OriginalString)).StatusCode.ShouldBe(HttpStatusCode.NotFound, "somebody else's asking");
    }

    [Fact]
    public async Task Pages_OtherHats_AreShut()
    {
        await using var hub = await Hub.OpenAsync();
        using var peer = await hub.App.SignInAsync(hub.Dee, Hat.PeerWorker);
        (await peer.GetAsync("/emergency")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var reached = await hub.Coordinator.SubmitAsync(await hub.Coordinator.GetPageAsync("/emergency"), "#ask", ("Name", "Joe Pike"), ("Reason", Reason));
        reached.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await reached.PageAsync()).QuerySelector("#Name-error")!.TextContent.ShouldContain("without an emergency");
        (await hub.Coordinator.GetAsync("/rights/emergencies/01900000-0000-7000-8000-000000000001")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }
}
