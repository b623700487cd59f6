using Emotion.Inference;
using Emotion.Training.Corpora;
using Emotion.Training.Measuring;

namespace Emotion.Training.Ensembles;

/// <summary>How far an ensemble's graph, with 16 bits for each of its weights, is from what its members give together.</summary>
/// <param name="Clips">On how many clips that was looked at.</param>
/// <param name="LargestDifference">The largest difference of a probability.</param>
/// <param name="OtherAnswers">How many clips get another label.</param>
public sealed record EnsembleCheck(int Clips, double LargestDifference, int OtherAnswers)
{
    private const double Tolerance = 1e-3;

    /// <summary>Scores clips by the graph and by the members, through the serving code.</summary>
    /// <param name="ensemble">The graph.</param>
    /// <param name="members">What it was made of.</param>
    /// <param name="pool">What weights them.</param>
    /// <param name="rows">The clips.</param>
    /// <exception cref="TrainingException">They are too far from each other for the members' figures to be the graph's.</exception>
    public static EnsembleCheck Run(ModelBundle ensemble, IReadOnlyList<ModelBundle> members, OpinionPool pool, IReadOnlyList<Row> rows)
    {
        var opinions = members.Select(member => ServedModel.Score(member, rows)).ToList();
        var (largest, others) = (0.0, 0);
        foreach (var (number, row) in ServedModel.Score(ensemble, rows).Index())
        {
            var pooled = pool.Probabilities([.. opinions.Select(opinion => opinion[number].Probabilities)]);
            largest = Math.Max(largest, pooled.Zip(row.Probabilities, (pool, graph) => Math.Abs(pool - graph)).Max());
            others += Answer(pooled) == Answer(row.Probabilities) ? 0 : 1;
        }

        return largest <= Tolerance
            ? new EnsembleCheck(rows.Count, largest, others)
            : throw new TrainingException(FormattableString.Invariant($"16 bits a weight are too few for these networks: they move a probability by {largest:0.0000}. ")
                + "Train them again with another --seed, or leave one out.");
    }

    private static int Answer(IReadOnlyList<double> probabilities) => probabilities.Index().MaxBy(probability => probability.Item).Index;
}
