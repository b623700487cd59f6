using Emotion.Audio.Features;

namespace Emotion.Training.Augmentation;

/// <summary>Blanks out a few bands and a moment, so that none is relied on alone: SpecAugment (Park et al. 2019), without time warping.</summary>
public static class SpectrogramMasks
{
    private const int Bands = LogMelSpectrogram.Bands;
    private const int WidestBand = 8;
    private const int LongestTime = 20;

    /// <summary>Sets bands and moments to 0, the mean of a normalised window.</summary>
    /// <param name="window">[frames, 64], normalised; changed in place.</param>
    /// <param name="masks">How many stretches of bands, and how many moments.</param>
    /// <param name="random">Decides where.</param>
    public static void Apply(Span<float> window, int masks, Random random)
    {
        var frames = window.Length / Bands;
        for (var mask = 0; mask < masks; mask++)
        {
            var (band, bands) = Stretch(Bands, WidestBand, random);
            for (var frame = 0; frame < frames; frame++)
                window.Slice(frame * Bands + band, bands).Clear();
            var (first, length) = Stretch(frames, Math.Min(LongestTime, frames / 4), random);
            window.Slice(first * Bands, length * Bands).Clear();
        }
    }

    private static (int Start, int Length) Stretch(int total, int longest, Random random)
    {
        var length = random.Next(longest + 1);
        return (random.Next(total - length + 1), length);
    }
}
