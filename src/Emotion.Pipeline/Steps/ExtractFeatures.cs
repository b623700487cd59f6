using Emotion.Audio;
using Emotion.Audio.Features;
using Emotion.Audio.Recordings;
using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Messages;
using Emotion.Pipeline.Models;
using Emotion.Pipeline.Results;
using Emotion.Pipeline.Telemetry;
using Microsoft.Extensions.Logging;

namespace Emotion.Pipeline.Steps;

/// <summary>First step: a clip becomes a message of the features that the model in use takes, or a Rejected row.</summary>
public sealed class ExtractFeatures(
    ClipStore clips, ClipAnalysis analysis, ActiveModel model, FeatureStore store, FeatureQueue queue, ResultRecorder recorder, ILogger<ExtractFeatures> log)
{
    /// <summary>Analyses a clip as it is in the storage now.</summary>
    /// <param name="clip">Which clip.</param>
    /// <param name="cancel">Gives up; the host delivers the clip again.</param>
    public Task<StepOutcome> RunAsync(ClipId clip, CancellationToken cancel) =>
        ObservedStep.RunAsync(nameof(ExtractFeatures), clip, traceParent: null, async () =>
        {
            if (await clips.FindAsync(clip, cancel) is not { } version)
            {
                Log.ClipGone(log, clip.BlobName);
                return new StepOutcome(StepOutcomeKind.Gone, $"{clip}: deleted before it could be read");
            }

            await using var content = await clips.OpenAsync(version, cancel);
            return await AnalyzeAsync(version, content, cancel);
        });

    /// <summary>Analyses one version of a clip.</summary>
    /// <param name="version">Which bytes.</param>
    /// <param name="content">Those bytes, at their start; their number is known.</param>
    /// <param name="cancel">Gives up; the host delivers the clip again.</param>
    public Task<StepOutcome> RunAsync(ClipVersion version, Stream content, CancellationToken cancel) =>
        ObservedStep.RunAsync(nameof(ExtractFeatures), version.Clip, traceParent: null, () => AnalyzeAsync(version, content, cancel));

    private async Task<StepOutcome> AnalyzeAsync(ClipVersion version, Stream content, CancellationToken cancel)
    {
        try
        {
            var recipe = ServedScorer.RecipeOf(await model.GetAsync(cancel));
            var analysed = analysis.Analyze(content, recipe, cancel);
            await queue.SendAsync(await MessageAsync(version, analysed, recipe, cancel), cancel);
            Log.FeaturesQueued(log, version.Clip.BlobName, analysed.Audio.DurationSeconds, analysed.Audio.SampleRate);
            return new StepOutcome(StepOutcomeKind.Queued, $"{version.Clip}: features queued");
        }
        catch (InvalidAudioException e)
        {
            return await recorder.RejectAsync(version, e, cancel);
        }
    }

    private async Task<ClipFeaturesMessage> MessageAsync(ClipVersion version, RecordingFeatures analysed, FeatureRecipe recipe, CancellationToken cancel) =>
        analysed.IsRecording
            ? ClipFeaturesMessage.For(version, analysed, await store.WriteAsync(version, recipe, analysed.Windows, cancel))
            : ClipFeaturesMessage.For(version, new ClipFeatures(analysed.Audio, analysed.FeatureSet, analysed.Windows.Single()));
}
