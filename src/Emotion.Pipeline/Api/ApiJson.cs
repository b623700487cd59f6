using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Emotion.Pipeline.Api;

/// <summary>What the HTTP functions answer.</summary>
[JsonSerializable(typeof(ResultPage))]
[JsonSerializable(typeof(ResultSummary))]
[JsonSerializable(typeof(ClipView))]
[JsonSerializable(typeof(ApiError))]
public sealed partial class ApiJson : JsonSerializerContext
{
    /// <summary>In camel case, umlauts and apostrophes as they are.</summary>
    public static ApiJson Plain { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
