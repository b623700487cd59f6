using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Messages;
using Emotion.Pipeline.Results;
using Microsoft.Extensions.Logging;

namespace Emotion.Pipeline.Steps;

/// <summary>Last resort: what the host gave up on becomes a Failed row, so that no clip vanishes.</summary>
public sealed class RecordFailure(ResultRecorder recorder, ClipStore clips, TimeProvider time, ILogger<RecordFailure> log)
{
    /// <summary>For a message that could not be scored.</summary>
    /// <param name="json">The message from the poison queue of <see cref="FeatureQueue.QueueName"/>.</param>
    /// <param name="cancel">Gives up; the host delivers the message again.</param>
    public async Task<StepOutcome> ScoringAsync(string json, CancellationToken cancel)
    {
        try
        {
            var message = ClipFeaturesMessage.Parse(json);
            return await RecordAsync(message.Version, "ScoringFailed", "The clip could not be scored after several attempts. See the log of ScoreClip; upload the clip again to retry.", cancel);
        }
        catch (InvalidMessageException e)
        {
            return Dropped(json, e);
        }
    }

    /// <summary>For a blob that could not be analysed.</summary>
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
            var current = await clips.FindAsync(clip, cancel);
            var etag = ClipVersion.Unquote(message.ETag ?? current?.ETag ?? "");
            // The blob may be gone or replaced by now; the row of newer bytes must win, so the failure counts as older.
            var lastModified = current?.ETag == etag ? current.LastModified : DateTimeOffset.UnixEpoch;
            return await RecordAsync(new ClipVersion(clip, etag, lastModified), "ExtractionFailed", "The clip could not be read after several attempts. See the log of ExtractFeatures; upload the clip again to retry.", cancel);
        }
        catch (InvalidMessageException e)
        {
            return Dropped(json, e);
        }
    }

    private async Task<StepOutcome> RecordAsync(ClipVersion version, string reason, string detail, CancellationToken cancel)
    {
        var result = new ClipResult { Version = version, Status = ResultStatus.Failed, Reason = reason, Detail = detail, ProcessedAt = time.GetUtcNow() };
        await recorder.RecordAsync(result, cancel);
        Log.ClipFailed(log, version.Clip.BlobName, reason);
        return new StepOutcome($"{version.Clip}: Failed {reason}");
    }

    private StepOutcome Dropped(string json, InvalidMessageException e)
    {
        Log.PoisonMessageUnreadable(log, json, e);
        return new StepOutcome("A poison message names no clip; it stands in the log");
    }
}
