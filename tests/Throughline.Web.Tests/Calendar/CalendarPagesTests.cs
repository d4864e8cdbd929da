using System.Net;
using Throughline.People;
using Throughline.Testing;

namespace Throughline.Web.Tests.Calendar;

public sealed class CalendarPagesTests
{
    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Week_EachHat_IsAListByDayWithToday(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddCalendarSceneAsync();
        await using var app = new ThroughlineApp(database);
        var dee = await app.SignInAsync(scene.Dee.PersonId, Hat.PeerWorker);
        var page = await dee.GetPageAsync("/calendar");
        page.QuerySelectorAll(".tl-week__day").Length.ShouldBe(7);
        page.QuerySelector(".tl-week__day--today h2")!.TextContent.ShouldBe("Monday 2 March Today");
        page.QuerySelector(".tl-week__which")!.TextContent.ShouldBe("Monday 2 to Sunday 8 March 2026");
        var first = page.QuerySelector(".tl-week__entry")!;
        first.QuerySelector(".tl-week__time")!.TextContent.ShouldBe("9:00am to 12:30pm");
        // Each thing leads to a page of its own that opens.
        foreach (var link in page.QuerySelectorAll(".tl-week__entry a, #places a").Select(a => a.GetAttribute("href")!))
        {
            (await dee.GetAsync(link)).StatusCode.ShouldBe(HttpStatusCode.OK, link);
        }

        (await dee.GetPageAsync("/calendar?on=2026-03-17")).QuerySelector(".tl-week__which")!.TextContent.ShouldBe("Monday 16 to Sunday 22 March 2026");
        (await dee.GetPageAsync("/calendar?on=2026-03-31")).QuerySelector(".tl-week__which")!.TextContent.ShouldBe("Monday 30 March to Sunday 5 April 2026");
        foreach (var nonsense in new[] { "nonsense", "1999-01-01", "2026-02-30", "" })
        {
            (await dee.GetPageAsync($"/calendar?on={nonsense}")).QuerySelector(".tl-week__which")!.TextContent.ShouldBe("Monday 2 to Sunday 8 March 2026");
        }

        foreach (var (who, hat) in new[] { (scene.Amir, Hat.Mentee), (scene.Moira, Hat.Coordinator) })
        {
            var client = await app.SignInAsync(who.PersonId, hat);
            foreach (var link in (await client.GetPageAsync("/calendar")).QuerySelectorAll(".tl-week__entry a").Select(a => a.GetAttribute("href")!))
            {
                (await client.GetAsync(link)).StatusCode.ShouldBe(HttpStatusCode.OK, link);
            }
        }

        var bo = await app.SignInAsync(scene.People.Bo.PersonId, Hat.Mentee);
        (await bo.GetPageAsync("/calendar")).QuerySelector(".govuk-inset-text")!.TextContent.ShouldContain("Nothing is planned for you this week");
        var graham = await app.SignInAsync(scene.People.Graham.PersonId, Hat.ResponsibleOfficer);
        (await graham.GetAsync("/calendar")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await graham.GetAsync("/calendar/link")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Place_ForACoordinator_HasGapsInWordsAPictureAndItsTable()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddCalendarSceneAsync();
        await using var app = new ThroughlineApp(database);
        var moira = await app.SignInAsync(scene.Moira.PersonId, Hat.Coordinator);
        var page = await moira.GetPageAsync($"/calendar/places/{scene.Hub}");
        page.QuerySelector(".govuk-inset-text")!.TextContent.ShouldContain("nobody is down for 56 hours of this week");
        page.QuerySelector("tbody tr")!.TextContent.ShouldContain("12:30pm to 5:30pm");
        page.QuerySelectorAll("tbody tr")[1].TextContent.ShouldContain("The whole day");
        page.QuerySelectorAll(".tl-cover__gap").Length.ShouldBe(7);
        page.QuerySelectorAll(".tl-cover__there").Length.ShouldBe(1);
        page.QuerySelector(".tl-week__entry a")!.TextContent.ShouldBe("Dee Marsh");
        (await moira.GetPageAsync($"/calendar/places/{scene.Hub}?on=2026-02-16")).QuerySelector("#gaps + p")!.TextContent.ShouldBe("This week is over.");
        var unknown = await moira.GetAsync($"/calendar/places/{Guid.CreateVersion7()}");
        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);

        var dee = await app.SignInAsync(scene.Dee.PersonId, Hat.PeerWorker);
        page = await dee.GetPageAsync($"/calendar/places/{scene.Hub}");
        page.QuerySelector("#gaps").ShouldBeNull();
        page.QuerySelector(".tl-week__entry")!.TextContent.ShouldContain("Your shift");
        var amir = await app.SignInAsync(scene.Amir.PersonId, Hat.Mentee);
        (await amir.GetAsync($"/calendar/places/{scene.Hub}")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Link_MadeChangedReplacedAndEnded_ThroughThePages(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddCalendarSceneAsync();
        await using var app = new ThroughlineApp(database);
        var (dee, phone) = (await app.SignInAsync(scene.Dee.PersonId, Hat.PeerWorker), app.Anonymous());
        var never = await phone.GetAsync("/calendar-feed/" + new string('x', 43));
        never.StatusCode.ShouldBe(HttpStatusCode.NotFound);

        var made = await (await dee.SubmitAsync(await dee.GetPageAsync("/calendar/link"), "form#make")).PageAsync();
        var path = new Uri(made.QuerySelector("#address")!.TextContent).AbsolutePath;
        var feed = await phone.GetAsync(path);
        feed.StatusCode.ShouldBe(HttpStatusCode.OK);
        feed.Content.Headers.ContentType!.ToString().ShouldBe("text/calendar; charset=utf-8");
        feed.Headers.CacheControl!.NoStore.ShouldBeTrue();
        (await feed.Content.ReadAsStringAsync()).ShouldStartWith("BEGIN:VCALENDAR");

        // It is shown once, and never again.
        var page = await dee.GetPageAsync("/calendar/link");
        page.QuerySelector("#address").ShouldBeNull();
        page.Body!.TextContent.ShouldContain("2 March 2026");
        page.Body!.TextContent.ShouldNotContain(path[^43..]);
        (await dee.SubmitAsync(page, "form#change", ("ShowsPlaces", "true"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await (await phone.GetAsync(path)).Content.ReadAsStringAsync()).ShouldContain("LOCATION:Site of Sluice House hub");

        var again = await (await dee.SubmitAsync(await dee.GetPageAsync("/calendar/link"), "form#make")).PageAsync();
        var next = new Uri(again.QuerySelector("#address")!.TextContent).AbsolutePath;
        next.ShouldNotBe(path);
        (await (await phone.GetAsync(next)).Content.ReadAsStringAsync()).ShouldContain("LOCATION:", customMessage: "what was chosen stays");
        var open = await dee.GetPageAsync("/calendar/link");
        (await dee.SubmitAsync(open, "form#end")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        // A form that was open meanwhile says that there is nothing to change.
        (await dee.SubmitAsync(open, "form#change", ("Once", null))).StatusCode.ShouldBeOneOf(HttpStatusCode.BadRequest, HttpStatusCode.Conflict);

        foreach (var over in new[] { path, next })
        {
            var ended = await phone.GetAsync(over);
            ended.StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await ended.Content.ReadAsStringAsync()).ShouldBe(await never.Content.ReadAsStringAsync());
        }

        // What happened is on her record, in plain words.
        (await dee.GetPageAsync("/my/record/looked")).Body!.TextContent.ShouldContain("Made a link to your calendar");
    }

    [Fact]
    public async Task Link_OnceTheProofIsOld_AsksForItFirst()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddCalendarSceneAsync();
        await using var app = new ThroughlineApp(database);
        var dee = await app.SignInAsync(scene.Dee.PersonId, Hat.PeerWorker);
        var page = await dee.GetPageAsync("/calendar/link");
        database.Clock.Advance(TimeSpan.FromMinutes(11));
        (await dee.GetAsync("/calendar/link")).Headers.Location!.OriginalString.ShouldStartWith("/account/prove");
        (await dee.SubmitAsync(page, "form#make")).Headers.Location!.OriginalString.ShouldStartWith("/account/prove");
    }

    [Fact]
    public async Task Feed_AskedForTooOften_IsCountedLikeGuesses()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var app = new ThroughlineApp(database);
        var phone = app.Anonymous();
        HttpStatusCode last = default;
        for (var i = 0; i < 60 && last != HttpStatusCode.TooManyRequests; i++)
        {
            last = (await phone.GetAsync($"/calendar-feed/{i}")).StatusCode;
        }

        last.ShouldBe(HttpStatusCode.TooManyRequests);
    }
}
