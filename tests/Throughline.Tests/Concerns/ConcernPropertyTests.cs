using CsCheck;
using Microsoft.EntityFrameworkCore;
using Throughline.Concerns;
using Throughline.People;
using Throughline.Security;
using Throughline.Storage;
using Throughline.Testing;
using Throughline.Tests.Support;

namespace Throughline.Tests.Concerns;

public sealed class ConcernPropertyTests
{
    private static readonly ConcernState[] LookedInto = [ConcernState.HandlerAssigned, ConcernState.LookingInto, ConcernState.OutcomeOffered, ConcernState.Accepted, ConcernState.Appealed, ConcernState.OutcomeFinal];
    private static readonly Hat[] Handling = [Hat.VoiceLead, Hat.Coordinator, Hat.Supervisor, Hat.StaffColleague, Hat.HeadOfService, Hat.SafeguardingLead];
    private static readonly ConcernState[] AnswerDue = [ConcernState.Acknowledged, ConcernState.HandlerAssigned, ConcernState.LookingInto, ConcernState.Appealed];

    /// <summary>
    /// INV-106: in any state, with anybody on its wall, on any day, a concern and what hangs on it is there for those whom it is for; for anybody on its wall it is not there under any hat.
    /// </summary>
    [Fact]
    [Trait("invariants", "INV-106")]
    public async Task Concern_InAnyStateWithAnyWall_IsThereForThoseOfItAndNeverForTheWalled()
    {
        await using var world = await ConcernWorld.MakeAsync();
        var (database, scheme, today) = (world.Database, world.Scheme, world.Database.Clock.Today());
        Viewer[] people = [world.Lee, world.Mia, world.Fay, world.Vera, world.Vic, world.Hana, world.Neil, world.Moira];
        var staff = people[2..].Select(p => p.PersonId).ToList();
        var others = 0;
        // Whose, in which state, who looks into it and who said that it came (or nobody), who is on the wall, and how many days until what is due.
        var any = Gen.Select(Gen.Int[0, 7], Gen.Enum<ConcernState>(), Gen.Int[-1, 7], Gen.Int[-1, 7], Gen.Int[0, 255], Gen.Int[-2, 2], Gen.Int[-2, 2]);
        await Gen.Select(any.Array[5], Sharing.Hats.Array[8], Gen.Bool.Array[8]).SampleAsync(
            async (made, hats, within) =>
            {
                Guid? At(int at) => at < 0 ? null : people[at].PersonId;
                var all = await database.WriteAsync("arranged", writing =>
                {
                    writing.Context.Set<ConcernEntry>().ExecuteDelete();
                    writing.Context.Set<ConcernWall>().ExecuteDelete();
                    writing.Context.Concerns.ExecuteDelete();
                    return made.Select(m => Write(writing, scheme, new Sent(
                        writing.NewId(), people[m.Item1].PersonId, m.Item2, LookedInto.Contains(m.Item2) ? At(m.Item3) : null, m.Item2 >= ConcernState.Acknowledged ? At(m.Item4) : null,
                        [.. people.Where((_, bit) => bit != m.Item1 && (m.Item5 & (1 << bit)) != 0).Select(p => p.PersonId)], today.AddDays(m.Item6), today.AddDays(m.Item7)))).ToList();
                });
                foreach (var viewer in people.Select((p, at) => p with { Hat = hats[at], SchemeIds = within[at] ? [scheme] : [] }).Append(world.Vera).Append(world.Hana).Append(world.Fay))
                {
                    await using var context = database.Engine.OpenReader(viewer);
                    context.Now = database.Clock.Now();
                    await context.KnowHandledAsync(CancellationToken.None);
                    var expected = all.Where(c => c.IsThereFor(viewer, scheme, today, staff)).ToList();
                    (await context.Concerns.Select(c => c.Id).ToListAsync()).ShouldBe(expected.Select(c => c.Id), ignoreOrder: true, $"{viewer.Hat} {viewer.PersonId}");
                    (await context.Set<ConcernEntry>().Select(e => e.ConcernId).ToListAsync()).ShouldBe(expected.Select(c => c.Id), ignoreOrder: true);
                    (await context.Set<ConcernWall>().Select(w => w.ConcernId).ToListAsync()).ShouldBe(expected.SelectMany(c => c.Walled.Select(_ => c.Id)), ignoreOrder: true);
                    others += expected.Count(c => c.Owner != viewer.PersonId);
                }
            },
            iter: 30, threads: 1);
        others.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Rule_Twin_SomebodyOnTheWallWhoReadsWouldBeFound()
    {
        var (scheme, today) = (Id(9), new DateOnly(2026, 3, 2));
        var late = new Sent(Id(1), Id(2), ConcernState.Submitted, Id(4), Id(4), [Id(3), Id(4)], today.AddDays(-1), today);
        var looked = late with { State = ConcernState.LookingInto, Handler = Id(6), AcknowledgedBy = null };
        foreach (var hat in Enum.GetValues<Hat>())
        {
            bool For(Sent concern, int who, bool within = true) => concern.IsThereFor(new Viewer(Id(who), hat, within ? [scheme] : []), scheme, today, [Id(4), Id(6)]);
            For(late, 3).ShouldBeFalse(hat.ToString());
            For(late, 4).ShouldBeFalse("nor for one who looked into it and is on the wall");
            For(late, 5).ShouldBe(hat is Hat.VoiceLead or Hat.HeadOfService);
            For(late, 5, within: false).ShouldBeFalse();
            For(late with { AnswerBy = today }, 5).ShouldBe(hat == Hat.VoiceLead, "a head of service, only once it is late");
            For(late with { State = ConcernState.Draft }, 5).ShouldBeFalse();
            For(looked, 6).ShouldBe(Handling.Contains(hat), "whoever looks into it, under a hat of staff");
            For(looked with { Handler = Id(5) }, 5).ShouldBe(hat == Hat.VoiceLead, "somebody who does not work here any more");
        }
    }

    /// <summary>
    /// INV-107: on any day after it was sent, whoever of them is on its wall: the voice leads are told, from the day after the fifth day of work the head of service too, and where
    /// the head is on the wall its owner is told to ring whoever is named outside. Nobody on the wall ever is.
    /// </summary>
    [Fact]
    [Trait("invariants", "INV-107")]
    public async Task Unanswered_OnAnyDayWithAnyWall_GoesToTheHeadOrByItsOwnerToTheOneOutside()
    {
        await using var world = await ConcernWorld.MakeAsync();
        var (database, sent) = (world.Database, world.Database.Clock.Today());
        Guid[] three = [world.Vera.PersonId, world.Vic.PersonId, world.Hana.PersonId];
        Dictionary<Guid, List<Guid>> walls = [];
        for (var set = 0; set < 8; set++)
        {
            List<Guid> walled = [.. three.Where((_, at) => (set & (1 << at)) != 0)];
            walls[await world.SendAsync(world.Lee, null, [.. walled])] = walled;
        }

        await Gen.Int[0, 40].SampleAsync(
            async days =>
            {
                var due = await database.DoAsync(Viewer.System, (ConcernDueQueries q) => q.DueAsync(sent.AddDays(days)));
                var late = Enumerable.Range(1, Math.Max(0, days - 1)).Count(day => sent.AddDays(day).DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)) >= 5;
                foreach (var (id, walled) in walls)
                {
                    List<Guid> told = [.. three.Take(late ? 3 : 2).Except(walled)];
                    if (late && walled.Contains(world.Hana.PersonId))
                    {
                        told.Add(world.Lee.PersonId);
                    }

                    due.Where(d => d.Path == $"/concerns/{id}").Select(d => d.PersonId).OfType<Guid>().Distinct().ShouldBe(told, ignoreOrder: true, $"{walled.Count} on the wall, after {days} days");
                }
            },
            iter: 60, threads: 1);
    }

    private static Sent Write(Writing writing, Guid scheme, Sent one)
    {
        var words = writing.Seal(one.Owner, "It is cold.");
        var concern = Concern.Start(one.Id, one.Owner, scheme, new ConcernWords(ConcernAbout.Practice, null, null, words, null, false));
        concern.Wall(one.Walled.ToDictionary(id => id, _ => ConcernWallReason.Named));
        if (one.State != ConcernState.Draft)
        {
            concern.Submit(writing.Today, one.AnswerBy, one.OutcomeBy).ShouldBeNull();
        }

        writing.Context.AddRange(concern, new ConcernEntry(writing.NewId(), concern, ConcernEntryKind.Message, one.Owner, words, writing.Now));
        var entry = writing.Context.Entry(concern);
        entry.Property(c => c.State).CurrentValue = one.State;
        entry.Property(c => c.HandlerId).CurrentValue = one.Handler;
        entry.Property(c => c.AcknowledgedById).CurrentValue = one.AcknowledgedBy;
        return one;
    }

    private static Guid Id(int at) => new(at, 0, 0, new byte[8]);

    private sealed record Sent(Guid Id, Guid Owner, ConcernState State, Guid? Handler, Guid? AcknowledgedBy, List<Guid> Walled, DateOnly AnswerBy, DateOnly OutcomeBy)
    {
        // The rule, written a second time.
        public bool IsThereFor(Viewer viewer, Guid scheme, DateOnly today, IReadOnlyCollection<Guid> staff) => viewer.PersonId == Owner
            || (!Walled.Contains(viewer.PersonId) && viewer.SchemeIds.Contains(scheme) && State != ConcernState.Draft
                && ((viewer.PersonId == Handler && Handling.Contains(viewer.Hat) && staff.Contains(viewer.PersonId)) || viewer.Hat == Hat.VoiceLead
                    || (viewer.Hat == Hat.HeadOfService && (viewer.PersonId == AcknowledgedBy || (State == ConcernState.Submitted && AnswerBy < today) || (AnswerDue.Contains(State) && OutcomeBy < today)))));
    }
}
