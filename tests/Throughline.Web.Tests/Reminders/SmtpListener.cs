using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Throughline.Web.Tests.Reminders;

/// <summary>A mail server on this machine that takes messages from one client after another, or says no to a recipient.</summary>
internal sealed class SmtpListener : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly Task loop;

    public SmtpListener()
    {
        listener.Start();
        loop = Task.Run(LoopAsync);
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>What it says to a recipient.</summary>
    public string ToRecipient { get; set; } = "250 ok";

    /// <summary>True to hang up when the client says goodbye, without an answer.</summary>
    public bool HangsUp { get; set; }

    public List<string> Messages { get; } = [];

    public List<string> Recipients { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Stop();
        await loop;
        listener.Dispose();
        stopping.Dispose();
    }

    private async Task LoopAsync()
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(stopping.Token);
                await TalkAsync(client.GetStream());
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or IOException or InvalidOperationException)
        {
        }
    }

    private async Task TalkAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 here");
        while (await reader.ReadLineAsync(stopping.Token) is { } line)
        {
            switch (line.Split(' ', ':')[0].ToUpperInvariant())
            {
                case "EHLO" or "HELO":
                    await writer.WriteLineAsync("250 here");
                    break;
                case "RCPT":
                    Recipients.Add(line);
                    await writer.WriteLineAsync(ToRecipient);
                    break;
                case "DATA":
                    await writer.WriteLineAsync("354 go on");
                    StringBuilder message = new();
                    while (await reader.ReadLineAsync(stopping.Token) is { } part && part != ".")
                    {
                        message.AppendLine(part);
                    }

                    Messages.Add(message.ToString());
                    await writer.WriteLineAsync("250 taken");
                    break;
                case "QUIT":
                    if (!HangsUp)
                    {
                        await writer.WriteLineAsync("221 bye");
                    }

                    return;
                default:
                    await writer.WriteLineAsync("250 ok");
                    break;
            }
        }
    }
}
