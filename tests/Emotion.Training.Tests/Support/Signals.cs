using Emotion.Audio.Features;

namespace Emotion.Training.Tests.Support;

/// <summary>Signals of which everything is known.</summary>
public static class Signals
{
    /// <summary>A sine at 22 050 Hz that starts at its zero.</summary>
    /// <param name="frequency">In Hz.</param>
    /// <param name="seconds">How long.</param>
    /// <param name="amplitude">Its peak.</param>
    public static float[] Sine(double frequency, double seconds, double amplitude = 0.5) =>
        [.. Enumerable.Range(0, (int)(seconds * FeatureSet.SampleRate))
            .Select(n => (float)(amplitude * Math.Sin(2 * Math.PI * frequency * n / FeatureSet.SampleRate)))];
}
