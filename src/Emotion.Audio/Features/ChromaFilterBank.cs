namespace Emotion.Audio.Features;

/// <summary>
/// Weights that fold STFT bins onto 12 pitch classes for a given tuning (<c>librosa.filters.chroma</c> with its defaults). Row 0 is C.
/// </summary>
internal sealed class ChromaFilterBank
{
    private const int Classes = FeatureSet.ChromaCount;
    private const double A0 = 27.5;
    private const double CentreOctave = 5;
    private const double OctaveWidth = 2;

    private static readonly Lazy<ChromaFilterBank>[] ByTuning =
        [.. Enumerable.Range(-50, 100).Select(step => new Lazy<ChromaFilterBank>(() => new ChromaFilterBank(step / 100.0)))];

    private ChromaFilterBank(double tuning)
    {
        const int circle = Stft.FrameLength;
        var position = Positions(tuning);
        Rows = [.. Enumerable.Range(0, Classes).Select(_ => new float[Stft.Bins])];
        Span<double> column = stackalloc double[Classes];
        for (var k = 0; k < Stft.Bins; k++)
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
    public static ChromaFilterBank For(double tuning) => ByTuning[(int)Math.Round(tuning * 100) + 50].Value;

    /// <summary>One frame's pitch classes, scaled to a largest value of 1; a frame of zeros stays one.</summary>
    public void Apply(ReadOnlySpan<float> magnitude, Span<double> chroma)
    {
        const double tiny = 1.17549435e-38; // float32's smallest normal number
        var largest = 0.0;
        for (var c = 0; c < Classes; c++)
        {
            var sum = 0.0;
            for (var k = 0; k < magnitude.Length; k++)
                sum += Rows[c][k] * magnitude[k];
            chroma[c] = sum;
            largest = Math.Max(largest, sum);
        }

        if (largest < tiny)
            return;
        for (var c = 0; c < Classes; c++)
            chroma[c] /= largest;
    }

    /// <summary>q[k], in semitones above A0 at that tuning. Bin 0, which has no logarithm, sits 1.5 octaves below bin 1.</summary>
    private static double[] Positions(double tuning)
    {
        var a0 = A0 * Math.Pow(2, tuning / Classes);
        var position = new double[Stft.FrameLength];
        for (var k = 1; k < position.Length; k++)
            position[k] = Classes * Math.Log2(k * (double)FeatureSet.SampleRate / Stft.FrameLength / a0);
        position[0] = position[1] - 1.5 * Classes;
        return position;
    }

    private static double Square(double x) => x * x;

    private static double Modulo(double x, int n) => x - n * Math.Floor(x / n);

    private static int Modulo(int x, int n) => (x % n + n) % n;
}
