using System.Globalization;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;
using Throughline.Reminders;
using Throughline.Web.Security;

namespace Throughline.Web.Reminders;

/// <summary>E-mail through a mail server. Off in the fictional service, whose addresses belong to nobody.</summary>
public sealed class EmailChannel(IOptions<MailSettings> mail, IOptions<ThroughlineSettings> settings, InstallationAddress installation, TimeProvider clock) : IReminderChannel
{
    public ReminderChannel Kind => ReminderChannel.Email;

    public bool IsOn => mail.Value.IsSetUp && installation.Address is not null && !settings.Value.Fictional;

    public async Task<SendResult> SendAsync(string to, NeutralMessage message, CancellationToken cancellation)
    {
        if (!MailboxAddress.TryParse(to, out var address))
        {
            return SendResult.Never("address");
        }

        try
        {
            using var client = new SmtpClient { Timeout = mail.Value.TimeoutSeconds * 1000 };
            await client.ConnectAsync(mail.Value.Host!, mail.Value.Port, mail.Value.Socket, cancellation);
            if (!string.IsNullOrEmpty(mail.Value.User))
            {
                await client.AuthenticateAsync(mail.Value.User, mail.Value.Password ?? "", cancellation);
            }

            await client.SendAsync(Compose(address, message), cancellation);
            await LeaveAsync(client);
            return SendResult.Accepted;
        }
        catch (SmtpCommandException refused)
        {
            var code = string.Create(CultureInfo.InvariantCulture, $"smtp-{(int)refused.StatusCode}");
            return refused.ErrorCode == SmtpErrorCode.RecipientNotAccepted && (int)refused.StatusCode >= 500 ? SendResult.Never(code) : SendResult.NotNow(code);
        }
        catch (Exception failed) when (Code(failed) is not null && !cancellation.IsCancellationRequested)
        {
            return SendResult.NotNow(Code(failed)!);
        }
    }

    private static string? Code(Exception failed) => failed switch
    {
        AuthenticationException => "mail-sign-in",
        SslHandshakeException or NotSupportedException => "mail-not-secure",
        TimeoutException or OperationCanceledException => "mail-timeout",
        ProtocolException or ServiceNotConnectedException or ServiceNotAuthenticatedException => "mail-protocol",
        SocketException or IOException => "mail-no-answer",
        _ => null,
    };

    // The message has been accepted: whatever goes wrong now must not send it again.
    private static async Task LeaveAsync(SmtpClient client)
    {
        try
        {
            await client.DisconnectAsync(quit: true, CancellationToken.None);
        }
        catch (Exception failed) when (Code(failed) is not null)
        {
        }
    }

    private MimeMessage Compose(MailboxAddress to, NeutralMessage message)
    {
        var from = MailboxAddress.Parse(mail.Value.From!);
        var mime = new MimeMessage
        {
            Subject = message.Subject,
            Date = clock.GetUtcNow(),
            // Its own id and the sender's domain: MimeKit's would name this machine.
            MessageId = $"{message.Id}@{from.Domain}",
            Body = new TextPart("plain") { Text = message.Text },
        };
        mime.From.Add(from);
        mime.To.Add(new MailboxAddress("", to.Address));
        mime.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        mime.Headers.Add("X-Auto-Response-Suppress", "All");
        return mime;
    }
}
