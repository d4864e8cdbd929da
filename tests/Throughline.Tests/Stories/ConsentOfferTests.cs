using CsCheck;
using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Security;
using Throughline.Stories;
using Throughline.Testing;

namespace Throughline.Tests.Stories;

/// <summary>State machine 15 from Offered: who may ask whom for what, and that a no and silence look alike to whoever asked.</summary>
public sealed class ConsentOfferTests
{
    private static readonly string[] Steps = ["accept", "decline", "day", "month"];

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task OfferConsent_BySupervisor_SaidYesTo_OpensTheChosenVersion(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddStorySceneAsync();
        var story = await scene.WriteAsync();
        await scene.RunAsync<ChangeStory, int>(scene.Owner, c => c.RunAsync(new StoryChange(story, 1, new StoryWords("The key", "Second thoughts", new DateOnly(2026, 2, 3)))));
        var offer = (await Ask(scene, scene.Supervisor)).Value;
        (await Asked(scene, scene.Supervisor)).ShouldHaveSingleItem().Look.ShouldBe(OfferLook.Asked);
        var put = (await database.AsAsync<OfferQueries, IReadOnlyList<OfferLine>>(scene.Owner, q => q.AskedOfMeAsync())).ShouldHaveSingleItem();
        (put.AskedBy, put.LastDay).ShouldBe(("Ruth Adeyemi", new DateOnly(2026, 3, 29)));
        var page = (await database.AsAsync<OfferQueries, OfferPage?>(scene.Owner, q => q.FindAsync(offer)))!;
        page.Why.ShouldBe("It helped you to talk about it.");
        page.Versions.Select(v => (v.Number, v.Newest)).ShouldBe([(2, true), (1, false)]);

        (await Accept(scene, offer, story, 1)).Succeeded.ShouldBeTrue();

        (await Asked(scene, scene.Supervisor)).Single().Look.ShouldBe(OfferLook.Yes);
        (await database.AsAsync<StoryQueries, StoryReading?>(scene.Supervisor, q => q.FindAsync(story)))!.Text.ShouldBe(StoryScene.Words);
        (await database.AsAsync<OfferQueries, IReadOnlyList<OfferLine>>(scene.Owner, q => q.AskedOfMeAsync())).ShouldBeEmpty();
        (await Accept(scene, offer, story, 1)).Refusal.ShouldBeOfType<OfferOver>();
        (await Decline(scene, offer)).Refusal.ShouldBeOfType<OfferOver>();
        await using var context = database.Everything();
        (await context.StoryConsents.SingleAsync()).VersionNumber.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task AcceptAndDecline_AtOnce_OneOfThemIs(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddStorySceneAsync();
        var story = await scene.WriteAsync();
        var offer = (await Ask(scene, scene.Supervisor)).Value;
        var answers = await Task.WhenAll(
            Task.Run(async () => (await Accept(scene, offer, story, 1)).Succeeded),
            Task.Run(async () => (await Decline(scene, offer)).Succeeded),
            Task.Run(async () => (await Accept(scene, offer, story, 1)).Succeeded));
        answers.Count(a => a).ShouldBe(1);
        await using var context = database.Everything();
        (await context.StoryConsents.CountAsync()).ShouldBe(answers[1] ? 0 : 1);
    }

    [Fact]
    public void Look_WhateverTheOwnerDoes_NeverTellsANoFromSilence() =>
        Gen.Select(Gen.Int[0, Steps.Length - 1].Array[0, 8], Gen.Int[7, 84]).Sample((steps, days) =>
        {
            var now = new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);
            ConsentOffer Made() => ConsentOffer.Ask(
                Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), null, SharingPurpose.All[1], new ConsentAudience(Guid.CreateVersion7(), null, null, null), null, new SealedText([1]), now, days);
            var (answered, silent, saidYes) = (Made(), Made(), false);
            foreach (var step in steps.Select(s => Steps[s]))
            {
                switch (step)
                {
                    case "accept":
                        saidYes |= answered.Accept(Guid.CreateVersion7(), now) is null;
                        break;
                    case "decline":
                        _ = answered.Decline(now);
                        break;
                    default:
                        now = now.AddDays(step == "day" ? 1 : 30);
                        break;
                }

                if (!saidYes)
                {
                    answered.LookAt(now).ShouldBe(silent.LookAt(now));
                }
                else
                {
                    answered.LookAt(now).ShouldBe(OfferLook.Yes);
                }

                answered.IsOpen(now).ShouldBe(answered.State == ConsentState.Offered && silent.IsOpen(now));
                if (now >= answered.EndsAt)
                {
                    answered.Accept(Guid.CreateVersion7(), now).ShouldBeOfType<OfferOver>();
                }
            }
        });

    [Fact]
    public async Task DeclineOffer_ThenTheTimePasses_IsSeenAsNoAnswer()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddStorySceneAsync();
        await scene.WriteAsync();
        var offer = (await Ask(scene, scene.Coordinator)).Value;
        (await Decline(scene, offer)).Succeeded.ShouldBeTrue();
        (await Asked(scene, scene.Coordinator)).Single().Look.ShouldBe(OfferLook.Asked);
        (await database.AsAsync<OfferQueries, OfferPage?>(scene.Owner, q => q.FindAsync(offer))).ShouldBeNull();
        database.Clock.Advance(TimeSpan.FromDays(28));
        (await Asked(scene, scene.Coordinator)).Single().Look.ShouldBe(OfferLook.NoAnswer);
        (await database.AsAsync<StoryQueries, IReadOnlyList<SharedStory>>(scene.Coordinator, q => q.SharedWithMeAsync())).ShouldBeEmpty();
    }

    [Fact]
    public async Task OfferConsent_Unanswered_EndsByItself()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddStorySceneAsync();
        var story = await scene.WriteAsync();
        var offer = (await Ask(scene, scene.Supervisor)).Value;
        database.Clock.SetUtcNow(new DateTimeOffset(2026, 3, 29, 22, 59, 59, TimeSpan.Zero));
        (await database.AsAsync<OfferQueries, OfferPage?>(scene.Owner, q => q.FindAsync(offer))).ShouldNotBeNull();
        database.Clock.SetUtcNow(new DateTimeOffset(2026, 3, 29, 23, 0, 0, TimeSpan.Zero));
        (await database.AsAsync<OfferQueries, OfferPage?>(scene.Owner, q => q.FindAsync(offer))).ShouldBeNull();
        (await database.AsAsync<OfferQueries, IReadOnlyList<OfferLine>>(scene.Owner, q => q.AskedOfMeAsync())).ShouldBeEmpty();
        (await Accept(scene, offer, story, 1)).Refusal.ShouldBeOfType<OfferOver>();
    }

    [Fact]
    public async Task OfferConsent_SameAgain_WaitsForTheSetting()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddStorySceneAsync();
        var offer = (await Ask(scene, scene.Supervisor)).Value;
        (await Ask(scene, scene.Supervisor)).Refusal.ShouldBe(new AskedNotLongAgo(new DateOnly(2026, 8, 18)));
        await Decline(scene, offer);
        (await Ask(scene, scene.Supervisor)).Refusal.ShouldBe(new AskedNotLongAgo(new DateOnly(2026, 8, 18)), "a no changes nothing of it");
        (await Ask(scene, scene.Coordinator, audience: scene.Supervisor.PersonId)).Succeeded.ShouldBeTrue("somebody else asks for themself");
        database.Clock.SetUtcNow(new DateTimeOffset(2026, 8, 17, 12, 0, 0, TimeSpan.Zero));
        (await Ask(scene, scene.Supervisor)).Refusal.ShouldBeOfType<AskedNotLongAgo>();
        database.Clock.SetUtcNow(new DateTimeOffset(2026, 8, 18, 12, 0, 0, TimeSpan.Zero));
        (await Ask(scene, scene.Supervisor)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task OfferConsent_SomebodyWithNoContact_IsNeverAsked()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddStorySceneAsync();
        var version = (await database.PersonAsync(scene.Owner.PersonId)).Version;
        (await database.DoAsync(scene.Coordinator, (ChangeContact c) => c.RunAsync(new ChangedContact(scene.Owner.PersonId, version, null, NoContact: true)))).Succeeded.ShouldBeTrue();
        (await Ask(scene, scene.Supervisor)).Refusal.ShouldBeOfType<CannotBeAsked>();
        (await database.AsAsync<OfferQueries, AskPage?>(scene.Supervisor, q => q.ToAskAsync(scene.Owner.PersonId)))!.NoContact.ShouldBeTrue();
        await using var context = database.Everything();
        (await context.ConsentOffers.CountAsync()).ShouldBe(0);
    }

    [Theory]
    [InlineData(Hat.Mentee)]
    [InlineData(Hat.Researcher)]
    [InlineData(Hat.HeadOfService)]
    [InlineData(Hat.SystemAdministrator)]
    public async Task OfferConsent_HatThatAsksNobody_IsNotAllowed(Hat hat)
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddStorySceneAsync();
        (await Ask(scene, TestData.Viewer(scene.Coordinator.PersonId, hat, scene.Scheme.Id))).Refusal.ShouldBeOfType<NotAllowed>();
    }

    [Fact]
    public async Task OfferConsent_SomebodyOutOfReachOrBehindAWall_IsNotFound()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddStorySceneAsync();
        (await Ask(scene, scene.Coder, SharingPurpose.CodingKey)).Refusal.ShouldBeOfType<NotFound>("nothing of hers is shared with him");
        (await Ask(scene, scene.Supervisor, person: scene.Supervisor.PersonId)).Refusal.ShouldBeOfType<NotFound>();
        (await Ask(scene, scene.Supervisor, person: Guid.CreateVersion7())).Refusal.ShouldBeOfType<NotFound>();
        await scene.RaiseWallAsync(scene.Owner.PersonId, scene.Supervisor.PersonId);
        (await Ask(scene, scene.Supervisor)).Refusal.ShouldBeOfType<NotFound>("a wall holds from either end");
    }

    [Fact]
    public async Task OfferConsent_ByATrainedCoder_IsForMarkingByThemselvesOnly()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddStorySceneAsync();
        await scene.ShareAsync(await scene.WriteAsync());
        var page = await database.AsAsync<OfferQueries, AskPage?>(scene.Coder, q => q.ToAskAsync(scene.Owner.PersonId));
        page!.Purposes.ShouldHaveSingleItem().Key.ShouldBe(SharingPurpose.CodingKey);
        page.Coders.ShouldHaveSingleItem().Id.ShouldBe(scene.Coder.PersonId);
        (await Ask(scene, scene.Coder)).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Purpose");
        (await Ask(scene, scene.Coder, SharingPurpose.CodingKey)).Succeeded.ShouldBeTrue();
    }

    [Theory]
    [InlineData(SharingPurpose.ResearchKey, "why", "Purpose")]
    [InlineData("nonsense", "why", "Purpose")]
    [InlineData(null, "why", "Purpose")]
    [InlineData(SharingPurpose.SupervisionKey, " ", "Why")]
    [InlineData(SharingPurpose.SupervisionKey, "a\u0007b", "Why")]
    [InlineData("programme", "why", "Audience")]
    public async Task OfferConsent_BadInput_NamesTheField(string? purpose, string why, string field)
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddStorySceneAsync();
        var outcome = await scene.RunAsync<OfferConsent, Guid>(scene.Coordinator, o => o.RunAsync(new NewOffer(
            scene.Owner.PersonId, null, purpose, purpose == "programme" ? scene.Scheme.Id : scene.Supervisor.PersonId, null, why)));
        outcome.Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe(field);
    }

    [Fact]
    public async Task OfferConsent_StoryTheAskerDoesNotKnowOf_IsRefused()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddStorySceneAsync();
        var story = await scene.WriteAsync();
        Task<Outcome<Guid>> Named() => scene.RunAsync<OfferConsent, Guid>(scene.Supervisor, o => o.RunAsync(new NewOffer(
            scene.Owner.PersonId, story, SharingPurpose.SupervisionKey, scene.Supervisor.PersonId, null, "To talk about it")));
        (await Named()).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("StoryId");
        var account = (await scene.RunAsync<GiveAccount, Guid>(scene.Supervisor, g => g.RunAsync(new NewAccount(scene.Owner.PersonId, new StoryWords("What I saw", "She stayed.", new DateOnly(2026, 2, 1)))))).Value;
        var offer = await scene.RunAsync<OfferConsent, Guid>(scene.Supervisor, o => o.RunAsync(new NewOffer(
            scene.Owner.PersonId, account, SharingPurpose.SupervisionKey, scene.Supervisor.PersonId, null, "To talk about it")));
        (await Accept(scene, offer.Value, story, 1)).Refusal.ShouldBeOfType<Invalid>("another story was asked for").Input.ShouldBe("StoryId");
        (await Accept(scene, offer.Value, account, 2)).Refusal.ShouldBeOfType<Invalid>();
        (await Accept(scene, offer.Value, account, 1)).Succeeded.ShouldBeTrue();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(25)]
    [InlineData(null)]
    public async Task AcceptOffer_PeriodOutsideTheSetting_IsRefusedAndStaysOpen(int? months)
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddStorySceneAsync();
        var story = await scene.WriteAsync();
        var offer = (await Ask(scene, scene.Supervisor)).Value;
        (await Accept(scene, offer, story, 1, months)).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Months");
        (await Accept(scene, offer, story, 1)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task AcceptOffer_ByAnybodyElse_IsNotFound()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddStorySceneAsync();
        var story = await scene.WriteAsync();
        var offer = (await Ask(scene, scene.Supervisor)).Value;
        foreach (var viewer in new[] { scene.Supervisor, scene.Coordinator, scene.Coder })
        {
            (await scene.RunAsync<AcceptOffer, Guid>(viewer, a => a.RunAsync(new AcceptedOffer(offer, story, 1, null, 6)))).Refusal.ShouldBeOfType<NotFound>();
            (await scene.RunAsync<DeclineOffer, Done>(viewer, d => d.RunAsync(offer))).Refusal.ShouldBeOfType<NotFound>();
            (await database.AsAsync<OfferQueries, OfferPage?>(viewer, q => q.FindAsync(offer))).ShouldBeNull();
        }
    }

    [Fact]
    public async Task AcceptOffer_AudienceNoLongerThere_IsOver()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddStorySceneAsync();
        var story = await scene.WriteAsync();
        var offer = (await Ask(scene, scene.Supervisor)).Value;
        await database.WriteAsync("supervisor-named", writing =>
        {
            writing.Context.RoleHoldings.Single(h => h.PersonId == scene.Owner.PersonId).SuperviseBy(scene.Coordinator.PersonId);
            return new Done();
        });
        (await Accept(scene, offer, story, 1)).Refusal.ShouldBeOfType<OfferOver>();
    }

    private static Task<Outcome<Guid>> Ask(StoryScene scene, Viewer viewer, string purpose = SharingPurpose.SupervisionKey, Guid? person = null, Guid? audience = null) =>
        scene.RunAsync<OfferConsent, Guid>(viewer, o => o.RunAsync(new NewOffer(
            person ?? scene.Owner.PersonId, null, purpose, audience ?? (purpose == SharingPurpose.CodingKey ? scene.Coder.PersonId : scene.Supervisor.PersonId), null, "It helped you to talk about it.")));

    private static Task<Outcome<Guid>> Accept(StoryScene scene, Guid offer, Guid story, int version, int? months = 6) =>
        scene.RunAsync<AcceptOffer, Guid>(scene.Owner, a => a.RunAsync(new AcceptedOffer(offer, story, version, null, months)));

    private static Task<Outcome<Done>> Decline(StoryScene scene, Guid offer) => scene.RunAsync<DeclineOffer, Done>(scene.Owner, d => d.RunAsync(offer));

    private static Task<IReadOnlyList<AskedLine>> Asked(StoryScene scene, Viewer viewer) => scene.Database.AsAsync<OfferQueries, IReadOnlyList<AskedLine>>(viewer, q => q.AskedByMeAsync());
}
