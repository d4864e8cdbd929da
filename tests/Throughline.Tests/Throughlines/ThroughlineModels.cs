using Throughline.Stories.Stages;
using Throughline.Throughlines;

namespace Throughline.Tests.Throughlines;

/// <summary>An invented life of eighteen months.</summary>
internal static class ThroughlineModels
{
    internal static readonly DateOnly Today = new(2026, 11, 23);

    internal static ThroughlineModel Empty(DateOnly? from = null, DateOnly? to = null) =>
        new("Joss Tamar", from ?? new DateOnly(2025, 5, 15), to ?? Today, Today, "/people/joss/throughline");

    internal static ThroughlineModel Full(DateOnly? from = null, DateOnly? to = null) => Empty(from, to) with
    {
        Roles =
        [
            new RoleBar("Getting support", RoleKind.Receiving, new(2025, 5, 27), new(2026, 3, 31), "/roles/1"),
            new RoleBar("Peer mentor training", RoleKind.Learning, new(2025, 9, 8), new(2025, 12, 1), "/roles/2"),
            new RoleBar("Peer mentor", RoleKind.Giving, new(2026, 1, 12), null, "/roles/3")
            {
                Changes = [new(new(2026, 6, 8), true, false, "paused"), new(new(2026, 8, 10), false, false, "back")],
            },
            new RoleBar("Senior peer mentor", RoleKind.Giving, new(2026, 9, 28), null, "/roles/4")
            {
                Changes = [new(new(2026, 9, 28), false, true, "paid")],
            },
        ],
        Milestones =
        [
            new Milestone(new(2025, 9, 8), "Started training", "/milestones/1"), new Milestone(new(2026, 3, 2), "Given the keys", "/milestones/2"),
            new Milestone(new(2026, 3, 16), "First day on my own", "/milestones/3"),
        ],
        Words =
        [
            Lane(Stage.Openness, StageStatus.Established, "I was ready before anyone asked me."),
            Lane(Stage.Hook, StageStatus.Contested, null) with
            {
                Marks =
                [
                    Word(new(2026, 2, 2), Stage.Hook, Polarity.Supporting, "/words/1"), Word(new(2026, 2, 2), Stage.Hook, Polarity.Disconfirming, "/words/2"),
                ],
                Steps = [new StatusStep(new(2025, 9, 1), StageStatus.Glimpsed, "/reviews/1"), new StatusStep(new(2026, 2, 16), StageStatus.Contested, "/reviews/2")],
            },
            Lane(Stage.ReplacementSelf, StageStatus.NotEvidenced, null) with { GapInTheRecord = true },
            Lane(Stage.NoLongerCompatible, StageStatus.Glimpsed, null),
        ],
        OtherLanes = [new MarkLane("trust", "Trust", LaneGlyph.Ring, [new LaneMark(new(2026, 3, 2), "trusted with keys", "/trust/1")])],
    };

    internal static StageLane Lane(Stage stage, StageStatus status, string? ownView) =>
        new(stage, status, WhoseEvidence.SelfOnly, ownView, $"/evidence/{stage}");

    internal static WordMark Word(DateOnly on, Stage stage, Polarity polarity, string href, string title = "A letter to my younger self") =>
        new(on, stage, polarity, EvidenceSource.Self, title, href);
}
