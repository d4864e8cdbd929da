using System.Net;
using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Testing;

namespace Throughline.Web.Tests.Trust;

public sealed class SpacePagesTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Room_AddedGivenBookedAndTaken_ThroughThePages(string provider)
    {
        await using var house = await HubHouse.OpenAsync(provider);
        var (moira, dee) = (await house.SignInAsync(house.Scene.Moira), await house.SignInAsync(house.Scene.Dee));
        await using var context = house.Database.Everything();
        var site = (await context.Spaces.SingleAsync()).SiteId;

        // A space, with bad input first.
        var form = await moira.GetPageAsync("/spaces/add");
        var wrong = await moira.SubmitAsync(form, "form#add-space", ("Name", "The peers’ room"), ("OpensAt", "late"));
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var again = await wrong.PageAsync();
        again.QuerySelector("#Name")!.GetAttribute("value").ShouldBe("The peers’ room");
        again.QuerySelector("#OpensAt")!.GetAttribute("value").ShouldBe("late");
        (string, string?)[] good = [("Name", "The peers’ room"), ("SiteId", site.ToString()), ("Hub", "false"), ("OpensAt", "9am"), ("ClosesAt", "5.30pm"), .. People.Hub.Date("From", Today)];
        wrong = await moira.SubmitAsync(form, "form#add-space", [.. good.Where(f => f.Item1 != "ClosesAt"), ("ClosesAt", "8")]);
        (await wrong.PageAsync()).QuerySelector("#ClosesAt-error")!.TextContent.ShouldContain("must be after the opening time");
        var added = await moira.SubmitAsync(form, "form#add-space", good);
        added.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var root = added.Headers.Location!.OriginalString;

        // Given to the team alone.
        (string, string?)[] given = [("Exclusive", "true"), ("Purposes", "DropIn"), ("SponsorId", house.Scene.Ruth.PersonId.ToString())];
        wrong = await moira.SubmitAsync(await moira.GetPageAsync($"{root}/allocate"), "form#allocate", [.. given, ("NoticeDays", "3")]);
        (await wrong.PageAsync()).QuerySelector("#NoticeDays-error")!.TextContent.ShouldContain("from 7 to 84 days");
        wrong = await moira.SubmitAsync(await moira.GetPageAsync($"{root}/allocate"), "form#allocate", ("NoticeDays", "a week"));
        (await wrong.PageAsync()).QuerySelectorAll(".govuk-error-summary li").Length.ShouldBe(2);
        (await moira.SubmitAsync(await moira.GetPageAsync($"{root}/allocate"), "form#allocate", given)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await dee.GetPageAsync(root)).Body!.TextContent.ShouldContain("Ruth Bell stands behind it");

        // Booked by the team, once.
        (string, string?)[] booked = [("Purpose", "Group"), .. People.Hub.Date("On", Today.AddDays(8)), ("Starts", "10"), ("Ends", "11:30"), ("Weeks", "1")];
        (await dee.SubmitAsync(await dee.GetPageAsync($"{root}/book"), "form#book", booked)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        wrong = await dee.SubmitAsync(await dee.GetPageAsync($"{root}/book"), "form#book", booked);
        (await wrong.PageAsync()).QuerySelector("#Starts-error")!.TextContent.ShouldContain("The space is taken on Tuesday 10 March 2026 from 10:00am to 11:30am");
        wrong = await dee.SubmitAsync(await dee.GetPageAsync($"{root}/book"), "form#book", [.. booked.Where(f => f.Item1 != "Ends"), ("Ends", "11:20")]);
        (await wrong.PageAsync()).QuerySelector("#Ends-error")!.TextContent.ShouldContain("quarter of an hour");

        // Taken for something else: with notice, a reason, and not over what the team has booked.
        (string, string?)[] taken =
            [("Purpose", "StaffMeeting"), .. People.Hub.Date("On", Today.AddDays(8)), ("Starts", "9"), ("Ends", "13:00"), ("Reason", "The court list is doubled that day."), ("Evidence", "Weir Street")];
        wrong = await moira.SubmitAsync(await moira.GetPageAsync($"{root}/displace"), "form#displace", taken);
        (await wrong.PageAsync()).QuerySelector("#Starts-error").ShouldNotBeNull();
        wrong = await moira.SubmitAsync(await moira.GetPageAsync($"{root}/displace"), "form#displace", [.. taken.Where(f => f.Item1 != "On.Day"), ("On.Day", "4")]);
        (await wrong.PageAsync()).QuerySelector("#On-date-error, #On-error")!.TextContent.ShouldContain("The earliest day is 9 March 2026");
        (await moira.SubmitAsync(await moira.GetPageAsync($"{root}/displace"), "form#displace", [.. taken.Where(f => f.Item1 != "On.Day"), ("On.Day", "11")])).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await dee.GetPageAsync("/")).Body!.TextContent.ShouldContain("The peers’ room is used for something else on Wednesday 11 March 2026");
        (await dee.GetPageAsync(root)).QuerySelector(".tl-words")!.TextContent.ShouldBe("The court list is doubled that day.");

        // Taken back by whoever booked it.
        (await dee.SubmitAsync(await dee.GetPageAsync(root), "form[action*=Cancel]")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await dee.GetPageAsync(root)).QuerySelectorAll("form[action*=Cancel]").Length.ShouldBe(0, "the displacement is not hers to take back");

        // Changed, and stale.
        var change = await moira.GetPageAsync($"{root}/change");
        (await moira.SubmitAsync(change, "form#change-space", ("Name", "The long room"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await moira.SubmitAsync(change, "form#change-space", ("Name", "The other room"), ("Once", null))).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var end = await moira.SubmitAsync(await moira.GetPageAsync(root), "form[action*=End]", People.Hub.Date("LastDay", Today));
        (await end.PageAsync()).QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("The team needs 7 days’ notice");
    }

    [Fact]
    public async Task Roster_PlannedLeftOutAndEnded_ThroughThePages()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.SetUpSchemeAsync();
        var hub = await database.AddSpaceAsync(scheme.Id);
        await using var context = database.Everything();
        var dee = await database.AddPersonAsync("Dee", "Marsh", await context.RoleDefinitions.SingleAsync(r => r.Key == "peer-mentor"), RoleState.ActiveSolo);
        var holding = (await context.RoleHoldings.SingleAsync(h => h.PersonId == dee)).Id;
        await using var app = new ThroughlineApp(database);
        var moira = await app.SignInAsync(scheme.Coordinator.PersonId, Hat.Coordinator);
        (await moira.GetPageAsync("/spaces/roster")).QuerySelector("h2")!.TextContent.ShouldBe("Nothing is planned this week");
        (string, string?)[] good =
            [("HoldingId", holding.ToString()), ("SpaceId", hub.ToString()), ("Scope", "hub"), ("Weekly", "true"), .. People.Hub.Date("From", Today), ("Starts", "1pm"), ("Ends", "4:30pm")];
        var refused = await moira.SubmitAsync(await moira.GetPageAsync("/spaces/roster/add"), "form#add-shift", good);
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.PageAsync()).QuerySelector("#From-date-error, #From-error")!.TextContent.ShouldContain("not cleared for this duty on 2 March 2026");
        await database.ClearAsync(dee, scheme.Id);
        var empty = await (await moira.SubmitAsync(await moira.GetPageAsync("/spaces/roster/add"), "form#add-shift")).PageAsync();
        empty.QuerySelectorAll(".govuk-error-summary li").Length.ShouldBeGreaterThan(1);
        (await moira.SubmitAsync(await moira.GetPageAsync("/spaces/roster/add"), "form#add-shift", good)).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var roster = await moira.GetPageAsync("/spaces/roster?on=2026-03-10");
        roster.QuerySelector("tbody")!.TextContent.ShouldContain("1:00pm to 4:30pm");
        var path = roster.QuerySelector("tbody a")!.GetAttribute("href")!;
        (await moira.SubmitAsync(await moira.GetPageAsync(path), "#coming li:nth-child(2) form")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await moira.GetPageAsync("/spaces/roster?on=2026-03-10")).QuerySelector("h2:not(.govuk-notification-banner__title)")!.TextContent.ShouldBe("Nothing is planned this week");
        (await moira.SubmitAsync(await moira.GetPageAsync(path), "form#end-shift")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await moira.SubmitAsync(await moira.GetPageAsync(path), "form#end-shift", People.Hub.Date("LastDay", Today))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await moira.GetPageAsync("/spaces/roster?on=nonsense")).QuerySelectorAll("tbody tr").Length.ShouldBe(1);

        // Her own week, on her own page.
        var own = await app.SignInAsync(dee, Hat.PeerWorker);
        (await own.GetPageAsync("/")).QuerySelector("#shifts")!.TextContent.ShouldContain("Monday 2 March 2026, 1:00pm to 4:30pm");
        (await own.GetAsync("/spaces/roster")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await own.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await moira.GetAsync($"/spaces/shifts/{Guid.CreateVersion7()}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Pages_WrongHatOtherSchemeOrUnknown_AreRefused()
    {
        await using var house = await HubHouse.OpenAsync();
        var other = await house.Database.AddSchemeAsync("Towpath mentors");
        var wes = await house.App.SignInAsync((await house.Database.AddCoordinatorAsync(other, "Wes", "Reed")).PersonId, Hat.Coordinator);
        var dee = await house.SignInAsync(house.Scene.Dee);
        var joe = await house.SignInAsync(house.Scene.Joe);
        var (root, unknown) = ($"/spaces/{house.Scene.Hub}", $"/spaces/{Guid.CreateVersion7()}");
        foreach (var tail in new[] { "/change", "/allocate", "/displace", "/screens" })
        {
            (await dee.GetAsync(root + tail)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, tail);
            (await wes.GetAsync(root + tail)).StatusCode.ShouldBe(HttpStatusCode.NotFound, tail);
            (await wes.GetAsync(unknown + tail)).StatusCode.ShouldBe(HttpStatusCode.NotFound, tail);
        }

        (await wes.GetAsync(root)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await wes.GetAsync($"{root}/book")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await joe.GetAsync(root)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await dee.GetPageAsync("/spaces")).Body!.TextContent.ShouldContain("Sluice House hub");
        (await wes.GetPageAsync("/spaces")).Body!.TextContent.ShouldContain("There is no space yet");
        (await house.App.Anonymous().GetAsync("/spaces")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var page = await dee.GetPageAsync(root);
        page.QuerySelectorAll("form[action*=End]").Length.ShouldBe(0);
    }
}
