using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Recruitment;
using Throughline.Rights;
using Throughline.Security;
using Throughline.Testing;
using Throughline.Training;

namespace Throughline.Tests.Training;

[Trait("invariants", "INV-030 to INV-035, scenario 13")]
public sealed class TrainingUseCaseTests
{
    private static readonly DateOnly Today = TrainingScene.Today;

    public static IEnumerable<object[]> Providers => TestDatabase.Providers;

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task OpenCohort_WithoutAPeerFacilitator_IsRefusedUnlessSomebodySaysWhy(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddTrainingSceneAsync();
        var cohort = await scene.PlanAsync();
        (await scene.OpenAsync(cohort)).Refusal.ShouldBeOfType<NeedsPeerFacilitator>();
        TrainingScene.Must(await scene.FacilitateAsync(cohort, scene.Facilitator));
        (await scene.OpenAsync(cohort)).Refusal.ShouldBeOfType<NeedsPeerFacilitator>("a member of staff who never was a peer mentor");
        (await scene.OpenAsync(cohort, "Nobody is free")).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Reason");
        scene.Cohort(cohort).State.ShouldBe(CohortState.Planned);

        TrainingScene.Must(await scene.FacilitateAsync(cohort, scene.Peer));
        (await scene.OpenAsync(cohort)).Succeeded.ShouldBeTrue();
        scene.Cohort(cohort).WithoutPeerReason.ShouldBeNull();
        (await scene.OpenAsync(cohort)).Refusal.ShouldBe(new CohortMoveNotOpen(CohortState.Open));
    }

    [Fact]
    public async Task OpenCohort_Overridden_IsAuditedAndShown()
    {
        const string Why = "Both our peer mentors are on holiday until the second week.";
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddTrainingSceneAsync();
        var cohort = await scene.PlanAsync();
        TrainingScene.Must(await scene.FacilitateAsync(cohort, scene.Facilitator));
        (await scene.OpenAsync(cohort, Why)).Succeeded.ShouldBeTrue();

        var page = (await scene.AsAsync(scene.Coordinator, (TrainingQueries training) => training.CohortAsync(cohort)))!;
        (page.WithoutPeerReason, page.WithoutPeerBy, page.NeedsPeer).ShouldBe((Why, "Moira Finch", false));
        var shared = (await scene.AsAsync(scene.Facilitator, (TrainingQueries training) => training.CohortAsync(cohort)))!;
        shared.WithoutPeerReason.ShouldBe(Why);
        await using var context = database.Everything();
        var opened = await context.AuditEvents.SingleAsync(e => e.Name == "cohort-opened");
        opened.ActorId.ShouldBe(scene.Coordinator.PersonId);
        System.Text.Encoding.UTF8.GetString(opened.Details).ShouldContain(Why);
    }

    [Fact]
    public async Task OpenCohort_FormerPeerMentor_Counts()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddTrainingSceneAsync();
        var holding = scene.HoldingOf(scene.Peer.PersonId);
        TrainingScene.Must(await scene.AsAsync(scene.Coordinator, (EndRole end) => end.RunAsync(
            new RoleEnd(holding.Id, holding.Version, Today, ExitReason.ProgressedPaidSameService, new Decision(null, null)))));
        var cohort = await scene.PlanAsync();
        var options = await scene.AsAsync(scene.Coordinator, (TrainingQueries training) => training.FacilitatorOptionsAsync(cohort));
        options.ShouldContain(o => o.Name == "Dee Marsh" && o.Role == "Peer mentor" && o.Once);
        TrainingScene.Must(await scene.FacilitateAsync(cohort, scene.Peer));
        (await scene.OpenAsync(cohort)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task EndFacilitation_LastPeerOfARunningCohort_NeedsAReason()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddTrainingSceneAsync();
        var cohort = await scene.PlanAsync();
        var peer = TrainingScene.Must(await scene.FacilitateAsync(cohort, scene.Peer));
        var staff = TrainingScene.Must(await scene.FacilitateAsync(cohort, scene.Facilitator));
        TrainingScene.Must(await scene.OpenAsync(cohort));
        Task<Outcome<Done>> End(Guid id, string? reason = null, Viewer? by = null) => scene.AsAsync(by ?? scene.Coordinator, (EndFacilitation end) => end.RunAsync(new FacilitationEnd(id, reason)));

        (await End(peer, by: scene.Peer)).Refusal.ShouldBeOfType<NotAllowed>();
        (await End(staff)).Succeeded.ShouldBeTrue();
        (await End(staff)).Refusal.ShouldBeOfType<NotFound>();
        (await End(peer)).Refusal.ShouldBeOfType<NeedsPeerFacilitator>();
        (await End(peer, "Dee has moved to days when the course does not meet.")).Succeeded.ShouldBeTrue();
        scene.Cohort(cohort).WithoutPeerReason.ShouldNotBeNull();
    }

    [Fact]
    public async Task NameFacilitator_TwiceWrongPersonOrATrainee_IsRefused()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddTrainingSceneAsync();
        var cohort = await scene.RunningAsync();
        await scene.EnrolAsync(cohort, scene.Ann);
        (await scene.FacilitateAsync(cohort, scene.Peer)).Refusal.ShouldBeOfType<AlreadyRunsIt>();
        (await scene.FacilitateAsync(cohort, scene.Ann)).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("HoldingId");
        (await scene.AsAsync(scene.Peer, (NameFacilitator name) => name.RunAsync(new NewFacilitator(cohort, Guid.Empty)))).Refusal.ShouldBeOfType<NotAllowed>();
        (await scene.AsAsync(scene.Bo, (NameFacilitator name) => name.RunAsync(new NewFacilitator(cohort, Guid.Empty)))).Refusal.ShouldBeOfType<NotFound>();
        (await scene.AsAsync(scene.Coordinator, (NameFacilitator name) => name.RunAsync(new NewFacilitator(cohort, Guid.CreateVersion7())))).Refusal.ShouldBeOfType<Invalid>();
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task NameFacilitator_NotClearedForGroups_IsRefusedAndSoIsHavingLedOnADayWithout(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddTrainingSceneAsync();
        var cohort = await scene.RunningAsync();
        var mina = TestData.Viewer(await database.AddPersonAsync("Mina", "Dale", scene.Roles["peer-mentor"]), Hat.PeerWorker, scene.Scheme);
        (await scene.FacilitateAsync(cohort, mina)).Refusal.ShouldBe(new NotClearedForGroups("HoldingId"));
        (await scene.AsAsync(scene.Coordinator, (TrainingQueries training) => training.FacilitatorOptionsAsync(cohort))).Single(o => o.Name == "Mina Dale").Cleared.ShouldBeFalse();
        await database.ClearAsync(mina.PersonId, scene.Scheme, ClearanceScopes.Hub);
        (await scene.FacilitateAsync(cohort, mina)).Refusal.ShouldBeOfType<NotClearedForGroups>("the hub is another duty");
        await database.ClearAsync(mina.PersonId, scene.Scheme, ClearanceScopes.Groups, new DateOnly(2026, 1, 1));
        (await scene.FacilitateAsync(cohort, mina)).Succeeded.ShouldBeTrue();
        Task<Outcome<int>> Led(int number) => scene.AsAsync(scene.Coordinator, (KeepRegister keep) => keep.RunAsync(new RegisterSheet(scene.Session(cohort, number), [], [mina.PersonId])));
        (await Led(1)).Refusal.ShouldBe(new NotClearedForGroups("LedBy"), "on 1 December she was not");
        (await Led(6)).Succeeded.ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task DueAsync_AsTheSystem_ListsWhatWaitsAndNobodyWalledOff(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddTrainingSceneAsync();
        Task<IReadOnlyList<Due>> DueOn(DateOnly on, Viewer? viewer = null) => database.AsAsync<TrainingDueQueries, IReadOnlyList<Due>>(viewer ?? Viewer.System, due => due.DueAsync(on));
        await scene.PlanAsync(Today.AddDays(10), name: "Cannot open");
        var cohort = await scene.RunningAsync(Today.AddDays(-6));
        var ann = await scene.EnrolAsync(cohort, scene.Ann, Today.AddDays(-6));
        (await DueOn(Today)).Select(d => (d.Kind, d.PersonId, d.Hat)).ShouldBe(
            [("course-cannot-open", null, Hat.Coordinator), ("register-open", scene.Peer.PersonId, null), ("course-session", scene.Ann.PersonId, null)]);
        (await DueOn(Today, scene.Coordinator)).ShouldBeEmpty();
        await scene.WallAsync(scene.Peer.PersonId, scene.Ann.PersonId);
        (await DueOn(Today)).ShouldNotContain(d => d.Kind == "register-open", "she is nobody whom Dee could mark");
        (await DueOn(Today)).Select(d => d.Key).ShouldBeUnique();
        TrainingScene.Must(await scene.AsAsync(scene.Coordinator, (DeferTraining defer) => defer.RunAsync(new TrainingDeferral(ann, scene.Enrolment(ann).Version))));
        (await DueOn(Today)).ShouldContain(d => d.Kind == "course-place-waiting" && d.Path == $"/training/courses/{ann}");
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task EnrolPerson_Offered_IsInTrainingFromThatDay(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddTrainingSceneAsync();
        var cohort = await scene.RunningAsync();
        (await scene.TryEnrolAsync(cohort, scene.Ann, Today.AddDays(1))).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("On");
        (await scene.TryEnrolAsync(cohort, scene.Peer)).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("HoldingId");
        await scene.EnrolAsync(cohort, scene.Ann);
        scene.HoldingOf(scene.Ann.PersonId).Moves.Select(m => (m.State, m.On)).Last().ShouldBe((RoleState.InTraining, TrainingScene.First));
        (await scene.TryEnrolAsync(cohort, scene.Ann)).Refusal.ShouldBeOfType<HasAPlace>();

        var mina = await database.AddPersonAsync("Mina", "Dale", scene.Trainee, RoleState.InTraining);
        await scene.EnrolAsync(cohort, TestData.Viewer(mina, Hat.PeerWorker));
        scene.HoldingOf(mina).State.ShouldBe(RoleState.InTraining);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task EnrolPerson_ManyAtOnce_NeverMoreThanThereArePlaces(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddTrainingSceneAsync();
        var cohort = await scene.RunningAsync(places: 3);
        List<Guid> holdings = [];
        for (var i = 0; i < 12; i++)
        {
            holdings.Add(scene.HoldingOf(await database.AddPersonAsync("Kit", $"Lane{i}", scene.Trainee, RoleState.Offered)).Id);
        }

        var outcomes = await Task.WhenAll(holdings.Select(h => scene.AsAsync(scene.Coordinator, (EnrolPerson enrol) => enrol.RunAsync(new NewEnrolment(cohort, h, Today)))));

        outcomes.Count(o => o.Succeeded).ShouldBe(3);
        outcomes.Where(o => !o.Succeeded).ShouldAllBe(o => o.Refusal is CohortIsFull);
        await using var context = database.Everything();
        (await context.Enrolments.CountAsync()).ShouldBe(3);
        (await context.RoleHoldings.CountAsync(h => h.State == RoleState.InTraining)).ShouldBe(3);
    }

    [Fact]
    public async Task EnrolPerson_SamePersonAtOnce_GetsOnePlace()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddTrainingSceneAsync();
        var cohorts = new[] { await scene.RunningAsync(), await scene.RunningAsync(name: "Other course") };
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => scene.TryEnrolAsync(cohorts[i % 2], scene.Ann)));
        outcomes.Count(o => o.Succeeded).ShouldBe(1);
        outcomes.Where(o => !o.Succeeded).ShouldAllBe(o => o.Refusal is HasAPlace);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task KeepRegister_TheSameSheetTwice_ChangesNothingTheSecondTime(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddTrainingSceneAsync();
        var cohort = await scene.RunningAsync();
        var (ann, bo) = (await scene.EnrolAsync(cohort, scene.Ann), await scene.EnrolAsync(cohort, scene.Bo));
        RegisterMark[] sheet = [new(ann, Came.Came), new(bo, Came.DidNotCome, WhoSaid.Themself, "The bus did not come")];

        (await scene.RegisterAsync(cohort, 1, scene.Peer, sheet)).Value.ShouldBe(2);
        var events = await CountAsync();
        (await scene.RegisterAsync(cohort, 1, scene.Peer, sheet)).Value.ShouldBe(2);
        (await CountAsync()).ShouldBe(events);
        (await scene.RegisterAsync(cohort, 1, scene.Peer, new RegisterMark(bo, null), new RegisterMark(ann, null))).Value.ShouldBe(2);
        (await CountAsync()).ShouldBe(events);
        scene.Enrolment(ann).State.ShouldBe(EnrolmentState.Attending);
        scene.Enrolment(bo).State.ShouldBe(EnrolmentState.Enrolled, "nobody takes part by not coming");

        (await scene.RegisterAsync(cohort, 1, scene.Coordinator, new RegisterMark(bo, Came.CaughtUp, WhoSaid.Themself))).Succeeded.ShouldBeTrue();
        scene.Enrolment(bo).State.ShouldBe(EnrolmentState.Attending);
        var page = (await scene.AsAsync(scene.Bo, (TrainingQueries training) => training.CourseAsync(bo)))!;
        page.Sessions[0].Words.ShouldBe("The bus did not come", "an empty box leaves the note that is there");
        page.Progress.Done.ShouldBe(1);

        async Task<int> CountAsync()
        {
            await using var context = database.Everything();
            return await context.AuditEvents.CountAsync(e => e.Name == "register-kept");
        }
    }

    [Fact]
    public async Task KeepRegister_TwentyAtOnce_KeepsOneLineEach()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddTrainingSceneAsync();
        var cohort = await scene.RunningAsync();
        var (ann, bo) = (await scene.EnrolAsync(cohort, scene.Ann), await scene.EnrolAsync(cohort, scene.Bo));
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            scene.RegisterAsync(cohort, 2, i % 2 == 0 ? scene.Peer : scene.Coordinator, new RegisterMark(i % 3 == 0 ? bo : ann, i % 2 == 0 ? Came.Came : Came.DidNotCome))));
        outcomes.ShouldAllBe(o => o.Succeeded);
        await using var context = database.Everything();
        (await context.Attendances.CountAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task KeepRegister_NotYetNotOpenOrNotTheirs_IsRefusedByName()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddTrainingSceneAsync();
        var planned = await scene.PlanAsync(name: "Planned course");
        (await scene.RegisterAsync(planned, 1)).Refusal.ShouldBe(new CohortMoveNotOpen(CohortState.Planned));
        var cohort = await scene.RunningAsync(Today);
        var ann = await scene.EnrolAsync(cohort, scene.Ann, Today);
        (await scene.RegisterAsync(cohort, 1, null, new RegisterMark(ann, Came.Came))).Succeeded.ShouldBeTrue("on the day itself");
        (await scene.RegisterAsync(cohort, 2, null, new RegisterMark(ann, Came.Came))).Refusal.ShouldBe(new SessionNotYet(Today.AddDays(7)));
        (await scene.RegisterAsync(cohort, 1, scene.Facilitator, new RegisterMark(ann, Came.Came))).Refusal.ShouldBeOfType<NotFound>("he does not run this one");
        (await scene.RegisterAsync(cohort, 1, scene.Ann, new RegisterMark(ann, Came.Came))).Refusal.ShouldBeOfType<NotFound>();
        (await scene.RegisterAsync(cohort, 1, null, new RegisterMark(Guid.CreateVersion7(), Came.Came))).Refusal.ShouldBeOfType<NotFound>();
        (await scene.RegisterAsync(cohort, 1, null, new RegisterMark(ann, Came.DidNotCome, WhoSaid.Themself, new string('x', 281)))).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Marks[0].Words");
        (await scene.RegisterAsync(cohort, 1, null, new RegisterMark(ann, (Came)9))).Refusal.ShouldBeOfType<Invalid>();
    }

    [Fact]
    public async Task KeepRegister_WhoLed_IsCreditedByTheRoleOfThatDay()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddTrainingSceneAsync();
        var cohort = await scene.RunningAsync();
        await scene.EnrolAsync(cohort, scene.Ann);
        // Dee has been a senior peer mentor since January.
        TrainingScene.Must(await scene.AsAsync(scene.Coordinator, (TakeUpRole take) => take.RunAsync(
            new NewRole(scene.Peer.PersonId, scene.Roles["senior-peer-mentor"].Id, RoleState.Senior, new DateOnly(2026, 1, 12), AsHistory: true))));
        var peer = await database.HoldingAsync(scene.Peer.PersonId, scene.Roles["peer-mentor"]);
        TrainingScene.Must(await scene.AsAsync(scene.Coordinator, (EndRole end) => end.RunAsync(
            new RoleEnd(peer.Id, peer.Version, new DateOnly(2026, 1, 11), ExitReason.CompletedAgreedTerm, new Decision(null, null)))));

        foreach (var number in new[] { 1, 8 })
        {
            TrainingScene.Must(await scene.AsAsync(scene.Coordinator, (KeepRegister keep) => keep.RunAsync(new RegisterSheet(scene.Session(cohort, number), [], [scene.Peer.PersonId]))));
        }

        (await scene.AsAsync(scene.Coordinator, (KeepRegister keep) => keep.RunAsync(new RegisterSheet(scene.Session(cohort, 1), [], [scene.Facilitator.PersonId])))).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("LedBy");
        var page = (await scene.AsAsync(scene.Coordinator, (TrainingQueries training) => training.CohortAsync(cohort)))!;
        page.Sessions[0].LedBy.ShouldBe(["Dee Marsh, Peer mentor"]);
        page.Sessions[7].LedBy.ShouldBe(["Dee Marsh, Senior peer mentor"]);
        var ran = (await scene.AsAsync(scene.Peer, (TrainingQueries training) => training.PersonAsync(scene.Peer.PersonId)))!.Ran.ShouldHaveSingleItem();
        (ran.Led, ran.Now, ran.Role).ShouldBe((2, true, "Peer mentor"));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task CompleteTraining_ByTheRule_MakesACertificateAndMovesTheRole(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddTrainingSceneAsync();
        var cohort = await scene.RunningAsync();
        var ann = await scene.EnrolAsync(cohort, scene.Ann);
        (await scene.CompleteAsync(ann)).Refusal.ShouldBe(new EnrolmentMoveNotOpen(EnrolmentState.Enrolled));
        await scene.ComeAsync(cohort, ann, Enumerable.Range(1, 11).Except([6]));
        var refused = (await scene.CompleteAsync(ann)).Refusal.ShouldBeOfType<TrainingNotFinished>();
        refused.Missing.ShouldBe(["the topic “Safeguarding”", "the topic “Endings”"], "ten sessions are not enough without every topic");
        TrainingScene.Must(await scene.RegisterAsync(cohort, 6, null, new RegisterMark(ann, Came.CaughtUp, WhoSaid.Nobody, "An hour with Dee on Thursday")));
        TrainingScene.Must(await scene.RegisterAsync(cohort, 12, null, new RegisterMark(ann, Came.Came)));
        (await scene.AsAsync(scene.Peer, (CompleteTraining complete) => complete.RunAsync(new TrainingDone(ann, scene.Enrolment(ann).Version, Today)))).Refusal.ShouldBeOfType<NotAllowed>();
        (await scene.CompleteAsync(ann, Today.AddDays(1))).Refusal.ShouldBeOfType<Invalid>();

        var certificate = scene.Certificate((await scene.CompleteAsync(ann)).Value);

        scene.HoldingOf(scene.Ann.PersonId).State.ShouldBe(RoleState.TrainedAwaitingClearance);
        scene.Enrolment(ann).State.ShouldBe(EnrolmentState.Completed);
        certificate.Code.Length.ShouldBe(Certificate.CodeLength);
        certificate.Number.ShouldStartWith("2026-");
        certificate.CourseName.ShouldBe("Supporting other people: a course of twelve sessions");
        (await scene.CompleteAsync(ann)).Refusal.ShouldBe(new EnrolmentMoveNotOpen(EnrolmentState.Completed));
        (await scene.RegisterAsync(cohort, 12, null, new RegisterMark(ann, Came.DidNotCome))).Refusal.ShouldBeOfType<NotFound>("a finished course's register is not changed");
    }

    [Fact]
    public async Task CompleteTraining_PortfolioWhileTheRoleAsksForTheCourse_LeavesTheRole()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddTrainingSceneAsync();
        var key = TrainingScene.Must(await scene.AsAsync(scene.Coordinator, (WriteProgramme write) => write.RunAsync(new NewProgramme(scene.Scheme, ProgrammeTemplates.All[0].Outline))));
        var cohort = await scene.RunningAsync(programme: key);
        var ann = await scene.EnrolAsync(cohort, scene.Ann);
        Task<Outcome<Done>> Sign(Viewer by, string part, string? saw = "She sat with him for an hour and let him find the words.") =>
            scene.AsAsync(by, (SignOffPart sign) => sign.RunAsync(new NewSignOff(ann, part, Today, saw)));

        (await Sign(scene.Ann, "Looks after themself")).Refusal.ShouldBeOfType<NotAllowed>("nobody signs for themself");
        (await Sign(scene.Facilitator, "Looks after themself")).Refusal.ShouldBeOfType<NotFound>("he does not run it");
        (await Sign(scene.Peer, "Juggles")).Refusal.ShouldBeOfType<NotFound>();
        (await Sign(scene.Peer, "Looks after themself", "Saw it.")).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("WhatTheySaw");
        foreach (var part in ProgrammeTemplates.All[0].Outline.Competencies)
        {
            (await Sign(scene.Peer, part.Title)).Succeeded.ShouldBeTrue();
        }

        (await Sign(scene.Peer, "Looks after themself")).Refusal.ShouldBeOfType<SignedOffAlready>();
        var page = (await scene.AsAsync(scene.Coordinator, (TrainingQueries training) => training.CourseAsync(ann)))!;
        page.Parts.ShouldAllBe(p => p.SignedBy == "Dee Marsh" && p.WhatTheySaw!.Contains("let him find"));
        var back = page.Parts[0].SignOffId!.Value;
        (await scene.AsAsync(scene.Peer, (TakeBackSignOff take) => take.RunAsync(new SignOffTakenBack(back, TestData.Decision)))).Refusal.ShouldBeOfType<NotAllowed>();
        (await scene.AsAsync(scene.Coordinator, (TakeBackSignOff take) => take.RunAsync(new SignOffTakenBack(back, TestData.Decision)))).Succeeded.ShouldBeTrue();
        (await scene.CompleteAsync(ann)).Refusal.ShouldBeOfType<TrainingNotFinished>().Missing.ShouldHaveSingleItem();
        (await Sign(scene.Coordinator, page.Parts[0].Part.Title)).Succeeded.ShouldBeTrue();

        (await scene.CompleteAsync(ann)).Succeeded.ShouldBeTrue();
        scene.HoldingOf(scene.Ann.PersonId).State.ShouldBe(RoleState.InTraining, "their role asks for the twelve weeks");
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task DeferTraining_ToAnotherCohort_WhatTheyDidCountsThere(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddTrainingSceneAsync();
        var first = await scene.RunningAsync(new DateOnly(2025, 11, 3), name: "Autumn course");
        var next = await scene.RunningAsync(places: 1);
        var ann = await scene.EnrolAsync(first, scene.Ann, new DateOnly(2025, 11, 3));
        await scene.ComeAsync(first, ann, [1, 2, 3, 4, 5]);
        Task<Outcome<Done>> Defer(Guid? to, Viewer? by = null) => scene.AsAsync(by ?? scene.Coordinator, (DeferTraining defer) =>
            defer.RunAsync(new TrainingDeferral(ann, scene.Enrolment(ann).Version, to, "A new job with early shifts")));

        (await Defer(next, scene.Ann)).Refusal.ShouldBeOfType<NotAllowed>();
        (await Defer(first)).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("CohortId");
        (await Defer(null)).Succeeded.ShouldBeTrue();
        scene.Enrolment(ann).CohortId.ShouldBeNull();
        (await scene.AsAsync(scene.Coordinator, (TrainingQueries training) => training.IndexAsync())).Waiting.ShouldContain(w => w.EnrolmentId == ann);
        (await scene.AsAsync(scene.Coordinator, (PlaceAgain place) => place.RunAsync(new NextPlace(ann, scene.Enrolment(ann).Version, next)))).Succeeded.ShouldBeTrue();
        scene.Enrolment(ann).State.ShouldBe(EnrolmentState.Deferred, "until they come");
        (await scene.TryEnrolAsync(next, scene.Bo)).Refusal.ShouldBeOfType<CohortIsFull>();
        await scene.ComeAsync(next, ann, [6, 7, 10, 11, 12]);

        scene.Enrolment(ann).State.ShouldBe(EnrolmentState.Attending);
        scene.Enrolment(ann).Places.Count.ShouldBe(2);
        var course = (await scene.AsAsync(scene.Ann, (TrainingQueries training) => training.CourseAsync(ann)))!;
        course.Progress.Done.ShouldBe(10);
        (await scene.CompleteAsync(ann)).Succeeded.ShouldBeTrue();
        (await scene.AsAsync(scene.Coordinator, (FinishCohort finish) => finish.RunAsync(first, scene.Cohort(first).Version))).Succeeded.ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task WithdrawFromTraining_OwnChoice_NeedsNoReasonAndLeavesTheRole(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddTrainingSceneAsync();
        var cohort = await scene.RunningAsync();
        var (ann, bo) = (await scene.EnrolAsync(cohort, scene.Ann), await scene.EnrolAsync(cohort, scene.Bo));
        Task<Outcome<Done>> Withdraw(Guid id, Viewer by) => scene.AsAsync(by, (WithdrawFromTraining withdraw) => withdraw.RunAsync(id, scene.Enrolment(id).Version));

        (await Withdraw(ann, scene.Bo)).Refusal.ShouldBeOfType<NotFound>();
        (await Withdraw(ann, scene.Peer)).Refusal.ShouldBeOfType<NotAllowed>();
        (await scene.AsAsync(scene.Ann, (WithdrawFromTraining withdraw) => withdraw.RunAsync(ann, 99))).Refusal.ShouldBeOfType<Stale>();
        (await Withdraw(ann, scene.Ann)).Succeeded.ShouldBeTrue();
        (await Withdraw(bo, scene.Coordinator)).Succeeded.ShouldBeTrue();
        scene.Enrolment(ann).EndedById.ShouldBeNull();
        scene.Enrolment(bo).EndedById.ShouldBe(scene.Coordinator.PersonId, "somebody else wrote it down");
        scene.HoldingOf(scene.Ann.PersonId).State.ShouldBe(RoleState.InTraining);
        (await Withdraw(ann, scene.Ann)).Refusal.ShouldBe(new EnrolmentMoveNotOpen(EnrolmentState.Withdrew));
        await scene.EnrolAsync(cohort, scene.Ann, Today);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task AskToStop_NeedsAPersonAReasonAndWhatWasLookedAt(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddTrainingSceneAsync();
        var cohort = await scene.RunningAsync();
        var ann = await scene.EnrolAsync(cohort, scene.Ann);
        Task<Outcome<Done>> Stop(Decision decision, Viewer? by = null) => scene.AsAsync(by ?? scene.Coordinator, (AskToStop stop) =>
            stop.RunAsync(new StopRequest(ann, scene.Enrolment(ann).Version, decision)));

        (await Stop(TestData.Decision)).Refusal.ShouldBe(new EnrolmentMoveNotOpen(EnrolmentState.Enrolled));
        await scene.ComeAsync(cohort, ann, [1]);
        (await Stop(new Decision("Short", "Notes"))).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Reason");
        (await Stop(TestData.Decision with { Evidence = "" })).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Evidence");
        (await Stop(TestData.Decision, Viewer.System)).Refusal.ShouldBeOfType<NeedsAPerson>();
        (await Stop(TestData.Decision, scene.Peer)).Refusal.ShouldBeOfType<NotAllowed>();
        (await Stop(TestData.Decision, scene.Ann)).Refusal.ShouldBeOfType<NotAllowed>();
        (await Stop(TestData.Decision)).Succeeded.ShouldBeTrue();
        var course = (await scene.AsAsync(scene.Ann, (TrainingQueries training) => training.CourseAsync(ann)))!;
        (course.State, course.EndedBy).ShouldBe((EnrolmentState.AskedToStop, "Moira Finch"));
        course.Note.ShouldBe("We talked it through twice and agreed it with her.\n\nLooked at: Two supervision notes");
    }

    [Fact]
    public async Task CallOffCohort_BeforeItBegins_LeavesPeopleWaiting()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddTrainingSceneAsync();
        var cohort = await scene.PlanAsync(Today.AddDays(14));
        var ann = await scene.EnrolAsync(cohort, scene.Ann, Today);
        await scene.WallAsync(scene.Coordinator.PersonId, scene.Ann.PersonId);
        (await scene.AsAsync(scene.Coordinator, (CallOffCohort off) => off.RunAsync(cohort, scene.Cohort(cohort).Version))).Succeeded.ShouldBeTrue();
        (scene.Enrolment(ann).State, scene.Enrolment(ann).CohortId).ShouldBe((EnrolmentState.Deferred, null));
        (await scene.AsAsync(scene.Coordinator, (CallOffCohort off) => off.RunAsync(cohort, scene.Cohort(cohort).Version))).Refusal.ShouldBe(new CohortMoveNotOpen(CohortState.CalledOff));
    }

    [Fact]
    public async Task FinishCohort_WithPeopleOnIt_IsRefused()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddTrainingSceneAsync();
        var cohort = await scene.RunningAsync();
        await scene.EnrolAsync(cohort, scene.Ann);
        (await scene.AsAsync(scene.Coordinator, (FinishCohort finish) => finish.RunAsync(cohort, scene.Cohort(cohort).Version))).Refusal.ShouldBe(new PeopleStillOnIt(1));
    }

    [Fact]
    public async Task MoveSession_RegisterKeptOrNot_IsRefusedOrMoved()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddTrainingSceneAsync();
        var cohort = await scene.RunningAsync();
        var ann = await scene.EnrolAsync(cohort, scene.Ann);
        await scene.ComeAsync(cohort, ann, [1]);
        Task<Outcome<Done>> Move(int number, DateOnly on, bool later = false, Viewer? by = null) => scene.AsAsync(by ?? scene.Coordinator, (MoveSession move) =>
            move.RunAsync(new SessionMove(scene.Session(cohort, number), scene.Cohort(cohort).Version, on, new TimeOnly(11, 0), new TimeOnly(13, 0), later)));

        (await Move(1, Today)).Refusal.ShouldBeOfType<RegisterIsKept>();
        (await Move(4, new DateOnly(2025, 12, 29), by: scene.Peer)).Refusal.ShouldBeOfType<NotAllowed>();
        (await Move(4, new DateOnly(2025, 12, 29), later: true)).Succeeded.ShouldBeTrue();
        scene.Cohort(cohort).Sessions.Skip(3).Select(s => s.On).Take(2).ShouldBe([new DateOnly(2025, 12, 29), new DateOnly(2026, 1, 5)]);
        scene.Cohort(cohort).Sessions[3].From.ShouldBe(new TimeOnly(11, 0));
        (await Move(4, new DateOnly(2036, 1, 1))).Refusal.ShouldBeOfType<Invalid>();
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task MoveRole_WithoutTheTraining_SaysWhatIsMissing(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddTrainingSceneAsync();
        async Task<Outcome<Done>> Move(Viewer who, RoleState to)
        {
            var holding = scene.HoldingOf(who.PersonId);
            return await scene.AsAsync(scene.Coordinator, (MoveRole move) => move.RunAsync(new RoleStep(holding.Id, holding.Version, to, Today)));
        }

        (await Move(scene.Ann, RoleState.InTraining)).Refusal.ShouldBe(new NeedsAPlace("Twelve-week peer mentor course"));
        var cohort = await scene.RunningAsync();
        var ann = await scene.EnrolAsync(cohort, scene.Ann);
        await scene.ComeAsync(cohort, ann, Enumerable.Range(1, 9));
        (await Move(scene.Ann, RoleState.TrainedAwaitingClearance)).Refusal.ShouldBeOfType<TrainingNotFinished>()
            .Missing.ShouldBe(["1 more session", "the topic “Data protection”", "the topic “Endings”"]);

        // Brought in at a later step, as a service's history: starting the work still asks for the training.
        var mina = await database.AddPersonAsync("Mina", "Dale", scene.Roles["peer-mentor"], RoleState.TrainedAwaitingClearance);
        var holding = scene.HoldingOf(mina);
        TrainingScene.Must(await scene.AsAsync(Viewer.System, (NameSupervisor name) => name.RunAsync(new NamedSupervisor(holding.Id, holding.Version, SupervisorOf()))));
        var viewer = TestData.Viewer(mina, Hat.PeerWorker, scene.Scheme);
        (await Move(viewer, RoleState.ActiveSupervised)).Refusal.ShouldBeOfType<TrainingNotFinished>().Missing.ShouldBeEmpty();
        var before = (await scene.AsAsync(scene.Coordinator, (TrainingQueries training) => training.BeforeMoveAsync(holding.Id)))!;
        (before.IsThere, before.Programme).ShouldBe((false, "Twelve-week peer mentor course"));
        TrainingScene.Must(await scene.AsAsync(scene.Coordinator, (RecordTrainingElsewhere record) => record.RunAsync(
            new NewTrainingElsewhere(holding.Id, holding.Version + 1, new DateOnly(2025, 6, 2), "The same course at Northgate, seen on its certificate."))));
        (await Move(viewer, RoleState.ActiveSupervised)).Refusal.ShouldNotBeOfType<TrainingNotFinished>();

        Guid SupervisorOf() => database.AddPersonAsync("Ruth", "Bell", scene.Roles["supervisor"]).GetAwaiter().GetResult();
    }

    [Fact]
    public async Task MoveRole_BackFromAPause_IsNotAskedForTraining()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddTrainingSceneAsync();
        var mina = await database.AddPersonAsync("Mina", "Dale", scene.Roles["peer-mentor"], RoleState.ActiveSupervised);
        var holding = scene.HoldingOf(mina);
        TrainingScene.Must(await scene.AsAsync(scene.Coordinator, (PauseRole pause) => pause.RunAsync(
            new RolePause(holding.Id, holding.Version, Today, scene.Facilitator.PersonId, Today.AddDays(28), TestData.Decision))));
        (await scene.AsAsync(scene.Coordinator, (MoveRole move) => move.RunAsync(new RoleStep(holding.Id, holding.Version + 1, RoleState.ActiveSupervised, Today)))).Refusal.ShouldNotBeOfType<TrainingNotFinished>();
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task RecordTrainingElsewhere_Offered_IsTrainedFromThen(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddTrainingSceneAsync();
        var holding = scene.HoldingOf(scene.Ann.PersonId);
        Task<Outcome<Done>> Record(string? words, int version = 1, DateOnly? on = null, Viewer? by = null) => scene.AsAsync(by ?? scene.Coordinator, (RecordTrainingElsewhere record) =>
            record.RunAsync(new NewTrainingElsewhere(holding.Id, version, on ?? new DateOnly(2025, 6, 2), words)));

        (await Record("The same course at Northgate.", by: scene.Ann)).Refusal.ShouldBeOfType<NotAllowed>();
        (await Record("Northgate")).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Words");
        (await Record("The same course at Northgate.", on: Today.AddDays(1))).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("FinishedOn");
        (await Record("The same course at Northgate.", 7)).Refusal.ShouldBeOfType<Stale>();
        (await Record("The same course at Northgate.")).Succeeded.ShouldBeTrue();
        scene.HoldingOf(scene.Ann.PersonId).Moves.Select(m => m.State).ShouldBe([RoleState.Offered, RoleState.InTraining, RoleState.TrainedAwaitingClearance]);
        (await Record("The same course at Northgate.", 3)).Refusal.ShouldBeOfType<CountsAlready>();
        var person = (await scene.AsAsync(scene.Ann, (TrainingQueries training) => training.PersonAsync(scene.Ann.PersonId)))!;
        person.Elsewhere.ShouldHaveSingleItem().ShouldBe(new ElsewhereLine("Twelve-week peer mentor course", new DateOnly(2025, 6, 2), "The same course at Northgate.", "Moira Finch"));
        var cohort = await scene.RunningAsync();
        await scene.EnrolAsync(cohort, scene.Bo);
        var bo = scene.HoldingOf(scene.Bo.PersonId);
        (await scene.AsAsync(scene.Coordinator, (RecordTrainingElsewhere record) => record.RunAsync(
            new NewTrainingElsewhere(bo.Id, bo.Version, Today, "The same course at Northgate.")))).Refusal.ShouldBeOfType<HasAPlace>();
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task EndRole_WithAPlaceOnACourse_GivesThePlaceUpWithoutSayingWhy(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddTrainingSceneAsync();
        var cohort = await scene.RunningAsync();
        var ann = await scene.EnrolAsync(cohort, scene.Ann);
        await scene.ComeAsync(cohort, ann, [1]);
        var holding = scene.HoldingOf(scene.Ann.PersonId);
        TrainingScene.Must(await scene.AsAsync(scene.Coordinator, (EndRole end) => end.RunAsync(new RoleEnd(holding.Id, holding.Version, Today, ExitReason.Dismissed, TestData.Decision))));
        var enrolment = scene.Enrolment(ann);
        (enrolment.State, enrolment.EndedOn, enrolment.EndedById, enrolment.Note).ShouldBe((EnrolmentState.Withdrew, Today, null, null));
        enrolment.Places.ShouldAllBe(p => p.To == Today);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Certificate_ItsCode_IsGenuineUntilTakenBackOrErased(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddTrainingSceneAsync();
        var (_, _, id) = await scene.FinishAsync(scene.Ann);
        var (_, _, other) = await scene.FinishAsync(scene.Bo, "Other course");
        var (code, second) = (scene.Certificate(id).Code, scene.Certificate(other).Code);
        Task<GenuineCertificate?> Check(string? typed) => database.AsAsync<CertificateCheckQueries, GenuineCertificate?>(Viewer.System, check => check.CheckAsync(typed));

        (await Check(code)).ShouldBe(new GenuineCertificate(Today, "Ann Birch"));
        (await Check($" {Certificate.Grouped(code).ToLowerInvariant()} ")).ShouldNotBeNull();
        (await Check("0000-0000-0000-0000")).ShouldBeNull();
        (await Check(null)).ShouldBeNull();

        (await scene.AsAsync(scene.Bo, (PrintName print) => print.RunAsync(id, "Somebody else"))).Refusal.ShouldBeOfType<NotFound>();
        (await scene.AsAsync(scene.Ann, (PrintName print) => print.RunAsync(id, " "))).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Name");
        (await scene.AsAsync(scene.Ann, (PrintName print) => print.RunAsync(id, "A. M. Birch"))).Succeeded.ShouldBeTrue();
        (await Check(code))!.Name.ShouldBe("A. M. Birch");
        var looked = await scene.AsAsync(scene.Ann, (MyRecordQueries record) => record.TraceAsync(lookedOnly: true));
        looked.Lines.ShouldContain(l => l.Who == null && l.Did == "Looked at your certificate" && l.Why == "Somebody had its code and asked whether it is genuine");

        Task<Outcome<Done>> Revoke(Viewer by, Decision decision) => scene.AsAsync(by, (RevokeCertificate revoke) => revoke.RunAsync(new CertificateRevocation(id, scene.Certificate(id).Version, decision)));
        (await Revoke(scene.Ann, TestData.Decision)).Refusal.ShouldBeOfType<NotAllowed>();
        (await Revoke(scene.Bo, TestData.Decision)).Refusal.ShouldBeOfType<NotFound>();
        (await Revoke(scene.Coordinator, new Decision("No", "Nothing"))).Refusal.ShouldBeOfType<Invalid>();
        (await Revoke(Viewer.System, TestData.Decision)).Refusal.ShouldBeOfType<NeedsAPerson>();
        (await Revoke(scene.Coordinator, TestData.Decision)).Succeeded.ShouldBeTrue();
        (await Check(code)).ShouldBeNull();
        (await Revoke(scene.Coordinator, TestData.Decision)).Refusal.ShouldBeOfType<CertificateTakenBack>();
        (await scene.AsAsync(scene.Ann, (CertificateQueries certificates) => certificates.FindAsync(id)))!.TakenBackWhy!.ShouldStartWith("We talked it through");

        (await Check(second)).ShouldNotBeNull();
        TrainingScene.Must(await scene.AsAsync(Viewer.System, (ErasePerson erase) => erase.RunAsync(scene.Bo.PersonId, "He asked us to erase what we hold.")));
        (await Check(second)).ShouldBeNull();
        await using var context = database.Everything();
        (await context.Certificates.CountAsync(c => c.PersonId == scene.Bo.PersonId)).ShouldBe(0);
        (await context.Enrolments.CountAsync(e => e.PersonId == scene.Bo.PersonId)).ShouldBe(1, "that somebody began and finished stays, without a name");
    }

    [Theory]
    [InlineData("7G2K-9QXT-04MB-ZR5W", "7G2K9QXT04MBZR5W")]
    [InlineData("7g2k 9qxt o4mb zr5w", "7G2K9QXT04MBZR5W")]
    [InlineData("7G2K–9QXT–O4MB–ZR5W", "7G2K9QXT04MBZR5W")]
    [InlineData("i234-l234-1234-1234", "1234123412341234")]
    [InlineData("7G2K-9QXT-04MB", null)]
    [InlineData("7G2K-9QXT-04MB-ZR5U", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Read_AsTyped_IsTheCodeOrNothing(string? typed, string? code) => Certificate.Read(typed).ShouldBe(code);
}
