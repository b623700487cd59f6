namespace Emotion.Audio;

/// <summary>One described stretch of a clip.</summary>
/// <param name="StartSeconds">Where it starts in the clip.</param>
/// <param name="DurationSeconds">How long it is.</param>
/// <param name="Vector">Its features, in the layout of the feature set.</param>
public sealed record ClipWindow(double StartSeconds, double DurationSeconds, float[] Vector);

/// <summary>A clip, described: what the file is, and the features of its window.</summary>
/// <param name="Audio">What the file is.</param>
/// <param name="FeatureSet">Which features were computed, for example <c>librosa180/1</c>.</param>
/// <param name="Window">Where, and what they are.</param>
public sealed record ClipFeatures(AudioFacts Audio, string FeatureSet, ClipWindow Window);
