using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Recognition;
using Throughline.Security;
using Throughline.Testing;

namespace Throughline.Tests.People;

[Trait("invariants", "INV-001 to INV-012")]
public sealed class RoleUseCaseTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    public static IEnumerable<object[]> Providers => TestDatabase.Providers;

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task TakeUpRole_SecondRoleAtTheSameTime_IsHeldBesideTheFirst(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        var moira = await database.AddCoordinatorAsync(scheme);
        var dee = await database.AddPersonAsync("Dee", "Marsh", scheme.Mentee);

        var taken = await database.DoAsync(moira, (TakeUpRole take) =>
            take.RunAsync(new NewRole(dee, scheme.PeerMentor.Id, RoleState.InTraining, Today, Pay.Expenses, 3.5m)));

        taken.Succeeded.ShouldBeTrue();
        await using var context = database.Everything();
        (await context.RoleHoldings.CountAsync(h => h.PersonId == dee && h.To == null)).ShouldBe(2);
        (await context.RoleHoldings.SingleAsync(h => h.Id == taken.Value)).RosteredHours.ShouldBe(3.5m);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task TakeUpRole_SameRoleOverlapping_IsRefused(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        var moira = await database.AddCoordinatorAsync(scheme);
        var dee = await database.AddPersonAsync("Dee", "Marsh", scheme.PeerMentor);
        var holding = await database.HoldingAsync(dee, scheme.PeerMentor);
        await database.DoAsync(moira, (EndRole end) => end.RunAsync(new RoleEnd(holding.Id, holding.Version, new DateOnly(2026, 2, 1), ExitReason.OwnChoiceEnough, new Decision(null, null))));

        Task<Outcome<Guid>> Take(DateOnly from) => database.DoAsync(moira, (TakeUpRole take) => take.RunAsync(new NewRole(dee, scheme.PeerMentor.Id, RoleState.ActiveSupervised, from, AsHistory: true)));

        (await Take(new DateOnly(2026, 2, 1))).Refusal.ShouldBeOfType<RoleOverlaps>();
        (await Take(new DateOnly(2024, 1, 1))).Refusal.ShouldBeOfType<RoleOverlaps>();
        var again = await Take(new DateOnly(2026, 2, 2));
        again.Succeeded.ShouldBeTrue();
        (await Take(new DateOnly(2026, 2, 20))).Refusal.ShouldBeOfType<RoleOverlaps>();
        await using var context = database.Everything();
        (await context.RoleHoldings.SingleAsync(h => h.Id == again.Value)).RestartOfId.ShouldBe(holding.Id);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task TakeUpRole_TwentyAtOnce_OneGetsIt(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        var moira = await database.AddCoordinatorAsync(scheme);
        var dee = await database.AddPersonAsync("Dee", "Marsh", scheme.Mentee);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ =>
            database.DoAsync(moira, (TakeUpRole take) => take.RunAsync(new NewRole(dee, scheme.PeerMentor.Id, RoleState.InTraining, Today)))));

        outcomes.Count(o => o.Succeeded).ShouldBe(1);
        outcomes.Where(o => !o.Succeeded).ShouldAllBe(o => o.Refusal is RoleOverlaps);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task MoveRole_UpTheLadder_NeedsASupervisorAndThenATrustGrant(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        var moira = await database.AddCoordinatorAsync(scheme);
        var ruth = await database.AddPersonAsync("Ruth", "Bell", scheme.Supervisor);
        var dee = await database.AddPersonAsync("Dee", "Marsh", scheme.PeerMentor, RoleState.Applied, new DateOnly(2026, 1, 5));

        async Task<Outcome<Done>> Move(RoleState to, Viewer? viewer = null)
        {
            var holding = await database.HoldingAsync(dee, scheme.PeerMentor);
            return await database.DoAsync(viewer ?? moira, (MoveRole move) => move.RunAsync(new RoleStep(holding.Id, holding.Version, to, Today)));
        }

        (await Move(RoleState.Offered)).Succeeded.ShouldBeTrue();
        (await Move(RoleState.InTraining)).Succeeded.ShouldBeTrue();
        (await Move(RoleState.ActiveSolo)).Refusal.ShouldBe(new MoveNotOpen(RoleState.InTraining, RoleState.ActiveSolo));
        (await Move(RoleState.TrainedAwaitingClearance)).Succeeded.ShouldBeTrue();
        (await Move(RoleState.ActiveSupervised)).Refusal.ShouldBeOfType<NeedsSupervisor>();
        var trained = await database.HoldingAsync(dee, scheme.PeerMentor);
        (await database.DoAsync(moira, (NameSupervisor name) => name.RunAsync(new NamedSupervisor(trained.Id, trained.Version, ruth)))).Succeeded.ShouldBeTrue();
        (await Move(RoleState.ActiveSupervised)).Succeeded.ShouldBeTrue();
        (await Move(RoleState.ActiveSolo)).Refusal.ShouldBeOfType<NeedsTrustGrant>();
        (await Move(RoleState.ActiveSolo, Viewer.System)).Succeeded.ShouldBeTrue();
        (await Move(RoleState.Senior)).Succeeded.ShouldBeTrue();
        (await database.HoldingAsync(dee, scheme.PeerMentor)).Moves.Select(m => m.State).ShouldBe(
            [RoleState.Applied, RoleState.Offered, RoleState.InTraining, RoleState.TrainedAwaitingClearance, RoleState.ActiveSupervised, RoleState.ActiveSolo, RoleState.Senior]);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task MoveRole_StaleUnknownOrWrongHat_IsRefusedByName(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        var other = await database.AddSchemeAsync("Northgate");
        var moira = await database.AddCoordinatorAsync(scheme);
        var dee = await database.AddPersonAsync("Dee", "Marsh", scheme.PeerMentor, RoleState.Applied);
        var holding = await database.HoldingAsync(dee, scheme.PeerMentor);
        Task<Outcome<Done>> Move(Viewer viewer, Guid id, int version, DateOnly on) =>
            database.DoAsync(viewer, (MoveRole move) => move.RunAsync(new RoleStep(id, version, RoleState.Offered, on)));

        (await Move(moira, holding.Id, holding.Version + 1, Today)).Refusal.ShouldBeOfType<Stale>();
        (await Move(moira, Guid.CreateVersion7(), 1, Today)).Refusal.ShouldBeOfType<NotFound>();
        (await Move(moira with { SchemeIds = [other.Id] }, holding.Id, 1, Today)).Refusal.ShouldBeOfType<NotFound>();
        (await Move(new Viewer(dee, Hat.PeerWorker, [scheme.Id]), holding.Id, 1, Today)).Refusal.ShouldBeOfType<NotAllowed>();
        (await Move(moira, holding.Id, 1, Today.AddDays(1))).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("On");
        (await database.HoldingAsync(dee, scheme.PeerMentor)).State.ShouldBe(RoleState.Applied);
        (await database.PersonAsync(dee)).Version.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task PauseRole_AndBack_KeepsWhoLooksAfterThem(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        var moira = await database.AddCoordinatorAsync(scheme);
        var ruth = await database.AddPersonAsync("Ruth", "Bell", scheme.Supervisor);
        var dee = await database.AddPersonAsync("Dee", "Marsh", scheme.PeerMentor, RoleState.ActiveSolo);
        var holding = await database.HoldingAsync(dee, scheme.PeerMentor);
        Task<Outcome<Done>> Pause(Decision decision, Guid owner, DateOnly review, Viewer? viewer = null) => database.DoAsync(viewer ?? moira, (PauseRole pause) =>
            pause.RunAsync(new RolePause(holding.Id, holding.Version, Today, owner, review, decision)));

        (await Pause(new Decision("Too short", "Notes"), ruth, Today.AddDays(28))).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Reason");
        (await Pause(TestData.Decision with { Evidence = " " }, ruth, Today.AddDays(28))).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Evidence");
        (await Pause(TestData.Decision, dee, Today.AddDays(28))).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("SupportOwnerId");
        (await Pause(TestData.Decision, ruth, Today)).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("ReviewBy");
        (await Pause(TestData.Decision, ruth, Today.AddDays(85))).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("ReviewBy");
        (await Pause(TestData.Decision, Guid.CreateVersion7(), Today.AddDays(28))).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("SupportOwnerId");
        (await Pause(TestData.Decision, ruth, Today.AddDays(28), Viewer.System)).Refusal.ShouldBeOfType<NeedsAPerson>();
        (await Pause(TestData.Decision, ruth, Today.AddDays(28))).Succeeded.ShouldBeTrue();

        var paused = await database.HoldingAsync(dee, scheme.PeerMentor);
        paused.SupportOwnerId.ShouldBe(ruth);
        paused.Note.ShouldNotBeNull();
        (await database.DoAsync(moira, (MoveRole move) => move.RunAsync(new RoleStep(paused.Id, paused.Version, RoleState.ActiveSolo, Today)))).Succeeded.ShouldBeTrue();
        (await database.HoldingAsync(dee, scheme.PeerMentor)).SupportOwnerId.ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task EndRole_DecidedByOthers_NeedsAPersonAReasonAndWhatTheyLookedAt(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        var moira = await database.AddCoordinatorAsync(scheme);
        var dee = await database.AddPersonAsync("Dee", "Marsh", scheme.PeerMentor);
        var holding = await database.HoldingAsync(dee, scheme.PeerMentor);
        Task<Outcome<Done>> End(ExitReason reason, Decision decision, Viewer? viewer = null, int? version = null) => database.DoAsync(viewer ?? moira, (EndRole end) =>
            end.RunAsync(new RoleEnd(holding.Id, version ?? holding.Version, Today, reason, decision)));

        foreach (var reason in Enum.GetValues<ExitReason>().Where(r => r.IsDecidedByOthers()))
        {
            (await End(reason, new Decision("Not a fit", "Notes"))).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Reason");
            (await End(reason, TestData.Decision with { Evidence = null })).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Evidence");
            (await End(reason, TestData.Decision, Viewer.System)).Refusal.ShouldBeOfType<NeedsAPerson>();
        }

        (await End((ExitReason)99, TestData.Decision)).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("ExitReason");
        (await End(ExitReason.InvitedToLeave, TestData.Decision)).Succeeded.ShouldBeTrue();
        (await End(ExitReason.MovedAway, new Decision(null, null), version: holding.Version + 1)).Refusal.ShouldBe(new AlreadyEnded(Today));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task DeclineApplication_WithFeedback_KeepsTheDateToTryAgain(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        var moira = await database.AddCoordinatorAsync(scheme);
        var dee = await database.AddPersonAsync("Dee", "Marsh", scheme.PeerMentor, RoleState.Applied);
        var holding = await database.HoldingAsync(dee, scheme.PeerMentor);
        Task<Outcome<Done>> Decline(DateOnly again, Decision decision, Viewer? viewer = null) => database.DoAsync(viewer ?? moira, (DeclineApplication decline) =>
            decline.RunAsync(new NotThisTimeAnswer(holding.Id, holding.Version, again, decision)));

        (await Decline(Today, TestData.Decision)).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("ReapplyFrom");
        (await Decline(Today.AddDays(90), new Decision("No", "Form"))).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Reason");
        (await Decline(Today.AddDays(90), TestData.Decision, Viewer.System)).Refusal.ShouldBeOfType<NeedsAPerson>();
        (await Decline(Today.AddDays(90), TestData.Decision)).Succeeded.ShouldBeTrue();
        var declined = await database.HoldingAsync(dee, scheme.PeerMentor);
        (declined.State, declined.ReapplyFrom, declined.To).ShouldBe((RoleState.NotThisTime, Today.AddDays(90), Today));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task NameSupervisor_WhoMayNot_IsRefusedWithoutSayingWhy(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        var moira = await database.AddCoordinatorAsync(scheme);
        var dee = await database.AddPersonAsync("Dee", "Marsh", scheme.PeerMentor);
        var ruth = await database.AddPersonAsync("Ruth", "Bell", scheme.Supervisor);
        var kin = await database.AddPersonAsync("Karl", "Marsh", scheme.Supervisor);
        var walled = await database.AddPersonAsync("Wes", "Tull", scheme.Supervisor);
        var tooNew = await database.AddPersonAsync("Nell", "Ash", scheme.Supervisor);
        await database.DoAsync(moira, (TakeUpRole take) => take.RunAsync(new NewRole(tooNew, scheme.PeerMentor.Id, RoleState.ActiveSupervised, Today.AddDays(-(26 * 7) + 1), AsHistory: true)));
        var longEnough = await database.AddPersonAsync("Lena", "Oak", scheme.Supervisor);
        await database.DoAsync(moira, (TakeUpRole take) => take.RunAsync(new NewRole(longEnough, scheme.PeerMentor.Id, RoleState.ActiveSupervised, Today.AddDays(-(26 * 7)), AsHistory: true)));
        await database.DoAsync(moira, (DeclareRelationship declare) => declare.RunAsync(new NewRelationship(kin, dee, RelationshipKind.Kin)));
        await database.DoAsync(moira, (DeclareConflictFor declare) => declare.RunAsync(new CloseToEachOther(walled, dee)));
        async Task<Outcome<Done>> Name(Guid supervisor)
        {
            var holding = await database.HoldingAsync(dee, scheme.PeerMentor);
            return await database.DoAsync(moira, (NameSupervisor name) => name.RunAsync(new NamedSupervisor(holding.Id, holding.Version, supervisor)));
        }

        (await Name(dee)).Refusal.ShouldBeOfType<Invalid>();
        (await Name(moira.PersonId)).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("SupervisorId");
        (await Name(Guid.CreateVersion7())).Refusal.ShouldBe((await Name(moira.PersonId)).Refusal);
        var refusals = new[] { (await Name(kin)).Refusal, (await Name(walled)).Refusal, (await Name(tooNew)).Refusal };
        refusals.ShouldAllBe(r => r is CannotSupervise);
        refusals.Select(r => r!.Sentence).Distinct().Count().ShouldBe(1);
        (await Name(longEnough)).Succeeded.ShouldBeTrue();
        (await Name(ruth)).Succeeded.ShouldBeTrue();
        (await database.HoldingAsync(dee, scheme.PeerMentor)).SupervisorId.ShouldBe(ruth);
        var mentee = await database.AddPersonAsync("Joe", "Pike", scheme.Mentee);
        var held = await database.HoldingAsync(mentee, scheme.Mentee);
        (await database.DoAsync(moira, (NameSupervisor name) => name.RunAsync(new NamedSupervisor(held.Id, held.Version, ruth)))).Refusal.ShouldBeOfType<NoSupervisorHere>();
    }

    [Theory]
    [MemberData(nameof(Providers))]
    [Trait("invariants", "INV-004")]
    public async Task Begin_Active_NeedsASupervisorWhoMayOrIsHistoryThatStandsOnTheList(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        var moira = await database.AddCoordinatorAsync(scheme);
        var ruth = await database.AddPersonAsync("Ruth", "Bell", scheme.Supervisor);
        var joe = await database.AddPersonAsync("Joe", "Pike", scheme.Mentee);
        var kin = await database.AddPersonAsync("Karl", "Pike", scheme.Supervisor);
        await database.DoAsync(moira, (DeclareRelationship declare) => declare.RunAsync(new NewRelationship(kin, joe, RelationshipKind.Kin)));
        (await database.DoAsync(new Viewer(ruth, Hat.Supervisor, [scheme.Id]), (DeclareConflict declare) => declare.RunAsync(new CloseToMe("Bilal Khan")))).Refusal.ShouldBeNull();
        Task<Outcome<Guid>> Add(RoleState state, DateOnly from, Guid? supervisor = null, bool history = false, RoleDefinition? role = null, string name = "Dee") => database.DoAsync(moira, (AddPerson add) =>
            add.RunAsync(new NewPerson(new PersonDetails(name, "Khan"), (role ?? scheme.PeerMentor).Id, state, from, SupervisorId: supervisor, AsHistory: history)));
        Task<Outcome<Guid>> TakeUp(Guid? supervisor, DateOnly from, bool history = false) => database.DoAsync(moira, (TakeUpRole take) =>
            take.RunAsync(new NewRole(joe, scheme.PeerMentor.Id, RoleState.ActiveSolo, from, SupervisorId: supervisor, AsHistory: history)));
        async Task<IEnumerable<Guid>> ListAsync() => (await database.DoAsync(moira, (HomeQueries home) => home.WithoutSupervisorAsync())).Select(n => n.Id);

        foreach (var state in new[] { RoleState.ActiveSupervised, RoleState.ActiveSolo, RoleState.Senior })
        {
            (await Add(state, Today)).Refusal.ShouldBeOfType<NeedsSupervisor>().Field.ShouldBe("SupervisorId");
            (await Add(state, Today, history: true)).Refusal.ShouldBeOfType<NeedsSupervisor>("what begins today is no history");
            (await Add(state, Today.AddDays(-1))).Refusal.ShouldBeOfType<NeedsSupervisor>("nobody said that it is history");
        }

        (await TakeUp(null, Today)).Refusal.ShouldBeOfType<NeedsSupervisor>();
        (await TakeUp(joe, Today)).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("SupervisorId");
        (await TakeUp(moira.PersonId, Today.AddDays(-1), history: true)).Refusal.ShouldBeOfType<Invalid>("history or not, she supervises nobody").Input.ShouldBe("SupervisorId");
        (await TakeUp(kin, Today)).Refusal.ShouldBeOfType<CannotSupervise>();
        (await Add(RoleState.ActiveSolo, Today, moira.PersonId)).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("SupervisorId");
        (await Add(RoleState.Held, Today, ruth, role: scheme.Mentee)).Refusal.ShouldBeOfType<NoSupervisorHere>();
        (await Add(RoleState.ActiveSolo, Today, ruth, name: "Bilal")).Refusal.ShouldBeOfType<CannotSupervise>("she has declared this name");
        await using (var context = database.Everything())
        {
            (await context.People.CountAsync(p => p.FamilyName == "Khan")).ShouldBe(0);
            (await context.RoleHoldings.CountAsync(h => h.PersonId == joe)).ShouldBe(1);
        }

        (await Add(RoleState.InTraining, Today)).Succeeded.ShouldBeTrue("the work has not begun");
        var supervised = (await Add(RoleState.ActiveSolo, Today, ruth)).Value;
        (await database.HoldingAsync(supervised, scheme.PeerMentor)).SupervisorId.ShouldBe(ruth);
        (await TakeUp(ruth, Today)).Succeeded.ShouldBeTrue();
        (await database.HoldingAsync(joe, scheme.PeerMentor)).SupervisorId.ShouldBe(ruth);
        (await ListAsync()).ShouldBeEmpty();
        var before = (await Add(RoleState.Senior, Today.AddDays(-1), history: true)).Value;
        (await ListAsync()).ShouldBe([before]);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    [Trait("invariants", "INV-004 INV-012")]
    public async Task WithoutSupervisor_KeptApartSinceSomebodyWasNamed_StandOnTheListLikeTheOthers(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        var moira = await database.AddCoordinatorAsync(scheme);
        var ruth = await database.AddPersonAsync("Ruth", "Bell", scheme.Supervisor);
        var sam = await database.AddPersonAsync("Sam", "Tull", scheme.Supervisor);
        var dee = await database.AddPersonAsync("Dee", "Marsh", scheme.PeerMentor);
        var tess = await database.AddPersonAsync("Tess", "Lowe", scheme.PeerMentor);
        async Task NameAsync(Guid who, Guid supervisor)
        {
            var holding = await database.HoldingAsync(who, scheme.PeerMentor);
            (await database.DoAsync(moira, (NameSupervisor name) => name.RunAsync(new NamedSupervisor(holding.Id, holding.Version, supervisor)))).Refusal.ShouldBeNull();
        }

        async Task<IReadOnlyList<Named>> ListAsync() => await database.DoAsync(moira, (HomeQueries home) => home.WithoutSupervisorAsync());
        (await ListAsync()).Count.ShouldBe(2);
        await NameAsync(dee, ruth);
        await NameAsync(tess, sam);
        (await ListAsync()).ShouldBeEmpty();

        (await database.DoAsync(moira, (DeclareRelationship declare) => declare.RunAsync(new NewRelationship(ruth, dee, RelationshipKind.Kin)))).Succeeded.ShouldBeTrue();
        (await ListAsync()).ShouldBe([new Named(dee, "Dee Marsh")]);
        (await database.DoAsync(moira, (DeclareConflictFor declare) => declare.RunAsync(new CloseToEachOther(sam, tess)))).Succeeded.ShouldBeTrue();
        (await ListAsync()).ShouldBe([new Named(tess, "Tess Lowe"), new Named(dee, "Dee Marsh")], "a name and no more, in the order of names");
        (await database.DoAsync(moira, (HomeQueries home) => home.CoordinatorAsync())).WithoutSupervisor.ShouldBe(2);
        await NameAsync(dee, sam);
        (await ListAsync()).ShouldBe([new Named(tess, "Tess Lowe")]);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    [Trait("invariants", "INV-108")]
    public async Task NameManager_OfStaff_IsSomebodyWhoRunsHeadsOrSupervisesAndIsNotKeptApart(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        var moira = await database.AddCoordinatorAsync(scheme);
        var ruth = await database.AddPersonAsync("Ruth", "Bell", scheme.Supervisor);
        var sam = await database.AddPersonAsync("Sam", "Tull", scheme.Supervisor);
        var kin = await database.AddPersonAsync("Karl", "Bell", scheme.Supervisor);
        var dee = await database.AddPersonAsync("Dee", "Marsh", scheme.PeerMentor);
        await database.DoAsync(moira, (DeclareRelationship declare) => declare.RunAsync(new NewRelationship(kin, ruth, RelationshipKind.Kin)));
        async Task<Outcome<Done>> NameAsync(Guid who, RoleDefinition role, Guid? manager, Viewer? by = null, int behind = 0)
        {
            var holding = await database.HoldingAsync(who, role);
            return await database.DoAsync(by ?? moira, (NameManager name) => name.RunAsync(new NamedManager(holding.Id, holding.Version - behind, manager)));
        }

        (await NameAsync(ruth, scheme.Supervisor, ruth)).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("ManagerId");
        (await NameAsync(ruth, scheme.Supervisor, dee)).Refusal.ShouldBeOfType<Invalid>();
        (await NameAsync(ruth, scheme.Supervisor, kin)).Refusal.ShouldBeOfType<CannotManage>();
        (await NameAsync(dee, scheme.PeerMentor, sam)).Refusal.ShouldBeOfType<NoManagerHere>();
        (await NameAsync(ruth, scheme.Supervisor, sam, behind: 1)).Refusal.ShouldBeOfType<Stale>();
        (await NameAsync(ruth, scheme.Supervisor, sam, new Viewer(sam, Hat.Supervisor, [scheme.Id]))).Refusal.ShouldNotBeNull();
        (await NameAsync(ruth, scheme.Supervisor, sam)).Refusal.ShouldBeNull();
        (await database.DoAsync(moira, (PeopleQueries people) => people.PersonAsync(ruth)))!.Roles.Single().Manager.ShouldBe("Sam Tull");
        (await NameAsync(ruth, scheme.Supervisor, null)).Refusal.ShouldBeNull();
        (await database.HoldingAsync(ruth, scheme.Supervisor)).ManagerId.ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task ConfirmCriterion_Met_KeepsOnlyByWhomAndWhen(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        var moira = await database.AddCoordinatorAsync(scheme);
        var dee = await database.AddPersonAsync("Dee", "Marsh", scheme.PeerMentor);
        var before = await database.HoldingAsync(dee, scheme.PeerMentor);
        (await database.DoAsync(moira, (ConfirmCriterion confirm) => confirm.RunAsync(new MetCriterion(before.Id, before.Version)))).Succeeded.ShouldBeTrue();

        var after = await database.HoldingAsync(dee, scheme.PeerMentor);
        (after.CriterionConfirmedById, after.CriterionConfirmedAt).ShouldBe((moira.PersonId, database.Clock.Now()));
        typeof(RoleHolding).GetProperties().Select(p => p.Name).Where(n => n.StartsWith("Criterion", StringComparison.Ordinal))
            .ShouldBe([nameof(RoleHolding.CriterionConfirmedById), nameof(RoleHolding.CriterionConfirmedAt)]);
        var held = await database.HoldingAsync(moira.PersonId, scheme.Coordinator);
        (await database.DoAsync(moira, (ConfirmCriterion confirm) => confirm.RunAsync(new MetCriterion(held.Id, held.Version)))).Refusal.ShouldBeOfType<CriterionNotAsked>();
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task RecordAspiration_RoleOpenToAnyone_IsDatedAndOnlyTheirs(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        var moira = await database.AddCoordinatorAsync(scheme);
        var tess = new Viewer(await database.AddPersonAsync("Tess", "Lowe", scheme.PeerMentor), Hat.PeerWorker, [scheme.Id]);
        Task<Outcome<Guid>> Record(Guid? role, string? words) => database.DoAsync(tess, (RecordAspiration record) => record.RunAsync(new NewAspiration(role, words)));

        (await Record(null, " ")).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Words");
        (await Record(scheme.PeerMentor.Id, null)).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("RoleDefinitionId");
        (await Record(scheme.Supervisor.Id, null)).Succeeded.ShouldBeTrue();
        (await Record(null, "A desk job. Not because of my past.")).Succeeded.ShouldBeTrue();

        await using var own = database.Engine.OpenReader(tess);
        (await own.Aspirations.Select(a => a.On).ToListAsync()).ShouldBe([Today, Today]);
        await using var others = database.Engine.OpenReader(moira);
        (await others.Aspirations.CountAsync()).ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task DeclareRelationship_AnyKind_TellsMatchingOnlyThatTheyAreApart(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        var moira = await database.AddCoordinatorAsync(scheme);
        var dee = await database.AddPersonAsync("Dee", "Marsh", scheme.PeerMentor);
        var joe = await database.AddPersonAsync("Joe", "Pike", scheme.Mentee);
        var kin = await database.AddPersonAsync("Karl", "Marsh", scheme.Mentee);
        await database.DoAsync(moira, (DeclareRelationship declare) => declare.RunAsync(new NewRelationship(dee, kin, RelationshipKind.Kin)));
        await database.DoAsync(moira, (DeclareRelationship declare) => declare.RunAsync(new NewRelationship(joe, dee, RelationshipKind.CoDefendant)));

        var excluded = await database.DoAsync(moira, (ExclusionQueries queries) => queries.ExcludedAsync(dee));
        excluded.ShouldBe(new[] { joe, kin }.Order());
        await using var context = database.Everything();
        (await context.Relationships.SingleAsync(r => r.OtherId == dee)).Kind.ShouldBeNull();
        (await context.Relationships.SingleAsync(r => r.OtherId == kin)).Kind.ShouldNotBeNull();
        await using var seen = database.Engine.OpenReader(new Viewer(dee, Hat.PeerWorker, [scheme.Id]));
        (await seen.Relationships.CountAsync()).ShouldBe(0, "whom it is about, and everybody but those who run the scheme");
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Outline_AlsoPaidPostHeldUnpaid_StandsInTheReport(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        var role = await database.WriteAsync("role-defined", writing =>
        {
            var defined = RoleDefinition.Define(writing.NewId(), scheme.Id, new RoleOutline("greeter", "Greeter", "Team member", [Hat.PeerWorker], true, 1, Pay.Salaried, AlsoPaidPost: true));
            writing.Context.Add(defined);
            return defined;
        });
        var moira = await database.AddCoordinatorAsync(scheme);
        var dee = await database.AddPersonAsync("Dee", "Marsh", scheme.Mentee);
        await database.DoAsync(moira, (TakeUpRole take) => take.RunAsync(new NewRole(dee, role.Id, RoleState.InTraining, Today, Pay.None)));
        await database.AddPersonAsync("Paid", "Holder", role);

        var greeter = (await database.DoAsync(moira, (UnpaidWorkQueries unpaid) => unpaid.ListAsync())).Single().Roles.Single();
        (greeter.Title, greeter.People).ShouldBe(("Greeter", 1));
        greeter.Lines.ShouldBe([new UnpaidLine(dee, "Dee Marsh", Today)]);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task ChangeDetails_OwnOrCoordinators_KeepsSearchInStep(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        var moira = await database.AddCoordinatorAsync(scheme);
        var dee = await database.AddPersonAsync("Dee", "Marsh", scheme.PeerMentor);
        var own = new Viewer(dee, Hat.PeerWorker, [scheme.Id]);
        Task<Outcome<Done>> Change(Viewer viewer, int version, PersonDetails details) =>
            database.DoAsync(viewer, (ChangeDetails change) => change.RunAsync(new ChangedDetails(dee, version, details)));

        (await Change(moira, 1, new PersonDetails("Dee", "Marsh", "she/her", "RV-7"))).Succeeded.ShouldBeTrue();
        (await Change(own, 1, new PersonDetails("Delia", "Marsh"))).Refusal.ShouldBeOfType<Stale>();
        (await Change(own, 2, new PersonDetails("Delia", "Marsh", Reference: "HACK"))).Succeeded.ShouldBeTrue();
        (await database.PersonAsync(dee)).Reference.ShouldBe("RV-7");
        (await Change(own, 3, new PersonDetails(" "))).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("PreferredName");
        (await Change(new Viewer(moira.PersonId, Hat.HeadOfService, [scheme.Id]), 3, new PersonDetails("X"))).Refusal.ShouldBeOfType<NotFound>();
        var other = await database.AddPersonAsync("Joe", "Pike", scheme.Mentee);
        (await database.DoAsync(moira, (ChangeDetails change) => change.RunAsync(new ChangedDetails(other, 1, new PersonDetails("Joe", "Pike", null, "RV-7")))))
            .Refusal.ShouldBeOfType<ReferenceTaken>();

        Task<IReadOnlyList<Named>> Suggest(string words) => database.DoAsync(moira, (PeopleQueries people) => people.SuggestAsync(words));
        (await Suggest("deli")).Select(c => c.Name).ShouldBe(["Delia Marsh"]);
        (await Suggest("dee")).ShouldBeEmpty();
        (await Suggest("rv 7")).Select(c => c.Id).ShouldBe([dee]);
        (await Suggest("m")).ShouldBeEmpty();
        (await Suggest("mar del")).Select(c => c.Id).ShouldBe([dee]);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task ChangeContact_Note_IsSealedAndOpensWithATrace(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        var moira = await database.AddCoordinatorAsync(scheme);
        var dee = await database.AddPersonAsync("Dee", "Marsh", scheme.PeerMentor);
        var own = new Viewer(dee, Hat.PeerWorker, [scheme.Id]);
        Task<Outcome<Done>> Change(string? note, int version) =>
            database.DoAsync(own, (ChangeContact change) => change.RunAsync(new ChangedContact(dee, version, note, NoContact: true)));

        (await Change(new string('a', Person.ContactNoteMaxLength + 1), 1)).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("ContactNote");
        (await Change("Text after six. Never ring my mum's.", 1)).Succeeded.ShouldBeTrue();
        (await Change("Other", 1)).Refusal.ShouldBeOfType<Stale>();

        var page = await database.DoAsync(moira, (PeopleQueries people) => people.PersonAsync(dee));
        page!.ContactNote.ShouldBe("Text after six. Never ring my mum's.");
        page.NoContact.ShouldBeTrue();
        var trace = await database.DoAsync(own, (MyRecordQueries record) => record.TraceAsync(lookedOnly: true));
        var line = trace.Lines.ShouldHaveSingleItem();
        (line.Who, line.Hat, line.Did).ShouldBe(("Moira Finch", Hat.Coordinator, "Looked at your page, with how to contact you"));
        var all = await database.DoAsync(own, (MyRecordQueries record) => record.TraceAsync());
        all.Lines.Select(l => l.Did).ShouldBe(["Looked at your page, with how to contact you", "Changed how to contact you", "Added your record"]);
    }
}
