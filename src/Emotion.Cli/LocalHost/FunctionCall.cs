using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Emotion.Cli.LocalHost;

/// <summary>A call as the Functions host sends it to a custom handler: <c>{"Data":{binding: value},"Metadata":{...}}</c>.</summary>
/// <param name="Function">Which function.</param>
/// <param name="Body">UTF-8.</param>
internal sealed record FunctionCall(string Function, ReadOnlyMemory<byte> Body)
{
    private const int AroundValue = 4096;

    // As the host writes it: only what JSON asks for is escaped. A clip's Base64 would grow by its '+', and a message by its quotes.
    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = Encoder };

    /// <summary>A call with bytes, which travel as Base64.</summary>
    public static FunctionCall WithBytes(string function, string binding, ReadOnlyMemory<byte> value, JsonObject metadata) =>
        Write(function, metadata, value.Length / 3 * 4, data => data.WriteBase64String(binding, value.Span));

    /// <summary>A call without a value: the function reads the blob itself.</summary>
    public static FunctionCall WithoutValue(string function, JsonObject metadata) => Write(function, metadata, 0, _ => { });

    /// <summary>A call with a text.</summary>
    public static FunctionCall WithText(string function, string binding, string value, JsonObject metadata) =>
        Write(function, metadata, value.Length, data => data.WriteString(binding, Quoted(value)));

    /// <summary>The host serialises a string once more than one expects.</summary>
    public static string Quoted(string text) => JsonSerializer.Serialize(text, Relaxed);

    private static FunctionCall Write(string function, JsonObject metadata, int size, Action<Utf8JsonWriter> writeValue)
    {
        var body = new ArrayBufferWriter<byte>(size + AroundValue);
        using var json = new Utf8JsonWriter(body, new JsonWriterOptions { Encoder = Encoder });
        json.WriteStartObject();
        json.WriteStartObject("Data");
        writeValue(json);
        json.WriteEndObject();
        json.WritePropertyName("Metadata");
        metadata["sys"] = new JsonObject { ["MethodName"] = function, ["UtcNow"] = DateTimeOffset.UtcNow.ToString("O"), ["RandGuid"] = Guid.NewGuid().ToString() };
        metadata.WriteTo(json, Relaxed);
        json.WriteEndObject();
        json.Flush();
        return new FunctionCall(function, body.WrittenMemory);
    }
}
