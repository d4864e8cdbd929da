using CsCheck;
using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Security;
using Throughline.Support;
using Throughline.Testing;

namespace Throughline.Tests.Support;

public sealed class FlagPropertyTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);
    private static readonly SealedText Words = new([1, 2, 3]);

    /// <summary>INV-124: of whatever rule a flag is and under whatever hat they look, it is never the person's own to act on, and somebody's of the service always.</summary>
    [Fact]
    [Trait("invariants", "INV-124")]
    public void Action_OnAFlagOfAnyRule_IsSomebodyElsesAndNeverThePersons() =>
        Gen.Select(Gen.Enum<FlagRule>(), Gen.Enum<Hat>(), Gen.Bool).Sample((rule, hat, supervised) =>
        {
            // As flags are raised: what would be a supervisor's is a coordinator's where nobody supervises.
            var owner = !supervised && rule.Owner() == Hat.Supervisor ? Hat.Coordinator : rule.Owner();
            var flag = SupportFlag.Raise(Id(1), Id(2), Id(3), rule, owner, Words, Today, 1);
            MoveFlag.Acts(hat, Id(2), flag).ShouldBeFalse();
            MoveFlag.Acts(flag.Owner, Id(4), flag).ShouldBeTrue();
            if (MoveFlag.Acts(hat, Id(4), flag))
            {
                hat.ShouldBeOneOf(Hat.Supervisor, Hat.Coordinator, Hat.HeadOfService);
            }
        });

    /// <summary>INV-125: on any day, under any hat, whatever the rule and whenever the person answered, nobody sees a flag before its days alone are over, and the person sees it throughout.</summary>
    [Fact]
    [Trait("invariants", "INV-125")]
    public async Task Flag_OnAnyDayUnderAnyHat_IsThePersonsBeforeItIsAnybodyElses()
    {
        await using var scene = await RecognitionScene.OpenAsync(peers: 3);
        var (database, sue) = (scene.Database, scene.Sue);
        var ray = new Viewer(await database.AddPersonAsync("Ray", "Teal", scene.Scheme.Supervisor), Hat.Supervisor, [scene.Scheme.Id]);
        Viewer[] people = [.. scene.Peers, sue, ray, scene.Moira, scene.Hal, scene.Pat];
        var others = 0;
        await Gen.Select(Sharing.Any.Array[3], Gen.Select(Gen.Enum<FlagRule>(), Gen.Int[0, 3], Gen.Int[-3, 3]).Array[3], Sharing.Hats.Array[8], Gen.Int[0, 4]).SampleAsync(
            async (made, raised, hats, days) =>
            {
                var all = made.Select((one, at) => Sharing.Of(scene.Peers[at].PersonId, one, sue.PersonId, ray.PersonId)).ToList();
                Dictionary<Guid, DateOnly> othersFrom = [];
                await database.WriteAsync("arranged", writing =>
                {
                    Sharing.Arrange(writing, all);
                    writing.Context.SupportFlags.ExecuteDelete();
                    foreach (var (one, (rule, ownDays, answered)) in all.Zip(raised))
                    {
                        var flag = SupportFlag.Raise(writing.NewId(), one.Owner, scene.Scheme.Id, rule, rule.Owner(), writing.Seal(one.Owner, "Four heavy weeks."), Today, ownDays);
                        othersFrom[one.Owner] = Today.AddDays(answered < 0 ? ownDays : Math.Min(ownDays, answered));
                        if (answered >= 0)
                        {
                            flag.Answer(writing.Seal(one.Owner, "It was the rota."), Today.AddDays(answered)).ShouldBeNull();
                        }

                        writing.Context.Add(flag);
                    }

                    return true;
                });
                foreach (var viewer in people.Select((p, at) => p with { Hat = hats[at] }).Append(sue).Append(ray).Append(scene.Moira).Append(scene.Hal))
                {
                    await using var context = database.Engine.OpenReader(viewer);
                    context.Now = database.Clock.Now().AddDays(days);
                    var seen = await context.SupportFlags.Select(f => f.PersonId).ToListAsync();
                    Wrong(othersFrom, viewer.PersonId, Today.AddDays(days), seen).ShouldBeEmpty($"{viewer.Hat} {viewer.PersonId} after {days} days");
                    others += seen.Count(owner => owner != viewer.PersonId);
                }
            },
            iter: 40, threads: 1);
        others.ShouldBeGreaterThan(0, "some are seen by those who act");
    }

    [Fact]
    public void Flag_Twin_OneThatOthersSeeTooSoonWouldBeFound()
    {
        Dictionary<Guid, DateOnly> othersFrom = new() { [Id(1)] = Today.AddDays(1) };
        Wrong(othersFrom, Id(2), Today, [Id(1)]).ShouldBe([Id(1)]);
        Wrong(othersFrom, Id(2), Today.AddDays(1), [Id(1)]).ShouldBeEmpty();
        Wrong(othersFrom, Id(1), Today, []).ShouldBe([Id(1)], "one that the person does not see");
    }

    private static List<Guid> Wrong(Dictionary<Guid, DateOnly> othersFrom, Guid viewer, DateOnly on, List<Guid> seen) =>
        [.. othersFrom.Where(f => f.Key == viewer ? !seen.Contains(f.Key) : seen.Contains(f.Key) && on < f.Value).Select(f => f.Key)];

    private static Guid Id(int at) => new(at, 0, 0, new byte[8]);
}
