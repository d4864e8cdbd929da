using Throughline.Audit;
using Throughline.People;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Reminders;

/// <summary>Sends whoever looks after the installation a message of their own, to see whether messages arrive.</summary>
public sealed class SendTestMessage(UnitOfWork unit, CurrentViewer current, AccountQueries accounts, IEnumerable<IReminderChannel> channels, TimeProvider clock)
{
    /// <summary>Sends it, to the address they sign in with or to the development outbox.</summary>
    /// <returns><see cref="Done"/>; <see cref="NotAllowed"/> for anybody but a system administrator, <see cref="CannotSend"/>, <see cref="NotSent"/>.</returns>
    public async Task<Outcome<Done>> RunAsync(CancellationToken cancellation = default)
    {
        var viewer = current.Viewer;
        if (viewer.Hat != Hat.SystemAdministrator)
        {
            return new NotAllowed();
        }

        var channel = channels.Where(c => c.IsOn && c.Kind != ReminderChannel.Text).MinBy(c => c.Kind);
        var to = channel?.Kind == ReminderChannel.Outbox ? "yourself@fictional.example" : (await accounts.OfAsync(viewer.PersonId, cancellation))?.SignInName;
        if (channel is null || to is null)
        {
            return new CannotSend();
        }

        var id = clock.NewId();
        var noted = await unit.RunAsync<Guid>(new Act("test-message-sent"), writing =>
        {
            writing.Note(viewer.PersonId, nameof(SendTestMessage), id, new FieldChange("Channel", null, channel.Kind.ToString()));
            return Task.FromResult<Outcome<Guid>>(id);
        }, cancellation);
        // The same form sent twice: the first has sent the message.
        if (noted.Value != id)
        {
            return new Done();
        }

        var delivery = await channel.SendAsync(to, NeutralMessage.Test($"{id:N}"), cancellation);
        return delivery.Failure is { } failure ? new NotSent(failure) : new Done();
    }
}
