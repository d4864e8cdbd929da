using System.Buffers.Text;
using System.Security.Cryptography;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Reminders;

/// <summary>Sends the viewer a link by which they show that the address they sign in with is theirs. No other message goes to an address before that.</summary>
public sealed class AskToConfirmAddress(UnitOfWork unit, CurrentViewer current, AccountQueries accounts, IEnumerable<IReminderChannel> channels, InstallationAddress installation, TimeProvider clock)
{
    /// <summary>Sends it.</summary>
    /// <returns><see cref="Done"/>; <see cref="CannotSend"/>, <see cref="AskedJustNow"/>, <see cref="NotSent"/>.</returns>
    public async Task<Outcome<Done>> RunAsync(CancellationToken cancellation = default)
    {
        var account = await accounts.OfAsync(current.Viewer.PersonId, cancellation);
        var channel = channels.FirstOrDefault(c => c.Kind == ReminderChannel.Email && c.IsOn);
        if (account is null || channel is null || installation.Address is not { } address)
        {
            return new CannotSend();
        }

        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var id = clock.NewId();
        var asked = await unit.RunAsync<Guid>(new Act("address-check-asked"), async writing =>
            (await ChooseReminders.OfAsync(writing, cancellation)).AskToConfirm(SessionQueries.Hash(token), ReminderChoice.AddressHash(account.SignInName), writing.Now) is { } refusal
                ? refusal
                : id, cancellation);
        if (!asked.Succeeded)
        {
            return asked.Refusal!;
        }

        // The same form sent twice: the first has sent the link.
        if (asked.Value != id)
        {
            return new Done();
        }

        var delivery = await channel.SendAsync(account.SignInName, NeutralMessage.Confirm(address, token, $"{id:N}"), cancellation);
        return delivery.Failure is { } failure ? new NotSent(failure) : new Done();
    }
}

/// <summary>The viewer opened the link: the address is theirs, and messages may go to it.</summary>
public sealed class ConfirmAddress(UnitOfWork unit, CurrentViewer current, AccountQueries accounts)
{
    /// <summary>Confirms it. The link works once, for the person it was sent to.</summary>
    /// <returns><see cref="Done"/>, or <see cref="LinkOver"/>.</returns>
    public async Task<Outcome<Done>> RunAsync(string? token, CancellationToken cancellation = default)
    {
        if (string.IsNullOrEmpty(token) || await accounts.OfAsync(current.Viewer.PersonId, cancellation) is not { } account)
        {
            return new LinkOver();
        }

        return await unit.RunAsync<Done>(new Act("address-confirmed"), async writing =>
            (await ChooseReminders.OfAsync(writing, cancellation)).Confirm(SessionQueries.Hash(token), ReminderChoice.AddressHash(account.SignInName), writing.Now) is { } refusal
                ? refusal
                : new Done(), cancellation);
    }
}
