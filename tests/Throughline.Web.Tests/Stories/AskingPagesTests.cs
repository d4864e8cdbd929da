using System.Net;
using AngleSharp.Html.Dom;
using Throughline.People;
using Throughline.Stories;
using Throughline.Testing;

namespace Throughline.Web.Tests.Stories;

public sealed class AskingPagesTests
{
    private const string Why = "You told it well, and it might help you to look at it again.";

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Ask_AnsweredYes_IsSharedAndSeenAsYes(string provider)
    {
        await using var house = await StoryHouse.BuildAsync(provider);
        var story = await house.Scene.WriteAsync();
        using var supervisor = await house.App.SignInAsync(house.Scene.Supervisor.PersonId, Hat.Supervisor);
        var list = await supervisor.GetPageAsync($"/stories/ask/{house.Scene.Owner.PersonId}");
        list.QuerySelectorAll(".tl-purposes a").Select(a => a.GetAttribute("href")).ShouldBe([$"/stories/ask/{house.Scene.Owner.PersonId}/supervision"]);
        (await AskAsync(house, supervisor)).Headers.Location!.ToString().ShouldBe("/stories/asked");
        (await supervisor.GetPageAsync("/stories/asked")).QuerySelector("tbody")!.TextContent.ShouldContain("Asked, open until 29 March 2026");

        var mine = await house.Owner.GetPageAsync("/stories");
        var link = mine.QuerySelector(".govuk-inset-text a")!;
        link.TextContent.ShouldBe("Ruth Adeyemi asks if you would share a story");
        var offer = await house.Owner.GetPageAsync(link.GetAttribute("href")!);
        offer.QuerySelector("main")!.TextContent.ShouldContain(Why);
        var none = await house.Owner.SubmitAsync(offer, "form#yes");
        none.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await none.PageAsync()).QuerySelectorAll(".govuk-error-summary a").Select(a => a.TextContent).ShouldBe(["Choose what you want to share", "Choose in what way it may be shared", "Choose for how long"], ignoreOrder: true);
        var yes = await house.Owner.SubmitAsync(offer, "form#yes", ("Version", $"{story}/1"), ("Channel", "OnScreen"), ("Months", "3"));
        yes.Headers.Location!.ToString().ShouldBe($"/stories/{story}/sharing");
        (await house.Owner.GetPageAsync($"/stories/{story}/sharing")).QuerySelector(".tl-consent")!.TextContent.ShouldContain("Until 2 June 2026");
        (await supervisor.GetAsync($"/stories/{story}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await supervisor.GetPageAsync("/stories/asked")).QuerySelector("tbody")!.TextContent.ShouldContain("They said yes");
        (await house.Owner.GetPageAsync("/stories")).QuerySelector(".govuk-inset-text").ShouldBeNull();
    }

    [Fact]
    public async Task Offer_SaidNoTo_LooksToTheAskerLikeSilence()
    {
        await using var house = await StoryHouse.BuildAsync();
        using var supervisor = await house.App.SignInAsync(house.Scene.Supervisor.PersonId, Hat.Supervisor);
        await AskAsync(house, supervisor);
        await supervisor.GetPageAsync("/stories/asked"); // which shows that it was sent, once
        var silent = (await supervisor.GetPageAsync("/stories/asked")).QuerySelector("main")!.InnerHtml;
        var offer = await house.Owner.GetPageAsync((await house.Owner.GetPageAsync("/stories")).QuerySelector(".govuk-inset-text a")!.GetAttribute("href")!);
        offer.QuerySelector("a[href='/stories/write']").ShouldNotBeNull("nothing is written yet");
        offer.QuerySelector("form#yes").ShouldBeNull();
        (await house.Owner.SubmitAsync(offer, "form#no")).Headers.Location!.ToString().ShouldBe("/stories");
        (await supervisor.GetPageAsync("/stories/asked")).QuerySelector("main")!.InnerHtml.ShouldBe(silent);
        var again = await house.Owner.SubmitAsync(offer, "form#no", ("Once", Guid.CreateVersion7().ToString()));
        again.Headers.Location!.ToString().ShouldBe("/stories", "gone already is nobody's mistake");
        (await house.Owner.GetAsync(offer.DocumentElement.GetAttribute("data-address")!)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        house.Database.Clock.Advance(TimeSpan.FromDays(28));
        using var later = await house.App.SignInAsync(house.Scene.Supervisor.PersonId, Hat.Supervisor);
        (await later.GetPageAsync("/stories/asked")).QuerySelector("tbody")!.TextContent.ShouldContain("No answer");
    }

    [Fact]
    public async Task Ask_WithoutWhy_KeepsTheRestAndAsksNobody()
    {
        await using var house = await StoryHouse.BuildAsync();
        using var coordinator = await house.App.SignInAsync(house.Scene.Coordinator.PersonId, Hat.Coordinator);
        var form = await coordinator.GetPageAsync($"/stories/ask/{house.Scene.Owner.PersonId}/programme");
        var answer = await coordinator.SubmitAsync(form, "form#ask", ("AudienceId", house.Scene.Scheme.Id.ToString()), ("Audience", "The Tuesday group"), ("Why", " "));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var page = await answer.PageAsync();
        page.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Say why you ask");
        ((IHtmlInputElement)page.QuerySelector("input[name=Audience]")!).Value.ShouldBe("The Tuesday group");
        (await house.Owner.GetPageAsync("/stories")).QuerySelector(".govuk-inset-text").ShouldBeNull();
    }

    [Fact]
    public async Task Ask_NobodyThere_AnswersAsForSomebodyOutOfReach()
    {
        await using var house = await StoryHouse.BuildAsync();
        var elsewhere = await house.Database.AddSchemeAsync("Elsewhere");
        var kit = await house.Database.AddPersonAsync("Kit", "Lowe", elsewhere.PeerMentor);
        using var coordinator = await house.App.SignInAsync(house.Scene.Coordinator.PersonId, Hat.Coordinator);
        foreach (var path in new[] { "/stories/ask/{0}", "/stories/ask/{0}/programme", "/stories/reviews/{0}", "/stories/account/{0}" })
        {
            using var real = await coordinator.GetAsync(string.Format(null, path, kit));
            using var none = await coordinator.GetAsync(string.Format(null, path, Guid.CreateVersion7()));
            (real.StatusCode, none.StatusCode).ShouldBe((HttpStatusCode.NotFound, HttpStatusCode.NotFound), path);
            (await real.PageAsync()).QuerySelector("main")!.InnerHtml.ShouldBe((await none.PageAsync()).QuerySelector("main")!.InnerHtml);
        }

        (await coordinator.GetAsync($"/stories/ask/{house.Scene.Owner.PersonId}/research")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await house.Owner.GetAsync($"/stories/offers/{Guid.CreateVersion7()}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData(Hat.Mentee, "/stories/asked", HttpStatusCode.Forbidden)]
    [InlineData(Hat.StaffColleague, "/stories/asked", HttpStatusCode.OK)]
    [InlineData(Hat.StaffColleague, "/stories/reviews", HttpStatusCode.Forbidden)]
    [InlineData(Hat.Coordinator, "/stories/reviews", HttpStatusCode.OK)]
    [InlineData(Hat.Coordinator, "/stories/offers/0193ffff-ffff-7fff-8fff-ffffffffffff", HttpStatusCode.Forbidden)]
    public async Task Pages_ByHat_OpenOrNot(Hat hat, string address, HttpStatusCode expected)
    {
        await using var house = await StoryHouse.BuildAsync();
        var person = hat == Hat.Mentee ? await house.Database.AddPersonAsync("Kit", "Lowe", house.Scene.Scheme.Mentee) : house.Scene.Coordinator.PersonId;
        using var client = await house.App.SignInAsync(person, hat);
        (await client.GetAsync(address)).StatusCode.ShouldBe(expected);
    }

    [Fact]
    public async Task Offer_PostedBySomebodyElse_IsNotFoundAndStaysOpen()
    {
        await using var house = await StoryHouse.BuildAsync();
        var story = await house.Scene.WriteAsync();
        using var supervisor = await house.App.SignInAsync(house.Scene.Supervisor.PersonId, Hat.Supervisor);
        await AskAsync(house, supervisor);
        var offer = await house.Owner.GetPageAsync((await house.Owner.GetPageAsync("/stories")).QuerySelector(".govuk-inset-text a")!.GetAttribute("href")!);
        var kit = await house.Database.AddPersonAsync("Kit", "Lowe", house.Scene.Scheme.PeerMentor);
        using var other = await house.App.SignInAsync(kit, Hat.PeerWorker);
        var token = ((IHtmlInputElement)(await other.GetPageAsync("/stories/write")).QuerySelector("form#story input[name=__RequestVerificationToken]")!).Value;
        (await other.SubmitAsync(offer, "form#yes", ("__RequestVerificationToken", token), ("Version", $"{story}/1"), ("Channel", "OnScreen"), ("Months", "3"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await other.SubmitAsync(offer, "form#no", ("__RequestVerificationToken", token))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await house.Owner.SubmitAsync(offer, "form#yes", ("Version", "nonsense"), ("Channel", "OnScreen"), ("Months", "3"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await house.Owner.GetPageAsync("/stories")).QuerySelector(".govuk-inset-text").ShouldNotBeNull();
    }

    [Fact]
    public async Task Review_KeptByTheSupervisor_IsAnsweredByTheOwner()
    {
        await using var house = await StoryHouse.BuildAsync();
        var story = await house.Scene.WriteAsync();
        await house.Scene.ShareAsync(story);
        await house.Scene.AnswerAsync(await house.Scene.MarkAsync(story, "One day I asked if I could help.", "sought-out-the-role"));
        using var supervisor = await house.App.SignInAsync(house.Scene.Supervisor.PersonId, Hat.Supervisor);
        (await supervisor.GetPageAsync("/stories/reviews")).QuerySelector("main")!.TextContent.ShouldContain("Nobody shares a story with you for supervision");
        (await supervisor.GetAsync($"/stories/reviews/{house.Scene.Owner.PersonId}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await house.Scene.ShareAsync(story, SharingPurpose.SupervisionKey);
        var review = await supervisor.GetPageAsync((await supervisor.GetPageAsync("/stories/reviews")).QuerySelector("tbody a")!.GetAttribute("href")!);
        var hook = review.QuerySelectorAll(".tl-stage")[1];
        hook.QuerySelector("h2")!.TextContent.ShouldContain("hook for change");
        hook.TextContent.ShouldContain("A glimpse");
        hook.TextContent.ShouldContain("Not yet given");
        hook.QuerySelector(".tl-about__passage")!.TextContent.ShouldContain("One day I asked if I could help.");
        var tooLong = await supervisor.SubmitAsync(review, "form#review", ("Note", new string('x', 4_001)));
        tooLong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        ((IHtmlTextAreaElement)(await tooLong.PageAsync()).QuerySelector("textarea[name=Note]")!).Value.Length.ShouldBe(4_001);
        var kept = (await supervisor.SubmitAsync(review, "form#review", ("Note", "We talked about the key."))).Headers.Location!.ToString();
        (await supervisor.GetPageAsync(kept)).QuerySelector("main form").ShouldBeNull("only the owner answers");

        var evidence = await house.Owner.GetPageAsync("/stories/evidence");
        var link = evidence.QuerySelector(".govuk-inset-text a")!.GetAttribute("href")!;
        link.ShouldBe(kept);
        var mine = await house.Owner.GetPageAsync(link);
        mine.QuerySelector("main")!.TextContent.ShouldContain("We talked about the key.");
        mine.QuerySelector("main")!.TextContent.ShouldContain("Kept by Ruth Adeyemi (Supervisor), from the words shared with them for supervision.");
        mine.QuerySelector("main")!.TextContent.ShouldNotContain("hook for change");
        (await house.Owner.SubmitAsync(mine, "form#reply", ("Words", "It is more than the key."))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await supervisor.GetPageAsync(kept)).QuerySelector("main")!.TextContent.ShouldContain("It is more than the key.");
        (await house.Owner.GetPageAsync("/stories/evidence")).QuerySelector(".govuk-inset-text").ShouldBeNull();
        (await house.Coder.GetAsync(kept)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Account_OneThingTheyDid_CountsOnceTheOwnerAgrees()
    {
        await using var house = await StoryHouse.BuildAsync();
        using var supervisor = await house.App.SignInAsync(house.Scene.Supervisor.PersonId, Hat.Supervisor);
        var form = await supervisor.GetPageAsync($"/stories/account/{house.Scene.Owner.PersonId}");
        (string, string?)[] words = [("Title", "Held the keys for the first time"), ("Text", "Dee opened up on her own."), ("OccasionDate.Day", "2"), ("OccasionDate.Month", "2"), ("OccasionDate.Year", "2026")];
        var which = await supervisor.SubmitAsync(form, "form#account", words);
        which.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await which.PageAsync()).QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Choose what you write down");
        var address = (await supervisor.SubmitAsync(form, "form#account", [.. words, ("Kind", "act")])).Headers.Location!.ToString();
        (await house.Owner.GetPageAsync("/stories")).QuerySelector(".tl-stories__item")!.TextContent.ShouldContain("something you did, noted by a colleague: is it right?");
        var mine = await house.Owner.GetPageAsync(address);
        (await house.Owner.SubmitAsync(mine, "form#agree")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await house.Owner.SubmitAsync(mine, "form#agree", ("Agreed", "ThatsRight"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var theirs = await supervisor.GetPageAsync(address);
        theirs.QuerySelector("main")!.TextContent.ShouldContain("They said: yes, that's right");
        theirs.QuerySelector("form#agree").ShouldBeNull();
        (await supervisor.SubmitAsync(mine, "form#agree", ("Agreed", "ThatsNotIt"), ("__RequestVerificationToken", Token(await supervisor.GetPageAsync($"/stories/account/{house.Scene.Owner.PersonId}"))))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Write_OneThingIDid_IsKeptAsAnAct()
    {
        await using var house = await StoryHouse.BuildAsync();
        var form = await house.Owner.GetPageAsync("/stories/write?act=true");
        form.QuerySelector("h1")!.TextContent.ShouldBe("Note one thing you did");
        var answer = await house.Owner.SubmitAsync(form, "form#story", ("Title", "Led the group"), ("Text", "Nobody left early."), ("OccasionDate.Day", "2"), ("OccasionDate.Month", "2"), ("OccasionDate.Year", "2026"));
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await house.Owner.GetPageAsync("/stories")).QuerySelector(".tl-stories__item")!.TextContent.ShouldContain("something you did");
        (await house.Owner.GetPageAsync(answer.Headers.Location!.ToString())).QuerySelector("form#agree").ShouldBeNull();
    }

    private static async Task<HttpResponseMessage> AskAsync(StoryHouse house, HttpClient supervisor) => await supervisor.SubmitAsync(
        await supervisor.GetPageAsync($"/stories/ask/{house.Scene.Owner.PersonId}/supervision"), "form#ask",
        ("AudienceId", house.Scene.Supervisor.PersonId.ToString()), ("Why", Why));

    private static string Token(IHtmlDocument page) => ((IHtmlInputElement)page.QuerySelector("input[name=__RequestVerificationToken]")!).Value;
}
