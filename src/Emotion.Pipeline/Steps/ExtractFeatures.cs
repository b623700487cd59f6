using Emotion.Audio;
using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Messages;
using Emotion.Pipeline.Results;
using Microsoft.Extensions.Logging;

namespace Emotion.Pipeline.Steps;

/// <summary>First step: a clip becomes a message of features, or a Rejected row.</summary>
public sealed class ExtractFeatures(FeatureQueue queue, ResultRecorder recorder, TimeProvider time, ILogger<ExtractFeatures> log)
{
    /// <summary>Analyses one version of a clip.</summary>
    /// <param name="version">Which bytes.</param>
    /// <param name="content">Those bytes, at their start.</param>
    /// <param name="cancel">Gives up; the host delivers the clip again.</param>
    public async Task<StepOutcome> RunAsync(ClipVersion version, Stream content, CancellationToken cancel)
    {
        try
        {
            var analysed = ClipAnalyzer.Analyze(content);
            await queue.SendAsync(ClipFeaturesMessage.For(version, analysed), cancel);
            Log.FeaturesQueued(log, version.Clip.BlobName, analysed.Audio.DurationSeconds, analysed.Audio.SampleRate);
            return new StepOutcome($"{version.Clip}: features queued");
        }
        catch (InvalidAudioException e)
        {
            await RejectAsync(version, e, cancel);
            return new StepOutcome($"{version.Clip}: Rejected {e.Fault}");
        }
    }

    private async Task RejectAsync(ClipVersion version, InvalidAudioException fault, CancellationToken cancel)
    {
        var result = new ClipResult
        {
            Version = version,
            Status = ResultStatus.Rejected,
            Reason = fault.Fault.ToString(),
            Detail = fault.Message,
            Audio = fault.Facts,
            ProcessedAt = time.GetUtcNow(),
        };
        await recorder.RecordAsync(result, cancel);
        Log.ClipRejected(log, version.Clip.BlobName, result.Reason, result.Detail);
    }
}
