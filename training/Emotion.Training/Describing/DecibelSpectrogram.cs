using System.Numerics;
using Emotion.Audio.Features;
using MathNet.Numerics;
using MathNet.Numerics.IntegralTransforms;

namespace Emotion.Training.Describing;

/// <summary>
/// A signal's levels over time and frequency, to look at: <c>librosa.amplitude_to_db(abs(librosa.stft(y)), ref=np.max)</c>. Frames of 2048 samples
/// under a periodic Hann window, 512 apart, centred on their sample with zeros beyond both ends.
/// </summary>
public sealed class DecibelSpectrogram
{
    /// <summary>The softest level kept, relative to the loudest: librosa's <c>top_db</c>.</summary>
    public const double Floor = -80;

    /// <summary>Samples from one frame to the next.</summary>
    public const int HopLength = 512;

    /// <summary>Frequencies from 0 to half the sample rate.</summary>
    public const int Bins = FrameLength / 2 + 1;

    private const int FrameLength = 2048;
    private const double SmallestAmplitude = 1e-5; // librosa's amin

    private static readonly double[] Hann = Window.HannPeriodic(FrameLength);

    private DecibelSpectrogram(double[,] levels) => Levels = levels;

    /// <summary>Levels in dB, 0 at the loudest: [bin, frame].</summary>
    public double[,] Levels { get; }

    /// <summary>Hertz from one bin to the next.</summary>
    public static double BinWidth => (double)FeatureSet.SampleRate / FrameLength;

    /// <summary>The spectrogram of a signal.</summary>
    /// <param name="samples">Mono, at <see cref="FeatureSet.SampleRate"/>.</param>
    public static DecibelSpectrogram Of(ReadOnlySpan<float> samples)
    {
        var amplitudes = new double[Bins, 1 + samples.Length / HopLength];
        var loudest = SmallestAmplitude;
        for (var frame = 0; frame < amplitudes.GetLength(1); frame++)
        {
            var spectrum = Transform(samples, frame * HopLength - FrameLength / 2);
            for (var bin = 0; bin < Bins; bin++)
            {
                amplitudes[bin, frame] = spectrum[bin].Magnitude;
                loudest = Math.Max(loudest, amplitudes[bin, frame]);
            }
        }

        return new DecibelSpectrogram(ToDecibels(amplitudes, loudest));
    }

    private static Complex[] Transform(ReadOnlySpan<float> samples, int first)
    {
        var spectrum = new Complex[FrameLength];
        for (var n = Math.Max(0, -first); n < Math.Min(FrameLength, samples.Length - first); n++)
            spectrum[n] = Hann[n] * samples[first + n];
        Fourier.Forward(spectrum, FourierOptions.AsymmetricScaling);
        return spectrum;
    }

    private static double[,] ToDecibels(double[,] amplitudes, double loudest)
    {
        var levels = new double[amplitudes.GetLength(0), amplitudes.GetLength(1)];
        for (var bin = 0; bin < levels.GetLength(0); bin++)
        {
            for (var frame = 0; frame < levels.GetLength(1); frame++)
                levels[bin, frame] = Math.Max(Floor, 20 * Math.Log10(Math.Max(SmallestAmplitude, amplitudes[bin, frame]) / loudest));
        }

        return levels;
    }
}
