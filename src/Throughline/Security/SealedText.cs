namespace Throughline.Security;

/// <summary>
/// Free text about a person as it is stored: AES-256-GCM ciphertext under that person's own key. The only type in which an entity may
/// hold free text about somebody; opened only through <see cref="Vault"/>, which writes the read trace first.
/// </summary>
/// <param name="bytes">One version byte, 12 bytes of nonce, 16 of tag, then the ciphertext.</param>
public sealed class SealedText(byte[] bytes) : IEquatable<SealedText>
{
    /// <summary>The stored bytes.</summary>
    public byte[] Bytes { get; } = bytes;

    /// <inheritdoc />
    public bool Equals(SealedText? other) => other is not null && Bytes.AsSpan().SequenceEqual(other.Bytes);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as SealedText);

    /// <inheritdoc />
    public override int GetHashCode() => Bytes.Length < 17 ? Bytes.Length : BitConverter.ToInt32(Bytes, 13);
}
