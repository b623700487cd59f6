using Emotion.Audio.Features;
using Emotion.Audio.Resampling;

namespace Emotion.Training.Augmentation;

/// <summary>Speech higher or lower in the same time.</summary>
public static class PitchShift
{
    /// <summary>
    /// As many samples as came in, as <c>librosa.effects.pitch_shift</c> gives them: stretched in time, then resampled back to the old length,
    /// which moves the pitch.
    /// </summary>
    /// <remarks>
    /// <see cref="Resampler"/> takes whole rates, so the pitch is off by up to 0.5 Hz / 22 050 Hz · 2^(-semitones/12): less than 0.05 cents
    /// for shifts of up to two semitones.
    /// </remarks>
    /// <param name="samples">The signal, at 22 050 Hz.</param>
    /// <param name="semitones">Up, or down if negative.</param>
    public static float[] Apply(ReadOnlySpan<float> samples, double semitones)
    {
        var rate = Math.Pow(2, -semitones / 12);
        var stretched = TimeStretch.Apply(samples, rate);
        var shifted = Resampler.Resample(stretched, (int)Math.Round(FeatureSet.SampleRate / rate), FeatureSet.SampleRate);
        Array.Resize(ref shifted, samples.Length);
        return shifted;
    }
}
