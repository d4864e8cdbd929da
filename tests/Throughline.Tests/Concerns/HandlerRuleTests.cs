using CsCheck;
using Microsoft.EntityFrameworkCore;
using Throughline.Concerns;
using Throughline.People;
using Throughline.Security;
using Throughline.Storage;
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

    /// <summary>Whoever comes to manage them reads nothing more and is told nothing; the leads are told at once, and ask somebody else.</summary>
    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Handler_WhoComesToManageThem_CannotGoOnAndTheLeadsAreTold(string provider)
    {
        await using var world = await ConcernWorld.MakeAsync(provider);
        var (database, moira) = (world.Database, world.Moira);
        var id = await world.SendAsFarAsBegunAsync(world.Lee, world.Fay.PersonId, world.Vera, moira, world.Vic.PersonId);
        var other = await world.SendAsFarAsBegunAsync(world.Lee, null, world.Vera, moira);
        (await world.SeenAsync(moira)).ShouldBe([id, other], ignoreOrder: true);
        (await world.DueAsync(moira)).ShouldBe([id, other], ignoreOrder: true);
        (await world.DueAsync(world.Vera)).ShouldBeEmpty();

        // Not right above them, but further up: nothing that was due late is waited for.
        await world.ManageAsync(world.Fay.PersonId, world.Hana.PersonId);
        await world.ManageAsync(world.Hana.PersonId, moira.PersonId);
        (await world.SeenAsync(moira)).ShouldBe([other]);
        (await world.DueAsync(moira)).ShouldBe([other]);
        (await database.DoAsync(moira, (ConcernQueries q) => q.FindAsync(id))).ShouldBeNull();
        (await database.DoAsync(moira, (OfferOutcome use) => use.RunAsync(id, 5, "We talked to her."))).Refusal.ShouldBeOfType<NotFound>();
        (await database.DoAsync(moira, (SayInConcern use) => use.RunAsync(id, 5, "Hello."))).Refusal.ShouldBeOfType<NotFound>();
        (await world.DueAsync(world.Vera)).ShouldBe([id]);
        (await world.DueAsync(world.Vic)).ShouldBeEmpty("he is on its wall");
        var ofLead = (await database.DoAsync(world.Vera, (ConcernQueries q) => q.FindAsync(id)))!;
        (ofLead.Handler, ofLead.NeedsHandler, ofLead.Handles).ShouldBe((null, true, false));
        (await database.DoAsync(world.Lee, (ConcernQueries q) => q.FindAsync(id)))!.NeedsHandler.ShouldBeTrue();
        (await database.DoAsync(world.Lee, (ConcernQueries q) => q.FindAsync(other)))!.NeedsHandler.ShouldBeFalse();
        (await database.DoAsync(world.Vera, (AssignHandler use) => use.RunAsync(id, 5, moira.PersonId))).Refusal.ShouldBeOfType<NotThisHandler>();
        (await database.DoAsync(world.Vera, (AssignHandler use) => use.RunAsync(id, 5, world.Neil.PersonId))).Succeeded.ShouldBeTrue();
        (await world.DueAsync(world.Vera)).ShouldBeEmpty();
        (await database.DoAsync(world.Neil, (OfferOutcome use) => use.RunAsync(id, 6, "We talked to her."))).Succeeded.ShouldBeTrue();
    }

    /// <summary>Whoever leaves the work for which they were asked reads nothing more, whatever other role they keep; nor do they under another hat while they have it.</summary>
    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Handler_WhoLeavesTheStaff_ReadsNothingMoreAndTheLeadsAreTold(string provider)
    {
        await using var world = await ConcernWorld.MakeAsync(provider);
        var database = world.Database;
        var sam = await world.AddAsync("Sam", "team-member", Hat.StaffColleague);
        (await database.DoAsync(Viewer.System, async (TakeUpRole take) => await take.RunAsync(new NewRole(sam.PersonId, (await world.RoleAsync("person-on-probation")).Id, RoleState.Held, new DateOnly(2026, 3, 2))))).Refusal.ShouldBeNull();
        var id = await world.SendAsFarAsBegunAsync(world.Lee, world.Fay.PersonId, world.Vera, sam);
        (await world.SeenAsync(sam)).ShouldBe([id]);
        (await world.SeenAsync(sam with { Hat = Hat.Mentee })).ShouldBeEmpty("looking into it is work of the staff");
        (await world.DueAsync(world.Vera)).ShouldBeEmpty();

        await database.EndRoleAsync(world.Moira, sam.PersonId, await world.RoleAsync("team-member"));
        foreach (var hat in new[] { Hat.Mentee, Hat.PeerWorker })
        {
            (await world.SeenAsync(sam with { Hat = hat })).ShouldBeEmpty();
            (await database.DoAsync(sam with { Hat = hat }, (ConcernQueries q) => q.FindAsync(id))).ShouldBeNull();
        }

        (await world.SeenAsync(sam)).ShouldBeEmpty("whoever is signed in yet has left too");
        (await world.DueAsync(sam)).ShouldBeEmpty();
        (await world.DueAsync(world.Vera)).ShouldBe([id]);
        (await database.DoAsync(world.Vera, (AssignHandler use) => use.RunAsync(id, 5, world.Neil.PersonId))).Succeeded.ShouldBeTrue();
        (await world.DueAsync(world.Vera)).ShouldBeEmpty();
        (await world.SeenAsync(world.Neil)).ShouldBe([id]);
    }

    [Fact]
    public async Task Handler_WhoHearsConcernsToo_SeesItAsAVoiceLeadAndLooksIntoItNoMore()
    {
        await using var world = await ConcernWorld.MakeAsync();
        var (database, vic) = (world.Database, world.Vic);
        var id = await world.SendAsFarAsBegunAsync(world.Lee, world.Fay.PersonId, world.Vera, vic);
        await world.ManageAsync(world.Fay.PersonId, vic.PersonId);
        var page = (await database.DoAsync(vic, (ConcernQueries q) => q.FindAsync(id)))!;
        (page.SeesTo, page.Handles, page.NeedsHandler).ShouldBe((true, false, true));
        (await database.DoAsync(vic, (OfferOutcome use) => use.RunAsync(id, 5, "We talked to her."))).Refusal.ShouldBeOfType<ManagesThemNow>();
    }

    [Fact]
    public async Task StillHandled_OfAll_IsWhatEachOfThemSays()
    {
        await using var world = await ConcernWorld.MakeAsync();
        var database = world.Database;
        var (sam, tom) = (await world.AddAsync("Sam", "team-member", Hat.StaffColleague), await world.AddAsync("Tom", "team-member", Hat.StaffColleague));
        List<Guid> ids =
        [
            await world.SendAsFarAsBegunAsync(world.Lee, world.Fay.PersonId, world.Vera, sam), await world.SendAsFarAsBegunAsync(world.Mia, world.Fay.PersonId, world.Vera, tom),
            await world.SendAsFarAsBegunAsync(world.Mia, null, world.Vera, sam), await world.SendAsync(world.Lee, null),
        ];
        await world.ManageAsync(world.Fay.PersonId, sam.PersonId);
        await database.RaiseWallAsync(tom.PersonId, world.Mia.PersonId);
        var still = await database.AsAsync<ThroughlineContext, List<Guid>>(Viewer.System, async context =>
        {
            var concerns = await context.Concerns.Include(c => c.Walls).ToListAsync();
            var all = await context.StillHandledAsync(concerns, default);
            foreach (var concern in concerns)
            {
                (await context.StillHandlesAsync(concern, default)).ShouldBe(all.Contains(concern.Id));
            }

            return [.. all];
        });
        still.ShouldBe([ids[2]]);
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
