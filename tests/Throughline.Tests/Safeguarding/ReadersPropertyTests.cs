using CsCheck;
using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Safeguarding;
using Throughline.Security;
using Throughline.Storage;
using Throughline.Testing;
using Throughline.Tests.Support;

namespace Throughline.Tests.Safeguarding;

/// <summary>INV-135: what is written about somebody's safety is read by the lead, by the staff who have it or have something left to do about it, and of their own words by who wrote them.</summary>
[Trait("invariants", "INV-135")]
public sealed class ReadersPropertyTests
{
    [Fact]
    public async Task Concern_OfAnybodyByAnybody_IsThereForThoseWhoActOnItAndInTheirOwnWordsForWhoRaisedIt()
    {
        await using var world = await SafetyWorld.MakeAsync();
        var (database, scheme) = (world.Database, world.Scheme.Id);
        Viewer[] people = [world.Neil, world.Colin, world.Moira, world.Pat, world.Ruth, world.Jo, world.Sam];
        var acted = 0;
        // About whom, by whom, who has it, who has something to do, who added words: a place in the list, or nobody. And whether that is done, or all of it is closed.
        var any = Gen.Select(Gen.Int[-1, 6], Gen.Int[0, 6], Gen.Int[-1, 6], Gen.Int[-1, 6], Gen.Int[-1, 6], Gen.Int[0, 5]);
        await Gen.Select(any.Array[4], Gen.Int[0, 6], Gen.Int[-7, 6], Sharing.Hats.Array[7], Gen.Bool.Array[7]).SampleAsync(
            async (made, walled, behind, hats, within) =>
            {
                Guid? At(int at) => at < 0 ? null : people[at].PersonId;
                var wall = (Viewer: people[walled].PersonId, Subject: At(behind));
                var all = await database.WriteAsync("arranged", writing =>
                {
                    Clear(writing.Context);
                    if (wall.Subject is { } hidden && hidden != wall.Viewer)
                    {
                        writing.Context.Add(new Wall(writing.NewId(), writing.NewId(), wall.Viewer, hidden, writing.Now));
                    }

                    return made.Select(m => Write(writing, scheme, new Case(
                        writing.NewId(), m.Item1 == m.Item2 ? null : At(m.Item1), people[m.Item2].PersonId, At(m.Item3), m.Item3 < 0 ? null : At(m.Item4), At(m.Item5), m.Item6 == 1, m.Item6 == 2))).ToList();
                });
                foreach (var viewer in people.Select((p, at) => p with { Hat = hats[at], SchemeIds = within[at] ? [scheme] : [] }).Append(world.Neil).Append(world.Moira).Append(world.Pat).Append(world.Ruth))
                {
                    await using var context = database.Engine.OpenReader(viewer);
                    context.Now = database.Clock.Now();
                    var known = all.Where(c => c.PersonId == viewer.PersonId || viewer.PersonId != wall.Viewer || c.PersonId != wall.Subject).ToList();
                    var works = known.Where(c => c.IsActedOnBy(viewer, scheme)).Select(c => c.Id).ToList();
                    (await context.SafeguardingConcerns.Select(c => c.Id).ToListAsync()).ShouldBe(known.Where(c => c.IsReadBy(viewer, scheme)).Select(c => c.Id), ignoreOrder: true);
                    (await context.SafeguardingActions.Select(a => a.ConcernId).ToListAsync()).ShouldBe(known.Where(c => c.Doer is not null).Select(c => c.Id).Intersect(works), ignoreOrder: true);
                    (await context.SafeguardingShares.Select(s => s.ConcernId).ToListAsync()).ShouldBe(works, ignoreOrder: true);
                    (await context.SafeguardingEntries.Select(e => new { e.ConcernId, e.ById }).ToListAsync()).Select(e => (e.ConcernId, e.ById)).ShouldBe(
                        known.SelectMany(c => c.Writers.Where(by => by == viewer.PersonId || works.Contains(c.Id)).Select(by => (c.Id, by))), ignoreOrder: true);
                    acted += works.Count;
                }
            },
            iter: 25, threads: 1);
        acted.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Rule_Twin_WhoeverElseReadsWouldBeFound()
    {
        var scheme = Id(9);
        var one = new Case(Id(1), Id(2), Id(3), Id(4), Id(5), null, false, false);
        foreach (var hat in Enum.GetValues<Hat>())
        {
            Viewer Of(int who, bool within = true) => new(Id(who), hat, within ? [scheme] : []);
            var staff = hat is Hat.Coordinator or Hat.Supervisor or Hat.StaffColleague or Hat.SafeguardingLead or Hat.ResponsibleOfficer or Hat.HeadOfService or Hat.VoiceLead;
            one.IsReadBy(Of(2), scheme).ShouldBeFalse($"whom it is about, as {hat}");
            one.IsReadBy(Of(6), scheme).ShouldBe(hat == Hat.SafeguardingLead);
            one.IsReadBy(Of(6, within: false), scheme).ShouldBeFalse("of another scheme");
            one.IsReadBy(Of(3), scheme).ShouldBeTrue();
            one.IsActedOnBy(Of(3), scheme).ShouldBe(hat == Hat.SafeguardingLead, "who raised it reads no more than their own words");
            one.IsActedOnBy(Of(4), scheme).ShouldBe(staff);
            one.IsActedOnBy(Of(5), scheme).ShouldBe(staff);
            (one with { Done = true }).IsActedOnBy(Of(5), scheme).ShouldBe(hat == Hat.SafeguardingLead, "once it is done");
            (one with { Closed = true }).IsActedOnBy(Of(5), scheme).ShouldBe(hat == Hat.SafeguardingLead, "once it is closed");
        }
    }

    private static Case Write(Writing writing, Guid scheme, Case one)
    {
        var words = writing.Seal(one.PersonId, "She says she does not want to live.");
        var concern = SafeguardingConcern.Raise(one.Id, one.About, scheme, one.Reporter, SafeguardingKind.WantsToDie, false, null, null, null, words, writing.Now);
        if (one.Owner is { } owner)
        {
            concern.Acknowledge(owner, writing.Now).ShouldBeNull();
        }

        if (one.Doer is { } doer)
        {
            concern.AddAction(doer, words, writing.Today).ShouldBeNull();
            if (one.Done)
            {
                concern.FinishAction(1, writing.Today, words).ShouldBeNull();
            }
        }

        if (one.Also is { } also)
        {
            concern.Add(also, writing.Now, words).ShouldBeNull();
        }

        concern.Share(one.Reporter, writing.Now, words, words, words, ConsentSought.Agreed, null).ShouldBeNull();
        writing.Context.Add(concern);
        if (one.Closed)
        {
            writing.Context.Entry(concern).Property(c => c.State).CurrentValue = SafeguardingState.Closed;
        }

        return one;
    }

    private static void Clear(ThroughlineContext context)
    {
        context.Walls.ExecuteDelete();
        context.SafeguardingShares.ExecuteDelete();
        context.SafeguardingActions.ExecuteDelete();
        context.SafeguardingEntries.ExecuteDelete();
        context.SafeguardingConcerns.ExecuteDelete();
    }

    private static Guid Id(int at) => new(at, 0, 0, new byte[8]);

    // Whom it is about, and whoever raised it, has it, has something to do about it and added words to it.
    private sealed record Case(Guid Id, Guid? About, Guid Reporter, Guid? Owner, Guid? Doer, Guid? Also, bool Done, bool Closed)
    {
        public Guid PersonId => About ?? Reporter;

        public IEnumerable<Guid> Writers => new[] { Reporter, Owner, Also }.OfType<Guid>();

        // The rule, written a second time.
        public bool IsActedOnBy(Viewer viewer, Guid scheme) =>
            viewer.Hat is Hat.Coordinator or Hat.Supervisor or Hat.StaffColleague or Hat.SafeguardingLead or Hat.ResponsibleOfficer or Hat.HeadOfService or Hat.VoiceLead
            && viewer.SchemeIds.Contains(scheme) && viewer.PersonId != About
            && (viewer.Hat == Hat.SafeguardingLead || viewer.PersonId == Owner || (viewer.PersonId == Doer && !Done && !Closed));

        public bool IsReadBy(Viewer viewer, Guid scheme) => viewer.PersonId == Reporter || IsActedOnBy(viewer, scheme);
    }
}
