namespace Emotion.Audio.Recordings;

/// <summary>A clip of any length, described.</summary>
/// <param name="Audio">What the file is.</param>
/// <param name="FeatureSet">Which features were computed, for example <c>librosa180/1</c>.</param>
/// <param name="Windowing">How it was cut into windows; null for one that is no longer than a clip, and was described as a whole.</param>
/// <param name="Count">How many windows there are; 1 for a clip that was described as a whole.</param>
/// <param name="Windows">By start. Those of a recording are read and described while one goes through them, from the stream that they were asked from.</param>
public sealed record RecordingFeatures(AudioFacts Audio, string FeatureSet, Windowing? Windowing, int Count, IEnumerable<ClipWindow> Windows)
{
    /// <summary>Whether it was cut into windows.</summary>
    public bool IsRecording => Windowing is not null;
}
