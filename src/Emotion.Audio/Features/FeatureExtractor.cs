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

        var stft = Stft.Of(samples);
        var mel = MelFrames(stft);
        var melMean = MeanOverFrames(mel, FeatureSet.MelCount);
        Mfcc.PowerToDb(mel);
        var tuning = TuningEstimator.Estimate(stft);
        return new LibrosaFeatures(MfccMean(mel), ChromaMean(stft, ChromaFilterBank.For(tuning)), melMean, tuning, stft.Frames);
    }

    private static float[] MelFrames(Stft stft)
    {
        var mel = new float[stft.Frames * FeatureSet.MelCount];
        for (var frame = 0; frame < stft.Frames; frame++)
            MelFilterBank.Apply(stft.Frame(frame), mel.AsSpan(frame * FeatureSet.MelCount, FeatureSet.MelCount));
        return mel;
    }

    /// <summary>The DCT is linear, so the mean of the coefficients is the DCT of the mean.</summary>
    private static float[] MfccMean(ReadOnlySpan<float> melDb)
    {
        Span<double> coefficients = stackalloc double[FeatureSet.MfccCount];
        Mfcc.Dct(MeanOverFrames(melDb, FeatureSet.MelCount), coefficients);
        return ToFloats(coefficients, 1);
    }

    private static float[] ChromaMean(Stft stft, ChromaFilterBank bank)
    {
        Span<double> frameChroma = stackalloc double[FeatureSet.ChromaCount];
        Span<double> sum = stackalloc double[FeatureSet.ChromaCount];
        for (var frame = 0; frame < stft.Frames; frame++)
        {
            bank.Apply(stft.Frame(frame), frameChroma);
            for (var c = 0; c < sum.Length; c++)
                sum[c] += frameChroma[c];
        }

        return ToFloats(sum, stft.Frames);
    }

    private static float[] MeanOverFrames(ReadOnlySpan<float> rows, int columns)
    {
        Span<double> sum = stackalloc double[columns];
        for (var i = 0; i < rows.Length; i++)
            sum[i % columns] += rows[i];
        return ToFloats(sum, rows.Length / columns);
    }

    private static float[] ToFloats(ReadOnlySpan<double> sums, int count)
    {
        var floats = new float[sums.Length];
        for (var i = 0; i < floats.Length; i++)
            floats[i] = (float)(sums[i] / count);
        return floats;
    }
}
