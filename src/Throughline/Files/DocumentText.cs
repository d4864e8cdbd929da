using System.Text;

namespace Throughline.Files;

/// <summary>What a paragraph is, as far as the file says.</summary>
public enum ParagraphStyle
{
    /// <summary>Ordinary text.</summary>
    Body,

    /// <summary>The document's title.</summary>
    Title,

    /// <summary>A heading; its level is in <see cref="Paragraph.HeadingLevel"/>.</summary>
    Heading,

    /// <summary>An item of a list.</summary>
    ListItem,

    /// <summary>A row of a table, its cells separated by tabs.</summary>
    TableRow,

    /// <summary>A footnote or endnote, collected at the end of the text.</summary>
    Note,
}

/// <summary>A stretch of <see cref="DocumentText.Text"/>. Paragraphs never overlap, come in order, and hold at least one character that is not white space.</summary>
/// <param name="Start">Where it begins, in UTF-16 units from 0.</param>
/// <param name="Length">How long it is, in UTF-16 units, its line end left out; at least 1.</param>
/// <param name="Style">What it is.</param>
/// <param name="HeadingLevel">1 (highest) to 9 for a heading, otherwise 0.</param>
public readonly record struct Paragraph(int Start, int Length, ParagraphStyle Style = ParagraphStyle.Body, int HeadingLevel = 0);

/// <summary>The words of a document. Line ends are \n, and there are no control characters but \n and \t.</summary>
/// <param name="Text">The whole text; never without a word.</param>
/// <param name="Paragraphs">Its paragraphs; blank lines between them belong to none.</param>
/// <param name="Kind">What the file was, for people: “Word document”, “OpenDocument text”, “plain text”, “Markdown” or “PDF”.</param>
/// <param name="Note">What a person should check or know was left out, in sentences; null when there is nothing to say.</param>
public sealed record DocumentText(string Text, IReadOnlyList<Paragraph> Paragraphs, string Kind, string? Note);

internal interface IParagraphSink
{
    void Add(string text, ParagraphStyle style, int level);
}

/// <summary>Paragraphs of a cell, a text box or a note, kept until it is known where they go.</summary>
internal sealed class ParagraphList : List<(string Text, ParagraphStyle Style, int Level)>, IParagraphSink
{
    public void Add(string text, ParagraphStyle style, int level) => Add((text, style, level));
}

/// <summary>Puts paragraphs one under the other, cleans them, and counts against the limit on text.</summary>
internal sealed class DocumentBuilder(string fileName, FileLimits limits) : IParagraphSink
{
    private readonly StringBuilder _text = new();
    private readonly List<Paragraph> _paragraphs = [];
    private readonly List<string> _notes = [];
    private long _taken;

    /// <summary>Counts text as soon as it is taken out of the file, wherever it waits before it is added.</summary>
    public void Take(long characters)
    {
        _taken += characters;
        if (_taken > limits.MaxCharacters)
        {
            throw new FileRefusedException(new FileRefusal.TooMuchText(limits.MaxCharacters) { FileName = fileName });
        }
    }

    public void Say(string note)
    {
        if (!_notes.Contains(note))
        {
            _notes.Add(note);
        }
    }

    public void Add(string text, ParagraphStyle style, int level)
    {
        if (_text.Length == 0 && string.IsNullOrWhiteSpace(text))
        {
            return;
        }
        Take(1);
        if (_text.Length > 0)
        {
            _text.Append('\n');
        }
        var start = _text.Length;
        PlainCharacters.Append(_text, text);
        var blank = true;
        for (var i = start; i < _text.Length && blank; i++)
        {
            blank = char.IsWhiteSpace(_text[i]);
        }
        if (!blank)
        {
            _paragraphs.Add(new Paragraph(start, _text.Length - start, style, level));
        }
    }

    public DocumentText Finish(string kind, bool scanned = false)
    {
        if (_paragraphs.Count == 0)
        {
            throw new FileRefusedException(new FileRefusal.NoWords(scanned) { FileName = fileName });
        }
        var last = _paragraphs[^1];
        _text.Length = last.Start + last.Length;
        return new DocumentText(_text.ToString(), _paragraphs, kind, _notes.Count == 0 ? null : string.Join(' ', _notes));
    }
}

internal static class PlainCharacters
{
    /// <summary>Appends text with \n as its only line end and no control character but \n and \t. All else stays as it is.</summary>
    public static void Append(StringBuilder to, ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            switch (c)
            {
                case '\n' or '\t':
                    to.Append(c);
                    break;
                case '\r':
                    if (i + 1 == text.Length || text[i + 1] != '\n')
                    {
                        to.Append('\n');
                    }
                    break;
                case '\u0085' or '\u2028' or '\u2029' or '\v' or '\f':
                    to.Append('\n');
                    break;
                default:
                    if (!char.IsControl(c))
                    {
                        to.Append(c);
                    }
                    break;
            }
        }
    }

    public static string Clean(string text)
    {
        var to = new StringBuilder(text.Length);
        Append(to, text);
        return to.ToString();
    }
}
