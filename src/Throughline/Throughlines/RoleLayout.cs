namespace Throughline.Throughlines;

/// <summary>Bands for the roles, hung from the line in as few rows as keep them and their names apart.</summary>
internal static class RoleLayout
{
    private const double BandHeight = 26;
    private const double Pitch = 34;
    private const double Gap = 6;

    internal static LaneShape? Roles(ThroughlineModel model, TimeScale scale, PictureSize size, double lineY, ref double y)
    {
        var roles = model.RolesInPeriod.ToArray();
        if (roles.Length == 0)
        {
            return null;
        }

        var top = lineY + 10;
        var heading = size.Text("Roles", size.PlotLeft, top + 14, TextRole.Heading);
        var first = top + 24;
        var rows = new List<List<(double From, double To)>>();
        var bands = new List<BandShape>();
        foreach (var role in roles)
        {
            var from = scale.Start(role.From < model.From ? model.From : role.From);
            var last = role.To ?? (model.Today < model.To ? model.Today : model.To);
            var to = Math.Max(scale.End(last > model.To ? model.To : last), from + 3);
            var (name, nameX, outside) = Name(role.Title, from, to, role.From < model.From ? 14 : 8, scale, size);
            var hitFrom = Math.Max(0, Math.Min(from, to - MarkPacking.Target));
            var hitTo = Math.Max(to, hitFrom + MarkPacking.Target);
            var takes = (From: Math.Min(hitFrom, outside?.X ?? hitFrom), To: Math.Max(hitTo, outside?.Right ?? hitTo));

            var row = rows.FindIndex(taken => taken.All(other => takes.From >= other.To + Gap || takes.To + Gap <= other.From));
            if (row < 0)
            {
                row = rows.Count;
                rows.Add([]);
            }

            rows[row].Add(takes);
            var bandTop = first + (row * Pitch);
            var text = size.Text(name, nameX, bandTop + 18, TextRole.Role);
            text = text with { Bounds = new Box(text.Bounds.X, bandTop, text.Bounds.Width, BandHeight) };
            var spells = Spells(role, from, to, scale);
            bands.Add(new BandShape(
                role, new Box(from, bandTop, to - from, BandHeight), new Box(hitFrom, bandTop, hitTo - hitFrom, BandHeight),
                role.From >= model.From, role.To is { } end && end <= model.To, spells,
                [text, .. Changes(role, text, bandTop, from, to, scale, size)]));
        }

        y = first + (rows.Count * Pitch) + 4;
        return new LaneShape("roles", "Roles", new Box(0, top, size.Width, y - top)) { Texts = [heading], Bands = bands };
    }

    private static (string Text, double X, Box? Outside) Name(
        string title, double from, double to, double indent, TimeScale scale, PictureSize size)
    {
        const double Pad = 8;
        var whole = TextMeasure.Tidy(title);
        double Width(string text) => TextMeasure.Width(text, size.FontSize(TextRole.Role), bold: true);
        string Fit(double width) => TextMeasure.Fit(whole, width, size.FontSize(TextRole.Role), bold: true);

        var inside = to - from - indent - Pad;
        if (Width(whole) <= inside)
        {
            return (whole, from + indent, null);
        }

        // A band long enough for most of its name keeps it; a short one has it alongside, on the side with more room.
        if (inside >= 120)
        {
            return (Fit(inside), from + indent, null);
        }

        var most = Math.Min(220, Math.Max(size.Width - 4 - to, from - 4) - Pad);
        var text = Fit(most);
        var width = Width(text);
        var x = to + Pad + width <= size.Width - 4 && (size.SideLeft is not null || to + Pad + width <= scale.Right + 20 || from < width + Pad + 4)
            ? to + Pad
            : from - Pad - width;
        return (text, x, new Box(x, 0, width, BandHeight));
    }

    private static List<BandSpell> Spells(RoleBar role, double from, double to, TimeScale scale)
    {
        var spells = new List<BandSpell>();
        var changes = role.Changes.OrderBy(change => change.On).ToArray();
        for (var i = 0; i < changes.Length; i++)
        {
            var start = Math.Clamp(scale.Start(changes[i].On), from, to);
            var end = i + 1 < changes.Length ? Math.Clamp(scale.Start(changes[i + 1].On), from, to) : to;
            if (end > start && (changes[i].Paused || changes[i].Paid))
            {
                spells.Add(new BandSpell(start, end, changes[i].Paused, changes[i].Paid));
            }
        }

        return spells;
    }

    private static IEnumerable<PlacedText> Changes(RoleBar role, PlacedText name, double bandTop, double from, double to, TimeScale scale, PictureSize size)
    {
        var taken = name.Bounds.X >= from && name.Bounds.X < to ? name.Bounds.Right : from;
        var changes = role.Changes.OrderBy(change => change.On).ToArray();
        for (var i = 0; i < changes.Length; i++)
        {
            var start = Math.Clamp(scale.Start(changes[i].On), from, to);
            var end = i + 1 < changes.Length ? Math.Clamp(scale.Start(changes[i + 1].On), from, to) : to;
            var x = Math.Max(start + 6, taken + 10);
            var text = size.Text(TextMeasure.Tidy(changes[i].Words), x, bandTop + 18, TextRole.Change);
            if (text.Bounds.Right <= end - 6 && text.Text.Length > 0)
            {
                taken = text.Bounds.Right;
                yield return text with { Bounds = new Box(text.Bounds.X, bandTop, text.Bounds.Width, BandHeight) };
            }
        }
    }
}
