using System.Text.Json;
using System.Text.Json.Serialization;
using Emotion.Pipeline.Models;

namespace Emotion.Cli.Rendering;

/// <summary>Published models as a JSON array: version, active, card or null, problem or null.</summary>
internal static class ModelJson
{
    public static void Write(TextWriter writer, IReadOnlyList<PublishedModel> models) =>
        writer.WriteLine(JsonSerializer.Serialize([.. models], ModelJsonContext.Default.PublishedModelArray));
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(PublishedModel[]))]
internal sealed partial class ModelJsonContext : JsonSerializerContext;
