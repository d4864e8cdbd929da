using System.Net;
using Throughline.Mentoring;
using Throughline.People;
using Throughline.Security;
using Throughline.Testing;
using Throughline.Web.Tests.People;

namespace Throughline.Web.Tests.Mentoring;

public sealed class MentoringPagesTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);
    private static readonly Guid Unknown = new("0193f000-0000-7000-8000-000000000000");

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Match_ThroughTheForms_FromAskingToTheEnd(string provider)
    {
        await using var hub = await Hub.OpenAsync(provider);
        var joe = await hub.App.SignInAsync(hub.Joe, Hat.Mentee);
        var dee = await hub.App.SignInAsync(hub.Dee, Hat.PeerWorker);
        (await joe.GetPageAsync("/mentor")).Body!.TextContent.ShouldContain("Ask for a mentor");
        (await joe.SubmitAsync(await joe.GetPageAsync("/mentor"), $"form#ask-{hub.Scheme.Id}", ("Words", "Forms, and the bus."))).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await hub.Coordinator.GetPageAsync("/mentoring")).QuerySelector("tbody")!.TextContent.ShouldContain("Joe Pike");
        var waiting = await hub.Coordinator.GetPageAsync($"/mentoring/waiting/{hub.Scheme.Id}/{hub.Joe}");
        waiting.Body!.TextContent.ShouldContain("Forms, and the bus.");
        waiting.QuerySelectorAll(".tl-card tbody tr").Length.ShouldBe(5, "each factor with its weight");
        var decide = await hub.Coordinator.GetPageAsync($"/mentoring/decide/{hub.Scheme.Id}/{hub.Joe}/{hub.Dee}");
        var short_ = await hub.Coordinator.SubmitAsync(decide, "form#decide", ("Reason", "Good <b>fit</b>"));
        short_.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await short_.PageAsync()).QuerySelector("#Reason")!.TextContent.ShouldBe("Good <b>fit</b>");
        var match = (await hub.Coordinator.SubmitAsync(decide, "form#decide", ("Reason", "Both like to walk and are free on Mondays."))).Headers.Location!.OriginalString;
        (await hub.Coordinator.GetAsync($"/mentoring/waiting/{hub.Scheme.Id}/{hub.Joe}")).StatusCode.ShouldBe(HttpStatusCode.NotFound, "they do not wait any more");

        var meeting = await hub.Coordinator.SubmitAsync(await hub.Coordinator.GetPageAsync($"{match}/meeting"), "form#act", [("At", "half past"), .. Hub.Date("On", Today)]);
        meeting.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await meeting.PageAsync()).QuerySelector("#At")!.GetAttribute("value").ShouldBe("half past");
        (await hub.Coordinator.SubmitAsync(await hub.Coordinator.GetPageAsync($"{match}/meeting"), "form#act", [("At", "9:30"), .. Hub.Date("On", Today)])).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var mine = await joe.GetPageAsync("/mentor");
        mine.QuerySelector(".govuk-grid-row h2")!.TextContent.ShouldBe("Dee");
        (await joe.SubmitAsync(mine, $"form#answer-{hub.Scheme.Id}", ("Yes", "true"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var id = match.Split('/')[^1];
        (await dee.GetPageAsync("/mentoring/mine")).QuerySelector(".tl-card h2")!.TextContent.ShouldBe("Joe");
        (await dee.SubmitAsync(await dee.GetPageAsync($"/mentoring/mine/{id}"), "form[action*=Limits]")).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var log = await dee.GetPageAsync($"/mentoring/mine/{id}/contact");
        var bad = await dee.SubmitAsync(log, "form#contact", ("Form.WhatHelped", "Soup"), ("Form.Minutes", "45"));
        bad.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var again = await bad.PageAsync();
        again.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Choose how you were in touch");
        again.QuerySelector("#Form_WhatHelped")!.TextContent.ShouldBe("Soup");
        again.QuerySelector("[name='Form.Minutes'][value='45']")!.HasAttribute("checked").ShouldBeTrue();
        (string, string?)[] good = [("Form.Day", "2026-03-02"), ("Form.At", "9:15"), ("Form.Minutes", "45"), ("Form.Mode", "InPerson"), ("Form.Place", "Hub"), ("Form.WhatHelped", "Soup"), ("Form.Load", "1")];
        (await dee.SubmitAsync(log, "form#contact", good)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await dee.SubmitAsync(log, "form#contact", good)).StatusCode.ShouldBe(HttpStatusCode.Redirect, "the same form twice is logged once");
        (await dee.GetPageAsync($"/mentoring/mine/{id}")).QuerySelectorAll(".tl-contacts > li").Length.ShouldBe(1);
        (await joe.GetPageAsync("/mentor")).QuerySelector(".tl-contacts")!.TextContent.ShouldSatisfyAllConditions(t => t.ShouldContain("Soup"), t => t.ShouldNotContain("All right"));

        (await joe.SubmitAsync(await joe.GetPageAsync("/mentor"), $"form#end-{hub.Scheme.Id}", ("Words", "We never found the time."), ("StillWants", "true"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await dee.GetAsync($"/mentoring/mine/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await hub.Coordinator.GetPageAsync(match)).Body!.TextContent.ShouldContain("We never found the time.");
    }

    [Fact]
    public async Task Act_EachStep_HasItsPageAndItsRefusals()
    {
        await using var hub = await Hub.OpenAsync();
        var id = await hub.Database.AddMatchAsync(hub.Scheme, hub.Moira, hub.Joe, hub.Dee);
        var root = $"/mentoring/matches/{id}";
        foreach (var what in new[] { "meeting", "review", "hold", "plan", "end", "stop", "safety", "hard" })
        {
            var answer = await hub.Coordinator.SubmitAsync(await hub.Coordinator.GetPageAsync($"{root}/{what}"), "form#act");
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, what);
            (await answer.PageAsync()).QuerySelector(".govuk-error-summary").ShouldNotBeNull(what);
        }

        (await hub.Coordinator.GetAsync($"{root}/nonsense")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var stale = await hub.Coordinator.GetPageAsync($"{root}/review");
        (await hub.Coordinator.SubmitAsync(stale, "form#act", [("Words", "It goes well."), .. Hub.Date("On", Today.AddDays(28))])).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var late = await hub.Coordinator.SubmitAsync(await hub.Coordinator.GetPageAsync($"{root}/hold"), "form#act", [("Version", "1"), ("Words", "Kept words"), .. Hub.Date("On", Today.AddDays(7))]);
        late.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await late.PageAsync()).QuerySelector("#Words")!.TextContent.ShouldBe("Kept words");
        (await hub.Coordinator.SubmitAsync(await hub.Coordinator.GetPageAsync($"{root}/stop"), "form#act", ("Reason", "Somebody was hurt, and both need to be safe."), ("Evidence", "What both said"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await hub.Coordinator.GetPageAsync(root)).Body!.TextContent.ShouldContain("Stopped");
    }

    [Fact]
    public async Task Hard_TellsTheMentorThatATalkIsOffered()
    {
        await using var hub = await Hub.OpenAsync();
        var id = await hub.Database.AddMatchAsync(hub.Scheme, hub.Moira, hub.Joe, hub.Dee);
        var dee = await hub.App.SignInAsync(hub.Dee, Hat.PeerWorker);
        (await dee.SubmitAsync(await dee.GetPageAsync($"/mentoring/mine/{id}"), "form#hard")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await dee.SubmitAsync(await dee.GetPageAsync($"/mentoring/mine/{id}"), "form#hard", ("Kind", "LostContact"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var talk = (await hub.Coordinator.GetPageAsync("/mentoring")).QuerySelector("#talks ~ ul a")!.GetAttribute("href")!;
        (await hub.Coordinator.SubmitAsync(await hub.Coordinator.GetPageAsync(talk), "form[action*=Offer]")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await dee.GetPageAsync("/mentoring/mine")).Body!.TextContent.ShouldContain("somebody offers you a talk");
        (await dee.GetAsync(talk)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await hub.Coordinator.SubmitAsync(await hub.Coordinator.GetPageAsync(talk), "form#held", [.. Hub.Date("On", Today.AddDays(-3))])).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await hub.Coordinator.SubmitAsync(await hub.Coordinator.GetPageAsync(talk), "form#held", [.. Hub.Date("On", Today)])).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Label_OfAMentor_SaysFirstWhatItDoesToTheirMatches()
    {
        await using var hub = await Hub.OpenAsync();
        var dee = await hub.App.SignInAsync(hub.Dee, Hat.PeerWorker);
        (await dee.GetPageAsync("/my/label")).QuerySelector("#matches").ShouldBeNull();
        var id = await hub.Database.AddMatchAsync(hub.Scheme, hub.Moira, hub.Joe, hub.Dee);
        (await dee.GetPageAsync("/my/label")).QuerySelector("#matches + p")!.TextContent.ShouldStartWith("You mentor one person now.");
        await hub.Database.RaiseWallAsync(hub.Dee, hub.Joe);
        (await dee.GetPageAsync("/my/label")).QuerySelector("#matches").ShouldBeNull("nobody behind a wall is counted");
        (await dee.GetAsync($"/mentoring/mine/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Limits_AddedAndEnded_ThroughTheForms()
    {
        await using var hub = await Hub.OpenAsync();
        var path = $"/mentoring/limits/{hub.Scheme.Id}/{hub.Joe}";
        var wrong = await hub.Coordinator.SubmitAsync(await hub.Coordinator.GetPageAsync(path), "form#limit", ("Words", "Home by seven"));
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await wrong.PageAsync()).QuerySelector("#Words")!.GetAttribute("value").ShouldBe("Home by seven");
        (await hub.Coordinator.SubmitAsync(await hub.Coordinator.GetPageAsync(path), "form#limit", ("Words", "Home by seven"), ("NotWhen", "2"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var page = await hub.Coordinator.GetPageAsync(path);
        page.QuerySelector(".tl-card h2")!.TextContent.ShouldBe("Home by seven");
        page.QuerySelector(".tl-card li")!.TextContent.ShouldBe("Not on Monday evening");
        (await hub.Coordinator.SubmitAsync(page, "form[action*=End]", ("LimitId", Guid.CreateVersion7().ToString()))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await hub.Coordinator.SubmitAsync(page, "form[action*=End]", ("Once", null))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await hub.Coordinator.GetPageAsync(path)).QuerySelector(".tl-card").ShouldBeNull();
        (await hub.Coordinator.GetAsync($"/mentoring/limits/{hub.Scheme.Id}/{Guid.CreateVersion7()}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var dee = await hub.App.SignInAsync(hub.Dee, Hat.PeerWorker);
        (await dee.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Said_AndWishes_AreKeptAndStayOnesOwn()
    {
        await using var hub = await Hub.OpenAsync();
        var joe = await hub.App.SignInAsync(hub.Joe, Hat.Mentee);
        var said = $"/mentoring/said/{hub.Scheme.Id}";
        var bad = await joe.SubmitAsync(await joe.GetPageAsync(said), "form#said", ("Hours", "many"), ("Gender", "man"));
        bad.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await bad.PageAsync()).QuerySelector("#Hours")!.GetAttribute("value").ShouldBe("many");
        (await joe.SubmitAsync(await joe.GetPageAsync(said), "form#said", ("Hours", "1.5"), ("Slots", "3"), ("MustGender", "true"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest, "must, but which?");
        (await joe.SubmitAsync(await joe.GetPageAsync(said), "form#said", ("Hours", "1.5"), ("Slots", "3"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await joe.GetPageAsync(said)).QuerySelector("#Hours")!.GetAttribute("value").ShouldBe("1.5");
        var wishes = $"/mentoring/wishes/{hub.Scheme.Id}";
        (await joe.SubmitAsync(await joe.GetPageAsync(wishes), "form#wishes", ($"Wish-{hub.Dee}", "Sometimes"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await joe.SubmitAsync(await joe.GetPageAsync(wishes), "form#wishes", ($"Wish-{hub.Dee}", "Never"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await joe.GetPageAsync(wishes)).QuerySelector("[value=Never]")!.HasAttribute("checked").ShouldBeTrue();
        (await hub.Coordinator.GetAsync(wishes)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await hub.Coordinator.GetAsync($"{said}/{hub.Joe}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var dee = await hub.App.SignInAsync(hub.Dee, Hat.PeerWorker);
        (await dee.GetAsync($"{said}/{hub.Joe}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Goals_AndCorrections_ThroughTheForms()
    {
        await using var hub = await Hub.OpenAsync();
        var id = await hub.Database.AddMatchAsync(hub.Scheme, hub.Moira, hub.Joe, hub.Dee);
        var dee = await hub.App.SignInAsync(hub.Dee, Hat.PeerWorker);
        var goals = $"/mentoring/goals/{hub.Scheme.Id}/{hub.Joe}";
        (await dee.SubmitAsync(await dee.GetPageAsync(goals), "form#set", ("Words", ""), ("FirstStep", "Ring them"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await dee.SubmitAsync(await dee.GetPageAsync(goals), "form#set", ("Words", "See my daughter"), ("FirstStep", "Ring them"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await dee.GetPageAsync(goals)).QuerySelector(".tl-card")!.TextContent.ShouldContain("Ring them");
        var contact = await hub.Database.DoAsync(new Viewer(hub.Dee, Hat.PeerWorker, [hub.Scheme.Id]), (LogContact log) => log.RunAsync(id, TestData.Contact()));
        var address = $"/mentoring/mine/contacts/{contact.Value}";
        (await dee.SubmitAsync(await dee.GetPageAsync(address), "form#correct", ("Form.At", "8.45"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await dee.SubmitAsync(await dee.GetPageAsync(address), "form#correct", ("Form.At", "later"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await dee.SubmitAsync(await dee.GetPageAsync(address), "form#take-back")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await dee.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Proposals_AreMadeAndShownWithEveryFactor()
    {
        await using var hub = await Hub.OpenAsync();
        var nobody = await hub.Coordinator.SubmitAsync(await hub.Coordinator.GetPageAsync("/mentoring"), "form[action*=Proposals]");
        nobody.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var refer = await hub.Coordinator.GetPageAsync($"/mentoring/refer/{hub.Scheme.Id}");
        (await hub.Coordinator.SubmitAsync(refer, "form#refer", ("Words", "Kept"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await hub.Coordinator.SubmitAsync(refer, "form#refer", ("Chosen", hub.Joe.ToString()))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var made = await hub.Coordinator.SubmitAsync(await hub.Coordinator.GetPageAsync("/mentoring"), "form[action*=Proposals]");
        made.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var page = await hub.Coordinator.GetPageAsync(made.Headers.Location!.OriginalString);
        page.Body!.TextContent.ShouldContain("This is proven");
        page.QuerySelectorAll("tbody td").Length.ShouldBe(6, "five factors and the fit");
    }

    [Fact]
    public async Task Pages_WrongHatUnknownOrSignedOut_AreRefused()
    {
        await using var hub = await Hub.OpenAsync();
        var id = await hub.Database.AddMatchAsync(hub.Scheme, hub.Moira, hub.Joe, hub.Dee);
        var joe = await hub.App.SignInAsync(hub.Joe, Hat.Mentee);
        var dee = await hub.App.SignInAsync(hub.Dee, Hat.PeerWorker);
        var scheme = hub.Scheme.Id;
        foreach (var address in new[] { "/mentoring", $"/mentoring/refer/{scheme}", $"/mentoring/waiting/{scheme}/{hub.Joe}", $"/mentoring/decide/{scheme}/{hub.Joe}/{hub.Dee}", $"/mentoring/matches/{id}", $"/mentoring/matches/{id}/stop", $"/mentoring/proposals/{Unknown}", $"/debriefs/{Unknown}" })
        {
            (await joe.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, address);
            (await dee.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, address);
            (await hub.App.Anonymous().GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.Redirect, address);
        }

        (await joe.GetAsync("/mentoring/mine")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        foreach (var address in new[] { $"/mentoring/refer/{Unknown}", $"/mentoring/waiting/{scheme}/{Unknown}", $"/mentoring/waiting/{Unknown}/{hub.Joe}", $"/mentoring/decide/{scheme}/{hub.Joe}/{Unknown}", $"/mentoring/matches/{Unknown}", $"/mentoring/matches/{Unknown}/stop", $"/mentoring/proposals/{Unknown}", $"/debriefs/{Unknown}", $"/mentoring/said/{scheme}/{Unknown}" })
        {
            (await hub.Coordinator.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound, address);
        }

        foreach (var address in new[] { $"/mentoring/mine/{Unknown}", $"/mentoring/mine/{Unknown}/contact", $"/mentoring/mine/contacts/{Unknown}", $"/mentoring/goals/{scheme}/{Unknown}" })
        {
            (await dee.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound, address);
        }

        (await dee.GetAsync($"/mentoring/mine/{id}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var ruth = await hub.App.SignInAsync(hub.Ruth, Hat.Supervisor);
        (await ruth.GetAsync($"/mentoring/matches/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound, "she does not supervise Dee");
    }

    [Fact]
    public async Task Three_AnsweredByBoth_AndReadAtTheReview()
    {
        await using var hub = await Hub.OpenAsync();
        var id = await hub.Database.AddMatchAsync(hub.Scheme, hub.Moira, hub.Joe, hub.Dee);
        var joe = await hub.App.SignInAsync(hub.Joe, Hat.Mentee);
        var dee = await hub.App.SignInAsync(hub.Dee, Hat.PeerWorker);
        var path = (await joe.GetPageAsync("/mentor")).QuerySelector("a[href*=three]")!.GetAttribute("href")!;
        path.ShouldBe($"/mentoring/three/{id}");
        var bad = await joe.SubmitAsync(await joe.GetPageAsync(path), "form#three", ("Ease", "3"));
        bad.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var again = await bad.PageAsync();
        again.QuerySelector("[name=Ease][value='3']")!.HasAttribute("checked").ShouldBeTrue();
        again.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Choose one of the four answers");
        (await joe.SubmitAsync(await joe.GetPageAsync(path), "form#three", ("Ease", "3"), ("Aim", "1"), ("Way", "2"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await joe.GetPageAsync(path)).QuerySelector("main")!.TextContent.ShouldContain("You alone");
        (await hub.Coordinator.GetPageAsync($"/mentoring/matches/{id}/review")).QuerySelector("#checks").ShouldBeNull("they are theirs");
        (await dee.GetPageAsync($"/mentoring/mine/{id}")).QuerySelector("a[href*=three]").ShouldNotBeNull();
        (await dee.SubmitAsync(await dee.GetPageAsync(path), "form#three", ("Ease", "2"), ("Aim", "2"), ("Way", "0"), ("ForReview", "true"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await dee.GetPageAsync(path)).QuerySelectorAll("#own ~ .govuk-summary-card").Length.ShouldBe(1, "never the other's");
        var review = (await hub.Coordinator.GetPageAsync($"/mentoring/matches/{id}/review")).QuerySelector("main")!.TextContent;
        review.ShouldSatisfyAllConditions(t => t.ShouldContain("What they would like you to know"), t => t.ShouldContain("The mentor,"), t => t.ShouldNotContain("The mentee,"));
        (await dee.SubmitAsync(await dee.GetPageAsync(path), "form[action*=Delete]")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await hub.Coordinator.GetPageAsync($"/mentoring/matches/{id}")).QuerySelector("#checks").ShouldBeNull();
        (await joe.SubmitAsync(await joe.GetPageAsync(path), "form[action*=Delete]", ("CheckId", Unknown.ToString()))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await hub.Coordinator.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await joe.GetAsync($"/mentoring/three/{Unknown}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await hub.App.Anonymous().GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Limits_TheirOwnPage_SaysWhatIsWrongAndReadsTheAnswer()
    {
        await using var hub = await Hub.OpenAsync();
        var joe = await hub.App.SignInAsync(hub.Joe, Hat.Mentee);
        (await joe.GetPageAsync("/my/record")).QuerySelector("a[href='/my/limits']").ShouldNotBeNull();
        (await joe.GetPageAsync("/my/limits")).QuerySelector("#none").ShouldNotBeNull();
        var path = $"/mentoring/limits/{hub.Scheme.Id}/{hub.Joe}";
        (await hub.Coordinator.SubmitAsync(await hub.Coordinator.GetPageAsync(path), "form#limit", ("Words", "Home by seven"), ("NotWhen", "2"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var mine = await joe.GetPageAsync("/my/limits");
        mine.QuerySelector(".tl-card")!.TextContent.ShouldSatisfyAllConditions(t => t.ShouldContain("Home by seven"), t => t.ShouldContain("Not on Monday evening"));
        var bad = await joe.SubmitAsync(mine, "form[id^=wrong]", ("Words", new string('x', 501)));
        bad.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await bad.PageAsync()).QuerySelector("textarea")!.TextContent.ShouldBe(new string('x', 501));
        (await joe.SubmitAsync(await joe.GetPageAsync("/my/limits"), "form[id^=wrong]", ("LimitId", Unknown.ToString()), ("Words", "Wrong"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await joe.SubmitAsync(await joe.GetPageAsync("/my/limits"), "form[id^=wrong]", ("Words", "That was over in <b>January</b>."))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var limits = await hub.Coordinator.GetPageAsync(path);
        limits.QuerySelector(".tl-card q")!.TextContent.ShouldBe("That was over in <b>January</b>.");
        (await hub.Coordinator.SubmitAsync(limits, "form[id^=answer]", ("Answer", ""))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await hub.Coordinator.SubmitAsync(await hub.Coordinator.GetPageAsync(path), "form[id^=answer]", ("Answer", "It is until June."))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await joe.GetPageAsync("/my/limits")).QuerySelector("main")!.TextContent.ShouldContain("It is until June.");
        (await hub.Coordinator.GetPageAsync(path)).QuerySelector("form[id^=answer]").ShouldBeNull();
        (await hub.App.Anonymous().GetAsync("/my/limits")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Label_OfAMentor_LeavesTheirMenteeInTheCoordinatorsWork()
    {
        await using var hub = await Hub.OpenAsync();
        var id = await hub.Database.AddMatchAsync(hub.Scheme, hub.Moira, hub.Joe, hub.Dee);
        var dee = await hub.App.SignInAsync(hub.Dee, Hat.PeerWorker);
        (await dee.SubmitAsync(await dee.GetPageAsync("/my/label"), "form#label", [.. Hub.Date("From", Today)])).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var page = (await hub.Coordinator.GetPageAsync("/mentoring")).QuerySelector("main")!.TextContent;
        page.ShouldSatisfyAllConditions(t => t.ShouldContain("Has a mentor whom Throughline does not name"), t => t.ShouldContain("Joe Pike"), t => t.ShouldNotContain("Dee"));
        (await hub.Coordinator.GetAsync($"/mentoring/matches/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
