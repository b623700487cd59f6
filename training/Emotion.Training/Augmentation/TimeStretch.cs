using Emotion.Training.Transforms;

namespace Emotion.Training.Augmentation;

/// <summary>Speech slower or faster at the same pitch.</summary>
public static class TimeStretch
{
    /// <summary>round(length / rate) samples, as <c>librosa.effects.time_stretch</c> gives them.</summary>
    /// <param name="samples">The signal.</param>
    /// <param name="rate">Above 1 is faster, below 1 slower.</param>
    public static float[] Apply(ReadOnlySpan<float> samples, double rate) => ShortTimeFourier.Inverse(
        PhaseVocoder.Stretch(ShortTimeFourier.Forward(samples), rate), (int)Math.Round(samples.Length / rate));
}
