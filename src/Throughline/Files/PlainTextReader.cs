using System.Text;

namespace Throughline.Files;

internal static class PlainTextReader
{
    public static DocumentText Read(Stream stream, string fileName, FileLimits limits, bool markdown)
    {
        var encoding = TextEncoding.Detect(stream, fileName);
        var builder = new DocumentBuilder(fileName, limits);
        if (encoding.Note is not null)
        {
            builder.Say(encoding.Note);
        }
        var text = new StringBuilder();
        using (var reader = new StreamReader(stream, encoding.Encoding, detectEncodingFromByteOrderMarks: false, leaveOpen: true))
        {
            var buffer = new char[8192];
            int read;
            while ((read = reader.Read(buffer)) > 0)
            {
                if (buffer.AsSpan(0, read).Contains('\0'))
                {
                    throw new FileRefusedException(new FileRefusal.NotText { FileName = fileName });
                }
                builder.Take(read);
                text.Append(buffer.AsSpan(0, read));
            }
        }
        var clean = PlainCharacters.Clean(text.ToString());
        var fenced = false;
        foreach (var range in clean.AsSpan().Split('\n'))
        {
            var line = clean[range];
            var level = 0;
            if (markdown)
            {
                fenced ^= line.AsSpan().TrimStart(' ').StartsWith("```");
                level = fenced ? 0 : HeadingLevel(line);
            }
            builder.Add(line, level > 0 ? ParagraphStyle.Heading : ParagraphStyle.Body, level);
        }
        return builder.Finish(markdown ? "Markdown" : "plain text");
    }

    private static int HeadingLevel(string line)
    {
        var level = line.AsSpan().IndexOfAnyExcept('#');
        return level is >= 1 and <= 6 && line[level] == ' ' ? level : 0;
    }
}
