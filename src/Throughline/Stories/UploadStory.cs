using Throughline.Files;

namespace Throughline.Stories;

/// <summary>A document to become a story.</summary>
/// <param name="FileName">The name that the person's machine gave it.</param>
/// <param name="Title">What the owner calls it; the file's name without its ending when left out.</param>
/// <param name="OccasionDate">The London date the words belong to.</param>
public sealed record Upload(string FileName, string? Title, DateOnly? OccasionDate);

/// <summary>
/// Reads the words out of a document and saves them as a story. The document itself is not kept: it holds names, comments and earlier drafts that
/// its owner may not know of. Its name is kept, sealed.
/// </summary>
public sealed class UploadStory(WriteStory write, ReadPdf readPdf)
{
    /// <summary>Reads only, so that the owner can see what was read before anything is saved.</summary>
    /// <returns>The words, or one of <see cref="FileRefusal"/>.</returns>
    public async Task<Outcome<DocumentText>> ReadAsync(Stream document, string fileName, CancellationToken cancellation = default) =>
        DocumentReader.IsPdf(document, fileName)
            ? await readPdf(document, fileName, cancellation)
            : DocumentReader.Read(document, fileName, cancellation: cancellation);

    /// <summary>Reads and saves.</summary>
    /// <returns>The story's id; one of <see cref="FileRefusal"/>; <see cref="Invalid"/>; <see cref="NotAllowed"/>.</returns>
    public async Task<Outcome<Guid>> RunAsync(Stream document, Upload input, CancellationToken cancellation = default)
    {
        // Reading somebody's file can take seconds, so it is over before the write begins.
        var read = await ReadAsync(document, input.FileName, cancellation);
        return read.Succeeded
            ? await write.RunAsync(new NewStory(new StoryWords(input.Title ?? TitleOf(input.FileName), read.Value.Text, input.OccasionDate), StoryKind.Uploaded, input.FileName), cancellation)
            : read.Refusal!;
    }

    /// <summary>A title made of a file's name.</summary>
    public static string TitleOf(string fileName)
    {
        var title = Path.GetFileNameWithoutExtension(fileName).Trim();
        return title.Length <= Story.TitleMaxLength ? title : title[..(char.IsHighSurrogate(title[Story.TitleMaxLength - 1]) ? Story.TitleMaxLength - 1 : Story.TitleMaxLength)];
    }
}
