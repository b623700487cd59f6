using Emotion.Audio;
using Emotion.Audio.Features;
using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Results;
using Emotion.Pipeline.Settings;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Emotion.Pipeline.Steps;

/// <summary>What both steps do with a clip's bytes: describe them, or reject them.</summary>
public sealed class ClipAnalysis(ClipStore clips, ResultRecorder recorder, IOptions<ClipOptions> options, TimeProvider time, ILogger<ClipAnalysis> log)
{
    private const double Megabyte = 1e6;

    /// <summary>Describes a clip's bytes.</summary>
    /// <param name="content">The bytes, at their start; their number is known.</param>
    /// <param name="recipe">Which features.</param>
    /// <exception cref="InvalidAudioException">They are at fault.</exception>
    public ClipFeatures Analyze(Stream content, FeatureRecipe recipe)
    {
        CheckSize(content.Length);
        return ClipAnalyzer.Analyze(content, recipe, TimeSpan.FromSeconds(options.Value.DecodeSeconds));
    }

    /// <summary>Reads and describes one version of a clip.</summary>
    /// <param name="version">Which bytes.</param>
    /// <param name="recipe">Which features.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="InvalidAudioException">The bytes are at fault.</exception>
    /// <exception cref="Azure.RequestFailedException">Among others: 404 or 412 where the clip was deleted or replaced.</exception>
    public async Task<ClipFeatures> AnalyzeAsync(ClipVersion version, FeatureRecipe recipe, CancellationToken cancel)
    {
        await using var content = await clips.OpenAsync(version, cancel);
        return Analyze(content, recipe);
    }

    /// <summary>Ends a clip that is at fault as a Rejected row.</summary>
    public async Task<StepOutcome> RejectAsync(ClipVersion version, InvalidAudioException fault, CancellationToken cancel)
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
        if (!await recorder.RecordAsync(result, cancel))
            return recorder.Superseded(version);

        Log.ClipRejected(log, version.Clip.BlobName, result.Reason, result.Detail);
        return new StepOutcome(StepOutcomeKind.Rejected, $"{version.Clip}: Rejected {result.Reason}", result.Reason);
    }

    private void CheckSize(long bytes)
    {
        if (bytes > options.Value.LargestMegabytes * Megabyte)
        {
            throw new InvalidAudioException(AudioFault.TooLarge,
                $"The clip has {bytes / Megabyte:0} MB; the largest that is taken has {options.Value.LargestMegabytes} MB. Cut it, or raise {ClipOptions.Section}__{nameof(ClipOptions.LargestMegabytes)}.");
        }
    }
}
