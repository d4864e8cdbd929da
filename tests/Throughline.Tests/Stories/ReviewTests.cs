using Throughline.Security;
using Throughline.Stories;
using Throughline.Stories.Stages;
using Throughline.Testing;

namespace Throughline.Tests.Stories;

/// <summary>CALC-2 and E24: a supervisor's look at the stages rests on what is shared for supervision, and the person's answer stands beside it.</summary>
public sealed class ReviewTests
{
    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task FindAsync_SharedForSupervision_HasStatusEvidenceAndOwnView(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddStorySceneAsync();
        (await Look(scene, scene.Supervisor)).ShouldBeNull();
        await HookAsync(scene);
        await scene.RunAsync<SetStageView, Guid>(scene.Owner, s => s.RunAsync(new NewStageView(Stage.Hook, OwnStanding.Partly, "On good days")));

        var look = (await Look(scene, scene.Supervisor))!;

        look.Profile[Stage.Hook].Status.ShouldBe(StageStatus.Glimpsed);
        look.Marks[look.Profile[Stage.Hook].Codings.Single().CodingId].Passage.ShouldBe("One day I asked if I could help.");
        (look.Views[Stage.Hook].Standing, look.Views[Stage.Hook].Words).ShouldBe((OwnStanding.Partly, "On good days"));
        look.Views.ContainsKey(Stage.Openness).ShouldBeFalse("not yet given");
        look.Stories.ShouldHaveSingleItem();
        look.Reviews.ShouldBeEmpty();
        look.NextBy.ShouldBeNull();
        (await Look(scene, scene.Coordinator)).ShouldBeNull();
        (await Look(scene, scene.Coder)).ShouldBeNull("a coder may read it, and not for this");
    }

    [Fact]
    public async Task ReviewStages_WordsSharedForAnotherPurpose_AreNotInIt()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddStorySceneAsync();
        await scene.RunAsync<ConfirmCoderTraining, Done>(scene.Coordinator, c => c.RunAsync(scene.Supervisor.PersonId, new DateOnly(2026, 1, 12)));
        await HookAsync(scene);
        var other = await scene.WriteAsync(on: new DateOnly(2026, 1, 20));
        await scene.ShareAsync(other);
        await scene.RunAsync<GiveConsent, Guid>(scene.Owner, g => g.RunAsync(new NewConsent(other, 1, SharingPurpose.CodingKey, scene.Supervisor.PersonId, null, null, 6)));
        await scene.AnswerAsync(await scene.MarkAsync(other, "One day I asked if I could help.", "sought-out-the-role"));

        (await Look(scene, scene.Supervisor))!.Profile[Stage.Hook].Codings.Count.ShouldBe(1);
        await Keep(scene);
        (await Kept(scene, scene.Supervisor)).Single().Stages.Single(s => s.Reading.Stage == Stage.Hook).Reading.Codings.Count.ShouldBe(1);
    }

    [Fact]
    public async Task ReviewStages_NoteAndReply_StandBesideEachOther()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddStorySceneAsync();
        await HookAsync(scene);
        var review = (await Keep(scene, "We talked about the key.")).Value;

        var mine = (await Kept(scene, scene.Owner)).ShouldHaveSingleItem();
        (mine.By, mine.Note, mine.Reply).ShouldBe(("Ruth Adeyemi (Supervisor)", "We talked about the key.", null));
        (await Reply(scene, scene.Supervisor, review, "Mine")).Refusal.ShouldBeOfType<NotFound>();
        (await Reply(scene, scene.Owner, review, new string('x', StageReview.WordsMaxLength + 1))).Refusal.ShouldBeOfType<Invalid>();
        (await Reply(scene, scene.Owner, review, "It is more than the key.")).Succeeded.ShouldBeTrue();
        (await Kept(scene, scene.Supervisor)).Single().Reply.ShouldBe("It is more than the key.");
        (await Reply(scene, scene.Owner, review, " ")).Succeeded.ShouldBeTrue();
        (await Kept(scene, scene.Supervisor)).Single().Reply.ShouldBeNull();
        var own = (await scene.RunAsync<ReviewStages, Guid>(scene.Owner, r => r.RunAsync(scene.Owner.PersonId))).Value;
        (await Reply(scene, scene.Owner, own, "To myself")).Refusal.ShouldBeOfType<NotFound>();
        (await Keep(scene, new string('x', StageReview.WordsMaxLength + 1))).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Note");
    }

    [Fact]
    public async Task OneAsync_SecondReview_SaysHowEachStageMoved()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddStorySceneAsync();
        await HookAsync(scene);
        await Keep(scene);
        database.Clock.Advance(TimeSpan.FromDays(84));
        var second = await scene.WriteAsync(on: new DateOnly(2026, 5, 1));
        await scene.ShareAsync(second);
        await scene.ShareAsync(second, SharingPurpose.SupervisionKey);
        await scene.AnswerAsync(await scene.MarkAsync(second, "One day I asked if I could help.", "sought-out-the-role"));
        var review = (await Keep(scene)).Value;

        var (now, before) = (await database.AsAsync<ReviewQueries, (StageReviewReading Review, StageReviewReading? Before)?>(scene.Owner, q => q.OneAsync(review)))!.Value;
        now.MovedSince(before!).Single(m => m.Stage == Stage.Hook).InWords.ShouldBe("a glimpse → growing");
        now.MovedSince(before!).Single(m => m.Stage == Stage.Openness).InWords.ShouldBe("nothing recorded yet");
        (await database.AsAsync<ReviewQueries, (StageReviewReading, StageReviewReading?)?>(scene.Coder, q => q.OneAsync(review))).ShouldBeNull();
        var line = (await database.AsAsync<ReviewQueries, IReadOnlyList<ReviewedPerson>>(scene.Supervisor, q => q.ListAsync())).ShouldHaveSingleItem();
        (line.Name, line.Stories, line.LastOn, line.NextBy).ShouldBe(("Dee Marlow", 2, new DateOnly(2026, 5, 25), new DateOnly(2026, 8, 17)));
        (await database.AsAsync<ReviewQueries, IReadOnlyList<ReviewedPerson>>(scene.Coordinator, q => q.ListAsync())).ShouldBeEmpty();
    }

    /// <summary>E11: from what was kept goes what is no longer shared, also where another story still is.</summary>
    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task ForAsync_OneStoryTakenBack_RestsOnWhatIsStillShared(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddStorySceneAsync();
        await HookAsync(scene);
        var second = await scene.WriteAsync(on: new DateOnly(2026, 1, 20));
        await scene.ShareAsync(second);
        var consent = await scene.ShareAsync(second, SharingPurpose.SupervisionKey);
        await scene.AnswerAsync(await scene.MarkAsync(second, "One day I asked if I could help.", "sought-out-the-role"));
        var review = (await Keep(scene)).Value;
        (await Hook(scene.Supervisor)).Status.ShouldBe(StageStatus.Emerging);

        (await scene.RunAsync<WithdrawConsent, Done>(scene.Owner, w => w.RunAsync(consent))).Succeeded.ShouldBeTrue();

        var left = await Hook(scene.Supervisor);
        left.Status.ShouldBe(StageStatus.Glimpsed);
        left.Codings.ShouldHaveSingleItem().Occasion.SourceId.ShouldNotBe(second);
        (await database.AsAsync<ReviewQueries, (StageReviewReading Review, StageReviewReading? Before)?>(scene.Supervisor, q => q.OneAsync(review)))!.Value.Review.Stages[1].Reading.Codings.Count.ShouldBe(1);
        var own = await Hook(scene.Owner);
        (own.Status, own.Codings.Count).ShouldBe((StageStatus.Emerging, 2), "it is still the owner's");

        async Task<StageReading> Hook(Viewer viewer) => (await Kept(scene, viewer)).Single().Stages.Single(s => s.Reading.Stage == Stage.Hook).Reading;
    }

    [Fact]
    public async Task ForAsync_MarkByACoderBehindAWall_ShowsNeitherInTheCountNorInTheStatus()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddStorySceneAsync();
        await HookAsync(scene);
        await scene.RunAsync<ReviewStages, Guid>(scene.Owner, r => r.RunAsync(scene.Owner.PersonId));
        (await Kept(scene, scene.Owner)).Single().Stages[1].Reading.Status.ShouldBe(StageStatus.Glimpsed);
        await scene.RaiseWallAsync(scene.Owner.PersonId, scene.Coder.PersonId);
        var hook = (await Kept(scene, scene.Owner)).Single().Stages[1].Reading;
        (hook.Status, hook.Codings.Count, hook.WhoseEvidence).ShouldBe((StageStatus.NotEvidenced, 0, WhoseEvidence.Nobody));
    }

    [Fact]
    public void InWords_AnyRule_NamesItsNumbers()
    {
        var words = string.Join('\n', (StageRule.Default with { WindowDays = 200, EstablishedOccasions = 5, EstablishedSpanDays = 30, EmergingOccasions = 3, ContestedWeight = 4 }).InWords);
        foreach (var number in new[] { "200 days", "5 occasions", "30 days", "3 occasions", "4 times" })
        {
            words.ShouldContain(number);
        }
    }

    private static async Task HookAsync(StoryScene scene)
    {
        var story = await scene.WriteAsync();
        await scene.ShareAsync(story);
        await scene.ShareAsync(story, SharingPurpose.SupervisionKey);
        await scene.AnswerAsync(await scene.MarkAsync(story, "One day I asked if I could help.", "sought-out-the-role"));
    }

    private static Task<Outcome<Guid>> Keep(StoryScene scene, string? note = null) => scene.RunAsync<ReviewStages, Guid>(scene.Supervisor, r => r.RunAsync(scene.Owner.PersonId, note));

    private static Task<Outcome<Done>> Reply(StoryScene scene, Viewer viewer, Guid review, string words) => scene.RunAsync<ReplyToReview, Done>(viewer, r => r.RunAsync(review, words));

    private static Task<ReviewPage?> Look(StoryScene scene, Viewer viewer) => scene.Database.AsAsync<ReviewQueries, ReviewPage?>(viewer, q => q.FindAsync(scene.Owner.PersonId));

    private static Task<IReadOnlyList<StageReviewReading>> Kept(StoryScene scene, Viewer viewer) =>
        scene.Database.AsAsync<ReviewQueries, IReadOnlyList<StageReviewReading>>(viewer, q => q.ForAsync(scene.Owner.PersonId));
}
