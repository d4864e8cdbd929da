using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Security;

/// <summary>Adds a passkey, whose attestation has been verified, to somebody's account.</summary>
public sealed class AddPasskey(UnitOfWork unit)
{
    /// <summary>Adds it.</summary>
    /// <returns>Its id, or <see cref="Invalid"/> for a name that is too long, or <see cref="PasskeyNotTaken"/>.</returns>
    public Task<Outcome<Guid>> RunAsync(Guid personId, PasskeyFacts facts, string? name, CancellationToken cancellation = default) =>
        unit.ChangeAccountAsync<Guid>(personId, "passkey-added", async (writing, account) =>
        {
            var called = string.IsNullOrWhiteSpace(name) ? $"Passkey added {writing.Today:d MMMM yyyy}" : name.Trim();
            if (called.Length > Passkey.NameMaxLength)
            {
                return new Invalid("Name", $"The name must be {Passkey.NameMaxLength} characters or fewer");
            }

            // Asked as the system: somebody else's passkey must not be taken over, and is not to be seen here.
            if (await writing.Context.Passkeys.IgnoreQueryFilters([ThroughlineContext.ReachFilter]).AnyAsync(p => p.CredentialId == facts.CredentialId, cancellation)
                || await writing.Context.Passkeys.CountAsync(p => p.AccountId == account.Id, cancellation) >= Passkey.Most)
            {
                return new PasskeyNotTaken();
            }

            var passkey = new Passkey(writing.NewId(), account.Id, personId, facts, called, writing.Now);
            writing.Context.Add(passkey);
            return passkey.Id;
        }, cancellation);
}

/// <summary>The passkey could not be checked, is known already, or there are too many.</summary>
public sealed record PasskeyNotTaken() : Refusal("passkey-not-taken")
{
    /// <inheritdoc />
    public override string Sentence => "We could not use that passkey. Try again, or use another way.";
}
