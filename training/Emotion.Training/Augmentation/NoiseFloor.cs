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

    /// <summary>Adds noise of random level and tilt to some windows, and leaves the others alone.</summary>
    /// <param name="window">[frames, 64] in dB; changed in place.</param>
    /// <param name="share">The share of windows that get any.</param>
    /// <param name="random">Decides all of it.</param>
    public static void Apply(Span<float> window, double share, Random random)
    {
        if (random.NextDouble() >= share)
            return;

        var level = System.Numerics.Tensors.TensorPrimitives.Max<float>(window) + Between(SoftestDb, LoudestDb);
        var tilt = Between(-LargestTiltDb, LargestTiltDb);
        for (var i = 0; i < window.Length; i++)
        {
            var mean = level + tilt * (i % Bands - Bands / 2) / (Bands / 2);

            // The power of noise in a band is exponentially distributed around its mean.
            var noise = mean + PerNeper * MathF.Log(-MathF.Log(1 - random.NextSingle()) + 1e-6f);
            window[i] = Sum(window[i], noise);
        }

        float Between(double low, double high) => (float)(low + (high - low) * random.NextDouble());
    }

    /// <summary>10 log10(10^(a/10) + 10^(b/10)).</summary>
    private static float Sum(float a, float b) => Math.Max(a, b) + PerNeper * MathF.Log(1 + MathF.Exp(-Math.Abs(a - b) / PerNeper));
}
