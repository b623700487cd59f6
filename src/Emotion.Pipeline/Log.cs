using Microsoft.Extensions.Logging;

namespace Emotion.Pipeline;

/// <summary>Everything the pipeline logs, by event id: 1xx clips, 2xx models, 3xx failures.</summary>
internal static partial class Log
{
    [LoggerMessage(100, LogLevel.Information, "{Clip}: features queued ({DurationSeconds:0.00} s, {SampleRate} Hz)")]
    public static partial void FeaturesQueued(ILogger log, string clip, double durationSeconds, int sampleRate);

    [LoggerMessage(101, LogLevel.Information, "{Clip}: rejected, {Reason}: {Detail}")]
    public static partial void ClipRejected(ILogger log, string clip, string reason, string detail);

    [LoggerMessage(102, LogLevel.Information, "{Clip}: scored {Emotion} ({Confidence:0.00}) by {ModelVersion}")]
    public static partial void ClipScored(ILogger log, string clip, string emotion, double confidence, string modelVersion);

    [LoggerMessage(103, LogLevel.Information, "{Clip}: result of ETag {ETag} dropped, the table holds a better one")]
    public static partial void ResultSuperseded(ILogger log, string clip, string eTag);

    [LoggerMessage(104, LogLevel.Warning, "{Clip}: deleted before it could be read")]
    public static partial void ClipGone(ILogger log, string clip);

    [LoggerMessage(105, LogLevel.Information, "{Clip}: analysed again (its message: {Carried}) for model {ModelVersion}, which takes {FeatureSet}")]
    public static partial void ClipAnalysedAgain(ILogger log, string clip, string carried, string modelVersion, string featureSet);

    [LoggerMessage(106, LogLevel.Information, "{Clip}: ETag {ETag} was replaced before it could be analysed again; the new bytes have a message of their own")]
    public static partial void ClipReplaced(ILogger log, string clip, string eTag);

    [LoggerMessage(107, LogLevel.Information, "{Clip}: the features that its message points to are gone or incomplete")]
    public static partial void FeaturesGone(ILogger log, string clip);

    [LoggerMessage(200, LogLevel.Information, "Model {Version} is in use (before: {Previous})")]
    public static partial void ModelSwitched(ILogger log, string version, string previous);

    [LoggerMessage(201, LogLevel.Error, "Model {Version} is refused; {Kept} stays in use: {Problem}")]
    public static partial void ModelRefused(ILogger log, string version, string kept, string problem);

    [LoggerMessage(202, LogLevel.Error, "The published current.json is unreadable; the model in use stays: {Problem}")]
    public static partial void CurrentModelUnreadable(ILogger log, string problem);

    [LoggerMessage(203, LogLevel.Warning, "The model container cannot be reached; the model in use stays")]
    public static partial void ModelStoreUnreachable(ILogger log, Exception exception);

    [LoggerMessage(204, LogLevel.Warning, "Model {Version}, which was in use before, takes the place of {Refused}, which is refused")]
    public static partial void EarlierModelInUse(ILogger log, string version, string refused);

    [LoggerMessage(300, LogLevel.Error, "{Clip}: failed, {Reason}")]
    public static partial void ClipFailed(ILogger log, string clip, string reason);

    [LoggerMessage(301, LogLevel.Critical, "A poison message names no clip and is dropped ({Problem}): {Message}")]
    public static partial void PoisonMessageUnreadable(ILogger log, string problem, string message);
}
