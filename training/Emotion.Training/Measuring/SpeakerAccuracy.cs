using Emotion.Training.Corpora;

namespace Emotion.Training.Measuring;

/// <summary>How well one speaker's clips were told.</summary>
public sealed record SpeakerAccuracy(Speaker Speaker, int Rows, double Accuracy);
