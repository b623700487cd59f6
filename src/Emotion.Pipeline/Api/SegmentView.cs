using Emotion.Pipeline.Results;

namespace Emotion.Pipeline.Api;

/// <summary>What the model says of one window of a recording.</summary>
/// <param name="StartSeconds">Where it starts.</param>
/// <param name="EndSeconds">Where it ends.</param>
/// <param name="Emotion">The most probable label.</param>
/// <param name="Confidence">Its probability.</param>
/// <param name="Uncertain">Whether that lies below the limit of the model's card; null where the card has none.</param>
/// <param name="Probabilities">One per label.</param>
public sealed record SegmentView(double StartSeconds, double EndSeconds, string Emotion, double Confidence, bool? Uncertain, IReadOnlyDictionary<string, double> Probabilities)
{
    /// <summary>Of a row.</summary>
    public static SegmentView Of(ClipSegment segment) => new(
        segment.StartSeconds, segment.EndSeconds, segment.Prediction.Emotion, segment.Prediction.Confidence, segment.Prediction.Uncertain, segment.Prediction.Probabilities);
}
