using Throughline.People;
using Throughline.Web.Security;

namespace Throughline.BrowserTests.EveryPage;

public sealed class EveryPageTests(Survey survey, BrowserFixture browser) : IClassFixture<Survey>
{
    // Pages that the walk cannot come to, each with the reason.
    private static readonly Dictionary<string, string> NotOnAnyWalk = new(StringComparer.Ordinal)
    {
        ["/components"] = "is there in Development only, and ShellTests looks at it",
        ["/leave"] = "locks the session of whoever follows it; ShellTests leaves by it",
        ["/hub/here/{spaceId:guid}"] = "is the code on the door; HubPagesTests opens it",
        ["/hub/wall/{spaceId:guid}"] = "is the screen on the wall, which nobody is signed in at",
        ["/calendar-feed/{token}"] = "is read by the calendar of a phone; CalendarPagesTests reads it",
        ["/first-start/{token}"] = "works once, before anybody has signed in",
        ["/reminders/confirm/{token}"] = "is in an e-mail",
        ["/recovery/{token}"] = "is given to somebody who has lost every way in",
        ["/accounts/{id:guid}"] = "nobody in the fictional service has an account",
        ["/accounts/{id:guid}/close"] = "nobody in the fictional service has an account",
        ["/accounts/{id:guid}/recovery"] = "nobody in the fictional service has an account",
        ["/emergency/{id:guid}"] = "is there for the hour of an emergency",
        ["/rights/emergencies/{id:guid}"] = "nothing was opened in an emergency",
        ["/rights/erase/{id:guid}"] = "nobody has asked to be erased",
        ["/rights/erased/{id:guid}"] = "nobody has been erased",
        ["/stories/offers/{id:guid}"] = "is an open question to one person, who is not the first of their hat",
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
        ["/recruitment/{id:guid}/not-this-time"] = "is there while an application waits for its answer",
        ["/recruitment/{id:guid}/offer"] = "is there while an application waits for its answer",
        ["/recruitment/{id:guid}/panel"] = "is there while an application waits for its answer",
        ["/recruitment/{id:guid}/view"] = "is there for a member of a panel that sits",
        ["/survey/{door}/thanks"] = "is shown to somebody who has answered",
        ["/survey/{door}/kiosk/thanks"] = "is shown to somebody who has answered",
        ["/recognition/say/{about:guid}"] = "is there for somebody new whom nobody has told anything",
        ["/mentoring/proposals/{id:guid}"] = "is there once somebody had proposals made",
        ["/debriefs/{id:guid}"] = "is there after something hard happened",
        ["/surveys/waves/{id:guid}/codes"] = "is there for a survey with printed codes",
        ["/kept/{id:guid}"] = "holds a form that was sent from a page that had locked; IdleLockTests sends one",
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
