using CsCheck;
using Throughline.Stories.Stages;
using static Throughline.Tests.Stories.Stages.EvidenceBuilder;

namespace Throughline.Tests.Stories.Stages;

public sealed class StageProfilePropertyTests
{
    private static readonly Gen<StageEvidence> Evidence = Gen.Select(
        Gen.Int[0, 5000], Gen.Int[1, 4], Gen.Bool, Gen.Int[-20, 420], Gen.Int[0, 4], Gen.Int[0, 2],
        (coding, stage, supports, days, source, whose) => One(
            coding, (Stage)stage, supports ? Polarity.Supporting : Polarity.Disconfirming, days, source, (EvidenceSource)whose));

    private static readonly Gen<StageEvidence[]> Evidences =
        Evidence.Array[0, 24].Select(all => all.DistinctBy(one => one.CodingId).ToArray());

    [Fact]
    public void At_AnyEvidence_IsWhatAPlainReadingOfTheRuleGives() =>
        Evidences.Sample(
            all =>
            {
                var profile = StageProfile.At(all, Review, StageRule.Default);
                foreach (var stage in StageWords.All)
                {
                    profile[stage].Status.ShouldBe(ByHand(all, stage));
                }
            });

    [Fact]
    public void At_AnyOrder_GivesTheSameReadings() =>
        Gen.Select(Evidences, Gen.Int[0, 1000]).Sample(
            (all, turn) =>
            {
                var shuffled = all.OrderBy(one => (one.GetHashCode() ^ turn) * 31).ToArray();
                Described(StageProfile.At(shuffled, Review, StageRule.Default)).ShouldBe(Described(StageProfile.At(all, Review, StageRule.Default)));
            });

    [Fact]
    public void Without_AnyCoding_ChangesOnlyItsOwnStageAndOnlyAsTheRuleSays() =>
        Evidences.Where(all => all.Length > 0).Sample(
            all =>
            {
                var before = StageProfile.At(all, Review, StageRule.Default);
                foreach (var gone in all)
                {
                    var after = before.Without(gone.CodingId);
                    foreach (var stage in StageWords.All)
                    {
                        after[stage].Status.ShouldBe(
                            stage == gone.Stage ? ByHand(all.Where(one => one.CodingId != gone.CodingId), stage) : before[stage].Status);
                    }
                }
            });

    [Fact]
    public void Without_ACodingWhoseOccasionHasAnother_ChangesNoStatus() =>
        Evidences.Sample(
            all =>
            {
                var before = StageProfile.At(all, Review, StageRule.Default);
                foreach (var gone in all.Where(one => all.Any(other => other.CodingId != one.CodingId && other.Stage == one.Stage
                    && other.Polarity == one.Polarity && other.Occasion == one.Occasion)))
                {
                    before.Without(gone.CodingId).Readings.Select(r => r.Status).ShouldBe(before.Readings.Select(r => r.Status));
                }
            });

    [Fact]
    public void At_OneMoreDisconfirmingOccasion_LeavesTheStatusOrMakesItContestedOrCountered() =>
        Gen.Select(Evidences, Gen.Int[1, 4], Gen.Int[0, 364]).Sample(
            (all, number, days) =>
            {
                var stage = (Stage)number;
                var before = StageProfile.At(all, Review, StageRule.Default)[stage].Status;
                var after = StageProfile.At(
                    all.Append(One(9999, stage, Polarity.Disconfirming, days, source: 99)), Review, StageRule.Default)[stage].Status;

                StageStatus[] allowed = before is StageStatus.NotEvidenced or StageStatus.Countered
                    ? [StageStatus.Countered]
                    : [before, StageStatus.Contested];
                after.ShouldBeOneOf(allowed);
            });

    [Fact]
    public void At_ItsOwnListedCodings_MakesTheSameProfileAgain() =>
        Evidences.Sample(
            all =>
            {
                var first = StageProfile.At(all, Review, StageRule.Default);
                var again = StageProfile.At(first.Codings, first.ReviewDate, first.Rule);

                Described(again).ShouldBe(Described(first));
                first.Codings.ShouldBeSubsetOf(all);
            });

    [Fact]
    public void At_SomeEvidence_ReachesEveryStatus()
    {
        var seen = new System.Collections.Concurrent.ConcurrentDictionary<StageStatus, int>();
        Evidences.Sample(
            all =>
            {
                foreach (var reading in StageProfile.At(all, Review, StageRule.Default).Readings)
                {
                    seen.AddOrUpdate(reading.Status, 1, (_, n) => n + 1);
                }
            }, iter: 3000);

        seen.Keys.Order().ShouldBe(Enum.GetValues<StageStatus>().Order());
    }

    private static StageStatus ByHand(IEnumerable<StageEvidence> all, Stage stage)
    {
        HashSet<string> p = [], n = [];
        int first = int.MaxValue, last = int.MinValue;
        foreach (var one in all)
        {
            var age = Review.DayNumber - one.Occasion.Date.DayNumber;
            if (one.Stage != stage || age < 0 || age >= 365)
            {
                continue;
            }

            var name = $"{one.Occasion.SourceId} {one.Occasion.Date:O}";
            if (one.Polarity == Polarity.Supporting)
            {
                p.Add(name);
                first = Math.Min(first, age);
                last = Math.Max(last, age);
            }
            else
            {
                n.Add(name);
            }
        }

        if (p.Count == 0)
        {
            return n.Count == 0 ? StageStatus.NotEvidenced : StageStatus.Countered;
        }

        return n.Count > 0 && 2 * n.Count >= p.Count ? StageStatus.Contested
            : p.Count > 2 && last - first >= 28 ? StageStatus.Established
            : p.Count > 1 ? StageStatus.Emerging
            : StageStatus.Glimpsed;
    }

    private static string Described(StageProfile profile) => string.Join(
        '\n', profile.Readings.Select(r =>
            $"{r.Stage} {r.Status} {r.SpanDays} {r.WhoseEvidence} {r.GapInTheRecord} "
            + $"{string.Join(',', r.Supporting)} / {string.Join(',', r.Disconfirming)} / {string.Join(',', r.Codings)}"));
}
