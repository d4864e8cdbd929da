using System.Reflection;
using CsCheck;
using Throughline.People;
using Throughline.Support;

namespace Throughline.Tests.Support;

/// <summary>CALC-8, with its vectors; and INV-126.</summary>
public sealed class LoadTests
{
    private static readonly LoadRule Rule = new();

    [Theory]
    [InlineData(new double[] { 6, 6, 7, 5 }, 4.0, true)]
    [InlineData(new double[] { 5, 6, 6, 5 }, 4.0, false)]
    [InlineData(new double[] { 0, 0, 0, 12 }, 4.0, true)]
    [InlineData(new double[] { 0, 0, 0, 11.99 }, 4.0, false)]
    [InlineData(new double[] { 3, 3, 3, 3 }, 1.0, false)]
    [InlineData(new double[] { 6, 6, 6, 6 }, null, false)]
    [InlineData(new double[] { 12 }, null, true)]
    [InlineData(new double[] { 12, 0, 0, 0, 0 }, 4.0, false)]
    public void IsUp_OfTheLastFourWeeks_IsTheVectors(double[] weeks, double? usual, bool up) => Load.IsUp([.. weeks.Select(w => (decimal)w)], (decimal?)usual, Rule).ShouldBe(up);

    [Theory]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(5, false)]
    public void IsUp_OfAsManyWeeksAsTheSchemeSays_LooksAtThose(int weeks, bool up) => Load.IsUp([0, 0, 7, 7], 4, Rule with { RecentWeeks = weeks }).ShouldBe(up);

    [Theory]
    [InlineData(new double[] { 4, 4, 4, 4, 4, 4, 4 }, null)]
    [InlineData(new double[] { 1, 2, 3, 4, 5, 6, 7, 8 }, 4.5)]
    [InlineData(new double[] { 8, 1, 7, 2, 6, 3, 5, 4, 90, 90 }, 4.5)]
    public void Usual_OfTheFirstEightWeeks_IsTheirMiddle(double[] weeks, double? usual) => Load.Usual(weeks.Select(w => (decimal)w), Rule).ShouldBe((decimal?)usual);

    [Fact]
    public void Usual_OfAnOddNumber_IsTheOneInTheMiddle() => Load.Usual([9, 1, 5], Rule with { UsualWeeks = 3 }).ShouldBe(5);

    [Fact]
    public void Sum_OfAWeek_AddsWhatCounts() => new LoadWeek(new DateOnly(2026, 3, 2), 3.5m, 1, 2, 1, 3, 1).Sum(Rule).ShouldBe(3.5m + 3 + 4 + 1 + 3 + 1);

    [Fact]
    public void IsUp_WithMoreInAnyWeek_StaysUp() =>
        Gen.Int[0, 15].Array[4].Select(Gen.Int[0, 8], Gen.Int[0, 3], Gen.Int[0, 5]).Sample((weeks, usual, at, more) =>
        {
            var before = weeks.Select(w => (decimal)w).ToList();
            var after = before.ToList();
            after[at] += more;
            if (Load.IsUp(before, usual, Rule))
            {
                Load.IsUp(after, usual, Rule).ShouldBeTrue();
            }
        });

    [Fact]
    [Trait("invariants", "INV-126")]
    public void Queries_OfLoad_GiveOnePersonAtATime() =>
        typeof(LoadQueries).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).ShouldAllBe(m => m.ReturnType == typeof(Task<LoadPage?>) && m.GetParameters()[0].ParameterType == typeof(Guid));

    [Theory]
    [InlineData(typeof(SupervisionDays))]
    [InlineData(typeof(FlagLine))]
    [Trait("invariants", "INV-126")]
    public void Lists_OfPeople_HoldNoNumberToSortBy(Type line) =>
        line.GetProperties().Select(p => Nullable.GetUnderlyingType(p.PropertyType) ?? p.PropertyType).ShouldAllBe(t => t != typeof(int) && t != typeof(decimal) && t != typeof(double));

    /// <summary>INV-126, over every list that any query of this slice gives, within pages too: where a line says who, it holds no number to sort or compare people by.</summary>
    [Fact]
    [Trait("invariants", "INV-126")]
    public void Lists_OfEveryQueryHere_HoldNothingToComparePeopleBy()
    {
        var lines = typeof(LoadQueries).Assembly.GetExportedTypes().Where(t => t.Namespace == "Throughline.Support" && t.Name.EndsWith("Queries", StringComparison.Ordinal))
            .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)).SelectMany(m => Lines(m.ReturnType, [])).Distinct().ToList();
        lines.ShouldContain(typeof(SupervisionDays));
        lines.ShouldContain(typeof(StayWellWith), "a list within a page");
        lines.SelectMany(ComparesBy).ShouldBeEmpty();
    }

    [Fact]
    public void Lists_Twin_ANumberBesideANameWouldBeFound()
    {
        var line = Lines(typeof(Task<IReadOnlyList<Compared>>), []).ToList().ShouldHaveSingleItem();
        ComparesBy(line).ShouldBe(["Compared.Hours"]);
        ComparesBy(typeof(LoadWeek)).ShouldBeEmpty("a week of one person says no name");
    }

    [Fact]
    public void Decisions_DoNotKnowOfSupport() =>
        typeof(EndRole).Assembly.GetTypes().Where(t => t.Namespace == "Throughline.People").SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .SelectMany(m => m.GetParameters()).Where(p => p.ParameterType.Namespace == "Throughline.Support").ShouldBeEmpty();

    /// <summary>A flag rests on the newest week that is heavy: closed, it does not come back on the same one.</summary>
    [Theory]
    [InlineData(new[] { 0, 0, 0, 12 }, 0)]
    [InlineData(new[] { 12, 0, 0, 0 }, 3)]
    [InlineData(new[] { 0, 0, 12, 0 }, 1)]
    [InlineData(new[] { 6, 6, 7, 5 }, 0)]
    [InlineData(new[] { 5, 6, 6, 5 }, null)]
    [InlineData(new[] { 12, 0, 0, 0, 0 }, null)]
    public void WeeksSince_OfTheWeekItRestsOn_IsTheNewest(int[] weeks, int? ago) => Load.WeeksSince([.. weeks.Select(w => (decimal)w)], 4, new LoadRule()).ShouldBe(ago);

    // What a list holds, wherever it is in what is returned.
    private static IEnumerable<Type> Lines(Type type, HashSet<Type> met)
    {
        if (!met.Add(type))
        {
            return [];
        }

        IEnumerable<Type> within = type.Namespace?.StartsWith("Throughline", StringComparison.Ordinal) == true ? type.GetProperties().Select(p => p.PropertyType) : type.GetGenericArguments();
        var here = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GetGenericArguments() : [];
        return here.Concat(within.SelectMany(t => Lines(t, met)));
    }

    private static IEnumerable<string> ComparesBy(Type line) =>
        line.GetProperties().Any(p => p.Name is "PersonId" or "Person" or "Name")
            ? line.GetProperties().Where(p => (Nullable.GetUnderlyingType(p.PropertyType) ?? p.PropertyType) is var type
                && (type == typeof(int) || type == typeof(long) || type == typeof(decimal) || type == typeof(double) || type == typeof(TimeSpan))).Select(p => $"{line.Name}.{p.Name}")
            : [];

    private sealed record Compared(string Name, decimal Hours);
}
