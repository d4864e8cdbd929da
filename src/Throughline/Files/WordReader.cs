using System.Globalization;
using System.Text;
using System.Xml;

namespace Throughline.Files;

/// <summary>
/// The words of a .docx, read as a stream: the document is never held as a tree. Recursion is bounded by the limit on depth.
/// Text boxes come once, after the paragraph that anchors them; deletions and hidden text are left out; notes come last.
/// </summary>
internal sealed class WordReader(SafePackage package)
{
    private const string Word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    private const string StrictWord = "http://purl.oclc.org/ooxml/wordprocessingml/main";
    private const string Compatibility = "http://schemas.openxmlformats.org/markup-compatibility/2006";
    private const string Mathematics = "http://schemas.openxmlformats.org/officeDocument/2006/math";
    private const string StrictMathematics = "http://purl.oclc.org/ooxml/officeDocument/math";
    private const int LongestStyleChain = 12;

    private readonly DocumentBuilder _document = new(package.FileName, package.Limits);
    private readonly Dictionary<string, StyleDefinition> _styles = new(StringComparer.Ordinal);
    private readonly Dictionary<(bool End, string Id), int> _noteNumbers = [];
    private readonly char[] _chunk = new char[2048];
    private XmlReader _xml = null!;

    public DocumentText Read()
    {
        var main = OfficeRelationships.Of(package, "").Part(package, "officeDocument") ?? "word/document.xml";
        var parts = OfficeRelationships.Of(package, main);
        if (parts.Part(package, "styles") is { } styles)
        {
            package.ReadXml(styles, ReadStyles);
        }
        var footnotes = parts.Part(package, "footnotes");
        var endnotes = parts.Part(package, "endnotes");
        package.ReadXml(main, xml =>
        {
            _xml = xml;
            while (xml.Read())
            {
                if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "body" && IsWord(xml.NamespaceURI))
                {
                    ReadInside(new Flow(_document), null);
                }
            }
        });
        var notes = new SortedDictionary<int, ParagraphList>();
        ReadNotes(footnotes, "footnote", false, notes);
        ReadNotes(endnotes, "endnote", true, notes);
        foreach (var (number, paragraphs) in notes)
        {
            _document.Add($"[{number}] {string.Join('\n', paragraphs.Select(p => p.Text.Trim()))}", ParagraphStyle.Note, 0);
        }
        if (parts.Part(package, "comments") is not null)
        {
            _document.Say("Comments in the margin were left out.");
        }
        return _document.Finish("Word document");
    }

    private static bool IsWord(string ns) => ns is Word or StrictWord;

    private static bool IsOff(string? value) => value is "0" or "false" or "off";

    private string? Attribute(string name) => _xml.GetAttribute(name, Word) ?? _xml.GetAttribute(name, StrictWord);

    /// <summary>Reads all inside the current element into the open paragraph, or into paragraphs of the flow.</summary>
    private void ReadInside(Flow flow, OpenParagraph? open)
    {
        if (_xml.IsEmptyElement)
        {
            return;
        }
        var depth = _xml.Depth;
        while (_xml.NextInside(depth))
        {
            ReadElement(flow, open);
        }
    }

    private void ReadElement(Flow flow, OpenParagraph? open)
    {
        var ns = _xml.NamespaceURI;
        if (ns == Compatibility)
        {
            if (_xml.LocalName == "AlternateContent")
            {
                ReadAlternatives(flow, open);
            }
            return;
        }
        if (ns is Mathematics or StrictMathematics)
        {
            if (_xml.LocalName == "t" && open is not null)
            {
                ReadText(open, keepSpace: true);
            }
            return;
        }
        if (!IsWord(ns))
        {
            return;
        }
        switch (_xml.LocalName)
        {
            case "p":
                ReadParagraph(open?.Aside ?? flow);
                break;
            case "tbl":
                ReadTable(open?.Aside ?? flow);
                break;
            case "txbxContent":
                var box = new Flow(open?.Boxes ?? flow.Sink);
                ReadInside(box, null);
                box.Finish();
                break;
            case "del" or "moveFrom" or "delText" or "instrText" or "delInstrText" or "rt" or "pPr" or "sectPr" or "tblPr" or "tblGrid"
                or "tcPr" or "trPr" or "sdtEndPr":
                _xml.PassOver();
                break;
            case "sdt":
                ReadContentControl(flow, open);
                break;
            case "altChunk":
                _document.Say("A part that was inserted from another file was left out.");
                break;
            default:
                if (open is not null)
                {
                    ReadRunContent(flow, open);
                }
                break;
        }
    }

    private void ReadRunContent(Flow flow, OpenParagraph open)
    {
        switch (_xml.LocalName)
        {
            case "r":
                var hidden = open.Hidden;
                ReadInside(flow, open);
                open.Hidden = hidden;
                break;
            case "rPr":
                ReadRunProperties(open);
                break;
            case "t":
                ReadText(open, keepSpace: _xml.GetAttribute("xml:space") == "preserve");
                break;
            case "tab" or "ptab":
                Append(open, '\t');
                break;
            case "br" or "cr":
                Append(open, '\n');
                break;
            case "noBreakHyphen":
                Append(open, '\u2011');
                break;
            case "softHyphen":
                Append(open, '\u00AD');
                break;
            case "sym":
                if (ushort.TryParse(Attribute("char"), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code)
                    && code >= 0x20 && !char.IsSurrogate((char)code))
                {
                    Append(open, (char)code);
                }
                break;
            case "footnoteReference" or "endnoteReference":
                var key = (_xml.LocalName == "endnoteReference", Attribute("id") ?? "");
                if (!open.Hidden)
                {
                    if (!_noteNumbers.TryGetValue(key, out var number))
                    {
                        _noteNumbers[key] = number = _noteNumbers.Count + 1;
                    }
                    var mark = $"[{number}]";
                    _document.Take(mark.Length);
                    open.Text.Append(mark);
                }
                break;
        }
    }

    private void ReadParagraph(Flow flow)
    {
        var open = new OpenParagraph();
        open.Text.Append(flow.CarriedOver);
        flow.CarriedOver = "";
        var (style, level, markDeleted) = (ParagraphStyle.Body, 0, false);
        if (!_xml.IsEmptyElement)
        {
            var depth = _xml.Depth;
            while (_xml.NextInside(depth))
            {
                if (_xml.LocalName == "pPr" && IsWord(_xml.NamespaceURI) && _xml.Depth == depth + 1)
                {
                    (style, level, markDeleted) = ReadParagraphProperties();
                }
                else
                {
                    ReadElement(flow, open);
                }
            }
        }
        open.Aside?.Finish();
        if (markDeleted)
        {
            // Accepting the deletion would join this paragraph to the next.
            flow.CarriedOver = open.Text.ToString();
        }
        else
        {
            flow.Sink.Add(open.Text.ToString(), style, level);
        }
        foreach (var (text, boxStyle, boxLevel) in open.Boxes)
        {
            flow.Sink.Add(text, boxStyle, boxLevel);
        }
    }

    private (ParagraphStyle Style, int Level, bool MarkDeleted) ReadParagraphProperties()
    {
        var (style, level, listed, markDeleted) = (ParagraphStyle.Body, 0, false, false);
        if (_xml.IsEmptyElement)
        {
            return (style, level, false);
        }
        var depth = _xml.Depth;
        while (_xml.NextInside(depth))
        {
            if (!IsWord(_xml.NamespaceURI))
            {
                continue;
            }
            switch (_xml.LocalName)
            {
                case "pStyle":
                    (style, level) = Resolve(Attribute("val"));
                    break;
                case "outlineLvl" when OutlineLevel() is > 0 and var outline:
                    (style, level) = (ParagraphStyle.Heading, outline);
                    break;
                case "numPr":
                    listed = true;
                    break;
                case "numId":
                    listed &= Attribute("val") != "0";
                    break;
                case "del" or "moveFrom":
                    markDeleted = true;
                    break;
                case "pPrChange" or "rPrChange":
                    _xml.PassOver();
                    break;
            }
        }
        return style == ParagraphStyle.Body && listed ? (ParagraphStyle.ListItem, 0, markDeleted) : (style, level, markDeleted);
    }

    private int OutlineLevel() =>
        int.TryParse(Attribute("val"), NumberStyles.None, CultureInfo.InvariantCulture, out var outline) && outline <= 8 ? outline + 1 : 0;

    private void ReadRunProperties(OpenParagraph open)
    {
        if (_xml.IsEmptyElement)
        {
            return;
        }
        var depth = _xml.Depth;
        while (_xml.NextInside(depth))
        {
            if (_xml.LocalName == "rPrChange")
            {
                _xml.PassOver();
            }
            else if (_xml.LocalName == "vanish" && IsWord(_xml.NamespaceURI) && !IsOff(Attribute("val")))
            {
                open.Hidden = true;
                _document.Say("Hidden text was left out.");
            }
        }
    }

    private void ReadText(OpenParagraph open, bool keepSpace)
    {
        if (_xml.IsEmptyElement)
        {
            return;
        }
        var start = open.Text.Length;
        var depth = _xml.Depth;
        while (_xml.Read() && _xml.Depth > depth)
        {
            if (open.Hidden || _xml.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace))
            {
                continue;
            }
            int read;
            while ((read = _xml.ReadValueChunk(_chunk, 0, _chunk.Length)) > 0)
            {
                _document.Take(read);
                // A line end inside a run is shown as a space: lines are broken by elements.
                _chunk.AsSpan(0, read).Replace('\n', ' ');
                open.Text.Append(_chunk, 0, read);
            }
        }
        if (!keepSpace)
        {
            var end = open.Text.Length;
            while (end > start && open.Text[end - 1] is ' ' or '\t')
            {
                end--;
            }
            open.Text.Length = end;
            var lead = start;
            while (lead < end && open.Text[lead] is ' ' or '\t')
            {
                lead++;
            }
            open.Text.Remove(start, lead - start);
        }
    }

    private void Append(OpenParagraph open, char c)
    {
        if (!open.Hidden)
        {
            _document.Take(1);
            open.Text.Append(c);
        }
    }

    /// <summary>Reads the first choice, or the fallback where there is no choice: they are the same words in two forms.</summary>
    private void ReadAlternatives(Flow flow, OpenParagraph? open)
    {
        if (_xml.IsEmptyElement)
        {
            return;
        }
        var taken = false;
        var depth = _xml.Depth;
        while (_xml.NextInside(depth))
        {
            if (taken)
            {
                _xml.PassOver();
            }
            else
            {
                taken = true;
                ReadInside(flow, open);
            }
        }
    }

    private void ReadContentControl(Flow flow, OpenParagraph? open)
    {
        if (_xml.IsEmptyElement)
        {
            return;
        }
        var prompt = false;
        var depth = _xml.Depth;
        while (_xml.NextInside(depth))
        {
            if (_xml.LocalName == "sdtPr" && IsWord(_xml.NamespaceURI))
            {
                if (!_xml.IsEmptyElement)
                {
                    var inner = _xml.Depth;
                    while (_xml.NextInside(inner))
                    {
                        prompt |= _xml.LocalName == "showingPlcHdr" && !IsOff(Attribute("val"));
                    }
                }
            }
            else if (prompt && _xml.LocalName == "sdtContent")
            {
                // “Click here to type”: nobody's words.
                _xml.PassOver();
            }
            else
            {
                ReadElement(flow, open);
            }
        }
    }

    private void ReadTable(Flow flow)
    {
        if (_xml.IsEmptyElement)
        {
            return;
        }
        var depth = _xml.Depth;
        while (_xml.NextInside(depth))
        {
            if (!IsWord(_xml.NamespaceURI))
            {
                continue;
            }
            switch (_xml.LocalName)
            {
                case "tr":
                    ReadRow(flow);
                    break;
                case "tblPr" or "tblGrid" or "sdtPr" or "del":
                    _xml.PassOver();
                    break;
            }
        }
    }

    private void ReadRow(Flow flow)
    {
        if (_xml.IsEmptyElement)
        {
            return;
        }
        var cells = new List<ParagraphList>();
        var deleted = false;
        var depth = _xml.Depth;
        while (_xml.NextInside(depth))
        {
            if (!IsWord(_xml.NamespaceURI))
            {
                continue;
            }
            switch (_xml.LocalName)
            {
                case "trPr" when !_xml.IsEmptyElement:
                    var inner = _xml.Depth;
                    while (_xml.NextInside(inner))
                    {
                        deleted |= _xml.LocalName == "del";
                    }
                    break;
                case "tc":
                    var cell = new ParagraphList();
                    var cellFlow = new Flow(cell);
                    ReadInside(cellFlow, null);
                    cellFlow.Finish();
                    cells.Add(cell);
                    break;
                case "sdtPr":
                    _xml.PassOver();
                    break;
            }
        }
        if (!deleted)
        {
            TableRows.Add(flow.Sink, cells);
        }
    }

    private void ReadNotes(string? part, string element, bool end, SortedDictionary<int, ParagraphList> notes)
    {
        if (part is null)
        {
            return;
        }
        package.ReadXml(part, xml =>
        {
            _xml = xml;
            while (xml.Read())
            {
                if (xml.NodeType == XmlNodeType.Element && xml.LocalName == element && IsWord(xml.NamespaceURI)
                    && _noteNumbers.TryGetValue((end, Attribute("id") ?? ""), out var number))
                {
                    var list = new ParagraphList();
                    var flow = new Flow(list);
                    ReadInside(flow, null);
                    flow.Finish();
                    notes[number] = list;
                }
            }
        });
    }

    private void ReadStyles(XmlReader xml)
    {
        _xml = xml;
        StyleDefinition? current = null;
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element || !IsWord(xml.NamespaceURI))
            {
                continue;
            }
            switch (xml.LocalName)
            {
                case "style":
                    current = Attribute("type") is null or "paragraph" ? new StyleDefinition() : null;
                    if (current is not null && Attribute("styleId") is { } id)
                    {
                        _styles[id] = current;
                    }
                    break;
                case "name" when current is not null:
                    current.Name = Attribute("val") ?? "";
                    break;
                case "basedOn" when current is not null:
                    current.BasedOn = Attribute("val");
                    break;
                case "outlineLvl" when current is not null:
                    current.Level = OutlineLevel();
                    break;
            }
        }
    }

    private (ParagraphStyle Style, int Level) Resolve(string? id)
    {
        for (var steps = 0; steps < LongestStyleChain && id is not null && _styles.TryGetValue(id, out var style); steps++)
        {
            if (style.Name.Equals("title", StringComparison.OrdinalIgnoreCase))
            {
                return (ParagraphStyle.Title, 0);
            }
            // Word keeps the English name of a built-in heading in every language.
            if (style.Name.StartsWith("heading ", StringComparison.OrdinalIgnoreCase)
                && int.TryParse(style.Name.AsSpan(8), NumberStyles.None, CultureInfo.InvariantCulture, out var level) && level is >= 1 and <= 9)
            {
                return (ParagraphStyle.Heading, level);
            }
            if (style.Level > 0)
            {
                return (ParagraphStyle.Heading, style.Level);
            }
            id = style.BasedOn;
        }
        return (ParagraphStyle.Body, 0);
    }

    private sealed class StyleDefinition
    {
        public string Name { get; set; } = "";
        public string? BasedOn { get; set; }
        public int Level { get; set; }
    }

    private sealed class OpenParagraph
    {
        private Flow? _aside;

        public StringBuilder Text { get; } = new();
        public ParagraphList Boxes { get; } = [];
        public bool Hidden { get; set; }

        /// <summary>Where a paragraph inside this one goes, which only a text box or a broken file has.</summary>
        public Flow Aside => _aside ??= new Flow(Boxes);
    }

    private sealed class Flow(IParagraphSink sink)
    {
        public IParagraphSink Sink { get; } = sink;
        public string CarriedOver { get; set; } = "";

        public void Finish()
        {
            if (CarriedOver.Length > 0)
            {
                Sink.Add(CarriedOver, ParagraphStyle.Body, 0);
                CarriedOver = "";
            }
        }
    }
}

internal static class TableRows
{
    /// <summary>A row is one paragraph with a tab between cells; a row of one cell is a frame around paragraphs and leaves them as they are.</summary>
    public static void Add(IParagraphSink sink, List<ParagraphList> cells)
    {
        if (cells.Count == 1)
        {
            foreach (var (text, style, level) in cells[0])
            {
                sink.Add(text, style, level);
            }
            return;
        }
        var row = string.Join('\t', cells.Select(cell => string.Join('\n', cell.Select(p => p.Text)).Trim('\n')));
        if (!string.IsNullOrWhiteSpace(row))
        {
            sink.Add(row.TrimEnd('\t'), ParagraphStyle.TableRow, 0);
        }
    }
}
