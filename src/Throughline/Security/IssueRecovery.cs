using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Throughline.Audit;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Security;

/// <summary>
/// Gives out a way back in for somebody who lost every way they had, with how they were recognised. An earlier link of theirs stops working. What they
/// have now goes on working until the link is used.
/// </summary>
public sealed class IssueRecovery(UnitOfWork unit, CurrentViewer current, HatQueries hats, SignInRules rules)
{
    /// <summary>Gives it out.</summary>
    /// <param name="personId">Who lost their ways in.</param>
    /// <param name="identityCheck">How the one who gives it out made sure who is asking, in at least 20 characters.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>
    /// The link, to be shown once; or <see cref="NotAllowed"/>, <see cref="NotFound"/>, <see cref="OwnAccount"/>, <see cref="ForAnAdministrator"/>,
    /// <see cref="AccountIsClosed"/>, <see cref="Invalid"/>, <see cref="TooManyRecoveries"/>.
    /// </returns>
    public async Task<Outcome<InvitationLink>> RunAsync(Guid personId, string? identityCheck, CancellationToken cancellation = default)
    {
        var held = await hats.OfAsync(personId, cancellation);
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

        // The link is a secret: its answer is not kept for a repeat.
        return await unit.RunAsAsync<InvitationLink>(current.Viewer, new Act("recovery-issued", Kind: AuditKind.SignIn), async writing =>
        {
            var (account, refused) = await writing.TakeAccountAsync(personId, held, cancellation);
            if (account is null)
            {
                return refused!;
            }

            if (account.State == AccountState.Closed)
            {
                return new AccountIsClosed();
            }

            if (PeopleRules.CheckText("IdentityCheck", identityCheck, "Enter how you made sure that it is them", "What you write", Recovery.IdentityCheckMaxLength) is { } wrong)
            {
                return wrong;
            }

            if (identityCheck!.Trim().Length < Recovery.IdentityCheckMinLength)
            {
                return new Invalid("IdentityCheck", $"Say how you made sure in {Recovery.IdentityCheckMinLength} characters or more");
            }

            var (now, yesterday) = (writing.Now, writing.Now - TimeSpan.FromDays(1));
            if (await writing.Context.Recoveries.IgnoreQueryFilters([ThroughlineContext.ReachFilter])
                .CountAsync(r => r.PersonId == personId && r.IssuedAt > yesterday, cancellation) >= rules.RecoveriesADay)
            {
                return new TooManyRecoveries(rules.RecoveriesADay);
            }

            await writing.WithdrawRecoveriesAsync(personId, cancellation);
            var recovery = Recovery.Issue(
                writing.NewId(), personId, writing.Viewer.PersonId, writing.Seal(personId, identityCheck.Trim()), SessionQueries.Hash(token), now,
                now + TimeSpan.FromHours(rules.RecoveryHours));
            writing.Context.Add(recovery);
            return new InvitationLink(token, recovery.ExpiresAt);
        }, cancellation);
    }
}

/// <summary>Somebody who keeps losing the link should be seen in person.</summary>
/// <param name="Most">How many there may be.</param>
public sealed record TooManyRecoveries(int Most) : Refusal("too-many-recoveries")
{
    /// <inheritdoc />
    public override string Sentence => $"{Most} links were made for this person since yesterday. Wait until tomorrow, and meet them in person.";
}
