using Microsoft.EntityFrameworkCore;
using Throughline.Audit;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Security;

/// <summary>Accepts an invitation: its person gets their account, and the link never works again.</summary>
public sealed class AcceptInvitation(UnitOfWork unit)
{
    /// <summary>Accepts it.</summary>
    /// <param name="token">The secret of the link.</param>
    /// <param name="passwordHash">The hash of the password they chose; null when they will use a passkey alone.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The person, or <see cref="InvitationOver"/>.</returns>
    public Task<Outcome<Guid>> RunAsync(string token, string? passwordHash, CancellationToken cancellation = default)
    {
        var hash = SessionQueries.Hash(token);
        return unit.RunAsAsync<Guid>(Viewer.System, new Act("invitation-accepted", Kind: AuditKind.SignIn), async writing =>
        {
            // Of two who accept at once, one finds it open.
            var now = writing.Now;
            if (await writing.Context.Invitations
                .Where(i => i.TokenHash == hash && i.AcceptedAt == null && i.WithdrawnAt == null && i.ExpiresAt > now)
                .ExecuteUpdateAsync(set => set.SetProperty(i => i.AcceptedAt, now).SetProperty(i => i.Version, i => i.Version + 1), cancellation) != 1)
            {
                return new InvitationOver();
            }

            var invitation = await writing.Context.Invitations.AsNoTracking().SingleAsync(i => i.TokenHash == hash, cancellation);
            writing.Note(invitation.PersonId, nameof(Invitation), invitation.Id, new FieldChange(nameof(Invitation.AcceptedAt), null, "now"));

            var folded = Account.Fold(invitation.SignInName);
            if (await writing.Context.Accounts.AnyAsync(a => a.PersonId == invitation.PersonId || a.FoldedSignInName == folded, cancellation))
            {
                return new InvitationOver();
            }

            var account = Account.Open(writing.NewId(), invitation.PersonId, invitation.SignInName, administers: false, writing.Now).Value;
            if (passwordHash is not null)
            {
                account.SetPassword(passwordHash, writing.Now);
            }

            writing.Context.Add(account);
            return invitation.PersonId;
        }, cancellation);
    }
}

/// <summary>The link was used, taken back, has run out, or never was.</summary>
public sealed record InvitationOver() : Refusal("invitation-over")
{
    /// <inheritdoc />
    public override string Sentence => "This link does not work any more. Ask the person who invited you for a new one.";
}

/// <summary>The first system administrator of an installation that has no accounts yet.</summary>
/// <param name="Name">What they are called.</param>
/// <param name="SignInName">The e-mail address they will sign in with.</param>
/// <param name="PasswordHash">The hash of the password they chose.</param>
public sealed record FirstAdministrator(string? Name, string? SignInName, string PasswordHash);

/// <summary>Sets up the first system administrator. Works while there is no account at all, and never again.</summary>
public sealed class SetUpFirstAdministrator(UnitOfWork unit)
{
    /// <summary>Sets them up.</summary>
    /// <returns>The person, or <see cref="Invalid"/> for the name or the e-mail address, or <see cref="InvitationOver"/>.</returns>
    public Task<Outcome<Guid>> RunAsync(FirstAdministrator input, CancellationToken cancellation = default) =>
        unit.RunAsAsync<Guid>(Viewer.System, new Act("first-administrator-set-up", Kind: AuditKind.SignIn), async writing =>
        {
            if (await writing.Context.Accounts.AnyAsync(cancellation))
            {
                return new InvitationOver();
            }

            var person = Person.Add(writing.NewId(), new PersonDetails(input.Name), writing.Now);
            if (!person.Succeeded)
            {
                return new Invalid(nameof(FirstAdministrator.Name), "Enter your name, in 100 characters or fewer");
            }

            var account = Account.Open(writing.NewId(), person.Value.Id, input.SignInName, administers: true, writing.Now);
            if (!account.Succeeded)
            {
                return account.Refusal!;
            }

            account.Value.SetPassword(input.PasswordHash, writing.Now);
            writing.Context.Add(person.Value);
            writing.Context.AddRange(PersonTerm.Of(person.Value));
            writing.Context.Add(account.Value);
            return person.Value.Id;
        }, cancellation);
}
