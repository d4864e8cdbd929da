using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Security;

/// <summary>Notes that a passkey, whose answer has been verified, was used, and its new count.</summary>
public sealed class UsePasskey(UnitOfWork unit)
{
    /// <summary>Notes it; wrong passwords typed by somebody else do not stand in its way.</summary>
    public Task<Outcome<Done>> RunAsync(Guid personId, byte[] credentialId, long signCount, bool backedUp, CancellationToken cancellation = default) =>
        unit.ChangeAccountAsync<Done>(personId, "passkey-used", async (writing, account) =>
        {
            if (await writing.Context.Passkeys.FirstOrDefaultAsync(p => p.AccountId == account.Id && p.CredentialId == credentialId, cancellation) is not { } passkey)
            {
                return new PasskeyNotTaken();
            }

            passkey.Use(signCount, backedUp, writing.Now);
            return new Done();
        }, cancellation);
}
