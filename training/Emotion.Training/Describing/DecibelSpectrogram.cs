using System.Numerics;
using Emotion.Audio.Features;
using Emotion.Training.Transforms;

namespace Emotion.Training.Describing;

/// <summary>
/// A signal's levels over time and frequency, to look at: <c>librosa.amplitude_to_db(abs(librosa.stft(y)), ref=np.max)</c>.
/// </summary>
public sealed class DecibelSpectrogram
{
    /// <summary>The softest level kept, relative to the loudest: librosa's <c>top_db</c>.</summary>
    public const double Floor = -80;

    private const double SmallestAmplitude = 1e-5; // librosa's amin

    private DecibelSpectrogram(double[,] levels) => Levels = levels;

    /// <summary>Levels in dB, 0 at the loudest: [bin, frame], the bins from 0 to half the sample rate.</summary>
    public double[,] Levels { get; }

    /// <summary>How much time the frames cover, in seconds.</summary>
    public double Seconds => Levels.GetLength(1) * ShortTimeFourier.HopLength / (double)FeatureSet.SampleRate;

    /// <summary>The spectrogram of a signal.</summary>
    /// <param name="samples">Mono, at <see cref="FeatureSet.SampleRate"/>.</param>
    public static DecibelSpectrogram Of(ReadOnlySpan<float> samples)
    {
        var frames = ShortTimeFourier.Forward(samples);
        var loudest = frames.Max(frame => frame.Max(Amplitude));
        var levels = new double[ShortTimeFourier.Bins, frames.Length];
        for (var frame = 0; frame < frames.Length; frame++)
        {
            for (var bin = 0; bin < ShortTimeFourier.Bins; bin++)
                levels[bin, frame] = Math.Max(Floor, 20 * Math.Log10(Amplitude(frames[frame][bin]) / loudest));
        }

        return new DecibelSpectrogram(levels);
    }

    private static double Amplitude(Complex bin) => Math.Max(SmallestAmplitude, bin.Magnitude);
}
