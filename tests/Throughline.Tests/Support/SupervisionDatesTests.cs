using CsCheck;
using Throughline.Support;

namespace Throughline.Tests.Support;

/// <summary>INV-120 and CALC-19: from dates alone.</summary>
public sealed class SupervisionDatesTests
{
    private static readonly DateOnly Active = new(2026, 1, 5);
    private static readonly SupervisionRule Rule = new();

    [Theory]
    [InlineData(null, 14)]
    [InlineData(0, 14)]
    [InlineData(14, 28)]
    [InlineData(70, 84)]
    [InlineData(83, 97)]
    [InlineData(84, 112)]
    [InlineData(200, 228)]
    [Trait("invariants", "INV-120")]
    public void DueBy_EveryFourteenDaysForTwelveWeeks_ThenEveryTwentyEight(int? last, int due) =>
        SupervisionDates.DueBy(Active, last is { } days ? Active.AddDays(days) : null, Rule).ShouldBe(Active.AddDays(due));

    [Fact]
    public void DueBy_ASupervisionBeforeTheFirstActiveDay_DoesNotCount() => SupervisionDates.DueBy(Active, Active.AddDays(-3), Rule).ShouldBe(Active.AddDays(14));

    [Theory]
    [InlineData(new int[0], 13, 0, 0)]
    [InlineData(new int[0], 15, 0, 1)]
    [InlineData(new[] { 14 }, 20, 1, 1)]
    [InlineData(new[] { 15 }, 20, 0, 1)]
    [InlineData(new[] { 10, 20, 40 }, 41, 2, 3)]
    [InlineData(new[] { 10, 20, 34 }, 41, 3, 3)]
    [InlineData(new[] { 10, 20, 34 }, 49, 3, 4)]
    public void Coverage_OfAPeriod_IsInTimeOfDue(int[] held, int days, int inTime, int due) =>
        SupervisionDates.Coverage(Active, held.Select(h => Active.AddDays(h)), Active, Active.AddDays(days), Rule).ShouldBe((inTime, due));

    [Theory]
    [InlineData(new int[0], 0, 1)]
    [InlineData(new[] { 10 }, 0, 1)]
    [InlineData(new[] { 110 }, 0, 0)]
    [InlineData(new[] { 90, 118 }, 1, 1)]
    public void Coverage_WhatStillWaitsFromBeforeThePeriod_IsDueInIt(int[] held, int inTime, int due) =>
        SupervisionDates.Coverage(Active, held.Select(h => Active.AddDays(h)), Active.AddDays(100), Active.AddDays(130), Rule).ShouldBe((inTime, due));

    [Fact]
    public void Coverage_WhateverWasHeld_IsNeverMoreThanDue() =>
        Gen.Int[-20, 300].Array[0, 20].Select(Gen.Int[0, 300], Gen.Int[0, 300]).Sample((held, from, length) =>
        {
            var (inTime, due) = SupervisionDates.Coverage(Active, held.Select(h => Active.AddDays(h)), Active.AddDays(from), Active.AddDays(from + length), Rule);
            inTime.ShouldBeInRange(0, due);
        });

    /// <summary>INV-120, from any first day, whatever is held early: no two are further apart than fourteen days in the first twelve weeks, and than twenty-eight after.</summary>
    [Fact]
    [Trait("invariants", "INV-120")]
    public void DueBy_WheneverEachIsHeld_IsAFortnightOnForTwelveWeeksAndFourWeeksOnAfter() =>
        Gen.Select(Gen.Int[0, 2000], Gen.Int[0, 13].Array[1, 40]).Sample((first, early) =>
        {
            var active = Active.AddDays(first);
            DateOnly? last = null;
            foreach (var days in early)
            {
                var from = last ?? active;
                var by = SupervisionDates.DueBy(active, last, Rule);
                (by.DayNumber - from.DayNumber).ShouldBe(from.DayNumber - active.DayNumber < 84 ? 14 : 28);
                last = by.AddDays(-days);
            }
        });

    [Fact]
    public void Coverage_HeldEachOnItsLastDay_IsAll()
    {
        List<DateOnly> held = [];
        for (DateOnly? last = null; held.Count < 20; last = held[^1])
        {
            held.Add(SupervisionDates.DueBy(Active, last, Rule));
        }

        SupervisionDates.Coverage(Active, held, Active, held[^1], Rule).ShouldBe((20, 20));
    }
}
