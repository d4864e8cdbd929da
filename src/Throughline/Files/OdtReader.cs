using System.Globalization;
using System.Text;
using System.Xml;

namespace Throughline.Files;

/// <summary>The words of an OpenDocument text, read as a stream. Tracked deletions are kept by the format in one place, which is passed over.</summary>
internal sealed class OdtReader(SafePackage package)
{
    private const string Office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";
    private const string Texts = "urn:oasis:names:tc:opendocument:xmlns:text:1.0";
    private const string Tables = "urn:oasis:names:tc:opendocument:xmlns:table:1.0";
    private const string Drawing = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0";
    private const string Svg = "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0";
    private const int MostSpaces = 200;

    private readonly DocumentBuilder _document = new(package.FileName, package.Limits);
    private readonly List<ParagraphList> _notes = [];
    private readonly char[] _chunk = new char[2048];
    private XmlReader _xml = null!;

    public DocumentText Read()
    {
        if (package.Has("encrypted-package") || IsEncrypted())
        {
            throw new FileRefusedException(new FileRefusal.PasswordProtected { FileName = package.FileName });
        }
        package.ReadXml("content.xml", xml =>
        {
            _xml = xml;
            while (xml.Read())
            {
                if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "body" && xml.NamespaceURI == Office)
                {
                    ReadInside(_document, null, listed: false);
                }
            }
        });
        for (var i = 0; i < _notes.Count; i++)
        {
            _document.Add($"[{i + 1}] {string.Join('\n', _notes[i].Select(p => p.Text.Trim()))}", ParagraphStyle.Note, 0);
        }
        return _document.Finish("OpenDocument text");
    }

    private bool IsEncrypted()
    {
        var encrypted = false;
        if (package.Has("META-INF/manifest.xml"))
        {
            package.ReadXml("META-INF/manifest.xml", xml =>
            {
                while (xml.Read())
                {
                    encrypted |= xml.LocalName == "encryption-data";
                }
            });
        }
        return encrypted;
    }

    private void ReadInside(IParagraphSink sink, OpenParagraph? open, bool listed)
    {
        if (_xml.IsEmptyElement)
        {
            return;
        }
        var depth = _xml.Depth;
        while (_xml.Read() && _xml.Depth > depth)
        {
            if (_xml.NodeType == XmlNodeType.Element)
            {
                ReadElement(sink, open, listed);
            }
            else if (open is not null
                && _xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace)
            {
                ReadText(open);
            }
        }
    }

    private void ReadElement(IParagraphSink sink, OpenParagraph? open, bool listed)
    {
        switch (_xml.NamespaceURI, _xml.LocalName)
        {
            case (Texts, "p" or "h"):
                ReadParagraph(open?.Boxes ?? sink, listed);
                break;
            case (Texts, "list"):
                ReadInside(open?.Boxes ?? sink, null, listed: true);
                break;
            case (Texts, "tracked-changes" or "hidden-text" or "ruby-text" or "note-citation") or (Office, "forms")
                or (Svg, "title" or "desc"):
                _xml.PassOver();
                break;
            case (Office, "annotation"):
                _document.Say("Comments in the margin were left out.");
                _xml.PassOver();
                break;
            case (Texts, "note") when open is not null:
                var note = new ParagraphList();
                _notes.Add(note);
                Append(open, $"[{_notes.Count}]");
                ReadInside(note, null, listed: false);
                break;
            case (Drawing, "text-box"):
                ReadInside(open?.Boxes ?? sink, null, listed: false);
                break;
            case (Tables, "table"):
                ReadTable(open?.Boxes ?? sink);
                break;
            case (Texts, "s") when open is not null:
                var count = int.TryParse(_xml.GetAttribute("c", Texts), NumberStyles.None, CultureInfo.InvariantCulture, out var c) ? c : 1;
                Append(open, new string(' ', Math.Clamp(count, 1, MostSpaces)));
                break;
            case (Texts, "tab") when open is not null:
                Append(open, "\t");
                break;
            case (Texts, "line-break") when open is not null:
                Append(open, "\n");
                break;
        }
    }

    private void ReadParagraph(IParagraphSink sink, bool listed)
    {
        var open = new OpenParagraph();
        var (style, level) = listed ? (ParagraphStyle.ListItem, 0) : (ParagraphStyle.Body, 0);
        if (_xml.LocalName == "h")
        {
            var outline = int.TryParse(_xml.GetAttribute("outline-level", Texts), NumberStyles.None, CultureInfo.InvariantCulture, out var l) ? l : 1;
            (style, level) = (ParagraphStyle.Heading, Math.Clamp(outline, 1, 9));
        }
        else if (_xml.GetAttribute("style-name", Texts) == "Title")
        {
            style = ParagraphStyle.Title;
        }
        ReadInside(sink, open, listed);
        sink.Add(open.Text.ToString(), style, level);
        foreach (var (text, boxStyle, boxLevel) in open.Boxes)
        {
            sink.Add(text, boxStyle, boxLevel);
        }
    }

    /// <summary>White space in the file is one space, and none at the start: more is written as elements.</summary>
    private void ReadText(OpenParagraph open)
    {
        int read;
        while ((read = _xml.ReadValueChunk(_chunk, 0, _chunk.Length)) > 0)
        {
            _document.Take(read);
            foreach (var c in _chunk.AsSpan(0, read))
            {
                if (c is not (' ' or '\t' or '\n' or '\r'))
                {
                    open.Text.Append(c);
                    open.AfterSpace = false;
                }
                else if (!open.AfterSpace)
                {
                    open.Text.Append(' ');
                    open.AfterSpace = true;
                }
            }
        }
    }

    private void Append(OpenParagraph open, string text)
    {
        _document.Take(text.Length);
        open.Text.Append(text);
        open.AfterSpace = false;
    }

    private void ReadTable(IParagraphSink sink)
    {
        if (_xml.IsEmptyElement)
        {
            return;
        }
        var depth = _xml.Depth;
        while (_xml.NextInside(depth))
        {
            if (_xml.NamespaceURI != Tables || _xml.LocalName != "table-row" || _xml.IsEmptyElement)
            {
                continue;
            }
            var cells = new List<ParagraphList>();
            var rowDepth = _xml.Depth;
            while (_xml.NextInside(rowDepth))
            {
                if (_xml.NamespaceURI == Tables && _xml.LocalName is "table-cell" or "covered-table-cell")
                {
                    var cell = new ParagraphList();
                    ReadInside(cell, null, listed: false);
                    cells.Add(cell);
                }
            }
            TableRows.Add(sink, cells);
        }
    }

    private sealed class OpenParagraph
    {
        public StringBuilder Text { get; } = new();
        public ParagraphList Boxes { get; } = [];
        public bool AfterSpace { get; set; } = true;
    }
}
