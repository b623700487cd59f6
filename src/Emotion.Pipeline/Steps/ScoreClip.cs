using Azure;
using Emotion.Audio;
using Emotion.Audio.Recordings;
using Emotion.Inference;
using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Messages;
using Emotion.Pipeline.Models;
using Emotion.Pipeline.Results;
using Emotion.Pipeline.Telemetry;
using Microsoft.Extensions.Logging;

namespace Emotion.Pipeline.Steps;

/// <summary>
/// Second step: a message of features becomes a Scored row; that of a recording, a row for each of its windows as well. Where the model was replaced
/// meanwhile by one that takes another feature set, or a recording's features are gone, the clip is analysed again, for the model in use.
/// </summary>
public sealed class ScoreClip(
    ActiveModel model, ClipAnalysis analysis, ClipStore clips, FeatureStore store, ResultRecorder recorder, TimeProvider time, ILogger<ScoreClip> log)
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
        var outcome = await ScoreAsCarriedAsync(message, scorer, cancel) ?? await AnalyzeAgainAsync(message, scorer, cancel);
        if (message.Recording is { } recording)
            await store.DeleteAsync(recording.Blob, cancel);
        return outcome;
    }

    /// <summary>Scores what the message carries, or points to.</summary>
    /// <returns>Null where the model in use takes other features, or they are gone.</returns>
    private async Task<StepOutcome?> ScoreAsCarriedAsync(ClipFeaturesMessage message, EmotionScorer scorer, CancellationToken cancel)
    {
        if (message.FeatureSet != scorer.Card.FeatureSet)
            return null;
        var score = message.Recording is { } recording
            ? await ScoreAsync(recording, scorer, cancel)
            : ClipScore.OfWhole(scorer.Score(message.Window().Vector));
        if (score is not null)
            return await RecordAsync(message.Version, message.Audio, score, scorer, cancel);
        Log.FeaturesGone(log, message.Version.Clip.BlobName);
        return null;
    }

    /// <summary>Null where not all windows of the recording are there: another delivery of the message has been faster, or is writing them again.</summary>
    private async Task<ClipScore?> ScoreAsync(MessageRecording recording, EmotionScorer scorer, CancellationToken cancel)
    {
        if (await store.OpenAsync(recording.Blob, cancel) is not { } blob)
            return null;
        await using (blob)
        {
            var segments = await WindowScoring.ScoreAsync(FeatureStore.ReadAsync(blob, ServedScorer.RecipeOf(scorer), cancel), scorer, cancel);
            return segments.Count == recording.Windows ? ClipScore.OfWindows(segments, recording.Windowing, scorer.Card.UncertainBelow) : null;
        }
    }

    private async Task<StepOutcome> RecordAsync(ClipVersion version, AudioFacts audio, ClipScore score, EmotionScorer scorer, CancellationToken cancel)
    {
        var prediction = score.Prediction;
        var result = new ClipResult
        {
            Version = version,
            Status = ResultStatus.Scored,
            Prediction = prediction,
            Audio = audio,
            FeatureSet = scorer.Card.FeatureSet,
            Recording = score.Recording,
            ProcessedAt = time.GetUtcNow(),
        };
        if (!await recorder.RecordAsync(result, cancel, score.Segments))
            return recorder.Superseded(version);

        Log.ClipScored(log, version.Clip.BlobName, prediction.Emotion, prediction.Confidence, prediction.ModelVersion);
        return new StepOutcome(
            StepOutcomeKind.Scored, $"{version.Clip}: Scored {prediction.Emotion} {prediction.Confidence:0.00}", ModelVersion: prediction.ModelVersion);
    }

    private async Task<StepOutcome> AnalyzeAgainAsync(ClipFeaturesMessage message, EmotionScorer scorer, CancellationToken cancel)
    {
        var version = message.Version;
        RecordingFeatures analysed;
        ClipScore score;
        try
        {
            await using var content = await clips.OpenAsync(version, cancel);
            analysed = analysis.Analyze(content, ServedScorer.RecipeOf(scorer), cancel);
            score = WindowScoring.Score(analysed, scorer);
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
        return await RecordAsync(version, analysed.Audio, score, scorer, cancel);
    }

    private StepOutcome Replaced(ClipVersion version)
    {
        Log.ClipReplaced(log, version.Clip.BlobName, version.ETag);
        return new StepOutcome(StepOutcomeKind.Superseded, $"{version.Clip}: replaced before it could be analysed again");
    }

    private Task<StepOutcome> DeletedAsync(ClipFeaturesMessage message, EmotionScorer scorer, CancellationToken cancel) => recorder.FailAsync(
        message.Version,
        "ClipDeleted",
        message.FeatureSet == scorer.Card.FeatureSet
            ? "The clip was deleted while it waited, and so were its features. Upload the clip again."
            : $"The clip was deleted while it waited, with features of {message.FeatureSet}; model {scorer.Card.Version}, in use since, takes "
                + $"{scorer.Card.FeatureSet}. Upload the clip again.",
        message.Audio,
        cancel);
}
