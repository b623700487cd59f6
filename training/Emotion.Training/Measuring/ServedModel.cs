using Emotion.Audio.Features;
using Emotion.Inference;
using Emotion.Training.Corpora;

namespace Emotion.Training.Measuring;

/// <summary>Measures a model as it will be served: the finished bundle, through the scorer that the pipeline uses.</summary>
public static class ServedModel
{
    /// <summary>Scores every example and counts.</summary>
    /// <exception cref="InvalidModelException">The bundle does not load, so it must not be published either.</exception>
    public static ConfusionMatrix Measure(ModelBundle bundle, IEnumerable<Example> examples)
    {
        using var scorer = new EmotionScorer(bundle, FeatureSet.Librosa180, FeatureSet.Length);
        var confusion = new ConfusionMatrix(bundle.Card.Labels);
        foreach (var example in examples)
            confusion.Add(example.Clip.Label, scorer.Score(example.Features).Emotion);
        return confusion;
    }
}
