using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Security;
using Throughline.Stories;
using Throughline.Testing;

namespace Throughline.Tests.Stories;

/// <summary>State machine 15, E09 to E12: who may read a story, by whose yes, and until when.</summary>
public sealed class StoryConsentTests
{
    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task WithdrawConsent_OneRequest_NobodyElseFindsAnything(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddStorySceneAsync();
        var story = await scene.WriteAsync();
        (await Seen(scene, scene.Coder)).ShouldBe("");
        var consent = await scene.ShareAsync(story);
        await scene.MarkAsync(story, "They gave me the key.", "trust-given");
        await scene.RunAsync<SetStageView, Guid>(scene.Owner, s => s.RunAsync(new NewStageView(Throughline.Stories.Stages.Stage.Hook, OwnStanding.ThatsMe)));
        (await Seen(scene, scene.Coder)).ShouldBe("stories 1, versions 1, excerpts 1, codings 1, consents 1, shared 1, text", "their own view is not for marking");

        (await scene.RunAsync<WithdrawConsent, Done>(scene.Owner, w => w.RunAsync(consent))).Succeeded.ShouldBeTrue();

        (await Seen(scene, scene.Coder)).ShouldBe("");
        (await scene.RunAsync<MarkPassage, Guid>(scene.Coder, m => m.RunAsync(new NewMark(story, 1, 0, 5, "trust-given", 1)))).Refusal.ShouldBeOfType<NotFound>();
        (await scene.RunAsync<WithdrawConsent, Done>(scene.Owner, w => w.RunAsync(consent))).Refusal.ShouldBeOfType<ConsentOver>();
    }

    [Fact]
    public async Task GiveConsent_TwoPurposes_AreIndependent()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddStorySceneAsync();
        var story = await scene.WriteAsync();
        var coding = await scene.ShareAsync(story);
        (await Seen(scene, scene.Supervisor)).ShouldBe("", "a yes to one purpose says nothing about another");
        await scene.ShareAsync(story, SharingPurpose.SupervisionKey);

        await scene.RunAsync<WithdrawConsent, Done>(scene.Owner, w => w.RunAsync(coding));

        (await Seen(scene, scene.Coder)).ShouldBe("");
        (await Seen(scene, scene.Supervisor)).ShouldContain("text");
    }

    [Fact]
    public async Task GiveConsent_TimeIsUp_ClosesByItself()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddStorySceneAsync();
        var story = await scene.WriteAsync();
        var consent = await scene.ShareAsync(story, months: 24);
        database.Clock.SetUtcNow(new DateTimeOffset(2028, 3, 1, 23, 59, 59, TimeSpan.Zero));
        (await Seen(scene, scene.Coder)).ShouldContain("text");
        database.Clock.SetUtcNow(new DateTimeOffset(2028, 3, 2, 0, 0, 0, TimeSpan.Zero));
        (await Seen(scene, scene.Coder)).ShouldBe("");
        var sharing = await database.AsAsync<StoryQueries, StorySharing?>(scene.Owner, q => q.SharingAsync(story));
        sharing!.Consents.ShouldHaveSingleItem().State.ShouldBe(ConsentState.Expired);
        (await scene.RunAsync<WithdrawConsent, Done>(scene.Owner, w => w.RunAsync(consent))).Refusal.ShouldBe(new ConsentOver(ConsentState.Expired));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(25)]
    [InlineData(null)]
    public async Task GiveConsent_PeriodOutsideTheSetting_IsRefused(int? months)
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddStorySceneAsync();
        var story = await scene.WriteAsync();
        var outcome = await scene.RunAsync<GiveConsent, Guid>(scene.Owner, g => g.RunAsync(new NewConsent(story, 1, "coding", scene.Coder.PersonId, null, null, months)));
        outcome.Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Months");
    }

    [Fact]
    public async Task GiveConsent_SomebodyNotTrainedOrNotOfTheScheme_IsRefused()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddStorySceneAsync();
        var story = await scene.WriteAsync();
        foreach (var person in new[] { scene.Coordinator.PersonId, scene.Owner.PersonId, Guid.CreateVersion7() })
        {
            var outcome = await scene.RunAsync<GiveConsent, Guid>(scene.Owner, g => g.RunAsync(new NewConsent(story, 1, "coding", person, null, null, 6)));
            outcome.Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("AudienceId");
        }
    }

    [Fact]
    public async Task GiveConsent_MandatedAudience_MustBeNamed()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddStorySceneAsync();
        var story = await scene.WriteAsync();
        var outcome = await scene.RunAsync<GiveConsent, Guid>(scene.Owner, g => g.RunAsync(new NewConsent(story, 1, "programme", scene.Scheme.Id, " ", null, 6)));
        outcome.Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Audience");
        await scene.ShareAsync(story, "programme");
        (await Seen(scene, scene.Coordinator)).ShouldContain("text");
        (await Seen(scene, scene.Supervisor)).ShouldBe("");
    }

    [Fact]
    public async Task GiveConsent_ForResearch_OpensNothingInOperations()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddStorySceneAsync();
        var story = await scene.WriteAsync();
        await scene.ShareAsync(story, SharingPurpose.ResearchKey);
        foreach (var hat in Enum.GetValues<Hat>().Where(h => h != Hat.System))
        {
            foreach (var person in new[] { scene.Coder, scene.Supervisor, scene.Coordinator })
            {
                (await Seen(scene, TestData.Viewer(person.PersonId, hat, scene.Scheme.Id))).ShouldBe("", $"{hat}");
            }
        }
    }

    [Fact]
    public async Task FindAsync_StoryChangedSince_SharesTheVersionThatWasSharedOnly()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddStorySceneAsync();
        var story = await scene.WriteAsync();
        await scene.ShareAsync(story);
        await scene.RunAsync<ChangeStory, int>(scene.Owner, c => c.RunAsync(new StoryChange(story, 1, new StoryWords("The key", "Private second thoughts", new DateOnly(2026, 2, 3)))));

        (await Find(scene, scene.Coder, story))!.Text.ShouldBe(StoryScene.Words);
        (await Find(scene, scene.Coder, story, 2)).ShouldBeNull();

        var stale = await scene.RunAsync<GiveConsent, Guid>(scene.Owner, g => g.RunAsync(new NewConsent(story, 1, "coding", scene.Coder.PersonId, null, null, 6)));
        stale.Refusal.ShouldBeOfType<Stale>();
        await scene.ShareAsync(story, version: 2);
        (await Find(scene, scene.Coder, story))!.Text.ShouldBe("Private second thoughts");
        (await Find(scene, scene.Coder, story, 1)).ShouldBeNull("the first yes was replaced by the second");
    }

    [Theory]
    [InlineData(Hat.SystemAdministrator)]
    [InlineData(Hat.HeadOfService)]
    [InlineData(Hat.Commissioner)]
    [InlineData(Hat.Researcher)]
    [InlineData(Hat.ResponsibleOfficer)]
    [InlineData(Hat.VoiceLead)]
    [InlineData(Hat.SafeguardingLead)]
    [InlineData(Hat.DataProtectionLead)]
    [InlineData(Hat.Mentee)]
    public async Task FindAsync_NamedPersonUnderAHatThatReadsNoStories_FindsNothing(Hat hat)
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddStorySceneAsync();
        await scene.ShareAsync(await scene.WriteAsync());
        (await Seen(scene, TestData.Viewer(scene.Coder.PersonId, hat, scene.Scheme.Id))).ShouldBe("");
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task FindAsync_WallBetweenThem_HoldsFromBothEnds(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddStorySceneAsync();
        var story = await scene.WriteAsync();
        await scene.ShareAsync(story);
        await scene.MarkAsync(story, "They gave me the key.", "trust-given");

        await scene.RaiseWallAsync(scene.Owner.PersonId, scene.Coder.PersonId);
        (await Find(scene, scene.Owner, story))!.Marks.ShouldBeEmpty("a mark by somebody the owner is walled off from is not shown");

        await scene.RaiseWallAsync(scene.Coder.PersonId, scene.Owner.PersonId);
        (await Seen(scene, scene.Coder)).ShouldBe("");
        var sharing = await database.AsAsync<StoryQueries, StorySharing?>(scene.Owner, q => q.SharingAsync(story));
        sharing!.Coders.ShouldBeEmpty();
    }

    [Fact]
    public async Task FindAsync_NobodyAsked_OnlyTheOwnerFindsIt()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddStorySceneAsync();
        await scene.WriteAsync();
        foreach (var hat in Enum.GetValues<Hat>().Where(h => h != Hat.System))
        {
            foreach (var person in new[] { scene.Coder, scene.Supervisor, scene.Coordinator })
            {
                (await Seen(scene, TestData.Viewer(person.PersonId, hat, scene.Scheme.Id))).ShouldBe("", $"{hat}");
            }
        }

        (await Seen(scene, scene.Owner)).ShouldBe("stories 1, versions 1, text");
    }

    [Theory]
    [InlineData(ConsentState.Offered, "Given, Declined")]
    [InlineData(ConsentState.Given, "Withdrawn, Expired, Renewed")]
    [InlineData(ConsentState.Declined, "")]
    [InlineData(ConsentState.Withdrawn, "")]
    [InlineData(ConsentState.Expired, "")]
    [InlineData(ConsentState.Renewed, "")]
    public void ExitsOf_EachState_AreThoseOfTheModel(ConsentState state, string exits) =>
        string.Join(", ", ConsentStates.ExitsOf(state)).ShouldBe(exits);

    [Fact]
    public void Purposes_StandAlone()
    {
        SharingPurpose.All.Select(p => p.Key).Distinct().Count().ShouldBe(SharingPurpose.All.Count);
        SharingPurpose.Find(SharingPurpose.ResearchKey)!.GrantsReading.ShouldBeFalse();
        SharingPurpose.Find("programme")!.NamesAudience.ShouldBeTrue();
        typeof(AddPerson).Assembly.GetExportedTypes()
            .Where(t => t.Namespace == typeof(AddPerson).Namespace)
            .SelectMany(t => t.GetProperties()).Select(p => p.Name)
            .ShouldNotContain(n => n.Contains("Consent", StringComparison.OrdinalIgnoreCase), "no role depends on a consent (E10)");
    }

    private static Task<StoryReading?> Find(StoryScene scene, Viewer viewer, Guid story, int? number = null) =>
        scene.Database.AsAsync<StoryQueries, StoryReading?>(viewer, q => q.FindAsync(story, number));

    // Everything about stories that a viewer can find by any set or query, in words; empty for nothing.
    private static Task<string> Seen(StoryScene scene, Viewer viewer) => scene.Database.AsAsync(viewer, async services =>
    {
        var context = (Throughline.Storage.ThroughlineContext)services.GetService(typeof(Throughline.Storage.ThroughlineContext))!;
        var queries = (StoryQueries)services.GetService(typeof(StoryQueries))!;
        var parts = new List<(string Name, int Count)>
        {
            ("stories", await context.Stories.CountAsync()),
            ("versions", await context.StoryVersions.CountAsync()),
            ("excerpts", await context.Excerpts.CountAsync()),
            ("codings", await context.Codings.CountAsync()),
            ("consents", await context.StoryConsents.CountAsync()),
            ("views", await context.StageViews.CountAsync()),
            ("reviews", await context.StageReviews.CountAsync()),
            ("shared", (await queries.SharedWithMeAsync()).Count),
            ("evidence", (await queries.EvidenceForAsync(scene.Owner.PersonId, DateOnly.MinValue, DateOnly.MaxValue)).Count),
        };
        await using var everything = scene.Database.Everything();
        foreach (var story in await everything.Stories.Select(s => s.Id).ToListAsync())
        {
            if (await queries.FindAsync(story) is not null)
            {
                parts.Add(("text", 0));
            }
        }

        return string.Join(", ", parts.Where(p => p.Count > 0 || p.Name == "text").Select(p => p.Name == "text" ? p.Name : $"{p.Name} {p.Count}"));
    });
}
