using CsCheck;
using Throughline.Stories.Stages;
using Throughline.Throughlines;
using static Throughline.Tests.Throughlines.ThroughlineModels;

namespace Throughline.Tests.Throughlines;

public sealed class ThroughlineLayoutTests
{
    private static readonly PictureSize[] Sizes = [PictureSize.Wide, PictureSize.Narrow];

    private static readonly string[] Labels =
    [
        "Keys", "First day on my own", "Finished the training, all twelve weeks of it, in the rain", "", "i", "<script>alert(1)</script>",
        "Éabha’s naming day", "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 👩‍👩‍👧 家族", "a\u0000b\tc\nd", new string('W', 300), "x\u0301\u0301\u0301", "\ud83d",
    ];

    private static readonly Gen<ThroughlineModel> Models = Gen.Select(Gen.Int[14, 20000], Gen.Int[0, 60], Gen.Int[0, 8], Gen.Int[0, 300], Gen.Int[1, 100000])
        .Select((days, milestones, roles, words, seed) =>
        {
            var random = new Random(seed);
            var from = Today.AddDays(-days);
            var to = random.Next(3) == 0 ? Today.AddDays(random.Next(-10, 200)) : Today;
            if (to <= from)
            {
                to = from.AddDays(1);
            }

            // Some lie outside the period, many on one date.
            DateOnly On() => random.Next(6) == 0 ? from.AddDays(days / 2) : from.AddDays(random.Next(-20, days + 20));
            string Label() => Labels[random.Next(Labels.Length)];
            return new ThroughlineModel(Label() + "s", from, to, Today, "/t")
            {
                Milestones = [.. Enumerable.Range(0, milestones).Select(i => new Milestone(On(), Label(), $"/m/{i}"))],
                Roles =
                [
                    .. Enumerable.Range(0, roles).Select(i =>
                    {
                        var start = On();
                        return new RoleBar(Label(), (RoleKind)random.Next(3), start, random.Next(3) == 0 ? null : start.AddDays(random.Next(0, days)), $"/r/{i}")
                        {
                            Changes = [.. Enumerable.Range(0, random.Next(4)).Select(_ => new RoleChange(On(), random.Next(2) == 0, random.Next(2) == 0, Label()))],
                        };
                    }),
                ],
                Words =
                [
                    .. StageWords.All.Select(stage => new StageLane(
                        stage, (StageStatus)random.Next(6), (WhoseEvidence)random.Next(4), random.Next(2) == 0 ? null : Label(), "/evidence")
                    {
                        Marks = [.. Enumerable.Range(0, words / 4).Select(i => Word(On(), stage, (Polarity)random.Next(2), $"/w/{stage}/{i}", Label()))],
                        Steps = [.. Enumerable.Range(0, random.Next(12)).Select(i => new StatusStep(On(), (StageStatus)random.Next(6), $"/s/{i}"))],
                    }),
                ],
                OtherLanes = [new MarkLane("trust", Label() + "Trust", LaneGlyph.Diamond, [.. Enumerable.Range(0, words / 10).Select(i => new LaneMark(On(), Label(), $"/l/{i}"))])],
                ShowFieldTerms = random.Next(2) == 0,
            };
        });

    [Fact]
    public void Of_AnyModel_KeepsAllTextsApart() => EachLayout(layout =>
    {
        var texts = layout.AllTexts.Where(text => text.Text.Length > 0).ToArray();
        for (var i = 0; i < texts.Length; i++)
        {
            for (var j = i + 1; j < texts.Length; j++)
            {
                texts[i].Bounds.Overlaps(texts[j].Bounds).ShouldBeFalse($"“{texts[i].Text}” {texts[i].Bounds} and “{texts[j].Text}” {texts[j].Bounds}");
            }
        }
    });

    [Fact]
    public void Of_AnyModel_StaysInsideItself() => EachLayout(layout =>
    {
        foreach (var box in Boxes(layout).Concat(layout.AllTexts.Select(text => text.Bounds)).Concat(layout.Lanes.Select(lane => lane.Bounds)))
        {
            var inside = box.X >= -0.01 && box.Y >= -0.01 && box.Right <= layout.Size.Width + 0.01 && box.Bottom <= layout.Height + 0.01;
            inside.ShouldBeTrue($"{box} in {layout.Size.Width} by {layout.Height}");
        }

        layout.Line.Beyond.ShouldBeLessThanOrEqualTo(layout.Size.Width);
        layout.Line.Knots.ShouldAllBe(x => x >= layout.Line.From && x <= layout.Size.Width);
    });

    [Fact]
    public void Of_AnyModel_GivesEveryLinkATargetOfItsOwn() => EachLayout(layout =>
    {
        var boxes = Boxes(layout).ToArray();
        for (var i = 0; i < boxes.Length; i++)
        {
            boxes[i].Width.ShouldBeGreaterThanOrEqualTo(23.99);
            boxes[i].Height.ShouldBeGreaterThanOrEqualTo(23.99);
            for (var j = i + 1; j < boxes.Length; j++)
            {
                boxes[i].Overlaps(boxes[j]).ShouldBeFalse($"{boxes[i]} and {boxes[j]}");
            }
        }

        layout.Lanes.SelectMany(lane => lane.Marks).ShouldAllBe(mark => mark.Hit != null || mark.Label != null);
    });

    [Fact]
    public void Of_AnyModel_HasEveryMarkOnceInPictureAndTable() => EachLayout(layout =>
    {
        var model = layout.Model;
        bool In(DateOnly date) => date >= model.From && date <= model.To;
        ThroughlineMark[] expected =
        [
            .. model.Milestones.Where(mark => In(mark.On)), .. model.ShowsWords ? model.Words.SelectMany(lane => lane.Marks).Where(mark => In(mark.On)) : [],
            .. model.OtherLanes.SelectMany(lane => lane.Marks).Where(mark => In(mark.On)),
        ];

        layout.Lanes.SelectMany(lane => lane.Marks).SelectMany(shape => shape.Marks).Select(mark => mark.Href).Order(StringComparer.Ordinal)
            .ShouldBe(expected.Select(mark => mark.Href).Order(StringComparer.Ordinal));

        var rows = ThroughlineTable.Of(model).SelectMany(section => section.Rows).Select(row => row.Href).ToArray();
        expected.Select(mark => mark.Href).ShouldBeSubsetOf(rows);
        layout.Lanes.SelectMany(lane => lane.Bands).Select(band => band.Role.Href).ShouldBe(model.RolesInPeriod.Select(role => role.Href));
        model.RolesInPeriod.Select(role => role.Href).ShouldBeSubsetOf(rows);
    });

    [Fact]
    public void Of_AnyModel_NamesEveryLink() => EachLayout(layout =>
    {
        foreach (var lane in layout.Lanes)
        {
            string[] names =
                [.. lane.Marks.Select(mark => mark.AccessibleName), .. lane.Bands.Select(band => band.Role.AccessibleName), .. lane.Links.Select(link => link.AccessibleName)];
            names.ShouldAllBe(name => name.Length > 10);
            lane.AccessibleName.ShouldNotBeNullOrWhiteSpace();
        }
    });

    [Fact]
    public void Overlaps_TwoBoxesOnTopOfEachOther_IsSeen()
    {
        new Box(0, 0, 10, 10).Overlaps(new Box(9, 9, 10, 10)).ShouldBeTrue();
        new Box(0, 0, 10, 10).Overlaps(new Box(10, 0, 10, 10)).ShouldBeFalse();
    }

    [Fact]
    public void Of_NothingInThePeriod_SaysSo()
    {
        var layout = ThroughlineLayout.Of(Empty(), PictureSize.Narrow);

        string.Join(' ', layout.EmptyTexts.Select(text => text.Text)).ShouldBe("Nothing is on the line from 15 May 2025 to 23 November 2026 yet.");
        layout.Lanes.ShouldBeEmpty();
        ThroughlineLayout.Of(Full(), PictureSize.Narrow).EmptyTexts.ShouldBeEmpty();
    }

    [Fact]
    public void Of_ALaneWithoutMarks_IsNotDrawn()
    {
        var model = Full() with { OtherLanes = [new MarkLane("trust", "Trust", LaneGlyph.Ring, [])] };

        ThroughlineLayout.Of(model, PictureSize.Wide).Lanes.Select(lane => lane.Key).ShouldBe(
            ["milestones", "roles", "words-openness", "words-hook", "words-replacement-self", "words-no-longer-compatible"]);
    }

    [Fact]
    public void Of_OneOccasionForAndAgainst_IsTwoLeavesOnOnePlace()
    {
        var marks = ThroughlineLayout.Of(Full(), PictureSize.Wide).Lanes.Single(lane => lane.Key == "words-hook").Marks;

        marks.Select(mark => mark.Glyph).ShouldBe([Glyph.LeafUp, Glyph.LeafDown], ignoreOrder: true);
        marks[0].X.ShouldBe(marks[1].X);
        marks.Single(mark => mark.Glyph == Glyph.LeafUp).AccessibleName.ShouldBe(
            "2 February 2026, words in “A letter to my younger self”: supports “something to take hold of”");
    }

    [Fact]
    public void Of_ManyThingsAtOnce_BecomeAGroupThatZoomsIn()
    {
        var model = Empty() with { Milestones = [], Words = [Lane(Stage.Hook, StageStatus.Established, null) with
        {
            Marks = [.. Enumerable.Range(0, 12).Select(i => Word(new DateOnly(2026, 3, 3).AddDays(i), Stage.Hook, Polarity.Supporting, $"/w/{i}"))],
        }] };

        var group = ThroughlineLayout.Of(model, PictureSize.Wide).Lanes.Single().Marks.Single();

        group.Marks.Count.ShouldBe(12);
        group.AccessibleName.ShouldBe("12 things, 3 to 14 March 2026: words that support “something to take hold of”. Zoom in");
        group.Href.ShouldBe("/people/joss/throughline?from=2026-03-03&to=2026-03-14");
    }

    [Fact]
    public void Of_AGroupThatNoZoomCanPart_LeadsToTheTable()
    {
        var on = new DateOnly(2026, 3, 3);
        var model = Empty(on.AddDays(-7), on.AddDays(7)) with { OtherLanes = [new MarkLane("trust", "Trust", LaneGlyph.Ring,
            [.. Enumerable.Range(0, 9).Select(i => new LaneMark(on, "trust", $"/t/{i}"))])] };

        ThroughlineLayout.Of(model, PictureSize.Wide).Lanes.Single().Marks.Single().Href.ShouldEndWith("#throughline-table");
    }

    [Fact]
    public void Of_AStatus_StandsWithWhoseEvidenceAndTheOwnersView()
    {
        foreach (var size in Sizes)
        {
            var lanes = ThroughlineLayout.Of(Full(), size).Lanes;
            string Words(string key) => string.Join(' ', lanes.Single(lane => lane.Key == key).Texts.Select(text => text.Text));

            Words("words-openness").ShouldContain("Own view: “I was ready before anyone asked me.”");
            Words("words-hook").ShouldContain("Own view: not yet given");
            Words("words-replacement-self").ShouldContain("A gap in the record");
            lanes.Single(lane => lane.Key == "words-hook").Links[0].Href.ShouldBe("/evidence/Hook");
            lanes.Single(lane => lane.Key == "words-hook").Links[0].AccessibleName.ShouldContain("Own view: not yet given");
        }
    }

    [Fact]
    public void Of_StagesForAPeer_HaveNoFieldTermAndForACoderHaveBoth()
    {
        string Words(ThroughlineModel model) => string.Join('\n', ThroughlineLayout.Of(model, PictureSize.Wide).AllTexts.Select(text => text.Text));

        Words(Full()).ShouldNotContain("replacement self");
        Words(Full() with { ShowFieldTerms = true }).ShouldContain("Trying on a new self (replacement self)");
    }

    [Fact]
    public void Of_AStatusNowOrEarlier_HoldsNoNumber() =>
        ThroughlineLayout.Of(Full(), PictureSize.Wide).Lanes.SelectMany(lane => lane.Links).ShouldAllBe(link => !link.Text.Text.Any(char.IsDigit));

    [Fact]
    public void Of_ARoleThatPausedAndOneThatIsPaid_ShowsBoth()
    {
        var bands = ThroughlineLayout.Of(Full(), PictureSize.Wide).Lanes.Single(lane => lane.Key == "roles").Bands;

        bands[2].Spells.Single().Paused.ShouldBeTrue();
        bands[2].Role.AccessibleName.ShouldBe("Role: Peer mentor, since 12 January 2026. Paused from 8 June 2026. Back from 10 August 2026.");
        bands[3].Spells.Single().Paid.ShouldBeTrue();
        bands[3].Role.AccessibleName.ShouldBe("Role: Senior peer mentor, since 28 September 2026. Paid.");
        bands.Select(band => band.EndsHere).ShouldBe([true, true, false, false]);
    }

    [Fact]
    public void Of_TodayOutsideThePeriod_IsNotMarked()
    {
        ThroughlineLayout.Of(Full(to: new(2026, 6, 30)), PictureSize.Wide).TodayX.ShouldBeNull();
        ThroughlineLayout.Of(Full(), PictureSize.Wide).AllTexts.ShouldContain(text => text.Text == "today");
    }

    [Fact]
    public void Constructors_AnAddressElsewhere_AreRefused()
    {
        string[] hostile = ["javascript:alert(1)", "https://example.org", "//example.org", "/\\example.org", "", "/a\nb"];

        foreach (var href in hostile)
        {
            Should.Throw<ArgumentException>(() => new Milestone(Today, "x", href));
        }

        Should.Throw<ArgumentException>(() => new ThroughlineModel("x", Today, Today, Today, "/t")).Message.ShouldContain("ends after it starts");
    }

    private static IEnumerable<Box> Boxes(ThroughlineLayout layout) => layout.Lanes.SelectMany(lane => (IEnumerable<Box>)
    [
        .. lane.Links.Select(link => link.Hit), .. lane.Bands.Select(band => band.Hit), .. lane.Marks.Where(mark => mark.Hit != null).Select(mark => mark.Hit!.Value),
        .. lane.Marks.Where(mark => mark is { Glyph: Glyph.Knot, Label: not null }).Select(mark => mark.Label!.Bounds),
    ]);

    private static void EachLayout(Action<ThroughlineLayout> check) => Models.Sample(
        model =>
        {
            foreach (var size in Sizes)
            {
                check(ThroughlineLayout.Of(model, size));
            }
        }, iter: 40);
}
