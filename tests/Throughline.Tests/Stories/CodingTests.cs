using Microsoft.EntityFrameworkCore;
using Throughline.Stories;
using Throughline.Stories.Stages;
using Throughline.Testing;

namespace Throughline.Tests.Stories;

/// <summary>INV-151 to INV-157, E24: passages, marks, answers, and what follows from them.</summary>
public sealed class CodingTests
{
    private static readonly DateOnly From = new(2025, 3, 3), To = new(2026, 3, 2);

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task MarkPassage_StoryChangedAfterwards_PassageStaysWhereItWas(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddStorySceneAsync();
        var story = await scene.WriteAsync();
        await scene.ShareAsync(story);
        var coding = await scene.MarkAsync(story, "One day I asked if I could help.", "sought-out-the-role");
        await using var context = database.Everything();
        var before = await context.Excerpts.AsNoTracking().SingleAsync();

        await scene.RunAsync<ChangeStory, int>(scene.Owner, c => c.RunAsync(new StoryChange(story, 1, new StoryWords("The key", "Quite other words, and longer ones at that, so that no place means what it did.", new DateOnly(2026, 2, 3)))));

        var after = await context.Excerpts.AsNoTracking().SingleAsync();
        (after.VersionId, after.Start, after.End, after.Hash).ShouldBe((before.VersionId, before.Start, before.End, before.Hash));
        var first = await Find(scene, story, 1);
        var mark = first!.Marks.ShouldHaveSingleItem();
        (mark.Id, mark.Passage).ShouldBe((coding, "One day I asked if I could help."));
        (mark.CoderName, mark.CoderRole).ShouldBe(("Owen Pryce", "Coordinator"));
        var opened = await database.AsAsync(scene.Owner, s => ((Throughline.Security.Vault)s.GetService(typeof(Throughline.Security.Vault))!).OpenAsync(
            new Throughline.Security.Opening(scene.Owner.PersonId, "test", "Excerpt", after.Id, "test"), after.Hash));
        opened.ShouldBe(Excerpt.HashOf(mark.Passage!));
        (await Find(scene, story))!.Elsewhere.ShouldHaveSingleItem().Id.ShouldBe(coding);
    }

    [Theory]
    [InlineData(-1, 5, "sought-out-the-role", 2, "Start")]
    [InlineData(5, 5, "sought-out-the-role", 2, "Start")]
    [InlineData(0, 5000, "sought-out-the-role", 2, "Start")]
    [InlineData(27, 30, "sought-out-the-role", 2, "Start")] // begins inside the seedling
    [InlineData(0, 5, "no-such-code", 2, "Code")]
    [InlineData(0, 5, null, 2, "Code")]
    [InlineData(0, 5, "sought-out-the-role", 0, "Strength")]
    [InlineData(0, 5, "sought-out-the-role", 4, "Strength")]
    [InlineData(0, 5, "sought-out-the-role", null, "Strength")]
    public async Task MarkPassage_SomethingWrong_NamesItsField(int start, int end, string? code, int? strength, string field)
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddStorySceneAsync();
        var story = await scene.WriteAsync();
        await scene.ShareAsync(story);
        var outcome = await scene.RunAsync<MarkPassage, Guid>(scene.Coder, m => m.RunAsync(new NewMark(story, 1, start, end, code, strength)));
        outcome.Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe(field);
    }

    [Fact]
    public async Task MarkPassage_NotTrainedOrNotShared_IsRefused()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddStorySceneAsync();
        var story = await scene.WriteAsync();
        var mark = new NewMark(story, 1, 0, 5, "sought-out-the-role", 2);
        (await scene.RunAsync<MarkPassage, Guid>(scene.Coder, m => m.RunAsync(mark))).Refusal.ShouldBeOfType<NotFound>();
        await scene.ShareAsync(story);
        await scene.ShareAsync(story, SharingPurpose.SupervisionKey);
        (await scene.RunAsync<MarkPassage, Guid>(scene.Supervisor, m => m.RunAsync(mark))).Refusal.ShouldBeOfType<NotFound>("supervision is not coding");
        (await scene.RunAsync<MarkPassage, Guid>(scene.Owner, m => m.RunAsync(mark))).Refusal.ShouldBeOfType<NotFound>("nobody marks their own words");
        await using (var connection = await OpenAsync(database))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = """DELETE FROM "CoderTrainings" """;
            await command.ExecuteNonQueryAsync();
        }

        (await scene.RunAsync<MarkPassage, Guid>(scene.Coder, m => m.RunAsync(mark))).Refusal.ShouldBeOfType<CoderNotTrained>();
    }

    [Fact]
    public async Task MarkPassage_SameAgain_ChangesNothing()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddStorySceneAsync();
        var story = await scene.WriteAsync();
        await scene.ShareAsync(story);
        var first = await scene.MarkAsync(story, "They gave me the key.", "trust-given");
        (await scene.MarkAsync(story, "They gave me the key.", "trust-given")).ShouldBe(first);
        await scene.MarkAsync(story, "They gave me the key.", "keeps-turning-up");
        await using var context = database.Everything();
        (await context.Excerpts.CountAsync()).ShouldBe(1);
        (await context.Codings.CountAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task AnswerCoding_ByAnybodyButTheOwner_IsNotFound()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddStorySceneAsync();
        var story = await scene.WriteAsync();
        await scene.ShareAsync(story);
        var coding = await scene.MarkAsync(story, "They gave me the key.", "trust-given");
        foreach (var viewer in new[] { scene.Coder, scene.Supervisor, scene.Coordinator })
        {
            (await scene.RunAsync<AnswerCoding, Done>(viewer, a => a.RunAsync(new CodingAnswer(coding, OwnerAnswer.ThatsRight)))).Refusal.ShouldBeOfType<NotFound>();
        }

        await scene.AnswerAsync(coding, OwnerAnswer.ThatsNotIt, "It was more that nobody else wanted it");
        var mark = (await Find(scene, story))!.Marks.Single();
        (mark.Answer, mark.AnswerWords).ShouldBe((OwnerAnswer.ThatsNotIt, "It was more that nobody else wanted it"));
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task EvidenceForAsync_Answers_DecideWhatCountsAndStatusesCanGoDown(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddStorySceneAsync();
        var codings = new List<Guid>();
        foreach (var on in new[] { new DateOnly(2025, 12, 1), new DateOnly(2026, 1, 5), new DateOnly(2026, 2, 3) })
        {
            var story = await scene.WriteAsync(on: on);
            await scene.ShareAsync(story);
            codings.Add(await scene.MarkAsync(story, "I turned up every week after that.", "keeps-turning-up"));
        }

        (await StatusAsync(scene)).ShouldBe(StageStatus.NotEvidenced, "a mark without the owner's yes counts for nothing");
        foreach (var coding in codings)
        {
            await scene.AnswerAsync(coding);
        }

        (await StatusAsync(scene)).ShouldBe(StageStatus.Established);
        (await scene.RunAsync<RemoveCoding, Done>(scene.Coder, r => r.RunAsync(codings[0]))).Succeeded.ShouldBeTrue();
        (await StatusAsync(scene)).ShouldBe(StageStatus.Emerging, "one mark fewer, by the rule");
        await scene.AnswerAsync(codings[1], OwnerAnswer.ThatsNotIt);
        (await StatusAsync(scene)).ShouldBe(StageStatus.Glimpsed);
        await scene.AnswerAsync(codings[2], OwnerAnswer.NotYetGiven);
        (await StatusAsync(scene)).ShouldBe(StageStatus.NotEvidenced);

        await using var context = database.Everything();
        (await context.AuditEvents.CountAsync(e => e.Name == "coding-removed" && e.SubjectId == scene.Owner.PersonId)).ShouldBe(1, "the audit log keeps that it was there");
    }

    [Fact]
    public async Task RemoveCoding_BySomebodyElse_IsNotFound()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddStorySceneAsync();
        var story = await scene.WriteAsync();
        await scene.ShareAsync(story);
        await scene.ShareAsync(story, SharingPurpose.SupervisionKey);
        var coding = await scene.MarkAsync(story, "They gave me the key.", "trust-given");
        (await scene.RunAsync<RemoveCoding, Done>(scene.Supervisor, r => r.RunAsync(coding))).Refusal.ShouldBeOfType<NotFound>();
        (await scene.RunAsync<RemoveCoding, Done>(scene.Owner, r => r.RunAsync(coding))).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task SetStageView_StandsBesideTheStatusForWhoeverMaySeeIt()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddStorySceneAsync();
        (await Views(scene, scene.Owner)).ShouldBeEmpty("not yet given");
        await scene.RunAsync<SetStageView, Guid>(scene.Owner, s => s.RunAsync(new NewStageView(Stage.Hook, OwnStanding.NotMe)));
        database.Clock.Advance(TimeSpan.FromDays(1));
        await scene.RunAsync<SetStageView, Guid>(scene.Owner, s => s.RunAsync(new NewStageView(Stage.Hook, OwnStanding.Partly, "On good days")));

        var mine = await Views(scene, scene.Owner);
        (mine[Stage.Hook].Standing, mine[Stage.Hook].Words).ShouldBe((OwnStanding.Partly, "On good days"));
        (await Views(scene, scene.Supervisor)).ShouldBeEmpty();
        await scene.ShareAsync(await scene.WriteAsync(), SharingPurpose.SupervisionKey);
        (await Views(scene, scene.Supervisor))[Stage.Hook].Words.ShouldBe("On good days");
    }

    [Fact]
    public async Task SetPastRelation_MayChange_AndIsNobodyElses()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddStorySceneAsync();
        await scene.ShareAsync(await scene.WriteAsync());
        await scene.RunAsync<SetPastRelation, Guid>(scene.Owner, s => s.RunAsync(PastPosition.NotSaying));
        database.Clock.Advance(TimeSpan.FromDays(30));
        await scene.RunAsync<SetPastRelation, Guid>(scene.Owner, s => s.RunAsync(PastPosition.WovenIn));

        var now = await database.AsAsync<StoryQueries, PastRelation?>(scene.Owner, q => q.MyPastRelationAsync());
        (now!.Position, now.At.LondonDate()).ShouldBe((PastPosition.WovenIn, new DateOnly(2026, 4, 1)));
        await using var context = database.Engine.OpenReader(scene.Coder);
        context.GetType().GetProperty("Now")!.SetValue(context, database.Clock.Now());
        (await context.PastRelations.CountAsync()).ShouldBe(0);
        (await scene.RunAsync<SetPastRelation, Guid>(scene.Owner, s => s.RunAsync((PastPosition)9))).Refusal.ShouldBeOfType<Invalid>();
    }

    [Fact]
    public async Task ReviewStages_KeepsStatusesEvidenceAndOwnView()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddStorySceneAsync();
        var story = await scene.WriteAsync();
        await scene.ShareAsync(story);
        await scene.AnswerAsync(await scene.MarkAsync(story, "One day I asked if I could help.", "sought-out-the-role"));
        await scene.RunAsync<SetStageView, Guid>(scene.Owner, s => s.RunAsync(new NewStageView(Stage.Hook, OwnStanding.ThatsMe)));

        (await scene.RunAsync<ReviewStages, Guid>(scene.Supervisor, r => r.RunAsync(scene.Owner.PersonId))).Refusal.ShouldBeOfType<NotFound>();
        (await scene.RunAsync<ReviewStages, Guid>(scene.Coordinator, r => r.RunAsync(scene.Owner.PersonId))).Refusal.ShouldBeOfType<NotFound>();
        (await scene.RunAsync<ReviewStages, Guid>(scene.Owner, r => r.RunAsync(scene.Owner.PersonId))).Succeeded.ShouldBeTrue();
        var consent = await scene.ShareAsync(story, SharingPurpose.SupervisionKey);
        (await scene.RunAsync<ReviewStages, Guid>(scene.Supervisor, r => r.RunAsync(scene.Owner.PersonId))).Succeeded.ShouldBeTrue();

        var reviews = await database.AsAsync<ReviewQueries, IReadOnlyList<StageReviewReading>>(scene.Owner, q => q.ForAsync(scene.Owner.PersonId));
        reviews.Count.ShouldBe(2);
        reviews.ShouldAllBe(r => r.Stages.Count == 4);
        var hook = reviews[0].Stages.Single(s => s.Reading.Stage == Stage.Hook);
        (hook.Reading.Status, hook.OwnStanding).ShouldBe((StageStatus.Glimpsed, OwnStanding.ThatsMe));
        hook.Reading.Codings.ShouldHaveSingleItem().Occasion.SourceId.ShouldBe(story);
        Task<IReadOnlyList<StageReviewReading>> Theirs() => database.AsAsync<ReviewQueries, IReadOnlyList<StageReviewReading>>(scene.Supervisor, q => q.ForAsync(scene.Owner.PersonId));
        (await Theirs()).ShouldHaveSingleItem().ReviewerName.ShouldBe("Ruth Adeyemi");
        await scene.RunAsync<WithdrawConsent, Done>(scene.Owner, w => w.RunAsync(consent));
        (await Theirs()).ShouldBeEmpty();
    }

    [Fact]
    public async Task ConfirmCoderTraining_ByTheWrongPersonOrDate_IsRefused()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddStorySceneAsync();
        Task<Outcome<Done>> Confirm(Throughline.Security.Viewer by, Guid person, DateOnly? on) => scene.RunAsync<ConfirmCoderTraining, Done>(by, c => c.RunAsync(person, on));
        (await Confirm(scene.Supervisor, scene.Owner.PersonId, To)).Refusal.ShouldBeOfType<NotAllowed>();
        (await Confirm(scene.Coordinator, scene.Coordinator.PersonId, To)).Refusal.ShouldBeOfType<Invalid>();
        (await Confirm(scene.Coordinator, scene.Owner.PersonId, To.AddDays(1))).Refusal.ShouldBeOfType<Invalid>();
        (await Confirm(scene.Coordinator, Guid.CreateVersion7(), To)).Refusal.ShouldBeOfType<NotFound>();
        (await Confirm(scene.Coordinator, scene.Coder.PersonId, To)).Succeeded.ShouldBeTrue();
        await using var context = database.Everything();
        (await context.CoderTrainings.SingleAsync()).On.ShouldBe(new DateOnly(2026, 1, 12), "the first date stays");
    }

    private static async Task<StageStatus> StatusAsync(StoryScene scene) =>
        StageProfile.At(
            await scene.Database.AsAsync<StoryQueries, IReadOnlyList<StageEvidence>>(scene.Owner, q => q.EvidenceForAsync(scene.Owner.PersonId, From, To)), To, StageRule.Default)[Stage.Hook].Status;

    private static Task<IReadOnlyDictionary<Stage, StageViewReading>> Views(StoryScene scene, Throughline.Security.Viewer viewer) =>
        scene.Database.AsAsync<StoryQueries, IReadOnlyDictionary<Stage, StageViewReading>>(viewer, q => q.ViewsForAsync(scene.Owner.PersonId));

    private static Task<StoryReading?> Find(StoryScene scene, Guid story, int? number = null) =>
        scene.Database.AsAsync<StoryQueries, StoryReading?>(scene.Owner, q => q.FindAsync(story, number));

    private static async Task<System.Data.Common.DbConnection> OpenAsync(TestDatabase database)
    {
        var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={database.DatabaseFile}");
        await connection.OpenAsync();
        return connection;
    }
}
