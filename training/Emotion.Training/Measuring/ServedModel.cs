using Emotion.Audio.Features;
using Emotion.Inference;
using Emotion.Training.Corpora;

namespace Emotion.Training.Measuring;

/// <summary>Measures a model as it will be served: the finished bundle, through the scorer that the pipeline uses.</summary>
public static class ServedModel
{
    /// <summary>Scores rows.</summary>
    /// <returns>One score per row, with probabilities in the order of the bundle's labels.</returns>
    /// <exception cref="InvalidModelException">The bundle does not load, so it must not be published either.</exception>
    public static IReadOnlyList<ScoredRow> Score(ModelBundle bundle, IReadOnlyList<Row> rows)
    {
        using var scorer = new EmotionScorer(bundle, FeatureSet.Librosa180, FeatureSet.Length);
        return [.. rows.Select(row => new ScoredRow(row.Example.Clip, row.Copy, Probabilities(scorer, row)))];
    }

    private static double[] Probabilities(EmotionScorer scorer, Row row)
    {
        var probabilities = scorer.Score(row.Features).Probabilities;
        return [.. scorer.Card.Labels.Select(label => probabilities[label])];
    }
}
