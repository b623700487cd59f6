using Emotion.Training.Augmentation;

namespace Emotion.Training.Corpora;

/// <summary>Reads corpora into one data set, on all cores. A clip that cannot be used is left out and named; it never stops the others.</summary>
public static class CorpusLoader
{
    /// <summary>Reads every clip. The result does not depend on the number of cores, nor on what the cache holds.</summary>
    /// <param name="corpora">What to read.</param>
    /// <param name="set">What to keep of each clip.</param>
    /// <param name="augmentation">How to make the copies of each clip.</param>
    /// <param name="cache">Where features are kept; null to compute all.</param>
    /// <param name="onClip">Called after each clip, from several threads.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static Dataset Load(
        IReadOnlyList<Corpus> corpora,
        TrainingFeatures set,
        AugmentationRecipe augmentation,
        FeatureCache? cache,
        Action onClip,
        CancellationToken cancellation)
    {
        var clips = corpora.SelectMany(corpus => corpus.Clips).ToList();
        var reader = new ClipReader(set, augmentation, cache);
        var read = new ReadClip[clips.Count];
        Parallel.For(0, read.Length, new ParallelOptions { CancellationToken = cancellation }, i =>
        {
            read[i] = reader.Read(clips[i]);
            onClip();
        });
        return DuplicateRule.Apply(corpora, read);
    }
}
