using CsCheck;
using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Security;
using Throughline.Support;
using Throughline.Testing;

namespace Throughline.Tests.Support;

/// <summary>INV-123: a plan for staying well is its owner's and of those they name, whoever they are and whatever their hat.</summary>
[Trait("invariants", "INV-123")]
public sealed class StayWellPropertyTests
{
    [Fact]
    public async Task Plan_SharedWithAnySetOfPeople_IsThereForItsOwnerAndThoseAlone()
    {
        await using var scene = await RecognitionScene.OpenAsync(peers: 2);
        var database = scene.Database;
        var mia = new Viewer(await database.AddPersonAsync("Mia", "Lowe", scene.Scheme.Mentee), Hat.Mentee, [scene.Scheme.Id]);
        Viewer[] people = [scene.Ann, scene.Pat, mia, scene.Peers[1], scene.Sue, scene.Moira, scene.Hal];
        var owners = people[..3];
        foreach (var owner in owners)
        {
            (await database.DoAsync(owner, (SaveStayWellPlan save) => save.RunAsync(0, new StayWellWords("A walk by the weir.", null, null)))).Refusal.ShouldBeNull();
        }

        var named = 0;
        // Who is named is a set of seven people for each owner; one of them may be walled off from an owner.
        await Gen.Select(Gen.Int[0, 127].Array[3], Gen.Int[0, 20], Gen.Int[0, 2], Sharing.Hats.Array[7]).SampleAsync(
            async (sets, walled, whose, hats) =>
            {
                var plans = owners.Select((owner, at) => new Plan(
                    owner.PersonId, [.. people.Where((p, bit) => p != owner && (sets[at] & (1 << bit)) != 0).Select(p => p.PersonId)], at == whose && walled < 7 ? people[walled].PersonId : null)).ToList();
                await database.WriteAsync("arranged", writing =>
                {
                    writing.Context.Walls.ExecuteDelete();
                    writing.Context.StayWellShares.ExecuteDelete();
                    writing.Context.AddRange(plans.SelectMany(p => p.Named.Select(with => new StayWellShare(p.Owner, with, writing.Today))));
                    writing.Context.AddRange(plans.Where(p => p.Walled is not null).Select(p => new Wall(writing.NewId(), writing.NewId(), p.Walled!.Value, p.Owner, writing.Now)));
                    return true;
                });
                foreach (var viewer in people.Select((p, at) => p with { Hat = hats[at] }))
                {
                    await using var context = database.Engine.OpenReader(viewer);
                    context.Now = database.Clock.Now();
                    var seen = await context.StayWellPlans.Select(p => p.PersonId).ToListAsync();
                    Wrong(plans, viewer, seen).ShouldBeEmpty($"{viewer.Hat} {viewer.PersonId}");
                    named += seen.Count(owner => owner != viewer.PersonId);
                }
            },
            iter: 40, threads: 1);
        named.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Plan_Twin_AReaderWhoIsNotNamedWouldBeFound()
    {
        var plan = new Plan(Id(1), [Id(2)], null);
        foreach (var hat in Enum.GetValues<Hat>())
        {
            Wrong([plan], new Viewer(Id(3), hat, []), [Id(1)]).ShouldBe([Id(1)], hat.ToString());
            Wrong([plan], new Viewer(Id(2), hat, []), [Id(1)]).ShouldBeEmpty();
            Wrong([plan with { Walled = Id(2) }], new Viewer(Id(2), hat, []), [Id(1)]).ShouldBe([Id(1)]);
        }
    }

    private static List<Guid> Wrong(IEnumerable<Plan> plans, Viewer viewer, IReadOnlyCollection<Guid> seen) => [.. plans
        .Where(p => (viewer.PersonId == p.Owner || (p.Named.Contains(viewer.PersonId) && viewer.PersonId != p.Walled)) != seen.Contains(p.Owner)).Select(p => p.Owner)];

    private static Guid Id(int at) => new(at, 0, 0, new byte[8]);

    private sealed record Plan(Guid Owner, List<Guid> Named, Guid? Walled);
}
