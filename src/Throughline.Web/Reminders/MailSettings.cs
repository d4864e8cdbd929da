using MailKit.Security;

namespace Throughline.Web.Reminders;

/// <summary>The mail server: configuration of the host, section <c>Throughline:Mail</c>. Secrets come from the environment. Off until a host and a sender are named.</summary>
public sealed class MailSettings
{
    /// <summary>The mail server; none for no e-mail.</summary>
    public string? Host { get; set; }

    public int Port { get; set; } = 587;

    /// <summary>The sender's address. It is seen in the inbox, so choose one that tells nothing.</summary>
    public string? From { get; set; }

    /// <summary><c>starttls</c> (compulsory, not opportunistic), <c>tls</c> from the first byte, or <c>none</c> for a server on the same machine.</summary>
    public string Security { get; set; } = "starttls";

    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary>Seconds before a server that does not answer is left alone.</summary>
    public int TimeoutSeconds { get; set; } = 20;

    public bool IsSetUp => !string.IsNullOrWhiteSpace(Host) && !string.IsNullOrWhiteSpace(From);

    internal SecureSocketOptions Socket => Security.ToLowerInvariant() switch
    {
        "none" => SecureSocketOptions.None,
        "tls" => SecureSocketOptions.SslOnConnect,
        "starttls" => SecureSocketOptions.StartTls,
        _ => throw new InvalidOperationException("Throughline:Mail:Security must be starttls, tls or none."),
    };
}

/// <summary>A gateway for text messages: section <c>Throughline:Text</c>. Off until an address and a secret are given.</summary>
public sealed class TextSettings
{
    /// <summary>Where messages are posted; https, or http on this machine.</summary>
    public string? Url { get; set; }

    /// <summary>The secret that signs each post, so that the gateway knows who asks.</summary>
    public string? Secret { get; set; }

    internal Uri? Address => Uri.TryCreate(Url, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        ? address
        : null;

    public bool IsSetUp => Address is not null && !string.IsNullOrEmpty(Secret);
}
