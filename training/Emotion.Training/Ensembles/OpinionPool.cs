namespace Emotion.Training.Ensembles;

/// <summary>
/// What several models say of a clip, as one: the logarithmic opinion pool (Heskes 1998, "Selecting weighting factors in logarithmic opinion
/// pools"), p ~ the product over models of their probability to the power of their weight. The sum of the weights says how sure the pool is: it is 1 / temperature.
/// </summary>
/// <param name="Weights">A weight for each model, more than 0.</param>
public sealed record OpinionPool(IReadOnlyList<double> Weights)
{
    /// <summary>What a model says can hardly be is taken for this, so that one model alone cannot rule a label out.</summary>
    public const double LeastProbability = 1e-7;

    /// <summary>Every model weighs the same, and the pool is as sure as they are: the geometric mean.</summary>
    /// <param name="models">How many there are.</param>
    public static OpinionPool Even(int models) => new([.. Enumerable.Repeat(1.0 / models, models)]);

    /// <summary>The same shares, adding up to 1.</summary>
    public OpinionPool Uncalibrated => new([.. Weights.Select(weight => weight * Temperature)]);

    /// <summary>What temperature scaling would divide the logits of <see cref="Uncalibrated"/> by.</summary>
    public double Temperature => 1 / Weights.Sum();

    /// <summary>The pooled probabilities.</summary>
    /// <param name="opinions">Each model's probabilities, in the same order of labels.</param>
    public double[] Probabilities(IReadOnlyList<IReadOnlyList<double>> opinions) =>
        Softmax([.. Enumerable.Range(0, opinions[0].Count).Select(label => Weights.Zip(opinions).Sum(model => model.First * Logarithm(model.Second[label])))]);

    /// <summary>The logarithm of a probability, <see cref="LeastProbability"/> at least.</summary>
    internal static double Logarithm(double probability) => Math.Log(Math.Max(probability, LeastProbability));

    /// <summary>From logits to probabilities, in place.</summary>
    internal static double[] Softmax(double[] logits)
    {
        var largest = logits.Max();
        for (var label = 0; label < logits.Length; label++)
            logits[label] = Math.Exp(logits[label] - largest);
        var sum = logits.Sum();
        for (var label = 0; label < logits.Length; label++)
            logits[label] /= sum;
        return logits;
    }
}
