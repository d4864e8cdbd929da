using Throughline.People;
using Throughline.Storage;

namespace Throughline.Security;

/// <summary>How a session was begun.</summary>
public enum SignInMethod
{
    /// <summary>Chosen from the list of people of the fictional service; means nothing anywhere else.</summary>
    FictionalList = 1,

    /// <summary>A passkey that checked who is holding it.</summary>
    Passkey = 2,

    /// <summary>A password and a code from an authenticator app.</summary>
    PasswordAndCode = 3,

    /// <summary>A password and a recovery code.</summary>
    PasswordAndRecoveryCode = 4,

    /// <summary>A password alone: opens nothing but the setting up of a second factor.</summary>
    PasswordOnly = 5,
}

/// <summary>
/// One signed-in browser. The browser holds an opaque random key, this row only the key's hash: whoever copies the database signs in as nobody,
/// and ending the row ends every copy of the cookie. A session has exactly one active hat (INV-005).
/// </summary>
public sealed class Session : IAboutPerson, INotAudited
{
    /// <summary>Longest description of the browser, in characters.</summary>
    public const int DeviceMaxLength = 80;

    private Session()
    {
    }

    internal Session(Guid id, Guid personId, Hat hat, SignInMethod method, bool sharedComputer, string? device, byte[] keyHash, DateTimeOffset now)
    {
        (Id, PersonId, Hat, Method, SharedComputer, KeyHash) = (id, personId, hat, method, sharedComputer, keyHash);
        Device = device is { Length: > DeviceMaxLength } ? device[..DeviceMaxLength] : device;
        BeganAt = LastSeenAt = now;
        ProvedAt = method == SignInMethod.PasswordOnly ? null : now;
    }

    /// <summary>The id; not the key.</summary>
    public Guid Id { get; private init; }

    /// <summary>Who is signed in.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>The SHA-256 hash of the browser's key.</summary>
    public byte[] KeyHash { get; private init; } = [];

    /// <summary>The hat being worn. Whether the person still holds it is asked again with every request.</summary>
    public Hat Hat { get; private set; }

    /// <summary>How it was begun.</summary>
    public SignInMethod Method { get; private set; }

    /// <summary>When a second factor was last shown; null when none was.</summary>
    public DateTimeOffset? ProvedAt { get; private set; }

    /// <summary>True when the person said that others use the computer: it locks sooner.</summary>
    public bool SharedComputer { get; private init; }

    /// <summary>The browser and system in words, such as "Firefox on Windows"; null when not known.</summary>
    public string? Device { get; private init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset BeganAt { get; private init; }

    /// <summary>The last request, to within <see cref="SessionQueries.SeenEvery"/>.</summary>
    public DateTimeOffset LastSeenAt { get; private set; }

    /// <summary>When it was locked by hand; null when it was not.</summary>
    public DateTimeOffset? LockedAt { get; private set; }

    /// <summary>When it ended; null while it runs.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    internal void Wear(Hat hat) => Hat = hat;

    internal void Lock(DateTimeOffset now) => LockedAt ??= now;

    internal void Unlock(DateTimeOffset now, SignInMethod proof)
    {
        (LockedAt, LastSeenAt) = (null, now);
        if (proof is SignInMethod.Passkey or SignInMethod.PasswordAndCode or SignInMethod.PasswordAndRecoveryCode)
        {
            ProvedAt = now;
        }
    }

    internal void Prove(DateTimeOffset now) => ProvedAt = now;

    internal void End(DateTimeOffset now) => EndedAt ??= now;
}
