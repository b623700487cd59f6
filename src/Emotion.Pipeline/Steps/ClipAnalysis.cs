using Emotion.Audio;
using Emotion.Audio.Features;
using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Settings;
using Microsoft.Extensions.Options;

namespace Emotion.Pipeline.Steps;

/// <summary>How both steps describe a clip's bytes.</summary>
public sealed class ClipAnalysis(ClipStore clips, ClipSizeLimit limit, IOptions<ClipOptions> options)
{
    /// <summary>Describes a clip's bytes.</summary>
    /// <param name="content">The bytes, at their start; their number is known.</param>
    /// <param name="recipe">Which features.</param>
    /// <exception cref="InvalidAudioException">They are at fault.</exception>
    public ClipFeatures Analyze(Stream content, FeatureRecipe recipe)
    {
        if (limit.FaultOf(content.Length) is { } fault)
            throw fault;
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
}
