using System.Globalization;
using System.Xml;

namespace Throughline.Files;

internal enum NumberShownAs
{
    Number,
    Date,
    TimeOfDay,
}

/// <summary>How a workbook shows each style of number: only that tells a date from a number.</summary>
internal sealed class NumberFormats
{
    private const int MostStyles = 65_536;

    private readonly List<NumberShownAs> _styles = [];

    public NumberShownAs Of(int style) => style >= 0 && style < _styles.Count ? _styles[style] : NumberShownAs.Number;

    public void Read(XmlReader xml)
    {
        var custom = new Dictionary<int, NumberShownAs>();
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }
            if (xml.LocalName == "numFmt" && int.TryParse(xml.GetAttribute("numFmtId"), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && custom.Count < MostStyles)
            {
                custom[id] = Classify(xml.GetAttribute("formatCode") ?? "");
            }
            else if (xml.LocalName == "cellXfs" && !xml.IsEmptyElement)
            {
                var depth = xml.Depth;
                while (xml.NextInside(depth))
                {
                    if (xml.LocalName == "xf" && _styles.Count < MostStyles)
                    {
                        _ = int.TryParse(xml.GetAttribute("numFmtId"), NumberStyles.None, CultureInfo.InvariantCulture, out var format);
                        _styles.Add(custom.TryGetValue(format, out var shown) ? shown : BuiltIn(format));
                    }
                }
            }
        }
    }

    /// <summary>Decides by the letters of the first section, leaving out quoted text, escapes, colours and currencies.</summary>
    public static NumberShownAs Classify(string code)
    {
        var (date, month, time) = (false, false, false);
        for (var i = 0; i < code.Length; i++)
        {
            switch (char.ToLowerInvariant(code[i]))
            {
                case '"':
                    i = IndexAfter(code, '"', i);
                    break;
                case '[':
                    time |= i + 1 < code.Length && char.ToLowerInvariant(code[i + 1]) is 'h' or 's' or 'm' && code.AsSpan(i + 1).IndexOf(']') is 1 or 2;
                    i = IndexAfter(code, ']', i);
                    break;
                case '\\' or '_' or '*':
                    i++;
                    break;
                case ';':
                    i = code.Length;
                    break;
                case 'y' or 'd':
                    date = true;
                    break;
                case 'm':
                    month = true;
                    break;
                case 'h' or 's':
                    time = true;
                    break;
            }
        }
        return date || (month && !time) ? NumberShownAs.Date : time ? NumberShownAs.TimeOfDay : NumberShownAs.Number;
    }

    private static int IndexAfter(string code, char close, int open)
    {
        var end = code.IndexOf(close, open + 1);
        return end < 0 ? code.Length : end;
    }

    // 27 to 36 and 50 to 58 are dates in East Asian versions.
    private static NumberShownAs BuiltIn(int format) => format switch
    {
        (>= 14 and <= 17) or 22 or (>= 27 and <= 31) or 36 or (>= 50 and <= 58) => NumberShownAs.Date,
        (>= 18 and <= 21) or (>= 32 and <= 35) or (>= 45 and <= 47) => NumberShownAs.TimeOfDay,
        _ => NumberShownAs.Number,
    };
}
