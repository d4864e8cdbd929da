using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Throughline.Reminders;
using Throughline.Testing;
using Throughline.Web.Reminders;
using Throughline.Web.Security;

namespace Throughline.Web.Tests.Reminders;

public sealed class ChannelTests
{
    private static readonly NeutralMessage Message = NeutralMessage.Of(2, new Uri("https://hub.example"), "0195a.20260302");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Email_Accepted_HoldsTheNeutralWordsAndNothingOfThisMachine(bool hangsUp)
    {
        await using var server = new SmtpListener { HangsUp = hangsUp };
        (await Email(server.Port).SendAsync("dee@example.org", Message, default)).ShouldBe(SendResult.Accepted);
        server.Recipients.ShouldBe(["RCPT TO:<dee@example.org>"]);
        var text = server.Messages.Single();
        text.ShouldContain("Subject: Something to look at");
        text.ShouldContain("From: post@hub.example");
        text.ShouldContain("To: dee@example.org");
        text.ShouldContain("Message-Id: <0195a.20260302@hub.example>");
        text.ShouldContain("Date: Mon, 02 Mar 2026 10:00:00 +0000");
        text.ShouldContain("Auto-Submitted: auto-generated");
        text.ShouldContain("There are 2 things for you to look at.");
        text.ShouldContain("https://hub.example/reminders");
        text.ShouldNotContain(Environment.MachineName, Case.Insensitive);
        text.ShouldNotContain("Throughline", Case.Insensitive);
    }

    [Theory]
    [InlineData("550 no such mailbox", "smtp-550", true)]
    [InlineData("451 try later", "smtp-451", false)]
    public async Task Email_RecipientRefused_SaysWhetherForGood(string answer, string failure, bool forGood)
    {
        await using var server = new SmtpListener { ToRecipient = answer };
        (await Email(server.Port).SendAsync("dee@example.org", Message, default)).ShouldBe(new SendResult(failure, forGood));
        server.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task Email_NobodyThereNotSecureOrNoAddress_IsAFailureAndNoException()
    {
        int port;
        await using (var server = new SmtpListener())
        {
            port = server.Port;
            (await Email(port, "starttls").SendAsync("dee@example.org", Message, default)).ShouldBe(SendResult.NotNow("mail-not-secure"));
            (await Email(port).SendAsync("", Message, default)).ShouldBe(SendResult.Never("address"));
        }

        (await Email(port).SendAsync("dee@example.org", Message, default)).ShouldBe(SendResult.NotNow("mail-no-answer"));
    }

    [Fact]
    public void Channels_WithoutSettings_AreOffAndOnlyTheOutboxIsOnInTheFictionalService()
    {
        Email(25).IsOn.ShouldBeTrue();
        Email(25, fictional: true).IsOn.ShouldBeFalse();
        new EmailChannel(Options.Create(new MailSettings()), Options.Create(new ThroughlineSettings()), new InstallationAddress(new Uri("https://hub.example")), TestDatabase.NewClock()).IsOn.ShouldBeFalse();
        Text(null!, new TextSettings()).IsOn.ShouldBeFalse();
        Text(null!, new TextSettings { Url = "http://gateway.example/send", Secret = "kept" }).IsOn.ShouldBeFalse("not without encryption");
        Text(null!, new TextSettings { Url = "https://gateway.example/send", Secret = "kept" }).IsOn.ShouldBeTrue();
        new OutboxChannel(new DevelopmentOutbox(), Options.Create(new ThroughlineSettings()), TestDatabase.NewClock()).IsOn.ShouldBeFalse();
    }

    [Theory]
    [InlineData(HttpStatusCode.Accepted, null, false)]
    [InlineData(HttpStatusCode.ServiceUnavailable, "text-503", false)]
    [InlineData(HttpStatusCode.Unauthorized, "text-401", false)]
    [InlineData(HttpStatusCode.UnprocessableEntity, "text-422", true)]
    public async Task Text_Post_IsSignedAndAnswered(HttpStatusCode status, string? failure, bool forGood)
    {
        var gateway = new Gateway(status);
        (await Text(gateway, new TextSettings { Url = "https://gateway.example/send", Secret = "kept" }).SendAsync("+447700900457", Message, default)).ShouldBe(new SendResult(failure, forGood));
        using var body = JsonDocument.Parse(gateway.Body!);
        (body.RootElement.GetProperty("to").GetString(), body.RootElement.GetProperty("id").GetString()).ShouldBe(("+447700900457", Message.Id));
        body.RootElement.GetProperty("text").GetString().ShouldBe(Message.Text);
        var seconds = new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();
        gateway.Signature.ShouldBe($"t={seconds},v1={Convert.ToHexStringLower(System.Security.Cryptography.HMACSHA256.HashData("kept"u8, Encoding.UTF8.GetBytes($"{seconds}.{gateway.Body}")))}");
    }

    private static EmailChannel Email(int port, string security = "none", bool fictional = false) => new(
        Options.Create(new MailSettings { Host = "127.0.0.1", Port = port, From = "post@hub.example", Security = security }),
        Options.Create(new ThroughlineSettings { Fictional = fictional }), new InstallationAddress(new Uri("https://hub.example")), TestDatabase.NewClock());

    private static TextChannel Text(Gateway gateway, TextSettings settings) =>
        new(gateway, Options.Create(settings), Options.Create(new ThroughlineSettings()), TestDatabase.NewClock());

    private sealed class Gateway(HttpStatusCode status) : HttpMessageHandler, IHttpClientFactory
    {
        public string? Body { get; private set; }

        public string? Signature { get; private set; }

        public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Body = await request.Content!.ReadAsStringAsync(cancellationToken);
            Signature = request.Headers.GetValues("Throughline-Signature").Single();
            return new HttpResponseMessage(status);
        }
    }
}
