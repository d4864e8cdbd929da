using System.Net;
using Throughline.People;
using Throughline.Security;
using Throughline.Testing;
using Throughline.Web.Tests.People;

namespace Throughline.Web.Tests.Recruitment;

public sealed class RecruitmentPagesTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Joining_FromTheOpenPageToTheAnswer_WorksWithoutJavaScript(string provider)
    {
        await using var hub = await Hub.OpenAsync(provider);
        var opening = await hub.Coordinator.GetPageAsync("/recruitment/windows");
        opening.QuerySelector("#nothing").ShouldNotBeNull();
        (await hub.Coordinator.SubmitAsync(opening, "form#open",
            [("RoleDefinitionId", hub.Scheme.PeerMentor.Id.ToString()), .. Hub.Date("Opens", Today), ("About", "Two mornings a week.\nTea is free.")])).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var open = (await hub.App.Anonymous().GetPageAsync("/join")).Body!.TextContent;
        open.ShouldContain("Two mornings a week.");
        open.ShouldContain("Sign in to apply here");
        (await hub.Coordinator.GetPageAsync("/join")).QuerySelector("main")!.TextContent.ShouldNotContain("Sign in");
        using var joe = await hub.App.SignInAsync(hub.Joe, Hat.Mentee);
        var join = await joe.GetPageAsync("/join");
        var form = await joe.GetPageAsync(join.QuerySelector("main a.govuk-button")!.GetAttribute("href")!);
        var sent = await joe.SubmitAsync(form, "form#apply", ("Form.Brings", "I know what waiting is like."), ("Form.Route", "Inspired"), ("Form.Saw1", "Dee"));
        sent.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var mine = sent.Headers.Location!.OriginalString;
        (await joe.GetPageAsync(mine)).Body!.TextContent.ShouldContain("I know what waiting is like.");

        var board = await hub.Coordinator.GetPageAsync("/recruitment");
        var application = board.QuerySelector("tbody a")!.GetAttribute("href")!;
        (await hub.Coordinator.SubmitAsync(await hub.Coordinator.GetPageAsync(application + "/talk"), "form#talk", ("Strengths", "He listens."))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var seen = await hub.Coordinator.GetPageAsync($"{application}?q=dee&seen={(await hub.Coordinator.GetPageAsync(application)).QuerySelector("input[name=seen]")!.GetAttribute("value")}");
        (await hub.Coordinator.SubmitAsync(seen, "form[action*=Meant]", ("Meant", hub.Dee.ToString()))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using var dee = await hub.App.SignInAsync(hub.Dee, Hat.PeerWorker);
        (await dee.GetPageAsync("/")).QuerySelector("#joining")!.TextContent.ShouldContain("Joe says that seeing you made them apply");
        (await dee.SubmitAsync(await dee.GetPageAsync("/recruitment/mine"), "form[action*=Named]", ("yes", "true"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await hub.Coordinator.SubmitAsync(await hub.Coordinator.GetPageAsync(application + "/offer"), "form#offer", ("Seen", "You let people finish."))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var offered = await joe.GetPageAsync(mine);
        offered.QuerySelector("#answer")!.TextContent.ShouldBe("You let people finish.");
        (await joe.SubmitAsync(offered, "form#offer", ("yes", "true"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await joe.GetPageAsync(mine)).Body!.TextContent.ShouldContain("Accepted");
        (await joe.SubmitAsync(offered, "form#offer", ("yes", "false"))).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Apply_BadForm_KeepsEveryWord()
    {
        await using var hub = await Hub.OpenAsync();
        var window = await hub.Database.AddWindowAsync(hub.Scheme, hub.Moira);
        using var joe = await hub.App.SignInAsync(hub.Joe, Hat.Mentee);
        var answer = await joe.SubmitAsync(await joe.GetPageAsync($"/recruitment/apply/{window}"), "form#apply",
            ("Form.Brings", " "), ("Form.Why", "Kept <b>whole</b>"), ("Form.WouldHelp", "Kept too"), ("Form.Saw2", "Dee"));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var page = await answer.PageAsync();
        page.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Enter what you would bring");
        page.QuerySelector("[name='Form.Why']")!.TextContent.ShouldBe("Kept <b>whole</b>");
        page.QuerySelector("[name='Form.WouldHelp']")!.TextContent.ShouldBe("Kept too");
        page.QuerySelector("[name='Form.Saw2']")!.GetAttribute("value").ShouldBe("Dee");

        answer = await joe.SubmitAsync(page, "form#apply", ("Form.Brings", "Me."), ("Form.Route", "Encouraged"), ("Form.EncouragedBy", "made-up"));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.PageAsync()).QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Choose who encouraged you");
    }

    [Fact]
    public async Task Apply_SameFormTwice_SendsOne()
    {
        await using var hub = await Hub.OpenAsync();
        var window = await hub.Database.AddWindowAsync(hub.Scheme, hub.Moira);
        using var joe = await hub.App.SignInAsync(hub.Joe, Hat.Mentee);
        var form = await joe.GetPageAsync($"/recruitment/apply/{window}");
        var first = await joe.SubmitAsync(form, "form#apply", ("Form.Brings", "Me."), ("Form.Route", "SelfInitiated"));
        var second = await joe.SubmitAsync(form, "form#apply", ("Form.Brings", "Me."), ("Form.Route", "SelfInitiated"));
        second.Headers.Location.ShouldBe(first.Headers.Location);
    }

    [Fact]
    public async Task NotThisTime_ShortReason_IsSaidBesideTheFieldAndThenSaved()
    {
        await using var hub = await Hub.OpenAsync();
        var window = await hub.Database.AddWindowAsync(hub.Scheme, hub.Moira);
        var joe = new Viewer(hub.Joe, Hat.Mentee, [hub.Scheme.Id]);
        var id = await hub.Database.AddApplicationAsync(window, joe);
        await hub.Database.TalkAsync(id, hub.Moira);
        var form = await hub.Coordinator.GetPageAsync($"/recruitment/{id}/not-this-time");
        var check = await (await hub.Coordinator.SubmitAsync(form, "form#step",
            [("Good", "You are warm."), ("Reason", "Too short"), ("Evidence", "The talk"), .. Hub.Date("ReapplyFrom", Today.AddDays(1))])).PageAsync();
        var answer = await hub.Coordinator.SubmitAsync(check, "form#confirm");
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var again = await answer.PageAsync();
        again.QuerySelector("#Reason-error")!.TextContent.ShouldContain("20 characters");
        again.QuerySelector("#Good")!.TextContent.ShouldBe("You are warm.");
        check = await (await hub.Coordinator.SubmitAsync(again, "form#step", ("Reason", "Come to the Thursday group for a while."))).PageAsync();
        (await hub.Coordinator.SubmitAsync(check, "form#confirm")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using var client = await hub.App.SignInAsync(hub.Joe, Hat.Mentee);
        var own = await client.GetPageAsync($"/recruitment/mine/{id}");
        own.QuerySelector("#answer")!.TextContent.ShouldContain("Come to the Thursday group");
        var words = own.QuerySelector("main")!.TextContent;
        words.ShouldContain("In your own words");
        words.ShouldNotContain("What they would");
        words.IndexOf("Come to the Thursday group", StringComparison.Ordinal).ShouldBeLessThan(words.IndexOf("In your own words", StringComparison.Ordinal));

        // The answer is on their first page, and nobody writes a long form only to be told to wait.
        (await client.GetPageAsync("/")).QuerySelector("#joining")!.TextContent.ShouldContain("You can apply again from 3 March 2026");
        var join = await client.GetPageAsync("/join");
        join.QuerySelector("main a.govuk-button").ShouldBeNull();
        join.QuerySelector($"main a[href='/recruitment/mine/{id}']")!.ParentElement!.TextContent.ShouldContain("You can apply again from 3 March 2026.");
        hub.Database.Clock.SetUtcNow(new DateTimeOffset(2026, 3, 3, 9, 0, 0, TimeSpan.Zero));
        using var later = await hub.App.SignInAsync(hub.Joe, Hat.Mentee);
        (await later.GetPageAsync("/join")).QuerySelector("main a.govuk-button").ShouldNotBeNull();
    }

    [Fact]
    public async Task Pages_WrongHatUnknownIdOrSomebodyElses_AreRefused()
    {
        await using var hub = await Hub.OpenAsync();
        var window = await hub.Database.AddWindowAsync(hub.Scheme, hub.Moira);
        var id = await hub.Database.AddApplicationAsync(window, new Viewer(hub.Joe, Hat.Mentee, [hub.Scheme.Id]));
        using var dee = await hub.App.SignInAsync(hub.Dee, Hat.PeerWorker);
        using var joe = await hub.App.SignInAsync(hub.Joe, Hat.Mentee);
        foreach (var address in new[] { "/recruitment", "/recruitment/windows", "/recruitment/new", $"/recruitment/{id}/offer", $"/recruitment/{id}/not-this-time", $"/recruitment/{id}/talk", $"/recruitment/{id}/panel", "/recruitment/influence" })
        {
            (await joe.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, address);
            (await hub.App.Anonymous().GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.Redirect, address);
        }

        foreach (var address in new[] { $"/recruitment/{id}", $"/recruitment/{id}/view", $"/recruitment/mine/{id}", $"/recruitment/mine/{hub.Dee}", $"/recruitment/apply/{hub.Dee}" })
        {
            (await dee.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound, address);
        }

        foreach (var address in new[] { $"/recruitment/{hub.Dee}", $"/recruitment/{hub.Dee}/talk", $"/recruitment/{hub.Dee}/panel", $"/recruitment/{hub.Dee}/offer", $"/recruitment/{hub.Dee}/not-this-time", $"/recruitment/new?person={id}" })
        {
            (await hub.Coordinator.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound, address);
        }

        var forged = await joe.PostAsync($"/recruitment/mine/{id}?handler=Withdraw", new FormUrlEncodedContent([KeyValuePair.Create("version", "1")]));
        forged.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await joe.SubmitAsync(await joe.GetPageAsync($"/recruitment/mine/{id}"), "form#withdraw")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await joe.GetPageAsync($"/recruitment/mine/{id}")).QuerySelector("form#withdraw").ShouldBeNull();
    }

    [Fact]
    public async Task New_PaperForm_SaysWhoTypedIt()
    {
        await using var hub = await Hub.OpenAsync();
        var window = await hub.Database.AddWindowAsync(hub.Scheme, hub.Moira);
        var form = await hub.Coordinator.GetPageAsync($"/recruitment/new?person={hub.Joe}");
        var answer = await hub.Coordinator.SubmitAsync(form, "form#apply", ("WindowId", window.ToString()), ("Form.Brings", "Patience."), ("Form.Route", "Encouraged"), ("Form.EncouragedBy", "ownOfficer"));
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var page = await hub.Coordinator.GetPageAsync(answer.Headers.Location!.OriginalString);
        page.Body!.TextContent.ShouldContain("Typed in for them by Moira Finch");
        page.Body!.TextContent.ShouldContain("My officer");
        (await hub.Coordinator.GetPageAsync("/recruitment/new?q=zzz")).Body!.TextContent.ShouldContain("Nobody matches");
    }

    [Fact]
    public async Task Windows_Overlapping_IsSaidBesideTheField()
    {
        await using var hub = await Hub.OpenAsync();
        await hub.Database.AddWindowAsync(hub.Scheme, hub.Moira);
        var page = await hub.Coordinator.GetPageAsync("/recruitment/windows");
        var answer = await hub.Coordinator.SubmitAsync(page, "form#open",
            [("RoleDefinitionId", hub.Scheme.PeerMentor.Id.ToString()), .. Hub.Date("Opens", Today), ("About", "Kept")]);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var again = await answer.PageAsync();
        again.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("open on some of these days already");
        again.QuerySelector("#About")!.TextContent.ShouldBe("Kept");
        (await hub.Coordinator.SubmitAsync(page, "form[action*=Close]")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using var joe = await hub.App.SignInAsync(hub.Joe, Hat.Mentee);
        (await joe.GetPageAsync("/join")).QuerySelector("main a.govuk-button").ShouldNotBeNull("today is the last day");
        hub.Database.Clock.Advance(TimeSpan.FromDays(1));
        using var later = await hub.App.SignInAsync(hub.Joe, Hat.Mentee);
        (await later.GetPageAsync("/join")).QuerySelector("#nothing").ShouldNotBeNull();
    }
}
