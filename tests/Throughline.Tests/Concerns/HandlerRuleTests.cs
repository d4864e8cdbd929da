using CsCheck;
using Throughline.Concerns;
using Throughline.People;
using Throughline.Security;
using Throughline.Testing;

namespace Throughline.Tests.Concerns;

/// <summary>INV-108: whoever looks into a concern is never whom it is about, never in their line of management, and never on its wall.</summary>
[Trait("invariants", "INV-108")]
public sealed class HandlerRuleTests
{
    private const int People = 24;
    private static readonly SealedText Words = new([1]);

    [Fact]
    public async Task Barred_WhateverTheChains_HoldsEverybodyAboveTheOneItIsAbout() =>
        // Chains as long as there are people, forks and rings among them.
        await Gen.Select(Gen.Select(Gen.Int[0, People - 1], Gen.Int[0, People - 1]).Array[0, 60], Gen.Int[0, People - 1], Gen.Int[0, People - 1], Gen.Int[0, People - 1].Array[0, 4], Gen.Bool)
            .SampleAsync(async (manages, owner, subject, named, line) =>
            {
                var above = manages.ToLookup(m => Id(m.Item1), m => Id(m.Item2));
                var climbed = await ConcernRules.ClimbAsync(Id(subject), below => Task.FromResult(below.SelectMany(b => above[b]).Distinct().ToList()));
                climbed.ShouldBe(Closure(Id(subject), above), ignoreOrder: true);

                var concern = Concern.Start(Id(100), Id(owner), Id(101), new ConcernWords(ConcernAbout.Person, Id(subject), null, Words, null, line));
                var wall = named.Distinct().ToDictionary(Id, _ => ConcernWallReason.Named);
                wall[Id(subject)] = ConcernWallReason.Subject;
                concern.Wall(wall);
                var barred = ConcernRules.Barred(concern, climbed);
                var may = Enumerable.Range(0, People).Select(Id).Where(id => !barred.Contains(id)).ToList();
                may.ShouldNotContain(Id(subject));
                may.ShouldNotContain(Id(owner));
                may.Intersect(climbed).ShouldBeEmpty();
                may.Intersect(concern.Walls.Select(w => w.WalledId)).ShouldBeEmpty();
                // Nobody else is kept from it.
                barred.Except(climbed).Except(wall.Keys).Except([Id(owner)]).ShouldBeEmpty();
            }, iter: 400);

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Assign_ToEachOfTheStaff_IsRefusedToTheLineHoweverLong(string provider)
    {
        await using var world = await ConcernWorld.MakeAsync(provider);
        var database = world.Database;
        List<Viewer> staff = [];
        for (var at = 0; at < 12; at++)
        {
            staff.Add(await world.AddAsync($"Sam{(char)('a' + at)}", "team-member", Hat.StaffColleague));
        }

        // A chain of eleven, and at its end a ring.
        for (var at = 0; at < 11; at++)
        {
            await world.ManageAsync(staff[at].PersonId, staff[at + 1].PersonId);
        }

        await world.ManageAsync(staff[11].PersonId, staff[9].PersonId);
        var id = await world.SendAsync(world.Lee, staff[2].PersonId, staff[0].PersonId);
        await database.DoAsync(world.Vera, (AcknowledgeConcern use) => use.RunAsync(id, 2));
        (await database.DoAsync(world.Vera, (ConcernQueries q) => q.HandlersAsync(id))).Select(h => h.Name).Where(n => n.StartsWith("Sam", StringComparison.Ordinal)).ShouldBe(["Samb Reed"]);
        foreach (var one in staff.Where((_, at) => at != 1))
        {
            (await database.DoAsync(world.Vera, (AssignHandler use) => use.RunAsync(id, 3, one.PersonId))).Refusal.ShouldBeOfType<NotThisHandler>();
        }

        (await database.DoAsync(world.Fay, (ConcernQueries q) => q.HandlersAsync(id))).ShouldBeEmpty("who may is for the voice lead to see");
        (await database.DoAsync(world.Vera, (AssignHandler use) => use.RunAsync(id, 3, staff[1].PersonId))).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task Handler_WhoComesToManageThem_CannotGoOn()
    {
        await using var world = await ConcernWorld.MakeAsync();
        var (database, moira) = (world.Database, world.Moira);
        var id = await world.SendAsFarAsBegunAsync(world.Lee, world.Fay.PersonId, world.Vera, moira);
        await world.ManageAsync(world.Fay.PersonId, moira.PersonId);
        (await database.DoAsync(moira, (OfferOutcome use) => use.RunAsync(id, 5, "We talked to her."))).Refusal.ShouldBeOfType<ManagesThemNow>();
        (await database.DoAsync(world.Vera, (AssignHandler use) => use.RunAsync(id, 5, moira.PersonId))).Refusal.ShouldBeOfType<NotThisHandler>();
        (await database.DoAsync(world.Vera, (AssignHandler use) => use.RunAsync(id, 5, world.Neil.PersonId))).Succeeded.ShouldBeTrue();
        (await database.DoAsync(world.Neil, (OfferOutcome use) => use.RunAsync(id, 6, "We talked to her."))).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task Line_WhereItIsPartOfIt_IsOnTheWallAsItStandsWhenTheConcernIsSent()
    {
        await using var world = await ConcernWorld.MakeAsync();
        var database = world.Database;
        await world.ManageAsync(world.Fay.PersonId, world.Vic.PersonId);
        var id = (await world.WriteAsync(world.Lee, world.Fay.PersonId, true, [])).Value;
        (await WallAsync()).ShouldBe(["Fay Reed", "Vic Reed"]);
        await world.ManageAsync(world.Fay.PersonId, world.Vera.PersonId);
        (await database.DoAsync(world.Lee, (SubmitConcern use) => use.RunAsync(id, 1))).Succeeded.ShouldBeTrue();
        (await WallAsync()).ShouldBe(["Fay Reed", "Vera Reed"]);
        (await database.DoAsync(world.Vera, (ConcernQueries q) => q.ListAsync())).ShouldBeEmpty();
        (await database.DoAsync(world.Vic, (ConcernQueries q) => q.ListAsync())).ShouldHaveSingleItem();

        async Task<List<string>> WallAsync() => [.. (await database.DoAsync(world.Lee, (ConcernQueries q) => q.FindAsync(id)))!.Cannot.Select(c => c.Name).Order(StringComparer.Ordinal)];
    }

    private static Guid Id(int at) => new(at + 1, 0, 0, new byte[8]);

    private static HashSet<Guid> Closure(Guid from, ILookup<Guid, Guid> above)
    {
        HashSet<Guid> reached = [];
        var open = new Stack<Guid>(above[from]);
        while (open.TryPop(out var one))
        {
            if (reached.Add(one))
            {
                foreach (var next in above[one])
                {
                    open.Push(next);
                }
            }
        }

        reached.Remove(from);
        return reached;
    }
}
