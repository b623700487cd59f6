namespace Emotion.Audio.Features;

/// <summary>
/// Deviation of the window from A440 (<c>librosa.estimate_tuning</c>): spectral peaks are located by parabolic interpolation, and the
/// fullest of 100 bins of their distance to the nearest semitone wins.
/// </summary>
internal static class TuningEstimator
{
    private const double LowestHz = 150;
    private const double HighestHz = 4000;
    private const float Threshold = 0.1f;
    private const int HistogramBins = 100;
    private const double BinWidth = 1.0 / HistogramBins;
    private const double A0 = 27.5;
    private const double HzPerBin = (double)FeatureSet.SampleRate / Stft.FrameLength;

    private static readonly int FirstBin = (int)Math.Ceiling(LowestHz / HzPerBin);
    private static readonly int EndBin = (int)Math.Ceiling(HighestHz / HzPerBin);

    private readonly record struct Peak(double Pitch, double Height);

    /// <summary>Fractions of a semitone, one of -0.50, -0.49 ... 0.49; 0 where there is no peak.</summary>
    public static double Estimate(Stft stft)
    {
        var peaks = new List<Peak>();
        for (var frame = 0; frame < stft.Frames; frame++)
            FindPeaks(stft.Frame(frame), peaks);
        if (peaks.Count == 0)
            return 0;

        var median = Median([.. peaks.Select(peak => peak.Height)]);
        var histogram = new int[HistogramBins];
        foreach (var peak in peaks.Where(peak => peak.Height >= median))
            histogram[HistogramBin(Residual(peak.Pitch))]++;
        return Edge(Array.IndexOf(histogram, histogram.Max()));
    }

    /// <summary>A peak: a bin above its left neighbour, not below its right one, where all at or below a tenth of the frame's largest count as 0.</summary>
    private static void FindPeaks(ReadOnlySpan<float> magnitude, List<Peak> peaks)
    {
        var floor = Threshold * Max(magnitude);
        for (var k = FirstBin; k < EndBin; k++)
        {
            var (left, here, right) = (magnitude[k - 1], magnitude[k], magnitude[k + 1]);
            if (here > floor && (here > left || left <= floor) && (here >= right || right <= floor))
                peaks.Add(Interpolate(k, left, here, right));
        }
    }

    /// <summary>The vertex of the parabola through three neighbouring magnitudes.</summary>
    private static Peak Interpolate(int k, double left, double here, double right)
    {
        var curvature = right + left - 2 * here;
        var slope = (right - left) / 2;
        var shift = Math.Abs(slope) < Math.Abs(curvature) ? -slope / curvature : 0;
        return new Peak((k + shift) * HzPerBin, here + slope * shift / 2);
    }

    /// <summary>Distance of a pitch to the nearest semitone of A440, in [-0.5, 0.5).</summary>
    private static double Residual(double pitch)
    {
        var semitones = 12 * Math.Log2(pitch / A0);
        var residual = semitones - Math.Floor(semitones);
        return residual >= 0.5 ? residual - 1 : residual;
    }

    private static int HistogramBin(double residual)
    {
        var bin = Math.Clamp((int)((residual + 0.5) * HistogramBins), 0, HistogramBins - 1);
        // The edges, rounded as numpy rounds them, have the last word.
        if (residual < Edge(bin))
            return bin - 1;
        return bin + 1 < HistogramBins && residual >= Edge(bin + 1) ? bin + 1 : bin;
    }

    private static double Edge(int bin) => -0.5 + bin * BinWidth;

    private static float Max(ReadOnlySpan<float> values)
    {
        var max = 0f;
        foreach (var value in values)
            max = MathF.Max(max, value);
        return max;
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        var middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
