using Throughline.Storage;

namespace Throughline.Security;

/// <summary>
/// An invitation to sign in, by a link that works once. The link is shown once to whoever invites, who hands it over; only its hash is kept.
/// </summary>
public sealed class Invitation : IAboutPerson
{
    private Invitation()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>Who is invited.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>The e-mail address they will sign in with.</summary>
    public string SignInName { get; private init; } = "";

    /// <summary>Who invited them.</summary>
    public Guid InvitedById { get; private init; }

    /// <summary>When.</summary>
    public DateTimeOffset InvitedAt { get; private init; }

    /// <summary>From when the link no longer works.</summary>
    public DateTimeOffset ExpiresAt { get; private init; }

    /// <summary>The hash of the link's secret.</summary>
    public byte[] TokenHash { get; private init; } = [];

    /// <summary>When it was accepted.</summary>
    public DateTimeOffset? AcceptedAt { get; private set; }

    /// <summary>When it was taken back, by hand or by a newer one.</summary>
    public DateTimeOffset? WithdrawnAt { get; private set; }

    /// <summary>Concurrency token: of two who accept at once, one does.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>True while the link works.</summary>
    public bool IsOpen(DateTimeOffset now) => AcceptedAt is null && WithdrawnAt is null && now < ExpiresAt;

    internal static Invitation Make(Guid id, Guid personId, string signInName, Guid by, byte[] tokenHash, DateTimeOffset now, DateTimeOffset expires) => new()
    {
        Id = id,
        PersonId = personId,
        SignInName = signInName,
        InvitedById = by,
        InvitedAt = now,
        ExpiresAt = expires,
        TokenHash = tokenHash,
    };

    internal void Withdraw(DateTimeOffset now)
    {
        WithdrawnAt ??= now;
        Version++;
    }
}
