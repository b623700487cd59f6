using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Emotion.Pipeline.Messages;

/// <summary>
/// Writes a name as UTF-8, at most 3 bytes per character: the built-in encoders would write each that is not ASCII in 6, and the longest names would not
/// fit into a message.
/// </summary>
internal sealed class PlainText : JsonConverter<string>
{
    /// <inheritdoc/>
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString() ?? throw new JsonException("A name is null.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WriteRawValue($"\"{string.Concat(value.Select(Escape))}\"");

    /// <summary>What JSON asks for, and no more: quotes, backslashes and control characters.</summary>
    private static string Escape(char c) => c is '"' or '\\' ? $"\\{c}" : char.IsControl(c) ? JavaScriptEncoder.Default.Encode(c.ToString()) : c.ToString();
}
