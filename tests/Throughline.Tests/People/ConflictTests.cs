using CsCheck;
using Throughline.People;
using Throughline.Security;

namespace Throughline.Tests.People;

public sealed class ConflictTests
{
    private static readonly DateOnly Day = new(2026, 3, 2);
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);
    private static readonly SealedText Words = new(new byte[32]);
    private static readonly Guid Amir = new("01900000-0000-7000-8000-000000000001");
    private static readonly Guid Bilal = new("01900000-0000-7000-8000-000000000002");
    private static readonly Guid Moira = new("01900000-0000-7000-8000-000000000003");

    private enum Verb
    {
        Assess,
        Plan,
        Continue,
        Lift,
    }

    [Fact]
    public void Declare_Always_StandsAsInterimWall() => Declared().State.ShouldBe(ConflictState.InterimWall);

    [Theory]
    [InlineData(ConflictState.InterimWall, new[] { "Assess" })]
    [InlineData(ConflictState.Assessed, new[] { "Plan" })]
    [InlineData(ConflictState.WallActive, new[] { "Continue", "Lift" })]
    [InlineData(ConflictState.Continued, new[] { "Continue", "Lift" })]
    [InlineData(ConflictState.Lifted, new string[0])]
    public void Verbs_EachState_OnlyItsOwnAreOpen(ConflictState state, string[] open)
    {
        foreach (var verb in Enum.GetValues<Verb>().Where(v => v != Verb.Assess || state == ConflictState.InterimWall))
        {
            var conflict = At(state);
            (Try(conflict, verb, Moira) is null).ShouldBe(open.Contains(verb.ToString()), $"{state}, {verb}");
            if (!open.Contains(verb.ToString()))
            {
                conflict.State.ShouldBe(state);
            }
        }
    }

    [Theory]
    [InlineData(ConflictState.InterimWall)]
    [InlineData(ConflictState.Assessed)]
    [InlineData(ConflictState.WallActive)]
    [InlineData(ConflictState.Continued)]
    [InlineData(ConflictState.Lifted)]
    public void Verbs_ByEitherOfTheTwo_AreAlwaysRefused(ConflictState state)
    {
        foreach (var who in new[] { Amir, Bilal })
        {
            foreach (var verb in Enum.GetValues<Verb>())
            {
                var conflict = At(state);
                Try(conflict, verb, who).ShouldBe(new OneOfTheTwo());
                conflict.State.ShouldBe(state);
            }
        }
    }

    [Fact]
    public void Assess_NobodyConfirmed_StaysInterim()
    {
        var conflict = Conflict.Declare(Guid.CreateVersion7(), Amir, Amir, Words, Now, Day);
        conflict.Assess(Moira, Day).ShouldBeNull();
        conflict.State.ShouldBe(ConflictState.InterimWall);
        conflict.ActBy.ShouldBeNull();
    }

    [Fact]
    public void RandomWalk_AnyVerbs_NeverLeavesTheMachine() =>
        Gen.Int[0, 3].Array[1, 30].Sample(verbs =>
        {
            var conflict = Declared();
            foreach (var verb in verbs)
            {
                var before = conflict.State;
                if (Try(conflict, (Verb)verb, Moira) is null)
                {
                    var direct = ConflictStates.ExitsOf(before).Contains(conflict.State);
                    var throughReview = ConflictStates.ExitsOf(before).Contains(ConflictState.InReview) && ConflictStates.ExitsOf(ConflictState.InReview).Contains(conflict.State);
                    var again = conflict.State == before && (Verb)verb is Verb.Assess;
                    (direct || throughReview || again).ShouldBeTrue($"{before} to {conflict.State}");
                }
                else
                {
                    conflict.State.ShouldBe(before);
                }
            }

            (conflict.LiftedAt is not null).ShouldBe(conflict.State == ConflictState.Lifted);
        }, iter: 2_000);

    [Fact]
    public void Exits_EveryState_HasAnEntryAndAName()
    {
        foreach (var state in Enum.GetValues<ConflictState>())
        {
            ConflictStates.ExitsOf(state).ShouldNotBeNull();
            state.Name().ShouldNotBeNullOrWhiteSpace();
        }
    }

    [Theory]
    [InlineData("Bilal Khan", "Bilal", "Khan", true)]
    [InlineData("khan, bilal", "Bilal", "Khan", true)]
    [InlineData("BILAL", "Bilal", "Khan", true)]
    [InlineData("Bilal Ahmed Khan", "Bilal", "Khan", true)]
    [InlineData("Bilal Khan", "Bilal", null, true)]
    [InlineData("Éabha Ní Bhriain", "Eabha", "Ni Bhriain", true)]
    [InlineData("Bilal Khan", "Bashir", "Khan", false)]
    [InlineData("Bilal Khan", "Bilal", "Khanna", false)]
    [InlineData("...", "Bilal", "Khan", false)]
    public void MayMean_NamesInAnyOrder_FindsAllWhoMayBeMeant(string declared, string preferred, string? family, bool expected) =>
        ConflictWatch.MayMean(declared, preferred, family).ShouldBe(expected);

    [Theory]
    [InlineData("2026-03-02", 5, "2026-03-09")]
    [InlineData("2026-03-06", 1, "2026-03-09")]
    [InlineData("2026-03-07", 5, "2026-03-13")]
    public void WorkingDaysAfter_AcrossWeekends_SkipsThem(string from, int days, string expected) =>
        PeopleSettings.WorkingDaysAfter(DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture), days)
            .ShouldBe(DateOnly.Parse(expected, System.Globalization.CultureInfo.InvariantCulture));

    private static Conflict Declared()
    {
        var conflict = Conflict.Declare(Guid.CreateVersion7(), Amir, Amir, Words, Now, Day);
        conflict.AddParty(Bilal, PartyStanding.Confirmed, Day, Day);
        return conflict;
    }

    private static Conflict At(ConflictState state)
    {
        var conflict = Declared();
        Verb[] path = state switch
        {
            ConflictState.Assessed => [Verb.Assess],
            ConflictState.WallActive => [Verb.Assess, Verb.Plan],
            ConflictState.Continued => [Verb.Assess, Verb.Plan, Verb.Continue],
            ConflictState.Lifted => [Verb.Assess, Verb.Plan, Verb.Lift],
            _ => [],
        };
        foreach (var verb in path)
        {
            Try(conflict, verb, Moira).ShouldBeNull();
        }

        return conflict;
    }

    private static Refusal? Try(Conflict conflict, Verb verb, Guid by) => verb switch
    {
        Verb.Assess => conflict.Assess(by, Day),
        Verb.Plan => conflict.SetPlan(by, Words, Day.AddDays(28)),
        Verb.Continue => conflict.Continue(by, Words, Day.AddDays(90)),
        _ => conflict.Lift(by, Words, Now),
    };
}
