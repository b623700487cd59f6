using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Emotion.Cli.Doctor;
using Emotion.Cli.Evaluating;
using Emotion.Cli.Uploading;
using Emotion.Pipeline.Exporting;

namespace Emotion.Cli.Rendering;

/// <summary>What commands write as JSON.</summary>
[JsonSerializable(typeof(ResultRecord[]))]
[JsonSerializable(typeof(IAsyncEnumerable<ResultRecord>))]
[JsonSerializable(typeof(IAsyncEnumerable<SegmentRecord>))]
[JsonSerializable(typeof(ResultGroup[]))]
[JsonSerializable(typeof(UploadRecord))]
[JsonSerializable(typeof(Finding[]))]
[JsonSerializable(typeof(AgreementRecord))]
internal sealed partial class CliJson : JsonSerializerContext
{
    /// <summary>For people and scripts: indented, umlauts and apostrophes as they are.</summary>
    public static CliJson Readable { get; } = new(Plain(indented: true));

    /// <summary>A value on a line.</summary>
    public static CliJson OneLine { get; } = new(Plain(indented: false));

    private static JsonSerializerOptions Plain(bool indented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = indented,
        Converters = { new JsonStringEnumConverter<Health>(JsonNamingPolicy.CamelCase) },
    };
}
