using CsCheck;
using Throughline.Concerns;
using Throughline.Testing;

namespace Throughline.Tests.Concerns;

/// <summary>E22: concerns in numbers, none of which tells of a single one.</summary>
[Trait("invariants", "INV-106,E22")]
public sealed class ConcernFigureTests
{
    [Fact]
    public void Tally_WhateverWasRaised_ShowsNothingSmallAndNothingThatCanBeTakenApart() =>
        Gen.Select(Gen.Select(Gen.Int[0, 11], Gen.Int[1, 3]).Array[0, 40], Gen.Int[5, 12]).Sample((raised, smallest) =>
        {
            List<(Guid Owner, ConcernAbout Sort)> facts = [.. raised.Select(r => (new Guid(r.Item1 + 1, 0, 0, new byte[8]), (ConcernAbout)r.Item2))];
            var tally = ConcernCounting.Tally(facts, smallest);
            var people = facts.Select(f => f.Owner).Distinct().Count();
            (tally.Total is null).ShouldBe(facts.Count < smallest || people < smallest);
            if (tally.Total is not { } total)
            {
                tally.Split.ShouldBeEmpty();
                return;
            }

            total.ShouldBe(facts.Count);
            tally.Split.ShouldAllBe(s => s.Count >= smallest && facts.Where(f => f.Sort == s.Of).Select(f => f.Owner).Distinct().Count() >= smallest);
            // Nothing is left over that is not shown by itself: what could be taken away is nothing, or everything.
            tally.Split.Sum(s => s.Count).ShouldBeOneOf(0, total);
        });

    [Fact]
    public void Tally_OneConcernMoreOrLess_IsNeverFeltWhereFewRaisedAny() =>
        Gen.Int[0, 4].Sample(others =>
        {
            List<(Guid, ConcernAbout)> facts = [.. Enumerable.Range(1, others).Select(at => (new Guid(at, 0, 0, new byte[8]), ConcernAbout.Person))];
            var without = ConcernCounting.Tally(facts.Take(Math.Max(0, others - 1)).ToList(), 5);
            ConcernCounting.Tally(facts, 5).Total.ShouldBe(without.Total);
        });

    [Theory]
    [InlineData("2026-03-02", "2025-07-01", "2025-12-31", "2024-01-01")]
    [InlineData("2026-07-01", "2026-01-01", "2026-06-30", "2024-07-01")]
    [InlineData("2026-06-30", "2025-07-01", "2025-12-31", "2024-01-01")]
    public void Periods_AreHalfYearsThatAreOver(string today, string from, string to, string first)
    {
        var periods = ConcernCounting.Before(Day(today));
        periods[0].ShouldBe((Day(from), Day(to)));
        periods[^1].From.ShouldBe(Day(first));
        periods.Zip(periods.Skip(1)).ShouldAllBe(pair => pair.Second.To.AddDays(1) == pair.First.From);

        static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task List_ForEachWhoLooks_CountsNothingThatTheyAreKeptFrom(string provider)
    {
        await using var world = await ConcernWorld.MakeAsync(provider);
        var database = world.Database;
        List<Guid> owners = [world.Lee.PersonId, world.Mia.PersonId, world.Fay.PersonId, world.Moira.PersonId, world.Neil.PersonId];
        await SpeakAsync(owners, ConcernAbout.Place, null);
        var open = await FiguresAsync(world.Vera);
        open.Sent.ShouldBe(new ConcernTally<ConcernAbout>(5, open.Sent.Split));
        open.Sent.Split.ShouldBe([new ConcernCount<ConcernAbout>(ConcernAbout.Place, 5)]);
        open.Over.Total.ShouldBe(5);
        open.Over.Split.Single().Of.ShouldBe(ConcernEnd.TakenBack);
        (await FiguresAsync(world.Hana)).Sent.Total.ShouldBe(5);

        // One more, from which Hana is kept: her numbers stay as they were. Of two sorts one is small now, so no sort is shown.
        await SpeakAsync([world.Lee.PersonId], ConcernAbout.Practice, world.Hana.PersonId);
        (await FiguresAsync(world.Hana)).Sent.Total.ShouldBe(5);
        (await FiguresAsync(world.Hana)).Sent.Split.ShouldHaveSingleItem();
        (await FiguresAsync(world.Vera)).Sent.Total.ShouldBe(6);
        (await FiguresAsync(world.Vera)).Sent.Split.ShouldBeEmpty();
        foreach (var other in new[] { world.Moira, world.Lee, world.Fay, world.Neil })
        {
            (await database.DoAsync(other, (ConcernFigureQueries q) => q.ListAsync())).ShouldBeNull();
        }

        async Task<ConcernPeriod> FiguresAsync(Throughline.Security.Viewer by) => (await database.DoAsync(by, (ConcernFigureQueries q) => q.ListAsync()))!.Single().Periods[0];

        Task<int> SpeakAsync(IReadOnlyList<Guid> by, ConcernAbout about, Guid? wall) => database.WriteAsync("concern-sent", writing =>
        {
            foreach (var owner in by)
            {
                var concern = Concern.Start(writing.NewId(), owner, world.Scheme, new ConcernWords(about, null, null, writing.Seal(owner, "It is cold."), null, false));
                concern.Wall(wall is { } kept ? new Dictionary<Guid, ConcernWallReason> { [kept] = ConcernWallReason.Named } : []);
                concern.Submit(new DateOnly(2025, 11, 3), new DateOnly(2025, 11, 10), new DateOnly(2025, 12, 1)).ShouldBeNull();
                concern.Withdraw(new DateOnly(2025, 11, 4)).ShouldBeNull();
                writing.Context.Add(concern);
            }

            return by.Count;
        });
    }
}
