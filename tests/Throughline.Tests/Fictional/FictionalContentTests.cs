using Throughline.Fictional;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Stories.Stages;

namespace Throughline.Tests.Fictional;

public sealed class FictionalContentTests
{
    private static readonly FictionalContent Content = FictionalContent.Current;

    [Fact]
    public void People_AreAsManyAsTheServiceNeeds()
    {
        Content.Staff.Count.ShouldBe(19);
        Content.PeerWorkers.Count.ShouldBe(24);
        Content.Mentees.Count.ShouldBe(61);
        Content.Everybody.Select(p => p.Key).ShouldBeUnique();
    }

    [Fact]
    public void FamilyNames_AreSharedByKinOnly() =>
        Content.Everybody.GroupBy(p => p.Family).Where(g => g.Count() > 1).SelectMany(g => g).Select(p => p.Name).Order().ShouldBe(["Curtis", "Declan", "Leanne", "Maggie"]);

    [Fact]
    public void Paths_FollowTheStatesAndTheDays()
    {
        foreach (var role in Content.Everybody.SelectMany(p => p.Roles))
        {
            var steps = role.Steps;
            foreach (var (before, after) in steps.Zip(steps.Skip(1)))
            {
                RoleStates.ExitsOf(before.State).ShouldContain(after.State, role.Path);
                after.On.ShouldBeGreaterThan(before.On, role.Path);
            }

            steps.ShouldAllBe(s => s.On < 0);
            steps.ShouldAllBe(s => (s.State == RoleState.Ended) == (s.Exit != null));
        }
    }

    [Fact]
    public void Roles_AreOfTheShippedTemplates()
    {
        foreach (var role in Content.Everybody.SelectMany(p => p.Roles))
        {
            var template = Content.Service.Schemes.Single(s => s.Key == role.Scheme).Template;
            SchemeTemplates.Newest.Single(t => t.Id == template).Roles.ShouldContain(r => r.Key == role.RoleKey);
        }
    }

    [Fact]
    public void Passages_StandOnceInTheirStory_UnderACodeThatExists()
    {
        var stories = Content.Stories.SelectMany(f => f.Stories.Concat(f.Accounts)).ToList();
        stories.Count.ShouldBeGreaterThan(30);
        foreach (var story in stories)
        {
            foreach (var passage in story.Passages)
            {
                story.Words.Split(passage.Quote).Length.ShouldBe(2, $"{story.Key}: {passage.Quote}");
                Codebook.Default.Find(passage.Code).ShouldNotBeNull($"{story.Key}: {passage.Code}");
                passage.Strength.ShouldBeInRange(1, 3);
            }

            story.Words.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Length.ShouldBeInRange(40, 500);
        }
    }

    [Fact]
    public void Answers_AreYesNoAndNotYet() =>
        Content.Stories.SelectMany(f => f.Stories).SelectMany(s => s.Passages).Select(p => p.Given).Distinct().Count().ShouldBe(3);
}
