using System.Net;
using Throughline.People;
using Throughline.Testing;
using Throughline.Trust;
using Throughline.Web.Tests.People;

namespace Throughline.Web.Tests.Trust;

public sealed class TrustPagesTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);
    private static readonly Guid Unknown = new("0193f000-0000-7000-8000-000000000000");

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Offer_GoodForm_IsReadAndAcceptedByTheHolder(string provider)
    {
        await using var hub = await Hub.OpenAsync(provider);
        var role = await hub.RoleAsync(hub.Dee, hub.Scheme.PeerMentor);
        (await hub.Coordinator.GetPageAsync("/trust")).QuerySelector("tbody")!.TextContent.ShouldContain("Dee Marsh");
        var form = await hub.Coordinator.GetPageAsync($"/trust/roles/{role}/offer");
        form.QuerySelector("h1")!.TextContent.ShouldBe("Working alone in the space");

        (await hub.Coordinator.SubmitAsync(form, "form#offer", ("Words", "You moved everybody when the boiler went."))).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var dee = await hub.App.SignInAsync(hub.Dee, Hat.PeerWorker);
        var home = await dee.GetPageAsync("/");
        home.QuerySelector("#own-trust h2")!.TextContent.ShouldBe("You have been offered a step of trust");
        var page = await dee.GetPageAsync(home.QuerySelector("#own-trust a.govuk-button")!.GetAttribute("href")!);
        page.QuerySelector(".tl-said")!.TextContent.ShouldContain("when the boiler went");
        var accepted = await dee.SubmitAsync(page, "form#accept");
        accepted.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await dee.SubmitAsync(page, "form#accept")).StatusCode.ShouldBe(HttpStatusCode.Redirect, "the same form twice does it once");
        (await dee.GetPageAsync("/trust/mine")).QuerySelector(".tl-trust")!.TextContent.ShouldContain("when the boiler went");
        (await dee.GetPageAsync("/")).QuerySelector("#own-trust").ShouldBeNull();
    }

    [Fact]
    public async Task Offer_BadForm_KeepsEveryWord()
    {
        await using var hub = await Hub.OpenAsync();
        var role = await hub.RoleAsync(hub.Dee, hub.Scheme.PeerMentor);
        var answer = await hub.Coordinator.SubmitAsync(
            await hub.Coordinator.GetPageAsync($"/trust/roles/{role}/offer"), "form#offer", [("Words", "Too <b>short</b>"), .. Hub.Date("ReviewOn", Today.AddDays(84))]);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var page = await answer.PageAsync();
        page.QuerySelector("#Words-error")!.TextContent.ShouldContain("20 characters");
        page.QuerySelector("#Words")!.TextContent.ShouldBe("Too <b>short</b>");
    }

    [Fact]
    public async Task Hold_ThroughTheForms_NeedsASecondPersonAndIsGivenBack()
    {
        await using var hub = await Hub.OpenAsync();
        var grant = await hub.Database.AddTrustAsync(await hub.Database.HoldingAsync(hub.Dee, hub.Scheme.PeerMentor), TrustStep.WorkingAlone, hub.Ruth);
        var root = $"/trust/grants/{grant}";
        var colin = await hub.Database.AddCoordinatorAsync(hub.Scheme, "Colin", "Reed");
        var empty = await hub.Coordinator.SubmitAsync(await hub.Coordinator.GetPageAsync($"{root}/hold"), "form#step", ("Reason", "Kept"));
        empty.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await empty.PageAsync()).QuerySelector("#Reason")!.TextContent.ShouldBe("Kept");

        var check = await (await hub.Coordinator.SubmitAsync(await hub.Coordinator.GetPageAsync($"{root}/hold"), "form#step",
            [("Reason", "The door was found open on Monday."), ("Evidence", "The log"), ("AppealToId", hub.Ruth.ToString()), .. Hub.Date("LastDay", Today.AddDays(7))])).PageAsync();
        check.QuerySelector("h1")!.TextContent.ShouldBe("Check before you save");
        (await hub.Coordinator.SubmitAsync(check, "form#confirm")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await hub.Coordinator.GetAsync($"{root}/decide/second-person")).StatusCode.ShouldBe(HttpStatusCode.NotFound, "the first is not the second");

        var second = await hub.App.SignInAsync(colin.PersonId, Hat.Coordinator);
        check = await (await second.SubmitAsync(await second.GetPageAsync($"{root}/decide/second-person"), "form#step",
            ("Reason", "I looked at the door as well."), ("Evidence", "The door"))).PageAsync();
        (await second.SubmitAsync(check, "form#confirm")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var dee = await hub.App.SignInAsync(hub.Dee, Hat.PeerWorker);
        (await dee.GetPageAsync(root)).Body!.TextContent.ShouldContain("You can appeal to Ruth Bell");
        (await dee.SubmitAsync(await dee.GetPageAsync(root), "form#appeal", ("Words", "Please look at the latch."))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await second.SubmitAsync(await second.GetPageAsync($"{root}/restore"), "form#restore", ("Words", "It was the latch, and never you. Sorry."))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await dee.GetPageAsync(root)).Body!.TextContent.ShouldContain("It was the latch");
    }

    [Fact]
    public async Task Keys_HandOverConfirmAndBringBack_ThroughTheForms()
    {
        await using var hub = await Hub.OpenAsync();
        await hub.Database.AddTrustAsync(await hub.Database.HoldingAsync(hub.Dee, hub.Scheme.PeerMentor), TrustStep.KeyHolding, hub.Ruth);
        var bad = await hub.Coordinator.SubmitAsync(await hub.Coordinator.GetPageAsync("/keys/add"), "form#add", ("Label", "Heron 1"), ("Opens", ""));
        bad.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await bad.PageAsync()).QuerySelector("#Label")!.GetAttribute("value").ShouldBe("Heron 1");
        var added = await hub.Coordinator.SubmitAsync(await hub.Coordinator.GetPageAsync("/keys/add"), "form#add", ("Label", "Heron 1"), ("Opens", "The front door"));
        var address = added.Headers.Location!.OriginalString;
        (await hub.Coordinator.SubmitAsync(await hub.Coordinator.GetPageAsync(address), "form#hand-over")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await hub.Coordinator.SubmitAsync(await hub.Coordinator.GetPageAsync(address), "form#hand-over", ("PersonId", hub.Dee.ToString()))).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var dee = await hub.App.SignInAsync(hub.Dee, Hat.PeerWorker);
        var mine = await dee.GetPageAsync("/keys/mine");
        mine.QuerySelector("section button")!.TextContent.Trim().ShouldBe("I have this key");
        (await dee.PostFormAsync(mine, "/keys/mine?handler=Confirm")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await hub.Coordinator.GetPageAsync("/keys")).QuerySelector("tbody")!.TextContent.ShouldContain("Dee Marsh");
        (await dee.PostFormAsync(await dee.GetPageAsync("/keys/mine"), "/keys/mine?handler=Lost")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await dee.GetPageAsync("/keys/mine")).Body!.TextContent.ShouldContain("You do not have to do anything more");
    }

    [Fact]
    public async Task Pages_WrongHatUnknownOrSignedOut_AreRefused()
    {
        await using var hub = await Hub.OpenAsync();
        var grant = await hub.Database.AddTrustAsync(await hub.Database.HoldingAsync(hub.Dee, hub.Scheme.PeerMentor), TrustStep.WorkingAlone, hub.Ruth);
        var role = await hub.RoleAsync(hub.Dee, hub.Scheme.PeerMentor);
        var joe = await hub.App.SignInAsync(hub.Joe, Hat.Mentee);
        foreach (var address in new[] { "/trust", $"/trust/roles/{role}", $"/trust/roles/{role}/offer", $"/trust/grants/{grant}/hold", $"/trust/grants/{grant}/review", $"/trust/grants/{grant}/decide/take-back", "/keys", "/keys/add", "/keys/to-come-back" })
        {
            (await joe.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, address);
            (await hub.App.Anonymous().GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.Redirect, address);
        }

        (await joe.GetAsync($"/trust/grants/{grant}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        foreach (var address in new[] { $"/trust/roles/{Unknown}", $"/trust/roles/{Unknown}/offer", $"/trust/grants/{Unknown}", $"/trust/grants/{Unknown}/hold", $"/trust/grants/{Unknown}/restore", $"/trust/grants/{grant}/decide/nonsense", $"/trust/grants/{grant}/restore", $"/trust/milestones/{Unknown}", $"/keys/{Unknown}" })
        {
            (await hub.Coordinator.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound, address);
        }

        (await joe.GetPageAsync("/trust/mine")).Body!.TextContent.ShouldContain("Steps of trust begin");
        (await joe.GetPageAsync("/keys/mine")).Body!.TextContent.ShouldContain("You have no keys of ours");
    }
}

internal static class FormSteps
{
    /// <summary>Presses a button that sends the page's first form with a key in it somewhere else.</summary>
    public static Task<HttpResponseMessage> PostFormAsync(this HttpClient client, AngleSharp.Html.Dom.IHtmlDocument page, string address)
    {
        var form = (AngleSharp.Html.Dom.IHtmlFormElement)page.QuerySelector("form:has(input[name=KeyId])")!;
        return client.PostAsync(address, new FormUrlEncodedContent(form.Elements.OfType<AngleSharp.Html.Dom.IHtmlInputElement>()
            .Where(i => i.Name is { Length: > 0 } && i.Type == "hidden").Select(i => KeyValuePair.Create(i.Name!, i.Value))));
    }
}
