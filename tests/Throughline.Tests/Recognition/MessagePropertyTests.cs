using CsCheck;
using Microsoft.EntityFrameworkCore;
using Throughline.Concerns;
using Throughline.People;
using Throughline.Recognition;
using Throughline.Security;
using Throughline.Support;
using Throughline.Testing;
using Throughline.Tests.Support;

namespace Throughline.Tests.Recognition;

public sealed class MessagePropertyTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    /// <summary>INV-100, over every column of what is stored of how somebody is treated, and every field by which it comes in.</summary>
    [Fact]
    [Trait("invariants", "INV-100")]
    public async Task Message_AnyColumnAndAnyField_CanSayWhoseItIsAndNobodyElse()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var context = database.Everything();
        foreach (var stored in new[] { typeof(ReceivedMessage), typeof(WeeklyPulse), typeof(PulseAnswer), typeof(BlockedOpportunity) })
        {
            Columns(context, stored).ShouldBe(["PersonId"], stored.Name);
        }

        // Where it was is one of the scheme's places, and the words are sealed under their owner's key.
        Naming(typeof(NewMessage).GetProperties().Select(p => (p.Name, p.PropertyType))).ShouldBe(["Place", "What"], ignoreOrder: true);
        Naming(typeof(ShutChance).GetProperties().Select(p => (p.Name, p.PropertyType))).ShouldBe(["What", "Reason"], ignoreOrder: true);
        Naming(typeof(PulseInput).GetProperties().Select(p => (p.Name, p.PropertyType))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(typeof(BeliefStatement), "AuthorId")]
    [InlineData(typeof(MessageShare), "WithId")]
    [InlineData(typeof(FlagStep), "ById")]
    [InlineData(typeof(ConcernChannel), "ContactName")]
    public async Task Message_Twin_AColumnThatSaysWhoItWasWouldBeFound(Type stored, string column)
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var context = database.Everything();
        Columns(context, stored).ShouldContain(column);
    }

    /// <summary>INV-101, for any way in which people share, supervise, leave and are kept apart: what is private is there for its owner alone, whatever the hat of anybody else.</summary>
    [Fact]
    [Trait("invariants", "INV-101")]
    public async Task PrivateMessage_UnderAnyHatOfAnybodyElse_IsNotThere()
    {
        await using var scene = await RecognitionScene.OpenAsync(peers: 3);
        var (database, sue) = (scene.Database, scene.Sue);
        var ray = new Viewer(await database.AddPersonAsync("Ray", "Teal", scene.Scheme.Supervisor), Hat.Supervisor, [scene.Scheme.Id]);
        foreach (var peer in scene.Peers)
        {
            await scene.LoggedAsync(peer, -1, what: "Nobody said good morning.");
            var pulse = new PulseInput(new Dictionary<SourceClass, int> { [SourceClass.PeerColleague] = 1 }, 1);
            (await database.DoAsync(peer, (SavePulse save) => save.RunAsync(pulse))).Refusal.ShouldBeNull();
            var chance = new ShutChance(OpportunityKind.Job, "The desk job", null, SourceClass.SeniorLeader, Today);
            (await database.DoAsync(peer, (NoteShutChance note) => note.RunAsync(chance))).Refusal.ShouldBeNull();
        }

        Viewer[] people = [.. scene.Peers, sue, ray, scene.Moira, scene.Hal, scene.Pat];
        var shared = 0;
        await Gen.Select(Sharing.Any.Array[3], Sharing.Hats.Array[8]).SampleAsync(
            async (made, hats) =>
            {
                var all = made.Select((one, at) => Sharing.Of(scene.Peers[at].PersonId, one, sue.PersonId, ray.PersonId)).ToList();
                await ShareAsync(database, all);
                foreach (var viewer in people.Select((p, at) => p with { Hat = hats[at] }).Append(sue).Append(ray))
                {
                    await using var context = database.Engine.OpenReader(viewer);
                    context.Now = database.Clock.Now();
                    var seen = await context.ReceivedMessages.Select(m => m.PersonId).ToListAsync();
                    Sharing.Wrong(all, viewer, seen).ShouldBeEmpty($"{viewer.Hat} {viewer.PersonId}");
                    shared += seen.Count(owner => owner != viewer.PersonId);

                    // A week and a chance that was shut are never shared at all.
                    var own = all.Where(one => one.Owner == viewer.PersonId).Select(one => one.Owner).ToList();
                    (await context.WeeklyPulses.Select(p => p.PersonId).ToListAsync()).ShouldBe(own);
                    (await context.Set<PulseAnswer>().Select(a => a.PersonId).ToListAsync()).ShouldBe(own);
                    (await context.BlockedOpportunities.Select(b => b.PersonId).ToListAsync()).ShouldBe(own);
                }
            },
            iter: 30, threads: 1);
        shared.ShouldBeGreaterThan(0, "some of what is shared is read by whom it is shared with");
    }

    /// <summary>The rule that the readings of messages and check-ins are compared with tells of each way to break it.</summary>
    [Fact]
    public void Sharing_Twin_SomebodyElseWhoReadsWouldBeFound()
    {
        var kept = new Sharing(Id(1), null, Id(2), false, false, false);
        foreach (var hat in Enum.GetValues<Hat>())
        {
            Sharing.Wrong([kept], new Viewer(Id(2), hat, []), [Id(1)]).ShouldBe([Id(1)], hat.ToString());
        }

        Sharing.Wrong([kept], new Viewer(Id(1), Hat.Mentee, []), []).ShouldBe([Id(1)], "an owner who does not read their own");
        var (shared, supervisor) = (kept with { With = Id(2) }, new Viewer(Id(2), Hat.Supervisor, []));
        Sharing.Wrong([shared], supervisor, [Id(1)]).ShouldBeEmpty();
        Sharing.Wrong([shared], supervisor, []).ShouldBe([Id(1)]);
        foreach (var over in new[] { shared with { Supervisor = Id(3) }, shared with { Ended = true }, shared with { LabelSet = true }, shared with { Walled = true } })
        {
            Sharing.Wrong([over], supervisor, [Id(1)]).ShouldBe([Id(1)], over.ToString());
        }
    }

    /// <summary>INV-103: whatever somebody logs, its opposite is asked the same questions in the same order, and as many.</summary>
    [Fact]
    [Trait("invariants", "INV-103")]
    public void Steps_OfAnyMessageAndItsOpposite_AreTheSame() =>
        Messages(beyond: 0).Sample(message =>
        {
            var steps = Steps(message, m => m.Check(Today));
            steps.ShouldBeUnique();
            steps.Count.ShouldBe(8);
            Steps(message with { Value = -message.Value }, m => m.Check(Today)).ShouldBe(steps);
            Steps(message with { Value = -message.Value, LeftOut = !message.LeftOut }, m => m.Check(Today)).ShouldBe(steps);
        });

    [Fact]
    public void Steps_Twin_AQuestionOfColdOnesAloneWouldBeFound()
    {
        var kind = new NewMessage(false, MessageDimension.Included, SourceClass.PeerColleague, 2, Guid.Empty, MessageSetting.Event, "She kept me a seat.", 1, Today);
        Refusal? Check(NewMessage message) => message.Check(Today) ?? (message is { Value: < 0, What: null } ? new Invalid(nameof(NewMessage.What), "Enter what happened") : null);
        Steps(kind, Check).Count.ShouldBe(8);
        Steps(kind with { Value = -2 }, Check).Count.ShouldBe(9);
    }

    /// <summary>INV-104: whatever was typed, right or wrong, something that was left out is taken and refused as something that was done is, and is kept as left out.</summary>
    [Fact]
    [Trait("invariants", "INV-104")]
    public void Message_OfWhatWasLeftOut_IsLoggedWhereverOneOfWhatWasDoneIs()
    {
        var logged = 0;
        Messages(beyond: 2).Sample(
            message =>
            {
                var (leftOut, done) = (message with { LeftOut = true }, message with { LeftOut = false });
                leftOut.Check(Today).ShouldBe(done.Check(Today));
                if (leftOut.Check(Today) is null)
                {
                    Log(leftOut).LeftOut.ShouldBeTrue();
                    Log(done).LeftOut.ShouldBeFalse();
                    logged++;
                }
            },
            iter: 400, threads: 1);
        logged.ShouldBeGreaterThan(0);
    }

    // What could say who somebody was: a word that is not sealed, or an id that is neither the row's own nor that of a place or of the pulse it is part of.
    private static IEnumerable<string> Naming(IEnumerable<(string Name, Type Type)> fields) => fields
        .Where(f => f.Name is not ("Id" or "SchemeId" or "SiteId" or "TeamId" or "PulseId"))
        .Where(f => (Nullable.GetUnderlyingType(f.Type) ?? f.Type) is var type && (type == typeof(Guid) || type == typeof(string) || type == typeof(byte[])))
        .Select(f => f.Name);

    private static IEnumerable<string> Columns(DbContext context, Type stored) => Naming(context.Model.FindEntityType(stored)!.GetProperties().Select(p => (p.Name, p.ClrType)));

    private static Gen<NewMessage> Messages(int beyond) => Gen.Select(
        Gen.Bool, Gen.Enum<MessageDimension>(), Gen.Enum<SourceClass>(), Gen.Int[-2 - beyond, 2 + beyond], Gen.Enum<MessageSetting>(), Gen.Bool, Gen.Int[-beyond, 3 + beyond], Gen.Int[-beyond, 365 + beyond],
        (leftOut, dimension, source, value, setting, words, impact, days) =>
            new NewMessage(leftOut, dimension, source, value, Guid.Empty, setting, words ? "Nobody said good morning." : null, impact, Today.AddDays(-days)));

    // The questions that are asked of somebody who answers one at a time, until nothing is wrong.
    private static List<string> Steps(NewMessage whole, Func<NewMessage, Refusal?> check)
    {
        List<string> asked = [];
        var typed = new NewMessage(null, null, null, null, null, null, null, null, null);
        while (asked.Count < 20 && check(typed)?.Field is { } field)
        {
            asked.Add(field);
            typed = field switch
            {
                nameof(NewMessage.LeftOut) => typed with { LeftOut = whole.LeftOut },
                nameof(NewMessage.Dimension) => typed with { Dimension = whole.Dimension },
                nameof(NewMessage.Source) => typed with { Source = whole.Source },
                nameof(NewMessage.Value) => typed with { Value = whole.Value },
                nameof(NewMessage.Place) => typed with { Place = whole.Place },
                nameof(NewMessage.Setting) => typed with { Setting = whole.Setting },
                nameof(NewMessage.Impact) => typed with { Impact = whole.Impact },
                nameof(NewMessage.On) => typed with { On = whole.On },
                nameof(NewMessage.What) => typed with { What = whole.What },
                _ => typed,
            };
        }

        return asked;
    }

    private static ReceivedMessage Log(NewMessage message) => ReceivedMessage.Log(Id(1), Id(2), Id(3), null, null, message, null, DateTimeOffset.UnixEpoch);

    private static Task<bool> ShareAsync(TestDatabase database, List<Sharing> all) => database.WriteAsync("arranged", writing =>
    {
        Sharing.Arrange(writing, all);
        writing.Context.MessageShares.ExecuteDelete();
        foreach (var message in writing.Context.ReceivedMessages.ToList())
        {
            var (id, with) = (message.Id, all.Single(one => one.Owner == message.PersonId).With);
            var visibility = with is null ? MessageVisibility.Private : MessageVisibility.SharedWithSupervisor;
            writing.Context.ReceivedMessages.Where(m => m.Id == id).ExecuteUpdate(set => set.SetProperty(m => m.Visibility, visibility));
            if (with is { } reader)
            {
                writing.Context.Add(new MessageShare(message, reader, writing.Today));
            }
        }

        return true;
    });

    private static Guid Id(int at) => new(at, 0, 0, new byte[8]);
}
