using CsCheck;
using Throughline.People;
using Throughline.Security;

namespace Throughline.Tests.People;

public sealed class RoleStateTests
{
    private static readonly DateOnly Day = new(2026, 3, 2);
    private static readonly SealedText Words = new(new byte[32]);

    // State machine 1, written out a second time from the domain model.
    private static readonly Dictionary<RoleState, RoleState[]> Legal = new()
    {
        [RoleState.Interested] = [RoleState.Applied, RoleState.Ended],
        [RoleState.Applied] = [RoleState.Offered, RoleState.NotThisTime, RoleState.Ended],
        [RoleState.Offered] = [RoleState.InTraining, RoleState.Ended],
        [RoleState.InTraining] = [RoleState.TrainedAwaitingClearance, RoleState.Ended],
        [RoleState.TrainedAwaitingClearance] = [RoleState.ActiveSupervised, RoleState.Ended],
        [RoleState.ActiveSupervised] = [RoleState.ActiveSolo, RoleState.Paused, RoleState.Ended],
        [RoleState.ActiveSolo] = [RoleState.Senior, RoleState.Paused, RoleState.Ended],
        [RoleState.Senior] = [RoleState.Paused, RoleState.Ended],
        [RoleState.Paused] = [RoleState.Ended],
        [RoleState.NotThisTime] = [],
        [RoleState.Ended] = [],
        [RoleState.Held] = [RoleState.Ended],
    };

    public static IEnumerable<object[]> EveryMove =>
        from start in Enum.GetValues<RoleState>() from to in Enum.GetValues<RoleState>() select new object[] { start, to };

    [Theory]
    [MemberData(nameof(EveryMove))]
    public void Move_EveryPair_OnlyThoseOfTheMachineAreOpen(RoleState start, RoleState to)
    {
        var holding = At(start);
        var refusal = Try(holding, to, Day);

        // A pause goes back where it came from, and At() pauses from ActiveSupervised.
        var open = Legal[start].Contains(to) || (start == RoleState.Paused && to == RoleState.ActiveSupervised);
        if (open)
        {
            refusal.ShouldBeNull();
            holding.State.ShouldBe(to);
            holding.Moves[^1].State.ShouldBe(to);
        }
        else
        {
            refusal.ShouldNotBeNull().Sentence.ShouldNotBeNullOrWhiteSpace();
            holding.State.ShouldBe(start);
        }
    }

    [Theory]
    [InlineData(RoleState.ActiveSupervised)]
    [InlineData(RoleState.ActiveSolo)]
    [InlineData(RoleState.Senior)]
    public void MoveTo_FromPause_OnlyWhereItCameFrom(RoleState from)
    {
        foreach (var to in new[] { RoleState.ActiveSupervised, RoleState.ActiveSolo, RoleState.Senior })
        {
            var holding = At(from);
            holding.Pause(Day, Guid.CreateVersion7(), Day.AddDays(28), Words).ShouldBeNull();
            (holding.MoveTo(to, Day) is null).ShouldBe(to == from);
            holding.PausedFrom.ShouldBe(to == from ? null : from);
        }
    }

    [Fact]
    public void RandomWalk_AnyMoves_NeverLeavesTheMachine() =>
        Gen.Int[1, 12].Array[1, 40].Sample(steps =>
        {
            var holding = At(RoleState.Interested);
            var day = Day;
            foreach (var step in steps)
            {
                var before = holding.State;
                var pausedFrom = holding.PausedFrom;
                var moves = holding.Moves.Count;
                var to = (RoleState)step;
                day = day.AddDays(1);
                if (Try(holding, to, day) is null)
                {
                    (Legal[before].Contains(to) || (before == RoleState.Paused && to == pausedFrom)).ShouldBeTrue($"{before} to {to}");
                    holding.Moves.Count.ShouldBe(moves + 1);
                    holding.To.HasValue.ShouldBe(holding.State.IsOver());
                }
                else
                {
                    holding.State.ShouldBe(before);
                    holding.Moves.Count.ShouldBe(moves);
                }
            }

            holding.Moves.Select(m => m.Number).ShouldBe(Enumerable.Range(1, holding.Moves.Count));
            holding.Moves.Zip(holding.Moves.Skip(1)).ShouldAllBe(pair => pair.First.On <= pair.Second.On);
        }, iter: 2_000);

    [Fact]
    public void End_Twice_IsRefusedBothByNameAndDate()
    {
        var holding = At(RoleState.ActiveSolo);
        holding.End(Day, ExitReason.OwnChoiceEnough, null).ShouldBeNull();
        holding.End(Day.AddDays(1), ExitReason.MovedAway, null).ShouldBe(new AlreadyEnded(Day));
        holding.ExitReason.ShouldBe(ExitReason.OwnChoiceEnough);
    }

    [Fact]
    public void End_BeforeItBegan_IsRefused()
    {
        var holding = RoleHolding.Start(Guid.CreateVersion7(), Guid.CreateVersion7(), Role(onLadder: false), RoleState.Held, Day);
        holding.End(Day.AddDays(-1), ExitReason.MovedAway, null).ShouldBeOfType<Invalid>().Input.ShouldBe("On");
        holding.To.ShouldBeNull();
    }

    [Fact]
    public void Exits_EveryState_HasAnEntryAndAName()
    {
        foreach (var state in Enum.GetValues<RoleState>())
        {
            RoleStates.ExitsOf(state).ShouldNotBeNull();
            state.Name().ShouldNotBeNullOrWhiteSpace();
        }
    }

    private static Refusal? Try(RoleHolding holding, RoleState to, DateOnly on) => to switch
    {
        RoleState.Paused => holding.Pause(on, Guid.CreateVersion7(), on.AddDays(28), Words),
        RoleState.NotThisTime => holding.DeclineThisTime(on, on.AddDays(90), Words),
        RoleState.Ended => holding.End(on, ExitReason.OwnChoiceEnough, null),
        _ => holding.MoveTo(to, on),
    };

    private static RoleHolding At(RoleState state)
    {
        var start = state switch
        {
            RoleState.Paused => RoleState.ActiveSupervised,
            RoleState.NotThisTime => RoleState.Applied,
            RoleState.Ended => RoleState.ActiveSolo,
            _ => state,
        };
        var holding = RoleHolding.Start(Guid.CreateVersion7(), Guid.CreateVersion7(), Role(onLadder: state != RoleState.Held), start, Day.AddDays(-30));
        if (start != state)
        {
            Try(holding, state, Day.AddDays(-1)).ShouldBeNull();
        }

        return holding;
    }

    private static RoleDefinition Role(bool onLadder) => RoleDefinition.Define(
        Guid.CreateVersion7(), Guid.CreateVersion7(), new RoleOutline("peer-mentor", "Peer mentor", "Team member", [Hat.PeerWorker], onLadder, onLadder ? 2 : 0));
}
