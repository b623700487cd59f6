using Emotion.Audio;
using Emotion.Audio.Features;
using Emotion.Audio.Recordings;
using Emotion.Pipeline.Settings;
using Microsoft.Extensions.Options;

namespace Emotion.Pipeline.Steps;

/// <summary>How both steps describe a clip's bytes.</summary>
public sealed class ClipAnalysis(ClipSizeLimit limit, IOptions<ClipOptions> options)
{
    /// <summary>Describes a clip's bytes.</summary>
    /// <param name="content">The bytes, at their start; their number is known. They must stay open until the windows are read.</param>
    /// <param name="recipe">Which features.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="InvalidAudioException">They are at fault.</exception>
    public RecordingFeatures Analyze(Stream content, FeatureRecipe recipe, CancellationToken cancel)
    {
        if (limit.FaultOf(content.Length) is { } fault)
            throw fault;
        return RecordingAnalyzer.Analyze(content, recipe, options.Value.Windowing, TimeSpan.FromSeconds(options.Value.DecodeSeconds), cancel);
    }
}
