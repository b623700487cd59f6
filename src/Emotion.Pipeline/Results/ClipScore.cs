using Emotion.Audio.Recordings;
using Emotion.Inference;

namespace Emotion.Pipeline.Results;

/// <summary>What the model says of a clip as a whole; or of a recording, window by window.</summary>
/// <param name="Prediction">What goes into the clip's row.</param>
/// <param name="Recording">How the windows add up; null for a clip that was scored as a whole.</param>
/// <param name="Segments">The windows, by start.</param>
public sealed record ClipScore(Prediction Prediction, RecordingSummary? Recording, IReadOnlyList<ClipSegment> Segments)
{
    /// <summary>Of a clip that was scored as a whole.</summary>
    public static ClipScore OfWhole(Prediction prediction) => new(prediction, Recording: null, []);

    /// <summary>Of a recording: the mean of its windows' probabilities, and the label for which that is largest.</summary>
    /// <param name="segments">At least one, all of one model.</param>
    /// <param name="windowing">How it was cut.</param>
    /// <param name="uncertainBelow">As for a clip: <see cref="ModelCard.UncertainBelow"/>.</param>
    public static ClipScore OfWindows(IReadOnlyList<ClipSegment> segments, Windowing windowing, double? uncertainBelow)
    {
        var first = segments[0].Prediction;
        var means = first.Probabilities.Keys.ToDictionary(label => label, label => segments.Average(segment => segment.Prediction.Probabilities[label]));
        var best = means.MaxBy(mean => mean.Value);
        var prediction = new Prediction(best.Key, best.Value, means, first.ModelVersion) { Uncertain = uncertainBelow is { } limit ? best.Value < limit : null };
        return new ClipScore(prediction, RecordingSummary.Of(segments, windowing), segments);
    }
}
