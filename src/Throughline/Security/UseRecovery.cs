using Microsoft.EntityFrameworkCore;
using Throughline.Audit;
using Throughline.Storage;

namespace Throughline.Security;

/// <summary>
/// Uses a recovery link, once: every earlier way in, every session and everything begun with them ends in the same write, and the person begins again
/// as they did when they were invited.
/// </summary>
public sealed class UseRecovery(UnitOfWork unit)
{
    /// <summary>Uses it.</summary>
    /// <param name="token">The secret of the link.</param>
    /// <param name="passwordHash">The hash of the password they chose; null when they will use a passkey alone.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The person, or <see cref="RecoveryOver"/>.</returns>
    public Task<Outcome<Guid>> RunAsync(string token, string? passwordHash, CancellationToken cancellation = default)
    {
        var hash = SessionQueries.Hash(token);
        return unit.RunAsAsync<Guid>(Viewer.System, new Act("recovery-used", Kind: AuditKind.SignIn), async writing =>
        {
            // Of two who use it at once, one finds it open.
            var now = writing.Now;
            if (await writing.Context.Recoveries
                .Where(r => r.TokenHash == hash && r.UsedAt == null && r.WithdrawnAt == null && r.ExpiresAt > now)
                .ExecuteUpdateAsync(set => set.SetProperty(r => r.UsedAt, now).SetProperty(r => r.Version, r => r.Version + 1), cancellation) != 1)
            {
                return new RecoveryOver();
            }

            var recovery = await writing.Context.Recoveries.AsNoTracking().SingleAsync(r => r.TokenHash == hash, cancellation);
            var personId = recovery.PersonId;
            if (await writing.Context.Accounts.FirstOrDefaultAsync(a => a.PersonId == personId && a.State == AccountState.Active, cancellation) is not { } account)
            {
                return new RecoveryOver();
            }

            writing.Note(personId, nameof(Recovery), recovery.Id, new FieldChange(nameof(Recovery.UsedAt), null, "now"));
            account.BeginAgain(passwordHash, now);
            writing.Context.RemoveRange(await writing.Context.Passkeys.Where(p => p.AccountId == account.Id).ToListAsync(cancellation));
            await writing.Context.Challenges.Where(c => c.PersonId == personId).ExecuteDeleteAsync(cancellation);
            await writing.EndSessionsAsync(personId, null, cancellation);
            return personId;
        }, cancellation);
    }
}

/// <summary>The link was used, taken back, has run out, or never was.</summary>
public sealed record RecoveryOver() : Refusal("recovery-over")
{
    /// <inheritdoc />
    public override string Sentence => "This link does not work any more. Ask the person who gave it to you for a new one.";
}
