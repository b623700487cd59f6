using System.Numerics;
using Emotion.Audio.Spectra;

namespace Emotion.Audio.Features;

/// <summary>
/// Triangles between neighbouring points of Slaney's mel scale, each of unit area
/// (<c>librosa.filters.mel</c>, norm='slaney', htk=False). Only the non-zero weights are kept.
/// </summary>
internal sealed class MelFilterBank
{
    private const double HzPerMel = 200.0 / 3;
    private const double LogStartHz = 1000;
    private const double LogStartMel = LogStartHz / HzPerMel;
    private static readonly double LogStep = Math.Log(6.4) / 27;

    private readonly double _bottom; // mel
    private readonly double _perBand; // mel

    /// <summary>One triangle: its weights and the bin of the first.</summary>
    public readonly record struct Band(int FirstBin, float[] Weights);

    private MelFilterBank(Stft stft, int bands, double fromHz, double toHz)
    {
        var (bottom, top) = (ToMel(fromHz), ToMel(toHz));
        (_bottom, _perBand) = (bottom, (top - bottom) / (bands + 1));
        var hz = Enumerable.Range(0, bands + 2).Select(i => ToHz(bottom + (top - bottom) * i / (bands + 1))).ToArray();
        Bands = [.. Enumerable.Range(0, bands).Select(i => Triangle(stft, hz[i], hz[i + 1], hz[i + 2]))];
    }

    /// <summary>librosa's default: 128 bands from 0 to 11 025 Hz.</summary>
    public static MelFilterBank Librosa { get; } = new(Stft.Librosa, FeatureSet.MelCount, 0, FeatureSet.SampleRate / 2.0);

    /// <summary>
    /// 64 bands from 50 to 7600 Hz: above the hum of the mains, and below where recordings at 16 kHz end, whose low-pass would tell them apart.
    /// </summary>
    public static MelFilterBank Speech { get; } = new(Stft.Speech, LogMelSpectrogram.Bands, 50, 7600);

    /// <summary>The triangles, from low to high.</summary>
    public Band[] Bands { get; }

    /// <summary>Power per band of a group of frames: the sum of weight times |X|^2.</summary>
    public void Apply(ReadOnlySpan<Vector<float>> magnitude, Span<Vector<float>> mel)
    {
        for (var band = 0; band < Bands.Length; band++)
        {
            var (first, weights) = Bands[band];
            var bins = magnitude.Slice(first, weights.Length);
            var sum = Vector<float>.Zero;
            for (var i = 0; i < weights.Length; i++)
                sum = Vector.MultiplyAddEstimate(bins[i] * bins[i], new Vector<float>(weights[i]), sum);
            mel[band] = sum;
        }
    }

    /// <summary>The band that a frequency is the middle of; a fraction between two.</summary>
    public double BandAt(double hz) => (ToMel(hz) - _bottom) / _perBand - 1;

    private static Band Triangle(Stft stft, double left, double centre, double right)
    {
        var area = 2 / (right - left);
        var weights = Enumerable.Range(0, stft.Bins)
            .Select(k => k * (double)FeatureSet.SampleRate / stft.FrameLength)
            .Select(f => (float)(area * Math.Max(0, Math.Min((f - left) / (centre - left), (right - f) / (right - centre)))))
            .ToArray();
        var first = Array.FindIndex(weights, w => w > 0);
        var last = Array.FindLastIndex(weights, w => w > 0);
        return new Band(first, weights[first..(last + 1)]);
    }

    private static double ToMel(double hz) => hz < LogStartHz ? hz / HzPerMel : LogStartMel + Math.Log(hz / LogStartHz) / LogStep;

    private static double ToHz(double mel) => mel < LogStartMel ? mel * HzPerMel : LogStartHz * Math.Exp(LogStep * (mel - LogStartMel));
}
