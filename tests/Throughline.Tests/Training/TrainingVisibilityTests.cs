using Microsoft.Extensions.DependencyInjection;
using Throughline.People;
using Throughline.Security;
using Throughline.Testing;
using Throughline.Training;

namespace Throughline.Tests.Training;

[Trait("invariants", "INV-009, INV-141")]
public sealed class TrainingVisibilityTests
{
    private static readonly DateOnly Today = TrainingScene.Today;

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Register_WalledTrainee_IsNotInTheFacilitatorsListAndTheOthersCanBeKept(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddTrainingSceneAsync();
        var cohort = await scene.RunningAsync();
        TrainingScene.Must(await scene.FacilitateAsync(cohort, scene.Facilitator));
        var (ann, bo) = (await scene.EnrolAsync(cohort, scene.Ann), await scene.EnrolAsync(cohort, scene.Bo));
        await scene.WallAsync(scene.Peer.PersonId, scene.Ann.PersonId);
        var session = scene.Session(cohort, 1);
        Task<RegisterPage?> Register(Viewer viewer) => scene.AsAsync(viewer, (TrainingQueries training) => training.RegisterAsync(session));

        (await Register(scene.Peer))!.Lines.Select(l => l.Name).ShouldBe(["Bo Cole"]);
        (await Register(scene.Facilitator))!.Lines.Select(l => l.Name).ShouldBe(["Ann Birch", "Bo Cole"]);
        (await scene.AsAsync(scene.Peer, (TrainingQueries training) => training.CohortAsync(cohort)))!.People.Select(p => p.Name).ShouldBe(["Bo Cole"]);
        (await scene.AsAsync(scene.Peer, (TrainingQueries training) => training.CourseAsync(ann))).ShouldBeNull();
        (await scene.AsAsync(scene.Peer, (TrainingQueries training) => training.IndexAsync())).Cohorts.Single().Taken.ShouldBe(1);

        (await scene.RegisterAsync(cohort, 1, scene.Peer, new RegisterMark(ann, Came.Came))).Refusal.ShouldBeOfType<NotFound>();
        (await scene.RegisterAsync(cohort, 1, scene.Peer, new RegisterMark(bo, Came.Came))).Succeeded.ShouldBeTrue();
        (await scene.RegisterAsync(cohort, 1, scene.Facilitator, new RegisterMark(ann, Came.Came))).Succeeded.ShouldBeTrue();
        var page = (await scene.AsAsync(scene.Peer, (TrainingQueries training) => training.CohortAsync(cohort)))!;
        (page.Sessions[0].Expected, page.Sessions[0].Marked).ShouldBe((1, 1));
        (await scene.AsAsync(scene.Peer, (SignOffPart sign) => sign.RunAsync(new NewSignOff(ann, "Anything", Today, "Something seen at some length")))).Refusal.ShouldBeOfType<NotFound>();
    }

    [Fact]
    public async Task Course_WhoMayOpenIt_IsTheirsTheirSupervisorsTheCoordinatorsAndTheFacilitators()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddTrainingSceneAsync();
        var cohort = await scene.RunningAsync();
        var ann = await scene.EnrolAsync(cohort, scene.Ann);
        var ruth = await database.AddPersonAsync("Ruth", "Bell", scene.Roles["supervisor"]);
        var holding = scene.HoldingOf(scene.Ann.PersonId);
        TrainingScene.Must(await scene.AsAsync(scene.Coordinator, (NameSupervisor name) => name.RunAsync(new NamedSupervisor(holding.Id, holding.Version, ruth))));
        var supervisor = TestData.Viewer(ruth, Hat.Supervisor, scene.Scheme);
        async Task<bool> Sees(Viewer viewer) => await scene.AsAsync(viewer, (TrainingQueries training) => training.CourseAsync(ann)) is not null;

        (await Sees(scene.Ann)).ShouldBeTrue();
        (await Sees(scene.Coordinator)).ShouldBeTrue();
        (await Sees(scene.Peer)).ShouldBeTrue();
        (await Sees(supervisor)).ShouldBeTrue();
        (await Sees(scene.Bo)).ShouldBeFalse();
        (await Sees(scene.Facilitator)).ShouldBeFalse();
        (await Sees(scene.Peer with { Hat = Hat.Researcher })).ShouldBeFalse();
        (await Sees(scene.Coordinator with { SchemeIds = [Guid.CreateVersion7()] })).ShouldBeFalse();
        (await scene.AsAsync(supervisor, (TrainingQueries training) => training.IndexAsync())).Supervisees.Select(s => s.Name).ShouldBe(["Ann Birch"]);
        (await scene.AsAsync(supervisor, (TrainingQueries training) => training.CohortAsync(cohort))).ShouldBeNull();
        (await scene.AsAsync(scene.Ann, (TrainingQueries training) => training.CohortAsync(cohort))).ShouldBeNull();
        var traced = await scene.AsAsync(scene.Ann, (MyRecordQueries record) => record.TraceAsync(lookedOnly: true));
        traced.Lines.Select(l => l.Who).ShouldBe(["Ruth Bell", "Dee Marsh", "Moira Finch"]);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task LabelSunset_TraineeOrPeerFacilitator_ShowsOthersNoneOfIt(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddTrainingSceneAsync();
        var (cohort, enrolment, certificate) = await scene.FinishAsync(scene.Ann);
        foreach (var person in new[] { scene.Ann, scene.Peer })
        {
            var version = (await database.PersonAsync(person.PersonId)).Version;
            TrainingScene.Must(await scene.AsAsync(person, (SetLabelSunset set) => set.RunAsync(new LabelSunset(version, Today))));
        }

        var page = (await scene.AsAsync(scene.Coordinator, (TrainingQueries training) => training.CohortAsync(cohort)))!;
        page.People.ShouldBeEmpty();
        page.Facilitators.ShouldHaveSingleItem().Role.ShouldBe("Team member");
        (await scene.AsAsync(scene.Coordinator, (TrainingQueries training) => training.CourseAsync(enrolment))).ShouldBeNull();
        (await scene.AsAsync(scene.Coordinator, (CertificateQueries certificates) => certificates.FindAsync(certificate))).ShouldBeNull();
        var person1 = (await scene.AsAsync(scene.Coordinator, (TrainingQueries training) => training.PersonAsync(scene.Ann.PersonId)))!;
        (person1.Courses.Count, person1.Certificates.Count, person1.LabelHasSet).ShouldBe((0, 0, false));

        var own = (await scene.AsAsync(scene.Ann, (TrainingQueries training) => training.PersonAsync(scene.Ann.PersonId)))!;
        (own.Courses.Count, own.Certificates.Count, own.LabelHasSet).ShouldBe((1, 1, true));
        (await scene.AsAsync(scene.Peer, (TrainingQueries training) => training.PersonAsync(scene.Peer.PersonId)))!.Ran.Single().Role.ShouldBe("Peer mentor");

        // Somebody who holds a plain role is no peer to anybody else: the next course needs another, or a reason.
        var next = await scene.PlanAsync(name: "Next course");
        var plain = (await scene.AsAsync(scene.Coordinator, (TrainingQueries training) => training.FacilitatorOptionsAsync(next))).Single(o => o.Name == "Dee Marsh");
        plain.Role.ShouldBe("Team member");
        TrainingScene.Must(await scene.AsAsync(scene.Coordinator, (NameFacilitator name) => name.RunAsync(new NewFacilitator(next, plain.HoldingId))));
        (await scene.OpenAsync(next)).Refusal.ShouldBeOfType<NeedsPeerFacilitator>();

        // The code still answers whoever has it.
        (await database.AsAsync<CertificateCheckQueries, GenuineCertificate?>(Viewer.System, check => check.CheckAsync(scene.Certificate(certificate).Code))).ShouldNotBeNull();
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task EveryPage_FewOrManyPeople_SendsTheSameNumberOfCommands(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddTrainingSceneAsync();
        var cohort = await scene.RunningAsync(places: 40);
        var ann = await scene.EnrolAsync(cohort, scene.Ann);
        await scene.ComeAsync(cohort, ann, [1]);
        var few = await CountAsync();
        for (var i = 0; i < 15; i++)
        {
            var id = await database.AddPersonAsync("Kit", $"Lane{i}", scene.Trainee, RoleState.Offered);
            await scene.ComeAsync(cohort, await scene.EnrolAsync(cohort, TestData.Viewer(id, Hat.PeerWorker)), [1, 2]);
        }

        (await CountAsync()).ShouldBe(few);
        few.Values.Max().ShouldBeLessThanOrEqualTo(20);

        async Task<Dictionary<string, int>> CountAsync()
        {
            async Task<int> Of<T>(Func<TrainingQueries, Task<T>> work, Viewer? viewer = null) =>
                await database.AsAsync(viewer ?? scene.Coordinator, async services => (await CommandCounter.CountAsync(() => work(services.GetRequiredService<TrainingQueries>()))).Commands);
            return new Dictionary<string, int>
            {
                ["index"] = await Of(q => q.IndexAsync()),
                ["waits"] = await Of(q => q.WaitsAsync()),
                ["cohort"] = await Of(q => q.CohortAsync(cohort)),
                ["register"] = await Of(q => q.RegisterAsync(scene.Session(cohort, 1))),
                ["course"] = await Of(q => q.CourseAsync(ann)),
                ["person"] = await Of(q => q.PersonAsync(scene.Ann.PersonId)),
                ["home"] = await Of(q => q.MyHomeAsync(), scene.Ann),
                ["helps"] = await Of(q => q.MyHomeAsync(), scene.Peer),
            };
        }
    }

    [Fact]
    public async Task Waits_Coordinator_CountsWhatNeedsThem()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddTrainingSceneAsync();
        (await Waits()).IsEmpty.ShouldBeTrue();
        await scene.PlanAsync(Today.AddDays(10), name: "Cannot open");
        var ready = await scene.PlanAsync(Today.AddDays(-1), name: "Could open");
        TrainingScene.Must(await scene.FacilitateAsync(ready, scene.Peer));
        var running = await scene.RunningAsync();
        var ann = await scene.EnrolAsync(running, scene.Ann);
        await database.AddPersonAsync("Mina", "Dale", scene.Trainee, RoleState.InTraining);
        (await Waits()).ShouldBe(new TrainingWaits(1, 1, 12, 0, 1));
        await scene.ComeAsync(running, ann);
        (await Waits()).ShouldBe(new TrainingWaits(1, 1, 0, 1, 1));

        Task<TrainingWaits> Waits() => scene.AsAsync(scene.Coordinator, (TrainingQueries training) => training.WaitsAsync());
    }

    [Fact]
    public async Task MyHome_Trainee_SaysWhatIsNextAndWhatToCatchUpOn()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddTrainingSceneAsync();
        var cohort = await scene.RunningAsync(new DateOnly(2026, 1, 26));
        var ann = await scene.EnrolAsync(cohort, scene.Ann, new DateOnly(2026, 1, 26));
        await scene.ComeAsync(cohort, ann, [1, 3, 4, 5]);
        TrainingScene.Must(await scene.RegisterAsync(cohort, 2, null, new RegisterMark(ann, Came.DidNotCome, WhoSaid.Themself)));
        var home = await scene.AsAsync(scene.Ann, (TrainingQueries training) => training.MyHomeAsync());
        home.Course!.Progress.Done.ShouldBe(4);
        home.Next!.On.ShouldBe(Today);
        home.CatchUp.ShouldBe(["What stays between us and what cannot"]);
        (await scene.AsAsync(scene.Peer, (TrainingQueries training) => training.MyHomeAsync())).Helps.Select(h => h.Name).ShouldBe(["Winter course"]);
    }
}
