using CsCheck;
using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Security;
using Throughline.Storage;
using Throughline.Support;
using Throughline.Testing;

namespace Throughline.Tests.Support;

public sealed class SupervisionPropertyTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    /// <summary>INV-121: whatever is on the agenda and whatever has been agreed, there is one page, and all of it is there for both.</summary>
    [Fact]
    [Trait("invariants", "INV-121")]
    public async Task Record_WithWhateverEitherWrote_IsWordForWordTheSameForBoth()
    {
        await using var scene = await RecognitionScene.OpenAsync();
        var (database, ann, sue) = (scene.Database, scene.Ann.PersonId, scene.Sue.PersonId);
        var holding = (await database.HoldingAsync(ann, scene.Scheme.PeerMentor)).Id;
        await Gen.Select(Gen.Bool.Array[0, 6], Gen.Int[0, 4]).SampleAsync(
            async (own, stands) =>
            {
                var id = await database.WriteAsync("arranged", writing =>
                {
                    Clear(writing.Context);
                    var supervision = Supervision.Plan(writing.NewId(), ann, sue, scene.Scheme.Id, holding, Today, Today).Value;
                    writing.Context.Add(supervision);
                    writing.Context.AddRange(own.Select((byHer, at) => new AgendaItem(supervision, at + 1, byHer ? ann : sue, writing.Seal(ann, $"Item {at}."), Today)));
                    if (stands > 0)
                    {
                        supervision.Hold(stands == 1 ? ann : sue, Today, null, Today).ShouldBeNull();
                        var note = new SupervisionNote(supervision, writing.Seal(ann, "Agreed."), Today);
                        writing.Context.Add(note);
                        if (stands == 3)
                        {
                            supervision.Reword(ann, Today).ShouldBeNull();
                            note.Reword(writing.Seal(ann, "Agreed in other words."), Today);
                        }

                        if (stands == 4)
                        {
                            supervision.Confirm(ann, Today).ShouldBeNull();
                        }
                    }

                    return supervision.Id;
                });
                var hers = (await database.DoAsync(scene.Ann, (SupervisionQueries q) => q.FindAsync(id))).ShouldNotBeNull();
                var theirs = (await database.DoAsync(scene.Sue, (SupervisionQueries q) => q.FindAsync(id))).ShouldNotBeNull();
                Same(hers, theirs).ShouldBeTrue();
                hers.Agenda.Select(a => a.Words).ShouldBe(own.Select((_, at) => $"Item {at}."));
                hers.Agreed.ShouldBe(stands == 0 ? null : stands == 3 ? "Agreed in other words." : "Agreed.");
            },
            iter: 20, threads: 1);
    }

    [Fact]
    public void Record_Twin_APartForTheSupervisorAloneWouldBeFound()
    {
        var page = new SupervisionPage(
            Guid.Empty, Guid.Empty, Guid.Empty, "Ann Reed", "Sue Wren", Today, SupervisionState.Held, [new AgendaLine(1, "Sue Wren", false, "The key cupboard.")], "Agreed.", null, null, Today, true, 2);
        Same(page, page with { Asks = false, Agenda = [page.Agenda[0] with { Own = true }] }).ShouldBeTrue("whose it is and whose turn it is may differ");
        Same(page, page with { Agreed = "Agreed. Keep an eye on her." }).ShouldBeFalse();
        Same(page, page with { Agenda = [.. page.Agenda, new AgendaLine(2, "Sue Wren", true, "Her sister.")] }).ShouldBeFalse();
        Same(page, page with { Agenda = [page.Agenda[0] with { Words = null }] }).ShouldBeFalse();
    }

    /// <summary>INV-121 once more, of the rows: words of supervision are there for the person whenever they are there for anybody, and for the one supervisor while they supervise.</summary>
    [Fact]
    [Trait("invariants", "INV-121")]
    public async Task Words_WhoeverSupervisesNow_AreOfThePersonAndTheOneWhoHeldItAlone()
    {
        await using var scene = await RecognitionScene.OpenAsync(peers: 3);
        var (database, sue) = (scene.Database, scene.Sue);
        var ray = new Viewer(await database.AddPersonAsync("Ray", "Teal", scene.Scheme.Supervisor), Hat.Supervisor, [scene.Scheme.Id]);
        Dictionary<Guid, Guid> holdings = [];
        foreach (var peer in scene.Peers)
        {
            holdings[peer.PersonId] = (await database.HoldingAsync(peer.PersonId, scene.Scheme.PeerMentor)).Id;
        }

        Viewer[] people = [.. scene.Peers, sue, ray, scene.Moira, scene.Hal, scene.Pat];
        var both = 0;
        await Gen.Select(Sharing.Any.Array[3], Sharing.Hats.Array[8]).SampleAsync(
            async (made, hats) =>
            {
                var all = made.Select((one, at) => Sharing.Of(scene.Peers[at].PersonId, one, sue.PersonId, ray.PersonId)).Where(one => one.With is not null).ToList();
                await database.WriteAsync("arranged", writing =>
                {
                    Clear(writing.Context);
                    Sharing.Arrange(writing, all);
                    foreach (var one in all)
                    {
                        var supervision = Supervision.Plan(writing.NewId(), one.Owner, one.With!.Value, scene.Scheme.Id, holdings[one.Owner], Today, Today).Value;
                        var words = writing.Seal(one.Owner, "The key cupboard.");
                        writing.Context.AddRange(supervision, new AgendaItem(supervision, 1, one.With.Value, words, Today), new SupervisionNote(supervision, words, Today));
                    }

                    return true;
                });
                foreach (var viewer in people.Select((p, at) => p with { Hat = hats[at] }).Append(sue).Append(ray))
                {
                    await using var context = database.Engine.OpenReader(viewer);
                    context.Now = database.Clock.Now();
                    var seen = await context.AgendaItems.Select(a => a.PersonId).ToListAsync();
                    Sharing.Wrong(all, viewer, seen).ShouldBeEmpty($"{viewer.Hat} {viewer.PersonId}");
                    (await context.SupervisionNotes.Select(n => n.PersonId).ToListAsync()).ShouldBe(seen, ignoreOrder: true);
                    both += seen.Count(owner => owner != viewer.PersonId);
                }
            },
            iter: 30, threads: 1);
        both.ShouldBeGreaterThan(0);
    }

    /// <summary>INV-120: however long somebody has been active and however long ago the last one was, what is late is said to whoever supervises and to whoever manages them, and never to the person.</summary>
    [Fact]
    [Trait("invariants", "INV-120")]
    public async Task Late_FromAnyFirstDayAndAnyLastOne_IsToldToTheSupervisorAndNeverToThePerson()
    {
        await using var scene = await RecognitionScene.OpenAsync();
        var (database, ann, sue) = (scene.Database, scene.Ann.PersonId, scene.Sue.PersonId);
        var holding = (await database.HoldingAsync(ann, scene.Scheme.PeerMentor)).Id;
        var told = 0;
        await Gen.Select(Gen.Int[0, 200], Gen.Int[-20, 60], Gen.Bool).SampleAsync(
            async (since, ago, planned) =>
            {
                var active = Today.AddDays(-since);
                DateOnly? last = ago < 0 || ago > since ? null : Today.AddDays(-ago);
                await database.WriteAsync("arranged", writing =>
                {
                    Clear(writing.Context);
                    writing.Context.RoleMoves.Where(m => m.PersonId == ann).ExecuteUpdate(set => set.SetProperty(m => m.On, active));
                    if (last is { } on)
                    {
                        var held = Supervision.Plan(writing.NewId(), ann, sue, scene.Scheme.Id, holding, Today, Today).Value;
                        held.Hold(sue, Today, null, Today).ShouldBeNull();
                        held.Confirm(ann, Today).ShouldBeNull();
                        writing.Context.Add(held);
                        writing.Context.Entry(held).Property(s => s.On).CurrentValue = on;
                    }

                    if (planned)
                    {
                        writing.Context.Add(Supervision.Plan(writing.NewId(), ann, sue, scene.Scheme.Id, holding, Today.AddDays(3), Today).Value);
                    }

                    return true;
                });
                var due = await database.DoAsync(Viewer.System, (SupportDueQueries q) => q.DueAsync(Today));
                var late = (Today.DayNumber - (last ?? active).DayNumber) > ((last ?? active).DayNumber - active.DayNumber < 84 ? 14 : 28);
                // Nobody manages her: it is a coordinator's, and the head of service's only where there is none.
                (Hat?, bool)[] theirs = late ? [(Hat.Coordinator, false), (Hat.HeadOfService, true)] : [];
                due.Where(d => d.Kind == "supervision-late").Select(d => (d.Hat, d.InHandOf is not null)).ShouldBe(theirs);
                due.Where(d => d.Kind == "supervision-late").ShouldAllBe(d => d.PersonId == null && d.AboutId == ann && d.AlsoAboutId == sue && d.KeptFromId == sue);
                due.Where(d => d.Kind == "supervision-to-plan").Select(d => d.PersonId).ShouldBe(Enumerable.Repeat((Guid?)sue, planned ? 0 : 1), ignoreOrder: true);
                // That a day comes near is theirs to know; that nothing came of one is not theirs to put right.
                due.Where(d => d.PersonId == ann).Select(d => d.Kind).ShouldBe(Enumerable.Repeat("supervision-soon", planned ? 1 : 0), ignoreOrder: true);
                told += late ? 1 : 0;
            },
            iter: 40, threads: 1);
        told.ShouldBeGreaterThan(0);
    }

    /// <summary>INV-126: whoever is late and by how much, the days of everybody's supervision are in the order of names.</summary>
    [Fact]
    [Trait("invariants", "INV-126")]
    public async Task Dates_OfEverybody_AreInTheOrderOfNamesWhateverTheyAre()
    {
        await using var scene = await RecognitionScene.OpenAsync(peers: 3);
        var database = scene.Database;
        Dictionary<Guid, Guid> holdings = [];
        foreach (var peer in scene.Peers)
        {
            holdings[peer.PersonId] = (await database.HoldingAsync(peer.PersonId, scene.Scheme.PeerMentor)).Id;
        }

        await Gen.Int[0, 120].Array[3].SampleAsync(
            async ago =>
            {
                await database.WriteAsync("arranged", writing =>
                {
                    Clear(writing.Context);
                    foreach (var (peer, days) in scene.Peers.Zip(ago))
                    {
                        var held = Supervision.Plan(writing.NewId(), peer.PersonId, scene.Sue.PersonId, scene.Scheme.Id, holdings[peer.PersonId], Today, Today).Value;
                        held.Hold(scene.Sue.PersonId, Today, null, Today).ShouldBeNull();
                        writing.Context.Add(held);
                        writing.Context.Entry(held).Property(s => s.On).CurrentValue = Today.AddDays(-days);
                    }

                    return true;
                });
                var lines = await database.DoAsync(scene.Moira, (SupervisionQueries q) => q.DatesAsync());
                lines.Select(l => l.Person).ShouldBe(["Ann Reed", "Peer1 Reed", "Peer2 Reed"]);
                lines.Select(l => l.Last).ShouldBe(ago.Select(days => (DateOnly?)Today.AddDays(-days)), ignoreOrder: false);
            },
            iter: 20, threads: 1);
    }

    // Nothing but whose turn it is, and whose each item is, may differ.
    private static bool Same(SupervisionPage one, SupervisionPage other) =>
        (one with { Asks = false, Agenda = [] }) == (other with { Asks = false, Agenda = [] })
        && one.Agenda.Select(a => a with { Own = false }).SequenceEqual(other.Agenda.Select(a => a with { Own = false }));

    private static void Clear(ThroughlineContext context)
    {
        context.AgendaItems.ExecuteDelete();
        context.SupervisionNotes.ExecuteDelete();
        context.Supervisions.ExecuteDelete();
    }
}
