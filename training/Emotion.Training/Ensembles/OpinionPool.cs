namespace Emotion.Training.Ensembles;

/// <summary>
/// What several models say of a clip, as one: the logarithmic opinion pool (Heskes 1998, "Selecting weighting factors in logarithmic opinion
/// pools"), every model weighing the same.
/// </summary>
public static class OpinionPool
{
    /// <summary>What a model says can hardly be is taken for this, so that one model alone cannot rule a label out.</summary>
    public const double LeastProbability = 1e-7;

    /// <summary>Logits: the mean over models of log p.</summary>
    /// <param name="opinions">Each model's probabilities, in the same order of labels.</param>
    public static double[] Logits(IReadOnlyList<IReadOnlyList<double>> opinions) =>
        [.. Enumerable.Range(0, opinions[0].Count).Select(label => opinions.Average(opinion => Math.Log(Math.Max(opinion[label], LeastProbability))))];

    /// <summary>Probabilities: softmax(logits / temperature).</summary>
    public static double[] Probabilities(IReadOnlyList<double> logits, double temperature)
    {
        var largest = logits.Max();
        var weights = logits.Select(logit => Math.Exp((logit - largest) / temperature)).ToArray();
        var sum = weights.Sum();
        return [.. weights.Select(weight => weight / sum)];
    }
}
