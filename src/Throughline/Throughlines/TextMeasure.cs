using System.Globalization;
using System.Text;

namespace Throughline.Throughlines;

/// <summary>
/// Widths of text in the product's typeface, so that a server without fonts can keep labels apart. Advance widths of Atkinson
/// Hyperlegible in thousandths of the font size, with a margin for a fallback face.
/// </summary>
internal static class TextMeasure
{
    private const double Margin = 1.05;

    private static readonly int[] Regular =
    [
        280, 281, 301, 655, 594, 927, 705, 160, 300, 300, 433, 602, 205, 368, 205, 377, 648, 402, 549, 574, 614, 583, 598, 510, 615, 598,
        205, 205, 553, 602, 553, 520, 780, 626, 619, 656, 673, 567, 548, 710, 690, 414, 510, 627, 539, 820, 689, 727, 601, 753, 618, 596,
        558, 690, 589, 840, 623, 595, 607, 315, 377, 315, 552, 396, 268, 526, 566, 500, 564, 539, 311, 560, 546, 278, 254, 490, 239, 841,
        546, 552, 566, 576, 340, 471, 324, 536, 441, 654, 461, 429, 460, 319, 233, 319, 555,
    ];

    private static readonly int[] Bold =
    [
        320, 283, 410, 783, 619, 977, 702, 222, 366, 366, 434, 618, 243, 374, 243, 442, 652, 448, 586, 605, 626, 612, 632, 543, 625, 561,
        243, 243, 573, 618, 573, 614, 754, 690, 639, 673, 686, 580, 544, 719, 679, 458, 560, 659, 537, 842, 700, 764, 626, 781, 654, 619,
        617, 663, 656, 883, 699, 687, 621, 333, 442, 333, 589, 430, 314, 553, 596, 520, 596, 566, 367, 597, 572, 315, 259, 567, 314, 886,
        572, 573, 596, 601, 372, 534, 379, 570, 526, 723, 533, 518, 516, 370, 234, 370, 533,
    ];

    internal static double Width(string text, double size, bool bold = false)
    {
        var table = bold ? Bold : Regular;
        var sum = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            sum += rune.Value switch
            {
                >= 32 and <= 126 => table[rune.Value - 32],
                < 32 => 0,
                < 0x250 => Accented(rune, table),
                >= 0x300 and < 0x370 => 0,
                0x2018 or 0x2019 => 280,
                0x201C or 0x201D => 500,
                0x2026 => 810,
                < 0x2E80 => 850,
                _ => 1300,
            };
        }

        return sum * size * Margin / 1000;
    }

    /// <summary>As much of the text as fits, with an ellipsis when some is left off; never cut inside a character.</summary>
    internal static string Fit(string text, double width, double size, bool bold = false)
    {
        text = Tidy(text);
        if (Width(text, size, bold) <= width)
        {
            return text;
        }

        var kept = new StringBuilder();
        var room = width - Width("…", size, bold);
        var used = 0d;
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
        {
            var element = elements.GetTextElement();
            used += Width(element, size, bold);
            if (used > room)
            {
                break;
            }

            kept.Append(element);
        }

        return kept.ToString().TrimEnd(' ', ',', '.', ':', ';') + "…";
    }

    /// <summary>At most so many lines; the last one is shortened when there is more.</summary>
    internal static IReadOnlyList<string> Wrap(string text, double width, double size, int most, bool bold = false)
    {
        var words = Tidy(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var lines = new List<string>();
        var line = "";
        for (var i = 0; i < words.Length; i++)
        {
            var longer = line.Length == 0 ? words[i] : $"{line} {words[i]}";
            if (line.Length == 0 || Width(longer, size, bold) <= width)
            {
                line = longer;
                continue;
            }

            if (lines.Count == most - 1)
            {
                lines.Add(Fit($"{line} {string.Join(' ', words[i..])}", width, size, bold));
                return lines;
            }

            lines.Add(Fit(line, width, size, bold));
            line = words[i];
        }

        if (line.Length > 0)
        {
            lines.Add(Fit(line, width, size, bold));
        }

        return lines;
    }

    /// <summary>One line without control characters, not so long that measuring it would take time.</summary>
    internal static string Tidy(string text)
    {
        const int Longest = 400;
        if (text.Length > Longest)
        {
            text = char.IsHighSurrogate(text[Longest - 1]) ? text[..(Longest - 1)] : text[..Longest];
        }

        var tidy = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            tidy.Append(Rune.IsControl(rune) || Rune.IsWhiteSpace(rune) ? " " : rune.ToString());
        }

        return string.Join(' ', tidy.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    private static int Accented(Rune rune, int[] table)
    {
        var plain = rune.ToString().Normalize(NormalizationForm.FormD)[0];
        return plain is >= (char)32 and <= (char)126 ? table[plain - 32] : 1000;
    }
}
