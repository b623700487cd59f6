namespace Emotion.Benchmarks;

/// <summary>
/// The yardstick: the same 180 features as a first reading of the formulas would compute them. One frame at a time, a radix-2 FFT, an STFT for
/// each of the three families, dense filter banks.
/// </summary>
internal sealed class NaiveFeatures
{
    private const int FrameLength = 2048;
    private const int Hop = 512;
    private const int Bins = FrameLength / 2 + 1;
    private const double SampleRate = 22050;

    private readonly double[] _window = [.. Enumerable.Range(0, FrameLength).Select(n => 0.5 - 0.5 * Math.Cos(2 * Math.PI * n / FrameLength))];
    private readonly double[][] _mel;
    private readonly double[][] _dct;

    public NaiveFeatures()
    {
        var top = ToMel(SampleRate / 2);
        var hz = Enumerable.Range(0, 130).Select(i => ToHz(top * i / 129)).ToArray();
        _mel = [.. Enumerable.Range(0, 128).Select(i => Row(k => 2 / (hz[i + 2] - hz[i]) * Math.Max(0, Math.Min((Hz(k) - hz[i]) / (hz[i + 1] - hz[i]), (hz[i + 2] - Hz(k)) / (hz[i + 2] - hz[i + 1])))))];
        _dct = [.. Enumerable.Range(0, 40).Select(c => Enumerable.Range(0, 128).Select(m => Math.Sqrt((c == 0 ? 1 : 2) / 128.0) * Math.Cos(Math.PI * c * (2 * m + 1) / 256)).ToArray())];
    }

    public double[] Extract(float[] samples) => [.. Mfcc(Stft(samples)), .. Chroma(Stft(samples)), .. Mean(MelPower(Stft(samples)))];

    private double[] Mfcc(double[][] stft)
    {
        var db = MelPower(stft).Select(frame => frame.Select(power => 10 * Math.Log10(Math.Max(1e-10, power))).ToArray()).ToArray();
        var floor = db.Max(frame => frame.Max()) - 80;
        return Mean([.. db.Select(frame => _dct.Select(row => Dot(row, [.. frame.Select(value => Math.Max(value, floor))])).ToArray())]);
    }

    private double[][] MelPower(double[][] stft) => [.. stft.Select(frame => _mel.Select(row => Dot(row, [.. frame.Select(x => x * x)])).ToArray())];

    private static double[] Chroma(double[][] stft)
    {
        var bank = ChromaBank(Tuning(stft));
        return Mean([.. stft.Select(frame => bank.Select(row => Dot(row, frame)).ToArray()).Select(chroma => chroma.Select(x => x / Math.Max(chroma.Max(), 1e-38)).ToArray())]);
    }

    private static double Tuning(double[][] stft)
    {
        var peaks = new List<(double Pitch, double Height)>();
        foreach (var s in stft)
        {
            var floor = 0.1 * s.Max();
            for (var k = 14; k < 372; k++)
            {
                if (s[k] <= floor || s[k] <= (s[k - 1] > floor ? s[k - 1] : 0) || s[k] < s[k + 1])
                    continue;
                var (a, b) = (s[k + 1] + s[k - 1] - 2 * s[k], (s[k + 1] - s[k - 1]) / 2);
                var shift = Math.Abs(b) < Math.Abs(a) ? -b / a : 0;
                peaks.Add(((k + shift) * SampleRate / FrameLength, s[k] + b * shift / 2));
            }
        }

        if (peaks.Count == 0)
            return 0;
        var heights = peaks.Select(peak => peak.Height).Order().ToArray();
        var median = (heights[(heights.Length - 1) / 2] + heights[heights.Length / 2]) / 2;
        return peaks.Where(peak => peak.Height >= median)
            .Select(peak => 12 * Math.Log2(peak.Pitch / 27.5))
            .GroupBy(semitones => Math.Floor((semitones - Math.Floor(semitones) + 0.5) % 1 * 100))
            .OrderByDescending(bin => bin.Count()).ThenBy(bin => bin.Key).First().Key / 100 - 0.5;
    }

    private static double[][] ChromaBank(double tuning)
    {
        var q = Enumerable.Range(0, FrameLength).Select(k => 12 * Math.Log2(Math.Max(k, Math.Pow(2, -1.5)) * SampleRate / FrameLength / (27.5 * Math.Pow(2, tuning / 12)))).ToArray();
        double Raw(int c, int k) => Math.Exp(-0.5 * Math.Pow(2 * ((q[k] - c + 126) % 12 - 6) / Math.Max(q[k + 1] - q[k], 1), 2));
        var norm = Row(k => Math.Sqrt(Enumerable.Range(0, 12).Sum(c => Math.Pow(Raw(c, k), 2))));
        return [.. Enumerable.Range(0, 12).Select(c => Row(k => Raw((c + 3) % 12, k) / norm[k] * Math.Exp(-0.5 * Math.Pow((q[k] / 12 - 5) / 2, 2))))];
    }

    private double[][] Stft(float[] samples) => [.. Enumerable.Range(0, 1 + samples.Length / Hop).Select(frame => Magnitude(samples, frame * Hop - FrameLength / 2))];

    private double[] Magnitude(float[] samples, int first)
    {
        var re = Enumerable.Range(0, FrameLength).Select(n => (uint)(first + n) < (uint)samples.Length ? samples[first + n] * _window[n] : 0).ToArray();
        var im = new double[FrameLength];
        Fft(re, im);
        return Row(k => Math.Sqrt(re[k] * re[k] + im[k] * im[k]));
    }

    /// <summary>Radix-2 Cooley-Tukey, in place.</summary>
    private static void Fft(double[] re, double[] im)
    {
        for (int i = 1, j = 0; i < re.Length; i++)
        {
            var bit = re.Length >> 1;
            for (; (j & bit) != 0; bit >>= 1)
                j ^= bit;
            j ^= bit;
            if (i < j)
                (re[i], re[j], im[i], im[j]) = (re[j], re[i], im[j], im[i]);
        }

        for (var half = 1; half < re.Length; half *= 2)
        {
            for (var k = 0; k < half; k++)
            {
                var (c, s) = (Math.Cos(Math.PI * k / half), -Math.Sin(Math.PI * k / half));
                for (var top = k; top < re.Length; top += 2 * half)
                {
                    var bottom = top + half;
                    var (r, i) = (re[bottom] * c - im[bottom] * s, re[bottom] * s + im[bottom] * c);
                    (re[bottom], im[bottom], re[top], im[top]) = (re[top] - r, im[top] - i, re[top] + r, im[top] + i);
                }
            }
        }
    }

    private static double Hz(int bin) => bin * SampleRate / FrameLength;

    private static double ToMel(double hz) => hz < 1000 ? hz * 3 / 200 : 15 + Math.Log(hz / 1000) * 27 / Math.Log(6.4);

    private static double ToHz(double mel) => mel < 15 ? mel * 200 / 3 : 1000 * Math.Exp((mel - 15) * Math.Log(6.4) / 27);

    private static double[] Row(Func<int, double> value) => [.. Enumerable.Range(0, Bins).Select(value)];

    private static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    private static double[] Mean(double[][] frames) => [.. Enumerable.Range(0, frames[0].Length).Select(i => frames.Average(frame => frame[i]))];
}
