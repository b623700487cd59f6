using System.Text.Json;
using System.Text.Json.Serialization;
using Emotion.Audio;
using Emotion.Audio.Features;
using Emotion.Audio.Recordings;
using Emotion.Pipeline.Clips;

namespace Emotion.Pipeline.Messages;

/// <summary>What travels from ExtractFeatures to ScoreClip: one small JSON message per clip.</summary>
public sealed record ClipFeaturesMessage
{
    /// <summary>
    /// The layout that this code writes. Older ones are read as well: layout 1, without <see cref="QueuedAt"/> and <see cref="TraceParent"/>; layout 2, of
    /// <c>librosa180/1</c> only; layout 3, without recordings.
    /// </summary>
    public const int CurrentSchema = 4;

    /// <summary>Version of this layout.</summary>
    public required int Schema { get; init; }

    /// <summary>Which bytes were analysed.</summary>
    public required MessageClip Clip { get; init; }

    /// <summary>What the file is.</summary>
    public required AudioFacts Audio { get; init; }

    /// <summary>What was computed, for example <c>librosa180/1</c>.</summary>
    public required string FeatureSet { get; init; }

    /// <summary>Where in the clip: one window; none where <see cref="Recording"/> says where they are.</summary>
    public required IReadOnlyList<MessageWindow> Windows { get; init; }

    /// <summary>The window's features, packed as their set has it (Base64 in JSON); empty where there is none.</summary>
    public required byte[] Features { get; init; }

    /// <summary>Where the windows of a recording are; null for a clip that was described as a whole.</summary>
    public MessageRecording? Recording { get; init; }

    /// <summary>When the message was sent.</summary>
    public DateTimeOffset? QueuedAt { get; init; }

    /// <summary>The span that sent it, as W3C <c>traceparent</c>; null where nothing is traced.</summary>
    public string? TraceParent { get; init; }

    /// <summary>Which bytes the features belong to.</summary>
    [JsonIgnore]
    public ClipVersion Version => Clip.Version;

    /// <summary>A message for a clip that was described as a whole.</summary>
    public static ClipFeaturesMessage For(ClipVersion version, ClipFeatures analysed) => Of(version, analysed.Audio, analysed.FeatureSet) with
    {
        Windows = [new MessageWindow(analysed.Window.StartSeconds, analysed.Window.DurationSeconds)],
        Features = PackedFeatures.Pack(FeatureRecipe.Of(analysed.FeatureSet), analysed.Window.Vector),
    };

    /// <summary>A message for a recording, whose features lie in <see cref="FeatureStore"/>.</summary>
    public static ClipFeaturesMessage For(ClipVersion version, RecordingFeatures analysed, string blob) =>
        Of(version, analysed.Audio, analysed.FeatureSet) with { Recording = new MessageRecording(blob, analysed.Count, analysed.Windowing!.WindowSeconds, analysed.Windowing.HopSeconds) };

    private static ClipFeaturesMessage Of(ClipVersion version, AudioFacts audio, string featureSet) => new()
    {
        Schema = CurrentSchema,
        Clip = new MessageClip(version.Clip.Corpus, version.Clip.Path, version.ETag, version.LastModified),
        Audio = audio,
        FeatureSet = featureSet,
        Windows = [],
        Features = [],
    };

    /// <summary>The window that the message carries.</summary>
    /// <exception cref="InvalidMessageException">This pipeline does not know the feature set, or the features are not of it.</exception>
    public ClipWindow Window() => FeatureRecipe.Find(FeatureSet) is { } recipe && Windows is [var window, ..]
        ? new ClipWindow(window.Start, window.Duration, PackedFeatures.Unpack(recipe, Features))
        : throw new InvalidMessageException($"The queue message carries no window, or features of {FeatureSet}, which this pipeline does not know.");

    /// <summary>The message as JSON. The queue client adds the Base64 that the Functions queue trigger expects.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, MessageJson.Default.ClipFeaturesMessage);

    /// <summary>Parses a message.</summary>
    /// <exception cref="InvalidMessageException">It is not such a message, or of another schema version.</exception>
    public static ClipFeaturesMessage Parse(string json)
    {
        try
        {
            var message = JsonSerializer.Deserialize(json, MessageJson.Default.ClipFeaturesMessage);
            if (message is not { Schema: >= 1 and <= CurrentSchema })
                throw new InvalidMessageException($"The queue message has schema version {message?.Schema}; this pipeline reads versions 1 to {CurrentSchema}.");
            return message.Recording is not { } recording || FeatureStore.IsName(recording.Blob)
                ? message
                : throw new InvalidMessageException($"The queue message points to \"{recording.Blob}\", which cannot be the features of a recording.");
        }
        catch (JsonException e)
        {
            throw new InvalidMessageException($"The queue message is not a clip's features: {e.Message}", e);
        }
    }
}

/// <summary>Which bytes were analysed: corpus and path of the blob, its ETag, and when it was uploaded.</summary>
public sealed record MessageClip(
    [property: JsonConverter(typeof(PlainText))] string Corpus, [property: JsonConverter(typeof(PlainText))] string Path, string ETag, DateTimeOffset LastModified)
{
    /// <summary>The same, as the rest of the pipeline names it.</summary>
    [JsonIgnore]
    public ClipVersion Version => new(new ClipId(Corpus, Path), ETag, LastModified);
}

/// <summary>A stretch of the clip, in seconds.</summary>
public sealed record MessageWindow(double Start, double Duration);

/// <summary>Where a recording's features are.</summary>
/// <param name="Blob">In <see cref="FeatureStore"/>.</param>
/// <param name="Windows">How many windows it holds.</param>
/// <param name="WindowSeconds">How long they are.</param>
/// <param name="HopSeconds">From a window to the next.</param>
public sealed record MessageRecording(string Blob, int Windows, double WindowSeconds, double HopSeconds)
{
    /// <summary>How the recording was cut.</summary>
    [JsonIgnore]
    public Windowing Windowing => new() { WindowSeconds = WindowSeconds, HopSeconds = HopSeconds };
}

/// <summary>A message that this version cannot read; delivering it again cannot help.</summary>
public sealed class InvalidMessageException(string message, Exception? inner = null) : Exception(message, inner);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ClipFeaturesMessage))]
[JsonSerializable(typeof(MessageEnvelope))]
[JsonSerializable(typeof(PoisonBlobMessage))]
internal sealed partial class MessageJson : JsonSerializerContext;
