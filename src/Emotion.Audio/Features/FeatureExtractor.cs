using System.Numerics;
using Emotion.Audio.Spectra;

namespace Emotion.Audio.Features;

/// <summary>Computes <see cref="FeatureSet.Librosa180"/>. One STFT serves all three families.</summary>
public static class FeatureExtractor
{
    /// <summary>The features of a whole signal.</summary>
    /// <param name="samples">Mono samples at <see cref="FeatureSet.SampleRate"/>, finite, at least one.</param>
    /// <exception cref="ArgumentException"><paramref name="samples"/> is empty.</exception>
    public static LibrosaFeatures Extract(ReadOnlySpan<float> samples)
    {
        if (samples.IsEmpty)
            throw new ArgumentException("There are no samples to describe.", nameof(samples));

        using var spectrogram = Spectrogram.Of(samples);
        var (mfcc, mel) = MfccAndMel(spectrogram);
        var tuning = TuningEstimator.Estimate(spectrogram);
        var chroma = Chroma(spectrogram, ChromaFilterBank.For(tuning));
        return new LibrosaFeatures(mfcc, chroma, mel, tuning, spectrogram.Frames);
    }

    private static (float[] Mfcc, float[] Mel) MfccAndMel(Spectrogram spectrogram)
    {
        Span<double> mean = stackalloc double[FeatureSet.MelCount];
        using var mel = new MelSpectrogram(spectrogram, MelFilterBank.Librosa);
        mel.Mean(mean);
        var power = ToFloats(mean);

        mel.PowerToDb();
        mel.Mean(mean);
        Span<double> mfcc = stackalloc double[FeatureSet.MfccCount];
        Mfcc.Dct(mean, mfcc);
        return (ToFloats(mfcc), power);
    }

    private static float[] Chroma(Spectrogram spectrogram, ChromaFilterBank bank)
    {
        Span<Vector<float>> group = stackalloc Vector<float>[FeatureSet.ChromaCount];
        Span<Vector<float>> sum = stackalloc Vector<float>[FeatureSet.ChromaCount];
        sum.Clear();
        for (var g = 0; g < spectrogram.Groups; g++)
        {
            bank.Apply(spectrogram.Group(g), group);
            for (var c = 0; c < sum.Length; c++)
                sum[c] += group[c]; // spare lanes are frames of zeros
        }

        var mean = new float[FeatureSet.ChromaCount];
        for (var c = 0; c < mean.Length; c++)
            mean[c] = Vector.Sum(sum[c]) / spectrogram.Frames;
        return mean;
    }

    private static float[] ToFloats(ReadOnlySpan<double> values)
    {
        var floats = new float[values.Length];
        for (var i = 0; i < floats.Length; i++)
            floats[i] = (float)values[i];
        return floats;
    }
}
