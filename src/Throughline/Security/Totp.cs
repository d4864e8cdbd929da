using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Throughline.Security;

/// <summary>
/// The six-digit codes of authenticator apps (RFC 6238: SHA-1, 30 seconds). Identity's own provider reads the machine's clock and accepts a code
/// twice; this one takes the time it is given and says which step a code belongs to, so that a step is used once.
/// </summary>
public static class Totp
{
    /// <summary>Length of a key, in bytes.</summary>
    public const int KeySize = 20;

    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>A new random key in base 32, as authenticator apps take it.</summary>
    public static string NewKey() => ToBase32(RandomNumberGenerator.GetBytes(KeySize));

    /// <summary>The 30-second step of an instant.</summary>
    public static long Step(DateTimeOffset at) => at.ToUnixTimeSeconds() / 30;

    /// <summary>The code of a step.</summary>
    /// <param name="key">The key in base 32.</param>
    /// <param name="step">The step.</param>
    public static string Code(string key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // What every authenticator app computes; HMAC-SHA-1 is not broken.
        var hash = HMACSHA1.HashData(FromBase32(key), counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xf)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>Finds the step whose code was typed: the present one, the one before or the one after, for clocks that are a little off.</summary>
    /// <returns>The step, or null for a code that is wrong or that was used before.</returns>
    public static long? Match(string key, string? typed, DateTimeOffset now, long lastUsed)
    {
        var code = (typed ?? "").Replace(" ", "", StringComparison.Ordinal);
        long? found = null;
        for (var step = Step(now) - 1; step <= Step(now) + 1; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(System.Text.Encoding.UTF8.GetBytes(Code(key, step)), System.Text.Encoding.UTF8.GetBytes(code)) && step > lastUsed)
            {
                found ??= step;
            }
        }

        return found;
    }

    private static string ToBase32(byte[] bytes)
    {
        var text = new char[bytes.Length * 8 / 5];
        for (var i = 0; i < text.Length; i++)
        {
            var bit = i * 5;
            var two = (bytes[bit / 8] << 8) | (bit / 8 + 1 < bytes.Length ? bytes[bit / 8 + 1] : 0);
            text[i] = Alphabet[(two >> (11 - bit % 8)) & 31];
        }

        return new string(text);
    }

    private static byte[] FromBase32(string text)
    {
        var bytes = new byte[text.Length * 5 / 8];
        var (held, bits, at) = (0, 0, 0);
        foreach (var letter in text)
        {
            held = (held << 5) | Alphabet.IndexOf(letter, StringComparison.Ordinal);
            bits += 5;
            if (bits >= 8)
            {
                bits -= 8;
                bytes[at++] = (byte)(held >> bits);
                held &= (1 << bits) - 1;
            }
        }

        return bytes;
    }
}
