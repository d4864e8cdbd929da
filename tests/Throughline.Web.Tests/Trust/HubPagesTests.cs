using System.Net;
using Throughline.People;
using Throughline.Security;
using Throughline.Testing;
using Throughline.Trust;
using Throughline.Web.Security;

namespace Throughline.Web.Tests.Trust;

public sealed class HubPagesTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Day_AtTheHub_ThroughThePages(string provider)
    {
        await using var house = await HubHouse.OpenAsync(provider);
        var (sam, joe) = (await house.SignInAsync(house.Scene.Sam), await house.SignInAsync(house.Scene.Joe));
        var root = $"/hub/{house.Scene.Hub}";

        // Closed: the service user is told when it opens, the keyholder unlocks it.
        (await joe.GetPageAsync("/hub")).QuerySelectorAll("main form").Length.ShouldBe(0);
        (await joe.GetPageAsync("/")).Body!.TextContent.ShouldContain("It opens when somebody who holds the keys unlocks it");
        var page = await FollowAsync(sam, await sam.SubmitAsync(await sam.GetPageAsync("/hub"), "section form"));
        page.QuerySelector(".govuk-notification-banner")!.TextContent.ShouldContain("the hub is unlocked");
        page = await FollowAsync(sam, await sam.SubmitAsync(page, "form#open-team"));
        page = await FollowAsync(sam, await sam.SubmitAsync(page, "form#open-all"));
        page.QuerySelector("section .govuk-tag")!.TextContent.ShouldBe("Open to everybody");

        // One press, from the home page.
        page = await FollowAsync(joe, await joe.SubmitAsync(await joe.GetPageAsync("/"), "section form"));
        page.Body!.TextContent.ShouldContain("You have been here since 10:00am");
        (await sam.GetPageAsync(root)).Body!.TextContent.ShouldContain("Joe Pike");
        (await joe.GetPageAsync(root)).Body!.TextContent.ShouldNotContain("Sam");

        // The last worker who may be there leaves: the service user is asked to get ready, nobody else comes in.
        var ann = await house.SignInAsync(house.Scene.Ann);
        var stale = await ann.GetPageAsync("/hub");
        (await sam.SubmitAsync(await sam.GetPageAsync("/hub"), "section form")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await joe.GetPageAsync("/hub")).Body!.TextContent.ShouldContain("A worker will see you out");
        var refused = await ann.SubmitAsync(stale, "section form");
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.PageAsync()).QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("not open to service users now");
        (await FollowAsync(joe, await joe.SubmitAsync(await joe.GetPageAsync("/hub"), "section form"))).Body!.TextContent.ShouldContain("See you soon");

        // Locking up wants somebody to have looked.
        await sam.SubmitAsync(await sam.GetPageAsync("/hub"), "section form");
        refused = await sam.SubmitAsync(await sam.GetPageAsync($"{root}/lock"), "form#lock");
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.PageAsync()).QuerySelector("#Looked-error")!.TextContent.ShouldContain("Walk round first");
        (await sam.SubmitAsync(await sam.GetPageAsync($"{root}/lock"), "form#lock", ("Looked", "true"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await house.Scene.StateAsync()).ShouldBe(OpeningState.Closed);
    }

    [Fact]
    public async Task OnBehalf_FindChooseSignIn_SaysWho()
    {
        await using var house = await HubHouse.OpenAsync();
        await house.Scene.OpenAsync();
        var sam = await house.SignInAsync(house.Scene.Sam);
        var path = $"/hub/{house.Scene.Hub}/on-behalf";
        (await sam.GetPageAsync(path + "?q=zzz")).QuerySelector("h2")!.TextContent.ShouldBe("Nobody matches");
        People.SearchTests.ShouldAskForFewer(await sam.GetPageAsync(path + "?q=" + Uri.EscapeDataString(People.SearchTests.TooMany)), path);
        var form = await sam.GetPageAsync(path + "?q=joe");
        var nobody = await sam.SubmitAsync(form, "form#on-behalf");
        nobody.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await nobody.PageAsync()).QuerySelector("#PersonId-error")!.TextContent.ShouldContain("Choose who has come");
        (await sam.SubmitAsync(form, "form#on-behalf", ("PersonId", house.Scene.Moira.PersonId.ToString()))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await sam.SubmitAsync(form, "form#on-behalf", ("PersonId", house.Scene.Joe.PersonId.ToString()))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await (await house.SignInAsync(house.Scene.Joe)).GetPageAsync("/hub")).Body!.TextContent.ShouldContain("Sam Oak signed you in");

        // Seen out again by the worker.
        var page = await sam.GetPageAsync($"/hub/{house.Scene.Hub}");
        (await sam.SubmitAsync(page, "form[action*=OutFor]")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await house.Scene.StayAsync(house.Scene.Joe)).Ended.ShouldBe(PresenceEnd.OnBehalf);

        // Who is not on duty finds nobody.
        var joe = await house.SignInAsync(house.Scene.Joe);
        (await joe.GetPageAsync(path + "?q=ann")).QuerySelector("form#on-behalf").ShouldBeNull();
    }

    [Fact]
    public async Task Here_ByTheCode_SignsInWithOnePressAndAfterSigningIn()
    {
        await using var house = await HubHouse.OpenAsync();
        await house.Scene.OpenAsync();
        var code = new HubCode(house.Database.Keyring, house.Database.Clock).PathNow(house.Scene.Hub);

        // Without a session: sign in first, and come back.
        var sentAway = await house.App.Anonymous().GetAsync(code);
        sentAway.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        Uri.UnescapeDataString(sentAway.Headers.Location!.OriginalString).ShouldEndWith("returnUrl=" + code);

        var joe = await house.SignInAsync(house.Scene.Joe);
        var page = await joe.GetPageAsync(code);
        (await joe.SubmitAsync(page, "form#here")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await house.Scene.StayAsync(house.Scene.Joe)).Source.ShouldBe(PresenceSource.Code);

        // A code that has changed meanwhile, and one that never was.
        var ann = await house.SignInAsync(house.Scene.Ann);
        page = await ann.GetPageAsync(code);
        house.Database.Clock.Advance(TimeSpan.FromMinutes(2));
        var late = await ann.SubmitAsync(page, "form#here");
        late.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        page = await late.PageAsync();
        page.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("has changed");
        (await ann.GetPageAsync($"/hub/here/{house.Scene.Hub}?m=x&c=%00")).QuerySelector("form#here").ShouldBeNull();
        (await ann.SubmitAsync(page, "form#without")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await house.Scene.StayAsync(house.Scene.Ann)).Source.ShouldBe(PresenceSource.OwnPhone);
        (await ann.GetAsync(code.Replace(house.Scene.Hub.ToString(), Guid.CreateVersion7().ToString(), StringComparison.Ordinal))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Quick_OnTheSharedComputer_SignsInAndForgetsThem()
    {
        await using var house = await HubHouse.OpenAsync();
        await house.Scene.OpenAsync();
        var cookies = new CookieContainer();
        cookies.Add(new Uri("https://localhost"), new Cookie(SessionCookie.SecureName, await house.App.OpenSessionAsync(house.Scene.Dee.PersonId, Hat.PeerWorker, sharedComputer: true)) { Secure = true });
        using var computer = house.App.Browser(cookies);
        var answer = await computer.SubmitAsync(await computer.GetPageAsync("/hub/quick"), "section form");
        answer.Headers.Location!.OriginalString.ShouldBe("/sign-in?returnUrl=%2Fhub%2Fquick");
        (await computer.GetAsync("/hub")).StatusCode.ShouldBe(HttpStatusCode.Redirect, "the session is over");
        (await computer.GetPageAsync("/sign-in?returnUrl=%2Fhub%2Fquick")).QuerySelector(".govuk-notification-banner")!.TextContent.ShouldContain("this computer has forgotten you");
        (await house.Scene.StayAsync(house.Scene.Dee)).Source.ShouldBe(PresenceSource.HubComputer);

        // A refusal keeps the session, so that it can be read.
        var tara = await house.SignInAsync(house.Scene.Tara);
        await house.Scene.OutAsync(house.Scene.Sam);
        await house.Scene.OutAsync(house.Scene.Dee);
        var refused = await tara.SubmitAsync(await tara.GetPageAsync("/hub/quick"), "section form");
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.PageAsync()).QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("You work with somebody beside you");
    }

    [Fact]
    public async Task Wall_OnAScreen_ShowsTheHubAndOpensNothingElse()
    {
        await using var house = await HubHouse.OpenAsync();
        await house.Scene.OpenAsync();
        var path = $"/hub/wall/{house.Scene.Hub}";
        (await house.App.Anonymous().GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        foreach (var who in new[] { house.Scene.Sam, house.Scene.Ruth, house.Scene.Joe })
        {
            (await (await house.SignInAsync(who)).GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }

        // The coordinator gives the permission on the screen itself, and is signed out of it.
        var cookies = new CookieContainer();
        cookies.Add(new Uri("https://localhost"), new Cookie(SessionCookie.SecureName, await house.App.OpenSessionAsync(house.Scene.Moira.PersonId, Hat.Coordinator)) { Secure = true });
        using var screen = house.App.Browser(cookies);
        var form = await screen.GetPageAsync(path);
        var blank = await screen.SubmitAsync(form, "form#screen");
        blank.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await blank.PageAsync()).QuerySelector("#Name-error")!.TextContent.ShouldContain("Enter where the screen hangs");
        (await screen.SubmitAsync(form, "form#screen", ("Name", "By the door"))).Headers.Location!.OriginalString.ShouldBe(path);
        var cookie = cookies.GetAllCookies().Single(c => c.Name == "__Host-throughline-screen");
        (cookie.HttpOnly, cookie.Secure).ShouldBe((true, true));

        var page = await screen.GetPageAsync(path);
        page.QuerySelector("#state")!.TextContent.ShouldBe("Open");
        page.QuerySelector("meta[http-equiv=refresh]").ShouldNotBeNull();
        page.QuerySelectorAll("script").Length.ShouldBe(0);
        page.QuerySelector("img")!.GetAttribute("src")!.ShouldStartWith("data:image/png;base64,");
        page.Body!.TextContent.ShouldContain("Not everybody who is here is named");
        page.Body.TextContent.ShouldNotContain("Sam");
        page.Body.TextContent.ShouldContain("Come in. Until 5:30pm.");
        house.Database.Clock.SetUtcNow(new DateTimeOffset(2026, 3, 2, 17, 30, 0, TimeSpan.Zero));
        (await screen.GetPageAsync(path)).Body!.TextContent.ShouldContain("Come in. The team is still here.");
        foreach (var other in new[] { "/", "/hub", $"/hub/{house.Scene.Hub}", $"/spaces/{house.Scene.Hub}", "/hub/today", "/people" })
        {
            (await screen.GetAsync(other)).StatusCode.ShouldBe(HttpStatusCode.Redirect, other);
        }

        (await screen.GetAsync($"/hub/wall/{Guid.CreateVersion7()}")).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        // Taken back, it shows nothing more.
        var moira = await house.SignInAsync(house.Scene.Moira);
        var list = await moira.GetPageAsync($"/spaces/{house.Scene.Hub}/screens");
        (await moira.SubmitAsync(list, "form[method=post]:not([action])")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await screen.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await moira.SubmitAsync(list, "form[method=post]:not([action])", ("ScreenId", Guid.CreateVersion7().ToString()), ("Once", null))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Stay_PutRightByOwnerAndCoordinator_ShowsBoth()
    {
        await using var house = await HubHouse.OpenAsync();
        await house.Database.AddStayAsync(house.Scene.Hub, house.Scene.Dee.PersonId, Hat.PeerWorker, Today.AddDays(-1).AtInLondon(new(9, 0)), Today.AddDays(-1).AtInLondon(new(11, 0)));
        var (dee, moira) = (await house.SignInAsync(house.Scene.Dee), await house.SignInAsync(house.Scene.Moira));
        var path = (await dee.GetPageAsync("/hub/hours")).QuerySelector("#stays a")!.GetAttribute("href")!;

        var form = await dee.GetPageAsync(path);
        form.QuerySelector("#In")!.GetAttribute("value").ShouldBe("9:00am");
        var wrong = await dee.SubmitAsync(form, "form#correct", ("Out", "quarter past"), ("Reason", "Kept"));
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var again = await wrong.PageAsync();
        again.QuerySelector("#Out-error")!.TextContent.ShouldContain("Enter when you left, such as 12:30");
        again.QuerySelector("#Out")!.GetAttribute("value").ShouldBe("quarter past");
        again.QuerySelector("#Reason")!.TextContent.ShouldBe("Kept");
        (await dee.SubmitAsync(again, "form#correct", ("Out", "12.30pm"), ("Reason", ""))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await dee.SubmitAsync(form, "form#correct", ("Out", "1pm"), ("Once", null))).StatusCode.ShouldBe(HttpStatusCode.Conflict);

        var refused = await moira.SubmitAsync(await moira.GetPageAsync(path), "form#correct", ("Out", "1pm"));
        (await refused.PageAsync()).QuerySelector("#Reason-error")!.TextContent.ShouldContain("They read this");
        (await moira.SubmitAsync(await moira.GetPageAsync(path), "form#correct", ("Out", "1pm"), ("Reason", "She stayed to clear up."))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var shown = (await dee.GetPageAsync(path)).QuerySelector("#corrections")!.TextContent;
        shown.ShouldContain("Moira Finch");
        shown.ShouldContain("She stayed to clear up.");

        (await (await house.SignInAsync(house.Scene.Sam)).GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await dee.GetAsync($"/hub/stays/{Guid.CreateVersion7()}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await dee.SubmitAsync(await dee.GetPageAsync(path), "form#correct", ("NotThere", "true"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await dee.GetPageAsync(path)).QuerySelector("form#correct").ShouldBeNull();
    }

    [Fact]
    public async Task Forgotten_GoodAndBad_IsOnTheRecordOrSaysWhy()
    {
        await using var house = await HubHouse.OpenAsync();
        var dee = await house.SignInAsync(house.Scene.Dee);
        var form = await dee.GetPageAsync($"/hub/{house.Scene.Hub}/forgotten");
        var empty = await (await dee.SubmitAsync(form, "form#forgotten")).PageAsync();
        empty.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Enter the date");
        (string, string?)[] good = [.. People.Hub.Date("On", Today.AddDays(-1)), ("In", "9"), ("Out", "12:30")];
        (await dee.SubmitAsync(form, "form#forgotten", good)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var twice = await dee.SubmitAsync(form, "form#forgotten", [.. good, ("Once", null)]);
        (await twice.PageAsync()).QuerySelector("#In-error")!.TextContent.ShouldContain("overlap another stay");
        (await dee.GetPageAsync("/hub/hours")).Body!.TextContent.ShouldContain("entered afterwards");
    }

    [Fact]
    public async Task ScreenName_DefaultNo_AndAYesCanBeTakenBack()
    {
        await using var house = await HubHouse.OpenAsync();
        var dee = await house.SignInAsync(house.Scene.Dee);
        var form = await dee.GetPageAsync("/hub/screen-name");
        form.QuerySelector("input[name=Shown]:checked")!.GetAttribute("value").ShouldBe("false");
        var neither = await dee.SubmitAsync(form, "form#screen-name", ("Shown", null));
        (await neither.PageAsync()).QuerySelector("#Shown-error")!.TextContent.ShouldContain("Choose yes or no");
        (await dee.SubmitAsync(form, "form#screen-name", ("Shown", "true"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await dee.GetPageAsync("/hub/screen-name")).QuerySelector("input[name=Shown]:checked")!.GetAttribute("value").ShouldBe("true");
    }

    [Fact]
    public async Task Pages_WrongHatUnknownOrSignedOut_AreRefused()
    {
        await using var house = await HubHouse.OpenAsync();
        await house.Scene.OpenAsync();
        var hub = $"/hub/{house.Scene.Hub}";
        foreach (var address in new[] { "/hub", hub, $"{hub}/lock", $"{hub}/on-behalf", $"{hub}/forgotten", "/hub/hours", "/hub/quick", "/hub/screen-name", "/hub/today", $"{hub}/fire-list" })
        {
            (await house.App.Anonymous().GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.Redirect, address);
        }

        var joe = await house.SignInAsync(house.Scene.Joe);
        (await joe.GetAsync("/hub/today")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await joe.GetAsync($"{hub}/fire-list")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await joe.GetAsync($"/hub/hours/{house.Scene.Dee.PersonId}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var unknown = Guid.CreateVersion7();
        foreach (var address in new[] { $"/hub/{unknown}", $"/hub/{unknown}/lock", $"/hub/{unknown}/on-behalf", $"/hub/{unknown}/forgotten", $"/hub/{unknown}/fire-list", $"/hub/hours/{unknown}" })
        {
            (await (await house.SignInAsync(house.Scene.Moira)).GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound, address);
        }

        (await joe.PostAsync($"{hub}?handler=In", new FormUrlEncodedContent([]))).StatusCode.ShouldBe(HttpStatusCode.BadRequest, "no token");
        var page = await joe.GetPageAsync(hub);
        (await joe.SubmitAsync(page, "section form", ("Back", "//elsewhere.example"))).Headers.Location!.OriginalString.ShouldBe("/");
    }

    [Fact]
    public async Task Today_AndTheFireList_NameThePeopleInTheRoom()
    {
        await using var house = await HubHouse.OpenAsync();
        var moira = await house.SignInAsync(house.Scene.Moira);
        (await moira.GetPageAsync("/hub/today")).Body!.TextContent.ShouldContain("Nobody who can be shown here has signed in today");
        await house.Scene.OpenAsync();
        await house.Scene.InAsync(house.Scene.Joe);
        var today = (await moira.GetPageAsync("/hub/today")).Body!.TextContent;
        today.ShouldContain("Joe Pike");
        today.ShouldContain("This list may not name everybody");
        var list = (await moira.GetPageAsync($"/hub/{house.Scene.Hub}/fire-list")).Body!.TextContent;
        list.ShouldContain("Sam Oak");
        list.ShouldContain("No one list is complete");
        house.Database.Clock.Advance(TimeSpan.FromHours(8));
        await house.Scene.CloseForgottenAsync();
        moira = await house.SignInAsync(house.Scene.Moira);
        today = (await moira.GetPageAsync("/hub/today")).Body!.TextContent;
        today.ShouldContain("assumed at closing time");
        today.ShouldContain("Nobody recorded locking up");
        var home = await moira.GetPageAsync("/");
        home.QuerySelector("#places")!.TextContent.ShouldContain("sign-outs were assumed this week");
    }

    private static async Task<AngleSharp.Html.Dom.IHtmlDocument> FollowAsync(HttpClient client, HttpResponseMessage answer)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, (await answer.PageAsync()).QuerySelector(".govuk-error-summary")?.TextContent);
        return await client.GetPageAsync(answer.Headers.Location!.OriginalString);
    }
}

/// <summary>The people of a hub in browsers.</summary>
internal sealed class HubHouse : IAsyncDisposable
{
    private HubHouse(HubScene scene) => (Scene, App) = (scene, new ThroughlineApp(scene.Database));

    public HubScene Scene { get; }

    public TestDatabase Database => Scene.Database;

    public ThroughlineApp App { get; }

    public static async Task<HubHouse> OpenAsync(string provider = "SQLite") => new(await (await TestDatabase.CreateAsync(provider)).AddHubSceneAsync());

    public Task<HttpClient> SignInAsync(Viewer who) => App.SignInAsync(who.PersonId, who.Hat);

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Database.DisposeAsync();
    }
}
