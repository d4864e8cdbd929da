using System.Reflection;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Security;
using Throughline.Support;
using Throughline.Testing;

namespace Throughline.Tests.Support;

/// <summary>INV-122: a check-in is read by its owner, and by the one supervisor it is shared with while they supervise them. It is added up for nobody.</summary>
[Trait("invariants", "INV-122")]
public sealed class CheckInPropertyTests
{
    [Fact]
    public async Task CheckIn_HoweverItIsShared_IsThereForItsOwnerAndThatSupervisorAlone()
    {
        await using var scene = await RecognitionScene.OpenAsync(peers: 3);
        var (database, sue) = (scene.Database, scene.Sue);
        var ray = new Viewer(await database.AddPersonAsync("Ray", "Teal", scene.Scheme.Supervisor), Hat.Supervisor, [scene.Scheme.Id]);
        foreach (var peer in scene.Peers)
        {
            (await database.DoAsync(peer, (SaveCheckIn save) => save.RunAsync(0, new CheckInInput(HowAreYou.UpAndDown, "A long week.", false, false)))).Refusal.ShouldBeNull();
        }

        Viewer[] people = [.. scene.Peers, sue, ray, scene.Moira, scene.Hal, scene.Pat];
        var shared = 0;
        await Gen.Select(Sharing.Any.Array[3], Sharing.Hats.Array[8]).SampleAsync(
            async (made, hats) =>
            {
                var all = made.Select((one, at) => Sharing.Of(scene.Peers[at].PersonId, one, sue.PersonId, ray.PersonId)).ToList();
                await database.WriteAsync("arranged", writing =>
                {
                    Sharing.Arrange(writing, all);
                    foreach (var one in all)
                    {
                        var (owner, with) = (one.Owner, one.With);
                        DateOnly? on = with is null ? null : writing.Today;
                        writing.Context.CheckIns.Where(c => c.PersonId == owner).ExecuteUpdate(set => set.SetProperty(c => c.SharedWithId, with).SetProperty(c => c.SharedOn, on));
                    }

                    return true;
                });
                foreach (var viewer in people.Select((p, at) => p with { Hat = hats[at] }).Append(sue).Append(ray))
                {
                    await using var context = database.Engine.OpenReader(viewer);
                    context.Now = database.Clock.Now();
                    var seen = await context.CheckIns.Select(c => c.PersonId).ToListAsync();
                    Sharing.Wrong(all, viewer, seen).ShouldBeEmpty($"{viewer.Hat} {viewer.PersonId}");
                    shared += seen.Count(owner => owner != viewer.PersonId);
                }
            },
            iter: 40, threads: 1);
        shared.ShouldBeGreaterThan(0, "some are read by whom they are shared with");
    }

    /// <summary>Of all queries there are, those that tell how somebody is give one answer of one person, or the viewer's own: there is no figure that could be too small.</summary>
    [Fact]
    public void Answers_InAllQueriesThereAre_AreGivenOneAtATimeOrAreTheViewersOwn()
    {
        var readers = typeof(CheckInQueries).Assembly.GetExportedTypes().Where(t => t.Name.EndsWith("Queries", StringComparison.Ordinal))
            .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)).Where(m => Tells(m.ReturnType)).ToList();
        readers.Select(m => $"{m.DeclaringType!.Name}.{m.Name}").ShouldBe(["CheckInQueries.MineAsync", "CheckInQueries.FindAsync", "CheckInQueries.ReadAsync"], ignoreOrder: true);
        readers.Single(m => m.Name == nameof(CheckInQueries.ReadAsync)).ReturnType.ShouldBe(typeof(Task<SharedCheckIn?>));
        Tells(typeof(SharedCheckInLine)).ShouldBeFalse("the list of what is shared says only that there is something");
    }

    [Fact]
    public void Answers_Twin_AListOfThemWouldBeFound() => Tells(typeof(Task<IReadOnlyList<CheckInLine>>)).ShouldBeTrue();

    // Whether an answer is anywhere in what a query returns.
    private static bool Tells(Type returned)
    {
        HashSet<Type> met = [];
        return Look(returned);

        bool Look(Type type) => type == typeof(HowAreYou) || (met.Add(type) && (type.GetGenericArguments().Any(Look)
            || (type.Namespace?.StartsWith("Throughline", StringComparison.Ordinal) == true && type.GetProperties().Any(p => Look(p.PropertyType)))));
    }
}
