using Throughline.Storage;

namespace Throughline.Security;

/// <summary>Whether an account may be used.</summary>
public enum AccountState
{
    /// <summary>In use.</summary>
    Active = 1,

    /// <summary>Closed by a system administrator: nothing signs in with it, and its sessions end with the next request.</summary>
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

    /// <summary>Closes it.</summary>
    public void Close()
    {
        State = AccountState.Closed;
        Version++;
    }

    /// <summary>The form in which sign-in names are compared.</summary>
    public static string Fold(string? signInName) => (signInName ?? "").Trim().ToUpperInvariant();
}
