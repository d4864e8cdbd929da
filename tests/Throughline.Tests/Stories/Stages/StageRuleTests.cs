using Throughline.Stories.Stages;
using static Throughline.Tests.Stories.Stages.EvidenceBuilder;

namespace Throughline.Tests.Stories.Stages;

public sealed class StageRuleTests
{
    [Fact]
    public void Settings_EachDefault_IsWhatTheRuleStartsWith()
    {
        var rule = StageRule.Default;

        StageRule.Settings.Select(s => s.Default).ShouldBe(
            [rule.WindowDays, rule.EstablishedOccasions, rule.EstablishedSpanDays, rule.EmergingOccasions, rule.ContestedWeight, rule.ReviewEveryDays]);
        StageRule.Settings.ShouldAllBe(s => s.Reason.Length > 20 && s.Default >= s.Least && s.Default <= s.Most);
    }

    [Fact]
    public void Init_OutsideTheRange_IsRefusedInWords()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new StageRule { WindowDays = 27 }).Message.ShouldContain("from 28 to 3650");
        Should.Throw<ArgumentOutOfRangeException>(() => new StageRule { ContestedWeight = 0 });
        Should.Throw<ArgumentOutOfRangeException>(() => StageRule.Default with { EstablishedOccasions = 1 });
        new StageRule { WindowDays = 28 }.WindowDays.ShouldBe(28);
    }

    [Fact]
    public void At_AnotherSchemesSettings_AreObeyed()
    {
        var evidence = Spread(Stage.Hook, 3, 1, 27);

        StageProfile.At(evidence, Review, StageRule.Default with { EstablishedSpanDays = 27 })[Stage.Hook].Status.ShouldBe(StageStatus.Established);
        StageProfile.At(evidence, Review, StageRule.Default with { ContestedWeight = 3 })[Stage.Hook].Status.ShouldBe(StageStatus.Contested);
        StageProfile.At(evidence, Review, StageRule.Default with { EmergingOccasions = 4 })[Stage.Hook].Status.ShouldBe(StageStatus.Glimpsed);
    }

    [Fact]
    public void StatusOf_NegativeCounts_AreRefused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => StageRule.Default.StatusOf(-1, 0, 0));
        Should.Throw<ArgumentOutOfRangeException>(() => StageRule.Default.StatusOf(0, -1, 0));
        Should.Throw<ArgumentOutOfRangeException>(() => StageRule.Default.StatusOf(1, 0, -1));
    }

    [Fact]
    public void StatusOf_EnormousCounts_DoNotOverflow() =>
        StageRule.Default.StatusOf(int.MaxValue, int.MaxValue, 0).ShouldBe(StageStatus.Contested);
}
