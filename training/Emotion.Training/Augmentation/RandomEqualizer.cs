using System.Numerics.Tensors;
using Emotion.Audio.Features;
using MathNet.Numerics.Distributions;

namespace Emotion.Training.Augmentation;

/// <summary>Another microphone in another room: every band of a spectrogram gets louder or softer, neighbours alike.</summary>
public static class RandomEqualizer
{
    private const int Bands = LogMelSpectrogram.Bands;
    private const int Knots = 6;

    /// <summary>Adds straight lines between knots at normally distributed levels.</summary>
    /// <param name="window">[frames, 64] in dB; changed in place.</param>
    /// <param name="deviationDb">Standard deviation of the levels.</param>
    /// <param name="random">Decides the levels.</param>
    public static void Apply(Span<float> window, double deviationDb, Random random)
    {
        Span<double> knots = stackalloc double[Knots];
        foreach (ref var knot in knots)
            knot = Normal.Sample(random, 0, deviationDb);

        Span<float> gain = stackalloc float[Bands];
        for (var band = 0; band < Bands; band++)
        {
            var position = (double)band / Bands * (Knots - 1);
            var left = (int)position;
            gain[band] = (float)(knots[left] + (knots[left + 1] - knots[left]) * (position - left));
        }

        for (var start = 0; start < window.Length; start += Bands)
        {
            var frame = window.Slice(start, Bands);
            TensorPrimitives.Add(frame, gain, frame);
        }
    }
}
