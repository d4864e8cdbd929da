using System.Globalization;
using System.Text;

namespace Throughline.Files;

/// <summary>Why a file was not taken in. Each refusal is a record of its own, so that a page or a test can tell them apart.</summary>
/// <param name="Code">The name of the reason, for logs and tests; it holds nothing from the file.</param>
public abstract record FileRefusal(string Code) : Refusal(Code)
{
    private const int LongestShownName = 80;

    private readonly string _fileName = "";

    /// <summary>The file's name as it may be shown: no folders, no control or direction-changing characters, at most 80 UTF-16 units.</summary>
    public required string FileName
    {
        get => _fileName;
        init => _fileName = Shown(value[(value.LastIndexOfAny(['/', '\\']) + 1)..]);
    }

    /// <summary>The file has nothing in it.</summary>
    public sealed record Empty() : FileRefusal("file-empty")
    {
        /// <inheritdoc/>
        public override string Sentence => $"“{FileName}” is empty. Check that you chose the right file, then try again.";
    }

    /// <summary>The file has more bytes than <see cref="FileLimits.MaxFileBytes"/>.</summary>
    /// <param name="LimitBytes">The limit, in bytes.</param>
    public sealed record TooBig(long LimitBytes) : FileRefusal("file-too-big")
    {
        /// <inheritdoc/>
        public override string Sentence =>
            $"“{FileName}” is too big. The biggest file we can take is {Megabytes(LimitBytes)}. Split it into smaller files, or take the pictures out.";
    }

    /// <summary>The content is of another kind than the name says.</summary>
    /// <param name="NameSays">The kind that the name promises, such as “a Word document”.</param>
    /// <param name="LooksLike">The kind that the content has, such as “a picture”.</param>
    public sealed record NotWhatItsNameSays(string NameSays, string LooksLike) : FileRefusal("file-not-what-its-name-says")
    {
        /// <inheritdoc/>
        public override string Sentence =>
            $"“{FileName}” is named as {NameSays} but it looks like {LooksLike}. Choose the right file, or open it in the program that made it and save it as {NameSays}.";
    }

    /// <summary>The file stops before its end.</summary>
    public sealed record Truncated() : FileRefusal("file-truncated")
    {
        /// <inheritdoc/>
        public override string Sentence =>
            $"“{FileName}” is not complete: the end of the file is missing. Copy or download it again and make sure that it finishes.";
    }

    /// <summary>The file's parts do not agree with its own checks, or cannot be understood.</summary>
    /// <param name="Part">The part at fault, such as “word/document.xml”, where it is known.</param>
    public sealed record Damaged(string? Part = null) : FileRefusal("file-damaged")
    {
        /// <inheritdoc/>
        public override string Sentence =>
            $"“{FileName}” is damaged and cannot be read in full. Open it in the program that made it, save a new copy and choose that.";
    }

    /// <summary>The file is locked with a password.</summary>
    public sealed record PasswordProtected() : FileRefusal("file-password-protected")
    {
        /// <inheritdoc/>
        public override string Sentence => $"“{FileName}” is protected with a password. Save a copy without the password and choose that.";
    }

    /// <summary>The file is in the Office format used before 2007.</summary>
    /// <param name="LooksLike">What it looks like, such as “an old Word document (.doc)”.</param>
    /// <param name="SaveAs">The format to save it in, such as “.docx”.</param>
    public sealed record OldOfficeFormat(string LooksLike, string SaveAs) : FileRefusal("file-old-office-format")
    {
        /// <inheritdoc/>
        public override string Sentence => $"“{FileName}” looks like {LooksLike}. Open it, save it as {SaveAs} without a password and choose that.";
    }

    /// <summary>The file is made of more parts than <see cref="FileLimits.MaxParts"/>.</summary>
    /// <param name="Limit">The most parts allowed.</param>
    public sealed record TooManyParts(int Limit) : FileRefusal("file-too-many-parts")
    {
        /// <inheritdoc/>
        public override string Sentence =>
            $"“{FileName}” is made of more than {Limit.ToString("N0", CultureInfo.InvariantCulture)} parts, which no ordinary document is. Copy its text into a new document and choose that.";
    }

    /// <summary>The file unpacks to more than <see cref="FileLimits.MaxPartBytes"/>, <see cref="FileLimits.MaxTotalBytes"/> or <see cref="FileLimits.MaxRatio"/> allow.</summary>
    public sealed record UnpacksTooLarge() : FileRefusal("file-unpacks-too-large")
    {
        /// <inheritdoc/>
        public override string Sentence =>
            $"“{FileName}” is small but unpacks to far more than an ordinary file does, so we stopped reading it. Copy its text into a new document and choose that.";
    }

    /// <summary>The file is an archive with names that point outside itself.</summary>
    public sealed record ForbiddenPath() : FileRefusal("file-forbidden-path")
    {
        /// <inheritdoc/>
        public override string Sentence =>
            $"“{FileName}” has parts with names that point outside the file, which is not safe to open. Ask the person who gave it to you for another copy.";
    }

    /// <summary>The XML inside declares a document type or entities, or nests too deeply.</summary>
    /// <param name="TooDeep">True when the elements nest deeper than <see cref="FileLimits.MaxXmlDepth"/>; false when a document type is declared.</param>
    public sealed record ForbiddenXml(bool TooDeep) : FileRefusal("file-forbidden-xml")
    {
        /// <inheritdoc/>
        public override string Sentence => TooDeep
            ? $"“{FileName}” is nested inside itself too many times to be read safely. Copy its text into a new document and choose that."
            : $"“{FileName}” asks for other files to be loaded while it is read, which is not safe. Copy its text into a new document and choose that.";
    }

    /// <summary>The file is good but there are no words in it, as in a scan.</summary>
    /// <param name="Scanned">True for a PDF that has pages without text.</param>
    public sealed record NoWords(bool Scanned) : FileRefusal("file-no-words")
    {
        /// <inheritdoc/>
        public override string Sentence => Scanned
            ? $"There are no words in “{FileName}”. It may be a scan or a photograph of pages. Use a copy with text in it, or type the words in."
            : $"There are no words in “{FileName}”. Check that you chose the right file.";
    }

    /// <summary>The file has more text than <see cref="FileLimits.MaxCharacters"/>.</summary>
    /// <param name="Limit">The most characters allowed.</param>
    public sealed record TooMuchText(int Limit) : FileRefusal("file-too-much-text")
    {
        /// <inheritdoc/>
        public override string Sentence =>
            $"“{FileName}” has more than {Limit.ToString("N0", CultureInfo.InvariantCulture)} characters of text. Split it into smaller files.";
    }

    /// <summary>The PDF has more pages than <see cref="FileLimits.MaxPages"/>.</summary>
    /// <param name="Limit">The most pages allowed.</param>
    public sealed record TooManyPages(int Limit) : FileRefusal("file-too-many-pages")
    {
        /// <inheritdoc/>
        public override string Sentence =>
            $"“{FileName}” has more than {Limit.ToString("N0", CultureInfo.InvariantCulture)} pages. Split it into smaller files.";
    }

    /// <summary>Reading took longer than <see cref="FileLimits.PdfTime"/>.</summary>
    public sealed record TookTooLong() : FileRefusal("file-took-too-long")
    {
        /// <inheritdoc/>
        public override string Sentence => $"“{FileName}” took too long to read, so we stopped. Save it as a Word document or as plain text and choose that.";
    }

    /// <summary>A PDF could not be read in the time or the memory that one reading may use, or what it held was more than can be taken back.</summary>
    public sealed record TooDemanding() : FileRefusal("file-too-demanding")
    {
        /// <inheritdoc/>
        public override string Sentence =>
            $"“{FileName}” could not be read in the time and the computer memory that one document may use. Save it as a Word document or as plain text and choose that.";
    }

    /// <summary>Other PDFs were being read for as long as this one could wait.</summary>
    public sealed record OthersFirst() : FileRefusal("file-others-first")
    {
        /// <inheritdoc/>
        public override string Sentence => $"We are reading other people’s documents and could not start on “{FileName}”. Wait a minute, then choose it again.";
    }

    /// <summary>The name ends in something that is not read here.</summary>
    /// <param name="Accepted">The endings that are read, such as “.docx, .odt, .txt, .md or .pdf”.</param>
    public sealed record UnknownKind(string Accepted) : FileRefusal("file-unknown-kind")
    {
        /// <inheritdoc/>
        public override string Sentence => $"“{FileName}” is not a kind of file we can read. Choose a file whose name ends in {Accepted}.";
    }

    /// <summary>The name says text but the content is not text.</summary>
    public sealed record NotText() : FileRefusal("file-not-text")
    {
        /// <inheritdoc/>
        public override string Sentence => $"“{FileName}” is not a text file. Open it in the program that made it and save it as plain text (UTF-8).";
    }

    /// <summary>The table has headings, or nothing at all, but no rows.</summary>
    public sealed record NoRows() : FileRefusal("table-no-rows")
    {
        /// <inheritdoc/>
        public override string Sentence => $"There are no rows in “{FileName}”. The first row must hold the headings, with one person or thing in each row below.";
    }

    /// <summary>Two columns have the same heading.</summary>
    /// <param name="Header">The heading that comes twice.</param>
    public sealed record DuplicateHeader(string Header) : FileRefusal("table-duplicate-header")
    {
        /// <inheritdoc/>
        public override string Sentence => $"Two columns in “{FileName}” have the heading “{Shown(Header)}”. Give each column a heading of its own.";
    }

    /// <summary>A column that is used has no heading.</summary>
    /// <param name="Column">The column's number, from 1.</param>
    public sealed record BlankHeader(int Column) : FileRefusal("table-blank-header")
    {
        /// <inheritdoc/>
        public override string Sentence =>
            $"Column {CellName.Letters(Column)} in “{FileName}” has no heading. Write a heading in the first row of each column, or take the column out.";
    }

    /// <summary>The table is wider than <see cref="FileLimits.MaxColumns"/>.</summary>
    /// <param name="Limit">The most columns allowed.</param>
    public sealed record TooManyColumns(int Limit) : FileRefusal("table-too-many-columns")
    {
        /// <inheritdoc/>
        public override string Sentence => $"“{FileName}” has more than {Limit} columns. Take out the columns that are not needed.";
    }

    /// <summary>The table is longer than <see cref="FileLimits.MaxRows"/>.</summary>
    /// <param name="Limit">The most rows allowed below the headings.</param>
    public sealed record TooManyRows(int Limit) : FileRefusal("table-too-many-rows")
    {
        /// <inheritdoc/>
        public override string Sentence =>
            $"“{FileName}” has more than {Limit.ToString("N0", CultureInfo.InvariantCulture)} rows. Split it into smaller files.";
    }

    /// <summary>A cell holds more text than <see cref="FileLimits.MaxCellCharacters"/>, or a quotation mark is never closed.</summary>
    /// <param name="LineNumber">The line of the file where the row begins, from 1.</param>
    /// <param name="Limit">The most characters allowed in a cell.</param>
    public sealed record CellTooLong(int LineNumber, int Limit) : FileRefusal("table-cell-too-long")
    {
        /// <inheritdoc/>
        public override string Sentence =>
            $"Row {LineNumber} of “{FileName}” has a cell of more than {Limit.ToString("N0", CultureInfo.InvariantCulture)} characters. Look for a quotation mark that is opened and never closed.";
    }

    /// <summary>There is no sheet of the name asked for, or no sheet at all.</summary>
    /// <param name="Sheet">The name asked for; null when the file has no sheet that can be read.</param>
    public sealed record NoSuchSheet(string? Sheet) : FileRefusal("table-no-such-sheet")
    {
        /// <inheritdoc/>
        public override string Sentence => Sheet is null
            ? $"There is no sheet with rows in “{FileName}”."
            : $"There is no sheet called “{Shown(Sheet)}” in “{FileName}”.";
    }

    internal static string Shown(string? text)
    {
        var name = text ?? "";
        var shown = new StringBuilder(Math.Min(name.Length, LongestShownName));
        foreach (var rune in name.EnumerateRunes())
        {
            if (shown.Length + rune.Utf16SequenceLength > LongestShownName)
            {
                shown.Append('…');
                break;
            }
            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator))
            {
                shown.Append(rune);
            }
        }
        return shown.Length == 0 ? "the file" : shown.ToString();
    }

    private static string Megabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024.0 * 1024.0):0.#} MB");
}

internal static class CellName
{
    public static string Letters(int column)
    {
        var letters = "";
        for (; column > 0; column = (column - 1) / 26)
        {
            letters = (char)('A' + ((column - 1) % 26)) + letters;
        }
        return letters;
    }
}
