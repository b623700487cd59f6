using System.Buffers;
using System.Numerics;
using Emotion.Audio.Spectra;

namespace Emotion.Audio.Features;

/// <summary>
/// The peaks of every frame between 150 and 4000 Hz (<c>librosa.piptrack</c>): a bin above its left neighbour and not below its right one,
/// where all at or below a tenth of the frame's largest count as 0. Parabolic interpolation gives pitch and height.
/// </summary>
internal sealed class SpectralPeaks : IDisposable
{
    private const double LowestHz = 150;
    private const double HighestHz = 4000;
    private const float Threshold = 0.1f;
    private const double HzPerBin = (double)FeatureSet.SampleRate / Spectrogram.FrameLength;

    private static readonly int FirstBin = (int)Math.Ceiling(LowestHz / HzPerBin);
    private static readonly int EndBin = (int)Math.Ceiling(HighestHz / HzPerBin);

    private readonly double[] _pitches;
    private readonly double[] _heights;

    public SpectralPeaks(Spectrogram spectrogram)
    {
        // No two neighbouring bins are both peaks.
        var most = spectrogram.Groups * Spectrogram.Lanes * (EndBin - FirstBin + 1) / 2;
        _pitches = ArrayPool<double>.Shared.Rent(most);
        _heights = ArrayPool<double>.Shared.Rent(most);
        for (var group = 0; group < spectrogram.Groups; group++)
            Find(spectrogram.Group(group));
    }

    public int Count { get; private set; }

    /// <summary>In Hz.</summary>
    public ReadOnlySpan<double> Pitches => _pitches.AsSpan(0, Count);

    /// <summary>Magnitudes at those pitches.</summary>
    public ReadOnlySpan<double> Heights => _heights.AsSpan(0, Count);

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<double>.Shared.Return(_pitches);
        ArrayPool<double>.Shared.Return(_heights);
    }

    private void Find(ReadOnlySpan<Vector<float>> magnitude)
    {
        var largest = Vector<float>.Zero;
        foreach (var bin in magnitude)
            largest = Vector.Max(largest, bin);
        var floor = largest * Threshold; // 0 in a spare lane, where nothing lies above it

        var left = Above(magnitude[FirstBin - 1], floor);
        var here = Above(magnitude[FirstBin], floor);
        for (var k = FirstBin; k < EndBin; k++)
        {
            var right = Above(magnitude[k + 1], floor);
            var isPeak = Vector.GreaterThan(here, left) & Vector.GreaterThanOrEqual(here, right) & Vector.GreaterThan(here, Vector<float>.Zero);
            if (isPeak != Vector<int>.Zero)
                Add(k, isPeak, magnitude);
            (left, here) = (here, right);
        }
    }

    private static Vector<float> Above(Vector<float> magnitude, Vector<float> floor) =>
        Vector.ConditionalSelect(Vector.GreaterThan(magnitude, floor), magnitude, Vector<float>.Zero);

    private void Add(int k, Vector<int> isPeak, ReadOnlySpan<Vector<float>> magnitude)
    {
        for (var lane = 0; lane < Spectrogram.Lanes; lane++)
        {
            if (isPeak[lane] != 0)
                Add(k, magnitude[k - 1][lane], magnitude[k][lane], magnitude[k + 1][lane]);
        }
    }

    /// <summary>The vertex of the parabola through three neighbouring magnitudes.</summary>
    private void Add(int k, double left, double here, double right)
    {
        var curvature = right + left - 2 * here;
        var slope = (right - left) / 2;
        var shift = Math.Abs(slope) < Math.Abs(curvature) ? -slope / curvature : 0;
        _pitches[Count] = (k + shift) * HzPerBin;
        _heights[Count] = here + slope * shift / 2;
        Count++;
    }
}
