using Throughline.Storage;

namespace Throughline.Security;

/// <summary>Whether an account may be used.</summary>
public enum AccountState
{
    /// <summary>In use.</summary>
    Active = 1,

    /// <summary>Closed, such as when somebody leaves: nothing signs in with it, and its sessions have ended.</summary>
    Closed = 2,
}

/// <summary>How one person proves who they are. What they may do once they have is said by the roles they hold, never here.</summary>
public sealed class Account : IAboutPerson
{
    /// <summary>Longest sign-in name, in characters.</summary>
    public const int SignInNameMaxLength = 254;

    private Account()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>Whose account it is; one person has at most one.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>The e-mail address they sign in with, as typed.</summary>
    public string SignInName { get; private set; } = "";

    /// <summary>The sign-in name in capitals, unique: by which it is found.</summary>
    public string FoldedSignInName { get; private set; } = "";

    /// <summary>Whether it may be used.</summary>
    public AccountState State { get; private set; }

    /// <summary>True when its holder looks after the installation: gives the system administrator's hat without a role in any scheme.</summary>
    public bool Administers { get; private set; }

    /// <summary>The hash of the password; null for an account that signs in with passkeys only.</summary>
    public string? PasswordHash { get; private set; }

    /// <summary>When the password was set.</summary>
    public DateTimeOffset? PasswordSetAt { get; private set; }

    /// <summary>The key that the authenticator app shares: sealed under the person's key. Null without an app.</summary>
    public SealedText? AuthenticatorKey { get; private set; }

    /// <summary>A key that was shown and not yet confirmed by a code.</summary>
    public SealedText? OfferedAuthenticatorKey { get; private set; }

    /// <summary>The last 30-second step whose code was used: no code is accepted twice.</summary>
    public long LastCodeStep { get; private set; }

    /// <summary>The keyed hashes of the recovery codes that have not been used.</summary>
    public IReadOnlyList<string> RecoveryCodes { get; private set; } = [];

    /// <summary>Wrong passwords and codes in a row.</summary>
    public int FailedCount { get; private set; }

    /// <summary>Until when passwords and codes are not looked at; passkeys still are, so that guessing does not keep the owner out.</summary>
    public DateTimeOffset? PausedUntil { get; private set; }

    /// <summary>When it was closed; null while it is in use.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>Who closed it.</summary>
    public Guid? ClosedById { get; private set; }

    /// <summary>Why it was closed and what that rests on: sealed.</summary>
    public SealedText? ClosedReason { get; private set; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>Opens an account for a person.</summary>
    /// <returns>The account, or <see cref="Invalid"/> for a sign-in name that is not an e-mail address.</returns>
    public static Outcome<Account> Open(Guid id, Guid personId, string? signInName, bool administers, DateTimeOffset now)
    {
        var account = new Account { Id = id, PersonId = personId, State = AccountState.Active, Administers = administers, CreatedAt = now };
        return account.Name(signInName) is { } refusal ? refusal : account;
    }

    /// <summary>Changes the e-mail address they sign in with.</summary>
    public Refusal? Name(string? signInName)
    {
        var name = signInName?.Trim() ?? "";
        var at = name.IndexOf('@', StringComparison.Ordinal);
        if (at < 1 || at != name.LastIndexOf('@') || at == name.Length - 1 || name.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
        {
            return new Invalid(nameof(SignInName), "Enter an email address in the right format, like name@example.com");
        }

        if (name.Length > SignInNameMaxLength)
        {
            return new Invalid(nameof(SignInName), $"The email address must be {SignInNameMaxLength} characters or fewer");
        }

        SignInName = name;
        FoldedSignInName = Fold(name);
        Version++;
        return null;
    }

    /// <summary>True while passwords and codes are not looked at.</summary>
    public bool IsPaused(DateTimeOffset now) => PausedUntil > now;

    /// <summary>Sets the password.</summary>
    /// <param name="hash">Its hash; the words themselves never come this far.</param>
    /// <param name="now">When.</param>
    public void SetPassword(string hash, DateTimeOffset now)
    {
        (PasswordHash, PasswordSetAt) = (hash, now);
        Version++;
    }

    /// <summary>Offers a key for an authenticator app; the one in use stays in use until the new one is confirmed.</summary>
    public void OfferAuthenticator(SealedText key)
    {
        OfferedAuthenticatorKey = key;
        Version++;
    }

    /// <summary>Takes the offered key into use: its app has shown a right code.</summary>
    public void ConfirmAuthenticator(long step)
    {
        (AuthenticatorKey, OfferedAuthenticatorKey, LastCodeStep) = (OfferedAuthenticatorKey, null, step);
        Version++;
    }

    /// <summary>Uses the code of a step, for ever.</summary>
    public void UseCode(long step)
    {
        LastCodeStep = step;
        Version++;
    }

    /// <summary>Puts new recovery codes in place of all earlier ones.</summary>
    public void SetRecoveryCodes(IReadOnlyList<string> hashes)
    {
        RecoveryCodes = hashes;
        Version++;
    }

    /// <summary>Uses a recovery code up.</summary>
    /// <returns>False when there is no such code, or no longer.</returns>
    public bool UseRecoveryCode(string hash)
    {
        if (!RecoveryCodes.Contains(hash))
        {
            return false;
        }

        SetRecoveryCodes([.. RecoveryCodes.Where(code => code != hash)]);
        return true;
    }

    /// <summary>Counts a wrong password or code; after so many in a row there is a pause.</summary>
    public void CountFailure(DateTimeOffset now, SignInRules rules)
    {
        FailedCount++;
        if (FailedCount >= rules.FailuresBeforePause)
        {
            (FailedCount, PausedUntil) = (0, now + TimeSpan.FromMinutes(rules.PauseMinutes));
        }

        Version++;
    }

    /// <summary>Forgets wrong tries: they got in.</summary>
    public void ForgetFailures()
    {
        if (FailedCount > 0 || PausedUntil is not null)
        {
            (FailedCount, PausedUntil) = (0, null);
            Version++;
        }
    }

    /// <summary>Takes every way in away but a password just chosen, where one was: its holder begins again.</summary>
    /// <param name="passwordHash">The hash of the new password; null for a passkey alone.</param>
    /// <param name="now">When.</param>
    public void BeginAgain(string? passwordHash, DateTimeOffset now)
    {
        (PasswordHash, PasswordSetAt) = (passwordHash, passwordHash is null ? null : now);
        (AuthenticatorKey, OfferedAuthenticatorKey, RecoveryCodes) = (null, null, []);
        (FailedCount, PausedUntil) = (0, null);
        Version++;
    }

    /// <summary>Closes it.</summary>
    public void Close(Guid by, SealedText reason, DateTimeOffset now)
    {
        (State, ClosedById, ClosedReason, ClosedAt) = (AccountState.Closed, by, reason, now);
        Version++;
    }

    /// <summary>Opens it again; its ways in are as they were.</summary>
    public void Reopen()
    {
        (State, ClosedById, ClosedReason, ClosedAt) = (AccountState.Active, null, null, null);
        Version++;
    }

    /// <summary>The form in which sign-in names are compared.</summary>
    public static string Fold(string? signInName) => (signInName ?? "").Trim().ToUpperInvariant();
}
