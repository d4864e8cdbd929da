using Microsoft.EntityFrameworkCore;
using Throughline.Delivery;
using Throughline.Mentoring;
using Throughline.People;
using Throughline.Recognition;
using Throughline.Rights;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Support;
using Throughline.Testing;

namespace Throughline.Tests.Support;

public sealed class SupportUseCaseTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    public static IEnumerable<object[]> Providers => TestDatabase.Providers;

    [Theory]
    [MemberData(nameof(Providers))]
    [Trait("invariants", "INV-121")]
    public async Task Supervision_PlannedHeldAndAgreed_IsOnePageForBothAndForNobodyElse(string provider)
    {
        await using var scene = await RecognitionScene.OpenAsync(provider, 2);
        var (database, ann, sue) = (scene.Database, scene.Ann, scene.Sue);
        var holding = (await database.HoldingAsync(ann.PersonId, scene.Scheme.PeerMentor)).Id;
        (await PlanAsync(scene.Peers[1], holding, Today.AddDays(3))).Refusal.ShouldBeOfType<NotFound>();
        (await PlanAsync(scene.Moira, holding, Today.AddDays(3))).Refusal.ShouldBeOfType<NotFound>();
        (await PlanAsync(ann, holding, Today.AddDays(-1))).Refusal.ShouldBeOfType<Invalid>();
        var id = (await PlanAsync(ann, holding, Today.AddDays(3))).Value;
        (await PlanAsync(sue, holding, Today.AddDays(4))).Refusal.ShouldBeOfType<SupervisionPlanned>();
        foreach (var (who, words) in new[] { (ann, "The key cupboard."), (sue, "What went well on Thursday.") })
        {
            (await database.DoAsync(who, (PutOnAgenda put) => put.RunAsync(id, words))).Succeeded.ShouldBeTrue();
        }

        (await database.DoAsync(sue, (TakeOffAgenda off) => off.RunAsync(id, 1))).Refusal.ShouldBeOfType<NotFound>("it is Ann’s");
        await SameForBothAsync("The key cupboard.", "What went well on Thursday.");
        foreach (var who in new[] { scene.Moira, scene.Hal, scene.Pat, scene.Peers[1], sue with { Hat = Hat.StaffColleague }, sue with { Hat = Hat.Coordinator } })
        {
            (await PageAsync(who, id)).ShouldBeNull();
            (await database.DoAsync(who, (PutOnAgenda put) => put.RunAsync(id, "Mine"))).Refusal.ShouldBeOfType<NotFound>();
            await using var context = database.Engine.OpenReader(who);
            context.Now = database.Clock.Now();
            (await context.AgendaItems.CountAsync()).ShouldBe(0);
            (await context.Supervisions.CountAsync()).ShouldBe(who.Hat == Hat.Coordinator ? 1 : 0, "days, for those who run the scheme");
        }

        var held = new SupervisionHeld(id, 1, Today, "Thursday went well. We look at the cupboard together.", Today.AddDays(28));
        (await database.DoAsync(sue, (HoldSupervision hold) => hold.RunAsync(held with { Agreed = " " }))).Refusal.ShouldBeOfType<Invalid>();
        (await database.DoAsync(sue, (HoldSupervision hold) => hold.RunAsync(held with { Version = 9 }))).Refusal.ShouldBeOfType<Stale>();
        (await database.DoAsync(sue, (HoldSupervision hold) => hold.RunAsync(held))).Refusal.ShouldBeNull();
        await SameForBothAsync("We look at the cupboard together.");
        (await PageAsync(ann, id))!.Asks.ShouldBeTrue();
        (await PageAsync(sue, id))!.Asks.ShouldBeFalse();
        (await database.DoAsync(sue, (ConfirmSupervision confirm) => confirm.RunAsync(id, 2))).Refusal.ShouldBeOfType<SupervisionOver>();
        (await database.DoAsync(ann, (RewordSupervision reword) => reword.RunAsync(id, 2, "We look at the cupboard on Monday."))).Refusal.ShouldBeNull();
        (await database.DoAsync(sue, (ConfirmSupervision confirm) => confirm.RunAsync(id, 3))).Refusal.ShouldBeNull();
        var page = (await PageAsync(ann, id))!;
        (page.State, page.Agreed, page.PersonSaidOn, page.SupervisorSaidOn).ShouldBe((SupervisionState.Confirmed, "We look at the cupboard on Monday.", Today, Today));
        (await database.DoAsync(ann, (RewordSupervision reword) => reword.RunAsync(id, page.Version, "No"))).Refusal.ShouldBeOfType<SupervisionOver>();
        (await database.DoAsync(ann, (SupervisionQueries q) => q.MineAsync())).Single().Next!.On.ShouldBe(Today.AddDays(28));
        (await database.DoAsync(ann, (MyRecordQueries q) => q.TraceAsync(lookedOnly: true))).Lines.ShouldContain(l => l.Did == "Looked at your supervision" && l.Who == "Sue Wren");

        // Somebody else supervises her now: the one before reads it no more, and the new one never could.
        var role = await database.HoldingAsync(ann.PersonId, scene.Scheme.PeerMentor);
        var ray = TestData.Viewer(await database.AddPersonAsync("Ray", "Teal", scene.Scheme.Supervisor), Hat.Supervisor, scene.Scheme.Id);
        (await database.DoAsync(scene.Moira, (NameSupervisor name) => name.RunAsync(new NamedSupervisor(role.Id, role.Version, ray.PersonId)))).Refusal.ShouldBeNull();
        (await PageAsync(sue, id)).ShouldBeNull();
        (await PageAsync(ray, id)).ShouldBeNull();
        (await PageAsync(ann, id)).ShouldNotBeNull();

        async Task SameForBothAsync(params string[] words)
        {
            // Nothing but whose turn it is differs.
            var (hers, theirs) = ((await PageAsync(ann, id))!, (await PageAsync(sue, id))!);
            (hers with { Asks = false, Agenda = [] }).ShouldBe(theirs with { Asks = false, Agenda = [] });
            hers.Agenda.Select(a => a with { Own = false }).ShouldBe(theirs.Agenda.Select(a => a with { Own = false }));
            words.ShouldAllBe(w => hers.Agenda.Any(a => a.Words!.Contains(w)) || hers.Agreed!.Contains(w));
        }

        Task<Outcome<Guid>> PlanAsync(Viewer who, Guid role, DateOnly on) => database.DoAsync(who, (PlanSupervision plan) => plan.RunAsync(role, on));
        Task<SupervisionPage?> PageAsync(Viewer who, Guid supervision) => database.DoAsync(who, (SupervisionQueries q) => q.FindAsync(supervision));
    }

    /// <summary>INV-142, E04: whoever names somebody they know of is asked to think again, wall or none; and whom a wall keeps from somebody is not named to them.</summary>
    [Theory]
    [MemberData(nameof(Providers))]
    [Trait("invariants", "INV-141 INV-142")]
    public async Task Agenda_ThatNamesSomebodyBehindAWall_AsksWhoPutItThereAndNeverShowsTheNameToTheOther(string provider)
    {
        await using var scene = await RecognitionScene.OpenAsync(provider, 3);
        var (database, ann, sue) = (scene.Database, scene.Ann, scene.Sue);
        var mentees = await MatchTwoAsync(scene);
        var holding = (await database.HoldingAsync(ann.PersonId, scene.Scheme.PeerMentor)).Id;
        var id = (await database.DoAsync(ann, (PlanSupervision plan) => plan.RunAsync(holding, Today.AddDays(3)))).Value;
        await database.WriteAsync("wall-raised", writing =>
        {
            foreach (var (one, other) in new[] { (ann.PersonId, scene.Peers[1].PersonId), (sue.PersonId, mentees[0]) })
            {
                writing.Context.AddRange(
                    new Wall(writing.NewId(), writing.NewId(), one, other, writing.Now), new Wall(writing.NewId(), writing.NewId(), other, one, writing.Now));
            }

            return true;
        });
        string[] hers = ["Mia did not come.", "Noor did not come.", "Peer1 and I spoke."];
        string[] theirs = ["Peer1 Reed’s day, and PEER1 again.", "Peer2 Reed’s day.", "Your own day, Ann Reed."];
        foreach (var (who, words) in hers.Select(w => (ann, w)).Concat(theirs.Select(w => (sue, w))))
        {
            (await database.DoAsync(who, (PutOnAgenda put) => put.RunAsync(id, words))).Refusal.ShouldBeNull();
        }

        // Who is asked is the same with a wall and without one, so that it tells of none; and Ann, who may not know of Peer1, is not told that there is such a person.
        (await LinesAsync(ann, own: true)).ShouldBe([(hers[0], true), (hers[1], true), (hers[2], false)]);
        (await LinesAsync(sue, own: true)).ShouldBe([(theirs[0], true), (theirs[1], true), (theirs[2], false)]);
        (await LinesAsync(ann, own: false)).ShouldBe([("somebody’s day, and somebody again.", false), (theirs[1], false), (theirs[2], false)]);
        (await LinesAsync(sue, own: false)).ShouldBe([("somebody did not come.", false), (hers[1], false), (hers[2], false)]);

        DateTimeOffset? now = database.Clock.Now();
        await using (var context = database.Everything())
        {
            await context.Walls.ExecuteUpdateAsync(set => set.SetProperty(w => w.LiftedAt, now));
        }

        (await LinesAsync(ann, own: false)).Select(l => l.Words).ShouldBe(theirs);
        (await LinesAsync(sue, own: false)).Select(l => l.Words).ShouldBe(hers);

        async Task<List<(string? Words, bool Names)>> LinesAsync(Viewer who, bool own) =>
            [.. (await database.DoAsync(who, (SupervisionQueries q) => q.FindAsync(id)))!.Agenda.Where(a => a.Own == own).Select(a => (a.Words, a.Names))];
    }

    [Fact]
    public async Task Supervision_OnceSomebodyElseSupervises_CanOnlyBeCalledOff()
    {
        await using var scene = await RecognitionScene.OpenAsync();
        var (database, ann) = (scene.Database, scene.Ann);
        var holding = (await database.HoldingAsync(ann.PersonId, scene.Scheme.PeerMentor)).Id;
        var id = (await database.DoAsync(ann, (PlanSupervision plan) => plan.RunAsync(holding, Today.AddDays(3)))).Value;
        var ray = new Viewer(await database.AddPersonAsync("Ray", "Wren", scene.Scheme.Supervisor), Hat.Supervisor, [scene.Scheme.Id]);
        await using (var context = database.Everything())
        {
            await context.RoleHoldings.Where(h => h.Id == holding).ExecuteUpdateAsync(set => set.SetProperty(h => h.SupervisorId, ray.PersonId));
        }

        (await database.DoAsync(ann, (PutOnAgenda put) => put.RunAsync(id, "The key cupboard."))).Refusal.ShouldBeOfType<AnotherSupervises>();
        (await database.DoAsync(ann, (MoveSupervision move) => move.RunAsync(id, 1, Today.AddDays(5)))).Refusal.ShouldBeOfType<AnotherSupervises>();
        (await database.DoAsync(ann, (HoldSupervision hold) => hold.RunAsync(new SupervisionHeld(id, 1, Today, "It went well.", Today.AddDays(28))))).Refusal.ShouldBeOfType<AnotherSupervises>();
        (await database.DoAsync(ann, (PlanSupervision plan) => plan.RunAsync(holding, Today.AddDays(4)))).Succeeded.ShouldBeTrue("with whoever supervises now");
        (await database.DoAsync(ann, (CallOffSupervision off) => off.RunAsync(id, 1))).Refusal.ShouldBeNull();
    }

    [Fact]
    [Trait("invariants", "INV-120")]
    public async Task Supervision_Late_IsDueForTheSupervisorAndTheCoordinatorAndNeverForThePerson()
    {
        await using var scene = await RecognitionScene.OpenAsync();
        var due = await DueAsync(scene, Today);
        due.ShouldContain(d => d.Kind == "supervision-to-plan" && d.PersonId == scene.Sue.PersonId);
        due.ShouldContain(d => d.Kind == "supervision-late" && d.Hat == Hat.Coordinator && d.AboutId == scene.Ann.PersonId && d.AlsoAboutId == scene.Sue.PersonId);
        due.ShouldNotContain(d => d.PersonId == scene.Ann.PersonId);
        var lines = await scene.Database.DoAsync(scene.Moira, (SupervisionQueries q) => q.DatesAsync());
        (lines.Single().Person, lines.Single().Supervisor, lines.Single().Late).ShouldBe(("Ann Reed", "Sue Wren", true));
        (await scene.Database.DoAsync(scene.Hal, (SupervisionQueries q) => q.DatesAsync())).ShouldBeEmpty();
        var figures = (await scene.Database.DoAsync(scene.Hal, (SupervisionQueries q) => q.FiguresAsync())).Single();
        (figures.Due, figures.InTime).ShouldBe((null, null), "one person is too few");
    }

    /// <summary>CALC-9 F1: the supervisor's manager, else a coordinator who is not the supervisor, else the head of service; and nobody who may not know of the two.</summary>
    [Theory]
    [MemberData(nameof(Providers))]
    [Trait("invariants", "INV-120")]
    public async Task Supervision_Late_IsForWhoeverManagesTheSupervisorElseACoordinatorElseTheHead(string provider)
    {
        await using var scene = await RecognitionScene.OpenAsync(provider);
        var (database, moira, sue, hal) = (scene.Database, scene.Moira, scene.Sue, scene.Hal);
        (await ToldAsync()).ShouldBe([(null, Hat.Coordinator, false), (null, Hat.HeadOfService, true)]);
        (await LateAsync(hal)).ShouldBe(["Sue Wren"], "nobody manages her");
        var ray = new Viewer(await database.AddPersonAsync("Ray", "Teal", scene.Scheme.Supervisor), Hat.Supervisor, [scene.Scheme.Id]);
        (await LateAsync(ray)).ShouldBeEmpty();
        var hers = await database.HoldingAsync(sue.PersonId, scene.Scheme.Supervisor);
        (await database.DoAsync(moira, (NameManager name) => name.RunAsync(new NamedManager(hers.Id, hers.Version, ray.PersonId)))).Refusal.ShouldBeNull();
        (await ToldAsync()).ShouldBe([(ray.PersonId, null, false), (null, Hat.Coordinator, true), (null, Hat.HeadOfService, true)]);
        (await LateAsync(ray)).ShouldBe(["Sue Wren"]);
        foreach (var who in new[] { hal, moira, sue, ray with { Hat = Hat.StaffColleague } })
        {
            (await LateAsync(who)).ShouldBeEmpty($"{who.Hat}");
        }

        // Behind a wall from Ann, Ray learns nothing of it, and it is a coordinator's.
        await database.WriteAsync("wall-raised", writing =>
        {
            writing.Context.Add(new Wall(writing.NewId(), writing.NewId(), ray.PersonId, scene.Ann.PersonId, writing.Now));
            return true;
        });
        (await ToldAsync()).ShouldBe([(null, Hat.Coordinator, false), (null, Hat.HeadOfService, true)]);
        (await LateAsync(ray)).ShouldBeEmpty();
        await using (var context = database.Everything())
        {
            await context.Walls.ExecuteDeleteAsync();
        }

        // Whoever manages nobody any more stands in the way of nobody.
        var his = await database.HoldingAsync(ray.PersonId, scene.Scheme.Supervisor);
        (await database.DoAsync(moira, (EndRole end) => end.RunAsync(new RoleEnd(his.Id, his.Version, Today, ExitReason.OwnChoiceEnough, new Decision(null, null))))).Refusal.ShouldBeNull();
        (await ToldAsync()).ShouldBe([(null, Hat.Coordinator, false), (null, Hat.HeadOfService, true)]);
        (await LateAsync(hal)).ShouldBe(["Sue Wren"]);

        // The one coordinator supervises: it is nobody's own to see to.
        await using (var context = database.Everything())
        {
            await context.RoleHoldings.Where(h => h.SupervisorId == sue.PersonId).ExecuteUpdateAsync(set => set.SetProperty(h => h.SupervisorId, moira.PersonId));
        }

        (await ToldAsync()).ShouldBe([(null, Hat.Coordinator, false), (null, Hat.HeadOfService, false)]);
        (await DueAsync(scene, Today)).Where(d => d.Kind == "supervision-late").ShouldAllBe(d => d.KeptFromId == moira.PersonId);
        (await LateAsync(hal)).ShouldBe(["Moira Finch"]);

        async Task<List<(Guid? Who, Hat? Hat, bool InHand)>> ToldAsync() =>
            [.. (await DueAsync(scene, Today)).Where(d => d.Kind == "supervision-late").Select(d => (d.PersonId, d.Hat, d.InHandOf is not null))];
        Task<IReadOnlyList<string>> LateAsync(Viewer who) => database.DoAsync(who, (SupervisionQueries q) => q.LateAsync());
    }

    [Theory]
    [MemberData(nameof(Providers))]
    [Trait("invariants", "INV-122")]
    public async Task CheckIn_SharedAndTakenBack_IsReadInBetweenAndByTheSupervisorOnly(string provider)
    {
        await using var scene = await RecognitionScene.OpenAsync(provider, 2);
        var (database, ann, sue) = (scene.Database, scene.Ann, scene.Sue);
        (await SaveAsync(ann, null)).Refusal.ShouldBeOfType<Invalid>();
        (await SaveAsync(sue, HowAreYou.Good)).Refusal.ShouldBeOfType<NotAllowed>();
        var id = (await SaveAsync(ann, HowAreYou.UpAndDown)).Value;
        (await SaveAsync(ann, HowAreYou.Struggling, 2)).Value.ShouldBe(id, "once a day");
        await NobodyAsync(sue, scene.Moira, scene.Hal, scene.Pat, scene.Peers[1]);
        var version = (await database.DoAsync(ann, (CheckInQueries q) => q.FindAsync(id)))!.Version;
        (await database.DoAsync(scene.Peers[1], (ShareCheckIn share) => share.RunAsync(id, version, sue.PersonId))).Refusal.ShouldBeOfType<NotFound>();
        (await database.DoAsync(ann, (ShareCheckIn share) => share.RunAsync(id, version, sue.PersonId))).Refusal.ShouldBeNull();
        var read = (await database.DoAsync(sue, (CheckInQueries q) => q.ReadAsync(id)))!;
        (read.How, read.Words, read.ToldStory).ShouldBe((HowAreYou.Struggling, "A long week.", true));
        (await database.DoAsync(sue, (CheckInQueries q) => q.SharedAsync())).Single().Name.ShouldBe("Ann Reed");
        await NobodyAsync(scene.Moira, scene.Hal, scene.Pat, scene.Peers[1], sue with { Hat = Hat.StaffColleague });
        (await database.DoAsync(ann, (TakeBackCheckIn back) => back.RunAsync(id))).Refusal.ShouldBeNull();
        await NobodyAsync(sue);
        (await database.DoAsync(sue, (DeleteCheckIn delete) => delete.RunAsync(id))).Refusal.ShouldBeOfType<NotFound>();
        (await database.DoAsync(ann, (DeleteCheckIn delete) => delete.RunAsync(id))).Refusal.ShouldBeNull();
        (await database.DoAsync(ann, (CheckInQueries q) => q.FindAsync(id))).ShouldBeNull();

        Task<Outcome<Guid>> SaveAsync(Viewer who, HowAreYou? how, int version = 0) => database.DoAsync(who, (SaveCheckIn save) => save.RunAsync(version, new CheckInInput(how, "A long week.", true, false)));

        async Task NobodyAsync(params Viewer[] viewers)
        {
            foreach (var who in viewers)
            {
                (await database.DoAsync(who, (CheckInQueries q) => q.ReadAsync(id))).ShouldBeNull();
                (await database.DoAsync(who, (CheckInQueries q) => q.FindAsync(id))).ShouldBeNull();
                await using var context = database.Engine.OpenReader(who);
                context.Now = database.Clock.Now();
                (await context.CheckIns.CountAsync()).ShouldBe(0);
            }
        }
    }

    /// <summary>What was shared by name goes to nobody else.</summary>
    [Theory]
    [MemberData(nameof(Providers))]
    [Trait("invariants", "INV-122")]
    public async Task CheckIn_SharedWhereSomebodyElseSupervisesThemThanThePageNamed_GoesToNobody(string provider)
    {
        await using var scene = await RecognitionScene.OpenAsync(provider);
        var (database, ann) = (scene.Database, scene.Ann);
        var id = (await database.DoAsync(ann, (SaveCheckIn save) => save.RunAsync(0, new CheckInInput(HowAreYou.Struggling, "A long week.", false, false)))).Value;
        var page = (await database.DoAsync(ann, (CheckInQueries q) => q.FindAsync(id)))!;
        page.WithId.ShouldBe(scene.Sue.PersonId);
        var ray = await scene.AnotherSupervisesAsync();
        Task<Outcome<Done>> ShareAsync(Guid? with) => database.DoAsync(ann, (ShareCheckIn share) => share.RunAsync(id, page.Version, with));
        (await ShareAsync(page.WithId)).Refusal.ShouldBe(new AnotherWouldRead("Ray Teal"));
        (await ShareAsync(null)).Refusal.ShouldBe(new AnotherWouldRead("Ray Teal"));
        foreach (var who in new[] { scene.Sue, ray })
        {
            (await database.DoAsync(who, (CheckInQueries q) => q.ReadAsync(id))).ShouldBeNull();
        }

        (await ShareAsync(ray.PersonId)).Refusal.ShouldBeNull();
        (await database.DoAsync(scene.Sue, (CheckInQueries q) => q.ReadAsync(id))).ShouldBeNull();
        (await database.DoAsync(ray, (CheckInQueries q) => q.ReadAsync(id)))!.Words.ShouldBe("A long week.");
    }

    /// <summary>A second window does not write over the first, and what was shared stays shared.</summary>
    [Theory]
    [MemberData(nameof(Providers))]
    [Trait("invariants", "INV-122")]
    public async Task CheckIn_SavedOverANewerOne_IsStaleAndWhatIsSharedStaysShared(string provider)
    {
        await using var scene = await RecognitionScene.OpenAsync(provider);
        var (database, ann, sue) = (scene.Database, scene.Ann, scene.Sue);
        (await SaveAsync(3, "Not said yet.")).Refusal.ShouldBeOfType<Stale>("nothing was said today");
        var id = (await SaveAsync(0, "A long week.")).Value;
        (await SaveAsync(0, "Typed in a second window.")).Refusal.ShouldBeOfType<Stale>();
        var mine = (await database.DoAsync(ann, (CheckInQueries q) => q.MineAsync()))!;
        (mine.Words, mine.ReadBy).ShouldBe(("A long week.", null));
        (await database.DoAsync(ann, (ShareCheckIn share) => share.RunAsync(id, mine.Version, sue.PersonId))).Refusal.ShouldBeNull();
        (await SaveAsync(mine.Version, "Typed before it was shared.")).Refusal.ShouldBeOfType<Stale>();
        mine = (await database.DoAsync(ann, (CheckInQueries q) => q.MineAsync()))!;
        mine.ReadBy.ShouldBe("Sue Wren");
        (await SaveAsync(mine.Version, "A long week, and a good Friday.")).Value.ShouldBe(id);
        (await database.DoAsync(sue, (CheckInQueries q) => q.ReadAsync(id)))!.Words.ShouldBe("A long week, and a good Friday.");
        (await database.DoAsync(ann, (CheckInQueries q) => q.MineAsync()))!.ReadBy.ShouldBe("Sue Wren");

        Task<Outcome<Guid>> SaveAsync(int version, string words) => database.DoAsync(ann, (SaveCheckIn save) => save.RunAsync(version, new CheckInInput(HowAreYou.UpAndDown, words, false, false)));
    }

    /// <summary>What is a person's alone counts on their own page, and raises no flag that tells of it.</summary>
    [Fact]
    public async Task Load_OfWhatIsPrivate_IsOnOnesOwnPageOnly()
    {
        await using var scene = await RecognitionScene.OpenAsync();
        var (database, ann, sue) = (scene.Database, scene.Ann, scene.Sue);
        await BeHereAsync(scene);
        foreach (var _ in Enumerable.Range(0, 13))
        {
            (await database.DoAsync(ann, (LogMessage log) => log.RunAsync(scene.Message(-2) with { Impact = 3 }))).Succeeded.ShouldBeTrue();
        }

        (await database.DoAsync(ann, (SayOwnView say) => say.RunAsync(ViewTopic.Load, "It is the corridor.", false))).Succeeded.ShouldBeTrue();
        database.Clock.Advance(TimeSpan.FromDays(7));
        var own = (await database.DoAsync(ann, (LoadQueries q) => q.OfAsync(ann.PersonId)))!;
        (own.Weeks[0].Hurts, own.IsUp, own.Own).ShouldBe((13, true, true));
        var seen = (await database.DoAsync(sue, (LoadQueries q) => q.OfAsync(ann.PersonId)))!;
        (seen.Weeks[0].Hurts, seen.IsUp, seen.OwnView).ShouldBe((0, false, "It is the corridor."));
        (await database.DoAsync(scene.Moira, (LoadQueries q) => q.OfAsync(ann.PersonId))).ShouldBeNull();
        (await database.DoAsync(scene.Hal, (LoadQueries q) => q.OfAsync(ann.PersonId))).ShouldBeNull();
        (await RaiseAsync(scene)).ShouldBe(0);
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData("1", 2)]
    [InlineData("3", 0)]
    public async Task Load_AMessageThatHurt_CountsFromHowLongTheSchemeSays(string? least, int counted)
    {
        await using var scene = await RecognitionScene.OpenAsync();
        var (database, ann) = (scene.Database, scene.Ann);
        if (least is not null)
        {
            (await database.DoAsync(scene.Moira, (ChangeSetting change) => change.RunAsync(new SettingEdit(scene.Scheme.Id, SettingKeys.LoadHurtLeast, least, "Agreed with the team in March", 0)))).Refusal.ShouldBeNull();
        }

        foreach (var impact in new[] { 0, 1, 2 })
        {
            (await database.DoAsync(ann, (LogMessage log) => log.RunAsync(scene.Message(-1) with { Impact = impact }))).Succeeded.ShouldBeTrue();
        }

        database.Clock.Advance(TimeSpan.FromDays(7));
        (await database.DoAsync(ann, (LoadQueries q) => q.OfAsync(ann.PersonId)))!.Weeks[0].Hurts.ShouldBe(counted);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    [Trait("invariants", "INV-124 INV-125")]
    public async Task Flag_Struggling_IsThePersonsFirstAndThenTheSupervisorsToActOn(string provider)
    {
        await using var scene = await RecognitionScene.OpenAsync(provider);
        var (database, ann, sue) = (scene.Database, scene.Ann, scene.Sue);
        await BeHereAsync(scene);
        foreach (var day in new[] { 0, 3 })
        {
            database.Clock.Advance(TimeSpan.FromDays(day));
            var checkIn = (await database.DoAsync(ann, (SaveCheckIn save) => save.RunAsync(0, new CheckInInput(HowAreYou.Struggling, null, false, false)))).Value;
            (await RaiseAsync(scene)).ShouldBe(0);
            var version = (await database.DoAsync(ann, (CheckInQueries q) => q.FindAsync(checkIn)))!.Version;
            (await database.DoAsync(ann, (ShareCheckIn share) => share.RunAsync(checkIn, version, sue.PersonId))).Refusal.ShouldBeNull();
        }

        (await RaiseAsync(scene)).ShouldBe(1);
        (await RaiseAsync(scene)).ShouldBe(0, "one of a kind at a time");
        var id = (await database.DoAsync(ann, (FlagQueries q) => q.MineAsync())).Single().Id;
        var own = (await PageAsync(ann))!;
        (own.Own, own.Acts, own.Owner, own.Line.Rule).ShouldBe((true, false, Hat.Supervisor, FlagRule.Wellbeing));
        own.Evidence!.ShouldContain("2 in 14 days");
        foreach (var who in new[] { sue, scene.Moira, scene.Hal, scene.Pat })
        {
            (await PageAsync(who)).ShouldBeNull("she sees it first");
            (await database.DoAsync(who, (FlagQueries q) => q.OthersAsync())).ShouldBeEmpty();
        }

        var today = database.Clock.Today();
        var due = await DueAsync(scene, today);
        due.ShouldContain(d => d.Kind == "about-your-work" && d.PersonId == ann.PersonId && d.On == today);
        due.Where(d => d.Kind == "flag-to-look-at").ShouldAllBe(d => d.On > today && d.PersonId == sue.PersonId);
        (await database.DoAsync(sue, (MoveFlag move) => move.RunAsync(new FlagMove(id, 1, FlagState.Acknowledged, null)))).Refusal.ShouldBeOfType<NotFound>();

        (await database.DoAsync(sue, (AnswerFlag answer) => answer.RunAsync(id, "No"))).Refusal.ShouldBeOfType<NotFound>();
        (await database.DoAsync(ann, (AnswerFlag answer) => answer.RunAsync(id, "Two late Fridays. One is enough."))).Refusal.ShouldBeNull();
        var seen = (await PageAsync(sue))!;
        (seen.Reply, seen.Acts, seen.Line.Name).ShouldBe(("Two late Fridays. One is enough.", true, "Ann Reed"));
        (await PageAsync(scene.Moira)).ShouldBeNull("it is the supervisor's");
        (await database.DoAsync(ann, (MoveFlag move) => move.RunAsync(new FlagMove(id, seen.Version, FlagState.Acknowledged, null)))).Refusal.ShouldBeOfType<NotAllowed>();
        foreach (var (to, words) in new[] { (FlagState.Acknowledged, null), (FlagState.ActionAgreed, "One late Friday a month."), (FlagState.Resolved, "The roster is changed.") })
        {
            seen = (await PageAsync(sue))!;
            if (words is not null)
            {
                (await database.DoAsync(sue, (MoveFlag move) => move.RunAsync(new FlagMove(id, seen.Version, to, " ", today)))).Refusal.ShouldBeOfType<Invalid>();
            }

            (await database.DoAsync(sue, (MoveFlag move) => move.RunAsync(new FlagMove(id, seen.Version, to, words, today)))).Refusal.ShouldBeNull();
        }

        (await PageAsync(ann))!.Steps.Select(s => (s.By, s.Words, s.On)).ShouldBe([("Sue Wren", null, today), ("Sue Wren", "One late Friday a month.", today), ("Sue Wren", "The roster is changed.", today)]);
        (await RaiseAsync(scene)).ShouldBe(0, "only on newer evidence");
        (await database.DoAsync(sue, (RaiseFlags raise) => raise.RunAsync())).Refusal.ShouldBeOfType<NotAllowed>();

        Task<FlagPage?> PageAsync(Viewer who) => database.DoAsync(who, (FlagQueries q) => q.FindAsync(id));
    }

    /// <summary>What somebody told one supervisor is for that one alone, and only while it is shared (INV-122).</summary>
    [Theory]
    [MemberData(nameof(Providers))]
    [Trait("invariants", "INV-122")]
    public async Task Flag_Struggling_IsForNobodyItWasNotSharedWithAndGoesWhenItIsTakenBack(string provider)
    {
        await using var scene = await RecognitionScene.OpenAsync(provider);
        var (database, ann, sue) = (scene.Database, scene.Ann, scene.Sue);
        await BeHereAsync(scene);
        List<Guid> said = [];
        foreach (var day in new[] { 0, 3 })
        {
            database.Clock.Advance(TimeSpan.FromDays(day));
            said.Add((await database.DoAsync(ann, (SaveCheckIn save) => save.RunAsync(0, new CheckInInput(HowAreYou.Struggling, null, false, false)))).Value);
            var version = (await database.DoAsync(ann, (CheckInQueries q) => q.FindAsync(said[^1])))!.Version;
            (await database.DoAsync(ann, (ShareCheckIn share) => share.RunAsync(said[^1], version, sue.PersonId))).Refusal.ShouldBeNull();
        }

        (await RaiseAsync(scene)).ShouldBe(1);
        database.Clock.Advance(TimeSpan.FromDays(1));
        var id = (await database.DoAsync(sue, (FlagQueries q) => q.OthersAsync())).Single().Id;

        // Another supervisor is named: neither they nor a coordinator read what was told to the first.
        var ray = new Viewer(await database.AddPersonAsync("Ray", "Wren", scene.Scheme.Supervisor), Hat.Supervisor, [scene.Scheme.Id]);
        await SuperviseAsync(ray.PersonId);
        foreach (var who in new[] { sue, ray, scene.Moira, scene.Hal })
        {
            (await database.DoAsync(who, (FlagQueries q) => q.FindAsync(id))).ShouldBeNull();
        }

        (await DueAsync(scene, database.Clock.Today())).ShouldNotContain(d => d.Kind == "flag-to-look-at");
        await SuperviseAsync(null);
        (await database.DoAsync(scene.Moira, (FlagQueries q) => q.FindAsync(id))).ShouldBeNull("nobody supervises, and it was told to none of them");
        await SuperviseAsync(sue.PersonId);
        (await database.DoAsync(sue, (FlagQueries q) => q.FindAsync(id))).ShouldNotBeNull();
        foreach (var checkIn in said)
        {
            (await database.DoAsync(ann, (TakeBackCheckIn take) => take.RunAsync(checkIn))).Refusal.ShouldBeNull();
        }

        (await database.DoAsync(sue, (FlagQueries q) => q.FindAsync(id))).ShouldBeNull("taken back");

        async Task SuperviseAsync(Guid? by)
        {
            await using var context = database.Everything();
            await context.RoleHoldings.Where(h => h.PersonId == ann.PersonId && h.SupervisorId != null || h.PersonId == ann.PersonId && h.State >= RoleState.ActiveSupervised && h.State <= RoleState.Paused)
                .ExecuteUpdateAsync(set => set.SetProperty(h => h.SupervisorId, by));
        }
    }

    /// <summary>INV-124: a supervisor who works here no more has nothing in hand, and the coordinator stands in until there is another.</summary>
    [Theory]
    [MemberData(nameof(Providers))]
    [Trait("invariants", "INV-124")]
    public async Task Flag_OfASupervisorWhoLeft_IsTheCoordinatorsToActOn(string provider)
    {
        await using var scene = await RecognitionScene.OpenAsync(provider);
        var (database, ann, sue, moira) = (scene.Database, scene.Ann, scene.Sue, scene.Moira);
        await BeHereAsync(scene);
        var id = await database.RaiseFlagAsync(ann.PersonId, scene.Scheme.Id, 0);
        (await PageAsync(moira)).ShouldBeNull("Sue has it in hand");
        (await TheirsAsync()).InHandOf!.ShouldBe([sue.PersonId]);
        var hers = await database.HoldingAsync(sue.PersonId, scene.Scheme.Supervisor);
        (await database.DoAsync(moira, (EndRole end) => end.RunAsync(new RoleEnd(hers.Id, hers.Version, Today, ExitReason.OwnChoiceEnough, new Decision(null, null))))).Refusal.ShouldBeNull();
        (await database.HoldingAsync(ann.PersonId, scene.Scheme.PeerMentor)).SupervisorId.ShouldBe(sue.PersonId, "she stands there still");
        (await PageAsync(moira))!.Acts.ShouldBeTrue();
        (await TheirsAsync()).InHandOf.ShouldBeNull();
        (await DueAsync(scene, Today)).ShouldNotContain(d => d.Kind == "flag-to-look-at" && d.PersonId == sue.PersonId);
        (await database.DoAsync(Viewer.System, (CloseFlags close) => close.RunAsync())).Value.ShouldBe(0, "the coordinator can act on it");
        (await database.DoAsync(moira, (MoveFlag move) => move.RunAsync(new FlagMove(id, 1, FlagState.Acknowledged, null)))).Refusal.ShouldBeNull();

        // Nothing is shared with her any more.
        var checkIn = (await database.DoAsync(ann, (SaveCheckIn save) => save.RunAsync(0, new CheckInInput(HowAreYou.Good, null, false, false)))).Value;
        var version = (await database.DoAsync(ann, (CheckInQueries q) => q.FindAsync(checkIn)))!.Version;
        (await database.DoAsync(ann, (ShareCheckIn share) => share.RunAsync(checkIn, version, sue.PersonId))).Refusal.ShouldBeOfType<NobodyToShareWith>();

        // What is raised meanwhile is the coordinator's from the first day.
        var mia = await database.AddPersonAsync("Mia", "Lowe", scene.Scheme.Mentee);
        await database.WriteAsync("setback-noted", writing =>
        {
            foreach (var on in new[] { Today.AddDays(-1), Today.AddDays(-4) })
            {
                var debrief = Throughline.Mentoring.Debrief.AfterConcern(writing.NewId(), ann.PersonId, mia, scene.Scheme.Id, Guid.CreateVersion7(), on.AtHourInLondon(10), on.AtHourInLondon(11));
                writing.Context.Add(debrief);
                writing.Context.Entry(debrief).Property(d => d.SetbackId).CurrentValue = writing.NewId();
                writing.Context.Entry(debrief).Property(d => d.ConcernId).CurrentValue = null;
            }

            return true;
        });
        (await RaiseAsync(scene)).ShouldBe(1);
        var raised = (await database.DoAsync(ann, (FlagQueries q) => q.MineAsync())).Single(f => f.Rule == FlagRule.SetbackCluster).Id;
        (await database.DoAsync(ann, (FlagQueries q) => q.FindAsync(raised)))!.Owner.ShouldBe(Hat.Coordinator);

        var ray = await scene.AnotherSupervisesAsync();
        (await PageAsync(moira)).ShouldBeNull("there is a supervisor again");
        (await PageAsync(ray))!.Acts.ShouldBeTrue();

        // Nor has somebody it in hand who may not know of the person.
        await database.WriteAsync("wall-raised", writing =>
        {
            writing.Context.Add(new Wall(writing.NewId(), writing.NewId(), ray.PersonId, ann.PersonId, writing.Now));
            return true;
        });
        (await PageAsync(ray)).ShouldBeNull();
        (await PageAsync(moira))!.Acts.ShouldBeTrue();

        Task<FlagPage?> PageAsync(Viewer who) => database.DoAsync(who, (FlagQueries q) => q.FindAsync(id));
        async Task<Due> TheirsAsync() => (await DueAsync(scene, Today)).Single(d => d.Kind == "flag-to-look-at" && d.Hat == Hat.Coordinator);
    }

    /// <summary>INV-124: what was told to one supervisor is for nobody else; once nobody can act on it, it waits for nobody, and another may be raised.</summary>
    [Theory]
    [MemberData(nameof(Providers))]
    [Trait("invariants", "INV-124")]
    public async Task Flag_Struggling_IsClosedOnceNobodyCanActOnItAndStandsInTheWayOfNone(string provider)
    {
        await using var scene = await RecognitionScene.OpenAsync(provider);
        var (database, ann) = (scene.Database, scene.Ann);
        await BeHereAsync(scene);
        List<Guid> said = [];
        foreach (var day in new[] { 0, 3 })
        {
            database.Clock.Advance(TimeSpan.FromDays(day));
            said.Add((await database.DoAsync(ann, (SaveCheckIn save) => save.RunAsync(0, new CheckInInput(HowAreYou.Struggling, null, false, false)))).Value);
        }

        await ShareAsync(scene.Sue);
        (await RaiseAsync(scene)).ShouldBe(1);
        (await CloseAsync(scene)).ShouldBe(0, "Sue can act on it");
        var ray = await scene.AnotherSupervisesAsync();
        (await CloseAsync(scene)).ShouldBe(1);
        (await CloseAsync(scene)).ShouldBe(0);
        (await StatesAsync()).ShouldBe([FlagState.Unowned]);
        (await database.DoAsync(ann, (MyRecordQueries q) => q.TraceAsync())).Lines.ShouldContain(l => l.Did == "Closed a flag about your work that nobody was left to act on");
        (await RaiseAsync(scene)).ShouldBe(0, "Ray was told nothing");
        await TakeBackAsync();
        await ShareAsync(ray);
        (await RaiseAsync(scene)).ShouldBe(1, "nobody had acted on the same two days");
        (await CloseAsync(scene)).ShouldBe(0);
        await TakeBackAsync();
        (await CloseAsync(scene)).ShouldBe(1, "taken back");
        (await StatesAsync()).ShouldBe([FlagState.Unowned, FlagState.Unowned]);
        (await database.DoAsync(ray, (CloseFlags close) => close.RunAsync())).Refusal.ShouldBeOfType<NotAllowed>();

        async Task ShareAsync(Viewer with)
        {
            foreach (var checkIn in said)
            {
                var version = (await database.DoAsync(ann, (CheckInQueries q) => q.FindAsync(checkIn)))!.Version;
                (await database.DoAsync(ann, (ShareCheckIn share) => share.RunAsync(checkIn, version, with.PersonId))).Refusal.ShouldBeNull();
            }
        }

        async Task TakeBackAsync()
        {
            foreach (var checkIn in said)
            {
                (await database.DoAsync(ann, (TakeBackCheckIn take) => take.RunAsync(checkIn))).Refusal.ShouldBeNull();
            }
        }

        async Task<IEnumerable<FlagState>> StatesAsync() => (await database.DoAsync(ann, (FlagQueries q) => q.MineAsync())).Select(f => f.State);
    }

    [Fact]
    [Trait("invariants", "INV-124")]
    public async Task Flag_OnceTheLabelHasSet_WaitsForNobody()
    {
        await using var scene = await RecognitionScene.OpenAsync();
        var (database, ann) = (scene.Database, scene.Ann);
        await database.RaiseFlagAsync(ann.PersonId, scene.Scheme.Id, rule: FlagRule.OverCap);
        (await CloseAsync(scene)).ShouldBe(0);
        (await database.DoAsync(ann, async (SetLabelSunset set) => await set.RunAsync(new LabelSunset((await database.PersonAsync(ann.PersonId)).Version, Today.AddDays(1))))).Succeeded.ShouldBeTrue();
        (await CloseAsync(scene)).ShouldBe(0, "not before that day");
        database.Clock.Advance(TimeSpan.FromDays(1));
        (await CloseAsync(scene)).ShouldBe(1);
        (await database.DoAsync(ann, (FlagQueries q) => q.MineAsync())).Single().State.ShouldBe(FlagState.Unowned);
    }

    /// <summary>Acceptance scenario 2: forty hours for three and a half planned. Dee sees it first, and the head of service has to act.</summary>
    [Fact]
    public async Task Flag_UnpaidHours_IsForTheHeadOfServiceAfterThePerson()
    {
        await using var scene = await RecognitionScene.OpenAsync();
        var (database, ann) = (scene.Database, scene.Ann);
        var holding = await database.HoldingAsync(ann.PersonId, scene.Scheme.PeerMentor);
        await using (var context = database.Everything())
        {
            await context.RoleHoldings.Where(h => h.Id == holding.Id).ExecuteUpdateAsync(set => set.SetProperty(h => h.RosteredHours, 3.5m));
        }

        var hub = await database.AddSpaceAsync(scene.Scheme.Id);
        for (var day = 28; day > 0; day--)
        {
            var on = Today.AddDays(-day);
            if (on.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            {
                await database.AddStayAsync(hub, ann.PersonId, Hat.PeerWorker, on.AtHourInLondon(9), on.AtHourInLondon(17));
            }
        }

        (await RaiseAsync(scene)).ShouldBe(1);
        var flag = (await database.DoAsync(ann, (FlagQueries q) => q.MineAsync())).Single();
        flag.Rule.ShouldBe(FlagRule.UnpaidHours);
        (await database.DoAsync(scene.Hal, (FlagQueries q) => q.OthersAsync())).ShouldBeEmpty();
        database.Clock.Advance(TimeSpan.FromDays(1));
        (await database.DoAsync(scene.Hal, (FlagQueries q) => q.OthersAsync())).Single().Name.ShouldBe("Ann Reed");
        (await database.DoAsync(scene.Sue, (FlagQueries q) => q.FindAsync(flag.Id)))!.Acts.ShouldBeFalse("it is the head of service's");
        (await database.DoAsync(scene.Hal, (MoveFlag move) => move.RunAsync(new FlagMove(flag.Id, 1, FlagState.Acknowledged, null)))).Refusal.ShouldBeNull();
        FlagRule.UnpaidHours.Ask().ShouldContain("Never ask them to stay away");
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Flag_OnTheirOwn_IsForTheCoordinatorOnceTheDaysAreOver(string provider)
    {
        await using var scene = await RecognitionScene.OpenAsync(provider);
        var (database, ann) = (scene.Database, scene.Ann);
        var hub = await database.AddSpaceAsync(scene.Scheme.Id);
        await database.AddStayAsync(hub, ann.PersonId, Hat.PeerWorker, Today.AddDays(-27).AtHourInLondon(9), Today.AddDays(-27).AtHourInLondon(12));
        (await RaiseAsync(scene)).ShouldBe(0);
        database.Clock.Advance(TimeSpan.FromDays(1));
        (await RaiseAsync(scene)).ShouldBe(1);
        (await RaiseAsync(scene)).ShouldBe(0, "one of a kind at a time");
        var flag = (await database.DoAsync(ann, (FlagQueries q) => q.MineAsync())).Single();
        flag.Rule.ShouldBe(FlagRule.OnTheirOwn);
        database.Clock.Advance(TimeSpan.FromDays(1));
        (await database.DoAsync(scene.Moira, (FlagQueries q) => q.FindAsync(flag.Id)))!.Evidence!.ShouldContain("3 February 2026");
        foreach (var (to, words) in new[] { (FlagState.Acknowledged, null), (FlagState.ActionAgreed, "She comes on Tuesdays again."), (FlagState.Resolved, "She came.") })
        {
            var version = (await database.DoAsync(scene.Moira, (FlagQueries q) => q.FindAsync(flag.Id)))!.Version;
            (await database.DoAsync(scene.Moira, (MoveFlag move) => move.RunAsync(new FlagMove(flag.Id, version, to, words, database.Clock.Today())))).Refusal.ShouldBeNull();
        }

        database.Clock.Advance(TimeSpan.FromDays(28));
        (await RaiseAsync(scene)).ShouldBe(0, "not before as many days once more");
        database.Clock.Advance(TimeSpan.FromDays(1));
        (await RaiseAsync(scene)).ShouldBe(1);
    }

    /// <summary>F10: whoever was never on site and never ran a session is not forgotten, and a step on is no new beginning.</summary>
    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Flag_OnTheirOwn_OfWhoeverWasNeverAmongOthers_CountsFromTheirFirstDay(string provider)
    {
        await using var scene = await RecognitionScene.OpenAsync(provider);
        var (database, ann) = (scene.Database, scene.Ann);
        await using (var context = database.Everything())
        {
            await context.RoleMoves.Where(m => m.PersonId == ann.PersonId).ExecuteUpdateAsync(set => set.SetProperty(m => m.On, Today.AddDays(-27)));
        }

        var holding = (await database.HoldingAsync(ann.PersonId, scene.Scheme.PeerMentor)).Id;
        (await database.WriteAsync("role-moved", writing => writing.Context.RoleHoldings.Include(h => h.Moves).Single(h => h.Id == holding).MoveTo(RoleState.Senior, Today) is null)).ShouldBeTrue();
        (await RaiseAsync(scene)).ShouldBe(0);
        database.Clock.Advance(TimeSpan.FromDays(1));
        (await RaiseAsync(scene)).ShouldBe(1);
        var flag = (await database.DoAsync(ann, (FlagQueries q) => q.MineAsync())).Single();
        flag.Rule.ShouldBe(FlagRule.OnTheirOwn);
        (await database.DoAsync(ann, (FlagQueries q) => q.FindAsync(flag.Id)))!.Evidence.ShouldBe("There was no day on site and no session since they began or came back on 3 February 2026.");
    }

    /// <summary>F4: a match above the limit counts once the time that both agreed to is over, and nobody behind a wall is counted.</summary>
    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Flag_OverCap_ComesFromMatchesOnceTheirAgreedTimeIsOver(string provider)
    {
        await using var scene = await RecognitionScene.OpenAsync(provider);
        var (database, ann, moira) = (scene.Database, scene.Ann, scene.Moira);
        var mentees = await MatchTwoAsync(scene);
        var third = await database.AddPersonAsync("Olu", "Lowe", scene.Scheme.Mentee);
        (await database.DoAsync(moira, (ReferPeople refer) => refer.RunAsync(scene.Scheme.Id, [third], null, null, ReferralSource.Staff))).Refusal.ShouldBeNull();
        (await database.DoAsync(moira, (DecideMatch decide) => decide.RunAsync(
            new MatchDecision(scene.Scheme.Id, third, ann.PersonId, "Both like to walk and are free on Mondays.", BothAgreed: true)))).Refusal.ShouldBeNull();
        await BeHereAsync(scene);
        (await RaisedAsync(0)).ShouldBe(0, "both agreed for a time");
        (await RaisedAsync(28)).ShouldBe(0, "the last day of it");
        await database.WriteAsync("wall-raised", writing =>
        {
            writing.Context.Add(new Wall(writing.NewId(), writing.NewId(), scene.Sue.PersonId, mentees[0], writing.Now));
            return true;
        });
        (await RaisedAsync(1)).ShouldBe(0, "it would tell of somebody behind a wall");
        await using (var context = database.Everything())
        {
            await context.Walls.ExecuteDeleteAsync();
        }

        (await RaisedAsync(0)).ShouldBe(1);
        var flag = (await database.DoAsync(ann, (FlagQueries q) => q.MineAsync())).Single();
        flag.Rule.ShouldBe(FlagRule.OverCap);
        (await database.DoAsync(ann, (FlagQueries q) => q.FindAsync(flag.Id)))!.Evidence.ShouldBe("Matches: 3, of 2.");
        database.Clock.Advance(TimeSpan.FromDays(1));
        var seen = (await database.DoAsync(moira, (FlagQueries q) => q.FindAsync(flag.Id)))!;
        (seen.Acts, seen.Evidence, seen.Owner).ShouldBe((true, null, Hat.Coordinator));
        seen.Rule.ShouldContain("more matches than the role has");
        foreach (var (to, words) in new[] { (FlagState.Acknowledged, null), (FlagState.ActionAgreed, "Olu meets Dee from May on."), (FlagState.Resolved, "It is arranged.") })
        {
            var version = (await database.DoAsync(moira, (FlagQueries q) => q.FindAsync(flag.Id)))!.Version;
            (await database.DoAsync(moira, (MoveFlag move) => move.RunAsync(new FlagMove(flag.Id, version, to, words, database.Clock.Today())))).Refusal.ShouldBeNull();
        }

        (await RaisedAsync(28)).ShouldBe(0, "not before as long once more");
        (await RaisedAsync(1)).ShouldBe(1);

        async Task<int> RaisedAsync(int days)
        {
            if (days > 0)
            {
                database.Clock.Advance(TimeSpan.FromDays(days));
                await BeHereAsync(scene, $"Hub {database.Clock.Today():O}");
            }

            return await RaiseAsync(scene);
        }
    }

    [Fact]
    public async Task Flag_OverCap_ComesWhenTheLimitIsLowered()
    {
        await using var scene = await RecognitionScene.OpenAsync();
        await MatchTwoAsync(scene);
        await BeHereAsync(scene);
        (await RaiseAsync(scene)).ShouldBe(0);
        (await scene.Database.DoAsync(scene.Moira, (ChangeSetting change) => change.RunAsync(new SettingEdit(scene.Scheme.Id, SettingKeys.MatchesCapSolo, "1", "Agreed with the team in March", 0)))).Refusal.ShouldBeNull();
        (await RaiseAsync(scene)).ShouldBe(1);
        (await scene.Database.DoAsync(scene.Ann, (FlagQueries q) => q.MineAsync())).Single().Rule.ShouldBe(FlagRule.OverCap);
    }

    /// <summary>CALC-19: each period that is over is by itself, suppressed by the same rule, and does not change when somebody leaves.</summary>
    [Theory]
    [MemberData(nameof(Providers))]
    [Trait("invariants", "CALC-19")]
    public async Task Figures_OfThePeriodsBefore_AreEachByThemselvesAndKeepWhoeverLeft(string provider)
    {
        await using var scene = await RecognitionScene.OpenAsync(provider, 10);
        var (database, moira) = (scene.Database, scene.Moira);
        for (var at = 0; at < 10; at++)
        {
            var (who, holding) = (scene.Peers[at].PersonId, (await database.HoldingAsync(scene.Peers[at].PersonId, scene.Scheme.PeerMentor)).Id);
            await database.WriteAsync("supervision-held", writing =>
            {
                // All had one in September; half of them had the next three in time, and the others none.
                foreach (var on in new[] { -182, -154, -126, -98 }.Take(at < 5 ? 4 : 1).Select(days => Today.AddDays(days)))
                {
                    var supervision = Supervision.Plan(writing.NewId(), who, scene.Sue.PersonId, scene.Scheme.Id, holding, on, on).Value;
                    supervision.Hold(scene.Sue.PersonId, on, null, on);
                    writing.Context.Add(supervision);
                }

                return true;
            });
        }

        SupervisionPeriod[] before = [new(Today.AddDays(-167), Today.AddDays(-84), 15, 20), new(Today.AddDays(-251), Today.AddDays(-168), null, null)];
        var figures = await FiguresAsync();
        (figures.From, figures.To, figures.InTime, figures.Due).ShouldBe((Today.AddDays(-83), Today, 0, 10));
        figures.Before.ShouldBe(before, false, "no further back than the first that was written down");
        var last = await database.HoldingAsync(scene.Peers[9].PersonId, scene.Scheme.PeerMentor);
        (await database.DoAsync(moira, (EndRole end) => end.RunAsync(new RoleEnd(last.Id, last.Version, Today, ExitReason.OwnChoiceEnough, new Decision(null, null))))).Refusal.ShouldBeNull();
        figures = await FiguresAsync();
        figures.Due.ShouldBe(9);
        figures.Before.ShouldBe(before, false, "whoever left had theirs late all the same");

        figures.NoGroup.ShouldBeTrue();
        (await database.DoAsync(moira, (StartGroup start) => start.RunAsync(new NewGroup(scene.Scheme.Id, "Mentors’ morning", scene.Sites[0], false, [], ForMentors: true)))).Refusal.ShouldBeNull();
        (await FiguresAsync()).NoGroup.ShouldBeFalse();

        async Task<SupervisionFigures> FiguresAsync() => (await database.DoAsync(moira, (SupervisionQueries q) => q.FiguresAsync())).Single();
    }

    /// <summary>CALC-11, F13: without their word to the service there is no flag, and with it neither where to nor which words are told.</summary>
    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Flag_Stuck_IsForTheHeadOfServiceOnceTheServiceMayKnow(string provider)
    {
        await using var scene = await RecognitionScene.OpenAsync(provider);
        var (database, ann) = (scene.Database, scene.Ann);
        await using (var context = database.Everything())
        {
            await context.RoleMoves.Where(m => m.PersonId == ann.PersonId).ExecuteUpdateAsync(set => set.SetProperty(m => m.On, Today.AddDays(-7 * 90)));
        }

        (await SayAsync(told: false)).Refusal.ShouldBeNull();
        database.Clock.Advance(TimeSpan.FromDays(7 * 14));
        await BeHereAsync(scene, "June");
        (await RaiseAsync(scene)).ShouldBe(0, "the service does not know");
        (await SayAsync(told: true)).Refusal.ShouldBeNull();
        database.Clock.Advance(TimeSpan.FromDays((7 * 26) - 1));
        await BeHereAsync(scene, "December");
        (await RaiseAsync(scene)).ShouldBe(0);
        database.Clock.Advance(TimeSpan.FromDays(1));
        (await RaiseAsync(scene)).ShouldBe(1);
        (await RaiseAsync(scene)).ShouldBe(0, "one of a kind at a time");
        database.Clock.Advance(TimeSpan.FromDays(1));
        var seen = (await database.DoAsync(scene.Hal, async (FlagQueries q) => await q.FindAsync((await q.OthersAsync()).Single().Id)))!;
        (seen.Line.Rule, seen.Acts, seen.Owner).ShouldBe((FlagRule.Stuck, true, Hat.HeadOfService));
        seen.Rule.ShouldContain("104 weeks");
        seen.Evidence!.ShouldNotContain("boats");
        (await database.DoAsync(scene.Sue, (FlagQueries q) => q.FindAsync(seen.Line.Id))).ShouldBeNull("it is the head of service's");

        // Taken back, it is not raised again.
        (await database.DoAsync(ann, (TakeBackAspiration take) => take.RunAsync())).Refusal.ShouldBeNull();
        (await database.DoAsync(scene.Hal, (FlagQueries q) => q.FindAsync(seen.Line.Id))).ShouldBeNull("it is told to nobody any more");
        (await DueAsync(scene, database.Clock.Today())).ShouldNotContain(d => d.Kind == "flag-to-look-at");
        (await CloseAsync(scene)).ShouldBe(1, "nobody is left to act on it");
        (await database.DoAsync(ann, (FlagQueries q) => q.MineAsync())).Single().State.ShouldBe(FlagState.Unowned);
        (await RaiseAsync(scene)).ShouldBe(0);
        (await database.DoAsync(ann, (AspirationQueries q) => q.MineAsync())).Select(s => (s.Words, s.Told)).ShouldBe([("To repair boats", false), ("To repair boats", false)]);

        Task<Outcome<Guid>> SayAsync(bool told) => database.DoAsync(ann, (RecordAspiration record) => record.RunAsync(new NewAspiration(null, "To repair boats", told)));
    }

    [Fact]
    public async Task Flag_LoadUpOverCapAndSetbacks_AreRaisedFromWhatTheServiceMayKnow()
    {
        await using var scene = await RecognitionScene.OpenAsync();
        var (database, ann) = (scene.Database, scene.Ann);
        foreach (var _ in Enumerable.Range(0, 12))
        {
            (await scene.ShareAsync(ann, (await database.DoAsync(ann, (LogMessage log) => log.RunAsync(scene.Message(-2) with { Impact = 3 }))).Value)).Refusal.ShouldBeNull();
        }

        await using (var context = database.Everything())
        {
            await context.RoleDefinitions.Where(r => r.Id == scene.Scheme.PeerMentor.Id).ExecuteUpdateAsync(set => set.SetProperty(r => r.PresenceHoursCap, 10));
        }

        var hub = await database.AddSpaceAsync(scene.Scheme.Id);
        var mia = await database.AddPersonAsync("Mia", "Lowe", scene.Scheme.Mentee);
        await database.WriteAsync("setback-noted", writing =>
        {
            foreach (var on in new[] { Today, Today.AddDays(3) })
            {
                var debrief = Throughline.Mentoring.Debrief.AfterConcern(writing.NewId(), ann.PersonId, mia, scene.Scheme.Id, Guid.CreateVersion7(), on.AtHourInLondon(10), on.AtHourInLondon(11));
                writing.Context.Add(debrief);
                writing.Context.Entry(debrief).Property(d => d.SetbackId).CurrentValue = writing.NewId();
                writing.Context.Entry(debrief).Property(d => d.ConcernId).CurrentValue = null;
            }

            return true;
        });
        database.Clock.Advance(TimeSpan.FromDays(7));
        await database.AddStayAsync(hub, ann.PersonId, Hat.PeerWorker, Today.AddDays(1).AtHourInLondon(9), Today.AddDays(1).AtHourInLondon(17));
        await database.AddStayAsync(hub, ann.PersonId, Hat.PeerWorker, Today.AddDays(2).AtHourInLondon(9), Today.AddDays(2).AtHourInLondon(12));
        (await RaiseAsync(scene)).ShouldBe(3);
        var flags = await database.DoAsync(ann, (FlagQueries q) => q.MineAsync());
        flags.Select(f => f.Rule).ShouldBe([FlagRule.LoadUp, FlagRule.OverCap, FlagRule.SetbackCluster], ignoreOrder: true);
        var over = flags.Single(f => f.Rule == FlagRule.OverCap).Id;
        (await database.DoAsync(ann, (FlagQueries q) => q.FindAsync(over)))!.Evidence!.ShouldContain("On site: 11 hours, of 10");

        // The end of the role ends what was asked about it, and after its time it is gone.
        var holding = await database.HoldingAsync(ann.PersonId, scene.Scheme.PeerMentor);
        (await database.DoAsync(scene.Moira, (EndRole end) => end.RunAsync(new RoleEnd(holding.Id, holding.Version, database.Clock.Today(), ExitReason.OwnChoiceEnough, new Decision(null, null))))).Refusal.ShouldBeNull();
        (await database.DoAsync(ann, (FlagQueries q) => q.MineAsync())).ShouldAllBe(f => f.State == FlagState.Over);
        (await database.DoAsync(scene.Moira, (MoveFlag move) => move.RunAsync(new FlagMove(over, 2, FlagState.Acknowledged, null)))).Refusal.ShouldNotBeNull();
        (await database.DoAsync(scene.Moira, (ForgetFlags forget) => forget.RunAsync())).Refusal.ShouldBeOfType<NotAllowed>();
        (await database.DoAsync(Viewer.System, (ForgetFlags forget) => forget.RunAsync())).Value.ShouldBe(0);
        database.Clock.Advance(TimeSpan.FromDays(740));
        (await database.DoAsync(Viewer.System, (ForgetFlags forget) => forget.RunAsync())).Value.ShouldBe(3);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    [Trait("invariants", "INV-123")]
    public async Task StayWellPlan_SharedAndTakenBack_IsReadByThoseItNames(string provider)
    {
        await using var scene = await RecognitionScene.OpenAsync(provider, 2);
        var (database, ann, pat) = (scene.Database, scene.Ann, scene.Pat);
        (await ShareAsync(pat.PersonId)).Refusal.ShouldBeOfType<NoStayWellPlan>();
        (await database.DoAsync(ann, (SaveStayWellPlan save) => save.RunAsync(0, new StayWellWords(" ", null, null)))).Refusal.ShouldBeOfType<Invalid>();
        (await database.DoAsync(ann, (SaveStayWellPlan save) => save.RunAsync(0, new StayWellWords("A walk by the weir.", "I stop answering.", "My sister, and let it ring.")))).Refusal.ShouldBeNull();
        (await database.DoAsync(ann, (SaveStayWellPlan save) => save.RunAsync(0, new StayWellWords("Other", null, null)))).Refusal.ShouldBeOfType<Stale>();
        await NobodyAsync(pat, scene.Sue, scene.Moira, scene.Hal, scene.Peers[1]);
        (await ShareAsync(null)).Refusal.ShouldBeOfType<Invalid>();
        (await ShareAsync(pat.PersonId)).Refusal.ShouldBeNull();
        (await ShareAsync(pat.PersonId)).Refusal.ShouldBeNull();
        var read = (await database.DoAsync(pat, (StayWellQueries q) => q.ReadAsync(ann.PersonId)))!;
        (read.Name, read.Words.Signs).ShouldBe(("Ann Reed", "I stop answering."));
        (await database.DoAsync(ann, (MyRecordQueries q) => q.TraceAsync(lookedOnly: true))).Lines.ShouldContain(l => l.Did == "Looked at your plan for staying well" && l.Who == "Pat Dunnock");
        await NobodyAsync(scene.Sue, scene.Moira, scene.Hal, scene.Peers[1]);
        (await database.DoAsync(pat, (TakeBackStayWellPlan back) => back.RunAsync(pat.PersonId))).Refusal.ShouldBeOfType<NotFound>();
        (await database.DoAsync(ann, (TakeBackStayWellPlan back) => back.RunAsync(pat.PersonId))).Refusal.ShouldBeNull();
        await NobodyAsync(pat);

        Task<Outcome<Done>> ShareAsync(Guid? with) => database.DoAsync(ann, (ShareStayWellPlan share) => share.RunAsync(with));

        async Task NobodyAsync(params Viewer[] viewers)
        {
            foreach (var who in viewers)
            {
                (await database.DoAsync(who, (StayWellQueries q) => q.ReadAsync(ann.PersonId))).ShouldBeNull();
                await using var context = database.Engine.OpenReader(who);
                context.Now = database.Clock.Now();
                (await context.StayWellPlans.CountAsync()).ShouldBe(0);
            }
        }
    }

    /// <summary>Acceptance scenario 7 and E18: a slip is met with a pause and a way back, and never with an end.</summary>
    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Pause_AskedForAndAgreed_KeepsTheRoleAndShowsTheWayBack(string provider)
    {
        await using var scene = await RecognitionScene.OpenAsync(provider, 2);
        var (database, ann, moira) = (scene.Database, scene.Ann, scene.Moira);
        var holding = await database.HoldingAsync(ann.PersonId, scene.Scheme.PeerMentor);
        var question = new PauseQuestion(holding.Id, PauseWish.Pause, "A month without late shifts, and a call on Sundays.", "Two mornings with Sue first.");
        (await AskAsync(scene.Peers[1], question)).Refusal.ShouldBeOfType<NotFound>();
        (await AskAsync(ann, question with { Helps = "" })).Refusal.ShouldBeOfType<Invalid>();
        (await AskAsync(ann, question with { Wish = null })).Refusal.ShouldBeOfType<Invalid>();
        var id = (await AskAsync(ann, question)).Value;
        (await AskAsync(ann, question)).Refusal.ShouldBeOfType<PausePlanThere>();
        (await StateAsync()).ShouldBe(RoleState.ActiveSolo, "nothing changes by asking");
        (await DueAsync(scene, Today)).ShouldContain(d => d.Kind == "something-asked-of-you" && d.Hat == Hat.Coordinator && d.AboutId == ann.PersonId);
        foreach (var who in new[] { scene.Hal, scene.Pat, scene.Peers[1] })
        {
            (await PageAsync(who)).ShouldBeNull();
        }

        var agreed = new PauseAgreed(id, 1, scene.Sue.PersonId, Today.AddDays(28), TestData.Decision);
        (await AgreeAsync(scene.Sue, agreed)).Refusal.ShouldNotBeNull("a coordinator agrees");
        (await AgreeAsync(ann, agreed)).Refusal.ShouldNotBeNull();
        (await AgreeAsync(moira, agreed with { Decision = new Decision("Short", "x") })).Refusal.ShouldBeOfType<Invalid>();
        (await AgreeAsync(moira, agreed with { LooksAfterId = ann.PersonId })).Refusal.ShouldBeOfType<Invalid>();
        (await AgreeAsync(moira, agreed with { LookOn = Today.AddDays(200) })).Refusal.ShouldBeOfType<Invalid>();
        (await AgreeAsync(moira, agreed)).Refusal.ShouldBeNull();
        (await StateAsync()).ShouldBe(RoleState.Paused);
        var role = await database.HoldingAsync(ann.PersonId, scene.Scheme.PeerMentor);
        (role.To, role.PausedFrom, role.SupportOwnerId, role.ReviewBy).ShouldBe((null, RoleState.ActiveSolo, scene.Sue.PersonId, Today.AddDays(28)));
        var page = (await PageAsync(scene.Sue))!;
        (page.WayBack, page.LooksAfter, page.Line.State, page.RoleState).ShouldBe(("Two mornings with Sue first.", "Sue Wren", PausePlanState.InPlace, RoleState.Paused));
        (await database.DoAsync(ann, (FinishPause finish) => finish.RunAsync(id))).Refusal.ShouldBeOfType<RoleStillPaused>();
        (await database.DoAsync(ann, (SayReady ready) => ready.RunAsync(id))).Refusal.ShouldBeNull();
        (await DueAsync(scene, Today)).ShouldContain(d => d.Key.StartsWith($"pause/{id}/ready/", StringComparison.Ordinal));
        (await database.DoAsync(moira, (MoveRole move) => move.RunAsync(new RoleStep(holding.Id, role.Version, RoleState.ActiveSolo, Today)))).Refusal.ShouldBeNull();
        (await PageAsync(ann))!.Line.State.ShouldBe(PausePlanState.Over, "she is back");
        (await AskAsync(ann, question)).Succeeded.ShouldBeTrue("and can ask again");

        Task<Outcome<Guid>> AskAsync(Viewer who, PauseQuestion asked) => database.DoAsync(who, (AskForPause ask) => ask.RunAsync(asked));
        Task<Outcome<Done>> AgreeAsync(Viewer who, PauseAgreed with) => database.DoAsync(who, (AgreePause agree) => agree.RunAsync(with));
        Task<PausePage?> PageAsync(Viewer who) => database.DoAsync(who, (PauseQueries q) => q.FindAsync(id));
        async Task<RoleState> StateAsync() => (await database.HoldingAsync(ann.PersonId, scene.Scheme.PeerMentor)).State;
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Pause_LookedAt_SetsTheNextDayForThePlanAndTheRole(string provider)
    {
        await using var scene = await RecognitionScene.OpenAsync(provider, 2);
        var (database, ann, moira, pat) = (scene.Database, scene.Ann, scene.Moira, scene.Pat);
        var holding = await database.HoldingAsync(ann.PersonId, scene.Scheme.PeerMentor);
        var id = (await database.DoAsync(ann, (AskForPause ask) => ask.RunAsync(new PauseQuestion(holding.Id, PauseWish.Pause, "A month without late shifts.", null)))).Value;
        var looked = new PauseLook(id, 1, null, Today.AddDays(56), "One more month, and then two mornings with Sue.");
        (await LookAsync(moira, looked)).Refusal.ShouldBeOfType<PausePlanOver>("nothing is agreed yet");
        (await database.DoAsync(moira, (AgreePause agree) => agree.RunAsync(new PauseAgreed(id, 1, scene.Sue.PersonId, Today.AddDays(28), TestData.Decision)))).Refusal.ShouldBeNull();
        database.Clock.Advance(TimeSpan.FromDays(28));
        looked = looked with { Version = 2 };
        (await LookAsync(scene.Sue, looked)).Refusal.ShouldBeOfType<NotAllowed>("a coordinator says so");
        foreach (var who in new[] { ann, scene.Hal, pat, scene.Peers[1] })
        {
            (await LookAsync(who, looked)).Refusal.ShouldNotBeNull();
        }

        (await LookAsync(moira, looked with { Id = holding.Id })).Refusal.ShouldBeOfType<NotFound>();
        (await LookAsync(moira, looked with { Version = 1 })).Refusal.ShouldBeOfType<Stale>();
        foreach (var (wrong, field) in new[]
        {
            (looked with { LookOn = null }, "LookOn"), (looked with { LookOn = Today.AddDays(28) }, "LookOn"), (looked with { LookOn = Today.AddDays(28 + PauseRole.LongestDays + 1) }, "LookOn"),
            (looked with { Agreed = " " }, "Agreed"), (looked with { Agreed = new string('a', PausePlan.WordsMaxLength + 1) }, "Agreed"),
            (looked with { LooksAfterId = holding.Id }, "LooksAfterId"), (looked with { LooksAfterId = ann.PersonId }, "LooksAfterId"),
        })
        {
            (await LookAsync(moira, wrong)).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe(field);
        }

        (await PageAsync(moira))!.CanLook.ShouldBeTrue();
        (await PageAsync(scene.Sue))!.CanLook.ShouldBeFalse("she looks after Ann");
        (await LookAsync(moira, looked)).Refusal.ShouldBeNull();
        var page = (await PageAsync(ann))!;
        (page.Agreed, page.LooksAfter, page.Line.LookOn, page.AgreedOn, page.CanLook).ShouldBe(("One more month, and then two mornings with Sue.", "Sue Wren", Today.AddDays(56), Today.AddDays(28), false));
        var role = await database.HoldingAsync(ann.PersonId, scene.Scheme.PeerMentor);
        (role.State, role.SupportOwnerId, role.ReviewBy).ShouldBe((RoleState.Paused, scene.Sue.PersonId, Today.AddDays(56)));

        // Somebody else looks after her from now on: they read it, and the one before reads it no more.
        (await LookAsync(moira, looked with { Version = page.Version, LooksAfterId = pat.PersonId, LookOn = Today.AddDays(70) })).Refusal.ShouldBeNull();
        (await PageAsync(pat))!.LooksAfter.ShouldBe("Pat Dunnock");
        (await PageAsync(scene.Sue)).ShouldBeNull();
        role = await database.HoldingAsync(ann.PersonId, scene.Scheme.PeerMentor);
        (role.SupportOwnerId, role.ReviewBy).ShouldBe((pat.PersonId, Today.AddDays(70)));
        (await database.DoAsync(ann, (MyRecordQueries q) => q.TraceAsync())).Lines.ShouldContain(l => l.Did == "Looked again with you at what you had agreed, and set the next day" && l.Who == "Moira Finch");
        (await database.DoAsync(moira, (MoveRole move) => move.RunAsync(new RoleStep(holding.Id, role.Version, RoleState.ActiveSolo, Today.AddDays(28))))).Refusal.ShouldBeNull();
        (await LookAsync(moira, looked with { Version = (await PageAsync(moira))!.Version })).Refusal.ShouldBeOfType<PausePlanOver>();

        Task<Outcome<Done>> LookAsync(Viewer who, PauseLook with) => database.DoAsync(who, (LookAtPause look) => look.RunAsync(with));
        Task<PausePage?> PageAsync(Viewer who) => database.DoAsync(who, (PauseQueries q) => q.FindAsync(id));
    }

    [Fact]
    public async Task Pause_LighterLookedAt_LeavesTheRoleAsItIs()
    {
        await using var scene = await RecognitionScene.OpenAsync();
        var holding = await scene.Database.HoldingAsync(scene.Ann.PersonId, scene.Scheme.PeerMentor);
        var id = (await scene.Database.DoAsync(scene.Ann, (AskForPause ask) => ask.RunAsync(new PauseQuestion(holding.Id, PauseWish.Lighter, "No hospital visits for a time.", null)))).Value;
        (await scene.Database.DoAsync(scene.Moira, (AgreePause agree) => agree.RunAsync(new PauseAgreed(id, 1, scene.Sue.PersonId, Today.AddDays(14), TestData.Decision)))).Refusal.ShouldBeNull();
        (await scene.Database.DoAsync(scene.Moira, (LookAtPause look) => look.RunAsync(new PauseLook(id, 2, null, Today.AddDays(21), "Hospital visits with Sue first.")))).Refusal.ShouldBeNull();
        var role = await scene.Database.HoldingAsync(scene.Ann.PersonId, scene.Scheme.PeerMentor);
        (role.State, role.ReviewBy, role.SupportOwnerId).ShouldBe((RoleState.ActiveSolo, null, null));
    }

    [Fact]
    public async Task Pause_Lighter_LeavesTheRoleAsItIs()
    {
        await using var scene = await RecognitionScene.OpenAsync();
        var holding = await scene.Database.HoldingAsync(scene.Ann.PersonId, scene.Scheme.PeerMentor);
        var id = (await scene.Database.DoAsync(scene.Ann, (AskForPause ask) => ask.RunAsync(new PauseQuestion(holding.Id, PauseWish.Lighter, "No hospital visits for a time.", null)))).Value;
        (await scene.Database.DoAsync(scene.Moira, (AgreePause agree) => agree.RunAsync(new PauseAgreed(id, 1, scene.Sue.PersonId, Today.AddDays(14), TestData.Decision)))).Refusal.ShouldBeNull();
        (await scene.Database.HoldingAsync(scene.Ann.PersonId, scene.Scheme.PeerMentor)).State.ShouldBe(RoleState.ActiveSolo);
        (await scene.Database.DoAsync(scene.Ann, (PauseQueries q) => q.FindAsync(id)))!.Agreed!.ShouldContain(TestData.Decision.Reason!, customMessage: "she reads what was agreed");
        (await scene.Database.DoAsync(scene.Ann, (TakeBackPause back) => back.RunAsync(id))).Refusal.ShouldBeOfType<PausePlanOver>();
        (await scene.Database.DoAsync(scene.Ann, (ChangePausePlan change) => change.RunAsync(id, 2, "No hospitals until May.", null))).Refusal.ShouldBeNull();
        (await scene.Database.DoAsync(scene.Ann, (FinishPause finish) => finish.RunAsync(id))).Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task Everything_AfterTheLabelHasSet_IsThePersonsAlone()
    {
        await using var scene = await RecognitionScene.OpenAsync();
        var (database, ann) = (scene.Database, scene.Ann);
        var holding = (await database.HoldingAsync(ann.PersonId, scene.Scheme.PeerMentor)).Id;
        var id = (await database.DoAsync(ann, (PlanSupervision plan) => plan.RunAsync(holding, Today.AddDays(3)))).Value;
        await database.DoAsync(ann, (PutOnAgenda put) => put.RunAsync(id, "The key cupboard."));
        await database.DoAsync(ann, (AskForPause ask) => ask.RunAsync(new PauseQuestion(holding, PauseWish.Lighter, "Less.", null)));
        (await database.DoAsync(ann, async (SetLabelSunset set) => await set.RunAsync(new LabelSunset((await database.PersonAsync(ann.PersonId)).Version, Today)))).Succeeded.ShouldBeTrue();
        (await database.DoAsync(scene.Sue, (SupervisionQueries q) => q.PeopleAsync())).ShouldBeEmpty();
        (await database.DoAsync(scene.Sue, (SupervisionQueries q) => q.FindAsync(id))).ShouldBeNull();
        (await database.DoAsync(scene.Sue, (LoadQueries q) => q.OfAsync(ann.PersonId))).ShouldBeNull();
        (await database.DoAsync(scene.Moira, (SupervisionQueries q) => q.DatesAsync())).ShouldBeEmpty();
        (await database.DoAsync(scene.Moira, (PauseQueries q) => q.OthersAsync())).ShouldBeEmpty();
        (await database.DoAsync(ann, (SupervisionQueries q) => q.FindAsync(id))).ShouldNotBeNull();
        (await DueAsync(scene, Today)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Erased_Person_LeavesNoWordsHere()
    {
        await using var scene = await RecognitionScene.OpenAsync();
        var (database, ann) = (scene.Database, scene.Ann);
        var holding = await database.HoldingAsync(ann.PersonId, scene.Scheme.PeerMentor);
        var id = (await database.DoAsync(ann, (PlanSupervision plan) => plan.RunAsync(holding.Id, Today.AddDays(3)))).Value;
        await database.DoAsync(ann, (PutOnAgenda put) => put.RunAsync(id, "The key cupboard."));
        await database.DoAsync(ann, (SaveCheckIn save) => save.RunAsync(0, new CheckInInput(HowAreYou.Good, "Fine.", false, false)));
        await database.DoAsync(ann, (SaveStayWellPlan save) => save.RunAsync(0, new StayWellWords("Sleep.", null, null)));
        await database.DoAsync(ann, (ShareStayWellPlan share) => share.RunAsync(scene.Pat.PersonId));
        await database.DoAsync(ann, (AskForPause ask) => ask.RunAsync(new PauseQuestion(holding.Id, PauseWish.Lighter, "Less.", null)));
        (await database.DoAsync(Viewer.System, (ErasePerson erase) => erase.RunAsync(ann.PersonId, "Asked for by the person, in writing."))).Refusal.ShouldBeNull();
        await using var context = database.Everything();
        (await context.AgendaItems.CountAsync() + await context.CheckIns.CountAsync() + await context.StayWellPlans.CountAsync() + await context.StayWellShares.CountAsync() + await context.PausePlans.CountAsync()).ShouldBe(0);
        (await context.Supervisions.CountAsync()).ShouldBe(1, "that there was a day stays, without a name");
    }

    private static Task<IReadOnlyList<Due>> DueAsync(RecognitionScene scene, DateOnly today) => scene.Database.DoAsync(Viewer.System, (SupportDueQueries q) => q.DueAsync(today));

    // Two people for Ann, which is as many as she has room for.
    private static async Task<IReadOnlyList<Guid>> MatchTwoAsync(RecognitionScene scene)
    {
        List<Guid> mentees = [];
        foreach (var name in new[] { "Mia", "Noor" })
        {
            mentees.Add(await scene.Database.AddPersonAsync(name, "Lowe", scene.Scheme.Mentee));
            await scene.Database.AddMatchAsync(scene.Scheme, scene.Moira, mentees[^1], scene.Ann.PersonId);
        }

        return mentees;
    }

    // An hour on site yesterday, so that Ann is not on her own where something else is asked.
    private static async Task BeHereAsync(RecognitionScene scene, string hub = "Hub")
    {
        var yesterday = scene.Database.Clock.Today().AddDays(-1);
        await scene.Database.AddStayAsync(await scene.Database.AddSpaceAsync(scene.Scheme.Id, hub), scene.Ann.PersonId, Hat.PeerWorker, yesterday.AtHourInLondon(9), yesterday.AtHourInLondon(10));
    }

    private static async Task<int> CloseAsync(RecognitionScene scene) => (await scene.Database.DoAsync(Viewer.System, (CloseFlags close) => close.RunAsync())).Value;

    private static async Task<int> RaiseAsync(RecognitionScene scene) => (await scene.Database.DoAsync(Viewer.System, (RaiseFlags raise) => raise.RunAsync())).Value;
}
