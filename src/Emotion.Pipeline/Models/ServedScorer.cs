using Emotion.Audio.Features;
using Emotion.Inference;

namespace Emotion.Pipeline.Models;

/// <summary>A bundle as this pipeline serves it.</summary>
public static class ServedScorer
{
    private static readonly Dictionary<string, int> FeatureLengths = FeatureRecipe.All.ToDictionary(recipe => recipe.Id, recipe => recipe.Length);

    /// <summary>Loads a bundle for one of the feature sets that this pipeline computes; its card says for which.</summary>
    /// <exception cref="InvalidModelException">It does not load, or takes or gives something else.</exception>
    public static EmotionScorer Load(ModelBundle bundle) => new(bundle, FeatureLengths);

    /// <summary>How the features are computed that a loaded model takes.</summary>
    public static FeatureRecipe RecipeOf(EmotionScorer scorer) => FeatureRecipe.Of(scorer.Card.FeatureSet);

    /// <summary>Checks that it would load.</summary>
    /// <exception cref="InvalidModelException">It would not.</exception>
    public static void Check(ModelBundle bundle) => Load(bundle).Dispose();
}
