using System.Security.Cryptography;
using System.Text;
using Throughline.Audit;
using Throughline.Storage;

namespace Throughline.Security;

/// <summary>What is being opened and why: becomes the read trace that the subject can see.</summary>
/// <param name="SubjectId">The person the text is about.</param>
/// <param name="What">What was opened, in words for the subject: "your story", "a note about you".</param>
/// <param name="RecordType">The kind of record, as an entity name.</param>
/// <param name="RecordId">The record; <see cref="Guid.Empty"/> where several were opened at once.</param>
/// <param name="Purpose">Why it was opened.</param>
public sealed record Opening(Guid SubjectId, string What, string RecordType, Guid RecordId, string Purpose);

/// <summary>
/// Seals and opens free text about people. There is no way to open a sealed text without first committing the trace of who opened it,
/// so a read of sensitive text without its trace cannot be written.
/// </summary>
public sealed class Vault(Keyring keyring, ReadTraces traces)
{
    private const byte Version = 1;
    private const int NonceSize = 12, TagSize = 16, Header = 1 + NonceSize + TagSize;

    /// <summary>Seals text under a person's key.</summary>
    /// <param name="subjectId">The person whose key it is.</param>
    /// <param name="text">Any text; kept byte for byte as UTF-8.</param>
    /// <exception cref="KeyDestroyedException">The person's key has been destroyed: nothing more may be written about them.</exception>
    public SealedText Seal(Guid subjectId, string text) => Seal(keyring, subjectId, text);

    /// <summary>Opens one sealed text after its trace has been committed.</summary>
    /// <returns>The text, or null when the person's key has been destroyed.</returns>
    public async Task<string?> OpenAsync(Opening opening, SealedText? text, CancellationToken cancellation = default) =>
        text is null ? null : (await OpenAsync(opening, [text], cancellation))[0];

    /// <summary>Opens several sealed texts of one person after one trace has been committed for all of them.</summary>
    /// <returns>The texts in order; null where the person's key has been destroyed.</returns>
    public async Task<IReadOnlyList<string?>> OpenAsync(Opening opening, IReadOnlyList<SealedText> texts, CancellationToken cancellation = default)
    {
        await traces.RecordAsync(opening, cancellation);
        var key = keyring.Find(opening.SubjectId);
        return [.. texts.Select(text => key is null ? null : Open(key, opening.SubjectId, text))];
    }

    /// <summary>Commits one trace for a record that is too large to be opened at once, and gives what opens its parts.</summary>
    /// <returns>Opens one text of the record; null once the person's key has been destroyed.</returns>
    public async Task<Func<SealedText, string?>> OpenerAsync(Opening opening, CancellationToken cancellation = default)
    {
        await traces.RecordAsync(opening, cancellation);
        return text => OpenInsideWrite(keyring, opening.SubjectId, text);
    }

    /// <summary>
    /// Opens a text that was sealed twice (<see cref="Writing.SealTwice"/>) after its trace has been committed.
    /// </summary>
    /// <returns>The text, or null when either of the two keys has been destroyed.</returns>
    public async Task<string?> OpenTwiceAsync(Opening opening, Guid ownKeyId, SealedText? text, CancellationToken cancellation = default)
    {
        if (text is null)
        {
            return null;
        }

        await traces.RecordAsync(opening, cancellation);
        return keyring.Find(opening.SubjectId) is { } outer && keyring.Find(ownKeyId) is { } inner
            ? Encoding.UTF8.GetString(Decrypt(inner, ownKeyId, Decrypt(outer, opening.SubjectId, text.Bytes)))
            : null;
    }

    /// <summary>Opens text inside a write that is itself audited (for instance to compare the old words with the new).</summary>
    internal static string? OpenInsideWrite(Keyring keyring, Guid subjectId, SealedText text) =>
        keyring.Find(subjectId) is { } key ? Open(key, subjectId, text) : null;

    internal static SealedText Seal(Keyring keyring, Guid subjectId, string text) => new(Encrypt(keyring, subjectId, Encoding.UTF8.GetBytes(text)));

    internal static SealedText SealTwice(Keyring keyring, Guid subjectId, Guid ownKeyId, string text) =>
        new(Encrypt(keyring, subjectId, Encrypt(keyring, ownKeyId, Encoding.UTF8.GetBytes(text))));

    private static byte[] Encrypt(Keyring keyring, Guid keyId, ReadOnlySpan<byte> plain)
    {
        var key = keyring.FindOrCreate(keyId) ?? throw new KeyDestroyedException(keyId);
        var bytes = new byte[Header + plain.Length];
        bytes[0] = Version;
        RandomNumberGenerator.Fill(bytes.AsSpan(1, NonceSize));
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(bytes.AsSpan(1, NonceSize), plain, bytes.AsSpan(Header), bytes.AsSpan(1 + NonceSize, TagSize), keyId.ToByteArray());
        return bytes;
    }

    private static string Open(byte[] key, Guid subjectId, SealedText text) => Encoding.UTF8.GetString(Decrypt(key, subjectId, text.Bytes));

    private static byte[] Decrypt(byte[] key, Guid keyId, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Header || bytes[0] != Version)
        {
            throw new InvalidDataException("A sealed text is cut short or of an unknown version.");
        }

        var plain = new byte[bytes.Length - Header];
        using var aes = new AesGcm(key, TagSize);
        aes.Decrypt(bytes.Slice(1, NonceSize), bytes[Header..], bytes.Slice(1 + NonceSize, TagSize), plain, keyId.ToByteArray());
        return plain;
    }
}

/// <summary>Something was to be sealed for a person whose key has been destroyed.</summary>
/// <param name="subjectId">The person.</param>
public sealed class KeyDestroyedException(Guid subjectId) : InvalidOperationException($"The key of person {subjectId} has been destroyed.");
