using CsCheck;
using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Security;
using Throughline.Testing;

namespace Throughline.Tests.People;

/// <summary>INV-012: two people are kept apart, and everybody sees the effect and nobody the kind.</summary>
public sealed class RelationshipTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);
    private static readonly SealedText Words = new(new byte[32]);

    private enum Verb
    {
        Keep,
        Lift,
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Declare_EveryKind_ShowsOnlyThatTheyAreKeptApart(string provider)
    {
        await using var scene = await Scene.OpenAsync(provider);
        foreach (var kind in Enum.GetValues<RelationshipKind>())
        {
            var other = await scene.Database.AddPersonAsync("Kay", kind.ToString(), scene.Scheme.Mentee);
            (await scene.DeclareAsync(scene.Moira, scene.Joe, other, kind)).Succeeded.ShouldBeTrue();
        }

        var list = await scene.ListAsync(scene.Moira);
        list.Count.ShouldBe(8);
        list.ShouldAllBe(r => r.From == Today && r.ReviewBy == Today.AddDays(90) && !r.Overdue);
        var page = await scene.Database.DoAsync(scene.Moira, (RelationshipQueries relationships) => relationships.FindAsync(list[0].Id));
        System.Text.Json.JsonSerializer.Serialize((list, page)).ShouldNotContain("\"Kind\"");
        (await scene.Database.DoAsync(scene.Moira, (ExclusionQueries exclusions) => exclusions.ExcludedAsync(scene.Joe))).Count.ShouldBe(8);
        await using var context = scene.Database.Everything();
        var kinds = await context.Relationships.Where(r => r.PersonId == scene.Joe).ToListAsync();
        kinds.Count(r => r.Kind is null).ShouldBe(3, "of the kinds that say something of an offence nothing is kept");
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Declare_TheSamePairAtOnce_IsThereOnce(string provider)
    {
        await using var scene = await Scene.OpenAsync(provider);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => i % 2 == 0
            ? scene.DeclareAsync(scene.Moira, scene.Joe, scene.Dee, RelationshipKind.Friend)
            : scene.DeclareAsync(scene.Moira, scene.Dee, scene.Joe, RelationshipKind.Kin)));
        outcomes.Count(o => o.Succeeded).ShouldBe(1);
        outcomes.Where(o => !o.Succeeded).ShouldAllBe(o => o.Refusal is KeptApartAlready);
        (await scene.ListAsync(scene.Moira)).ShouldHaveSingleItem();
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task List_IsForCoordinatorsWhoSeeBothAndAreNeither(string provider)
    {
        await using var scene = await Scene.OpenAsync(provider);
        var hillside = await scene.Database.AddSchemeAsync("Hillside");
        var wes = await scene.Database.AddCoordinatorAsync(hillside, "Wes", "Tull");
        var una = await scene.Database.AddCoordinatorAsync(scene.Scheme, "Una", "Reed");
        await scene.DeclareAsync(scene.Moira, scene.Joe, scene.Dee, RelationshipKind.Friend);
        await scene.DeclareAsync(scene.Moira, scene.Joe, una.PersonId, RelationshipKind.Friend);

        (await scene.ListAsync(scene.Moira)).Count.ShouldBe(2);
        (await scene.ListAsync(una)).ShouldHaveSingleItem().Second.ShouldBe("Dee Marsh");
        (await scene.ListAsync(wes)).ShouldBeEmpty();
        (await scene.ListAsync(new Viewer(scene.Joe, Hat.Mentee, [scene.Scheme.Id]))).ShouldBeEmpty();
        (await scene.ListAsync(new Viewer(scene.Dee, Hat.PeerWorker, [scene.Scheme.Id]))).ShouldBeEmpty();
        await scene.Database.DoAsync(una, (DeclareConflictFor declare) => declare.RunAsync(new CloseToEachOther(scene.Dee, scene.Moira.PersonId)));
        (await scene.ListAsync(scene.Moira)).ShouldHaveSingleItem().Second.ShouldBe("Una Reed", "a wall to either hides the pair");
        (await scene.DeclareAsync(wes, scene.Joe, scene.Dee, RelationshipKind.Friend)).Refusal.ShouldBeOfType<NotFound>();
        (await scene.DeclareAsync(una, una.PersonId, scene.Dee, RelationshipKind.Friend)).Refusal.ShouldBeOfType<OneOfTheTwo>();
        (await scene.DeclareAsync(new Viewer(scene.Ruth, Hat.Supervisor, []), scene.Joe, scene.Dee, RelationshipKind.Friend)).Refusal.ShouldBeOfType<NotAllowed>();
    }

    [Fact]
    public async Task KeepAndLift_ByACoordinator_SetTheNextLookAndEndIt()
    {
        await using var scene = await Scene.OpenAsync();
        await scene.DeclareAsync(scene.Moira, scene.Joe, scene.Dee, RelationshipKind.Friend);
        var id = (await scene.ListAsync(scene.Moira))[0].Id;
        Task<Outcome<Done>> KeepAsync(int version, string? finding, int days) => scene.Database.DoAsync(
            scene.Moira, (KeepApart keep) => keep.RunAsync(new ApartReview(id, version, finding, Today.AddDays(days))));
        (await KeepAsync(1, " ", 30)).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Finding");
        (await KeepAsync(1, "Still needed.", 91)).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("NextReview");
        (await KeepAsync(2, "Still needed.", 30)).Refusal.ShouldBeOfType<Stale>();
        (await KeepAsync(1, "Still needed.", 30)).Succeeded.ShouldBeTrue();
        scene.Database.Clock.Advance(TimeSpan.FromDays(31));
        var due = (await scene.ListAsync(scene.Moira)).ShouldHaveSingleItem();
        (due.ReviewBy, due.Overdue).ShouldBe((Today.AddDays(30), true));
        (await scene.Database.DoAsync(scene.Moira, (HomeQueries home) => home.CoordinatorAsync())).ApartDue.ShouldBe(1);
        Task<Outcome<Done>> LiftAsync(Decision decision) => scene.Database.DoAsync(scene.Moira, (LiftRelationship lift) => lift.RunAsync(new LiftedRelationship(id, 2, decision)));
        (await LiftAsync(new Decision("Fine now", "x"))).Refusal.ShouldBeOfType<Invalid>();
        (await LiftAsync(TestData.Decision)).Succeeded.ShouldBeTrue();
        (await LiftAsync(TestData.Decision)).Refusal.ShouldBeOfType<Stale>();
        (await scene.ListAsync(scene.Moira)).ShouldBeEmpty();
        (await scene.Database.DoAsync(scene.Moira, (ExclusionQueries exclusions) => exclusions.ExcludedAsync(scene.Joe))).ShouldBeEmpty();
        (await scene.DeclareAsync(scene.Moira, scene.Dee, scene.Joe, RelationshipKind.Friend)).Succeeded.ShouldBeTrue("they may be kept apart again");
    }

    /// <summary>Nothing in anybody's trace tells the two that they are kept apart.</summary>
    [Fact]
    public async Task Trace_OfEitherOfTheTwo_DoesNotTell()
    {
        await using var scene = await Scene.OpenAsync();
        await scene.DeclareAsync(scene.Moira, scene.Joe, scene.Dee, RelationshipKind.Friend);
        var id = (await scene.ListAsync(scene.Moira))[0].Id;
        await scene.Database.DoAsync(scene.Moira, (RelationshipQueries relationships) => relationships.FindAsync(id));
        var trace = await scene.Database.DoAsync(new Viewer(scene.Joe, Hat.Mentee, [scene.Scheme.Id]), (MyRecordQueries record) => record.TraceAsync());
        trace.Lines.ShouldAllBe(l => !l.Did.Contains("apart") && !l.Did.Contains("elationship"));
        trace.Lines.ShouldContain(l => l.Did == "Looked at a note about you");
    }

    [Fact]
    public void Verbs_AnySequence_ByNeitherOfTheTwoAndNeverAfterTheEnd() =>
        Gen.Select(Gen.Enum<Verb>(), Gen.Int[0, 2]).Array[0, 8].Sample(steps =>
        {
            Guid[] people = [Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7()];
            var pair = Relationship.Declare(Guid.Empty, people[0], people[1], null, people[2], Today, Today.AddDays(90)).Value;
            foreach (var (verb, who) in steps)
            {
                var ended = pair.To is not null;
                var refusal = verb == Verb.Keep ? pair.Keep(people[who], Words, Today.AddDays(30)) : pair.Lift(people[who], Words, Today);
                (refusal is OneOfTheTwo).ShouldBe(who < 2);
                (refusal is NoLongerKeptApart).ShouldBe(who == 2 && ended);
                (!ended || pair.To is not null).ShouldBeTrue();
                (pair.To is null).ShouldBe(pair.ReviewBy is not null);
            }

            return true;
        });

    private sealed class Scene(TestDatabase database, TestScheme scheme) : IAsyncDisposable
    {
        public TestDatabase Database { get; } = database;

        public TestScheme Scheme { get; } = scheme;

        public Viewer Moira { get; private set; } = null!;

        public Guid Joe { get; private set; }

        public Guid Dee { get; private set; }

        public Guid Ruth { get; private set; }

        public static async Task<Scene> OpenAsync(string provider = "SQLite")
        {
            var database = await TestDatabase.CreateAsync(provider);
            var scene = new Scene(database, await database.AddSchemeAsync());
            scene.Moira = await database.AddCoordinatorAsync(scene.Scheme);
            scene.Joe = await database.AddPersonAsync("Joe", "Pike", scene.Scheme.Mentee);
            scene.Dee = await database.AddPersonAsync("Dee", "Marsh", scene.Scheme.PeerMentor);
            scene.Ruth = await database.AddPersonAsync("Ruth", "Bell", scene.Scheme.Supervisor);
            return scene;
        }

        public Task<Outcome<Done>> DeclareAsync(Viewer viewer, Guid person, Guid other, RelationshipKind kind) =>
            Database.DoAsync(viewer, (DeclareRelationship declare) => declare.RunAsync(new NewRelationship(person, other, kind)));

        public Task<IReadOnlyList<ApartRow>> ListAsync(Viewer viewer) => Database.DoAsync(viewer, (RelationshipQueries relationships) => relationships.ListAsync());

        public ValueTask DisposeAsync() => Database.DisposeAsync();
    }
}
