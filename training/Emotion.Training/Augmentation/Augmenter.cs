using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MathNet.Numerics;

namespace Emotion.Training.Augmentation;

/// <summary>
/// Makes the augmented copies of a clip's analysed window: stretched in time by a factor from 1/(1 + s) to 1 + s, evenly on a log scale;
/// shifted in pitch by up to p semitones, evenly; and noise last, so that the others do not colour it.
/// </summary>
public static class Augmenter
{
    /// <summary>Clips keep all cores busy already; threads inside of a transform only get in their way.</summary>
    static Augmenter() => Control.UseSingleThread();

    /// <summary>The samples of one copy.</summary>
    /// <param name="samples">The window, mono at 22 050 Hz.</param>
    /// <param name="recipe">What to do to it.</param>
    /// <param name="clipHash">The clip's SHA-256 as hex: with the recipe's seed and the number it decides the copy, on any number of threads.</param>
    /// <param name="copy">The copy's number, from 1.</param>
    public static float[] Copy(ReadOnlySpan<float> samples, AugmentationRecipe recipe, string clipHash, int copy)
    {
        var random = new Random(SeedOf(recipe.Seed, clipHash, copy));
        var result = samples.ToArray();
        if (recipe.TimeStretch > 0)
            result = TimeStretch.Apply(result, Math.Pow(1 + recipe.TimeStretch, Symmetric(random)));
        if (recipe.PitchSemitones > 0)
            result = PitchShift.Apply(result, recipe.PitchSemitones * Symmetric(random));
        if (recipe.Noise > 0)
            WhiteNoise.Add(result, recipe.Noise * random.NextDouble(), random);
        return result;
    }

    /// <summary>Evenly from -1 to 1: as often up as down, as often faster as slower by the same factor.</summary>
    private static double Symmetric(Random random) => 2 * random.NextDouble() - 1;

    /// <summary>
    /// The same number on every machine and at every start, which <see cref="string.GetHashCode()"/> does not promise. What
    /// <see cref="Random"/> makes of a given seed is stable by .NET's own promise.
    /// </summary>
    private static int SeedOf(int seed, string clipHash, int copy) => BinaryPrimitives.ReadInt32LittleEndian(
        SHA256.HashData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seed}:{clipHash}:{copy}"))));
}
