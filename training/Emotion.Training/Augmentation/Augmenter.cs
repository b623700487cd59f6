using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Emotion.Training.Augmentation;

/// <summary>Makes the augmented copies of a clip's analysed window.</summary>
public static class Augmenter
{
    /// <summary>The samples of one copy.</summary>
    /// <param name="samples">The window, mono at 22 050 Hz.</param>
    /// <param name="recipe">What to do to it.</param>
    /// <param name="clipHash">The clip's SHA-256 as hex: with the recipe's seed and the number it decides the copy, on any number of threads.</param>
    /// <param name="copy">The copy's number, from 1.</param>
    public static float[] Copy(ReadOnlySpan<float> samples, AugmentationRecipe recipe, string clipHash, int copy)
    {
        var random = new Random(SeedOf(recipe.Seed, clipHash, copy));
        var result = samples.ToArray();
        if (recipe.Noise > 0)
            WhiteNoise.Add(result, recipe.Noise * random.NextDouble(), random);
        return result;
    }

    /// <summary>
    /// The same number on every machine and at every start, which <see cref="string.GetHashCode()"/> does not promise. What
    /// <see cref="Random"/> makes of a given seed is stable by .NET's own promise.
    /// </summary>
    private static int SeedOf(int seed, string clipHash, int copy) => BinaryPrimitives.ReadInt32LittleEndian(
        SHA256.HashData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seed}:{clipHash}:{copy}"))));
}
