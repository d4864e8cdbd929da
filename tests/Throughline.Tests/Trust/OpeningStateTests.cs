using CsCheck;
using Throughline.Trust;

namespace Throughline.Tests.Trust;

[Trait("machine", "6")]
public sealed class OpeningStateTests
{
    // State machine 6, written out a second time from the domain model.
    private static readonly Dictionary<OpeningState, OpeningState[]> Legal = new()
    {
        [OpeningState.Closed] = [OpeningState.Unlocked],
        [OpeningState.Unlocked] = [OpeningState.OpenPeersOnly],
        [OpeningState.OpenPeersOnly] = [OpeningState.OpenToServiceUsers, OpeningState.Locked],
        [OpeningState.OpenToServiceUsers] = [OpeningState.OpenPeersOnly, OpeningState.Locked],
        [OpeningState.Locked] = [],
    };

    private static readonly DateTimeOffset Nine = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Exits_EveryState_AreThoseOfTheMachineAndHaveAName()
    {
        foreach (var state in Enum.GetValues<OpeningState>())
        {
            OpeningStates.ExitsOf(state).ShouldBe(Legal[state], ignoreOrder: true);
            state.Name().ShouldNotBeNullOrWhiteSpace();
        }
    }

    [Fact]
    public void RandomWalk_AnyMoves_NeverLeavesTheMachineOrGoesBackInTime() =>
        Gen.Int[1, 5].Select(Gen.Int[-5, 30]).Array[1, 40].Sample(steps =>
        {
            var opening = HubOpening.Unlock(Guid.CreateVersion7(), Guid.CreateVersion7(), null, Nine);
            var at = Nine;
            foreach (var (step, minutes) in steps)
            {
                var (before, count, to) = (opening.State, opening.Moves.Count, (OpeningState)step);
                at = at.AddMinutes(minutes);
                var refusal = opening.MoveTo(to, null, at);
                if (Legal[before].Contains(to))
                {
                    refusal.ShouldBeNull();
                    (opening.State, opening.Moves.Count).ShouldBe((to, count + 1));
                }
                else
                {
                    refusal.ShouldBe(new OpeningMoveNotOpen(before, to));
                    refusal!.Sentence.ShouldNotBeNullOrWhiteSpace();
                    (opening.State, opening.Moves.Count).ShouldBe((before, count));
                }

                opening.LockedAt.HasValue.ShouldBe(opening.State == OpeningState.Locked);
            }

            opening.Moves.Select(m => m.Number).ShouldBe(Enumerable.Range(1, opening.Moves.Count));
            opening.Moves.Zip(opening.Moves.Skip(1)).ShouldAllBe(pair => pair.First.At <= pair.Second.At);
        }, iter: 2_000);
}
