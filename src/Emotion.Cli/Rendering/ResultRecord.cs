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
    int? Windows,
    IReadOnlyDictionary<string, double>? Shares,
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
        result.Recording?.Windows,
        result.Recording?.Shares,
        result.Prediction?.ModelVersion,
        result.Version.ETag,
        result.Version.LastModified,
        result.ProcessedAt);
}
