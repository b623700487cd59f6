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
        return [.. rows.Select(row => new ScoredRow(row.Example.Clip, row.Copy, Probabilities(scorer, row)))];
    }

    private static double[] Probabilities(EmotionScorer scorer, Row row)
    {
        var probabilities = scorer.Score(row.Features).Probabilities;
        return [.. scorer.Card.Labels.Select(label => probabilities[label])];
    }
}
