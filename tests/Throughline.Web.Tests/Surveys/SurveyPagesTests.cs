using System.Net;
using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Surveys;
using Throughline.Testing;

namespace Throughline.Web.Tests.Surveys;

public sealed class SurveyPagesTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Survey_ChangedOpenedAnsweredClosedAndRead_ThroughThePages(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddSurveySceneAsync();
        await using var app = new ThroughlineApp(database);
        var moira = await app.SignInAsync(scene.Moira.PersonId, Hat.Coordinator);
        var hal = await app.SignInAsync(scene.Hal.PersonId, Hat.HeadOfService);
        (await moira.GetPageAsync("/surveys")).Body!.TextContent.ShouldContain("Nobody has been asked yet. Look at what it asks");

        // What it asks: a row more, a row less, a wrong one, and the next version.
        var root = $"/surveys/{scene.Scheme.Id}";
        (await moira.GetPageAsync($"{root}/questions")).QuerySelectorAll("main ol li").Length.ShouldBe(9);
        var form = await moira.GetPageAsync($"{root}/questions/edit");
        var more = await (await moira.PostRowAsync(form, "add=true")).PageAsync();
        more.QuerySelectorAll("#Questions .tl-rows__row").Length.ShouldBe(9);
        var less = await (await moira.PostRowAsync(form, "take=0")).PageAsync();
        less.QuerySelectorAll("#Questions .tl-rows__row").Length.ShouldBe(7);
        less.QuerySelector("[name='Questions[0].Text']")!.GetAttribute("value").ShouldBe("Do people here listen to you?");
        var wrong = await moira.SubmitAsync(more, "form#survey", ("Questions[8].Text", "Is it warm?"), ("Questions[8].Kind", "Scale"), ("Reason", "It was cold"));
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await wrong.PageAsync()).QuerySelector("#Questions_8__Low-error")!.TextContent.ShouldContain("Enter what 1 means in question 9");
        (await moira.SubmitAsync(more, "form#survey", ("Questions[8].Text", "Is it warm?"), ("Questions[8].Kind", "YesNo"), ("Reason", "It was cold"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await moira.SubmitAsync(form, "form#survey", ("Title", "Other"), ("Reason", "Old page"))).StatusCode.ShouldBe(HttpStatusCode.Conflict);

        // Opened, with bad input first.
        form = await moira.GetPageAsync($"{root}/waves/new");
        (string, string?)[] good =
            [("Name", "Spring"), .. People.Hub.Date("From", Today), .. People.Hub.Date("To", Today.AddDays(20)), ("SiteIds", scene.Sites[0].ToString()), ("Audience", "everybody"), ("CouldAnswer", "30"), ("NeedsCode", "false")];
        wrong = await moira.SubmitAsync(form, "form#open-wave", [.. good.Where(f => f.Item1 != "CouldAnswer"), ("CouldAnswer", "9")]);
        var again = await wrong.PageAsync();
        again.QuerySelector("#CouldAnswer-error")!.TextContent.ShouldContain("fewer than 10 answers");
        again.QuerySelector("#Audience")!.GetAttribute("value").ShouldBe("everybody");
        wrong = await moira.SubmitAsync(form, "form#open-wave", ("NeedsCode", null));
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var opened = await moira.SubmitAsync(form, "form#open-wave", good);
        opened.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var wave = opened.Headers.Location!.OriginalString;
        var page = await moira.GetPageAsync(wave);
        page.QuerySelector("#answers")!.TextContent.ShouldContain("Fewer than 10 so far.");
        foreach (var paper in page.QuerySelectorAll("main a[href*=poster], main a[href*=paper]"))
        {
            (await moira.GetPageAsync(paper.GetAttribute("href")!)).Body!.TextContent.ShouldContain("https://localhost/survey/");
        }

        // Six on a phone, three on the shared computer, and four on paper.
        var kiosk = page.QuerySelector("main a[href$=kiosk]")!.GetAttribute("href")!;
        var phone = kiosk[..^"/kiosk".Length];
        for (var i = 0; i < 9; i++)
        {
            var visitor = app.Anonymous();
            var sheet = await visitor.GetPageAsync(i < 6 ? phone : kiosk);
            var sent = await visitor.SubmitAsync(sheet, "form#answer", ("Answers[0]", "5"), ("Answers[2]", "4"), ("Answers[6]", "1"), ("Words", i == 0 ? "Ask for Sam." : null));
            sent.StatusCode.ShouldBe(HttpStatusCode.Redirect);
            sent.Headers.Location!.OriginalString.ShouldBe(i < 6 ? $"{phone}/thanks" : $"{kiosk}/thanks");
        }

        var entered = await moira.GetPageAsync($"{wave}/sheets");
        wrong = await moira.SubmitAsync(entered, "form#sheet");
        (await wrong.PageAsync()).QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Answer at least one question");
        for (var i = 0; i < 4; i++)
        {
            var sent = await moira.SubmitAsync(entered, "form#sheet", ("Answers[0]", "3"), ("Answers[7]", "2"));
            sent.StatusCode.ShouldBe(HttpStatusCode.Redirect);
            entered = await moira.GetPageAsync(sent.Headers.Location!.OriginalString);
        }

        // Closed by the coordinator alone, then read by the head of service too.
        page = await moira.GetPageAsync(wave);
        page.QuerySelector("#answers")!.TextContent.ShouldContain("10 or more so far.");
        page.QuerySelectorAll("svg").Length.ShouldBe(0);
        (await hal.GetPageAsync(wave)).QuerySelector("form#close").ShouldBeNull();
        (await hal.PostAsync(wave, new FormUrlEncodedContent([]))).StatusCode.ShouldBe(HttpStatusCode.BadRequest, "no token");
        wrong = await moira.SubmitAsync(page, "form#close");
        (await wrong.PageAsync()).QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Say that you are sure");
        (await moira.SubmitAsync(page, "form#close", ("Sure", "true"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await moira.SubmitAsync(page, "form#close", ("Sure", "true"), ("Once", null))).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        page = await hal.GetPageAsync(wave);
        page.QuerySelector("#answers")!.TextContent.ShouldContain("13 people answered, of 30 who could have (43%).");
        page.Body!.TextContent.ShouldContain("17 people did not");
        page.QuerySelectorAll("svg").Length.ShouldBe(page.QuerySelectorAll("section table").Length - page.QuerySelectorAll("section details table").Length);
        page.Body.TextContent.ShouldNotContain("Ask for Sam.");
        (await app.Anonymous().GetPageAsync(phone)).QuerySelector("h1")!.TextContent.ShouldBe("This survey is not open today");

        // Words: checked, held back.
        var words = await moira.GetPageAsync($"{wave}/words");
        var cut = await moira.SubmitAsync(words, "form#cut-0", ("Cut", "words that nobody wrote"));
        cut.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await cut.PageAsync()).QuerySelector("#cut-words-0")!.GetAttribute("value").ShouldBe("words that nobody wrote");
        var said = words.QuerySelector("blockquote")!.TextContent;
        (await moira.SubmitAsync(words, "form#cut-0", ("Cut", said.Split(' ')[0]))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        words = await moira.GetPageAsync($"{wave}/words");
        words.QuerySelector("blockquote")!.TextContent.ShouldContain("[…]");
        (await moira.SubmitAsync(words, "main form", ("Show", "false"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await moira.GetPageAsync($"{wave}/words")).Body!.TextContent.ShouldContain("Held back");
        (await hal.GetPageAsync(wave)).Body!.TextContent.ShouldNotContain("Ask for Sam.");
        (await hal.GetAsync($"{wave}/words")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await moira.GetAsync($"{wave}/sheets")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Answering_NeedsNoSignInSetsNoCookieAndRunsNoScript()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddSurveySceneAsync();
        var door = await scene.DoorAsync(await scene.WaveAsync());
        await using var app = new ThroughlineApp(database);
        foreach (var address in new[] { $"/survey/{door}", $"/survey/{door}/kiosk", $"/survey/{door}/thanks", $"/survey/{door}/kiosk/thanks" })
        {
            using var response = await app.Anonymous().GetAsync(address);
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
            response.Headers.Contains("Set-Cookie").ShouldBeFalse(address);
            response.Headers.CacheControl!.NoStore.ShouldBeTrue();
            var page = await response.PageAsync();
            page.QuerySelectorAll("script, input[name=Once], input[name^=__]").Length.ShouldBe(0);
            response.Headers.Contains("Refresh").ShouldBe(address.Contains("kiosk", StringComparison.Ordinal), "the shared computer goes back to the beginning by itself");
        }

        // Bad input keeps every word; more time keeps them too and counts nothing.
        var visitor = app.Anonymous();
        var sheet = await visitor.GetPageAsync($"/survey/{door}/kiosk");
        var wrong = await visitor.SubmitAsync(sheet, "form#answer", ("Answers[0]", "9"), ("Answers[3]", "2"), ("Words", "Warm"));
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        wrong.Headers.Contains("Set-Cookie").ShouldBeFalse();
        var kept = await wrong.PageAsync();
        kept.QuerySelector("[name='Answers[3]'][value='2']")!.HasAttribute("checked").ShouldBeTrue();
        kept.QuerySelector("textarea")!.TextContent.ShouldBe("Warm");
        kept.QuerySelector("[name=Number]")!.GetAttribute("value").ShouldBe(sheet.QuerySelector("[name=Number]")!.GetAttribute("value"));
        var later = await visitor.PostAsync($"/survey/{door}/kiosk?handler=More", new FormUrlEncodedContent([new("Answers[3]", "2"), new("Words", "Warm"), new("Number", "0123456789abcdef0123456789abcdef")]));
        later.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await later.PageAsync()).QuerySelector("[name='Answers[3]'][value='2']")!.HasAttribute("checked").ShouldBeTrue();
        (await visitor.SubmitAsync(sheet, "form#answer", ("Answers[0]", "5"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await visitor.SubmitAsync(sheet, "form#answer", ("Answers[0]", "5"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await using var context = database.Everything();
        (await context.SurveyTallies.Where(t => t.Question == SurveyTally.Sheets).SumAsync(t => t.Count)).ShouldBe(1, "the same page twice");

        foreach (var address in new[] { "/survey/ABCDEFGH", "/survey/ABCDEFGH/kiosk", "/survey/%3Cscript%3E", "/survey/ABCDEFGH/thanks", "/survey/ABCDEFGH/kiosk/thanks" })
        {
            (await visitor.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        (await visitor.PostAsync("/survey/ABCDEFGH", new FormUrlEncodedContent([]))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        HttpStatusCode last = default;
        for (var i = 0; i < 40 && last != HttpStatusCode.TooManyRequests; i++)
        {
            last = (await visitor.PostAsync($"/survey/{door}", new FormUrlEncodedContent([]))).StatusCode;
        }

        last.ShouldBe(HttpStatusCode.TooManyRequests, "nobody floods a survey from one address");
    }

    [Fact]
    public async Task Codes_ArePrintedOnce_AndAskedFor()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddSurveySceneAsync();
        var wave = await scene.WaveAsync(codes: true);
        await using var app = new ThroughlineApp(database);
        var moira = await app.SignInAsync(scene.Moira.PersonId, Hat.Coordinator);
        var form = await moira.GetPageAsync($"/surveys/waves/{wave}/codes");
        var wrong = await moira.SubmitAsync(form, "form#codes", ("HowMany", "many"));
        (await wrong.PageAsync()).QuerySelector("#HowMany-error")!.TextContent.ShouldContain("from 1 to 200");
        var slips = (await (await moira.SubmitAsync(form, "form#codes", ("HowMany", "3"))).PageAsync()).QuerySelectorAll(".tl-slips__code").Select(s => s.TextContent).ToList();
        slips.Count.ShouldBe(3);
        (await moira.GetPageAsync($"/surveys/waves/{wave}/codes")).Body!.TextContent.ShouldNotContain(slips[0]);
        var visitor = app.Anonymous();
        var door = await scene.DoorAsync(wave);
        wrong = await visitor.SubmitAsync(await visitor.GetPageAsync($"/survey/{door}"), "form#answer", ("Answers[0]", "5"), ("Code", "AAAA-AAAA"));
        (await wrong.PageAsync()).QuerySelector("#Code-error")!.TextContent.ShouldContain("has been used, or is not right");
        (await visitor.SubmitAsync(await wrong.PageAsync(), "form#answer", ("Code", slips[0]))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        wrong = await visitor.SubmitAsync(await visitor.GetPageAsync($"/survey/{door}"), "form#answer", ("Answers[0]", "5"), ("Code", slips[0]));
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task HandOut_APeerOnDuty_IsToldYesOrThatSomebodyElseWill()
    {
        await using var house = await Trust.HubHouse.OpenAsync();
        var scene = house.Scene;
        await using var context = house.Database.Everything();
        var site = (await context.Spaces.SingleAsync()).SiteId;
        var dee = await house.SignInAsync(scene.Dee);
        (await dee.GetPageAsync("/surveys/hand-out")).Body!.TextContent.ShouldContain("No survey is open today");
        (await dee.GetPageAsync("/")).QuerySelectorAll("a[href='/surveys/hand-out']").Length.ShouldBe(0);
        var wave = (await house.Database.AsAsync<OpenWave, Outcome<Guid>>(scene.Moira, open => open.RunAsync(new NewWave(
            scene.Scheme.Id, new WavePlan("Spring", Today, Today.AddDays(20), "everybody", 30, false, [site]))))).Value;
        await house.Database.WriteAsync("kept-apart", writing =>
        {
            writing.Context.Add(Relationship.Declare(writing.NewId(), scene.Joe.PersonId, scene.Moira.PersonId, null, scene.Ruth.PersonId, Today, Today.AddDays(84)).Value);
            return true;
        });

        // A peer who is not on duty finds nobody; the coordinator finds those of the scheme.
        (await dee.GetPageAsync("/")).QuerySelectorAll("a[href='/surveys/hand-out']").Length.ShouldBe(1);
        (await dee.GetPageAsync("/surveys/hand-out?q=joe")).QuerySelector("form#hand-out").ShouldBeNull();
        var moira = await house.SignInAsync(scene.Moira);
        foreach (var finds in new[] { dee, moira })
        {
            People.SearchTests.ShouldAskForFewer(await finds.GetPageAsync("/surveys/hand-out?q=" + Uri.EscapeDataString(People.SearchTests.TooMany)), "/surveys/hand-out");
        }

        var form = await moira.GetPageAsync("/surveys/hand-out?q=joe");
        var wrong = await moira.SubmitAsync(form, "form#hand-out");
        (await wrong.PageAsync()).QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Choose who would answer");
        wrong = await moira.SubmitAsync(form, "form#hand-out", ("WaveId", wave.ToString()), ("PersonId", scene.Joe.PersonId.ToString()));
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await wrong.PageAsync()).QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Somebody else will do this one with them");
        var yes = await moira.SubmitAsync(form, "form#hand-out", ("WaveId", wave.ToString()), ("PersonId", scene.Ann.PersonId.ToString()));
        (await yes.PageAsync()).QuerySelector("#yes a")!.GetAttribute("href")!.ShouldStartWith("/survey/");
        (await moira.SubmitAsync(form, "form#hand-out", ("WaveId", wave.ToString()), ("PersonId", Guid.Empty.ToString()))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Pages_OfOthers_AreForbiddenOrNotThere()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddSurveySceneAsync();
        var wave = await scene.WaveAsync();
        var other = (await database.SetUpSchemeAsync("Towpath")).Coordinator;
        var sam = await database.AddPersonAsync("Sam", "Oak", scene.Scheme.PeerMentor);
        await using var app = new ThroughlineApp(database);
        var (stranger, peer, hal) = (await app.SignInAsync(other.PersonId, Hat.Coordinator), await app.SignInAsync(sam, Hat.PeerWorker), await app.SignInAsync(scene.Hal.PersonId, Hat.HeadOfService));
        string[] addresses =
        [
            $"/surveys/{scene.Scheme.Id}/questions", $"/surveys/{scene.Scheme.Id}/questions/edit", $"/surveys/{scene.Scheme.Id}/waves/new", $"/surveys/waves/{wave}/words", $"/surveys/waves/{wave}/codes",
            $"/surveys/waves/{wave}/sheets", $"/surveys/waves/{wave}/poster/{scene.Sites[0]}", $"/surveys/waves/{wave}/paper/{scene.Sites[0]}",
        ];
        foreach (var address in addresses.Append($"/surveys/waves/{wave}"))
        {
            (await stranger.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound, address);
            (await peer.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, address);
        }

        foreach (var address in addresses)
        {
            (await hal.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, address);
        }

        // A form of the stranger's own, sent to a wave that is not theirs.
        var token = await stranger.GetPageAsync("/account");
        foreach (var address in new[] { $"/surveys/waves/{wave}", $"/surveys/waves/{wave}/words", $"/surveys/waves/{wave}/codes", $"/surveys/waves/{wave}/sheets", $"/surveys/{scene.Scheme.Id}/waves/new", $"/surveys/{scene.Scheme.Id}/questions/edit" })
        {
            var sent = await stranger.PostAsync(address, new FormUrlEncodedContent([new("__RequestVerificationToken", token.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!), new("Version", "1")]));
            sent.StatusCode.ShouldBe(HttpStatusCode.NotFound, address);
        }
    }
}

internal static class SurveySteps
{
    /// <summary>What the buttons that add and take out rows send.</summary>
    public static Task<HttpResponseMessage> PostRowAsync(this HttpClient client, AngleSharp.Html.Dom.IHtmlDocument page, string what)
    {
        var form = page.QuerySelector("form#survey")!;
        var before = form.GetAttribute("action");
        form.SetAttribute("action", $"{before}?handler=Row&{what}");
        var sent = client.SubmitAsync(page, "form#survey");
        form.SetAttribute("action", before!);
        return sent;
    }
}
