using Emotion.Inference;

namespace Emotion.Pipeline.Results;

/// <summary>What the model says of one window of a recording: a row of table <c>EmotionSegments</c>.</summary>
/// <param name="Window">Its number, from 0.</param>
/// <param name="StartSeconds">Where it starts in the recording.</param>
/// <param name="EndSeconds">Where it ends.</param>
/// <param name="Prediction">What the model says.</param>
public sealed record ClipSegment(int Window, double StartSeconds, double EndSeconds, Prediction Prediction);
