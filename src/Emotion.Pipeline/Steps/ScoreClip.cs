using Emotion.Pipeline.Messages;
using Emotion.Pipeline.Models;
using Emotion.Pipeline.Results;
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
        var message = ClipFeaturesMessage.Parse(json);
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
        if (await recorder.RecordAsync(result, cancel))
            Log.ClipScored(log, result.Version.Clip.BlobName, prediction.Emotion, prediction.Confidence, prediction.ModelVersion);
        else
            Log.ResultSuperseded(log, result.Version.Clip.BlobName, result.Version.ETag);
        return new StepOutcome($"{result.Version.Clip}: Scored {prediction.Emotion} {prediction.Confidence:0.00}");
    }
}
