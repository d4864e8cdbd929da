using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Html;
using Throughline.Testing;

namespace Throughline.Web.Tests.Components;

/// <summary>An example that govuk-frontend ships: the options of a component and the HTML they must give.</summary>
public sealed record Fixture(string Name, JsonObject Options, string Html)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new TextConverter(), new HtmlConverter(), new AttributesConverter(), new TruthConverter() },
    };

    public static IReadOnlyList<Fixture> Of(string component)
    {
        var path = Repository.PathOf("src", "Throughline.Web", "node_modules", "govuk-frontend", "dist", "govuk", "components", component, "fixtures.json");
        return
        [
            .. JsonNode.Parse(File.ReadAllText(path))!["fixtures"]!.AsArray().Select(fixture => new Fixture(
                fixture!["name"]!.GetValue<string>(),
                (JsonObject)WithoutFalseItems(fixture["options"]!.DeepClone()),
                fixture["html"]!.GetValue<string>())),
        ];
    }

    public T As<T>() => Options.Deserialize<T>(Json)!;

    /// <summary>Nunjucks passes over an item, and leaves out a part, that is false, null, "" or (in a list) empty.</summary>
    private static JsonNode WithoutFalseItems(JsonNode node)
    {
        if (node is JsonArray array)
        {
            for (var i = 0; i < array.Count; i++)
            {
                array[i] = Means(array[i]) ? WithoutFalseItems(array[i]!.DeepClone()) : null;
            }
        }
        else if (node is JsonObject parts)
        {
            foreach (var (name, value) in parts.ToList())
            {
                if (value is JsonObject or JsonArray && name != "attributes")
                {
                    parts[name] = WithoutFalseItems(value.DeepClone());
                }
            }
        }
        return node;

        static bool Means(JsonNode? value) => value is not null && value.GetValueKind() is not (JsonValueKind.False or JsonValueKind.Null)
            && value is not JsonObject { Count: 0 }
            && value.ToString() is not ("" or "0");
    }

    private sealed class TextConverter : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString(),
            JsonTokenType.True => "true",
            JsonTokenType.False => "",
            JsonTokenType.Number => System.Text.Encoding.UTF8.GetString(reader.ValueSpan),
            JsonTokenType.Null => null,
            _ => throw new JsonException($"No text in {reader.TokenType}"),
        };

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => throw new NotSupportedException();
    }

    private sealed class TruthConverter : JsonConverter<bool>
    {
        public override bool Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => reader.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.String => reader.GetString()!.Length > 0,
            _ => false,
        };

        public override void Write(Utf8JsonWriter writer, bool value, JsonSerializerOptions options) => throw new NotSupportedException();
    }

    private sealed class HtmlConverter : JsonConverter<IHtmlContent>
    {
        public override IHtmlContent? Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            JsonNode.Parse(ref reader) is { } node && node.GetValueKind() == JsonValueKind.String && node.GetValue<string>() is { Length: > 0 } html
                ? new HtmlString(html)
                : null;

        public override void Write(Utf8JsonWriter writer, IHtmlContent value, JsonSerializerOptions options) => throw new NotSupportedException();
    }

    private sealed class AttributesConverter : JsonConverter<IReadOnlyDictionary<string, string?>>
    {
        public override IReadOnlyDictionary<string, string?>? Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
        {
            var attributes = new Dictionary<string, string?>();
            if (JsonNode.Parse(ref reader) is not JsonObject given)
            {
                return null;
            }
            foreach (var (name, item) in given)
            {
                var optional = item is JsonObject o && o["optional"]?.GetValueKind() == JsonValueKind.True;
                var value = item is JsonObject with ? with["value"] : item;
                var kind = value?.GetValueKind();
                if (optional && kind is null or JsonValueKind.Null or JsonValueKind.False)
                {
                    if (optional)
                    {
                        continue;
                    }
                }
                attributes[name] = optional && kind == JsonValueKind.True ? null : value?.ToString() ?? "";
            }
            return attributes;
        }

        public override void Write(Utf8JsonWriter writer, IReadOnlyDictionary<string, string?> value, JsonSerializerOptions options) =>
            throw new NotSupportedException();
    }
}
