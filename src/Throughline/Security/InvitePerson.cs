using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Throughline.Audit;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Security;

/// <summary>A link that was made.</summary>
/// <param name="Token">The secret part of the link; kept nowhere.</param>
/// <param name="ExpiresAt">From when it no longer works.</param>
public sealed record InvitationLink(string Token, DateTimeOffset ExpiresAt);

/// <summary>Invites a person who holds a role, and has no account, to sign in. An earlier invitation of theirs stops working.</summary>
public sealed class InvitePerson(UnitOfWork unit, CurrentViewer current, HatQueries hats, SignInRules rules)
{
    /// <summary>Invites them.</summary>
    /// <returns>
    /// The link, to be shown once; or <see cref="NotAllowed"/>, <see cref="NotFound"/>, <see cref="Invalid"/> for the e-mail address,
    /// <see cref="HasAccount"/>, <see cref="HoldsNoRole"/>.
    /// </returns>
    public async Task<Outcome<InvitationLink>> RunAsync(Guid personId, string? signInName, CancellationToken cancellation = default)
    {
        if (current.Viewer.Hat is not (Hat.Coordinator or Hat.SystemAdministrator))
        {
            return new NotAllowed();
        }

        var named = Account.Open(Guid.Empty, personId, signInName, false, default);
        if (!named.Succeeded)
        {
            return named.Refusal!;
        }

        var held = await hats.OfAsync(personId, cancellation);
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

        // An administrator keeps accounts without seeing records, so their reach is asked as the system; a coordinator's is their own.
        var reach = current.Viewer.Hat == Hat.SystemAdministrator ? new[] { ThroughlineContext.ReachFilter } : [];

        // The link is a secret: its answer is not kept for a repeat.
        return await unit.RunAsAsync<InvitationLink>(current.Viewer, new Act("invited", Kind: AuditKind.SignIn), async writing =>
        {
            if (!await writing.Context.People.IgnoreQueryFilters(reach).AnyAsync(p => p.Id == personId && p.ErasedAt == null, cancellation))
            {
                return new NotFound();
            }

            if (held.Count == 0)
            {
                return new HoldsNoRole();
            }

            string[] unfiltered = [ThroughlineContext.ReachFilter];
            if (await writing.Context.Accounts.IgnoreQueryFilters(unfiltered).AnyAsync(a => a.PersonId == personId, cancellation))
            {
                return new HasAccount();
            }

            foreach (var earlier in await writing.Context.Invitations.IgnoreQueryFilters(unfiltered)
                .Where(i => i.PersonId == personId && i.AcceptedAt == null && i.WithdrawnAt == null).ToListAsync(cancellation))
            {
                earlier.Withdraw(writing.Now);
            }

            var invitation = Invitation.Make(
                writing.NewId(), personId, named.Value.SignInName, writing.Viewer.PersonId, SessionQueries.Hash(token), writing.Now,
                writing.Now + TimeSpan.FromDays(rules.InvitationDays));
            writing.Context.Add(invitation);
            return new InvitationLink(token, invitation.ExpiresAt);
        }, cancellation);
    }
}

/// <summary>The person signs in already.</summary>
public sealed record HasAccount() : Refusal("has-account")
{
    /// <inheritdoc />
    public override string Sentence => "This person already signs in to Throughline.";
}

/// <summary>Nothing would open for the person.</summary>
public sealed record HoldsNoRole() : Refusal("holds-no-role")
{
    /// <inheritdoc />
    public override string Sentence => "This person holds no role now, so there is nothing they could open. Give them a role first.";
}
