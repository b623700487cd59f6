namespace Emotion.Training.Augmentation;

/// <summary>Makes the augmented copies of a clip's analysed window.</summary>
public static class Augmenter
{
    /// <summary>The samples of one copy.</summary>
    /// <param name="samples">The window, mono at 22 050 Hz.</param>
    /// <param name="recipe">What to do to it.</param>
    /// <param name="clipHash">The clip's SHA-256 as hex: with the recipe's seed and the number it decides the copy, on any number of threads.</param>
    /// <param name="copy">The copy's number, from 1.</param>
    public static float[] Copy(ReadOnlySpan<float> samples, AugmentationRecipe recipe, string clipHash, int copy) =>
        throw new NotImplementedException();
}
