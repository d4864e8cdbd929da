using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace Throughline.Files;

/// <summary>
/// The rows of one sheet of an .xlsx, read as a stream. Written here rather than taken from a library so that every byte passes
/// <see cref="SafePackage"/> and <see cref="SafeXml"/>, and so that a date is told from a number by the cell's format alone.
/// </summary>
internal sealed partial class WorkbookReader(SafePackage package)
{
    private const int LastSerial = 2_958_465;
    private const int MostSheets = 1_000;

    private static readonly string[] RelationshipNamespaces =
    [
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    ];

    private readonly NumberFormats _formats = new();
    private readonly SharedTexts _texts = new(package.FileName, package.Limits);
    private readonly StringBuilder _text = new();
    private readonly char[] _chunk = new char[4096];
    private bool _from1904;

    public Table Open(string? wanted)
    {
        var book = OfficeRelationships.Of(package, "").Part(package, "officeDocument") ?? "xl/workbook.xml";
        var parts = OfficeRelationships.Of(package, book);
        var sheets = new List<(string Name, string Part, bool Hidden)>();
        package.ReadXml(book, xml => ReadBook(xml, parts, sheets));
        var (name, part, _) = wanted is null
            ? sheets.Find(sheet => !sheet.Hidden)
            : sheets.Find(sheet => string.Equals(sheet.Name, wanted.Trim(), StringComparison.OrdinalIgnoreCase));
        if (part is null)
        {
            throw Refused(new FileRefusal.NoSuchSheet(wanted) { FileName = package.FileName });
        }
        if (parts.Part(package, "styles") is { } styles)
        {
            package.ReadXml(styles, _formats.Read);
        }
        if (parts.Part(package, "sharedStrings") is { } shared)
        {
            package.ReadXml(shared, ReadTexts);
        }
        var note = sheets.Count(sheet => !sheet.Hidden) > 1 ? $"Only the sheet “{FileRefusal.Shown(name)}” is read." : null;
        return TableShape.Open("Excel workbook", name, note, Rows(part), shortRowsAreRagged: false, package.FileName, package.Limits);
    }

    /// <summary>The date that a number of days stands for; null where there is none. Rounded to the second, which is as near as the number comes.</summary>
    internal static DateTime? FromSerial(double serial, bool from1904)
    {
        if (!(serial >= 0) || serial >= LastSerial + 1)
        {
            return null;
        }
        // The 1900 calendar has a 29 February 1900, numbered 60, that never was.
        if (!from1904 && serial is >= 60 and < 61)
        {
            return null;
        }
        var start = from1904 ? new DateTime(1904, 1, 1) : new DateTime(1899, 12, serial < 60 ? 31 : 30);
        var days = Math.Floor(serial);
        var seconds = Math.Round((serial - days) * 86_400);
        return start.AddDays(days).AddSeconds(seconds) is { Year: < 9999 } date ? date : null;
    }

    private static FileRefusedException Refused(FileRefusal refusal) => new(refusal);

    private static bool IsOn(string? value) => value is "1" or "true";

    private void ReadBook(XmlReader xml, OfficeRelationships parts, List<(string, string, bool)> sheets)
    {
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }
            if (xml.LocalName == "workbookPr")
            {
                _from1904 = IsOn(xml.GetAttribute("date1904"));
            }
            else if (xml.LocalName == "sheet" && sheets.Count < MostSheets)
            {
                var id = xml.GetAttribute("id", RelationshipNamespaces[0]) ?? xml.GetAttribute("id", RelationshipNamespaces[1]);
                if (parts.ById(package, id, "worksheet") is { } part)
                {
                    sheets.Add((xml.GetAttribute("name") ?? "", part, xml.GetAttribute("state") is "hidden" or "veryHidden"));
                }
            }
        }
    }

    private void ReadTexts(XmlReader xml)
    {
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "si")
            {
                _text.Clear();
                ReadRichText(xml);
                _texts.Add(_text.ToString());
            }
        }
    }

    /// <summary>Gathers the runs of a text, without the guides to pronunciation that stand beside them.</summary>
    private void ReadRichText(XmlReader xml)
    {
        if (xml.IsEmptyElement)
        {
            return;
        }
        var depth = xml.Depth;
        while (xml.NextInside(depth))
        {
            if (xml.LocalName == "rPh")
            {
                xml.PassOver();
            }
            else if (xml.LocalName == "t")
            {
                ReadValue(xml);
            }
        }
    }

    /// <summary>Appends the characters of an element, keeping one more than a cell may hold so that too long a text can be told.</summary>
    private void ReadValue(XmlReader xml)
    {
        if (xml.IsEmptyElement)
        {
            return;
        }
        var depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace))
            {
                continue;
            }
            int read;
            while ((read = xml.ReadValueChunk(_chunk, 0, _chunk.Length)) > 0)
            {
                _text.Append(_chunk, 0, Math.Min(read, Math.Max(0, package.Limits.MaxCellCharacters + 1 - _text.Length)));
            }
        }
    }

    private IEnumerable<RawRow> Rows(string part)
    {
        using var stream = package.OpenPart(part);
        using var xml = SafeXml.Open(stream, package.FileName, package.Limits, part);
        var line = 0;
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "row")
            {
                continue;
            }
            line = int.TryParse(xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var numbered) && numbered > line ? numbered : line + 1;
            var row = new RawRow(line, [], []);
            ReadRow(xml, row);
            if (!row.IsBlank)
            {
                yield return row;
            }
        }
        SafePackage.Drain(stream);
    }

    private void ReadRow(XmlReader xml, RawRow row)
    {
        if (xml.IsEmptyElement)
        {
            return;
        }
        var depth = xml.Depth;
        var next = 0;
        while (xml.NextInside(depth))
        {
            if (xml.LocalName != "c")
            {
                continue;
            }
            var column = Column(xml.GetAttribute("r")) ?? next;
            next = column + 1;
            var cell = ReadCell(xml, row, column);
            if (cell.IsBlank)
            {
                continue;
            }
            if (column >= package.Limits.MaxColumns * 4)
            {
                throw Refused(new FileRefusal.TooManyColumns(package.Limits.MaxColumns) { FileName = package.FileName });
            }
            while (row.Cells.Count <= column)
            {
                row.Cells.Add(default);
            }
            row.Cells[column] = cell;
        }
    }

    private CellValue ReadCell(XmlReader xml, RawRow row, int column)
    {
        var type = xml.GetAttribute("t");
        var style = int.TryParse(xml.GetAttribute("s"), NumberStyles.None, CultureInfo.InvariantCulture, out var s) ? s : 0;
        var (formula, hasValue) = (false, false);
        _text.Clear();
        if (!xml.IsEmptyElement)
        {
            var depth = xml.Depth;
            while (xml.NextInside(depth))
            {
                switch (xml.LocalName)
                {
                    case "f":
                        formula = true;
                        xml.PassOver();
                        break;
                    case "v":
                        hasValue = true;
                        ReadValue(xml);
                        break;
                    case "is":
                        ReadRichText(xml);
                        break;
                    default:
                        xml.PassOver();
                        break;
                }
            }
        }
        if (formula && !hasValue)
        {
            row.Problems.Add((column, RawProblem.FormulaWithoutValue));
            return default;
        }
        if (_text.Length > package.Limits.MaxCellCharacters)
        {
            throw Refused(new FileRefusal.CellTooLong(row.LineNumber, package.Limits.MaxCellCharacters) { FileName = package.FileName });
        }
        var value = _text.ToString();
        return type switch
        {
            _ when value.Length == 0 => default,
            "s" => CellValue.OfText(Plain(Shared(value, row.LineNumber))),
            "inlineStr" or "str" => CellValue.OfText(Plain(value)),
            "b" => CellValue.OfTrueFalse(IsOn(value)),
            "e" => CellValue.OfError(PlainCharacters.Clean(value)),
            "d" => IsoDate(value, row, column),
            _ => NumberOrDate(value, _formats.Of(style), row, column),
        };
    }

    private string Shared(string value, int line) =>
        int.TryParse(value, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var index)
            && _texts.At(index, line) is { } text
            ? text
            : throw Refused(new FileRefusal.Damaged { FileName = package.FileName });

    private CellValue NumberOrDate(string value, NumberShownAs shown, RawRow row, int column)
    {
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
        {
            throw Refused(new FileRefusal.Damaged { FileName = package.FileName });
        }
        switch (shown)
        {
            case NumberShownAs.Date when number is >= 1 or < 0 || _from1904:
                if (FromSerial(number, _from1904) is { } date)
                {
                    return CellValue.OfDate(date);
                }
                row.Problems.Add((column, RawProblem.NoSuchDate));
                return CellValue.OfNumber(number);
            case NumberShownAs.Date or NumberShownAs.TimeOfDay when number is >= 0 and < 100_000:
                var seconds = (long)Math.Round(number * 86_400);
                var minutes = string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:00}:{seconds / 60 % 60:00}");
                return CellValue.OfText(seconds % 60 == 0 ? minutes : string.Create(CultureInfo.InvariantCulture, $"{minutes}:{seconds % 60:00}"));
            default:
                return CellValue.OfNumber(number);
        }
    }

    private static CellValue IsoDate(string value, RawRow row, int column)
    {
        if (DateTime.TryParseExact(value.TrimEnd('Z'), ["yyyy-MM-dd", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ss.FFFFFFF"],
            CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return CellValue.OfDate(date.AddTicks(-(date.Ticks % TimeSpan.TicksPerSecond)));
        }
        row.Problems.Add((column, RawProblem.NoSuchDate));
        return CellValue.OfText(PlainCharacters.Clean(value));
    }

    private static string Plain(string text) => PlainCharacters.Clean(text.Contains("_x", StringComparison.Ordinal)
        ? Escape().Replace(text, Unescape)
        : text);

    private static string Unescape(Match match)
    {
        var c = (char)ushort.Parse(match.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return char.IsSurrogate(c) ? match.Value : c.ToString();
    }

    /// <summary>The column of a reference such as “AB12”, from 0; null when there is none.</summary>
    private static int? Column(string? reference)
    {
        var column = 0;
        foreach (var c in reference ?? "")
        {
            if (!char.IsAsciiLetter(c) || column > 20_000)
            {
                break;
            }
            column = (column * 26) + (c & 0x1F);
        }
        return column == 0 ? null : column - 1;
    }

    [GeneratedRegex("_x([0-9A-Fa-f]{4})_", RegexOptions.CultureInvariant)]
    private static partial Regex Escape();
}
