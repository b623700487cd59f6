using System.Buffers;
using System.Numerics.Tensors;
using Emotion.Audio.Spectra;

namespace Emotion.Audio.Features;

/// <summary>
/// Deviation of the window from A440 (<c>librosa.estimate_tuning</c>): of the peaks that are at least as high as the median, the fullest
/// of 100 bins of their distance to the nearest semitone.
/// </summary>
internal static class TuningEstimator
{
    private const int Bins = 100;
    private const double A0 = 27.5;

    /// <summary>Fractions of a semitone, one of -0.50, -0.49 ... 0.49; 0 where there is no peak.</summary>
    public static double Estimate(Spectrogram spectrogram)
    {
        using var peaks = new SpectralPeaks(spectrogram);
        if (peaks.Count == 0)
            return 0;

        var median = Median(peaks.Heights);
        Span<int> histogram = stackalloc int[Bins];
        histogram.Clear();
        for (var i = 0; i < peaks.Count; i++)
        {
            if (peaks.Heights[i] >= median)
                histogram[Bin(Residual(peaks.Pitches[i]))]++;
        }

        return Edge(TensorPrimitives.IndexOfMax<int>(histogram));
    }

    /// <summary>Distance of a pitch to the nearest semitone of A440, in [-0.5, 0.5).</summary>
    private static double Residual(double pitch)
    {
        var semitones = 12 * Math.Log2(pitch / A0);
        var residual = semitones - Math.Floor(semitones);
        return residual >= 0.5 ? residual - 1 : residual;
    }

    private static int Bin(double residual)
    {
        var bin = Math.Clamp((int)((residual + 0.5) * Bins), 0, Bins - 1);
        // The edges, rounded as numpy rounds them, have the last word.
        if (residual < Edge(bin))
            return bin - 1;
        return bin + 1 < Bins && residual >= Edge(bin + 1) ? bin + 1 : bin;
    }

    private static double Edge(int bin) => -0.5 + bin * (1.0 / Bins);

    private static double Median(ReadOnlySpan<double> values)
    {
        var work = ArrayPool<double>.Shared.Rent(values.Length);
        var span = work.AsSpan(0, values.Length);
        values.CopyTo(span);
        var middle = values.Length / 2;
        var upper = Select(span, middle);
        var median = values.Length % 2 == 1 ? upper : (TensorPrimitives.Max<double>(span[..middle]) + upper) / 2;
        ArrayPool<double>.Shared.Return(work);
        return median;
    }

    /// <summary>Hoare's quickselect: the value that would stand at an index if the span were sorted; what is smaller stands before it.</summary>
    private static double Select(Span<double> values, int index)
    {
        int low = 0, high = values.Length - 1;
        while (low < high)
        {
            var pivot = values[(low + high) / 2];
            int i = low, j = high;
            while (i <= j)
            {
                while (values[i] < pivot)
                    i++;
                while (values[j] > pivot)
                    j--;
                if (i <= j)
                {
                    (values[i], values[j]) = (values[j], values[i]);
                    i++;
                    j--;
                }
            }

            if (index <= j)
                high = j;
            else if (index >= i)
                low = i;
            else
                break;
        }

        return values[index];
    }
}
