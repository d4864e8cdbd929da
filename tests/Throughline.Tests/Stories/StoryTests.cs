using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Throughline.Audit;
using Throughline.People;
using Throughline.Rights;
using Throughline.Stories;
using Throughline.Stories.Stages;
using Throughline.Testing;
using Throughline.Throughlines;

namespace Throughline.Tests.Stories;

/// <summary>INV-150, E07, E09: a story is its owner's, to the letter, through every version, until they delete it.</summary>
public sealed class StoryTests
{
    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task WriteStory_OwnWordsForOneself_ComeBackToTheByte(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddStorySceneAsync();
        const string words = "  I was an addict, an ex-offender, a convict. \t\r\nAn inmate too.\n\n👩🏽‍🚀 e\u0301 \u202Eright to left\u202C \0 end  ";

        var story = await scene.WriteAsync(words, title: " My junkie years ");

        var read = await Find(scene, story);
        read!.Text.ShouldBe(words);
        Encoding.UTF8.GetBytes(read.Text).ShouldBe(Encoding.UTF8.GetBytes(words));
        read.Title.ShouldBe(" My junkie years ");
    }

    [Fact]
    public async Task WriteStory_HalfACharacter_IsRefusedAtItsField()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddStorySceneAsync();
        var outcome = await scene.RunAsync<WriteStory, Guid>(scene.Owner, write => write.RunAsync(new NewStory(new StoryWords("Cut", "half \uD83C", new DateOnly(2026, 2, 3)))));
        outcome.Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Text");
    }

    [Theory]
    [InlineData(null, "words", "2026-02-03", "Title")]
    [InlineData("A title", " \r\n ", "2026-02-03", "Text")]
    [InlineData("A title", "words", null, "OccasionDate")]
    [InlineData("A title", "words", "2026-03-03", "OccasionDate")]
    [InlineData("A title", "words", "1899-12-31", "OccasionDate")]
    public void Check_SomethingMissingOrWrong_NamesItsField(string? title, string? text, string? on, string field) =>
        new StoryWords(title, text, on is null ? null : DateOnly.Parse(on, System.Globalization.CultureInfo.InvariantCulture))
            .Check(new DateOnly(2026, 3, 2)).ShouldBeOfType<Invalid>().Input.ShouldBe(field);

    [Theory]
    [InlineData(Hat.Coordinator)]
    [InlineData(Hat.Supervisor)]
    [InlineData(Hat.SystemAdministrator)]
    public async Task WriteStory_HatWithoutStories_IsRefused(Hat hat)
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddStorySceneAsync();
        var outcome = await scene.RunAsync<WriteStory, Guid>(TestData.Viewer(scene.Coordinator.PersonId, hat, scene.Scheme.Id), write =>
            write.RunAsync(new NewStory(new StoryWords("Mine", "words", new DateOnly(2026, 2, 3)))));
        outcome.Refusal.ShouldBeOfType<NotAllowed>();
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task ChangeStory_ByOwner_AddsAVersionAndKeepsTheOld(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddStorySceneAsync();
        var story = await scene.WriteAsync();

        (await Change(scene, story, 1, "Second words")).Value.ShouldBe(2);
        (await Change(scene, story, 2, "Second words")).Value.ShouldBe(2, "nothing was changed, so there is no third version");

        (await Find(scene, story))!.Text.ShouldBe("Second words");
        (await Find(scene, story, 1))!.Text.ShouldBe(StoryScene.Words);
        (await Find(scene, story))!.Versions.Select(v => v.Number).ShouldBe([2, 1]);
    }

    [Fact]
    public async Task ChangeStory_FormOpenedOnAnOlderVersion_IsStale()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddStorySceneAsync();
        var story = await scene.WriteAsync();
        await Change(scene, story, 1, "From the phone");
        (await Change(scene, story, 1, "From the laptop")).Refusal.ShouldBeOfType<Stale>();
        (await Find(scene, story))!.Text.ShouldBe("From the phone");
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task ChangeStory_AtOnce_OneIsSavedAndTheOtherIsStale(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddStorySceneAsync();
        var story = await scene.WriteAsync();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Change(scene, story, 1, $"Try {i}")));
        outcomes.Count(o => o.Succeeded).ShouldBe(1);
        outcomes.Where(o => !o.Succeeded).ShouldAllBe(o => o.Refusal is Stale);
    }

    [Fact]
    public async Task ChangeStory_ByAnybodyElse_IsNotFound()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddStorySceneAsync();
        var story = await scene.WriteAsync();
        await scene.ShareAsync(story);
        await scene.ShareAsync(story, SharingPurpose.SupervisionKey);
        foreach (var viewer in new[] { scene.Coder, scene.Supervisor, scene.Coordinator })
        {
            (await Change(scene, story, 1, "Not theirs", viewer)).Refusal.ShouldBeOfType<NotFound>();
            (await scene.RunAsync<DeleteStory, Done>(viewer, d => d.RunAsync(story))).Refusal.ShouldBeOfType<NotFound>();
        }

        (await Find(scene, story))!.Text.ShouldBe(StoryScene.Words);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task DeleteStory_LeavesATombstoneWithoutAWord(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddStorySceneAsync();
        var story = await scene.WriteAsync();
        var consent = await scene.ShareAsync(story);
        await scene.AnswerAsync(await scene.MarkAsync(story, "I asked if I could help", "sought-out-the-role"));

        (await scene.RunAsync<DeleteStory, Done>(scene.Owner, d => d.RunAsync(story))).Succeeded.ShouldBeTrue();
        (await scene.RunAsync<DeleteStory, Done>(scene.Owner, d => d.RunAsync(story))).Refusal.ShouldBeOfType<NotFound>();

        await using var context = database.Everything();
        (await context.StoryVersions.CountAsync()).ShouldBe(0);
        (await context.Excerpts.CountAsync()).ShouldBe(0);
        (await context.Codings.CountAsync()).ShouldBe(0);
        (await context.StoryConsents.SingleAsync(c => c.Id == consent)).State.ShouldBe(ConsentState.Withdrawn);
        (await context.Stories.SingleAsync()).DeletedAt.ShouldNotBeNull();
        (await Find(scene, story)).ShouldBeNull();
        (await database.AsAsync<VerifyChain, ChainReport>(Throughline.Security.Viewer.System, v => v.RunAsync())).Whole.ShouldBeTrue();
    }

    [Fact]
    public async Task ErasePerson_TakesEveryStoryRowWithIt()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddStorySceneAsync();
        var story = await scene.WriteAsync();
        await scene.ShareAsync(story);
        await scene.AnswerAsync(await scene.MarkAsync(story, "They gave me the key.", "trust-given"));
        await scene.RunAsync<SetStageView, Guid>(scene.Owner, s => s.RunAsync(new NewStageView(Throughline.Stories.Stages.Stage.Hook, OwnStanding.Partly, "Some days")));
        await scene.RunAsync<ReviewStages, Guid>(scene.Owner, r => r.RunAsync(scene.Owner.PersonId));

        var erased = await database.AsAsync<ErasePerson, Outcome<Done>>(Throughline.Security.Viewer.System, e => e.RunAsync(scene.Owner.PersonId, "Asked for by the person herself"));
        erased.Succeeded.ShouldBeTrue();

        await using var context = database.Everything();
        (await context.Stories.CountAsync()).ShouldBe(0);
        (await context.StoryVersions.CountAsync()).ShouldBe(0);
        (await context.StageViews.CountAsync()).ShouldBe(0);
        (await context.StageReviews.CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task FindAsync_LeavesATraceThatTheOwnerCanSee()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddStorySceneAsync();
        var story = await scene.WriteAsync();
        await scene.ShareAsync(story);
        (await Find(scene, story, viewer: scene.Coder))!.Text.ShouldBe(StoryScene.Words);

        await using var context = database.Everything();
        var trace = await context.AuditEvents.OrderByDescending(e => e.Sequence).FirstAsync();
        (trace.Kind, trace.ActorId, trace.SubjectId).ShouldBe((AuditKind.Read, scene.Coder.PersonId, scene.Owner.PersonId));
        var sharing = await database.AsAsync<StoryQueries, StorySharing?>(scene.Owner, q => q.SharingAsync(story));
        sharing!.CannotRecall.ShouldHaveSingleItem().What.ShouldBe("Owen Pryce has read it");
    }

    [Fact]
    public async Task ExportMyStories_HasEveryVersionByteForByte()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddStorySceneAsync();
        var story = await scene.WriteAsync();
        await Change(scene, story, 1, "Later words: an addict, they said. 🌱");
        var other = await scene.WriteAsync("Another day.", new DateOnly(2025, 6, 1), "../../Un/safe: name?");
        await scene.ShareAsync(story, version: 2);
        await scene.AnswerAsync(await scene.MarkAsync(story, "they said", "labelled", 2, "Later words: an addict, they said. 🌱"), words: "Only that once");

        var zip = await database.AsAsync<ExportMyStories, byte[]>(scene.Owner, e => e.RunAsync());

        using var archive = new ZipArchive(new MemoryStream(zip));
        archive.Entries.Count.ShouldBe(4);
        archive.Entries.ShouldAllBe(e => !e.FullName.Contains("..", StringComparison.Ordinal));
        var texts = archive.Entries.Where(e => e.Name.EndsWith(".txt", StringComparison.Ordinal)).Select(Read).ToList();
        texts.ShouldBe(["Another day.", StoryScene.Words, "Later words: an addict, they said. 🌱"], ignoreOrder: true);
        using var json = JsonDocument.Parse(Read(archive.GetEntry("stories.json")!));
        var mark = json.RootElement.GetProperty("stories")[1].GetProperty("marks")[0];
        mark.GetProperty("passage").GetString().ShouldBe("they said");
        mark.GetProperty("yourWords").GetString().ShouldBe("Only that once");
        json.RootElement.GetProperty("stories")[0].GetProperty("id").GetGuid().ShouldBe(other);
        var sharing = await database.AsAsync<StoryQueries, StorySharing?>(scene.Owner, q => q.SharingAsync(story));
        sharing!.CannotRecall.ShouldContain(c => c.What == "You took a copy of your stories away");

        static string Read(ZipArchiveEntry entry)
        {
            using var reader = new StreamReader(entry.Open(), new UTF8Encoding(false));
            return reader.ReadToEnd();
        }
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task ChangeStory_AnotherDate_LeavesEarlierVersionsAndTheMarksOnThemOnTheirs(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddStorySceneAsync();
        var (first, second) = (new DateOnly(2026, 2, 3), new DateOnly(2024, 10, 7));
        var story = await scene.WriteAsync(on: first);
        await scene.ShareAsync(story);
        await scene.ShareAsync(story, SharingPurpose.SupervisionKey);
        await scene.AnswerAsync(await scene.MarkAsync(story, "One day I asked if I could help.", "sought-out-the-role"));

        (await scene.RunAsync<ChangeStory, int>(scene.Owner, change => change.RunAsync(new StoryChange(story, 1, new StoryWords("The key", StoryScene.Words, second))))).Value.ShouldBe(2);

        var read = (await Find(scene, story))!;
        read.OccasionDate.ShouldBe(second);
        read.Versions.Select(v => (v.Number, v.OccasionDate)).ShouldBe([(2, second), (1, first)]);
        read.Elsewhere.ShouldHaveSingleItem().OccasionDate.ShouldBe(first);
        (await Find(scene, story, 1))!.OccasionDate.ShouldBe(first);
        (await database.AsAsync<StoryQueries, IReadOnlyList<StageEvidence>>(scene.Owner, q => q.EvidenceForAsync(scene.Owner.PersonId, new DateOnly(2025, 3, 3), new DateOnly(2026, 3, 2))))
            .ShouldHaveSingleItem().Occasion.ShouldBe(new Occasion(story, first));
        (await database.AsAsync<StoryQueries, (IReadOnlyList<MarkReading> Marks, int Total)>(scene.Owner, q => q.MyEvidenceAsync(null))).Marks.ShouldHaveSingleItem().OccasionDate.ShouldBe(first);
        (await database.AsAsync<ThroughlineQueries, ThroughlinePage?>(scene.Owner, q => q.FindAsync(scene.Owner.PersonId, "/throughline")))!
            .Model.Words.SelectMany(l => l.Marks).ShouldHaveSingleItem().On.ShouldBe(first);

        (await Find(scene, story, viewer: scene.Supervisor))!.OccasionDate.ShouldBe(first, "the later date is not shared");
        (await database.AsAsync<StoryQueries, IReadOnlyList<SharedStory>>(scene.Supervisor, q => q.SharedWithMeAsync())).ShouldHaveSingleItem().OccasionDate.ShouldBe(first);
        (await database.AsAsync<OfferQueries, AskPage?>(scene.Supervisor, q => q.ToAskAsync(scene.Owner.PersonId)))!.Stories.ShouldHaveSingleItem().On.ShouldBe(first);

        using var archive = new ZipArchive(new MemoryStream(await database.AsAsync<ExportMyStories, byte[]>(scene.Owner, e => e.RunAsync())));
        await using var entry = archive.GetEntry("stories.json")!.Open();
        using var json = await JsonDocument.ParseAsync(entry);
        json.RootElement.GetProperty("stories")[0].GetProperty("versions").EnumerateArray().Select(v => v.GetProperty("date").GetString()).ShouldBe(["2026-02-03", "2024-10-07"]);
    }

    /// <summary>INV-006: whoever takes up another role later still spoke under the one they held.</summary>
    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task GiveAccount_AuthorInAnotherRoleSince_SpeaksInTheRoleOfThatDay(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddStorySceneAsync();
        var ruth = scene.Supervisor.PersonId;
        var words = new StoryWords("What I saw", "Dee stayed with him until his lift came.", new DateOnly(2026, 2, 20));
        var before = (await scene.RunAsync<GiveAccount, Guid>(scene.Supervisor, g => g.RunAsync(new NewAccount(scene.Owner.PersonId, words)))).Value;
        await database.WriteAsync("role-changed", writing =>
        {
            var holding = writing.Context.RoleHoldings.Include(h => h.Moves).Single(h => h.PersonId == ruth);
            holding.End(new DateOnly(2026, 3, 2), ExitReason.MovedAway, null).ShouldBeNull();
            writing.Context.Add(RoleHolding.Start(writing.NewId(), ruth, scene.Scheme.Coordinator, RoleState.Held, new DateOnly(2026, 3, 3)));
            return new Done();
        });
        database.Clock.Advance(TimeSpan.FromDays(1));
        var after = (await scene.RunAsync<GiveAccount, Guid>(TestData.Viewer(ruth, Hat.Coordinator, scene.Scheme.Id), g => g.RunAsync(new NewAccount(scene.Owner.PersonId, words, Act: true)))).Value;

        (await Find(scene, before))!.AuthorRole.ShouldBe("Supervisor");
        (await Find(scene, after))!.AuthorRole.ShouldBe("Coordinator");
        (await Find(scene, await scene.WriteAsync()))!.AuthorRole.ShouldBeNull("one's own words");
    }

    [Fact]
    public async Task GiveAccount_ByTheSupervisor_IsTheOwnersWithARightOfReply()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddStorySceneAsync();
        var account = (await scene.RunAsync<GiveAccount, Guid>(scene.Supervisor, g =>
            g.RunAsync(new NewAccount(scene.Owner.PersonId, new StoryWords("What I saw", "Dee stayed with him until his lift came.", new DateOnly(2026, 2, 20)))))).Value;

        (await Find(scene, account))!.AuthorName.ShouldBe("Ruth Adeyemi");
        (await Change(scene, account, 1, "Changed", scene.Supervisor)).Refusal.ShouldBeOfType<NotFound>();
        (await scene.RunAsync<ReplyToAccount, Done>(scene.Supervisor, r => r.RunAsync(account, "Not mine to answer"))).Refusal.ShouldBeOfType<NotFound>();
        (await scene.RunAsync<ReplyToAccount, Done>(scene.Owner, r => r.RunAsync(account, "He asked me to."))).Succeeded.ShouldBeTrue();
        (await Find(scene, account, viewer: scene.Supervisor))!.Reply.ShouldBe("He asked me to.");
        (await Find(scene, account, viewer: scene.Coordinator)).ShouldBeNull();
    }

    private static Task<StoryReading?> Find(StoryScene scene, Guid story, int? number = null, Throughline.Security.Viewer? viewer = null) =>
        scene.Database.AsAsync<StoryQueries, StoryReading?>(viewer ?? scene.Owner, q => q.FindAsync(story, number));

    private static Task<Outcome<int>> Change(StoryScene scene, Guid story, int version, string text, Throughline.Security.Viewer? viewer = null) =>
        scene.RunAsync<ChangeStory, int>(viewer ?? scene.Owner, change => change.RunAsync(new StoryChange(story, version, new StoryWords("The key", text, new DateOnly(2026, 2, 3)))));
}
