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
