using System.Numerics.Tensors;
using Emotion.Audio.Features;

namespace Emotion.Training.Augmentation;

/// <summary>
/// Cuts and bends a window out of a recording's log-mel spectrogram, another way in every epoch: another speaking rate, another voice, other
/// microphones and rooms, stretches that are not heard. All in dB, where it costs a fraction of what it would cost in the audio.
/// </summary>
public static class SpectrogramAugmenter
{
    private const int Bands = LogMelSpectrogram.Bands;
    private const int WindowFrames = LogMelSpectrogram.WindowFrames;
    private const int FewestFrames = 16;

    /// <summary>Fills a model's input.</summary>
    /// <param name="decibels">All frames of the recording, [frames, 64].</param>
    /// <param name="bending">How far it may go.</param>
    /// <param name="random">Decides how.</param>
    /// <param name="input">[256 · 64]; zeros where the recording is shorter.</param>
    public static void Fill(ReadOnlySpan<float> decibels, Bending bending, Random random, Span<float> input)
    {
        var rate = Math.Pow(bending.FastestRate, Symmetric(random));
        var frames = Math.Max(FewestFrames, (int)(decibels.Length / Bands / rate));
        var length = Math.Min(frames, WindowFrames);
        var start = random.Next(frames - length + 1);
        var window = input[..(length * Bands)];

        Bend(decibels, start, rate, bending.LargestShift * Symmetric(random), window);
        RandomEqualizer.Apply(window, bending.EqualizerDb, random);
        NoiseFloor.Apply(window, bending.NoiseShare, random);
        LogMelSpectrogram.Normalise(window, window);
        SpectrogramMasks.Apply(window, bending.Masks, random);
        input[window.Length..].Clear();
    }

    /// <summary>Frame t comes from (start + t) · rate, band b from b + shift, both interpolated; beyond the edges the last one is repeated.</summary>
    private static void Bend(ReadOnlySpan<float> decibels, int start, double rate, double shift, Span<float> window)
    {
        var last = decibels.Length / Bands - 1;
        Span<float> frame = stackalloc float[Bands];
        Span<(int Low, int High, float Share)> sources = stackalloc (int, int, float)[Bands];
        Sources(shift, sources);
        for (var t = 0; t < window.Length / Bands; t++)
        {
            var position = (start + t) * rate;
            var here = Math.Min((int)position, last);
            var left = decibels.Slice(here * Bands, Bands);
            var right = decibels.Slice(Math.Min(here + 1, last) * Bands, Bands);
            TensorPrimitives.Subtract(right, left, frame);
            TensorPrimitives.Multiply(frame, (float)(position - (int)position), frame);
            TensorPrimitives.Add(left, frame, frame);
            Shift(frame, sources, window.Slice(t * Bands, Bands));
        }
    }

    /// <summary>Between which two bands each comes from, the same in all frames.</summary>
    private static void Sources(double shift, Span<(int Low, int High, float Share)> sources)
    {
        for (var band = 0; band < Bands; band++)
        {
            var position = Math.Clamp(band + shift, 0, Bands - 1);
            sources[band] = ((int)position, Math.Min((int)position + 1, Bands - 1), (float)(position % 1));
        }
    }

    private static void Shift(ReadOnlySpan<float> frame, ReadOnlySpan<(int Low, int High, float Share)> sources, Span<float> shifted)
    {
        for (var band = 0; band < sources.Length; band++)
        {
            var (low, high, share) = sources[band];
            shifted[band] = frame[low] + (frame[high] - frame[low]) * share;
        }
    }

    /// <summary>Evenly from -1 to 1.</summary>
    private static double Symmetric(Random random) => 2 * random.NextDouble() - 1;
}
