using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Throughline.Security;

namespace Throughline.Trust;

/// <summary>What a code from a hub's screen is worth.</summary>
public enum CodeWorth
{
    /// <summary>It is on the screen now, or was a moment ago.</summary>
    Good = 1,

    /// <summary>It has changed since, or never was one. The two are not told apart.</summary>
    Changed = 2,
}

/// <summary>
/// The code on a hub's screen: it changes every minute and is good for two. It says that somebody stands before the screen, and nothing else:
/// it signs nobody in by itself.
/// </summary>
public sealed class HubCode(Keyring keyring, TimeProvider clock)
{
    /// <summary>How long a code is good, in minutes.</summary>
    public const int GoodMinutes = 2;

    private const int Length = 16;

    /// <summary>The address behind the code that a screen shows now.</summary>
    public string PathNow(Guid spaceId)
    {
        var minute = Minute();
        return $"/hub/here/{spaceId}?m={minute}&c={Base64Url.EncodeToString(Code(spaceId, minute))}";
    }

    /// <summary>What a code is worth now.</summary>
    /// <param name="spaceId">The hub.</param>
    /// <param name="minute">The minute it is of, as in its address.</param>
    /// <param name="code">The code, as in its address.</param>
    public CodeWorth Check(Guid spaceId, long? minute, string? code)
    {
        var now = Minute();
        if (minute is not { } of || of > now || of <= now - GoodMinutes || code is null || code.Length > 2 * Length || !Base64Url.IsValid(code))
        {
            return CodeWorth.Changed;
        }

        return CryptographicOperations.FixedTimeEquals(Base64Url.DecodeFromChars(code), Code(spaceId, of)) ? CodeWorth.Good : CodeWorth.Changed;
    }

    private long Minute() => clock.GetUtcNow().ToUnixTimeSeconds() / 60;

    private byte[] Code(Guid spaceId, long minute)
    {
        Span<byte> message = stackalloc byte[7 + 16 + 8];
        "hub/at/"u8.CopyTo(message);
        spaceId.TryWriteBytes(message[7..]);
        BinaryPrimitives.WriteInt64BigEndian(message[23..], minute);
        return HMACSHA256.HashData(keyring.SecretHashKey, message)[..Length];
    }
}
