using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Throughline.Files;

internal static class CsvTable
{
    private const int LongestLine = 4 << 20;
    private const int SampledCharacters = 16 * 1024;

    public static Table Open(Stream stream, string fileName, FileLimits limits)
    {
        var encoding = TextEncoding.Detect(stream, fileName);
        var (separator, announced) = Separator(stream, encoding, fileName);
        stream.Position = encoding.Preamble;
        return TableShape.Open(
            "CSV file", null, encoding.Note, Rows(stream, encoding, separator, announced, fileName, limits), shortRowsAreRagged: true, fileName, limits);
    }

    private static IEnumerable<RawRow> Rows(
        Stream stream, TextEncoding encoding, char separator, bool announced, string fileName, FileLimits limits)
    {
        using var text = new StreamReader(stream, encoding.Encoding, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        using var guarded = new LineGuard(text, limits, fileName);
        using var parser = new CsvParser(guarded, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = separator.ToString(),
            BadDataFound = null,
            IgnoreBlankLines = false,
            MaxFieldSize = limits.MaxCellCharacters,
            CacheFields = false,
            ExceptionMessagesContainRawData = false,
        });
        var line = 1;
        while (Read(parser, line, fileName, limits))
        {
            var row = new RawRow(line, new List<CellValue>(parser.Count), []);
            line = parser.RawRow + 1;
            if (announced)
            {
                announced = false;
                continue;
            }
            if (parser.Count > limits.MaxColumns * 4)
            {
                throw new FileRefusedException(new FileRefusal.TooManyColumns(limits.MaxColumns) { FileName = fileName });
            }
            for (var i = 0; i < parser.Count; i++)
            {
                var cell = Printable(parser[i]);
                if (FormulaGuard.LooksLikeFormula(cell))
                {
                    row.Problems.Add((i, RawProblem.Formula));
                }
                row.Cells.Add(CellValue.OfText(FormulaGuard.Unguard(cell)));
            }
            if (!row.IsBlank)
            {
                yield return row;
            }
        }
    }

    private static bool Read(CsvParser parser, int line, string fileName, FileLimits limits)
    {
        try
        {
            return parser.Read();
        }
        catch (MaxFieldSizeException)
        {
            throw new FileRefusedException(new FileRefusal.CellTooLong(line, limits.MaxCellCharacters) { FileName = fileName });
        }
        catch (CsvHelperException exception) when (exception.InnerException is FileRefusedException refused)
        {
            throw new FileRefusedException(refused.Refusal);
        }
        catch (CsvHelperException)
        {
            throw new FileRefusedException(new FileRefusal.Damaged($"line {line}") { FileName = fileName });
        }
    }

    private static string Printable(string cell)
    {
        foreach (var c in cell)
        {
            if (char.IsControl(c) && c is not ('\n' or '\t'))
            {
                return PlainCharacters.Clean(cell);
            }
        }
        return cell;
    }

    /// <summary>The separator of the first rows: the one found most often outside quotation marks in the headings. Excel may announce it in a first line.</summary>
    private static (char Separator, bool Announced) Separator(Stream stream, TextEncoding encoding, string fileName)
    {
        using var reader = new StreamReader(stream, encoding.Encoding, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        var buffer = new char[SampledCharacters];
        var sample = buffer.AsSpan(0, reader.ReadBlock(buffer));
        if (sample.Contains('\0'))
        {
            throw new FileRefusedException(new FileRefusal.NotText { FileName = fileName });
        }
        if (sample.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && sample.Length > 5 && sample[5] is '\r' or '\n')
        {
            return (sample[4], true);
        }
        var (commas, semicolons, tabs, quoted) = (0, 0, 0, false);
        foreach (var c in sample.TrimStart("\r\n"))
        {
            switch (c)
            {
                case '"':
                    quoted = !quoted;
                    break;
                case ',' when !quoted:
                    commas++;
                    break;
                case ';' when !quoted:
                    semicolons++;
                    break;
                case '\t' when !quoted:
                    tabs++;
                    break;
            }
            if (c is '\r' or '\n' && !quoted)
            {
                break;
            }
        }
        return tabs > commas && tabs > semicolons ? ('\t', false) : semicolons > commas ? (';', false) : (',', false);
    }

    /// <summary>Refuses a line without end, which the parser would gather in memory.</summary>
    private sealed class LineGuard(TextReader inner, FileLimits limits, string fileName) : TextReader
    {
        private long _sinceLineEnd;
        private int _line = 1;

        public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

        public override int Read(Span<char> buffer)
        {
            var read = inner.Read(buffer);
            var got = buffer[..read];
            _line += got.Count('\n');
            var last = got.LastIndexOfAny('\n', '\r');
            _sinceLineEnd = last >= 0 ? read - last - 1 : _sinceLineEnd + read;
            return _sinceLineEnd <= LongestLine
                ? read
                : throw new FileRefusedException(new FileRefusal.CellTooLong(_line, limits.MaxCellCharacters) { FileName = fileName });
        }

        public override int Read()
        {
            Span<char> one = stackalloc char[1];
            return Read(one) == 0 ? -1 : one[0];
        }
    }
}
