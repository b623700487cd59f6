using Emotion.Audio.Recordings;
using Emotion.Inference;

namespace Emotion.Pipeline.Results;

/// <summary>How a recording's windows add up, in its row.</summary>
/// <param name="Windows">How many were scored.</param>
/// <param name="WindowSeconds">How long they are.</param>
/// <param name="HopSeconds">From a window to the next, where both have voice.</param>
/// <param name="Shares">The share of windows whose most probable label is this one; sums to 1.</param>
public sealed record RecordingSummary(int Windows, double WindowSeconds, double HopSeconds, IReadOnlyDictionary<string, double> Shares)
{
    /// <summary>Counts windows.</summary>
    /// <param name="segments">At least one, all of one model.</param>
    /// <param name="windowing">How the recording was cut.</param>
    public static RecordingSummary Of(IReadOnlyList<ClipSegment> segments, Windowing windowing) => new(
        segments.Count,
        windowing.WindowSeconds,
        windowing.HopSeconds,
        segments[0].Prediction.Probabilities.Keys.ToDictionary(
            label => label,
            label => segments.Count(segment => segment.Prediction.Emotion == label) / (double)segments.Count));
}
