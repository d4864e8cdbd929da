using CsCheck;
using Microsoft.EntityFrameworkCore;
using Throughline.Mentoring;
using Throughline.Safeguarding;
using Throughline.Security;
using Throughline.Testing;

namespace Throughline.Tests.Safeguarding;

public sealed class SafeguardingPropertyTests
{
    /// <summary>INV-131: whenever the background work happens to run, each next person is called once a quarter of an hour has gone, in turn, until somebody has it, and nobody after that.</summary>
    [Fact]
    [Trait("invariants", "INV-131")]
    public async Task Danger_HoweverOftenPagingRuns_CallsTheNextEachQuarterOfAnHourUntilSomebodyHasIt()
    {
        await using var world = await SafetyWorld.MakeAsync();
        Viewer[] chain = [world.Moira, world.Pat, world.Neil, world.Colin];
        await Gen.Int[1, 40].Array[0, 7].SampleAsync(
            async gaps =>
            {
                var id = (await world.RaiseAsync()).Value;
                List<(Guid, DateTimeOffset)> expected = [];
                var next = world.Now;
                foreach (var minutes in gaps.Prepend(0))
                {
                    world.Database.Clock.Advance(TimeSpan.FromMinutes(minutes));
                    await world.PageAsync();
                    if (world.Now >= next)
                    {
                        expected.Add((chain[expected.Count % chain.Length].PersonId, world.Now));
                        next = world.Now.AddMinutes(15);
                    }
                }

                (await world.LogAsync(id)).Select(p => (p.PersonId, p.At)).ShouldBe(expected, ignoreOrder: false);
                var called = chain[(expected.Count - 1) % chain.Length];
                (await world.AnswerAsync(called, id)).Succeeded.ShouldBeTrue();
                (await world.ConcernAsync(id)).OwnerId.ShouldBe(called.PersonId);
                world.Database.Clock.Advance(TimeSpan.FromMinutes(90));
                await world.PageAsync();
                (await world.LogAsync(id)).Count.ShouldBe(expected.Count);
            },
            iter: 12, threads: 1);
    }

    /// <summary>INV-132: whoever raised it, however urgent it was, and whether nobody took it on, somebody did, it was closed or 999 was rung: within a day they have been offered a talk.</summary>
    [Fact]
    [Trait("invariants", "INV-132")]
    public async Task Talk_WhoeverRaisedItAndWhateverBecameOfIt_IsOfferedWithinADay()
    {
        await using var world = await SafetyWorld.MakeAsync();
        var database = world.Database;
        Viewer[] people = [world.Neil, world.Colin, world.Moira, world.Pat, world.Ruth, world.Jo, world.Sam];
        await Gen.Select(Gen.Int[0, 6], Gen.Bool, Gen.Int[0, 4], Gen.Int[20, 59]).SampleAsync(
            async (by, danger, became, minutes) =>
            {
                var (reporter, raised) = (people[by], world.Now);
                var id = (await world.RaiseAsync(danger, reporter)).Value;
                var talk = await world.TalkAsync(id);
                (talk.PersonId, talk.State, talk.DueBy).ShouldBe((reporter.PersonId, DebriefState.Due, raised.AddHours(24)));
                if (became is 1 or 2)
                {
                    await world.PageAsync();
                    var called = (await world.LogAsync(id))[^1].PersonId;
                    var owner = people.Single(p => p.PersonId == called);
                    (await world.AnswerAsync(owner, id)).Succeeded.ShouldBeTrue();
                    if (became == 2)
                    {
                        await world.CloseAsync(id, owner);
                    }
                }
                else if (became == 3)
                {
                    (await database.DoAsync(reporter, (SayEmergencyCalled use) => use.RunAsync(id))).Refusal.ShouldBeNull();
                }

                var offers = reporter == world.Neil ? world.Moira : world.Neil;
                if (became == 4)
                {
                    (await database.DoAsync(offers, (OfferDebrief offer) => offer.RunAsync(talk.Id))).Refusal.ShouldBeNull();
                }

                // The background work runs at least once an hour, at whatever minute.
                database.Clock.Advance(TimeSpan.FromHours(22));
                while (world.Now.AddMinutes(minutes) <= raised.AddHours(24))
                {
                    database.Clock.Advance(TimeSpan.FromMinutes(minutes));
                    await world.PageAsync();
                }

                talk = await world.TalkAsync(id);
                (talk.State, talk.OfferedById).ShouldBe((DebriefState.Offered, became == 4 ? (Guid?)offers.PersonId : null));
                talk.OfferedAt!.Value.ShouldBeInRange(raised, raised.AddHours(24));
                // What nobody took on calls nobody in the samples after this one.
                await database.WriteAsync("stopped", writing =>
                {
                    var now = writing.Now;
                    writing.Context.DutyAlarms.Where(a => a.AnsweredAt == null).ExecuteUpdate(set => set.SetProperty(a => a.AnsweredAt, now));
                    return true;
                });
            },
            iter: 12, threads: 1);
    }

    /// <summary>INV-133: whoever is asked to take it over from whomever, it is with a member of staff after each try, and with nobody who may not have it.</summary>
    [Fact]
    [Trait("invariants", "INV-133")]
    public async Task Concern_HandedToAnybodyByAnybody_IsWithAMemberOfStaffAllTheTime()
    {
        await using var world = await SafetyWorld.MakeAsync();
        await world.MatchAsync();
        Viewer[] staff = [world.Neil, world.Colin, world.Moira, world.Pat, world.Ruth];
        Viewer[] people = [.. staff, world.Jo, world.Sam];
        var id = (await world.RaiseAsync(about: world.Sam.PersonId)).Value;
        await world.PageAsync();
        (await world.AnswerAsync(world.Moira, id)).Succeeded.ShouldBeTrue();
        var owner = world.Moira;
        var refused = 0;
        await Gen.Int[0, 6].Array[1, 4].SampleAsync(
            async tries =>
            {
                foreach (var to in tries.Select(at => people[at]))
                {
                    var handed = await world.Database.DoAsync(owner, (HandOverConcern use) => use.RunAsync(id, to.PersonId, "She is on ward 4."));
                    if (staff.Contains(to))
                    {
                        handed.Refusal.ShouldBeNull();
                        owner = to;
                    }
                    else
                    {
                        handed.Refusal.ShouldBeOfType<NeedsStaffOwner>();
                        refused++;
                    }

                    (await world.ConcernAsync(id)).OwnerId.ShouldBe(owner.PersonId);
                }
            },
            iter: 20, threads: 1);
        refused.ShouldBeGreaterThan(0);
    }

    /// <summary>INV-134: with any of its parts missing nothing is written down as told outside, and with all of them it reads as it was typed.</summary>
    [Fact]
    [Trait("invariants", "INV-134")]
    public async Task Share_WithAnyPartLeftOut_IsRefusedAndWithAllOfThemIsKeptWhole()
    {
        await using var world = await SafetyWorld.MakeAsync();
        var database = world.Database;
        var id = (await world.RaiseAsync()).Value;
        await world.PageAsync();
        (await world.AnswerAsync(world.Moira, id)).Succeeded.ShouldBeTrue();
        List<(string?, string?, string?, ConsentSought, string?)> told = [];
        var left = 0;
        // Each part is missing, blank, or there; the reason for telling without a yes can be too short too.
        await Gen.Select(Gen.Int[0, 9].Array[3], Gen.Int[0, 7], Gen.Int[0, 6]).SampleAsync(
            async (parts, asked, why) =>
            {
                string? Part(int at, string words) => parts[at] == 0 ? null : parts[at] == 1 ? "  " : words;
                ConsentSought? consent = asked == 0 ? null : asked == 7 ? (ConsentSought)9 : (ConsentSought)(1 + (asked % 3));
                var reason = why == 0 ? null : why == 1 ? "  " : why == 2 ? "Asleep" : "She was asleep and could not be asked.";
                var share = new NewShare(id, Part(0, "The ward sister"), Part(1, "What she took."), Part(2, "They look after her now."), consent, reason);
                var whole = parts.All(p => p > 1) && consent is ConsentSought.Agreed or ConsentSought.Refused or ConsentSought.NotAsked && (consent == ConsentSought.Agreed || why > 2);
                var outcome = await database.DoAsync(world.Moira, (ShareConcern use) => use.RunAsync(share));
                outcome.Succeeded.ShouldBe(whole);
                if (whole)
                {
                    told.Add((share.Recipient, share.What, share.Why, consent!.Value, consent == ConsentSought.Agreed ? null : reason));
                }
                else
                {
                    outcome.Refusal.ShouldBeOfType<Invalid>();
                    left++;
                }
            },
            iter: 80, threads: 1);
        (told.Count > 0 && left > 0).ShouldBeTrue();
        var page = (await database.DoAsync(world.Neil, (SafeguardingQueries q) => q.FindAsync(id))).ShouldNotBeNull();
        page.Told.Select(t => (t.Recipient, t.What, t.Why, t.Consent, t.WhyNot)).ShouldBe(told, ignoreOrder: false);

        // Nor could a row be stored without one of them.
        await using var context = database.Everything();
        context.Model.FindEntityType(typeof(SafeguardingShare))!.GetProperties().Where(p => p.IsNullable).Select(p => p.Name).ShouldBe([nameof(SafeguardingShare.WhyNot)]);
    }
}
