using Emotion.Inference;
using Emotion.Pipeline.Models;
using Emotion.Training.Corpora;

namespace Emotion.Training.Measuring;

/// <summary>Measures a model as it is served: the finished bundle, loaded and run as the pipeline does it.</summary>
public static class ServedModel
{
    /// <summary>Scores rows.</summary>
    /// <returns>One score per row, with probabilities in the order of the bundle's labels.</returns>
    /// <exception cref="InvalidModelException">The bundle does not load, so it must not be published either.</exception>
    public static IReadOnlyList<ScoredRow> Score(ModelBundle bundle, IReadOnlyList<Row> rows)
    {
        using var scorer = ServedScorer.Load(bundle);
        var features = TrainingFeatures.Of(bundle.Card.FeatureSet);
        return [.. rows.Select(row => new ScoredRow(row.Example.Clip, row.Copy, Probabilities(scorer, features.ToInput(row.Features))))];
    }

    private static double[] Probabilities(EmotionScorer scorer, float[] input)
    {
        var probabilities = scorer.Score(input).Probabilities;
        return [.. scorer.Card.Labels.Select(label => probabilities[label])];
    }
}
