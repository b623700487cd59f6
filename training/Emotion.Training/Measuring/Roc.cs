namespace Emotion.Training.Measuring;

/// <summary>What a threshold does: every row whose probability reaches it counts as the label.</summary>
/// <param name="Threshold">The probability, 0 to 1.</param>
/// <param name="TruePositiveRate">The share of the label's rows that are found: its recall.</param>
/// <param name="FalsePositiveRate">The share of the other rows that are taken for it.</param>
public sealed record RocPoint(double Threshold, double TruePositiveRate, double FalsePositiveRate)
{
    /// <summary>Youden's J (1950): how much more often the label's rows are called it than the others are.</summary>
    public double Youden => TruePositiveRate - FalsePositiveRate;
}

/// <summary>The receiver operating characteristic of one label against all others (Fawcett 2006, "An introduction to ROC analysis").</summary>
public sealed class Roc
{
    private Roc(IReadOnlyList<RocPoint> points) => Points = points;

    /// <summary>A point for every probability that occurs, from the highest threshold to the lowest.</summary>
    public IReadOnlyList<RocPoint> Points { get; }

    /// <summary>The area under the curve: how often a row of the label has a higher probability than another row, ties counting half.</summary>
    public double Area => Points.Prepend(new RocPoint(1, 0, 0)).Zip(Points, Trapezium).Sum();

    /// <summary>The threshold with the largest <see cref="RocPoint.Youden"/>; of several, the highest.</summary>
    public double BestThreshold => Points.MaxBy(point => point.Youden)!.Threshold;

    /// <summary>The curve of scored rows.</summary>
    /// <param name="rows">The probability of the label, and whether the row carries it: at least one row that does and one that does not.</param>
    public static Roc Of(IReadOnlyCollection<(double Probability, bool Positive)> rows)
    {
        var positives = rows.Count(row => row.Positive);
        var negatives = rows.Count - positives;
        if (positives == 0 || negatives == 0)
            throw new ArgumentException("A label that all rows carry, or none, has no such curve.", nameof(rows));

        var points = new List<RocPoint>();
        var (found, taken) = (0, 0);
        foreach (var equal in rows.GroupBy(row => row.Probability).OrderByDescending(group => group.Key))
        {
            found += equal.Count(row => row.Positive);
            taken += equal.Count(row => !row.Positive);
            points.Add(new RocPoint(equal.Key, (double)found / positives, (double)taken / negatives));
        }

        return new Roc(points);
    }

    /// <summary>What a threshold does.</summary>
    public RocPoint At(double threshold) =>
        (Points.LastOrDefault(point => point.Threshold >= threshold) ?? new RocPoint(threshold, 0, 0)) with { Threshold = threshold };

    private static double Trapezium(RocPoint left, RocPoint right) =>
        (right.FalsePositiveRate - left.FalsePositiveRate) * (left.TruePositiveRate + right.TruePositiveRate) / 2;
}
