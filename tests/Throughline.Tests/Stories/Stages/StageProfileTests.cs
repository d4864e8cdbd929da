using Throughline.Stories.Stages;
using static Throughline.Tests.Stories.Stages.EvidenceBuilder;

namespace Throughline.Tests.Stories.Stages;

public sealed class StageProfileTests
{
    [Theory]
    [InlineData(0, 0, 0, StageStatus.NotEvidenced)]
    [InlineData(0, 1, 0, StageStatus.Countered)]
    [InlineData(1, 0, 0, StageStatus.Glimpsed)]
    [InlineData(1, 1, 0, StageStatus.Contested)]
    [InlineData(2, 0, 90, StageStatus.Emerging)]
    [InlineData(2, 1, 60, StageStatus.Contested)]
    [InlineData(3, 0, 10, StageStatus.Emerging)]
    [InlineData(3, 0, 27, StageStatus.Emerging)]
    [InlineData(3, 0, 28, StageStatus.Established)]
    [InlineData(3, 1, 40, StageStatus.Established)]
    [InlineData(6, 2, 100, StageStatus.Established)]
    [InlineData(6, 3, 100, StageStatus.Contested)]
    [InlineData(7, 3, 100, StageStatus.Established)]
    public void At_EachVectorOfTheCalculation_GivesItsStatus(int supporting, int disconfirming, int span, StageStatus expected)
    {
        foreach (var stage in StageWords.All)
        {
            var reading = StageProfile.At(Spread(stage, supporting, disconfirming, span), Review, StageRule.Default)[stage];

            reading.Status.ShouldBe(expected);
            reading.Supporting.Count.ShouldBe(supporting);
            reading.Disconfirming.Count.ShouldBe(disconfirming);
            reading.SpanDays.ShouldBe(span);
        }

        StageRule.Default.StatusOf(supporting, disconfirming, span).ShouldBe(expected);
    }

    [Fact]
    public void At_TheReviewDateAndTheFirstOf365Dates_Count()
    {
        StageEvidence[] evidence = [One(1, Stage.Hook, Polarity.Supporting, 0), One(2, Stage.Hook, Polarity.Supporting, 364)];

        var reading = StageProfile.At(evidence, Review, StageRule.Default)[Stage.Hook];

        reading.Supporting.Select(o => o.Date).ShouldBe([new DateOnly(2025, 10, 1), new DateOnly(2026, 9, 30)]);
        reading.SpanDays.ShouldBe(364);
    }

    [Theory]
    [InlineData(365)]
    [InlineData(-1)]
    public void At_ADayOutsideTheWindow_DoesNotCount(int daysBefore)
    {
        var profile = StageProfile.At([One(1, Stage.Hook, Polarity.Supporting, daysBefore)], Review, StageRule.Default);

        profile[Stage.Hook].Status.ShouldBe(StageStatus.NotEvidenced);
        profile.Codings.ShouldBeEmpty();
    }

    [Fact]
    public void At_EvidenceOutsideTheWindow_DoesNotLengthenTheSpan()
    {
        StageEvidence[] evidence =
        [
            One(1, Stage.Hook, Polarity.Supporting, 400, 1), One(2, Stage.Hook, Polarity.Supporting, 20, 2),
            One(3, Stage.Hook, Polarity.Supporting, 10, 3), One(4, Stage.Hook, Polarity.Supporting, 0, 4),
        ];

        StageProfile.At(evidence, Review, StageRule.Default)[Stage.Hook].Status.ShouldBe(StageStatus.Emerging);
    }

    [Fact]
    public void At_ManyPassagesInOneSourceOnOneDate_AreOneOccasion()
    {
        StageEvidence[] evidence = [.. Enumerable.Range(0, 10).Select(i => One(i, Stage.Openness, Polarity.Supporting, 3, source: 7))];

        var reading = StageProfile.At(evidence, Review, StageRule.Default)[Stage.Openness];

        reading.Status.ShouldBe(StageStatus.Glimpsed);
        reading.Codings.Count.ShouldBe(10);
    }

    [Fact]
    public void At_OneSourceOnTwoDatesOrTwoSourcesOnOneDate_AreTwoOccasions()
    {
        StageProfile.At([One(1, Stage.Hook, Polarity.Supporting, 3, 7), One(2, Stage.Hook, Polarity.Supporting, 4, 7)], Review, StageRule.Default)
            [Stage.Hook].Supporting.Count.ShouldBe(2);
        StageProfile.At([One(1, Stage.Hook, Polarity.Supporting, 3, 7), One(2, Stage.Hook, Polarity.Supporting, 3, 8)], Review, StageRule.Default)
            [Stage.Hook].Supporting.Count.ShouldBe(2);
    }

    [Fact]
    public void At_BothPolaritiesOnOneOccasion_CountsItBothWays()
    {
        StageEvidence[] evidence = [One(1, Stage.Hook, Polarity.Supporting, 3, 7), One(2, Stage.Hook, Polarity.Disconfirming, 3, 7)];

        var reading = StageProfile.At(evidence, Review, StageRule.Default)[Stage.Hook];

        reading.Supporting.ShouldBe(reading.Disconfirming);
        reading.Status.ShouldBe(StageStatus.Contested);
    }

    [Fact]
    public void At_OtherStages_AreLeftAlone()
    {
        var profile = StageProfile.At(Spread(Stage.ReplacementSelf, 3, 0, 40), Review, StageRule.Default);

        profile.Readings.Select(r => r.Status).ShouldBe(
            [StageStatus.NotEvidenced, StageStatus.NotEvidenced, StageStatus.Established, StageStatus.NotEvidenced]);
    }

    [Fact]
    public void At_AStageSteadyOverOneNotRecorded_SaysThereIsAGapInTheRecord()
    {
        StageEvidence[] evidence = [.. Spread(Stage.ReplacementSelf, 3, 0, 40), One(77, Stage.Hook, Polarity.Supporting, 1)];

        StageProfile.At(evidence, Review, StageRule.Default).Readings.Select(r => r.GapInTheRecord).ShouldBe([true, false, false, false]);
    }

    [Fact]
    public void At_AStageGrowingOverOneNotRecorded_IsNoGap() =>
        StageProfile.At(Spread(Stage.ReplacementSelf, 3, 0, 27), Review, StageRule.Default).Readings.ShouldAllBe(r => !r.GapInTheRecord);

    [Theory]
    [InlineData(EvidenceSource.Self, EvidenceSource.Self, WhoseEvidence.SelfOnly)]
    [InlineData(EvidenceSource.Staff, EvidenceSource.Act, WhoseEvidence.OthersOnly)]
    [InlineData(EvidenceSource.Self, EvidenceSource.Staff, WhoseEvidence.Both)]
    [InlineData(EvidenceSource.Act, EvidenceSource.Self, WhoseEvidence.Both)]
    public void At_Accounts_SaysWhoseTheyAre(EvidenceSource first, EvidenceSource second, WhoseEvidence expected)
    {
        StageEvidence[] evidence =
            [One(1, Stage.Hook, Polarity.Supporting, 3, 1, first), One(2, Stage.Hook, Polarity.Disconfirming, 9, 2, second)];

        var profile = StageProfile.At(evidence, Review, StageRule.Default);

        profile[Stage.Hook].WhoseEvidence.ShouldBe(expected);
        profile[Stage.Openness].WhoseEvidence.ShouldBe(WhoseEvidence.Nobody);
    }

    [Fact]
    public void At_ALaterReviewWithNothingNew_GoesDown()
    {
        var evidence = Spread(Stage.Hook, 3, 0, 40);

        StageProfile.At(evidence, Review, StageRule.Default)[Stage.Hook].Status.ShouldBe(StageStatus.Established);
        StageProfile.At(evidence, Review.AddDays(330), StageRule.Default)[Stage.Hook].Status.ShouldBe(StageStatus.Emerging);
        StageProfile.At(evidence, Review.AddDays(360), StageRule.Default)[Stage.Hook].Status.ShouldBe(StageStatus.Glimpsed);
        StageProfile.At(evidence, Review.AddDays(366), StageRule.Default)[Stage.Hook].Status.ShouldBe(StageStatus.NotEvidenced);
    }

    [Fact]
    public void At_TheSameCodingTwice_CountsItOnce()
    {
        var one = One(1, Stage.Hook, Polarity.Supporting, 3);

        StageProfile.At([one, one], Review, StageRule.Default).Codings.ShouldBe([one]);
    }

    [Fact]
    public void At_TwoDifferentCodingsUnderOneId_IsRefused()
    {
        StageEvidence[] evidence = [One(1, Stage.Hook, Polarity.Supporting, 3), One(1, Stage.Hook, Polarity.Disconfirming, 3)];

        Should.Throw<ArgumentException>(() => StageProfile.At(evidence, Review, StageRule.Default)).Message.ShouldContain("listed twice");
    }

    [Fact]
    public void At_ReviewOnTheFirstDaysOfTheCalendar_DoesNotOverflow() =>
        StageProfile.At([], DateOnly.MinValue, StageRule.Default).Readings.Count.ShouldBe(4);

    [Fact]
    public void Of_TheLastMinuteBeforeMidnightInLondonSummer_IsThatDay()
    {
        var late = new DateTimeOffset(2026, 6, 30, 22, 59, 59, TimeSpan.Zero);

        Occasion.Of(Id(2, 1), late).Date.ShouldBe(new DateOnly(2026, 6, 30));
        Occasion.Of(Id(2, 1), late.AddSeconds(1)).Date.ShouldBe(new DateOnly(2026, 7, 1));
    }

    [Fact]
    public void Of_TheLastMinuteBeforeMidnightInLondonWinter_IsThatDay()
    {
        var late = new DateTimeOffset(2026, 1, 31, 23, 59, 59, TimeSpan.Zero);

        Occasion.Of(Id(2, 1), late).Date.ShouldBe(new DateOnly(2026, 1, 31));
        Occasion.Of(Id(2, 1), late.AddSeconds(1)).Date.ShouldBe(new DateOnly(2026, 2, 1));
        Occasion.Of(Id(2, 1), late.ToOffset(TimeSpan.FromHours(9))).Date.ShouldBe(new DateOnly(2026, 1, 31));
    }

    [Fact]
    public void At_TwoEntriesEitherSideOfLondonMidnight_AreTwoOccasionsAndTheSpanIsInLondonDays()
    {
        var first = new DateTimeOffset(2026, 8, 31, 22, 30, 0, TimeSpan.Zero);
        StageEvidence[] evidence =
        [
            One(1, Stage.Hook, Polarity.Supporting, 0) with { Occasion = Occasion.Of(Id(2, 1), first) },
            One(2, Stage.Hook, Polarity.Supporting, 0) with { Occasion = Occasion.Of(Id(2, 1), first.AddHours(1)) },
            One(3, Stage.Hook, Polarity.Supporting, 0) with { Occasion = Occasion.Of(Id(2, 1), first.AddDays(28)) },
        ];

        var reading = StageProfile.At(evidence, Review, StageRule.Default)[Stage.Hook];

        reading.Supporting.Count.ShouldBe(3);
        reading.SpanDays.ShouldBe(28);
        reading.Status.ShouldBe(StageStatus.Established);
    }
}
