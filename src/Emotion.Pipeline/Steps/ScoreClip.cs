using Emotion.Pipeline.Messages;
using Emotion.Pipeline.Models;
using Emotion.Pipeline.Results;
using Emotion.Pipeline.Telemetry;
using Microsoft.Extensions.Logging;

namespace Emotion.Pipeline.Steps;

/// <summary>Second step: a message of features becomes a Scored row.</summary>
public sealed class ScoreClip(ActiveModel model, ResultRecorder recorder, TimeProvider time, ILogger<ScoreClip> log)
{
    /// <summary>Scores one message.</summary>
    /// <param name="json">The message, decoded from Base64.</param>
    /// <param name="cancel">Gives up; the host delivers the message again.</param>
    /// <exception cref="InvalidMessageException">The message cannot be read.</exception>
    public async Task<StepOutcome> RunAsync(string json, CancellationToken cancel)
    {
        ClipFeaturesMessage message;
        try
        {
            message = ClipFeaturesMessage.Parse(json);
        }
        catch (InvalidMessageException e)
        {
            return await ObservedStep.RunAsync(nameof(ScoreClip), clip: null, traceParent: null, () => Task.FromException<StepOutcome>(e));
        }

        if (message.QueuedAt is { } queued)
            PipelineTelemetry.QueueLatency.Record(Math.Max(0, (time.GetUtcNow() - queued).TotalSeconds), KeyValuePair.Create(Tags.Corpus, (object?)message.Clip.Corpus));
        return await ObservedStep.RunAsync(nameof(ScoreClip), message.Version.Clip, message.TraceParent, () => ScoreAsync(message, cancel));
    }

    private async Task<StepOutcome> ScoreAsync(ClipFeaturesMessage message, CancellationToken cancel)
    {
        var scorer = await model.GetAsync(cancel);
        if (message.FeatureSet != scorer.Card.FeatureSet)
            throw new InvalidMessageException($"The message carries {message.FeatureSet}; model {scorer.Card.Version} takes {scorer.Card.FeatureSet}.");

        var prediction = scorer.Score(message.Vector());
        var result = new ClipResult
        {
            Version = message.Version,
            Status = ResultStatus.Scored,
            Prediction = prediction,
            Audio = message.Audio,
            FeatureSet = message.FeatureSet,
            ProcessedAt = time.GetUtcNow(),
        };
        if (!await recorder.RecordAsync(result, cancel))
            return recorder.Superseded(message.Version);

        Log.ClipScored(log, message.Version.Clip.BlobName, prediction.Emotion, prediction.Confidence, prediction.ModelVersion);
        return new StepOutcome(
            StepOutcomeKind.Scored, $"{message.Version.Clip}: Scored {prediction.Emotion} {prediction.Confidence:0.00}", ModelVersion: prediction.ModelVersion);
    }
}
