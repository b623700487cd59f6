namespace Emotion.Audio.Features;

/// <summary>
/// Mel-frequency cepstral coefficients (<c>librosa.feature.mfcc</c>): mel power in dB, floored 80 dB below the loudest value of the whole
/// window, then the first 40 coefficients of an orthonormal DCT-II over the 128 bands.
/// </summary>
internal static class Mfcc
{
    private const float LeastPower = 1e-10f;
    private const float RangeDb = 80;

    /// <summary>Row c, column m: s(c) cos(pi c (2m + 1) / 256), with s(0) = sqrt(1/128) and s(c) = sqrt(2/128).</summary>
    public static double[][] DctRows { get; } = [.. Enumerable.Range(0, FeatureSet.MfccCount).Select(DctRow)];

    /// <summary>Converts mel power to dB in place, as <c>librosa.power_to_db</c> does with its defaults.</summary>
    public static void PowerToDb(Span<float> mel)
    {
        var loudest = float.NegativeInfinity;
        for (var i = 0; i < mel.Length; i++)
        {
            mel[i] = 10 * MathF.Log10(MathF.Max(LeastPower, mel[i]));
            loudest = MathF.Max(loudest, mel[i]);
        }

        for (var i = 0; i < mel.Length; i++)
            mel[i] = MathF.Max(mel[i], loudest - RangeDb);
    }

    /// <summary>The coefficients of one frame of dB mel bands.</summary>
    public static void Dct(ReadOnlySpan<float> melDb, Span<double> coefficients)
    {
        for (var c = 0; c < coefficients.Length; c++)
        {
            var sum = 0.0;
            for (var m = 0; m < melDb.Length; m++)
                sum += DctRows[c][m] * melDb[m];
            coefficients[c] = sum;
        }
    }

    private static double[] DctRow(int c)
    {
        const int bands = FeatureSet.MelCount;
        var scale = Math.Sqrt((c == 0 ? 1.0 : 2.0) / bands);
        return [.. Enumerable.Range(0, bands).Select(m => scale * Math.Cos(Math.PI * c * (2 * m + 1) / (2 * bands)))];
    }
}
