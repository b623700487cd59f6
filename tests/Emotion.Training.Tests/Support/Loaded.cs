using Emotion.Audio.Features;
using Emotion.Training.Augmentation;
using Emotion.Training.Corpora;

namespace Emotion.Training.Tests.Support;

/// <summary>Corpora with the features of their recordings, without copies.</summary>
public static class Loaded
{
    /// <summary>Reads them, and keeps nothing.</summary>
    public static Dataset From(params Corpus[] corpora) => From(null, corpora);

    /// <summary>Reads them by way of a cache.</summary>
    public static Dataset From(FeatureCache? cache, params Corpus[] corpora) =>
        CorpusLoader.Load(
            corpora, TrainingFeatures.Of(FeatureSet.Librosa180), AugmentationRecipe.None, cache, () => { }, TestContext.Current.CancellationToken);
}
