using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Security;
using Throughline.Testing;
using Throughline.Trust;

namespace Throughline.Tests.Trust;

[Trait("invariants", "INV-040, INV-041")]
public sealed class TrustUseCaseTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    public static IEnumerable<object[]> Providers => TestDatabase.Providers;

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Offer_StepByStep_WorkingAloneTakesTheRoleToSolo(string provider)
    {
        await using var service = await TrustService.MakeAsync(provider);
        (await service.OfferAsync(TrustStep.CoFacilitating)).Refusal.ShouldBe(new NotTheNextStep(TrustStep.Shadowing));
        foreach (var step in new[] { TrustStep.Shadowing, TrustStep.CoFacilitating, TrustStep.OneToOneStaffNear })
        {
            (await service.GiveAsync(step)).Refusal.ShouldBeNull();
        }

        var offered = await service.OfferAsync(TrustStep.WorkingAlone);
        (await service.OfferAsync(TrustStep.WorkingAlone)).Refusal.ShouldBeOfType<StepWaits>();
        (await service.StateAsync()).ShouldBe(RoleState.ActiveSupervised, "nothing moves before the holder accepts");
        (await service.AcceptAsync(offered.Value)).Refusal.ShouldBeNull();

        (await service.StateAsync()).ShouldBe(RoleState.ActiveSolo);
        var grant = await service.Database.TrustAsync(offered.Value);
        (grant.State, grant.GivenById, grant.ActiveFrom, grant.ReviewOn).ShouldBe((TrustState.Active, service.Ruth.PersonId, Today, Today.AddDays(84)));
        grant.Entries.Select(e => e.What).ShouldBe([TrustEvent.Proposed, TrustEvent.Offered, TrustEvent.Accepted]);
        (await service.AcceptAsync(offered.Value)).Refusal.ShouldBe(new TrustMoveNotOpen(TrustState.Active, TrustState.Accepted));
        (await service.Database.DoAsync(service.Moira, (MoveRole move) => move.RunAsync(new RoleStep(service.Holding, 3, RoleState.ActiveSupervised, Today)))).Succeeded.ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Offer_TwentyAtOnce_OneWaits(string provider)
    {
        await using var service = await TrustService.MakeAsync(provider);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(at => service.OfferAsync(TrustStep.Shadowing, at % 2 == 0 ? service.Ruth : service.Moira)));
        outcomes.Count(o => o.Succeeded).ShouldBe(1);
        outcomes.Where(o => !o.Succeeded).ShouldAllBe(o => o.Refusal is StepWaits);
        var accepted = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => service.AcceptAsync(outcomes.Single(o => o.Succeeded).Value)));
        accepted.Count(o => o.Succeeded).ShouldBe(1);
    }

    [Fact]
    public async Task Offer_WhoMayNotOrBadInput_IsRefusedByName()
    {
        await using var service = await TrustService.MakeAsync();
        var database = service.Database;
        var other = await database.AddSchemeAsync("Northgate");
        (await service.OfferAsync(TrustStep.Shadowing, service.Dee)).Refusal.ShouldBeOfType<NotYourOwn>();
        (await service.OfferAsync(TrustStep.Shadowing, Viewer.System)).Refusal.ShouldBeOfType<NeedsAPerson>();
        (await service.OfferAsync(TrustStep.Shadowing, service.Moira with { SchemeIds = [other.Id] })).Refusal.ShouldBeOfType<NotFound>();
        var wes = new Viewer(await database.AddPersonAsync("Wes", "Oak", other.Supervisor), Hat.Supervisor, [other.Id]);
        (await service.OfferAsync(TrustStep.Shadowing, wes)).Refusal.ShouldBeOfType<NotFound>("he supervises somebody else");
        (await service.OfferAsync(TrustStep.Shadowing, words: " ")).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Words");
        (await service.OfferAsync(TrustStep.Shadowing, words: "Well done")).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Words");
        (await service.OfferAsync(TrustStep.Shadowing, words: new string('a', 2001))).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Words");
        (await service.OfferAsync(TrustStep.Shadowing, review: Today)).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("ReviewOn");
        (await service.OfferAsync(TrustStep.Shadowing, review: Today.AddDays(85))).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("ReviewOn");

        // Whoever is in a peer role themselves, and whoever is close to the person, asks somebody else.
        await database.DoAsync(service.Moira, (DeclareRelationship declare) => declare.RunAsync(new NewRelationship(service.Dee.PersonId, service.Ruth.PersonId, RelationshipKind.Friend)));
        (await service.OfferAsync(TrustStep.Shadowing)).Refusal.ShouldBeOfType<CannotDecideForThem>();
        await database.DoAsync(service.Moira, (TakeUpRole take) => take.RunAsync(new NewRole(service.Moira.PersonId, service.Scheme.PeerMentor.Id, RoleState.InTraining, Today)));
        (await service.OfferAsync(TrustStep.Shadowing, service.Moira)).Refusal.ShouldBeOfType<InAPeerRole>();
    }

    [Fact]
    public async Task Answer_ByAnybodyButTheHolderOrStale_IsRefused()
    {
        await using var service = await TrustService.MakeAsync();
        var grant = (await service.OfferAsync(TrustStep.Shadowing)).Value;
        Task<Outcome<Done>> Accept(Viewer viewer, int version) => service.Database.DoAsync(viewer, (AcceptTrust accept) => accept.RunAsync(new TrustAnswer(grant, version)));
        Task<Outcome<Done>> Decline(Viewer viewer, int version) => service.Database.DoAsync(viewer, (DeclineTrust decline) => decline.RunAsync(new TrustAnswer(grant, version)));
        (await Accept(service.Ruth, 2)).Refusal.ShouldBeOfType<NotAllowed>();
        (await Decline(service.Moira, 2)).Refusal.ShouldBeOfType<NotAllowed>();
        (await Accept(service.Dee, 1)).Refusal.ShouldBeOfType<Stale>();
        (await Accept(new Viewer(service.Amy, Hat.PeerWorker, [service.Scheme.Id]), 2)).Refusal.ShouldBeOfType<NotFound>();
        (await Decline(service.Dee, 2)).Refusal.ShouldBeNull();
        (await service.Database.TrustAsync(grant)).State.ShouldBe(TrustState.Declined);
        (await service.OfferAsync(TrustStep.Shadowing)).Refusal.ShouldBeNull("declining has no consequence");
    }

    [Fact]
    public async Task Propose_ByTheHolder_IsGrantedOrAnsweredInWords()
    {
        await using var service = await TrustService.MakeAsync();
        var database = service.Database;
        Task<Outcome<Guid>> Ask(TrustStep step) => database.DoAsync(service.Dee, (ProposeTrust propose) => propose.RunAsync(new TrustProposal(service.Holding, step, "I know the room now")));
        (await Ask(TrustStep.WorkingAlone)).Refusal.ShouldBeOfType<NotTheNextStep>().Field.ShouldBe("Step");
        var asked = await Ask(TrustStep.Shadowing);
        Task<Outcome<Done>> LetGo(Viewer viewer, Guid id, Decision decision) =>
            database.DoAsync(viewer, (LetGoOfProposal letGo) => letGo.RunAsync(new LetGoProposal(id, 1, decision)));
        (await LetGo(service.Ruth, asked.Value, new Decision("No", "No"))).Refusal.ShouldBeOfType<Invalid>();
        (await LetGo(service.Ruth, asked.Value, TestData.Decision)).Refusal.ShouldBeNull();
        (await database.TrustAsync(asked.Value)).Entries[^1].Words.ShouldNotBeNull();
        var again = await Ask(TrustStep.Shadowing);
        (await LetGo(service.Dee, again.Value, new Decision(null, null))).Refusal.ShouldBeNull("it is theirs to take back");
        var third = await Ask(TrustStep.Shadowing);
        (await service.OfferAsync(TrustStep.Shadowing)).Value.ShouldBe(third.Value);
        (await database.TrustAsync(third.Value)).State.ShouldBe(TrustState.Offered);
        (await LetGo(service.Dee, third.Value, new Decision(null, null))).Refusal.ShouldBeOfType<Stale>();
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Review_TopStep_MovesTheDateOfThoseBelow(string provider)
    {
        await using var service = await TrustService.MakeAsync(provider);
        var first = (await service.GiveAsync(TrustStep.Shadowing)).Value;
        service.Database.Clock.Advance(TimeSpan.FromDays(30));
        var second = (await service.GiveAsync(TrustStep.CoFacilitating, review: Today.AddDays(100))).Value;
        (await service.Database.TrustAsync(first)).ReviewOn.ShouldBe(Today.AddDays(100));
        Task<Outcome<Done>> Review(DateOnly next, string words = "She now runs it, and asks me to sit down.") =>
            service.Database.DoAsync(service.Moira, async (ReviewTrust review) => await review.RunAsync(new TrustReview(second, (await service.Database.TrustAsync(second)).Version, words, next)));
        (await Review(Today.AddDays(115))).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Next");
        (await Review(Today.AddDays(110), "Fine")).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Words");
        (await Review(Today.AddDays(110))).Refusal.ShouldBeNull();
        (await service.Database.TrustAsync(first)).ReviewOn.ShouldBe(Today.AddDays(110));
        (await service.Database.TrustAsync(second)).Entries.Count(e => e.What == TrustEvent.Reviewed).ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Hold_ThenTwoPeople_TakeItBackAndAnAppealOffersItAgain(string provider)
    {
        await using var service = await TrustService.MakeAsync(provider);
        var database = service.Database;
        var grant = (await service.GiveAsync(TrustStep.Shadowing)).Value;
        (await service.HoldAsync(grant, Today.AddDays(29))).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("LastDay");
        (await service.HoldAsync(grant, Today)).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("LastDay");
        (await service.HoldAsync(grant, appeal: service.Amy)).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("AppealToId", "she has no staff role");
        (await service.HoldAsync(grant, appeal: service.Ruth.PersonId)).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("AppealToId");
        (await service.HoldAsync(grant, decision: new Decision("Because", "Notes"))).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Reason");
        (await service.HoldAsync(grant)).Refusal.ShouldBeNull();
        (await service.DecideAsync<ConfirmHold>(service.Ruth, grant)).Refusal.ShouldBeOfType<NeedsSecondPerson>();
        (await service.DecideAsync<AskToWithdrawTrust>(service.Moira, grant)).Refusal.ShouldBeOfType<HoldNotConfirmed>();
        (await service.DecideAsync<ConfirmHold>(service.Moira, grant)).Refusal.ShouldBeNull();
        (await service.DecideAsync<AskToWithdrawTrust>(service.Moira, grant)).Refusal.ShouldBeNull();
        (await service.DecideAsync<WithdrawTrust>(service.Moira, grant)).Refusal.ShouldBeOfType<NeedsSecondPerson>();
        (await service.DecideAsync<WithdrawTrust>(service.Ruth, grant)).Refusal.ShouldBeNull();
        (await database.TrustAsync(grant)).State.ShouldBe(TrustState.Withdrawn);
        (await service.StateAsync()).ShouldBe(RoleState.ActiveSupervised);

        async Task<Outcome<Done>> Appeal(Viewer viewer, string? words) => await database.DoAsync(viewer, async (AppealTrust appeal) =>
            await appeal.RunAsync(new TrustAppeal(grant, (await database.TrustAsync(grant)).Version, words)));
        async Task<Outcome<Done>> Answer(Viewer viewer, bool upheld) => await database.DoAsync(viewer, async (AnswerTrustAppeal answer) =>
            await answer.RunAsync(new TrustAppealAnswer(grant, (await database.TrustAsync(grant)).Version, upheld, TestData.Decision)));
        (await Answer(service.Colin, true)).Refusal.ShouldBeOfType<NoAppealWaits>();
        (await Appeal(service.Ruth, "Please look again")).Refusal.ShouldBeOfType<NotAllowed>();
        (await Appeal(service.Dee, " ")).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Words");
        (await Appeal(service.Dee, "Please look at the rota of that day.")).Refusal.ShouldBeNull();
        // A no takes a second person, whom he can ask for under a hat that does not reach her record too.
        var head = service.Colin with { Hat = Hat.HeadOfService };
        (await database.DoAsync(head, (SecondLookQueries looks) => looks.PeopleAsync())).Select(p => p.Id).ShouldBe([service.Dee.PersonId]);
        (await database.DoAsync(head, (SecondLookQueries looks) => looks.RecordsAsync(service.Dee.PersonId, service.Scheme.Id, AdverseAct.LowerTrust))).Select(r => r.Id).ShouldBe([grant]);
        (await Answer(service.Moira, true)).Refusal.ShouldBeOfType<NotAllowed>();
        (await Answer(service.Colin, true)).Refusal.ShouldBeNull();
        (await database.DoAsync(head, (SecondLookQueries looks) => looks.RecordsAsync(service.Dee.PersonId, service.Scheme.Id, AdverseAct.LowerTrust))).ShouldBeEmpty("it is answered");
        await using var context = database.Everything();
        var again = await context.TrustGrants.SingleAsync(g => g.PersonId == service.Dee.PersonId && g.Id != grant);
        (again.State, again.Step, again.GivenById).ShouldBe((TrustState.Offered, TrustStep.Shadowing, service.Colin.PersonId));
        (await service.AcceptAsync(again.Id)).Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task Hold_AppealUpheld_GivesItBackAtOnce()
    {
        await using var service = await TrustService.MakeAsync();
        var grant = (await service.GiveAsync(TrustStep.Shadowing)).Value;
        await service.HoldAsync(grant);
        async Task<int> Version() => (await service.Database.TrustAsync(grant)).Version;
        await service.Database.DoAsync(service.Dee, async (AppealTrust appeal) => await appeal.RunAsync(new TrustAppeal(grant, await Version(), "Please look at the rota of that day.")));
        (await service.Database.DoAsync(service.Colin, async (AnswerTrustAppeal answer) =>
            await answer.RunAsync(new TrustAppealAnswer(grant, await Version(), true, new Decision("Yes", ""))))).Refusal.ShouldBeOfType<Invalid>();
        (await service.Database.DoAsync(service.Colin, async (AnswerTrustAppeal answer) =>
            await answer.RunAsync(new TrustAppealAnswer(grant, await Version(), true, TestData.Decision)))).Refusal.ShouldBeNull();
        var stored = await service.Database.TrustAsync(grant);
        stored.State.ShouldBe(TrustState.Active);
        stored.Entries.TakeLast(2).Select(e => e.What).ShouldBe([TrustEvent.AppealAnswered, TrustEvent.Restored]);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Hold_TwoSecondPeopleAtOnce_OneAgrees(string provider)
    {
        await using var service = await TrustService.MakeAsync(provider);
        var grant = (await service.GiveAsync(TrustStep.Shadowing)).Value;
        await service.HoldAsync(grant);
        var version = (await service.Database.TrustAsync(grant)).Version;
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ =>
            service.Database.DoAsync(service.Moira, (ConfirmHold confirm) => confirm.RunAsync(new TrustDecision(grant, version, TestData.Decision)))));
        outcomes.Count(o => o.Succeeded).ShouldBe(1);
        outcomes.Where(o => !o.Succeeded).ShouldAllBe(o => o.Refusal is Stale);
    }

    [Fact]
    public async Task Hold_RunsOut_CountsAgainAndWaitsToBeSettled()
    {
        await using var service = await TrustService.MakeAsync();
        var grant = (await service.GiveAsync(TrustStep.Shadowing)).Value;
        await service.HoldAsync(grant);
        service.Database.Clock.Advance(TimeSpan.FromHours(25));
        (await service.Database.DoAsync(service.Moira, (TrustHomeQueries home) => home.HomeAsync())).HoldsToSettle.Single().Late.ShouldBeTrue();
        (await service.DecideAsync<ConfirmHold>(service.Moira, grant)).Refusal.ShouldBeOfType<HoldRanOut>();
        (await service.OfferAsync(TrustStep.CoFacilitating)).Refusal.ShouldBeNull("nothing rests on a hold that has run out");
        async Task<Outcome<Done>> Restore(string? words) => await service.Database.DoAsync(service.Moira, async (RestoreTrust restore) =>
            await restore.RunAsync(new RestoredTrust(grant, (await service.Database.TrustAsync(grant)).Version, words)));
        (await Restore("")).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Words");
        (await Restore("We looked, and there was nothing to it.")).Refusal.ShouldBeNull();
        (await service.Database.DoAsync(service.Moira, (TrustHomeQueries home) => home.HomeAsync())).HoldsToSettle.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task EndRole_WithGrants_EndsThemAndPauseLeavesThem(string provider)
    {
        await using var service = await TrustService.MakeAsync(provider);
        var database = service.Database;
        var first = (await service.GiveAsync(TrustStep.Shadowing)).Value;
        var waiting = (await service.OfferAsync(TrustStep.CoFacilitating)).Value;
        var holding = await database.HoldingAsync(service.Dee.PersonId, service.Scheme.PeerMentor);
        await database.DoAsync(service.Moira, (PauseRole pause) => pause.RunAsync(
            new RolePause(holding.Id, holding.Version, Today, service.Ruth.PersonId, Today.AddDays(28), TestData.Decision)));
        (await database.TrustAsync(first)).State.ShouldBe(TrustState.Active);
        (await service.AcceptAsync(waiting)).Refusal.ShouldBeOfType<RoleNotGoingOn>();
        await database.DoAsync(service.Moira, (EndRole end) => end.RunAsync(new RoleEnd(holding.Id, holding.Version + 1, Today, ExitReason.MovedAway, new Decision(null, null))));
        (await database.TrustAsync(first)).State.ShouldBe(TrustState.Ended);
        (await database.TrustAsync(waiting)).State.ShouldBe(TrustState.Ended);
        (await service.OfferAsync(TrustStep.Shadowing)).Refusal.ShouldBeOfType<NotFound>("their supervisor reaches their record no longer");
    }

    [Fact]
    public async Task Ladder_HistoryAtSolo_BeginsWithWorkingAlone()
    {
        await using var service = await TrustService.MakeAsync(state: RoleState.ActiveSolo);
        (await service.OfferAsync(TrustStep.Shadowing)).Refusal.ShouldBe(new NotTheNextStep(TrustStep.WorkingAlone));
        (await service.GiveAsync(TrustStep.WorkingAlone)).Refusal.ShouldBeNull();
        (await service.StateAsync()).ShouldBe(RoleState.ActiveSolo);
        foreach (var step in new[] { TrustStep.KeyHolding, TrustStep.OpeningAndClosing, TrustStep.Leading })
        {
            (await service.GiveAsync(step)).Refusal.ShouldBeNull();
        }

        (await service.OfferAsync(TrustStep.Leading)).Refusal.ShouldBe(new NotTheNextStep(null));
    }

    [Fact]
    public async Task Milestones_RecordAndRecognise_OnceEach()
    {
        await using var service = await TrustService.MakeAsync();
        var database = service.Database;
        Task<Outcome<Done>> Record(Viewer viewer, MilestoneKind kind, DateOnly on, Guid? person = null) =>
            database.DoAsync(viewer, (RecordMilestone record) => record.RunAsync(new NewMilestone(person ?? service.Dee.PersonId, kind, on)));
        (await Record(service.Ruth, MilestoneKind.FirstGroupLed, Today.AddDays(1))).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("On");
        (await Record(service.Ruth, (MilestoneKind)99, Today)).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Kind");
        (await Record(service.Dee, MilestoneKind.FirstGroupLed, Today)).Refusal.ShouldBeOfType<NotYourOwn>();
        (await Record(service.Moira, MilestoneKind.FirstGroupLed, Today, service.Ruth.PersonId)).Refusal.ShouldBeOfType<NotFound>("she is no peer worker");
        (await Record(service.Ruth, MilestoneKind.FirstGroupLed, Today)).Refusal.ShouldBeNull();
        (await Record(service.Moira, MilestoneKind.FirstGroupLed, Today)).Refusal.ShouldBeOfType<ReachedAlready>();
        await using var context = database.Everything();
        var id = await context.Milestones.Select(m => m.Id).SingleAsync();
        (await database.DoAsync(service.Ruth, (TrustHomeQueries home) => home.HomeAsync())).Firsts.Single().Name.ShouldBe("Dee Marsh");
        Task<Outcome<Done>> Say(Viewer viewer, string words, int version = 1) => database.DoAsync(viewer, (RecogniseMilestone say) => say.RunAsync(new MilestoneWords(id, version, words)));
        (await Say(service.Dee, "I am proud of myself today")).Refusal.ShouldBeOfType<NotYourOwn>();
        (await Say(service.Ruth, "Nice")).Refusal.ShouldBeOfType<Invalid>();
        (await Say(service.Ruth, "Twelve people, and you knew what to do.", 2)).Refusal.ShouldBeOfType<Stale>();
        (await Say(service.Ruth, "Twelve people, and you knew what to do.")).Refusal.ShouldBeNull();
        (await Say(service.Moira, "Twelve people, and you knew what to do.", 2)).Refusal.ShouldBeOfType<RecognisedAlready>();
        var own = await database.DoAsync(service.Dee, (TrustQueries trust) => trust.MilestoneAsync(id));
        (own!.Words, own.RecognisedBy, own.IsOwn).ShouldBe(("Twelve people, and you knew what to do.", "Ruth Bell", true));
        (await database.DoAsync(service.Ruth, (TrustHomeQueries home) => home.HomeAsync())).Firsts.ShouldBeEmpty();
    }
}

/// <summary>Dee is a peer mentor whom Ruth supervises; Moira coordinates; Colin can hear an appeal; Amy is another peer mentor.</summary>
internal sealed class TrustService(TestDatabase database, TestScheme scheme) : IAsyncDisposable
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    public TestDatabase Database { get; } = database;

    public TestScheme Scheme { get; } = scheme;

    public Viewer Moira { get; private set; } = null!;

    public Viewer Ruth { get; private set; } = null!;

    public Viewer Colin { get; private set; } = null!;

    public Viewer Dee { get; private set; } = null!;

    public Guid Amy { get; private set; }

    public Guid Holding { get; private set; }

    public static async Task<TrustService> MakeAsync(string provider = "SQLite", RoleState state = RoleState.ActiveSupervised)
    {
        var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        var service = new TrustService(database, scheme)
        {
            Moira = await database.AddCoordinatorAsync(scheme),
            Ruth = new Viewer(await database.AddPersonAsync("Ruth", "Bell", scheme.Supervisor), Hat.Supervisor, [scheme.Id]),
            Colin = new Viewer(await database.AddPersonAsync("Colin", "Reed", scheme.Coordinator), Hat.Coordinator, [scheme.Id]),
            Dee = new Viewer(await database.AddPersonAsync("Dee", "Marsh", scheme.PeerMentor, state), Hat.PeerWorker, [scheme.Id]),
            Amy = await database.AddPersonAsync("Amy", "Fox", scheme.PeerMentor, state),
        };
        var holding = await database.HoldingAsync(service.Dee.PersonId, scheme.PeerMentor);
        service.Holding = holding.Id;
        await database.DoAsync(service.Moira, (NameSupervisor name) => name.RunAsync(new NamedSupervisor(holding.Id, holding.Version, service.Ruth.PersonId)));
        return service;
    }

    public async Task<RoleState> StateAsync() => (await Database.HoldingAsync(Dee.PersonId, Scheme.PeerMentor)).State;

    public Task<Outcome<Guid>> OfferAsync(TrustStep step, Viewer? by = null, string? words = "You stayed with it when it was hard.", DateOnly? review = null) =>
        Database.DoAsync(by ?? Ruth, (OfferTrust offer) => offer.RunAsync(new TrustOffer(Holding, step, words, review ?? Database.Clock.GetUtcNow().LondonDate().AddDays(84))));

    public Task<Outcome<Done>> AcceptAsync(Guid grant) => Database.DoAsync(Dee, async (AcceptTrust accept) =>
        await accept.RunAsync(new TrustAnswer(grant, (await Database.TrustAsync(grant)).Version)));

    public async Task<Outcome<Guid>> GiveAsync(TrustStep step, DateOnly? review = null)
    {
        var offered = await OfferAsync(step, review: review);
        return !offered.Succeeded ? offered : (await AcceptAsync(offered.Value)).Refusal is { } refusal ? refusal : offered.Value;
    }

    public Task<Outcome<Done>> HoldAsync(Guid grant, DateOnly? lastDay = null, Guid? appeal = null, Decision? decision = null, Viewer? by = null) =>
        Database.DoAsync(by ?? Ruth, async (HoldTrust hold) => await hold.RunAsync(new TrustHold(
            grant, (await Database.TrustAsync(grant)).Version, lastDay ?? Today.AddDays(28), appeal ?? Colin.PersonId, decision ?? TestData.Decision)));

    public async Task<Outcome<Done>> DecideAsync<TUseCase>(Viewer viewer, Guid grant)
        where TUseCase : notnull
    {
        var input = new TrustDecision(grant, (await Database.TrustAsync(grant)).Version, TestData.Decision);
        return await Database.DoAsync(viewer, (TUseCase useCase) => useCase switch
        {
            ConfirmHold confirm => confirm.RunAsync(input),
            AskToWithdrawTrust ask => ask.RunAsync(input),
            WithdrawTrust withdraw => withdraw.RunAsync(input),
            _ => throw new NotSupportedException(),
        });
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
