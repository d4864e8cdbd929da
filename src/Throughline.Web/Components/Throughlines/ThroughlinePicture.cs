using Microsoft.AspNetCore.Html;
using Throughline.Stories.Stages;
using Throughline.Throughlines;

namespace Throughline.Web.Components.Throughlines;

/// <summary>
/// Draws a throughline as SVG that needs neither script nor inline style. Two drawings are sent, one for a desk and paper and one for a
/// phone; the stylesheet shows one, and a screen reader meets only that one.
/// </summary>
public static class ThroughlinePicture
{
    public static IHtmlContent Render(ThroughlineModel model)
    {
        var text = new SvgText();
        text.Raw("<div class=\"tl-picture\">");
        Draw(text, ThroughlineLayout.Of(model, PictureSize.Wide));
        Draw(text, ThroughlineLayout.Of(model, PictureSize.Narrow));
        return new HtmlString(text.Raw("</div>").ToString());
    }

    public static string Svg(ThroughlineLayout layout)
    {
        var text = new SvgText();
        Draw(text, layout);
        return text.ToString();
    }

    private static void Draw(SvgText text, ThroughlineLayout layout)
    {
        var size = layout.Size;
        var hatch = $"tl-hatch-{size.Name}";
        text.Raw($"<svg class=\"tl-svg tl-svg--{size.Name}\" xmlns=\"http://www.w3.org/2000/svg\" role=\"group\"")
            .Attr("viewBox", $"0 0 {SvgText.Number(size.Width)} {SvgText.Number(layout.Height)}").Attr("aria-label", layout.Model.Title).Raw(">");
        text.Raw($"<defs><pattern id=\"{hatch}\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">")
            .Raw("<rect class=\"tl-hatch__ground\" width=\"7\" height=\"7\"/><rect class=\"tl-hatch__line\" width=\"1.6\" height=\"7\"/></pattern></defs>");

        Grid(text, layout);
        Strands(text, layout);
        Line(text, layout.Line);
        foreach (var lane in layout.Lanes)
        {
            Lane(text, lane, layout, hatch);
        }

        foreach (var empty in layout.EmptyTexts)
        {
            Text(text, empty, hidden: false);
        }

        text.Raw("</svg>");
    }

    private static void Grid(SvgText text, ThroughlineLayout layout)
    {
        text.Raw("<g aria-hidden=\"true\">");
        foreach (var tick in layout.Ticks)
        {
            Stroke(text, tick.IsYear ? "tl-grid tl-grid--year" : "tl-grid", SvgText.Path($"M{tick.X},{layout.GridTop}V{layout.GridBottom}"));
        }

        if (layout.TodayX is { } today)
        {
            Stroke(text, "tl-today", SvgText.Path($"M{today},{layout.GridTop - 36}V{layout.GridBottom}"));
        }

        foreach (var label in layout.AxisTexts)
        {
            Text(text, label, hidden: false);
        }

        text.Raw("</g>");
    }

    // Where a role begins a strand leaves the line for its band, and where it ends the strand comes home.
    private static void Strands(SvgText text, ThroughlineLayout layout)
    {
        var y = layout.Line.Y;
        text.Raw("<g aria-hidden=\"true\">");
        foreach (var band in layout.Lanes.SelectMany(lane => lane.Bands).Reverse())
        {
            var kind = $"tl-strand tl-{Name(band.Role.Kind)}";
            var foot = band.Bounds.Y + 10;
            if (band.StartsHere)
            {
                var x = band.Bounds.X + 1.5;
                Stroke(text, kind, SvgText.Path($"M{Math.Max(layout.Line.From, x - 16)},{y}C{x - 4},{y} {x},{y + 4} {x},{y + 16}V{foot}"));
            }

            if (band.EndsHere)
            {
                var x = band.Bounds.Right - 1.5;
                Stroke(text, kind, SvgText.Path($"M{x},{foot}V{y + 16}C{x},{y + 4} {x + 4},{y} {Math.Min(layout.Line.To, x + 16)},{y}"));
            }
        }

        text.Raw("</g>");
    }

    private static void Line(SvgText text, LineShape line)
    {
        var y = line.Y;
        var path = SvgText.Path($"M{line.From},{y}");
        foreach (var x in line.Knots)
        {
            path += SvgText.Path($"H{Math.Max(line.From, x - 9)}C{x + 11},{y} {x + 10},{y - 17} {x},{y - 17}C{x - 10},{y - 17} {x - 11},{y} {Math.Min(x + 9, Math.Max(line.To, x))},{y}");
        }

        path += SvgText.Path($"H{Math.Max(line.To, line.Knots.Count > 0 ? line.Knots[^1] : line.From)}");
        text.Raw("<g aria-hidden=\"true\">");
        if (line.Beyond > line.To)
        {
            Stroke(text, "tl-line tl-line--beyond", SvgText.Path($"M{line.To + 7},{y}H{line.Beyond}"));
        }

        Stroke(text, "tl-line tl-line--case", path);
        Stroke(text, "tl-line tl-line--core", path);
        text.Raw("</g>");
    }

    private static void Lane(SvgText text, LaneShape lane, ThroughlineLayout layout, string hatch)
    {
        text.Raw("<g role=\"group\"").Attr("class", "tl-lane").Attr("aria-label", lane.AccessibleName).Raw(">");
        if (lane.Key.StartsWith("words-", StringComparison.Ordinal) || lane.Key.StartsWith("lane-", StringComparison.Ordinal))
        {
            Stroke(text, "tl-rule", SvgText.Path($"M{layout.Size.PlotLeft},{lane.Bounds.Y + 4}H{layout.Size.Width - 8}"), hidden: true);
        }

        foreach (var label in lane.Texts)
        {
            Text(text, label, hidden: label.Role is TextRole.Heading or TextRole.Stage);
        }

        foreach (var part in lane.Vine)
        {
            Vine(text, part);
        }

        if (lane.Bands.Count + lane.Marks.Count + lane.Links.Count > 0)
        {
            text.Raw("<g role=\"list\">");
            foreach (var link in lane.Links)
            {
                Open(text, "tl-link", link.Href, link.AccessibleName);
                Hit(text, link.Hit, 3);
                Close(text, link.AccessibleName, [link.Text]);
            }

            foreach (var band in lane.Bands)
            {
                Band(text, band, hatch);
            }

            foreach (var mark in lane.Marks)
            {
                Mark(text, mark, layout.Line);
            }

            text.Raw("</g>");
        }

        text.Raw("</g>");
    }

    private static void Band(SvgText text, BandShape band, string hatch)
    {
        var box = band.Bounds;
        Open(text, $"tl-band tl-{Name(band.Role.Kind)}", band.Role.Href, band.Role.AccessibleName);
        Hit(text, band.Hit with { X = band.Hit.X - 3, Y = band.Hit.Y - 3, Width = band.Hit.Width + 6, Height = band.Hit.Height + 6 }, 8);
        var outline = Outline(band);
        text.Raw("<path class=\"tl-band__ground\"").Attr("d", outline).Raw("/>");
        foreach (var spell in band.Spells)
        {
            if (spell.Paused)
            {
                text.Raw("<rect class=\"tl-band__pause\"").Attr("x", spell.From).Attr("y", box.Y).Attr("width", spell.To - spell.From)
                    .Attr("height", box.Height).Attr("fill", $"url(#{hatch})").Raw("/>");
            }
            else
            {
                text.Raw("<rect class=\"tl-band__paid\"").Attr("x", spell.From).Attr("y", box.Bottom - 5)
                    .Attr("width", Math.Max(1, spell.To - spell.From - (spell.To >= box.Right - 1 ? 6 : 0))).Attr("height", 5).Raw("/>");
            }
        }

        text.Raw("<path class=\"tl-band__edge\"").Attr("d", outline).Raw("/>");
        Close(text, band.Role.AccessibleName, band.Texts, box);
    }

    // Rounded where the role begins or ends in the period; notched or pointed where it goes on beyond the edge.
    private static string Outline(BandShape band)
    {
        var box = band.Bounds;
        var round = Math.Min(7, box.Width / 2);
        var point = Math.Min(7, box.Width / 2);
        var middle = box.Y + (box.Height / 2);
        var left = band.StartsHere
            ? SvgText.Path($"M{box.X + round},{box.Bottom}Q{box.X},{box.Bottom} {box.X},{box.Bottom - round}V{box.Y + round}Q{box.X},{box.Y} {box.X + round},{box.Y}")
            : SvgText.Path($"M{box.X},{box.Bottom}L{box.X + point},{middle}L{box.X},{box.Y}");
        var right = band.EndsHere
            ? SvgText.Path($"H{box.Right - round}Q{box.Right},{box.Y} {box.Right},{box.Y + round}V{box.Bottom - round}Q{box.Right},{box.Bottom} {box.Right - round},{box.Bottom}Z")
            : SvgText.Path($"H{box.Right - point}L{box.Right},{middle}L{box.Right - point},{box.Bottom}Z");
        return left + right;
    }

    private static void Mark(SvgText text, MarkShape mark, LineShape line)
    {
        var many = mark.Marks.Count > 1;
        Open(text, $"tl-mark tl-mark--{Name(mark.Glyph)}{(many ? " tl-mark--many" : "")}", mark.Href, mark.AccessibleName);
        var (x, y) = (mark.X, mark.Y);
        var onKnot = mark.Glyph != Glyph.Knot || line.Knots.Contains(x);
        if (mark.Label is { } flag && mark.Glyph == Glyph.Knot)
        {
            Stroke(text, "tl-pole", SvgText.Path($"M{x},{flag.Bounds.Y + 5}V{(onKnot ? y - 17 : y)}"));
        }

        if (mark.Hit is { } hit)
        {
            Hit(text, hit, 4);
        }

        switch (mark.Glyph)
        {
            case Glyph.Knot when !onKnot:
                text.Raw("<circle class=\"tl-bead\"").Attr("cx", x).Attr("cy", y).Attr("r", many ? 5 : 4).Raw("/>");
                break;
            case Glyph.Knot:
                text.Raw("<circle class=\"tl-knot\"").Attr("cx", x).Attr("cy", y - 9).Attr("r", many ? 5 : 3.4).Raw("/>");
                break;
            case Glyph.LeafUp when many:
                Shape(text, SvgText.Path($"M{x},{y - 1}C{x - 15},{y - 5} {x - 12},{y - 17} {x},{y - 23}C{x + 12},{y - 17} {x + 15},{y - 5} {x},{y - 1}Z"));
                break;
            case Glyph.LeafDown when many:
                Shape(text, SvgText.Path($"M{x},{y + 1}C{x - 15},{y + 5} {x - 12},{y + 17} {x},{y + 23}C{x + 12},{y + 17} {x + 15},{y + 5} {x},{y + 1}Z"));
                break;
            case Glyph.LeafUp:
                Shape(text, SvgText.Path($"M{x},{y - 1}C{x - 9},{y - 6} {x - 8},{y - 14} {x},{y - 21}C{x + 8},{y - 14} {x + 9},{y - 6} {x},{y - 1}Z"));
                Stroke(text, "tl-rib", SvgText.Path($"M{x},{y - 3}V{y - 15}"));
                break;
            case Glyph.LeafDown:
                Shape(text, SvgText.Path($"M{x},{y + 1}C{x - 9},{y + 6} {x - 8},{y + 14} {x},{y + 21}C{x + 8},{y + 14} {x + 9},{y + 6} {x},{y + 1}Z"));
                break;
            case Glyph.Ring:
                text.Raw("<circle class=\"tl-shape\"").Attr("cx", x).Attr("cy", y - 12).Attr("r", many ? 11 : 7).Raw("/>");
                break;
            case Glyph.Square:
                var side = many ? 20 : 13;
                text.Raw("<rect class=\"tl-shape\"").Attr("x", x - (side / 2d)).Attr("y", y - 12 - (side / 2d)).Attr("width", side).Attr("height", side).Raw("/>");
                break;
            case Glyph.Diamond:
                var half = many ? 11 : 9;
                Shape(text, SvgText.Path($"M{x},{y - 12 - half}L{x + half},{y - 12}L{x},{y - 12 + half}L{x - half},{y - 12}Z"));
                break;
        }

        if (mark.Label is { } label)
        {
            if (mark.Glyph == Glyph.Knot)
            {
                Hit(text, label.Bounds with { X = label.Bounds.X + 1, Width = label.Bounds.Width - 2 }, 3);
            }
        }

        Close(text, mark.AccessibleName, mark.Label is null ? [] : [mark.Label]);
    }

    private static void Vine(SvgText text, VineSegment part)
    {
        var name = part.Status switch
        {
            StageStatus.NotEvidenced => "none",
            StageStatus.Countered => "countered",
            StageStatus.Contested => "contested",
            StageStatus.Established => "steady",
            StageStatus.Emerging => "growing",
            _ => "glimpse",
        };
        if (part.Status == StageStatus.Contested)
        {
            Stroke(text, $"tl-vine tl-vine--{name}", SvgText.Path($"M{part.From},{part.Y - 2.5}H{part.To}M{part.From},{part.Y + 2.5}H{part.To}"), hidden: true);
            return;
        }

        Stroke(text, $"tl-vine tl-vine--{name}", SvgText.Path($"M{part.From},{part.Y}H{part.To}"), hidden: true);
    }

    private static void Open(SvgText text, string name, string href, string accessibleName) =>
        text.Raw("<g role=\"listitem\"><a").Attr("class", name).Attr("href", href).Attr("aria-label", accessibleName).Raw("><title>").Words(accessibleName).Raw("</title>");

    // A speech user says what they see. Text that the link's name does not hold, such as a shortened label, is drawn over the link and not in it.
    private static void Close(SvgText text, string name, IReadOnlyList<PlacedText> labels, Box? band = null)
    {
        bool Said(PlacedText label) => label.Role != TextRole.Change && name.Contains(label.Text, StringComparison.OrdinalIgnoreCase);
        void Write(PlacedText label, bool hidden) =>
            Text(text, label, hidden, band is { } box && (label.Bounds.X >= box.Right || label.Bounds.Right <= box.X));

        foreach (var label in labels.Where(Said))
        {
            Write(label, false);
        }

        text.Raw("</a>");
        foreach (var label in labels.Where(label => !Said(label)))
        {
            Write(label, true);
        }

        text.Raw("</g>");
    }

    private static void Hit(SvgText text, Box box, double round) =>
        text.Raw("<rect class=\"tl-hit\"").Attr("x", box.X).Attr("y", box.Y).Attr("width", box.Width).Attr("height", box.Height).Attr("rx", round).Raw("/>");

    private static void Shape(SvgText text, string path) => text.Raw("<path class=\"tl-shape\"").Attr("d", path).Raw("/>");

    private static void Stroke(SvgText text, string name, string path, bool hidden = false) =>
        text.Raw("<path").Attr("class", name).Attr("d", path).Raw(hidden ? " aria-hidden=\"true\"/>" : "/>");

    private static void Text(SvgText text, PlacedText placed, bool hidden, bool beside = false)
    {
        text.Raw("<text").Attr("class", $"tl-text tl-text--{Name(placed.Role)}{(beside ? " tl-text--beside" : "")}").Attr("x", placed.X).Attr("y", placed.Y);
        if (placed.Anchor != TextAnchor.Start)
        {
            text.Attr("text-anchor", placed.Anchor == TextAnchor.Middle ? "middle" : "end");
        }

        text.Raw(hidden ? " aria-hidden=\"true\">" : ">").Words(placed.Text).Raw("</text>");
    }

    private static string Name(RoleKind kind) => kind switch
    {
        RoleKind.Receiving => "receiving",
        RoleKind.Learning => "learning",
        _ => "giving",
    };

    private static string Name(Glyph glyph) => glyph switch
    {
        Glyph.LeafUp => "leaf-up",
        Glyph.LeafDown => "leaf-down",
        _ => glyph.ToString().ToLowerInvariant(),
    };

    private static string Name(TextRole role) => role.ToString().ToLowerInvariant();
}
