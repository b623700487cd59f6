using Azure;
using Emotion.Audio;
using Emotion.Inference;
using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Messages;
using Emotion.Pipeline.Models;
using Emotion.Pipeline.Results;
using Emotion.Pipeline.Telemetry;
using Microsoft.Extensions.Logging;

namespace Emotion.Pipeline.Steps;

/// <summary>
/// Second step: a message of features becomes a Scored row. Where the model was replaced meanwhile by one that takes another feature set, the clip is
/// analysed again, for the model in use.
/// </summary>
public sealed class ScoreClip(
    ActiveModel model, ClipAnalysis analysis, ClipStore clips, ResultRecorder recorder, TimeProvider time, ILogger<ScoreClip> log)
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
        return message.FeatureSet == scorer.Card.FeatureSet
            ? await ScoreAsync(message.Version, message.Audio, message.Vector(), scorer, cancel)
            : await AnalyzeAgainAsync(message, scorer, cancel);
    }

    private async Task<StepOutcome> ScoreAsync(ClipVersion version, AudioFacts audio, float[] features, EmotionScorer scorer, CancellationToken cancel)
    {
        var prediction = scorer.Score(features);
        var result = new ClipResult
        {
            Version = version,
            Status = ResultStatus.Scored,
            Prediction = prediction,
            Audio = audio,
            FeatureSet = scorer.Card.FeatureSet,
            ProcessedAt = time.GetUtcNow(),
        };
        if (!await recorder.RecordAsync(result, cancel))
            return recorder.Superseded(version);

        Log.ClipScored(log, version.Clip.BlobName, prediction.Emotion, prediction.Confidence, prediction.ModelVersion);
        return new StepOutcome(
            StepOutcomeKind.Scored, $"{version.Clip}: Scored {prediction.Emotion} {prediction.Confidence:0.00}", ModelVersion: prediction.ModelVersion);
    }

    private async Task<StepOutcome> AnalyzeAgainAsync(ClipFeaturesMessage message, EmotionScorer scorer, CancellationToken cancel)
    {
        var version = message.Version;
        ClipFeatures analysed;
        try
        {
            analysed = await analysis.AnalyzeAsync(version, ServedScorer.RecipeOf(scorer), cancel);
        }
        catch (InvalidAudioException e)
        {
            return await recorder.RejectAsync(version, e, cancel);
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            // By the status alone a deleted clip cannot be told from a replaced one: a condition on what is not there fails as well.
            return await clips.FindAsync(version.Clip, cancel) is null ? await DeletedAsync(message, scorer, cancel) : Replaced(version);
        }

        Log.ClipAnalysedAgain(log, version.Clip.BlobName, message.FeatureSet, scorer.Card.Version, scorer.Card.FeatureSet);
        return await ScoreAsync(version, analysed.Audio, analysed.Window.Vector, scorer, cancel);
    }

    private StepOutcome Replaced(ClipVersion version)
    {
        Log.ClipReplaced(log, version.Clip.BlobName, version.ETag);
        return new StepOutcome(StepOutcomeKind.Superseded, $"{version.Clip}: replaced before it could be analysed again");
    }

    private Task<StepOutcome> DeletedAsync(ClipFeaturesMessage message, EmotionScorer scorer, CancellationToken cancel) => recorder.FailAsync(
        message.Version,
        "ClipDeleted",
        $"The clip was deleted while it waited, with features of {message.FeatureSet}; model {scorer.Card.Version}, in use since, takes "
            + $"{scorer.Card.FeatureSet}. Upload the clip again.",
        message.Audio,
        cancel);
}
