using Microsoft.AspNetCore.Identity;
using Throughline.Security;

namespace Throughline.Web.Security;

/// <summary>
/// What Identity asks of a store, answered from the core. Identity's own Entity Framework store would save behind the audit log's back.
/// It only reads: every change is a use case of the core, which the pages call.
/// </summary>
public sealed class AccountStore(AccountQueries accounts) : IUserPasswordStore<Account>, IUserPasskeyStore<Account>
{
    public Task<string> GetUserIdAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.PersonId.ToString());

    public Task<string?> GetUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.SignInName);

    public Task<string?> GetNormalizedUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.FoldedSignInName);

    public Task<string?> GetPasswordHashAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash);

    public Task<bool> HasPasswordAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash is not null);

    public async Task<Account?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        Guid.TryParse(userId, out var personId) ? await accounts.OfAsync(personId, cancellationToken) : null;

    public Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => accounts.ByNameAsync(normalizedUserName, cancellationToken);

    public Task<Account?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) => accounts.ByPasskeyAsync(credentialId, cancellationToken);

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(Account user, CancellationToken cancellationToken) =>
        [.. (await accounts.PasskeysAsync(user.PersonId, cancellationToken)).Select(Info)];

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken) =>
        (await GetPasskeysAsync(user, cancellationToken)).FirstOrDefault(p => p.CredentialId.AsSpan().SequenceEqual(credentialId));

    public Task<IdentityResult> CreateAsync(Account user, CancellationToken cancellationToken) => throw ReadOnly();

    public Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken) => throw ReadOnly();

    public Task<IdentityResult> DeleteAsync(Account user, CancellationToken cancellationToken) => throw ReadOnly();

    public Task SetUserNameAsync(Account user, string? userName, CancellationToken cancellationToken) => throw ReadOnly();

    public Task SetNormalizedUserNameAsync(Account user, string? normalizedName, CancellationToken cancellationToken) => throw ReadOnly();

    public Task SetPasswordHashAsync(Account user, string? passwordHash, CancellationToken cancellationToken) => throw ReadOnly();

    public Task AddOrUpdatePasskeyAsync(Account user, UserPasskeyInfo passkey, CancellationToken cancellationToken) => throw ReadOnly();

    public Task RemovePasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken) => throw ReadOnly();

    public void Dispose()
    {
    }

    private static UserPasskeyInfo Info(Passkey passkey) => new(
        passkey.CredentialId, passkey.PublicKey, passkey.AddedAt, (uint)passkey.SignCount, [.. passkey.Transports],
        isUserVerified: true, passkey.BackupEligible, passkey.BackedUp, passkey.AttestationObject, passkey.ClientData)
    { Name = passkey.Name };

    private static InvalidOperationException ReadOnly() => new("Accounts change through the core's use cases, which are audited.");
}
