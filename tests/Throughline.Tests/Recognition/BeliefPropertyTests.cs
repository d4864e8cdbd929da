using System.Reflection;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Recognition;
using Throughline.Security;
using Throughline.Testing;
using Throughline.Tests.Support;

namespace Throughline.Tests.Recognition;

/// <summary>INV-105: what staff see in somebody is that person's from the moment it is said, speaks of a strength, and stays as it was said.</summary>
[Trait("invariants", "INV-105")]
public sealed class BeliefPropertyTests
{
    private static readonly SealedText Words = new([1, 2, 3]);

    // Longest, and one more.
    private static readonly int[] Lengths = [0, 1, 40, 400, 400, 401];

    [Fact]
    public void Belief_WhateverIsDoneToIt_SaysWhatWasSaid() =>
        Gen.Select(Gen.Enum<BeliefPrompt>(), Gen.Bool.Array[0, 12]).Sample((prompt, moves) =>
        {
            var belief = new BeliefStatement(Id(1), Id(2), Id(3), Id(4), prompt, Words, new DateOnly(2026, 3, 2));
            var said = Said(belief);
            said.Count.ShouldBe(7);
            foreach (var away in moves)
            {
                belief.Keep(away);
                belief.PutAway.ShouldBe(away);
                Said(belief).ShouldBe(said);
            }
        });

    [Fact]
    public void Belief_AnythingThatCanBeDoneToOne_IsToPutItAway() => Verbs(typeof(BeliefStatement)).ShouldBe(["Keep"]);

    [Fact]
    public void Belief_Twin_AVerbThatChangesTheWordsWouldBeFound() => Verbs(typeof(ReceivedMessage)).ShouldContain("Reword");

    [Fact]
    public async Task Belief_SaidByAnybodyOfAnybody_IsThereForThatPersonAloneOrNotSaidAtAll()
    {
        await using var scene = await RecognitionScene.OpenAsync(peers: 2);
        var database = scene.Database;
        var mia = new Viewer(await database.AddPersonAsync("Mia", "Lowe", scene.Scheme.Mentee), Hat.Mentee, [scene.Scheme.Id]);
        Viewer[] people = [scene.Moira, scene.Hal, scene.Sue, scene.Pat, scene.Ann, scene.Peers[1], mia];
        List<(Guid Id, Guid About)> said = [];
        await Gen.Select(Gen.Int[0, 6], Gen.Bool, Sharing.Hats, Gen.Int[0, 6], Gen.Int[0, 6], Gen.Int[0, 5], Sharing.Hats).SampleAsync(
            async (by, own, hat, about, prompt, length, reader) =>
            {
                var (author, person) = (own ? people[by] : people[by] with { Hat = hat }, people[about]);
                var told = await database.DoAsync(author, (SayBelief say) => say.RunAsync(new NewBelief(person.PersonId, (BeliefPrompt)prompt, new string('a', Lengths[length]))));
                // Somebody of the staff, of another who works here, with one of the five prompts, in a few words.
                told.Succeeded.ShouldBe(
                    author.Hat is Hat.Coordinator or Hat.Supervisor or Hat.StaffColleague or Hat.HeadOfService && by != about && about != 6 && prompt is >= 1 and <= 5 && length is >= 1 and <= 4);
                if (told.Succeeded)
                {
                    said.Add((told.Value, person.PersonId));
                }

                foreach (var viewer in people.Select(p => p with { Hat = reader }))
                {
                    await using var context = database.Engine.OpenReader(viewer);
                    context.Now = database.Clock.Now();
                    (await context.BeliefStatements.Select(b => b.Id).ToListAsync()).ShouldBe(said.Where(s => s.About == viewer.PersonId).Select(s => s.Id), ignoreOrder: true);
                }
            },
            iter: 60, threads: 1);
        said.ShouldNotBeEmpty();
    }

    /// <summary>Each of the prompts, written out a second time: a strength, and no other.</summary>
    [Fact]
    public void Prompts_Offered_AreTheFiveStrengths() => Enum.GetValues<BeliefPrompt>().Select(p => p.Name()).ShouldBe(
        ["Something I saw you do well", "What you bring that nobody else does", "What I would trust you with", "How I have seen you grow", "What others gain from you"]);

    private static List<object?> Said(BeliefStatement belief) => [.. typeof(BeliefStatement).GetProperties().Where(p => p.Name != nameof(BeliefStatement.PutAway)).Select(p => p.GetValue(belief))];

    private static IEnumerable<string> Verbs(Type type) =>
        type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(m => !m.IsSpecialName).Select(m => m.Name);

    private static Guid Id(int at) => new(at, 0, 0, new byte[8]);
}
