using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Throughline.Reminders;
using Throughline.Web.Security;

namespace Throughline.Web.Reminders;

/// <summary>
/// Text messages through a gateway: a post of <c>{"id", "to", "text"}</c> signed in the header <c>Throughline-Signature: t=SECONDS,v1=HEX</c>, the
/// HMAC-SHA256 of <c>SECONDS.BODY</c>. The id is the same when a message is tried again, so that a gateway can leave the second out.
/// </summary>
public sealed class TextChannel(IHttpClientFactory clients, IOptions<TextSettings> text, IOptions<ThroughlineSettings> settings, TimeProvider clock) : IReminderChannel
{
    public const string Client = "text-gateway";

    public ReminderChannel Kind => ReminderChannel.Text;

    public bool IsOn => text.Value.IsSetUp && !settings.Value.Fictional;

    public async Task<SendResult> SendAsync(string to, NeutralMessage message, CancellationToken cancellation)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new { id = message.Id, to, text = message.Text });
        var seconds = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, text.Value.Address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("Throughline-Signature", $"t={seconds},v1={Sign(text.Value.Secret!, seconds, body)}");
        try
        {
            using var client = clients.CreateClient(Client);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            var code = string.Create(CultureInfo.InvariantCulture, $"text-{(int)response.StatusCode}");
            return response.IsSuccessStatusCode ? SendResult.Accepted
                : response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Gone or HttpStatusCode.UnprocessableEntity ? SendResult.Never(code)
                : SendResult.NotNow(code);
        }
        catch (HttpRequestException)
        {
            return SendResult.NotNow("text-no-answer");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return SendResult.NotNow("text-timeout");
        }
    }

    internal static string Sign(string secret, string seconds, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hash.AppendData(Encoding.UTF8.GetBytes(seconds + "."));
        hash.AppendData(body);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
