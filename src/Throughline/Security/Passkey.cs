using Throughline.Storage;

namespace Throughline.Security;

/// <summary>A passkey of an account: the public half of a key that stays in the person's telephone, computer or security key.</summary>
public sealed class Passkey : IAboutPerson
{
    /// <summary>Longest name, in characters.</summary>
    public const int NameMaxLength = 60;

    /// <summary>Most passkeys of one account.</summary>
    public const int Most = 20;

    private Passkey()
    {
    }

    internal Passkey(Guid id, Guid accountId, Guid personId, PasskeyFacts facts, string name, DateTimeOffset now)
    {
        (Id, AccountId, PersonId, CredentialId, PublicKey, AddedAt) = (id, accountId, personId, facts.CredentialId, facts.PublicKey, now);
        (Transports, BackupEligible, AttestationObject, ClientData) = (facts.Transports, facts.BackupEligible, facts.AttestationObject, facts.ClientData);
        Name = name;
        Use(facts.SignCount, facts.BackedUp, null);
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The account.</summary>
    public Guid AccountId { get; private init; }

    /// <summary>Whose it is.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>The number by which the authenticator knows it.</summary>
    public byte[] CredentialId { get; private init; } = [];

    /// <summary>The public key, in COSE form.</summary>
    public byte[] PublicKey { get; private init; } = [];

    /// <summary>What its owner calls it.</summary>
    public string Name { get; private set; } = "";

    /// <summary>How the authenticator is reached, as it said.</summary>
    public IReadOnlyList<string> Transports { get; private init; } = [];

    /// <summary>True when it may be copied to other devices of its owner.</summary>
    public bool BackupEligible { get; private init; }

    /// <summary>True when it has been.</summary>
    public bool BackedUp { get; private set; }

    /// <summary>The authenticator's count of uses; one that goes back means a copy, and is refused.</summary>
    public long SignCount { get; private set; }

    /// <summary>What the authenticator sent when it was added.</summary>
    public byte[] AttestationObject { get; private init; } = [];

    /// <summary>What the browser sent when it was added.</summary>
    public byte[] ClientData { get; private init; } = [];

    /// <summary>When it was added.</summary>
    public DateTimeOffset AddedAt { get; private init; }

    /// <summary>When it last signed somebody in; null when it never did.</summary>
    public DateTimeOffset? LastUsedAt { get; private set; }

    internal void Use(long signCount, bool backedUp, DateTimeOffset? now) => (SignCount, BackedUp, LastUsedAt) = (signCount, backedUp, now);
}

/// <summary>What the browser and the authenticator said about a passkey, once it has been verified.</summary>
/// <param name="CredentialId">The number by which the authenticator knows it.</param>
/// <param name="PublicKey">The public key.</param>
/// <param name="SignCount">Its count of uses.</param>
/// <param name="Transports">How it is reached.</param>
/// <param name="BackupEligible">Whether it may be copied.</param>
/// <param name="BackedUp">Whether it has been.</param>
/// <param name="AttestationObject">The attestation.</param>
/// <param name="ClientData">The client data.</param>
public sealed record PasskeyFacts(
    byte[] CredentialId, byte[] PublicKey, long SignCount, IReadOnlyList<string> Transports, bool BackupEligible, bool BackedUp, byte[] AttestationObject, byte[] ClientData);
