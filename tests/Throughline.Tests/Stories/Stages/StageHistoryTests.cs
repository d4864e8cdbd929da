using Throughline.Stories.Stages;
using static Throughline.Tests.Stories.Stages.EvidenceBuilder;

namespace Throughline.Tests.Stories.Stages;

public sealed class StageHistoryTests
{
    [Fact]
    public void Between_HalfAYear_ReviewsEvery84DaysAndOnTheLastDate()
    {
        var history = StageHistory.Between([], Review.AddDays(-170), Review, StageRule.Default);

        history.Reviews.Select(r => r.ReviewDate).ShouldBe([Review.AddDays(-170), Review.AddDays(-86), Review.AddDays(-2), Review]);
    }

    [Fact]
    public void Between_LastBeforeFirst_IsEmpty() =>
        StageHistory.Between([], Review, Review.AddDays(-1), StageRule.Default).Reviews.ShouldBeEmpty();

    [Fact]
    public void Between_OneDay_IsOneReview() =>
        StageHistory.Between([], Review, Review, StageRule.Default).Reviews.ShouldHaveSingleItem();

    [Fact]
    public void Movements_GrowingThenContested_SaysSoInWords()
    {
        StageEvidence[] evidence =
        [
            One(1, Stage.Hook, Polarity.Supporting, 100, 1), One(2, Stage.Hook, Polarity.Supporting, 90, 2),
            One(3, Stage.Hook, Polarity.Disconfirming, 10, 3),
        ];

        var movements = StageHistory.At(evidence, [Review, Review.AddDays(-84), Review.AddDays(-42)], StageRule.Default).Movements(Stage.Hook);

        movements.Select(m => m.InWords).ShouldBe(["still growing", "growing → pulling both ways"]);
        movements[1].Changed.ShouldBeTrue();
    }

    [Fact]
    public void Movements_NothingRecorded_DoesNotSayStill() =>
        StageHistory.At([], [Review.AddDays(-84), Review], StageRule.Default).Movements(Stage.Hook).Single().InWords.ShouldBe("nothing recorded yet");

    [Fact]
    public void InWords_AnyMovement_HoldsNoDigit()
    {
        foreach (var from in Enum.GetValues<StageStatus>())
        {
            foreach (var to in Enum.GetValues<StageStatus>())
            {
                new StageMovement(Stage.Hook, Review, from, Review, to).InWords.Any(char.IsDigit).ShouldBeFalse();
            }
        }
    }
}
