using Throughline.Files;

namespace Throughline.Stories;

/// <summary>
/// Reads the words out of a document, to become a story. The document itself is not kept: it holds names, comments and earlier drafts that its owner
/// may not know of. Its name is kept, sealed.
/// </summary>
public sealed class UploadStory(ReadPdf readPdf)
{
    /// <summary>Reads, and saves nothing: the owner sees what was read before they save it (<see cref="WriteStory"/>).</summary>
    /// <returns>The words, or one of <see cref="FileRefusal"/>.</returns>
    public async Task<Outcome<DocumentText>> RunAsync(Stream document, string fileName, CancellationToken cancellation = default) =>
        DocumentReader.IsPdf(document, fileName)
            ? await readPdf(document, fileName, cancellation)
            : DocumentReader.Read(document, fileName, cancellation: cancellation);

    /// <summary>A title made of a file's name.</summary>
    public static string TitleOf(string fileName)
    {
        var title = Path.GetFileNameWithoutExtension(fileName).Trim();
        return title.Length <= Story.TitleMaxLength ? title : title[..(char.IsHighSurrogate(title[Story.TitleMaxLength - 1]) ? Story.TitleMaxLength - 1 : Story.TitleMaxLength)];
    }
}
