using Throughline.Stories;
using Throughline.Stories.Stages;
using Throughline.Testing;

namespace Throughline.Tests.Stories;

/// <summary>CALC-1, "recorded act": one dated act counts once its owner agrees that it happened and that the mark on it is right.</summary>
public sealed class ActTests
{
    private static readonly DateOnly Day = new(2026, 2, 3), From = new(2025, 3, 3), To = new(2026, 3, 2);

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task GiveAccount_Act_CountsOnlyWithTheOwnersAgreement(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddStorySceneAsync();
        var act = await NoteAsync(scene);
        await scene.ShareAsync(act);
        await scene.AnswerAsync(await scene.MarkAsync(act, "They gave me the key.", "keeps-turning-up"));
        (await Evidence(scene)).ShouldBeEmpty("agreed as a mark, not yet as an act");

        foreach (var answer in new[] { OwnerAnswer.ThatsNotIt, OwnerAnswer.NotYetGiven })
        {
            (await Agree(scene, scene.Owner, act, answer)).Succeeded.ShouldBeTrue();
            (await Evidence(scene)).ShouldBeEmpty();
        }

        (await Agree(scene, scene.Owner, act, OwnerAnswer.ThatsRight)).Succeeded.ShouldBeTrue();
        var evidence = (await Evidence(scene)).ShouldHaveSingleItem();
        (evidence.Source, evidence.Occasion).ShouldBe((EvidenceSource.Act, new Occasion(act, Day)));
        StageProfile.At([evidence], To, StageRule.Default)[Stage.Hook].WhoseEvidence.ShouldBe(WhoseEvidence.OthersOnly);
        await Agree(scene, scene.Owner, act, OwnerAnswer.NotYetGiven);
        (await Evidence(scene)).ShouldBeEmpty("taken back");
    }

    [Fact]
    public async Task WriteStory_OwnAct_CountsAsOwnWordsWithoutAnybodyElse()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddStorySceneAsync();
        var act = (await scene.RunAsync<WriteStory, Guid>(scene.Owner, w => w.RunAsync(new NewStory(new StoryWords("Held the keys", StoryScene.Words, Day), StoryKind.Act)))).Value;
        await scene.ShareAsync(act);
        await scene.AnswerAsync(await scene.MarkAsync(act, "They gave me the key.", "keeps-turning-up"));
        (await Evidence(scene)).ShouldHaveSingleItem().Source.ShouldBe(EvidenceSource.Self);
        (await Agree(scene, scene.Owner, act, OwnerAnswer.ThatsRight)).Refusal.ShouldBeOfType<NotFound>("nobody has to agree with themselves");
    }

    [Fact]
    public async Task AgreeToAct_ByAnybodyElseOrNonsense_IsRefused()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddStorySceneAsync();
        var act = await NoteAsync(scene);
        (await Agree(scene, scene.Supervisor, act, OwnerAnswer.ThatsRight)).Refusal.ShouldBeOfType<NotFound>();
        (await Agree(scene, scene.Owner, Guid.CreateVersion7(), OwnerAnswer.ThatsRight)).Refusal.ShouldBeOfType<NotFound>();
        (await Agree(scene, scene.Owner, act, (OwnerAnswer)7)).Refusal.ShouldBeOfType<Invalid>();
        (await Agree(scene, scene.Owner, act, null)).Refusal.ShouldBeOfType<Invalid>();
        var account = (await scene.RunAsync<GiveAccount, Guid>(scene.Supervisor, g => g.RunAsync(new NewAccount(scene.Owner.PersonId, new StoryWords("What I saw", "She stayed.", Day))))).Value;
        (await Agree(scene, scene.Owner, account, OwnerAnswer.ThatsRight)).Refusal.ShouldBeOfType<NotFound>("an account needs a reply, not an agreement");
        (await scene.RunAsync<GiveAccount, Guid>(scene.Coder, g => g.RunAsync(new NewAccount(scene.Owner.PersonId, new StoryWords("Act", "Done.", Day), Act: true)))).Refusal.ShouldBeOfType<NotAllowed>();
    }

    [Fact]
    public async Task FindAsync_NotedAct_SaysWhetherTheOwnerAgrees()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddStorySceneAsync();
        var act = await NoteAsync(scene);
        (await database.AsAsync<StoryQueries, IReadOnlyList<StoryListItem>>(scene.Owner, q => q.MineAsync())).ShouldHaveSingleItem().AsksAgreement.ShouldBeTrue();
        (await database.AsAsync<StoryQueries, StoryReading?>(scene.Supervisor, q => q.FindAsync(act)))!.Agreed.ShouldBe(OwnerAnswer.NotYetGiven);
        await Agree(scene, scene.Owner, act, OwnerAnswer.ThatsRight);
        (await database.AsAsync<StoryQueries, StoryReading?>(scene.Supervisor, q => q.FindAsync(act)))!.Agreed.ShouldBe(OwnerAnswer.ThatsRight);
        (await database.AsAsync<StoryQueries, StoryReading?>(scene.Coordinator, q => q.FindAsync(act))).ShouldBeNull("it is the owner's to share");
    }

    private static async Task<Guid> NoteAsync(StoryScene scene) => (await scene.RunAsync<GiveAccount, Guid>(scene.Supervisor, g => g.RunAsync(
        new NewAccount(scene.Owner.PersonId, new StoryWords("Held the keys for the first time", StoryScene.Words, Day), Act: true)))).Value;

    private static Task<Outcome<Done>> Agree(StoryScene scene, Throughline.Security.Viewer viewer, Guid act, OwnerAnswer? answer) => scene.RunAsync<AgreeToAct, Done>(viewer, a => a.RunAsync(act, answer));

    private static Task<IReadOnlyList<StageEvidence>> Evidence(StoryScene scene) =>
        scene.Database.AsAsync<StoryQueries, IReadOnlyList<StageEvidence>>(scene.Owner, q => q.EvidenceForAsync(scene.Owner.PersonId, From, To));
}
