using Microsoft.EntityFrameworkCore;
using Throughline.Fictional;
using Throughline.People;
using Throughline.Security;
using Throughline.Stories;
using Throughline.Stories.Stages;

namespace Throughline.Tests.Fictional;

public sealed class FictionalStoriesTests(FilledService filled) : IClassFixture<FilledService>
{
    [Theory]
    [InlineData("Delroy", 0, StageStatus.NotEvidenced, StageStatus.Emerging, StageStatus.Established, StageStatus.Contested)]
    [InlineData("Delroy", -420, StageStatus.Glimpsed, StageStatus.Emerging, StageStatus.Countered, StageStatus.NotEvidenced)]
    [InlineData("Carys", -84, StageStatus.NotEvidenced, StageStatus.Glimpsed, StageStatus.Established, StageStatus.Contested)]
    [InlineData("Carys", 0, StageStatus.Glimpsed, StageStatus.Glimpsed, StageStatus.Contested, StageStatus.Contested)]
    [InlineData("Leanne", -84, StageStatus.Glimpsed, StageStatus.Glimpsed, StageStatus.Established, StageStatus.Glimpsed)]
    [InlineData("Leanne", 0, StageStatus.Glimpsed, StageStatus.NotEvidenced, StageStatus.Contested, StageStatus.Glimpsed)]
    [InlineData("Wojtek", 0, StageStatus.Emerging, StageStatus.Contested, StageStatus.Established, StageStatus.Emerging)]
    [InlineData("Gwen", 0, StageStatus.NotEvidenced, StageStatus.NotEvidenced, StageStatus.Countered, StageStatus.Established)]
    [InlineData("Kayleigh", -200, StageStatus.Countered, StageStatus.Countered, StageStatus.NotEvidenced, StageStatus.NotEvidenced)]
    [InlineData("Kayleigh", 0, StageStatus.Established, StageStatus.Contested, StageStatus.Glimpsed, StageStatus.NotEvidenced)]
    public async Task StageProfiles_AreAsTheStoriesTellThem(string name, int on, StageStatus openness, StageStatus hook, StageStatus self, StageStatus away)
    {
        var profile = await ProfileAsync(name, FilledService.Anchor.AddDays(on));
        StageWords.All.Select(stage => profile[stage].Status).ShouldBe([openness, hook, self, away]);
    }

    [Fact]
    public async Task StageProfiles_ShowAGapAndWhoseEvidence()
    {
        (await ProfileAsync("Gwen", FilledService.Anchor))[Stage.Openness].GapInTheRecord.ShouldBeTrue();
        (await ProfileAsync("Delroy", FilledService.Anchor))[Stage.ReplacementSelf].WhoseEvidence.ShouldBe(WhoseEvidence.Both);
    }

    [Fact]
    public async Task Codings_AreWhereTheFilesSay()
    {
        var passages = FictionalContent.Current.Stories.SelectMany(f => f.Stories.Concat(f.Accounts)).SelectMany(s => s.Passages).ToList();
        await using var context = filled.Everything();
        var codings = await context.Codings.ToListAsync();
        codings.Count.ShouldBe(passages.Count);
        codings.Count(c => c.Answer == OwnerAnswer.ThatsNotIt).ShouldBe(passages.Count(p => p.Given == OwnerAnswer.ThatsNotIt));
        codings.Count(c => c.Answer == OwnerAnswer.NotYetGiven).ShouldBe(passages.Count(p => p.Given == OwnerAnswer.NotYetGiven));
        codings.ShouldAllBe(c => c.CoderTrained && c.CoderId != c.PersonId && c.CoderRoleId != null);
    }

    [Fact]
    public async Task Stories_ReadBackToTheLetter()
    {
        Guid delroy;
        StoryVersion version;
        await using (var context = filled.Everything())
        {
            delroy = await context.People.Where(p => p.PreferredName == "Delroy").Select(p => p.Id).SingleAsync();
            version = await context.StoryVersions.Where(v => v.PersonId == delroy && v.AuthorId == delroy).OrderBy(v => v.At).FirstAsync();
        }

        var words = await filled.Database.AsAsync<Vault, string?>(new Viewer(delroy, Hat.PeerWorker, []), vault =>
            vault.OpenAsync(new Opening(delroy, "your story", nameof(Story), version.StoryId, "a test"), version.Text));
        words.ShouldBe(FictionalContent.Current.Stories.Single(f => f.Person == "delroy").Stories[0].Words);
    }

    [Fact]
    public async Task Consents_AreGivenAndSomeTakenBack()
    {
        await using var context = filled.Everything();
        var consents = await context.StoryConsents.ToListAsync();
        consents.Count(c => c.State == ConsentState.Withdrawn).ShouldBe(3);
        consents.Select(c => c.Purpose).Distinct().Order().ShouldBe(["coding", "programme", "research", "supervision", "training"]);
        (await context.PastRelations.CountAsync()).ShouldBe(FictionalContent.Current.Stories.Sum(f => f.Past.Count));
        (await context.StageViews.CountAsync()).ShouldBe(FictionalContent.Current.Stories.Sum(f => f.Views.Count));
        (await context.StageReviews.CountAsync()).ShouldBe(FictionalContent.Current.Stories.Sum(f => f.Reviews.Count));
    }

    private async Task<StageProfile> ProfileAsync(string name, DateOnly on)
    {
        await using var context = filled.Everything();
        var id = await context.People.Where(p => p.PreferredName == name).Select(p => p.Id).SingleAsync();
        return StageProfile.At(await context.ReviewedCodings(id, StageRule.Default.WindowStart(on), on).ToListAsync(), on, StageRule.Default);
    }
}
