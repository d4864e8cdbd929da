namespace Throughline.Files;

/// <summary>
/// How much of somebody else's file is read before it is refused. Every limit is counted while reading, never taken from
/// what the file says of itself.
/// </summary>
public sealed record FileLimits
{
    /// <summary>
    /// For stories and transcripts. An hour of talk is about 60 kB of text and, as a Word file, about 300 kB of XML, so
    /// these limits hold a hundred such hours in one file.
    /// </summary>
    public static FileLimits ForDocuments { get; } = new();

    /// <summary>
    /// For spreadsheets, whose rows are streamed: a sheet of 300,000 people and ten columns unpacks to about 150 MB of XML.
    /// </summary>
    public static FileLimits ForTables { get; } = new()
    {
        MaxFileBytes = 100L << 20,
        MaxPartBytes = 1L << 30,
        MaxTotalBytes = 3L << 29,
    };

    /// <summary>Largest file, in bytes. Default 25 MB: the size at which e-mail stops carrying attachments, so what people have to hand fits.</summary>
    public long MaxFileBytes { get; init; } = 25L << 20;

    /// <summary>Most parts in one zip-based file. Default 5,000: a long report with 1,000 pictures has about 1,100, and 200,000 empty ones cost 119 MB only to list.</summary>
    public int MaxParts { get; init; } = 5_000;

    /// <summary>Most bytes that one part may unpack to. Default 32 MB: a hundred times the XML of an hour's transcript.</summary>
    public long MaxPartBytes { get; init; } = 32L << 20;

    /// <summary>Most bytes that all parts read from one file may unpack to. Default 64 MB: the text, its styles and its notes together.</summary>
    public long MaxTotalBytes { get; init; } = 64L << 20;

    /// <summary>Most bytes unpacked for each packed byte taken so far, once <see cref="RatioFloorBytes"/> have come out. Default 300: office XML packs at 5 to 60, a bomb at up to 1,032.</summary>
    public int MaxRatio { get; init; } = 300;

    /// <summary>Bytes of a part that may come out before <see cref="MaxRatio"/> is asked. Default 1 MB: small parts pack oddly and can do no harm.</summary>
    public long RatioFloorBytes { get; init; } = 1L << 20;

    /// <summary>Deepest nesting of XML elements. Default 256: ten tables inside one another take about 60, and the readers recurse.</summary>
    public int MaxXmlDepth { get; init; } = 256;

    /// <summary>Most UTF-16 units of text taken from one document. Default 5,000,000: about 900,000 words, ten long books.</summary>
    public int MaxCharacters { get; init; } = 5_000_000;

    /// <summary>Most pages of a PDF. Default 2,000.</summary>
    public int MaxPages { get; init; } = 2_000;

    /// <summary>Most bytes that all the streams of one PDF may unpack to. Default 256 MB: its pages, fonts and tables are each unpacked, some twice; pictures are not.</summary>
    public long MaxPdfBytes { get; init; } = 256L << 20;

    /// <summary>Most bytes of drawing instructions on one page of a PDF. Default 1 MB: a full page of text has 10 to 50 kB, and the parser holds up to 40 bytes for each.</summary>
    public long MaxPdfPageBytes { get; init; } = 1L << 20;

    /// <summary>Most letters on one page of a PDF. Default 200,000: a newspaper page has about 30,000.</summary>
    public int MaxPdfPageLetters { get; init; } = 200_000;

    /// <summary>How long one PDF may take. Default 20 s: a thousand-page report takes about 5 s, and a PDF can be built to take for ever.</summary>
    public TimeSpan PdfTime { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Most bytes of different texts in one workbook, which are held in memory while its rows stream. Default 256 MB: 300,000 people with five texts of their own take about 25 MB.</summary>
    public long MaxSharedTextBytes { get; init; } = 256L << 20;

    /// <summary>Most rows below the headings of a table. Default 1,000,000: what a worksheet can hold.</summary>
    public int MaxRows { get; init; } = 1_048_576;

    /// <summary>Most columns of a table. Default 500: the widest people export seen has under 100.</summary>
    public int MaxColumns { get; init; } = 500;

    /// <summary>Most UTF-16 units in one cell. Default 32,767: what a spreadsheet cell can hold, and what stops an unclosed quotation mark from swallowing a file.</summary>
    public int MaxCellCharacters { get; init; } = 32_767;
}
