using Emotion.Pipeline.Results;

namespace Emotion.Pipeline.Exporting;

/// <summary>A result as scripts read it: the columns of the table, plus corpus and path in plain text.</summary>
/// <param name="Clip">The name, corpus included.</param>
/// <param name="Corpus">The corpus.</param>
/// <param name="Path">The rest of the name.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Emotion">The most probable label; null unless scored, as are the next three.</param>
/// <param name="Confidence">Its probability.</param>
/// <param name="Uncertain">Whether that lies below the limit of the model's card; null where the card has none.</param>
/// <param name="Probabilities">One per label.</param>
/// <param name="Reason">Why it was not scored, in a word.</param>
/// <param name="Detail">The same in a sentence that says what to do.</param>
/// <param name="DurationSeconds">How long the file is.</param>
/// <param name="SampleRate">Its samples per second.</param>
/// <param name="Channels">Its channels.</param>
/// <param name="FeatureSet">Which features were scored.</param>
/// <param name="Windows">How many windows of a recording were scored; null for a clip that was scored as a whole.</param>
/// <param name="WindowSeconds">How long they are.</param>
/// <param name="HopSeconds">From a window to the next.</param>
/// <param name="Shares">The share of windows of each label.</param>
/// <param name="ModelVersion">By which model.</param>
/// <param name="ClipETag">Which bytes of the clip.</param>
/// <param name="ClipLastModified">When these were uploaded.</param>
/// <param name="ProcessedAt">When the row was made.</param>
public sealed record ResultRecord(
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
    double? WindowSeconds,
    double? HopSeconds,
    IReadOnlyDictionary<string, double>? Shares,
    string? ModelVersion,
    string ClipETag,
    DateTimeOffset ClipLastModified,
    DateTimeOffset ProcessedAt)
{
    /// <summary>Of a row.</summary>
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
        result.Recording?.WindowSeconds,
        result.Recording?.HopSeconds,
        result.Recording?.Shares,
        result.Prediction?.ModelVersion,
        result.Version.ETag,
        result.Version.LastModified,
        result.ProcessedAt);
}
