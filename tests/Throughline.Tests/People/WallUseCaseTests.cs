using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Throughline.Audit;
using Throughline.People;
using Throughline.Security;
using Throughline.Testing;

namespace Throughline.Tests.People;

[Trait("invariants", "INV-140 to INV-143")]
public sealed class WallUseCaseTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    public static IEnumerable<object[]> Providers => TestDatabase.Providers;

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task DeclareConflict_NobodyOneOrThree_AnswersTheSameAndWallsAll(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        var moira = await database.AddCoordinatorAsync(scheme);
        var names = new[] { "Nobody Known", "Bilal Khan", "Sam Reed" };
        await database.AddPersonAsync("Bilal", "Khan", scheme.Mentee);
        await database.AddPersonAsync("Sam", "Reed", scheme.Mentee);
        await database.AddPersonAsync("Sam", "Reed", scheme.Supervisor);
        await database.AddPersonAsync("Sam", null, scheme.Mentee);
        var answers = new List<string>();
        var pages = new List<string>();
        foreach (var (name, index) in names.Select((name, index) => (name, index)))
        {
            var amir = new Viewer(await database.AddPersonAsync($"Declarer{index}", "Shah", scheme.Coordinator), Hat.Coordinator, [scheme.Id]);
            answers.Add(JsonSerializer.Serialize(await database.DoAsync(amir, (DeclareConflict declare) => declare.RunAsync(new CloseToMe(name)))));
            pages.Add(JsonSerializer.Serialize(await database.DoAsync(amir, (ConflictQueries conflicts) => conflicts.MineAsync())));
            (await database.DoAsync(amir, (ConflictQueries conflicts) => conflicts.ListAsync())).Count(r => r.Person.Contains($"Declarer{index}", StringComparison.Ordinal)).ShouldBe(0);
        }

        answers.Distinct().Count().ShouldBe(1);
        pages.Distinct().Count().ShouldBe(1);
        await using var context = database.Everything();
        (await context.Walls.GroupBy(w => w.OwnerId).Select(g => g.Count()).ToListAsync()).Order().ShouldBe([2, 6]);
        (await context.Conflicts.Select(c => c.State).Distinct().ToListAsync()).ShouldBe([ConflictState.InterimWall]);
        (await database.DoAsync(moira, (ConflictQueries conflicts) => conflicts.ListAsync())).Select(r => (r.State, r.DueBy, r.Overdue))
            .ShouldBe(Enumerable.Repeat((ConflictState.InterimWall, (DateOnly?)new DateOnly(2026, 3, 9), false), 3));
        database.Clock.Advance(TimeSpan.FromDays(8));
        (await database.DoAsync(moira, (ConflictQueries conflicts) => conflicts.CountAsync())).ShouldBe((3, 3));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task DeclareConflict_BlankOrTooLong_IsRefusedAndNothingStored(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        var amir = await database.AddCoordinatorAsync(scheme, "Amir", "Khan");
        foreach (var name in new[] { null, " ", "...", new string('a', Conflict.NameMaxLength + 1), "a\0b" })
        {
            (await database.DoAsync(amir, (DeclareConflict declare) => declare.RunAsync(new CloseToMe(name)))).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Name");
        }

        await using var context = database.Everything();
        (await context.Conflicts.CountAsync()).ShouldBe(0);
        (await context.Walls.CountAsync()).ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task AddPerson_NameSomebodyDeclaredEarlier_IsWalledInTheSameTransaction(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        var moira = await database.AddCoordinatorAsync(scheme);
        var amir = await database.AddCoordinatorAsync(scheme, "Amir", "Khan");
        await database.DoAsync(amir, (DeclareConflict declare) => declare.RunAsync(new CloseToMe("Bilal Khan")));

        var bilal = await database.AddPersonAsync("Bilal", "Khan", scheme.Mentee);
        var other = await database.AddPersonAsync("Bashir", "Khan", scheme.Mentee);
        (await SeenAsync(database, amir)).ShouldNotContain(bilal);
        (await SeenAsync(database, amir)).ShouldContain(other);
        (await SeenAsync(database, moira)).ShouldContain(bilal);
        await using var back = database.Engine.OpenReader(new Viewer(bilal, Hat.Coordinator, [scheme.Id]));
        (await back.People.AnyAsync(p => p.Id == amir.PersonId)).ShouldBeFalse();

        // A new name meets the declaration as well.
        await database.DoAsync(moira, (ChangeDetails change) => change.RunAsync(new ChangedDetails(other, 1, new PersonDetails("Bilal", "Khan"))));
        (await SeenAsync(database, amir)).ShouldNotContain(other);
        var page = await ConflictPageAsync(database, moira);
        page.DeclaredName.ShouldBe("Bilal Khan");
        page.Parties.Select(p => p.Standing).ShouldBe([PartyStanding.Candidate, PartyStanding.Candidate]);
        page.Parties.Select(p => p.Id).Order().ShouldBe(new[] { bilal, other }.Order());
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task AddAndDeclare_AtOnce_NeitherMissesTheOther(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        for (var round = 0; round < 10; round++)
        {
            var name = $"Round{(char)('a' + round)}";
            var amir = await database.AddCoordinatorAsync(scheme, "Amir", $"Khan{(char)('a' + round)}");
            var declare = database.DoAsync(amir, (DeclareConflict declare) => declare.RunAsync(new CloseToMe($"Bilal {name}")));
            var add = database.AddPersonAsync("Bilal", name, scheme.Mentee);
            await Task.WhenAll(declare, add);
            (await SeenAsync(database, amir)).ShouldNotContain(await add);
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task AssessPlanReviewLift_ByACoordinator_LiftsTheFalseAndKeepsTheTrue(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        var moira = await database.AddCoordinatorAsync(scheme);
        var amir = await database.AddCoordinatorAsync(scheme, "Amir", "Khan");
        var bilal = await database.AddPersonAsync("Bilal", "Khan", scheme.Mentee);
        var namesake = await database.AddPersonAsync("Bilal", "Khan", scheme.Supervisor);
        await database.DoAsync(amir, (DeclareConflict declare) => declare.RunAsync(new CloseToMe("Bilal Khan")));
        async Task<Outcome<Done>> Do(Func<ConflictOnPage, Task<Outcome<Done>>> work) => await work(await ConflictPageAsync(database, moira));

        (await Do(page => database.DoAsync(moira, (SetWallPlan plan) => plan.RunAsync(new WallPlan(page.Row.Id, page.Version, "Different days.", Today.AddDays(28))))))
            .Refusal.ShouldBe(new ConflictMoveNotOpen(ConflictState.InterimWall, ConflictState.WallActive));
        (await Do(page => database.DoAsync(moira, (AssessConflict assess) => assess.RunAsync(new Assessment(page.Row.Id, page.Version, [moira.PersonId])))))
            .Refusal.ShouldBeOfType<NotFound>();
        (await Do(page => database.DoAsync(moira, (AssessConflict assess) => assess.RunAsync(new Assessment(page.Row.Id, page.Version - 1, [bilal])))))
            .Refusal.ShouldBeOfType<Stale>();
        (await Do(page => database.DoAsync(amir, (AssessConflict assess) => assess.RunAsync(new Assessment(page.Row.Id, page.Version, [])))))
            .Refusal.ShouldBeOfType<OneOfTheTwo>();
        (await Do(page => database.DoAsync(moira, (AssessConflict assess) => assess.RunAsync(new Assessment(page.Row.Id, page.Version, [bilal])))))
            .Succeeded.ShouldBeTrue();
        (await SeenAsync(database, amir)).ShouldContain(namesake);
        (await SeenAsync(database, amir)).ShouldNotContain(bilal);

        (await Do(page => database.DoAsync(moira, (SetWallPlan plan) => plan.RunAsync(new WallPlan(page.Row.Id, page.Version, "Different days.", Today.AddDays(91))))))
            .Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("ReviewBy");
        (await Do(page => database.DoAsync(moira, (SetWallPlan plan) => plan.RunAsync(new WallPlan(page.Row.Id, page.Version, "Different days.", Today.AddDays(90))))))
            .Succeeded.ShouldBeTrue();
        database.Clock.Advance(TimeSpan.FromDays(91));
        (await database.DoAsync(moira, (ConflictQueries conflicts) => conflicts.CountAsync())).ShouldBe((1, 1));
        (await Do(page => database.DoAsync(moira, (ReviewWall review) => review.RunAsync(new WallReview(page.Row.Id, page.Version, "Still needed.", database.Clock.Today().AddDays(91))))))
            .Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("NextReview");
        (await Do(page => database.DoAsync(moira, (ReviewWall review) => review.RunAsync(new WallReview(page.Row.Id, page.Version, "Still needed.", database.Clock.Today().AddDays(90))))))
            .Succeeded.ShouldBeTrue();
        (await ConflictPageAsync(database, moira)).Row.State.ShouldBe(ConflictState.Continued);
        (await SeenAsync(database, amir)).ShouldNotContain(bilal);

        (await Do(page => database.DoAsync(amir, (LiftWall lift) => lift.RunAsync(new LiftedWall(page.Row.Id, page.Version, TestData.Decision)))))
            .Refusal.ShouldBeOfType<OneOfTheTwo>();
        (await Do(page => database.DoAsync(moira, (LiftWall lift) => lift.RunAsync(new LiftedWall(page.Row.Id, page.Version, new Decision("Fine now", "x"))))))
            .Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Reason");
        (await Do(page => database.DoAsync(moira, (LiftWall lift) => lift.RunAsync(new LiftedWall(page.Row.Id, page.Version, TestData.Decision)))))
            .Succeeded.ShouldBeTrue();
        (await SeenAsync(database, amir)).ShouldContain(bilal);
        (await database.DoAsync(moira, (ConflictQueries conflicts) => conflicts.ListAsync())).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task AssessConflict_NobodyOfThatName_GoesOnWatching(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        var moira = await database.AddCoordinatorAsync(scheme);
        var amir = await database.AddCoordinatorAsync(scheme, "Amir", "Khan");
        await database.DoAsync(amir, (DeclareConflict declare) => declare.RunAsync(new CloseToMe("Bilal Khan")));
        var page = await ConflictPageAsync(database, moira);
        (await database.DoAsync(moira, (AssessConflict assess) => assess.RunAsync(new Assessment(page.Row.Id, page.Version, [])))).Succeeded.ShouldBeTrue();
        (await database.DoAsync(moira, (ConflictQueries conflicts) => conflicts.CountAsync())).ShouldBe((0, 0));

        var billy = await database.AddPersonAsync("Billy", "Kay", scheme.Mentee);
        await database.AddPersonAsync("Bilal", "Khan", scheme.Mentee);
        (await database.DoAsync(moira, (ConflictQueries conflicts) => conflicts.CountAsync())).ShouldBe((1, 0));
        page = await ConflictPageAsync(database, moira);
        (await database.DoAsync(moira, (AssessConflict assess) => assess.RunAsync(new Assessment(page.Row.Id, page.Version, [], amir.PersonId)))).Refusal.ShouldBeOfType<Invalid>();
        (await database.DoAsync(moira, (AssessConflict assess) => assess.RunAsync(new Assessment(page.Row.Id, page.Version, [], billy)))).Succeeded.ShouldBeTrue();
        (await SeenAsync(database, amir)).ShouldNotContain(billy);
        (await ConflictPageAsync(database, moira)).Row.State.ShouldBe(ConflictState.Assessed);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Conflicts_CoordinatorWalledFromAParty_DoesNotSeeThem(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        var moira = await database.AddCoordinatorAsync(scheme);
        var cousin = await database.AddCoordinatorAsync(scheme, "Carl", "Cousin");
        var namesake = await database.AddCoordinatorAsync(scheme, "Bilal", "Khan");
        var amir = await database.AddCoordinatorAsync(scheme, "Amir", "Khan");
        var bilal = await database.AddPersonAsync("Bilal", "Khan", scheme.Mentee);
        (await database.DoAsync(moira, (DeclareConflictFor declare) => declare.RunAsync(new CloseToEachOther(cousin.PersonId, bilal)))).Succeeded.ShouldBeTrue();
        (await database.DoAsync(moira, (DeclareConflictFor declare) => declare.RunAsync(new CloseToEachOther(cousin.PersonId, bilal)))).Refusal.ShouldBeOfType<WallStandsAlready>();
        (await database.DoAsync(moira, (DeclareConflictFor declare) => declare.RunAsync(new CloseToEachOther(moira.PersonId, bilal)))).Refusal.ShouldBeOfType<OneOfTheTwo>();
        await database.DoAsync(amir, (DeclareConflict declare) => declare.RunAsync(new CloseToMe("Bilal Khan")));

        Task<IReadOnlyList<ConflictRow>> List(Viewer viewer) => database.DoAsync(viewer, (ConflictQueries conflicts) => conflicts.ListAsync());
        (await List(moira)).Count.ShouldBe(2);
        (await List(cousin)).ShouldBeEmpty();
        (await List(namesake)).Select(r => r.Person).ShouldBe(["Carl Cousin"]);
        (await List(amir)).ShouldBeEmpty();
        var id = (await List(moira)).Single(r => r.Person == "Amir Khan").Id;
        (await database.DoAsync(cousin, (ConflictQueries conflicts) => conflicts.FindAsync(id))).ShouldBeNull();
        (await database.DoAsync(cousin, (AssessConflict assess) => assess.RunAsync(new Assessment(id, 1, [])))).Refusal.ShouldBeOfType<NotFound>();
        (await database.DoAsync(new Viewer(moira.PersonId, Hat.Supervisor, [scheme.Id]), (ConflictQueries conflicts) => conflicts.ListAsync())).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task MyRecord_AfterAssessmentAndLift_TellsNeitherSideOfTheOther(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        var moira = await database.AddCoordinatorAsync(scheme);
        var amir = await database.AddCoordinatorAsync(scheme, "Amir", "Khan");
        var bilal = await database.AddPersonAsync("Bilal", "Khan", scheme.Mentee);
        await database.DoAsync(amir, (DeclareConflict declare) => declare.RunAsync(new CloseToMe("Bilal Khan")));
        var page = await ConflictPageAsync(database, moira);
        await database.DoAsync(moira, (AssessConflict assess) => assess.RunAsync(new Assessment(page.Row.Id, page.Version, [])));

        Task<TracePage> Trace(Guid person, Hat hat) => database.DoAsync(new Viewer(person, hat, [scheme.Id]), (MyRecordQueries record) => record.TraceAsync());
        (await Trace(bilal, Hat.Mentee)).Lines.Select(l => l.Did).ShouldBe(["Added your record"]);
        (await Trace(amir.PersonId, Hat.Coordinator)).Lines.Select(l => l.Did)
            .ShouldBe(["Looked at what you told us about somebody close to you", "Told us about somebody close to you", "Added your record"]);
        var report = await database.DoAsync(Viewer.System, (VerifyChain verify) => verify.RunAsync());
        report.Whole.ShouldBeTrue(report.Problem);
    }

    private static async Task<List<Guid>> SeenAsync(TestDatabase database, Viewer viewer)
    {
        await using var context = database.Engine.OpenReader(viewer);
        return await context.People.Select(p => p.Id).ToListAsync();
    }

    private static async Task<ConflictOnPage> ConflictPageAsync(TestDatabase database, Viewer coordinator)
    {
        await using var context = database.Everything();
        var id = (await context.Conflicts.SingleAsync()).Id;
        return (await database.DoAsync(coordinator, (ConflictQueries conflicts) => conflicts.FindAsync(id)))!;
    }
}
