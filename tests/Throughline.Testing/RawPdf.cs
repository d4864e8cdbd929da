using System.IO.Compression;
using System.Text;

namespace Throughline.Testing;

/// <summary>PDFs written by hand: whole, or broken in a chosen place.</summary>
public static class RawPdf
{
    /// <summary>A font for <see cref="Raw"/>, under the name F1.</summary>
    public const string Helvetica = "/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>";

    /// <summary>What <see cref="Raw"/> adds to its trailer to say that the file is locked.</summary>
    public static string Encrypted { get; } = "/Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /P -60 /O <" + new string('A', 64) + "> /U <" + new string('B', 64) + "> >>"
        + " /ID [<00112233445566778899AABBCCDDEEFF> <00112233445566778899AABBCCDDEEFF>]";

    /// <summary>The least PDF: one page, whose drawing is the given stream.</summary>
    public static byte[] Raw(string trailer, byte[] content, string dictionary, byte[]? form = null, string resources = "/XObject << /X 5 0 R >>", string catalog = "")
    {
        ArgumentNullException.ThrowIfNull(content);
        using var file = new MemoryStream();
        var places = new List<long>();
        Write("%PDF-1.7\n");
        Begin($"<< /Type /Catalog /Pages 2 0 R {catalog} >>");
        Begin("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
        Begin($"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << {resources} >> >>");
        places.Add(file.Position);
        Write($"4 0 obj\n<< /Length {content.Length} {dictionary} >>\nstream\n");
        file.Write(content);
        Write("\nendstream\nendobj\n");
        places.Add(file.Position);
        Write("5 0 obj\n");
        file.Write(form ?? "null"u8.ToArray());
        Write("\nendobj\n");
        var table = file.Position;
        Write("xref\n0 6\n0000000000 65535 f \n" + string.Concat(places.Select(place => $"{place:0000000000} 00000 n \n")));
        Write($"trailer\n<< /Size 6 /Root 1 0 R {trailer} >>\nstartxref\n{table}\n%%EOF\n");
        return file.ToArray();

        void Write(string text) => file.Write(Encoding.Latin1.GetBytes(text));

        void Begin(string text)
        {
            places.Add(file.Position);
            Write($"{places.Count} 0 obj\n{text}\nendobj\n");
        }
    }

    /// <summary>A packed stream with its dictionary, as an object of its own.</summary>
    public static byte[] Packed(byte[] content, string dictionary)
    {
        var packed = Deflate(content);
        return [.. Encoding.UTF8.GetBytes($"<< /Length {packed.Length} /Filter /FlateDecode {dictionary} >>\nstream\n"), .. packed, .. "\nendstream"u8];
    }

    /// <summary>Bytes packed as a PDF packs them.</summary>
    public static byte[] Deflate(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(bytes);
        }

        return packed.ToArray();
    }
}
