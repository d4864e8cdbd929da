using CsCheck;
using Throughline.Recognition;
using Throughline.Surveys;

namespace Throughline.Tests.Recognition;

[Trait("calculations", "CALC-3 CALC-4 CALC-5 CALC-6 CALC-17 CALC-18")]
public sealed class MessageReadingTests
{
    private static readonly MessageRule Rule = new();

    [Theory]
    [InlineData(new[] { 2, 2, 1, -1, -2, 1, 0, -1 }, 8, .25, .3040, .9796, MessageBand.StronglyMixed)]
    [InlineData(new[] { 2, 2, 2, 2, 2 }, 5, 2, 1, 0, MessageBand.Validating)]
    [InlineData(new[] { -2, -2, -2, -2, -2 }, 5, -2, 1, 0, MessageBand.Undermining)]
    [InlineData(new[] { 0, 0, 0, 0, 0 }, 5, 0, 1, 0, MessageBand.Neutral)]
    [InlineData(new[] { 2, -2, 2, -2, 2, -2 }, 6, 0, 0, 1, MessageBand.StronglyMixed)]
    [InlineData(new[] { 1, 1, 1, 1, -1 }, 5, .6, .6, .64, MessageBand.Mixed)]
    [InlineData(new[] { 2, 2, 1, 1, 1, 1, -1 }, 7, 1, .5371, .4898, MessageBand.Validating)]
    [InlineData(new[] { 1, 1, 1, 1 }, 4, 1, 1, 0, MessageBand.InsufficientData)]
    [InlineData(new int[0], 0, 0, 1, 0, MessageBand.InsufficientData)]
    public void Summary_OfValues_IsTheReferenceValue(int[] values, int count, double mean, double consistency, double mix, MessageBand band)
    {
        var summary = MessageReading.Of(values, Rule);
        (summary.Count, summary.Band).ShouldBe((count, band));
        summary.Mean.ShouldBe(mean, .00005);
        summary.Consistency.ShouldBe(consistency, .00005);
        summary.Mix.ShouldBe(mix, .00005);
    }

    /// <summary>Scenario 8.</summary>
    [Fact]
    public void Summary_FiveGreetingsLeftOutAndOneVeryKind_IsMostlyCold() => MessageReading.Of([-1, -1, -1, -1, -1, 2], Rule).Band.ShouldBe(MessageBand.Undermining);

    [Fact]
    public void Summary_ValueOffTheScale_IsRefused() => Should.Throw<ArgumentOutOfRangeException>(() => MessageReading.Of([3], Rule));

    [Fact]
    public void Summary_AnyValues_StaysInItsBoundsAndKnowsNoOrder() =>
        Gen.Int[-2, 2].Array[0, 60].Sample(values =>
        {
            var summary = MessageReading.Of(values, Rule);
            summary.Mean.ShouldBeInRange(-2, 2);
            summary.Consistency.ShouldBeInRange(-1e-9, 1);
            summary.Mix.ShouldBeInRange(0, 1);
            (summary.Band == MessageBand.InsufficientData).ShouldBe(values.Length < 5);
            var back = MessageReading.Of([.. values.Reverse()], Rule);
            (back.Band, back.Kind, back.Cold).ShouldBe((summary.Band, summary.Kind, summary.Cold));
            // The other way round, kind is cold.
            var turned = MessageReading.Of([.. values.Select(v => -v)], Rule);
            turned.Mix.ShouldBe(summary.Mix, 1e-9);
            if (summary.Band == MessageBand.Validating)
            {
                turned.Band.ShouldBe(MessageBand.Undermining);
            }
        });

    [Theory]
    [InlineData(24, 12, 8, MessageBand.StronglyMixed, true)]
    [InlineData(20, 12, 3, MessageBand.Mixed, true)]
    [InlineData(6, 1, 5, MessageBand.Undermining, true)]
    [InlineData(20, 13, 1, MessageBand.Validating, false)]
    [InlineData(5, 0, 0, MessageBand.Neutral, false)]
    [InlineData(4, 0, 4, MessageBand.InsufficientData, false)]
    public void Band_OfCounts_IsThatOfTheValuesAndAsksForALookWhereItIsMixedOrCold(int count, int kind, int cold, MessageBand band, bool asks)
    {
        MessageReading.Band(count, kind, cold, Rule).ShouldBe(band);
        MessageReading.Of([.. Enumerable.Repeat(1, kind), .. Enumerable.Repeat(-1, cold), .. Enumerable.Repeat(0, count - kind - cold)], Rule).Band.ShouldBe(band);
        band.IsMixedOrCold().ShouldBe(asks);
    }

    [Fact]
    public void Gap_OfTheReferenceValues_IsTwoPointTwo() => MessageReading.Gap([2, 2, 1, 2, 1], [-1, -2, 1, 0, -1], 5)!.Value.ShouldBe(2.2, 1e-9);

    [Fact]
    public void Gap_TooFewOnEitherSide_IsNotGiven()
    {
        MessageReading.Gap([2, 2, 1, 2], [-1, -2, 1, 0, -1], 5).ShouldBeNull();
        MessageReading.Gap([2, 2, 1, 2, 1], [-1, -2, 1, 0], 5).ShouldBeNull();
        MessageReading.Gap([], [], 0).ShouldBeNull();
    }

    [Theory]
    [InlineData(24, 30, .6269, .9049)]
    [InlineData(20, 30, .4878, .8077)]
    public void Interval_OfTheBalance_IsTheReferenceValue(int kind, int all, double low, double high)
    {
        var interval = SmallNumbers.Wilson(kind, all);
        interval.Low.ShouldBe(low, .00005);
        interval.High.ShouldBe(high, .00005);
    }

    [Theory]
    [InlineData(9, 24, 6, PlaceWord.Enabling)]
    [InlineData(8, 24, 6, PlaceWord.Mixed)]
    [InlineData(12, 20, 10, PlaceWord.Mixed)]
    [InlineData(4, 24, 6, PlaceWord.Entrapping)]
    [InlineData(12, 6, 24, PlaceWord.Entrapping)]
    [InlineData(5, 15, 15, PlaceWord.Mixed)]
    [InlineData(9, 0, 0, PlaceWord.Mixed)]
    [InlineData(4, 0, 0, PlaceWord.Entrapping)]
    public void Word_OfAPlace_FollowsConditionsAndInterval(int conditions, int kind, int cold, PlaceWord word) => Niche.Word(conditions, kind, cold, new NicheRule()).ShouldBe(word);

    /// <summary>CALC-5: that nobody has answered makes a place's word neither better nor worse; where it could, no word is said.</summary>
    [Theory]
    [InlineData(4, 8, MessageLean.Kind, PlaceWord.NotAnswered)]
    [InlineData(4, 0, MessageLean.Kind, PlaceWord.Entrapping)]
    [InlineData(4, 1, MessageLean.Neither, PlaceWord.NotAnswered)]
    [InlineData(2, 2, MessageLean.Neither, PlaceWord.Entrapping)]
    [InlineData(5, 3, MessageLean.Kind, PlaceWord.Mixed)]
    [InlineData(8, 1, MessageLean.Kind, PlaceWord.NotAnswered)]
    [InlineData(9, 3, MessageLean.Kind, PlaceWord.Enabling)]
    [InlineData(9, 3, MessageLean.Neither, PlaceWord.Mixed)]
    [InlineData(0, 12, MessageLean.Cold, PlaceWord.Entrapping)]
    public void Word_WithAnswersMissing_IsSaidOnlyWhereTheyCannotChangeIt(int met, int unanswered, MessageLean lean, PlaceWord word) =>
        Niche.Word(met, unanswered, lean, new NicheRule()).ShouldBe(word);

    [Theory]
    [InlineData(24, 6, MessageLean.Kind)]
    [InlineData(20, 10, MessageLean.Neither)]
    [InlineData(6, 24, MessageLean.Cold)]
    [InlineData(0, 0, MessageLean.Neither)]
    public void Lean_OfMessages_NeedsTheWholeRangeOnOneSide(int kind, int cold, MessageLean lean) => Niche.Lean(kind, cold).ShouldBe(lean);

    [Fact]
    public void BandOf_WhereACountIsNotKept_IsAsItWasCounted()
    {
        MessageReading.BandOf(6, 5, 1, MessageBand.Validating, new MessageRule()).ShouldBe(MessageBand.StronglyMixed);
        MessageReading.BandOf(null, null, 1, MessageBand.Mixed, new MessageRule()).ShouldBe(MessageBand.Mixed);
        MessageReading.BandOf(6, 5, null, MessageBand.StronglyMixed, new MessageRule(Least: 12)).ShouldBe(MessageBand.StronglyMixed);
        MessageReading.BandOf(null, null, null, null, new MessageRule()).ShouldBe(MessageBand.InsufficientData);
    }

    [Fact]
    public void Conditions_AreTwelve_EachWithItsWordsAndSomethingToDo()
    {
        Niche.All.Count.ShouldBe(12);
        Niche.All.ShouldAllBe(c => c.Name().Length > 0 && c.ToDo().Length > 0);
    }

    [Fact]
    public void Between_TheReferenceSituations_PromptOrNot()
    {
        var rule = new BetweenRule();
        bool Prompts(MessageBand band, int? felt, params BetweenSituation[] situations) => InBetween.Prompts(situations.ToHashSet(), band, felt, rule);
        Prompts(MessageBand.Mixed, null, BetweenSituation.SomebodyCloseUsesIt, BetweenSituation.NewlyPaid).ShouldBeTrue();
        Prompts(MessageBand.Validating, 1, BetweenSituation.HelpsWhileSupervised, BetweenSituation.UnpaidForPaidWork).ShouldBeFalse();
        Prompts(MessageBand.InsufficientData, 3).ShouldBeTrue();
        Prompts(MessageBand.Validating, null, BetweenSituation.HelpsWhileSupervised, BetweenSituation.UsesTheService, BetweenSituation.UnpaidForPaidWork).ShouldBeTrue();
        Prompts(MessageBand.Undermining, null, BetweenSituation.UsesTheService).ShouldBeFalse();
        Prompts(MessageBand.Undermining, 2).ShouldBeFalse();
        Prompts(MessageBand.Validating, 4).ShouldBeTrue("the top of the scale");
    }

    [Fact]
    public void Between_EveryAnswer_HasWordsOfItsOwn()
    {
        Enumerable.Range(0, WeeklyPulse.BetweenMost + 1).Select(RecognitionWords.Between).ShouldBe(["Not at all", "A little", "Quite a lot", "Very much", "All the time"]);
        Should.Throw<ArgumentOutOfRangeException>(() => RecognitionWords.Between(WeeklyPulse.BetweenMost + 1));
    }

    [Fact]
    public void Between_EverySituation_IsNamedAsASituationWithSomethingForTheServiceToDo() =>
        Enum.GetValues<BetweenSituation>().ShouldAllBe(s => s.Name().Length > 0 && s.ToDo().Length > 0 && s.OfThem().Length > 0);

    [Fact]
    public void Latency_OfDays_IsTheMiddle()
    {
        TrustFigures.Latency([]).ShouldBeNull();
        TrustFigures.Latency([30]).ShouldBe(30);
        TrustFigures.Latency([90, 10, 40]).ShouldBe(40);
        TrustFigures.Latency([90, 10, 40, 50]).ShouldBe(45);
    }

    [Fact]
    public void Holds_ForAHundredMonths_AndTheShareGivenBack()
    {
        TrustFigures.HoldsPerHundredMonths(0, 0).ShouldBeNull();
        TrustFigures.HoldsPerHundredMonths(2, 1461)!.Value.ShouldBe(2 / 48.0 * 100, 1e-9);
        TrustFigures.RestoredShare(0, 0).ShouldBeNull();
        TrustFigures.RestoredShare(3, 4).ShouldBe(.75);
    }

    [Fact]
    public void Belief_InFourteenDays_CountsTheFourteenthAndNotTheFifteenth()
    {
        var day = new DateOnly(2026, 3, 2);
        BeliefCoverage.Of([new(day, day), new(day, day.AddDays(14)), new(day, day.AddDays(15)), new(day, null), new(day, day.AddDays(-3))], 14).ShouldBe((3, 5));
    }
}
