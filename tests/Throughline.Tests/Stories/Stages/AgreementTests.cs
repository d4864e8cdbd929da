using Throughline.Stories.Stages;
using static Throughline.Tests.Stories.Stages.EvidenceBuilder;

namespace Throughline.Tests.Stories.Stages;

public sealed class AgreementTests
{
    private static readonly Guid Owner = Id(9, 1);

    [Theory]
    [InlineData(true, OwnerAnswer.ThatsRight, true)]
    [InlineData(true, OwnerAnswer.NotYetGiven, false)]
    [InlineData(true, OwnerAnswer.ThatsNotIt, false)]
    [InlineData(false, OwnerAnswer.ThatsRight, false)]
    public void Operational_NeedsATrainedCoderAndTheOwnersYes(bool trained, OwnerAnswer answer, bool expected) =>
        Agreement.Operational(Mark(1, coder: 1) with { CoderTrained = trained }, Owner, answer).ShouldBe(expected);

    [Fact]
    public void Operational_OwnerCodingTheirOwnWords_IsOnePersonAndNotAgreed() =>
        Agreement.Operational(Mark(1, coder: 1) with { CoderId = Owner }, Owner, OwnerAnswer.ThatsRight).ShouldBeFalse();

    [Fact]
    public void Research_TwoBlindCodersOnOverlappingText_AreAgreed()
    {
        CodingMark[] marks = [Mark(1, coder: 1, start: 0, end: 10), Mark(2, coder: 2, start: 9, end: 20)];

        Agreement.Research(marks, []).ShouldBe(marks);
    }

    [Fact]
    public void Research_PassagesThatOnlyTouch_AreNotAgreed() =>
        Agreement.Research([Mark(1, coder: 1, start: 0, end: 10), Mark(2, coder: 2, start: 10, end: 20)], []).ShouldBeEmpty();

    [Fact]
    public void Research_AnythingElseDifferent_IsNotAgreed()
    {
        var one = Mark(1, coder: 1);
        CodingMark[] others =
        [
            Mark(2, coder: 1), Mark(2, coder: 2) with { Stage = Stage.Openness }, Mark(2, coder: 2) with { Polarity = Polarity.Disconfirming },
            Mark(2, coder: 2) with { SourceVersionId = Id(4, 2) }, Mark(2, coder: 2) with { MadeBlind = false },
        ];

        others.ShouldAllBe(other => Agreement.Research(new[] { one, other }, Array.Empty<Adjudication>()).Count == 0);
    }

    [Fact]
    public void Research_AdjudicatedMark_CountsAloneOrNotAtAll()
    {
        CodingMark[] marks = [Mark(1, coder: 1), Mark(2, coder: 2), Mark(3, coder: 3, start: 50, end: 60)];

        Agreement.Research(marks, [new(Id(1, 3), Id(8, 9), true)]).ShouldBe(marks);
        Agreement.Research(marks, [new(Id(1, 2), Id(8, 9), false)]).ShouldBeEmpty();
        Agreement.Research(marks, [new(Id(1, 2), Id(8, 9), false), new(Id(1, 2), Id(8, 9), true)]).ShouldBe(marks[..2]);
    }

    [Fact]
    public void Research_CoderSettlingTheirOwnMark_IsRefused() =>
        Should.Throw<ArgumentException>(() => Agreement.Research([Mark(1, coder: 1)], [new(Id(1, 1), Id(8, 1), true)]));

    private static CodingMark Mark(int id, int coder, int start = 0, int end = 10) =>
        new(Id(1, id), Id(8, coder), Id(4, 1), start, end, Stage.Hook, Polarity.Supporting) { CoderTrained = true, MadeBlind = true };
}
