using Emotion.Audio.Features;
using Emotion.Inference;

namespace Emotion.Pipeline.Models;

/// <summary>A bundle as this pipeline serves it.</summary>
public static class ServedScorer
{
    /// <summary>Loads a bundle for the features that this pipeline computes.</summary>
    /// <exception cref="InvalidModelException">It does not load, or takes or gives something else.</exception>
    public static EmotionScorer Load(ModelBundle bundle) => new(bundle, FeatureSet.Librosa180, FeatureSet.Length);

    /// <summary>Checks that it would load.</summary>
    /// <exception cref="InvalidModelException">It would not.</exception>
    public static void Check(ModelBundle bundle) => Load(bundle).Dispose();
}
