using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Messages;
using Emotion.Pipeline.Results;
using Emotion.Pipeline.Settings;
using Emotion.Pipeline.Telemetry;
using Microsoft.Extensions.Logging;

namespace Emotion.Pipeline.Steps;

/// <summary>Last resort: what the host gave up on becomes a row, so that no clip vanishes.</summary>
public sealed class RecordFailure(ResultRecorder recorder, ClipStore clips, FeatureStore store, ClipSizeLimit limit, ILogger<RecordFailure> log)
{
    private const string Extraction = "RecordExtractionFailure";
    private const string Scoring = "RecordScoringFailure";

    /// <summary>For a message that could not be scored.</summary>
    /// <param name="json">The message from the poison queue of <see cref="FeatureQueue.QueueName"/>.</param>
    /// <param name="cancel">Gives up; the host delivers the message again.</param>
    public async Task<StepOutcome> ScoringAsync(string json, CancellationToken cancel)
    {
        try
        {
            var message = ClipFeaturesMessage.Parse(json);
            if (message.Recording is { } recording)
                await store.DeleteAsync(recording.Blob, cancel);
            return await RecordScoringAsync(message.Clip, message.TraceParent, "The clip could not be scored after several attempts. See the log of ScoreClip; emotion audit --requeue failed tries again.", cancel);
        }
        catch (InvalidMessageException e)
        {
            return MessageEnvelope.Find(json) is { } envelope
                ? await RecordScoringAsync(envelope.Clip, envelope.TraceParent, DetailOf(envelope, e), cancel)
                : await DroppedAsync(Scoring, json, e);
        }
    }

    /// <summary>For a blob that could not be analysed. One that was too large to be handed over is rejected, since trying again cannot help.</summary>
    /// <param name="json">The message from queue <see cref="FeatureQueue.PoisonBlobQueueName"/>.</param>
    /// <param name="cancel">Gives up; the host delivers the message again.</param>
    public async Task<StepOutcome> ExtractionAsync(string json, CancellationToken cancel)
    {
        try
        {
            var message = PoisonBlobMessage.Parse(json);
            if (message.ContainerName != ClipStore.ContainerName)
                throw new InvalidMessageException($"The poison message is of container {message.ContainerName}, not {ClipStore.ContainerName}.");

            var clip = ClipId.FromBlobName(message.BlobName);
            return await ObservedStep.RunAsync(Extraction, clip, traceParent: null, async () =>
            {
                var version = await VersionAsync(clip, message.ETag, cancel);
                return await clips.FindSizeAsync(version, cancel) is { } size && limit.FaultOf(size) is { } fault
                    ? await recorder.RejectAsync(version, fault, cancel)
                    : await recorder.FailAsync(version, "ExtractionFailed", "The clip could not be read after several attempts. See the log of ExtractFeatures; emotion audit --requeue failed tries again.", audio: null, cancel);
            });
        }
        catch (InvalidMessageException e)
        {
            return await DroppedAsync(Extraction, json, e);
        }
    }

    private async Task<ClipVersion> VersionAsync(ClipId clip, string? poisonETag, CancellationToken cancel)
    {
        var current = await clips.FindAsync(clip, cancel);
        var etag = ClipVersion.Unquote(poisonETag ?? current?.ETag ?? "");
        // The blob may be gone or replaced by now; the row of newer bytes must win, so the failure counts as older.
        return new ClipVersion(clip, etag, current?.ETag == etag ? current.LastModified : DateTimeOffset.UnixEpoch);
    }

    private Task<StepOutcome> RecordScoringAsync(MessageClip clip, string? traceParent, string detail, CancellationToken cancel) =>
        ObservedStep.RunAsync(Scoring, clip.Version.Clip, traceParent, () => recorder.FailAsync(clip.Version, "ScoringFailed", detail, audio: null, cancel));

    private static string DetailOf(MessageEnvelope envelope, InvalidMessageException e) => envelope.Schema > ClipFeaturesMessage.CurrentSchema
        ? $"Its message has schema version {envelope.Schema}, and this app reads 1 to {ClipFeaturesMessage.CurrentSchema}: a newer version of the app sent it. Let only one version run, then send the clip again with emotion audit --requeue failed."
        : $"Its message could not be read. Send the clip again with emotion audit --requeue failed. {e.Message}";

    private Task<StepOutcome> DroppedAsync(string step, string json, InvalidMessageException e) =>
        ObservedStep.RunAsync(step, clip: null, traceParent: null, () =>
        {
            Log.PoisonMessageUnreadable(log, e.Message, json);
            return Task.FromResult(new StepOutcome(StepOutcomeKind.Unreadable, "A poison message names no clip; it stands in the log"));
        });
}
