using System.Numerics;
using Emotion.Audio.Spectra;

namespace Emotion.Audio.Features;

/// <summary>
/// Weights that fold STFT bins onto 12 pitch classes for a given tuning (<c>librosa.filters.chroma</c> with its defaults). Row 0 is C.
/// </summary>
internal sealed class ChromaFilterBank
{
    private const int Classes = FeatureSet.ChromaCount;
    private const int Tunings = 100;
    private const double A0 = 27.5;
    private const double CentreOctave = 5;
    private const double OctaveWidth = 2;
    private const float Tiny = 1.17549435e-38f; // float32's smallest normal number

    private static readonly Lazy<ChromaFilterBank>[] ByTuning =
        [.. Enumerable.Range(-Tunings / 2, Tunings).Select(step => new Lazy<ChromaFilterBank>(() => new ChromaFilterBank((double)step / Tunings)))];

    private ChromaFilterBank(double tuning)
    {
        const int circle = Spectrogram.FrameLength;
        var position = Positions(tuning);
        Rows = [.. Enumerable.Range(0, Classes).Select(_ => new float[Spectrogram.Bins])];
        Span<double> column = stackalloc double[Classes];
        for (var k = 0; k < Spectrogram.Bins; k++)
        {
            var width = k + 1 < circle ? Math.Max(position[k + 1] - position[k], 1) : 1;
            var squares = 0.0;
            for (var c = 0; c < Classes; c++)
            {
                var distance = Modulo(position[k] - c + 6 + 120, Classes) - 6;
                column[c] = Math.Exp(-0.5 * Square(2 * distance / width));
                squares += Square(column[c]);
            }

            // Each bin has unit length, then counts less the further it lies from octave 5.
            var weight = Math.Exp(-0.5 * Square((position[k] / Classes - CentreOctave) / OctaveWidth)) / Math.Sqrt(squares);
            for (var c = 0; c < Classes; c++)
                Rows[Modulo(c - 3, Classes)][k] = (float)(column[c] * weight); // A-based to C-based
        }
    }

    /// <summary>12 rows of 1025 weights.</summary>
    public float[][] Rows { get; }

    /// <summary>The bank for a tuning that <see cref="TuningEstimator"/> gave; built on first use.</summary>
    public static ChromaFilterBank For(double tuning) => ByTuning[(int)Math.Round(tuning * Tunings) + Tunings / 2].Value;

    /// <summary>Pitch classes of a group of frames, each frame scaled to a largest value of 1; a frame of zeros stays one.</summary>
    public void Apply(ReadOnlySpan<Vector<float>> magnitude, Span<Vector<float>> chroma)
    {
        for (var c = 0; c < Classes; c += 4) // four sums at a time: each magnitude that is loaded serves them all
            (chroma[c], chroma[c + 1], chroma[c + 2], chroma[c + 3]) = WeightedSums(magnitude, Rows[c], Rows[c + 1], Rows[c + 2], Rows[c + 3]);

        var largest = chroma[0];
        for (var c = 1; c < Classes; c++)
            largest = Vector.Max(largest, chroma[c]);
        var scale = Vector.ConditionalSelect(Vector.LessThan(largest, new Vector<float>(Tiny)), Vector<float>.One, largest);
        for (var c = 0; c < Classes; c++)
            chroma[c] /= scale;
    }

    private static (Vector<float> A, Vector<float> B, Vector<float> C, Vector<float> D) WeightedSums(
        ReadOnlySpan<Vector<float>> magnitude, ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> c, ReadOnlySpan<float> d)
    {
        var (sumA, sumB, sumC, sumD) = (Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero);
        a = a[..magnitude.Length];
        b = b[..magnitude.Length];
        c = c[..magnitude.Length];
        d = d[..magnitude.Length];
        for (var k = 0; k < magnitude.Length; k++)
        {
            sumA = Vector.MultiplyAddEstimate(magnitude[k], new Vector<float>(a[k]), sumA);
            sumB = Vector.MultiplyAddEstimate(magnitude[k], new Vector<float>(b[k]), sumB);
            sumC = Vector.MultiplyAddEstimate(magnitude[k], new Vector<float>(c[k]), sumC);
            sumD = Vector.MultiplyAddEstimate(magnitude[k], new Vector<float>(d[k]), sumD);
        }

        return (sumA, sumB, sumC, sumD);
    }

    /// <summary>q[k], in semitones above A0 at that tuning. Bin 0, which has no logarithm, sits 1.5 octaves below bin 1.</summary>
    private static double[] Positions(double tuning)
    {
        var a0 = A0 * Math.Pow(2, tuning / Classes);
        var position = new double[Spectrogram.FrameLength];
        for (var k = 1; k < position.Length; k++)
            position[k] = Classes * Math.Log2(k * (double)FeatureSet.SampleRate / Spectrogram.FrameLength / a0);
        position[0] = position[1] - 1.5 * Classes;
        return position;
    }

    private static double Square(double x) => x * x;

    private static double Modulo(double x, int n) => x - n * Math.Floor(x / n);

    private static int Modulo(int x, int n) => (x % n + n) % n;
}
