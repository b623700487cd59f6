using System.Numerics.Tensors;
using Emotion.Audio.Features;

namespace Emotion.Training.Augmentation;

/// <summary>Steady noise under the speech, as its power would add up in a spectrogram.</summary>
public static class NoiseFloor
{
    private const int Bands = LogMelSpectrogram.Bands;
    private const double LoudestDb = -25; // below the loudest value of the speech
    private const double SoftestDb = -70;
    private const double LargestTiltDb = 10;
    private const float PerNeper = 4.342945f; // 10 log10(e): dB per natural logarithm of a power
    private const float Tiny = 1e-6f; // has a logarithm

    /// <summary>Adds noise of random level and tilt to some windows, and leaves the others alone.</summary>
    /// <param name="window">[frames, 64] in dB; changed in place.</param>
    /// <param name="share">The share of windows that get any.</param>
    /// <param name="random">Decides all of it.</param>
    public static void Apply(Span<float> window, double share, Random random)
    {
        if (random.NextDouble() >= share)
            return;

        var level = TensorPrimitives.Max<float>(window) + Between(SoftestDb, LoudestDb);
        var tilt = Between(-LargestTiltDb, LargestTiltDb);
        Span<float> means = stackalloc float[Bands];
        for (var band = 0; band < Bands; band++)
            means[band] = level + tilt * (band - Bands / 2) / (Bands / 2);

        Span<float> noise = stackalloc float[Bands];
        for (var start = 0; start < window.Length; start += Bands)
        {
            Draw(means, random, noise);
            AddPower(window.Slice(start, Bands), noise);
        }

        float Between(double low, double high) => (float)(low + (high - low) * random.NextDouble());
    }

    /// <summary>The power of noise in a band is exponentially distributed around its mean: mean + 10 log10(-ln u), u even from 0 to 1.</summary>
    private static void Draw(ReadOnlySpan<float> means, Random random, Span<float> noise)
    {
        foreach (ref var value in noise)
            value = 1 - random.NextSingle();
        TensorPrimitives.Log(noise, noise);
        TensorPrimitives.Negate(noise, noise);
        TensorPrimitives.Add(noise, Tiny, noise);
        TensorPrimitives.Log(noise, noise);
        TensorPrimitives.Multiply(noise, PerNeper, noise);
        TensorPrimitives.Add(noise, means, noise);
    }

    /// <summary>10 log10(10^(a/10) + 10^(b/10)), which is max(a, b) + 10 log10(1 + 10^(-|a - b|/10)), in place of a.</summary>
    private static void AddPower(Span<float> a, ReadOnlySpan<float> b)
    {
        Span<float> larger = stackalloc float[Bands];
        TensorPrimitives.Max(a, b, larger);
        TensorPrimitives.Subtract(a, b, a);
        TensorPrimitives.Abs(a, a);
        TensorPrimitives.Multiply(a, -1 / PerNeper, a);
        TensorPrimitives.Exp(a, a);
        TensorPrimitives.Add(a, 1, a);
        TensorPrimitives.Log(a, a);
        TensorPrimitives.Multiply(a, PerNeper, a);
        TensorPrimitives.Add(a, larger, a);
    }
}
