using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Security;

/// <summary>One session in its owner's list.</summary>
/// <param name="Id">The session.</param>
/// <param name="Device">The browser in words; null when not known.</param>
/// <param name="BeganAt">When it began.</param>
/// <param name="LastSeenAt">The last request.</param>
public sealed record SessionRow(Guid Id, string? Device, DateTimeOffset BeganAt, DateTimeOffset LastSeenAt);

/// <summary>One passkey in its owner's list.</summary>
/// <param name="Id">The passkey.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="AddedAt">When it was added.</param>
/// <param name="LastUsedAt">When it was last used.</param>
public sealed record PasskeyRow(Guid Id, string Name, DateTimeOffset AddedAt, DateTimeOffset? LastUsedAt);

/// <summary>How somebody signs in, for themselves to see.</summary>
/// <param name="SignInName">Their sign-in name.</param>
/// <param name="HasPassword">Whether they have a password.</param>
/// <param name="HasApp">Whether they have an authenticator app.</param>
/// <param name="RecoveryCodes">How many recovery codes are left.</param>
/// <param name="Passkeys">Their passkeys.</param>
public sealed record AccountPage(string SignInName, bool HasPassword, bool HasApp, int RecoveryCodes, IReadOnlyList<PasskeyRow> Passkeys);

/// <summary>Finds accounts for signing in, as the system, since nobody is signed in yet; and shows people their own.</summary>
public sealed class AccountQueries(IDatabaseEngine engine, TimeProvider clock, SignInRules rules)
{
    /// <summary>The active account of a sign-in name.</summary>
    public Task<Account?> ByNameAsync(string? signInName, CancellationToken cancellation = default)
    {
        var folded = Account.Fold(signInName);
        return FindAsync(accounts => accounts.Where(a => a.FoldedSignInName == folded), cancellation);
    }

    /// <summary>The active account of a person.</summary>
    public Task<Account?> OfAsync(Guid personId, CancellationToken cancellation = default) => FindAsync(accounts => accounts.Where(a => a.PersonId == personId), cancellation);

    /// <summary>The active account that a passkey belongs to.</summary>
    public async Task<Account?> ByPasskeyAsync(byte[] credentialId, CancellationToken cancellation = default)
    {
        await using var context = engine.OpenReader(Viewer.System);
        return await (from passkey in context.Passkeys
                      join account in context.Accounts on passkey.AccountId equals account.Id
                      where passkey.CredentialId == credentialId && account.State == AccountState.Active
                      select account).AsNoTracking().FirstOrDefaultAsync(cancellation);
    }

    /// <summary>A person's passkeys, whole.</summary>
    public async Task<IReadOnlyList<Passkey>> PasskeysAsync(Guid personId, CancellationToken cancellation = default)
    {
        await using var context = engine.OpenReader(Viewer.System);
        return await context.Passkeys.AsNoTracking().Where(p => p.PersonId == personId).OrderBy(p => p.AddedAt).ToListAsync(cancellation);
    }

    /// <summary>True when there is any account at all.</summary>
    public async Task<bool> AnyAsync(CancellationToken cancellation = default)
    {
        await using var context = engine.OpenReader(Viewer.System);
        return await context.Accounts.AnyAsync(cancellation);
    }

    /// <summary>Somebody's own account page; null where there is no account (the fictional service).</summary>
    public async Task<AccountPage?> PageAsync(Guid personId, CancellationToken cancellation = default)
    {
        if (await OfAsync(personId, cancellation) is not { } account)
        {
            return null;
        }

        var passkeys = await PasskeysAsync(personId, cancellation);
        return new AccountPage(
            account.SignInName, account.PasswordHash is not null, account.AuthenticatorKey is not null, account.RecoveryCodes.Count,
            [.. passkeys.Select(p => new PasskeyRow(p.Id, p.Name, p.AddedAt, p.LastUsedAt))]);
    }

    /// <summary>Somebody's own running sessions, the latest first.</summary>
    public async Task<IReadOnlyList<SessionRow>> SessionsAsync(Guid personId, CancellationToken cancellation = default)
    {
        var oldest = clock.Now() - TimeSpan.FromHours(rules.LongestSessionHours);
        await using var context = engine.OpenReader(Viewer.System);
        return await context.Sessions.AsNoTracking()
            .Where(s => s.PersonId == personId && s.EndedAt == null && s.BeganAt > oldest)
            .OrderByDescending(s => s.LastSeenAt)
            .Select(s => new SessionRow(s.Id, s.Device, s.BeganAt, s.LastSeenAt))
            .ToListAsync(cancellation);
    }

    private async Task<Account?> FindAsync(Func<IQueryable<Account>, IQueryable<Account>> which, CancellationToken cancellation)
    {
        await using var context = engine.OpenReader(Viewer.System);
        return await which(context.Accounts.AsNoTracking().Where(a => a.State == AccountState.Active)).FirstOrDefaultAsync(cancellation);
    }
}
