using System.IO.Compression;
using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.DependencyInjection;
using Throughline.Files;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Stories;
using Throughline.Stories.Stages;
using Throughline.Testing;
using Throughline.Web.Documents;
using Throughline.Web.Security;

namespace Throughline.Web.Tests.Stories;

public sealed class StoryPagesTests
{
    [Fact]
    public async Task Mine_NothingYet_InvitesToWrite()
    {
        await using var house = await StoryHouse.BuildAsync();
        var page = await house.Owner.GetPageAsync("/stories");
        page.QuerySelector("main")!.TextContent.ShouldContain("This is a place for your own words");
        page.QuerySelector("a[href='/stories/write']").ShouldNotBeNull();
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Write_WordsForOneself_AreReadAsTheyWereTyped(string provider)
    {
        await using var house = await StoryHouse.BuildAsync(provider);
        var form = await house.Owner.GetPageAsync("/stories/write");
        var answer = await house.Owner.SubmitAsync(form, "form#story", ("Title", "An addict's first day"), ("Text", "I was a convict. <b>Bold</b> & 🌱\r\n\r\nNot now."),
            ("OccasionDate.Day", "3"), ("OccasionDate.Month", "feb"), ("OccasionDate.Year", "2026"));

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var page = await house.Owner.GetPageAsync(answer.Headers.Location!.ToString());
        page.QuerySelector("h1")!.TextContent.ShouldBe("An addict's first day");
        page.QuerySelectorAll(".tl-words__text").Select(p => p.TextContent).ShouldBe(["I was a convict. <b>Bold</b> & 🌱", "Not now."]);
        var list = await house.Owner.GetPageAsync("/stories");
        list.QuerySelector(".tl-stories__item")!.TextContent.ShouldContain("not shared");
        var change = await house.Owner.GetPageAsync(answer.Headers.Location + "/change");
        ((IHtmlTextAreaElement)change.QuerySelector("textarea[name=Text]")!).Value.ReplaceLineEndings("\r\n").ShouldBe("I was a convict. <b>Bold</b> & 🌱\r\n\r\nNot now.");
    }

    [Fact]
    public async Task Write_DateThatDoesNotExist_KeepsEveryWordBesideTheMessage()
    {
        await using var house = await StoryHouse.BuildAsync();
        var form = await house.Owner.GetPageAsync("/stories/write");
        var answer = await house.Owner.SubmitAsync(form, "form#story", ("Title", "A day"), ("Text", "All of my words."),
            ("OccasionDate.Day", "31"), ("OccasionDate.Month", "2"), ("OccasionDate.Year", "2026"));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var page = await answer.PageAsync();
        ((IHtmlTextAreaElement)page.QuerySelector("textarea[name=Text]")!).Value.ShouldBe("All of my words.");
        ((IHtmlInputElement)page.QuerySelector("input[name=Title]")!).Value.ShouldBe("A day");
        page.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("real date");
        page.QuerySelector(".govuk-error-message")!.TextContent.ShouldContain("real date");
    }

    [Fact]
    public async Task Write_SentTwice_IsSavedOnce()
    {
        await using var house = await StoryHouse.BuildAsync();
        var form = await house.Owner.GetPageAsync("/stories/write");
        (string, string?)[] words = [("Title", "Once"), ("Text", "Only once."), ("OccasionDate.Day", "3"), ("OccasionDate.Month", "2"), ("OccasionDate.Year", "2026")];
        var first = await house.Owner.SubmitAsync(form, "form#story", words);
        var second = await house.Owner.SubmitAsync(form, "form#story", words);
        second.Headers.Location.ShouldBe(first.Headers.Location);
        (await house.Owner.GetPageAsync("/stories")).QuerySelectorAll(".tl-stories__item").Length.ShouldBe(1);
    }

    [Fact]
    public async Task Write_ForgedToken_IsRefused()
    {
        await using var house = await StoryHouse.BuildAsync();
        var form = await house.Owner.GetPageAsync("/stories/write");
        var answer = await house.Owner.SubmitAsync(form, "form#story", ("__RequestVerificationToken", "forged"), ("Title", "T"), ("Text", "W"));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await house.Owner.GetPageAsync("/stories")).QuerySelectorAll(".tl-stories__item").ShouldBeEmpty();
    }

    [Fact]
    public async Task Change_SavedElsewhereMeanwhile_Is409WithEveryWord()
    {
        await using var house = await StoryHouse.BuildAsync();
        var story = await house.Scene.WriteAsync();
        var phone = await house.Owner.GetPageAsync($"/stories/{story}/change");
        var laptop = await house.Owner.GetPageAsync($"/stories/{story}/change");
        (await house.Owner.SubmitAsync(phone, "form#story", ("Text", "From the phone"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var answer = await house.Owner.SubmitAsync(laptop, "form#story", ("Text", "From the laptop"));
        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var page = await answer.PageAsync();
        ((IHtmlTextAreaElement)page.QuerySelector("textarea[name=Text]")!).Value.ShouldBe("From the laptop");
        var again = await house.Owner.SubmitAsync(page, "form#story");
        again.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await house.Owner.GetPageAsync($"/stories/{story}")).QuerySelector(".tl-words")!.TextContent.ShouldContain("From the laptop");
    }

    [Theory]
    [InlineData("")]
    [InlineData("/change")]
    [InlineData("/delete")]
    [InlineData("/sharing")]
    [InlineData("/sharing/coding")]
    [InlineData("/coding")]
    public async Task AnyPage_SomebodyElsesStory_AnswersAsOneThatDoesNotExist(string page)
    {
        await using var house = await StoryHouse.BuildAsync();
        var story = await house.Scene.WriteAsync();
        var other = await house.Database.AddPersonAsync("Kit", "Lowe", house.Scene.Scheme.PeerMentor);
        using var client = await house.App.SignInAsync(other, Hat.PeerWorker);
        var real = await client.GetAsync($"/stories/{story}{page}");
        var none = await client.GetAsync($"/stories/{Guid.CreateVersion7()}{page}");
        real.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        none.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await real.PageAsync()).QuerySelector("main")!.InnerHtml.ShouldBe((await none.PageAsync()).QuerySelector("main")!.InnerHtml);
    }

    [Fact]
    public async Task Post_ByAnotherPeerWorker_IsNotFoundAndChangesNothing()
    {
        await using var house = await StoryHouse.BuildAsync();
        var story = await house.Scene.WriteAsync();
        var consent = await house.Scene.ShareAsync(story);
        var coding = await house.Scene.MarkAsync(story, "They gave me the key.", "trust-given");
        var own = await house.Owner.GetPageAsync($"/stories/{story}/change");
        var sharing = await house.Owner.GetPageAsync($"/stories/{story}/sharing");
        var delete = await house.Owner.GetPageAsync($"/stories/{story}/delete");
        var other = await house.Database.AddPersonAsync("Kit", "Lowe", house.Scene.Scheme.PeerMentor);
        using var client = await house.App.SignInAsync(other, Hat.PeerWorker);
        var token = ((IHtmlInputElement)(await client.GetPageAsync("/stories/write")).QuerySelector("form#story input[name=__RequestVerificationToken]")!).Value;

        (await client.SubmitAsync(own, "form#story", ("__RequestVerificationToken", token), ("Text", "Mine now"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await client.SubmitAsync(sharing, $"form#withdraw-{consent}", ("__RequestVerificationToken", token))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await client.SubmitAsync(delete, "form#delete", ("__RequestVerificationToken", token))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var answer = await client.PostAsync("/stories/answer", new FormUrlEncodedContent([
            new("__RequestVerificationToken", token), new("CodingId", coding.ToString()), new("Answer", "ThatsRight")]));
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);

        (await house.Owner.GetPageAsync($"/stories/{story}")).QuerySelector(".tl-words")!.TextContent.ShouldContain("They gave me the key.");
        (await house.Coder.GetAsync($"/stories/{story}")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(Hat.Coordinator, "/stories", HttpStatusCode.Forbidden)]
    [InlineData(Hat.Coordinator, "/stories/write", HttpStatusCode.Forbidden)]
    [InlineData(Hat.Coordinator, "/stories/coding", HttpStatusCode.OK)]
    [InlineData(Hat.Coordinator, "/stories/coders", HttpStatusCode.OK)]
    [InlineData(Hat.StaffColleague, "/stories/coders", HttpStatusCode.Forbidden)]
    public async Task Pages_ByHat_OpenOrNot(Hat hat, string address, HttpStatusCode expected)
    {
        await using var house = await StoryHouse.BuildAsync();
        using var client = await house.App.SignInAsync(house.Scene.Coordinator.PersonId, hat);
        (await client.GetAsync(address)).StatusCode.ShouldBe(expected);
    }

    [Fact]
    public async Task Sharing_GivenAndTakenBack_OneRequestEach()
    {
        await using var house = await StoryHouse.BuildAsync();
        var story = await house.Scene.WriteAsync();
        (await house.Coder.GetAsync($"/stories/{story}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        var share = await house.Owner.GetPageAsync($"/stories/{story}/sharing/coding");
        var missing = await house.Owner.SubmitAsync(share, "form#share", ("Months", "6"));
        missing.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await missing.PageAsync()).QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Choose who");
        (await house.Owner.SubmitAsync(share, "form#share", ("AudienceId", house.Scene.Coder.PersonId.ToString()), ("Months", "6"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await house.Coder.GetPageAsync("/stories/coding")).QuerySelector(".tl-stories")!.TextContent.ShouldContain("Dee Marlow");
        (await house.Coder.GetAsync($"/stories/{story}")).StatusCode.ShouldBe(HttpStatusCode.OK);

        var sharing = await house.Owner.GetPageAsync($"/stories/{story}/sharing");
        sharing.QuerySelector("main")!.TextContent.ShouldContain("Owen Pryce has read it");
        (await house.Owner.SubmitAsync(sharing, "form[id^=withdraw]")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await house.Coder.GetAsync($"/stories/{story}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await house.Coder.GetAsync($"/stories/{story}/coding")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await house.Coder.GetPageAsync("/stories/coding")).QuerySelector(".tl-stories").ShouldBeNull();
    }

    [Fact]
    public async Task Coding_SentencesTickedWithoutScript_AreMarkedAndAnsweredByTheOwner()
    {
        await using var house = await StoryHouse.BuildAsync();
        var story = await house.Scene.WriteAsync();
        await house.Scene.ShareAsync(story);
        var page = await house.Coder.GetPageAsync($"/stories/{story}/coding?p=1");
        page.QuerySelectorAll("[name=Sentence]").Select(s => s.ParentElement!.QuerySelector("label")!.TextContent).ShouldBe(["I kept thinking about it.", "🌱 One day I asked if I could help."]);
        var sentence = page.QuerySelectorAll("[name=Sentence]")[1].GetAttribute("value");

        var none = await house.Coder.SubmitAsync(page, "form#marking", ("Code", "sought-out-the-role"), ("Strength", "3"));
        none.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var noCode = await house.Coder.SubmitAsync(page, "form#marking", ("Sentence", sentence), ("Strength", "3"));
        noCode.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var kept = await noCode.PageAsync();
        kept.QuerySelector($"[name=Sentence][value='{sentence}']")!.HasAttribute("checked").ShouldBeTrue();
        (kept.QuerySelector(".govuk-error-summary a") as IHtmlAnchorElement)!.GetAttribute("href").ShouldBe("#Code");

        var marked = await house.Coder.SubmitAsync(kept, "form#marking", ("Code", "sought-out-the-role"), ("Strength", "3"));
        marked.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var read = await house.Owner.GetPageAsync($"/stories/{story}");
        read.QuerySelector("mark")!.TextContent.ShouldBe("🌱 One day I asked if I could help.");
        read.QuerySelectorAll("[id^=passage-]").Length.ShouldBe(1);
        read.QuerySelector(".tl-about")!.TextContent.ShouldContain("something to take hold of");

        var yes = await house.Owner.SubmitAsync(read, ".tl-about form", ("Answer", "ThatsRight"), ("Words", "I asked twice"));
        yes.Headers.Location!.ToString().ShouldStartWith($"/stories/{story}?version=1#about-");
        var after = await house.Owner.GetPageAsync($"/stories/{story}");
        after.QuerySelector(".tl-about .govuk-tag")!.TextContent.ShouldContain("You said: yes, that's right");
        var evidence = await house.Owner.GetPageAsync("/stories/evidence/something-to-take-hold-of");
        evidence.QuerySelector("main")!.TextContent.ShouldContain("a glimpse");
        evidence.QuerySelector(".tl-about__passage")!.TextContent.ShouldContain("🌱 One day I asked if I could help.");
        evidence.QuerySelector(".tl-about__own")!.TextContent.ShouldBe("“I asked twice”");
    }

    [Theory]
    [InlineData("26", "61", "🌱 One day I asked if I could help.")]
    [InlineData("52", "84", null)]
    public async Task Coding_PlacesFromTheScript_AreThoseOfTheStoredText(string start, string end, string? expected)
    {
        await using var house = await StoryHouse.BuildAsync();
        var story = await house.Scene.WriteAsync();
        await house.Scene.ShareAsync(story);
        var page = await house.Coder.GetPageAsync($"/stories/{story}/coding");
        var answer = await house.Coder.SubmitAsync(page, "form#marking", ("Start", start), ("End", end), ("Code", "keeps-turning-up"), ("Strength", "1"));
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var marked = (await house.Owner.GetPageAsync($"/stories/{story}")).QuerySelectorAll("mark").Select(m => m.TextContent).ToList();
        string.Concat(marked).ShouldBe(expected ?? StoryScene.Words[int.Parse(start, null)..int.Parse(end, null)].Replace("\r\n", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("-4", "9")]
    [InlineData("0", "99999")]
    [InlineData("x", "9")]
    public async Task Coding_ForgedPlaces_AreRefused(string start, string end)
    {
        await using var house = await StoryHouse.BuildAsync();
        var story = await house.Scene.WriteAsync();
        await house.Scene.ShareAsync(story);
        var page = await house.Coder.GetPageAsync($"/stories/{story}/coding");
        (await house.Coder.SubmitAsync(page, "form#marking", ("Start", start), ("End", end), ("Code", "keeps-turning-up"), ("Strength", "1"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Evidence_OwnViewAndPast_StandBesideWhatTheMarksSay()
    {
        await using var house = await StoryHouse.BuildAsync();
        var page = await house.Owner.GetPageAsync("/stories/evidence");
        page.QuerySelectorAll(".tl-sides__item").Length.ShouldBe(4);
        page.QuerySelectorAll(".tl-sides__item").ShouldAllBe(item => item.TextContent.Contains("not yet given") && item.TextContent.Contains("nothing recorded yet"));
        (await house.Owner.SubmitAsync(page, "form#past")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await house.Owner.SubmitAsync(page, "form#past", ("Position", "WovenIn"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var hook = await house.Owner.GetPageAsync("/stories/evidence/something-to-take-hold-of");
        (await house.Owner.SubmitAsync(hook, "form#view", ("Standing", "Partly"), ("Words", "On good days"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await house.Owner.SubmitAsync(hook, "form#review")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var after = await house.Owner.GetPageAsync("/stories/evidence/something-to-take-hold-of");
        after.QuerySelector("main")!.TextContent.ShouldContain("On good days");
        after.QuerySelector("main")!.TextContent.ShouldContain("1 picture kept");
        (await house.Owner.GetAsync("/stories/evidence/hook")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Evidence_EachMark_SaysWhetherItCountsAndWhyNot(string provider)
    {
        await using var house = await StoryHouse.BuildAsync(provider);
        var scene = house.Scene;
        var story = await scene.WriteAsync(on: new DateOnly(2025, 11, 1));
        await scene.ShareAsync(story);
        var counted = await scene.MarkAsync(story, "One day I asked if I could help.", "sought-out-the-role");
        var silent = await scene.MarkAsync(story, "They gave me the key.", "keeps-turning-up");
        var no = await scene.MarkAsync(story, "I turned up every week after that.", "keeps-turning-up");
        var other = await scene.MarkAsync(story, "They gave me the key.", "trust-given");
        var before = await scene.WriteAsync(on: new DateOnly(2025, 3, 2));
        await scene.ShareAsync(before);
        var old = await scene.MarkAsync(before, "I turned up every week after that.", "keeps-turning-up");
        var act = (await scene.RunAsync<GiveAccount, Guid>(scene.Supervisor, g => g.RunAsync(
            new NewAccount(scene.Owner.PersonId, new StoryWords("Held the keys", StoryScene.Words, new DateOnly(2026, 2, 3)), Act: true)))).Value;
        await scene.ShareAsync(act);
        var noted = await scene.MarkAsync(act, "They gave me the key.", "keeps-turning-up");
        foreach (var yes in new[] { counted, other, old, noted })
        {
            await scene.AnswerAsync(yes);
        }

        await scene.AnswerAsync(no, OwnerAnswer.ThatsNotIt);
        var all = await house.Owner.GetPageAsync("/stories/evidence");
        all.QuerySelector($"#counts-{other}")!.TextContent.ShouldBe("It does not count: it is about none of the four sides.");
        var page = await house.Owner.GetPageAsync("/stories/evidence/something-to-take-hold-of");
        page.QuerySelector("main")!.TextContent.ShouldContain("in the last 365 days: a glimpse");
        (Guid Mark, string Says)[] expected =
        [
            (counted, "It counts."), (silent, "It does not count: you have not answered yet."), (no, "It does not count: you said that's not it."),
            (old, "It does not count: it is from before 3 March 2025, and only the last 365 days count."),
            (noted, "It does not count: you have not said yet if this happened as it says."),
        ];
        page.QuerySelectorAll("[id^=counts-]").Select(m => (m.Id, m.TextContent)).ShouldBe(expected.Select(e => ((string?)$"counts-{e.Mark}", e.Says)), ignoreOrder: true);

        // The window is the scheme's, and so is what the page says of it.
        (await house.Database.DoAsync(scene.Coordinator, (ChangeSetting change) => change.RunAsync(new SettingEdit(scene.Scheme.Id, SettingKeys.StagesWindowDays, "84", "Ours is a short course", 0)))).Refusal.ShouldBeNull();
        (await scene.RunAsync<AgreeToAct, Done>(scene.Owner, a => a.RunAsync(act, OwnerAnswer.ThatsRight))).Succeeded.ShouldBeTrue();
        var after = await house.Owner.GetPageAsync("/stories/evidence/something-to-take-hold-of");
        after.QuerySelector("main")!.TextContent.ShouldContain("in the last 84 days: a glimpse, from other people only");
        after.QuerySelector($"#counts-{counted}")!.TextContent.ShouldBe("It does not count: it is from before 9 December 2025, and only the last 84 days count.");
        after.QuerySelector($"#counts-{noted}")!.TextContent.ShouldBe("It counts.");
    }

    [Fact]
    public async Task Evidence_LaterSideIsSteady_SaysThatTheRecordHasAGap()
    {
        await using var house = await StoryHouse.BuildAsync();
        (await house.Owner.GetPageAsync("/stories/evidence")).QuerySelector("main")!.TextContent.ShouldNotContain("gap in the record");
        foreach (var on in new[] { new DateOnly(2025, 12, 1), new DateOnly(2026, 1, 5), new DateOnly(2026, 2, 3) })
        {
            var story = await house.Scene.WriteAsync(on: on);
            await house.Scene.ShareAsync(story);
            await house.Scene.AnswerAsync(await house.Scene.MarkAsync(story, "I turned up every week after that.", "keeps-turning-up"));
        }

        var sides = (await house.Owner.GetPageAsync("/stories/evidence")).QuerySelectorAll(".tl-sides__item");
        sides[0].TextContent.ShouldContain("a gap in the record");
        sides[1].TextContent.ShouldContain("steady");
        sides.Skip(1).ShouldAllBe(side => !side.TextContent.Contains("gap in the record"));
        (await house.Owner.GetPageAsync("/stories/evidence/open-to-something-different")).QuerySelector("main")!.TextContent.ShouldContain("The record has a gap here");
        (await house.Owner.GetPageAsync("/stories/evidence/something-to-take-hold-of")).QuerySelector("main")!.TextContent.ShouldNotContain("The record has a gap here");
    }

    [Fact]
    public async Task Upload_Document_IsShownBeforeItIsSaved()
    {
        await using var house = await StoryHouse.BuildAsync();
        var form = await house.Owner.GetPageAsync("/stories/upload");
        var preview = await house.Owner.SubmitAsync(form, "form#upload", [], [new UploadFile("Document", "A letter.txt", Encoding.UTF8.GetBytes("Dear all,\nI am well."))]);
        preview.StatusCode.ShouldBe(HttpStatusCode.OK);
        var page = await preview.PageAsync();
        ((IHtmlTextAreaElement)page.QuerySelector("textarea[name=Text]")!).Value.ShouldBe("Dear all,\nI am well.");
        (await house.Owner.GetPageAsync("/stories")).QuerySelectorAll(".tl-stories__item").ShouldBeEmpty("nothing is saved yet");

        var incomplete = await house.Owner.SubmitAsync(page, "form#save");
        incomplete.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var saved = await house.Owner.SubmitAsync(await incomplete.PageAsync(), "form#save", ("OccasionDate.Day", "1"), ("OccasionDate.Month", "2"), ("OccasionDate.Year", "2026"));
        saved.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var story = await house.Owner.GetPageAsync(saved.Headers.Location!.ToString());
        story.QuerySelector("h1")!.TextContent.ShouldBe("A letter");
        story.QuerySelector("main")!.TextContent.ShouldContain("read from A letter.txt");
    }

    [Fact]
    public async Task Upload_WordsNotSavedYet_AreFoundAgainUntilTheyAreSavedOrThrownAway()
    {
        await using var house = await StoryHouse.BuildAsync();
        var form = await house.Owner.GetPageAsync("/stories/upload?another=true");
        var page = await (await house.Owner.SubmitAsync(form, "form#upload", [], [new UploadFile("Document", "A letter.txt", Encoding.UTF8.GetBytes("Dear all,\nI am well."))])).PageAsync();
        page.DocumentElement.GetAttribute("data-address").ShouldBe("/stories/upload", "the page that is locked and opened again");
        var save = page.QuerySelector("form#save")!;
        var to = save.GetAttribute("action")!;
        save.SetAttribute("action", "/drafts");
        await house.Owner.SubmitAsync(page, "form#save", ("__Draft", save.GetAttribute("data-draft")), ("Text", "I am better."), ("OccasionDate.Day", "1"), ("OccasionDate.Month", "2"), ("OccasionDate.Year", "2026"));

        var again = await house.Owner.GetPageAsync("/stories/upload");
        again.QuerySelector("h1")!.TextContent.ShouldBe("Check what we read");
        ((IHtmlTextAreaElement)again.QuerySelector("textarea[name=Text]")!).Value.ShouldBe("I am better.");
        (await house.Owner.GetPageAsync("/stories/upload?another=true")).QuerySelector(".govuk-inset-text")!.TextContent.ShouldContain("A letter.txt");
        (await house.Owner.SubmitAsync(again, "form#discard")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await house.Owner.GetPageAsync("/stories/upload")).QuerySelector("form#save").ShouldBeNull();

        await house.Owner.SubmitAsync(page, "form#save", ("__Draft", save.GetAttribute("data-draft")), ("Text", "I am better."), ("OccasionDate.Day", "1"), ("OccasionDate.Month", "2"), ("OccasionDate.Year", "2026"));
        var ready = await house.Owner.GetPageAsync("/stories/upload");
        ready.QuerySelector("form#save")!.GetAttribute("action").ShouldBe(to);
        var saved = await house.Owner.SubmitAsync(ready, "form#save");
        saved.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await house.Owner.GetPageAsync(saved.Headers.Location!.ToString())).QuerySelector("main")!.TextContent.ShouldContain("read from A letter.txt");
        (await house.Owner.GetPageAsync("/stories/upload")).QuerySelector("form#save").ShouldBeNull();
    }

    [Theory]
    [InlineData("empty.docx", "")]
    [InlineData("picture.docx", "\u0089PNG\r\n")]
    [InlineData("words.exe", "MZ")]
    [InlineData("broken.pdf", "%PDF-1.7 and then nothing")]
    public async Task Upload_FileThatIsNotWhatItSays_IsRefusedAtTheField(string name, string content)
    {
        await using var house = await StoryHouse.BuildAsync();
        var form = await house.Owner.GetPageAsync("/stories/upload");
        var answer = await house.Owner.SubmitAsync(form, "form#upload", [], [new UploadFile("Document", name, Encoding.Latin1.GetBytes(content))]);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var page = await answer.PageAsync();
        page.QuerySelector("#Document-error")!.TextContent.Trim().Length.ShouldBeGreaterThan(20);
    }

    [Fact]
    public async Task Upload_Pdf_IsReadInAnotherProcess()
    {
        await using var house = await StoryHouse.BuildAsync();
        var file = RawPdf.Raw("", "BT /F1 12 Tf 10 10 Td (They gave me the key.) Tj ET"u8.ToArray(), "", resources: RawPdf.Helvetica);
        var preview = await house.Owner.SubmitAsync(await house.Owner.GetPageAsync("/stories/upload"), "form#upload", [], [new UploadFile("Document", "key.pdf", file)]);
        preview.StatusCode.ShouldBe(HttpStatusCode.OK);
        ((IHtmlTextAreaElement)(await preview.PageAsync()).QuerySelector("textarea[name=Text]")!).Value.ShouldBe("They gave me the key.");
        house.App.Services.GetRequiredService<ReadPdf>().Target.ShouldBeOfType<PdfProcess>();
    }

    [Fact]
    public async Task Upload_PdfThatTakesTooMuch_IsRefusedAtTheField()
    {
        await using var house = await StoryHouse.BuildAsync(services: services => services.Configure<ThroughlineSettings>(settings => settings.Pdf.Seconds = 0.001));
        var file = RawPdf.Raw("", "BT ET"u8.ToArray(), "");
        var answer = await house.Owner.SubmitAsync(await house.Owner.GetPageAsync("/stories/upload"), "form#upload", [], [new UploadFile("Document", "key.pdf", file)]);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.PageAsync()).QuerySelector("#Document-error")!.TextContent.ShouldContain("could not be read in the time");
        (await house.Owner.GetPageAsync("/stories")).QuerySelectorAll(".tl-stories__item").ShouldBeEmpty();
    }

    [Fact]
    public async Task Upload_NothingChosen_SaysSo()
    {
        await using var house = await StoryHouse.BuildAsync();
        var answer = await house.Owner.SubmitAsync(await house.Owner.GetPageAsync("/stories/upload"), "form#upload");
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.PageAsync()).QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Choose a document");
    }

    [Fact]
    public async Task Delete_AfterConfirming_LeavesNothingToOpen()
    {
        await using var house = await StoryHouse.BuildAsync();
        var story = await house.Scene.WriteAsync();
        var page = await house.Owner.GetPageAsync($"/stories/{story}/delete");
        (await house.Owner.SubmitAsync(page, "form#delete")).Headers.Location!.ToString().ShouldBe("/stories");
        (await house.Owner.GetAsync($"/stories/{story}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Copy_Downloaded_IsAZipWithEveryVersion()
    {
        await using var house = await StoryHouse.BuildAsync();
        await house.Scene.WriteAsync();
        var answer = await house.Owner.SubmitAsync(await house.Owner.GetPageAsync("/stories/copy"), "form#copy");
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/zip");
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync());
        zip.Entries.Select(e => e.Name).ShouldBe(["version 1.txt", "stories.json"]);
    }

    [Fact]
    public async Task Coders_TrainingConfirmed_MakesSomebodyAChoice()
    {
        await using var house = await StoryHouse.BuildAsync();
        using var coordinator = await house.App.SignInAsync(house.Scene.Coordinator.PersonId, Hat.Coordinator);
        var page = await coordinator.GetPageAsync("/stories/coders?q=ruth");
        (await coordinator.SubmitAsync(page, "form#confirm", ("On.Day", "2"), ("On.Month", "3"), ("On.Year", "2026"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await coordinator.SubmitAsync(page, "form#confirm", ("PersonId", house.Scene.Supervisor.PersonId.ToString()), ("On.Day", "2"), ("On.Month", "3"), ("On.Year", "2026"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await coordinator.GetPageAsync("/stories/coders")).QuerySelector("tbody")!.TextContent.ShouldContain("Ruth Adeyemi");
    }

    [Fact]
    public async Task Account_GivenByTheSupervisor_IsAnsweredByTheOwner()
    {
        await using var house = await StoryHouse.BuildAsync();
        using var supervisor = await house.App.SignInAsync(house.Scene.Supervisor.PersonId, Hat.Supervisor);
        var form = await supervisor.GetPageAsync($"/stories/account/{house.Scene.Owner.PersonId}");
        var given = await supervisor.SubmitAsync(form, "form#account", ("Kind", "account"), ("Title", "What I saw"), ("Text", "Dee stayed."), ("OccasionDate.Day", "2"), ("OccasionDate.Month", "2"), ("OccasionDate.Year", "2026"));
        var address = given.Headers.Location!.ToString();
        (await supervisor.GetPageAsync(address)).QuerySelector("main")!.TextContent.ShouldContain("Not yet given");
        var mine = await house.Owner.GetPageAsync(address);
        mine.QuerySelector("main")!.TextContent.ShouldContain("written by Ruth Adeyemi (Supervisor) about you");
        mine.QuerySelector("a[href$='/change']").ShouldBeNull();
        (await house.Owner.SubmitAsync(mine, "form#reply", ("Words", "He asked me to."))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await supervisor.GetPageAsync(address)).QuerySelector("main")!.TextContent.ShouldContain("He asked me to.");
    }

    [Fact]
    public async Task Read_HundredPages_IsOnePageOfBoundedSize()
    {
        await using var house = await StoryHouse.BuildAsync();
        var text = string.Join('\n', Enumerable.Range(0, 1_500).Select(i => $"Paragraph {i}. Some words were said here, and then some more of them, and so on for a while until the line ends."));
        var story = await house.Scene.WriteAsync(text);
        await house.Scene.ShareAsync(story);
        await house.Coder.GetPageAsync($"/stories/{story}/coding");
        using var answer = await house.Coder.GetAsync($"/stories/{story}/coding?p=700");
        var html = await answer.Content.ReadAsStringAsync();
        html.Length.ShouldBeLessThan(1_500_000);
    }
}

/// <summary>The whole application with a writer, her supervisor, a coordinator and a trained coder; the writer and the coder signed in.</summary>
internal sealed class StoryHouse(TestDatabase database, ThroughlineApp app, StoryScene scene, HttpClient owner, HttpClient coder) : IAsyncDisposable
{
    public TestDatabase Database { get; } = database;

    public ThroughlineApp App { get; } = app;

    public StoryScene Scene { get; } = scene;

    public HttpClient Owner { get; } = owner;

    public HttpClient Coder { get; } = coder;

    public static async Task<StoryHouse> BuildAsync(string provider = "SQLite", Action<IServiceCollection>? services = null)
    {
        var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddStorySceneAsync();
        var app = new ThroughlineApp(database, services: services);
        return new(database, app, scene, await app.SignInAsync(scene.Owner.PersonId, Hat.PeerWorker), await app.SignInAsync(scene.Coder.PersonId, Hat.StaffColleague));
    }

    public async ValueTask DisposeAsync()
    {
        Owner.Dispose();
        Coder.Dispose();
        await App.DisposeAsync();
        await Database.DisposeAsync();
    }
}
