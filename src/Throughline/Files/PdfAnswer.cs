using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Throughline.Files;

/// <summary>
/// What a process that has read a PDF says to the one that asked: words, or the code of a refusal. The asker believes none of it: the text is
/// cleaned and counted again, and the sentences for people are made where their file's name is known.
/// </summary>
/// <param name="Text">The words, a paragraph to a line; null when refused.</param>
/// <param name="Note">What a person should check; null when there is nothing to say, or when refused.</param>
/// <param name="Refusal">The <see cref="Throughline.Refusal.Code"/> of a <see cref="FileRefusal"/>; null when read.</param>
public sealed record PdfAnswer(string? Text, string? Note, string? Refusal)
{
    // Letters of any script stay as they are: written as \uXXXX they would take up to three times the room.
    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>The answer that tells of a reading.</summary>
    public static PdfAnswer Of(Outcome<DocumentText> reading) =>
        reading.Succeeded ? new(reading.Value.Text, reading.Value.Note, null) : new(null, null, reading.Refusal!.Code);

    /// <summary>The answer as UTF-8 JSON.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <summary>The answer in these bytes; null when they are not one.</summary>
    public static PdfAnswer? FromJson(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<PdfAnswer>(json, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The reading that this answer tells of, for the file of this name; <see cref="FileRefusal.TooDemanding"/> when it makes no sense.</summary>
    /// <param name="fileName">The name that the person's machine gave the file.</param>
    /// <param name="limits">The limits that the other process had.</param>
    public Outcome<DocumentText> For(string fileName, FileLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        if (Refusal is not null)
        {
            FileRefusal[] known =
            [
                new FileRefusal.Truncated { FileName = fileName },
                new FileRefusal.Damaged { FileName = fileName },
                new FileRefusal.PasswordProtected { FileName = fileName },
                new FileRefusal.UnpacksTooLarge { FileName = fileName },
                new FileRefusal.NoWords(Scanned: true) { FileName = fileName },
                new FileRefusal.TooMuchText(limits.MaxCharacters) { FileName = fileName },
                new FileRefusal.TooManyPages(limits.MaxPages) { FileName = fileName },
                new FileRefusal.TookTooLong { FileName = fileName },
            ];
            return known.FirstOrDefault(refusal => refusal.Code == Refusal) ?? new FileRefusal.TooDemanding { FileName = fileName };
        }

        if (Text is null)
        {
            return new FileRefusal.TooDemanding { FileName = fileName };
        }

        var document = new DocumentBuilder(fileName, limits);
        try
        {
            document.Take(Text.Length);
            foreach (var paragraph in Text.Split('\n'))
            {
                document.Add(paragraph, ParagraphStyle.Body, 0);
            }
            if (Note is not null)
            {
                document.Say(PlainCharacters.Clean(Note));
            }
            return document.Finish("PDF", scanned: true);
        }
        catch (FileRefusedException refused)
        {
            return refused.Refusal;
        }
    }
}
