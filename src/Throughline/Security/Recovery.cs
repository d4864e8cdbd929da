using Throughline.Storage;

namespace Throughline.Security;

/// <summary>
/// A way back in for somebody who lost every way they had: a link that works once and for hours. Whoever gives it out writes down how they made sure
/// who is asking; when it is used every earlier way in and every session ends, and the person is told at their next sign-in.
/// </summary>
public sealed class Recovery : IAboutPerson
{
    /// <summary>Shortest account of how the person was recognised, in characters: a sentence.</summary>
    public const int IdentityCheckMinLength = 20;

    /// <summary>Longest, in characters.</summary>
    public const int IdentityCheckMaxLength = 1000;

    private Recovery()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>Whose way back it is.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>Who gave it out.</summary>
    public Guid IssuedById { get; private init; }

    /// <summary>When.</summary>
    public DateTimeOffset IssuedAt { get; private init; }

    /// <summary>From when the link no longer works.</summary>
    public DateTimeOffset ExpiresAt { get; private init; }

    /// <summary>How the person was recognised, in words: sealed under their key.</summary>
    public SealedText IdentityCheck { get; private init; } = null!;

    /// <summary>The hash of the link's secret.</summary>
    public byte[] TokenHash { get; private init; } = [];

    /// <summary>When it was used.</summary>
    public DateTimeOffset? UsedAt { get; private set; }

    /// <summary>When it was taken back: by hand, by its person or by a newer one.</summary>
    public DateTimeOffset? WithdrawnAt { get; private set; }

    /// <summary>When the person said that they have read about it.</summary>
    public DateTimeOffset? ReadAt { get; private set; }

    /// <summary>Concurrency token: of two who use it at once, one does.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>True while the link works.</summary>
    public bool IsOpen(DateTimeOffset now) => UsedAt is null && WithdrawnAt is null && now < ExpiresAt;

    internal static Recovery Issue(Guid id, Guid personId, Guid by, SealedText identityCheck, byte[] tokenHash, DateTimeOffset now, DateTimeOffset expires) => new()
    {
        Id = id,
        PersonId = personId,
        IssuedById = by,
        IssuedAt = now,
        ExpiresAt = expires,
        IdentityCheck = identityCheck,
        TokenHash = tokenHash,
    };

    internal void Withdraw(DateTimeOffset now)
    {
        WithdrawnAt ??= now;
        Version++;
    }

    internal void Read(DateTimeOffset now)
    {
        ReadAt ??= now;
        Version++;
    }
}
