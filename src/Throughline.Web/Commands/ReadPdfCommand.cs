using Throughline.Files;

namespace Throughline.Web.Commands;

/// <summary>
/// The other end of <see cref="Documents.PdfProcess"/>: a PDF on standard input, a <see cref="PdfAnswer"/> on standard output. Carried out before
/// anything of the service is built, so that the process which meets a hostile file holds no settings, keys or database. Not a command for people.
/// </summary>
public static class ReadPdfCommand
{
    public const string Name = "read-pdf";

    /// <summary>Reads and answers. Exit code 0 for an answer, 1 when memory ran out.</summary>
    public static async Task<int> RunAsync(Stream input, Stream output)
    {
        // The parser forgives what fails inside a page, want of memory too: what it then returns is a part of the words, or none.
        var ranOut = false;
        AppDomain.CurrentDomain.FirstChanceException += (_, thrown) => ranOut |= thrown.Exception is OutOfMemoryException;
        try
        {
            using var file = new MemoryStream();
            var piece = new byte[64 * 1024];
            int read;
            while ((read = await input.ReadAsync(piece)) > 0 && file.Length <= FileLimits.ForDocuments.MaxFileBytes)
            {
                file.Write(piece, 0, read);
            }

            var answer = PdfAnswer.Of(DocumentReader.Read(file, "document.pdf")).ToJson();
            if (ranOut)
            {
                return 1;
            }

            await output.WriteAsync(answer);
            await output.FlushAsync();
            return 0;
        }
        catch (OutOfMemoryException)
        {
            return 1;
        }
    }
}
