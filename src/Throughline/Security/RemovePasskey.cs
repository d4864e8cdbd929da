using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Security;

/// <summary>Takes a passkey away, unless nothing would be left to sign in with.</summary>
public sealed class RemovePasskey(UnitOfWork unit)
{
    /// <summary>Takes it away.</summary>
    /// <returns><see cref="Done"/>, <see cref="NotFound"/>, or <see cref="LastWayIn"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid personId, Guid passkeyId, CancellationToken cancellation = default) =>
        unit.ChangeAccountAsync<Done>(personId, "passkey-removed", async (writing, account) =>
        {
            var passkeys = await writing.Context.Passkeys.Where(p => p.AccountId == account.Id).ToListAsync(cancellation);
            if (passkeys.FirstOrDefault(p => p.Id == passkeyId) is not { } passkey)
            {
                return new NotFound();
            }

            if (passkeys.Count == 1 && (account.PasswordHash is null || account.AuthenticatorKey is null))
            {
                return new LastWayIn();
            }

            writing.Context.Remove(passkey);
            return new Done();
        }, cancellation);
}

/// <summary>Without it they could not sign in again.</summary>
public sealed record LastWayIn() : Refusal("last-way-in")
{
    /// <inheritdoc />
    public override string Sentence => "This is your only way to sign in. Add another passkey, or a password and an app, before you remove it.";
}
