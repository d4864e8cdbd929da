using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Throughline.Testing;

/// <summary>A security key in memory (ES256), that can also be told to misbehave. Makes the JSON that a browser's toJSON() makes.</summary>
public sealed class SoftwareAuthenticator : IDisposable
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] credentialId = SHA256.HashData("the test's own key"u8);
    private string userHandle = "";

    public string Origin { get; set; } = "https://localhost";

    public string RelyingParty { get; set; } = "localhost";

    public bool VerifiesUser { get; set; } = true;

    public uint SignCount { get; set; } = 1;

    /// <summary>Answers navigator.credentials.create.</summary>
    public string Make(string optionsJson)
    {
        var options = JsonNode.Parse(optionsJson)!;
        userHandle = options["user"]!["id"]!.GetValue<string>();
        var point = key.ExportParameters(false).Q;
        var cose = new List<byte> { 0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20 };
        cose.AddRange(point.X!);
        cose.AddRange([0x22, 0x58, 0x20]);
        cose.AddRange(point.Y!);
        byte[] attested = [.. new byte[16], 0, (byte)credentialId.Length, .. credentialId, .. cose];
        var data = AuthenticatorData(0x40, attested);
        byte[] attestation =
        [
            0xA3, 0x63, .. "fmt"u8, 0x64, .. "none"u8, 0x67, .. "attStmt"u8, 0xA0, 0x68, .. "authData"u8, 0x58, (byte)data.Length, .. data,
        ];
        return Credential(new JsonObject
        {
            ["clientDataJSON"] = Encode(ClientData("webauthn.create", options)),
            ["attestationObject"] = Encode(attestation),
            ["transports"] = new JsonArray("internal"),
        });
    }

    /// <summary>Answers navigator.credentials.get.</summary>
    /// <param name="optionsJson">What the server asked.</param>
    /// <param name="signer">Another key to sign with.</param>
    public string Use(string optionsJson, ECDsa? signer = null)
    {
        var clientData = ClientData("webauthn.get", JsonNode.Parse(optionsJson)!);
        var data = AuthenticatorData(0, []);
        var signature = (signer ?? key).SignData([.. data, .. SHA256.HashData(clientData)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return Credential(new JsonObject
        {
            ["clientDataJSON"] = Encode(clientData),
            ["authenticatorData"] = Encode(data),
            ["signature"] = Encode(signature),
            ["userHandle"] = userHandle,
        });
    }

    public void Dispose() => key.Dispose();

    private string Credential(JsonObject response) => new JsonObject
    {
        ["id"] = Encode(credentialId),
        ["rawId"] = Encode(credentialId),
        ["type"] = "public-key",
        ["clientExtensionResults"] = new JsonObject(),
        ["authenticatorAttachment"] = "platform",
        ["response"] = response,
    }.ToJsonString();

    private byte[] ClientData(string type, JsonNode options) => JsonSerializer.SerializeToUtf8Bytes(
        new { type, challenge = options["challenge"]!.GetValue<string>(), origin = Origin, crossOrigin = false });

    private byte[] AuthenticatorData(byte flags, byte[] attested)
    {
        var count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, SignCount);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(RelyingParty)), (byte)(flags | 0x01 | (VerifiesUser ? 0x04 : 0)), .. count, .. attested];
    }

    private static string Encode(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
