using System.Text.Json;
using System.Text.Json.Serialization;
using Emotion.Pipeline.Results;

namespace Emotion.Cli.Rendering;

/// <summary>A result as scripts read it: the columns of the table, plus corpus and path in plain text.</summary>
internal sealed record ResultRecord(
    string Clip,
    string Corpus,
    string Path,
    string Status,
    string? Emotion,
    double? Confidence,
    bool? Uncertain,
    IReadOnlyDictionary<string, double>? Probabilities,
    string? Reason,
    string? Detail,
    double? DurationSeconds,
    int? SampleRate,
    int? Channels,
    string? FeatureSet,
    string? ModelVersion,
    string ClipETag,
    DateTimeOffset ClipLastModified,
    DateTimeOffset ProcessedAt)
{
    public static ResultRecord Of(ClipResult result) => new(
        result.Version.Clip.BlobName,
        result.Version.Clip.Corpus,
        result.Version.Clip.Path,
        result.Status.ToString(),
        result.Prediction?.Emotion,
        result.Prediction?.Confidence,
        result.Prediction?.Uncertain,
        result.Prediction?.Probabilities,
        result.Reason,
        result.Detail,
        result.Audio?.DurationSeconds,
        result.Audio?.SampleRate,
        result.Audio?.Channels,
        result.FeatureSet,
        result.Prediction?.ModelVersion,
        result.Version.ETag,
        result.Version.LastModified,
        result.ProcessedAt);
}

/// <summary>Results as a JSON array.</summary>
internal static class ResultJson
{
    public static void Write(TextWriter writer, IEnumerable<ClipResult> results) =>
        writer.WriteLine(JsonSerializer.Serialize([.. results.Select(ResultRecord.Of)], CliJson.Default.ResultRecordArray));
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ResultRecord[]))]
internal sealed partial class CliJson : JsonSerializerContext;
