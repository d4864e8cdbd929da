using System.Buffers.Binary;
using Throughline.Stories.Stages;

namespace Throughline.Tests.Stories.Stages;

/// <summary>Fixed ids and dates, so that a failure reads the same twice.</summary>
internal static class EvidenceBuilder
{
    internal static readonly DateOnly Review = new(2026, 9, 30);

    internal static Guid Id(int kind, int number)
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteInt32BigEndian(bytes, kind);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(12), number);
        return new Guid(bytes, bigEndian: true);
    }

    internal static StageEvidence One(
        int coding, Stage stage, Polarity polarity, int daysBefore, int source = 0, EvidenceSource whose = EvidenceSource.Self) =>
        new(Id(1, coding), stage, polarity, new Occasion(Id(2, source), Review.AddDays(-daysBefore)), whose, Id(3, coding));

    /// <summary>So many occasions for and against, the supporting ones spread over a span.</summary>
    internal static StageEvidence[] Spread(Stage stage, int supporting, int disconfirming, int span) =>
    [
        .. Enumerable.Range(0, supporting).Select(i =>
            One(i, stage, Polarity.Supporting, supporting == 1 ? 0 : span * i / (supporting - 1), source: i)),
        .. Enumerable.Range(0, disconfirming).Select(i => One(1000 + i, stage, Polarity.Disconfirming, 5 + i, source: 500 + i)),
    ];
}
