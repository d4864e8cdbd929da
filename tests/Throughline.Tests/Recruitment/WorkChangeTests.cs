using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Recruitment;
using Throughline.Reminders;
using Throughline.Security;
using Throughline.Testing;

namespace Throughline.Tests.Recruitment;

/// <summary>F11: paid work that begins and a goodbye go the way of a licence that ends, in the days after them. Ann is supervised by Sue.</summary>
public sealed class WorkChangeTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    public static IEnumerable<object[]> Providers => TestDatabase.Providers;

    [Theory]
    [InlineData("SQLite", false)]
    [InlineData("SQLite", true)]
    [InlineData("PostgreSQL", true)]
    [Trait("invariants", "INV-125")]
    public async Task PaidStart_AfterUnpaidWork_IsThePersonsFirst(string provider, bool sees)
    {
        await using var scene = await RecognitionScene.OpenAsync(provider, 2);
        var (database, ann, sue) = (scene.Database, scene.Ann, scene.Sue);
        (await PromptsAsync(scene)).ShouldBe((0, 0));
        var holding = await TakeUpPaidAsync(scene);
        (await PromptsAsync(scene)).ShouldBe((1, 0), "the day is hers alone");
        var own = (await HomeAsync(scene, ann)).Changes.Single();
        own.ShouldBe(new OwnChange(holding, 1, WorkChangeKind.PaidStart, Today, false));
        (await DueAsync(scene, 0)).ShouldBe([new Due($"work-change/{holding}/1", ann.PersonId, scene.Scheme.Id, null, Today, "work-has-changed", "/", ann.PersonId)]);
        (await DueAsync(scene, 1)).ShouldContain(new Due($"work-change/{holding}/1/{sue.PersonId}", sue.PersonId, scene.Scheme.Id, null, Today.AddDays(1), "offer-support", "/", ann.PersonId));
        DueKinds.Name("work-has-changed").ShouldBe("Something big in your work has changed");
        if (sees)
        {
            foreach (var other in new[] { sue, scene.Peers[1], scene.Moira })
            {
                (await SeeAsync(other, 1)).Refusal.ShouldBeOfType<NotFound>();
            }

            (await SeeAsync(ann, 2)).Refusal.ShouldBeOfType<NotFound>();
            (await SeeAsync(ann, 1)).Refusal.ShouldBeNull();
            (await SeeAsync(ann, 1)).Refusal.ShouldBeNull("twice is once");
            (await HomeAsync(scene, ann)).Changes.Single().Seen.ShouldBeTrue();
            (await PromptsAsync(scene)).ShouldBe((1, 1));
            (await DueAsync(scene, 0)).Count.ShouldBe(2);
        }

        database.Clock.Advance(TimeSpan.FromDays(1));
        (await HomeAsync(scene, sue)).Supervised.ShouldBe([new NearCrossing(ann.PersonId, "Ann Reed", Today)]);
        (await HomeAsync(scene, scene.Peers[1])).Changes.ShouldBeEmpty();
        (await HomeAsync(scene, sue with { Hat = Hat.StaffColleague })).Supervised.ShouldBeEmpty();
        database.Clock.Advance(TimeSpan.FromDays(27));
        (await PromptsAsync(scene)).ShouldBe((1, 1));
        database.Clock.Advance(TimeSpan.FromDays(1));
        (await PromptsAsync(scene)).ShouldBe((0, 0), "it is over");
        (await DueAsync(scene, 29)).ShouldBeEmpty();

        Task<Outcome<Done>> SeeAsync(Viewer who, int number) => database.DoAsync(who, (SeeWorkChange see) => see.RunAsync(holding, number));
    }

    [Fact]
    public async Task PaidStart_OfSomebodyWhoNeverWorkedUnpaidHere_IsNone()
    {
        await using var scene = await RecognitionScene.OpenAsync();
        var role = await PaidRoleAsync(scene);
        var bea = new Viewer(await scene.Database.AddPersonAsync("Bea", "Moss", role, from: Today), Hat.PeerWorker, [scene.Scheme.Id]);
        (await HomeAsync(scene, bea)).Changes.ShouldBeEmpty();
        (await DueAsync(scene, 1)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Exit_OfTheLastWorkHere_IsToldToWhoeverSupervisedItAndNeverThroughAWallOrALabel(string provider)
    {
        await using var scene = await RecognitionScene.OpenAsync(provider);
        var (database, ann, sue) = (scene.Database, scene.Ann, scene.Sue);
        await EndAsync(scene, ExitReason.OwnChoiceEnough);
        (await HomeAsync(scene, ann)).Changes.Single().Kind.ShouldBe(WorkChangeKind.Exit);
        (await HomeAsync(scene, sue)).Supervised.ShouldBeEmpty("hers first");
        database.Clock.Advance(TimeSpan.FromDays(1));
        (await HomeAsync(scene, sue)).Supervised.ShouldBe([new NearCrossing(ann.PersonId, "Ann Reed", Today, Reached: false)]);
        (await DueAsync(scene, 1)).Select(d => (d.PersonId, d.Kind)).ShouldBe([(ann.PersonId, "work-has-changed"), (sue.PersonId, "offer-support")], ignoreOrder: true);

        await database.WriteAsync("wall-raised", writing =>
        {
            writing.Context.Add(new Wall(writing.NewId(), writing.NewId(), sue.PersonId, ann.PersonId, writing.Now));
            return true;
        });
        (await HomeAsync(scene, sue)).Supervised.ShouldBeEmpty("she is behind a wall");
        await using (var context = database.Everything())
        {
            await context.Walls.ExecuteDeleteAsync();
        }

        (await HomeAsync(scene, sue)).Supervised.ShouldHaveSingleItem();
        (await database.DoAsync(ann, async (SetLabelSunset set) => await set.RunAsync(new LabelSunset((await database.PersonAsync(ann.PersonId)).Version, Today.AddDays(1))))).Refusal.ShouldBeNull();
        (await HomeAsync(scene, sue)).Supervised.ShouldBeEmpty("her label has set");
        (await HomeAsync(scene, ann)).Changes.ShouldHaveSingleItem("her own is hers");
        (await DueAsync(scene, 1)).ShouldHaveSingleItem().PersonId.ShouldBe(ann.PersonId);
    }

    [Theory]
    [InlineData(ExitReason.Died)]
    [InlineData(ExitReason.LicenceRevokedRecalled)]
    public async Task Exit_AfterADeathOrARecall_AsksNobodyForAnything(ExitReason reason)
    {
        await using var scene = await RecognitionScene.OpenAsync();
        await EndAsync(scene, reason);
        scene.Database.Clock.Advance(TimeSpan.FromDays(1));
        (await HomeAsync(scene, scene.Sue)).Supervised.ShouldBeEmpty();
        (await DueAsync(scene, 1)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Exit_IntoPaidWorkHere_IsAPaidStartAndNoGoodbye()
    {
        await using var scene = await RecognitionScene.OpenAsync();
        await TakeUpPaidAsync(scene);
        await EndAsync(scene, ExitReason.ProgressedPaidSameService);
        (await HomeAsync(scene, scene.Ann)).Changes.Select(c => c.Kind).ShouldBe([WorkChangeKind.PaidStart]);
    }

    private static Task<ClearanceHome> HomeAsync(RecognitionScene scene, Viewer who) => scene.Database.DoAsync(who, (ClearanceHomeQueries q) => q.HereAsync());

    private static async Task<(int Own, int Others)> PromptsAsync(RecognitionScene scene) =>
        ((await HomeAsync(scene, scene.Ann)).Changes.Count, (await HomeAsync(scene, scene.Sue)).Supervised.Count);

    private static async Task<IReadOnlyList<Due>> DueAsync(RecognitionScene scene, int days) =>
        [.. (await scene.Database.DoAsync(Viewer.System, (ClearanceDueQueries q) => q.DueAsync(Today.AddDays(days)))).Where(d => d.Kind is "work-has-changed" or "offer-support")];

    private static Task<RoleDefinition> PaidRoleAsync(RecognitionScene scene) => scene.Database.WriteAsync("role-added", writing =>
    {
        var role = RoleDefinition.Define(writing.NewId(), scene.Scheme.Id, new RoleOutline("paid-mentor", "Paid mentor", "Team member", [Hat.PeerWorker], true, 3, Pay.Sessional));
        writing.Context.Add(role);
        return role;
    });

    private static async Task<Guid> TakeUpPaidAsync(RecognitionScene scene)
    {
        var role = await PaidRoleAsync(scene);
        return (await scene.Database.DoAsync(Viewer.System, (TakeUpRole take) => take.RunAsync(new NewRole(scene.Ann.PersonId, role.Id, RoleState.ActiveSolo, Today)))).Value;
    }

    private static async Task EndAsync(RecognitionScene scene, ExitReason reason)
    {
        var role = await scene.Database.HoldingAsync(scene.Ann.PersonId, scene.Scheme.PeerMentor);
        (await scene.Database.DoAsync(scene.Moira, (EndRole end) => end.RunAsync(new RoleEnd(role.Id, role.Version, Today, reason, new Decision(null, null))))).Refusal.ShouldBeNull();
    }
}
