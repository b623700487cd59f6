namespace Emotion.Audio;

/// <summary>The analysed stretch of a clip, as a signal.</summary>
/// <param name="Audio">What the file is.</param>
/// <param name="StartSeconds">Where the stretch starts in the clip.</param>
/// <param name="DurationSeconds">How long it is.</param>
/// <param name="Samples">Mono, at <see cref="Features.FeatureSet.SampleRate"/>; finite, at least one.</param>
public sealed record WindowSignal(AudioFacts Audio, double StartSeconds, double DurationSeconds, float[] Samples);
