using CsCheck;
using Throughline.Mentoring;

namespace Throughline.Tests.Mentoring;

[Trait("invariants", "CALC-21, INV-066")]
public sealed class MatchFactorsTests
{
    private static readonly int[] Weights = [350, 350, 200, 100, 100];
    private static readonly HashSet<string> Lived = ["prison"];
    private static readonly Guid North = new("0193f000-0000-7000-8000-000000000001");

    [Fact]
    public void Of_NothingSaid_IsHalfEverywhereButForTheRoom()
    {
        var factors = MatchFactors.Of(new MatchDetails(), new MatchDetails(), likes: false, Lived, 0, 2);
        factors.ShouldBe(new MatchFactors(500, 500, 500, 500, 1000));
        factors.Score([1, 1, 1, 1, 0]).ShouldBe((short)500);
    }

    [Fact]
    public void Of_EachFactor_CountsWhatBothSaid()
    {
        var waits = new MatchDetails(Slots: WeekSlots.Of([0, 1, 2, 3]), Interests: ["music", "cooking", "prison"], SiteIds: [North], WantsGender: "Woman");
        var mentor = new MatchDetails(Slots: WeekSlots.Of([1, 3, 5]), Interests: ["music", "prison"], SiteIds: [North], Gender: "woman ");
        MatchFactors.Of(waits, mentor, false, Lived, 1, 2).ShouldBe(new MatchFactors(1000, 500, 500, 1000, 500));
        MatchFactors.Of(waits with { WantsGender = "man" }, mentor, false, Lived, 1, 2).Preferences.ShouldBe((short)0);
        MatchFactors.Of(waits with { WantsGender = "man" }, mentor, likes: true, Lived, 1, 2).Preferences.ShouldBe((short)1000, "whom they named counts above all");
    }

    [Fact]
    public void Of_LivedExperience_CountsOnlyIfBothAgree()
    {
        var (waits, mentor) = (new MatchDetails(Interests: ["prison", "music"]), new MatchDetails(Interests: ["prison"]));
        MatchFactors.Of(waits, mentor, false, Lived, 0, 1).Interests.ShouldBe((short)0);
        MatchFactors.Of(waits with { SharesExperience = true }, mentor, false, Lived, 0, 1).Interests.ShouldBe((short)0);
        MatchFactors.Of(waits with { SharesExperience = true }, mentor with { SharesExperience = true }, false, Lived, 0, 1).Interests.ShouldBe((short)500);
    }

    [Fact]
    public void Score_AnyFactorsAndWeights_LiesBetweenTheSmallestAndTheGreatest() =>
        Gen.Select(Gen.Short[0, 1000].Array[5], Gen.Int[0, 1000].Array[5]).Where(t => t.Item2.Sum() > 0).Sample((f, weights) =>
        {
            var factors = new MatchFactors(f[0], f[1], f[2], f[3], f[4]);
            var counted = f.Where((_, at) => weights[at] > 0).ToList();
            factors.Score(weights).ShouldBeInRange(counted.Min(), counted.Max());
        }, iter: 2_000);

    [Fact]
    public void Score_TheUsualWeights_IsTheirMean() => new MatchFactors(1000, 500, 0, 1000, 500).Score(Weights).ShouldBe((short)614, "(350 + 175 + 0 + 100 + 50) of 1100");

    [Fact]
    public void Bars_GenderAndLanguage_HoldInBothDirections()
    {
        MatchBars.GendersMeet(new MatchDetails(WantsGender: "woman", MustGender: true), new MatchDetails(Gender: "Woman")).ShouldBeTrue();
        MatchBars.GendersMeet(new MatchDetails(WantsGender: "woman", MustGender: true), new MatchDetails()).ShouldBeFalse("not said is not met");
        MatchBars.GendersMeet(new MatchDetails(Gender: "man"), new MatchDetails(WantsGender: "woman", MustGender: true)).ShouldBeFalse();
        MatchBars.LanguagesMeet(new MatchDetails(Languages: ["pl"]), new MatchDetails()).ShouldBeFalse("nothing said is English");
        MatchBars.LanguagesMeet(new MatchDetails(Languages: ["pl"]), new MatchDetails(Languages: ["en", "pl"])).ShouldBeTrue();
        MatchBars.LanguagesMeet(new MatchDetails(Languages: ["pl"], Interpreter: true), new MatchDetails()).ShouldBeTrue();
        foreach (var bar in Enum.GetValues<MatchBar>())
        {
            bar.Name().ShouldNotBeNullOrWhiteSpace();
        }
    }
}
