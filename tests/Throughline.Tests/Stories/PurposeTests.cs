using System.Text;
using Throughline.Security;
using Throughline.Stories;
using Throughline.Stories.Stages;
using Throughline.Testing;
using Throughline.Throughlines;

namespace Throughline.Tests.Stories;

/// <summary>E10: what the marks say about somebody, and their own view of it, is shown to others for supervision only, whatever else they may read.</summary>
public sealed class PurposeTests
{
    private static readonly DateOnly From = new(2025, 3, 3), To = new(2026, 3, 2);

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Throughline_SharedForAnotherPurpose_HasNoWordsStatusesOrViews(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddStorySceneAsync();
        var story = await scene.WriteAsync();
        await scene.ShareAsync(story);
        await scene.AnswerAsync(await scene.MarkAsync(story, "One day I asked if I could help.", "sought-out-the-role"));
        await scene.RunAsync<SetStageView, Guid>(scene.Owner, s => s.RunAsync(new NewStageView(Stage.Hook, OwnStanding.Partly, "On good days")));
        await scene.ShareAsync(story, "training");
        await scene.ShareAsync(story, "programme");

        (await database.AsAsync<StoryQueries, StoryReading?>(scene.Coordinator, q => q.FindAsync(story)))!.Marks.ShouldHaveSingleItem("they may read it, and not for this");
        foreach (var viewer in new[] { scene.Coordinator, scene.Supervisor })
        {
            var line = await Line(scene, viewer);
            line.WordsShared.ShouldBeFalse();
            line.Model.Words.ShouldBeEmpty();
        }

        foreach (var viewer in new[] { scene.Coordinator, scene.Coder, scene.Supervisor })
        {
            (await Evidence(scene, viewer)).ShouldBeEmpty();
            (await database.AsAsync<StoryQueries, IReadOnlyDictionary<Stage, StageViewReading>>(viewer, q => q.ViewsForAsync(scene.Owner.PersonId))).ShouldBeEmpty();
        }

        var consent = await scene.ShareAsync(story, SharingPurpose.SupervisionKey);

        (await Evidence(scene, scene.Supervisor)).ShouldHaveSingleItem();
        var hook = (await Line(scene, scene.Supervisor)).Model.Words.Single(l => l.Stage == Stage.Hook);
        (hook.Status, hook.OwnView).ShouldBe((StageStatus.Glimpsed, "Partly me: On good days"));
        hook.Marks.ShouldHaveSingleItem().SourceTitle.ShouldBe("The key");
        (await Line(scene, scene.Coordinator)).Model.Words.ShouldBeEmpty("it names somebody else");
        (await scene.RunAsync<WithdrawConsent, Done>(scene.Owner, w => w.RunAsync(consent))).Succeeded.ShouldBeTrue();
        (await Line(scene, scene.Supervisor)).Model.Words.ShouldBeEmpty();
        (await Line(scene, scene.Owner)).Model.Words.Single(l => l.Stage == Stage.Hook).Marks.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Audience_InTheOwnersWords_IsInNoByteOfTheDatabase()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddStorySceneAsync();
        var story = await scene.WriteAsync();
        await scene.RunAsync<GiveConsent, Guid>(scene.Owner, g => g.RunAsync(new NewConsent(story, 1, "training", scene.Scheme.Id, "Zephyrine's spring course", null, 6)));
        var asked = (await scene.RunAsync<OfferConsent, Guid>(scene.Coordinator, o => o.RunAsync(
            new NewOffer(scene.Owner.PersonId, null, "programme", scene.Scheme.Id, "Quillon's Tuesday group", "It might help others")))).Value;

        (await Audiences(scene, story)).ShouldBe(["Coordinators of Riverside peer mentoring, for Zephyrine's spring course"]);
        (await database.AsAsync<OfferQueries, OfferPage?>(scene.Owner, q => q.FindAsync(asked)))!.For.ShouldEndWith("for Quillon's Tuesday group");
        (await scene.RunAsync<AcceptOffer, Guid>(scene.Owner, a => a.RunAsync(new AcceptedOffer(asked, story, 1, null, 6)))).Succeeded.ShouldBeTrue();
        (await Audiences(scene, story)).ShouldContain("Coordinators of Riverside peer mentoring, for Quillon's Tuesday group");
        foreach (var file in Directory.EnumerateFiles(database.Folder, "throughline.db*").Where(f => !f.EndsWith(".lock", StringComparison.Ordinal)))
        {
            Holds(file, "Zephyrine").ShouldBeFalse(Path.GetFileName(file));
            Holds(file, "Quillon").ShouldBeFalse(Path.GetFileName(file));
        }
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task GiveConsent_SameAudienceAgain_IsRenewedAndAnotherStandsBesideIt(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddStorySceneAsync();
        var story = await scene.WriteAsync();
        foreach (var audience in new[] { "The spring course", "The spring course", "The autumn course" })
        {
            (await scene.RunAsync<GiveConsent, Guid>(scene.Owner, g => g.RunAsync(new NewConsent(story, 1, "training", scene.Scheme.Id, audience, null, 6)))).Succeeded.ShouldBeTrue();
        }

        var sharing = (await database.AsAsync<StoryQueries, StorySharing?>(scene.Owner, q => q.SharingAsync(story)))!;
        sharing.Consents.Where(c => c.State == ConsentState.Given).Select(c => c.Audience[^17..]).ShouldBe(["The spring course", "The autumn course"], ignoreOrder: true);
        sharing.Consents.Single(c => c.State == ConsentState.Renewed).Audience.ShouldEndWith("The spring course");
    }

    private static bool Holds(string file, string words)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(words)) >= 0;
    }

    private static async Task<IEnumerable<string>> Audiences(StoryScene scene, Guid story) =>
        (await scene.Database.AsAsync<StoryQueries, StorySharing?>(scene.Owner, q => q.SharingAsync(story)))!.Consents.Select(c => c.Audience);

    private static Task<IReadOnlyList<StageEvidence>> Evidence(StoryScene scene, Viewer viewer) =>
        scene.Database.AsAsync<StoryQueries, IReadOnlyList<StageEvidence>>(viewer, q => q.EvidenceForAsync(scene.Owner.PersonId, From, To));

    private static async Task<ThroughlinePage> Line(StoryScene scene, Viewer viewer) =>
        (await scene.Database.AsAsync<ThroughlineQueries, ThroughlinePage?>(viewer, q => q.FindAsync(scene.Owner.PersonId, "/throughline")))!;
}
