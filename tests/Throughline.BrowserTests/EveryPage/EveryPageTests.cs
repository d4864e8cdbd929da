using Throughline.People;
using Throughline.Web.Security;

namespace Throughline.BrowserTests.EveryPage;

public sealed class EveryPageTests(Survey survey, BrowserFixture browser) : IClassFixture<Survey>
{
    /// <summary>The reason for a page that is there for a moment only.</summary>
    internal const string Moment = "is there for a moment; MomentPagesTests looks at it";

    /// <summary>Pages that the walk cannot come to, each with the reason.</summary>
    internal static readonly Dictionary<string, string> NotOnAnyWalk = new(StringComparer.Ordinal)
    {
        ["/components"] = "is there in Development only, and ShellTests looks at it",
        ["/leave"] = "locks the session of whoever follows it; ShellTests leaves by it",
        ["/hub/here/{spaceId:guid}"] = "is the code on the door; HubPagesTests opens it",
        ["/hub/wall/{spaceId:guid}"] = "is the screen on the wall, which nobody is signed in at",
        ["/calendar-feed/{token}"] = "is read by the calendar of a phone; CalendarPagesTests reads it",
        ["/first-start/{token}"] = Moment,
        ["/reminders/confirm/{token}"] = "is in an e-mail",
        ["/recovery/{token}"] = Moment,
        ["/accounts/{id:guid}"] = Moment,
        ["/accounts/{id:guid}/close"] = Moment,
        ["/accounts/{id:guid}/recovery"] = Moment,
        ["/emergency/{id:guid}"] = Moment,
        ["/rights/emergencies/{id:guid}"] = Moment,
        ["/rights/erase/{id:guid}"] = Moment,
        ["/rights/erased/{id:guid}"] = Moment,
        ["/stories/offers/{id:guid}"] = Moment,
        ["/training/elsewhere/{holdingId:guid}"] = "is for a role of somebody further down the list",
        ["/training/courses/{id:guid}/parts/{number:int}"] = "is for a course with parts, further down the list",
        ["/training/courses/{id:guid}/parts/{number:int}/take-back"] = "is for a course with parts, further down the list",
        ["/programmes/versions/{id:guid}/view"] = "is there while peers are asked to read a version",
        ["/groups/places/{id:guid}/back"] = "is there after somebody was moved to another session",
        ["/safety/concerns/{id:guid}/stop/{match:guid}"] = "is there while a concern about somebody with a mentor is open",
        ["/clearance/cases/{caseId:guid}/words"] = "is there while somebody’s words about the past wait for a decision",
        ["/my/clearance/{caseId:guid}/appeal"] = "is there after a no",
        ["/trust/grants/{id:guid}/appeal"] = "is there while an appeal waits",
        ["/trust/grants/{id:guid}/restore"] = "is there while a step is on hold",
        ["/recruitment/{id:guid}/not-this-time"] = Moment,
        ["/recruitment/{id:guid}/offer"] = Moment,
        ["/recruitment/{id:guid}/panel"] = Moment,
        ["/recruitment/{id:guid}/view"] = Moment,
        ["/survey/{door}/thanks"] = "is shown to somebody who has answered",
        ["/survey/{door}/kiosk/thanks"] = "is shown to somebody who has answered",
        ["/recognition/say/{about:guid}"] = "is there for somebody new whom nobody has told anything",
        ["/mentoring/proposals/{id:guid}"] = "is there once somebody had proposals made; MentoringPagesTests opens it",
        ["/debriefs/{id:guid}"] = Moment,
        ["/surveys/waves/{id:guid}/codes"] = "is there for a survey with printed codes",
        ["/kept/{id:guid}"] = Moment,
    };

    public static TheoryData<Hat> Hats => [.. Access.Anyone];

    [Theory, MemberData(nameof(Hats))]
    public void Pages_OfAHat_AreStyledFitAndAccessible(Hat hat)
    {
        Assert.SkipUnless(Survey.IsAsked, Survey.NotAsked);
        Assert.SkipWhen(!browser.IsThere, BrowserFixture.NoBrowser);
        survey.Of(hat).ShouldBeEmpty();
    }

    [Fact]
    public void Pages_WithoutAHat_AreStyledFitAndAccessible()
    {
        Assert.SkipUnless(Survey.IsAsked, Survey.NotAsked);
        Assert.SkipWhen(!browser.IsThere, BrowserFixture.NoBrowser);
        survey.Of(null).ShouldBeEmpty();
    }

    [Fact]
    public void Routes_All_AreReachedOrSayWhyNot()
    {
        Assert.SkipUnless(Survey.IsAsked, Survey.NotAsked);
        Assert.SkipWhen(!browser.IsThere, BrowserFixture.NoBrowser);
        survey.NotReached.Except(NotOnAnyWalk.Keys).ShouldBeEmpty("No hat comes to these by a link. Link to them, or say here why nobody can.");
        NotOnAnyWalk.Keys.Except(survey.NotReached).ShouldBeEmpty("These are reached now: take them off the list.");
    }
}
