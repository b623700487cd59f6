namespace Emotion.Audio.Features;

/// <summary>
/// Mel-frequency cepstral coefficients (<c>librosa.feature.mfcc</c>): the first 40 coefficients of an orthonormal DCT-II over 128 mel bands in dB.
/// </summary>
internal static class Mfcc
{
    /// <summary>Row c, column m: s(c) cos(pi c (2m + 1) / 256), with s(0) = sqrt(1/128) and s(c) = sqrt(2/128).</summary>
    public static double[][] DctRows { get; } = [.. Enumerable.Range(0, FeatureSet.MfccCount).Select(DctRow)];

    /// <summary>The coefficients of a frame of dB mel bands; of a mean of frames, the mean of their coefficients, since the DCT is linear.</summary>
    public static void Dct(ReadOnlySpan<double> melDb, Span<double> coefficients)
    {
        for (var c = 0; c < coefficients.Length; c++)
            coefficients[c] = System.Numerics.Tensors.TensorPrimitives.Dot(DctRows[c], melDb);
    }

    private static double[] DctRow(int c)
    {
        const int bands = FeatureSet.MelCount;
        var scale = Math.Sqrt((c == 0 ? 1.0 : 2.0) / bands);
        return [.. Enumerable.Range(0, bands).Select(m => scale * Math.Cos(Math.PI * c * (2 * m + 1) / (2 * bands)))];
    }
}
