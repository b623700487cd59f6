namespace Emotion.Inference.Measuring;

/// <summary>
/// Agreement beyond chance (Cohen 1960): 0 where two raters agree as often as chance would have it by how often each gives which label, 1 where they
/// always do. scikit-learn's <c>cohen_kappa_score</c>.
/// </summary>
/// <param name="Value">Kappa; NaN where both always gave one and the same label.</param>
/// <param name="StandardError">For many clips (Fleiss, Cohen and Everitt 1969, equation 13), if they are independent.</param>
public sealed record CohensKappa(double Value, double StandardError)
{
    /// <summary>The 95 % interval, by the normal distribution; null where all clips agree, since the formula then finds no error at all.</summary>
    public Interval? Interval => StandardError > 0 ? new(Math.Max(-1, Value - Reach), Math.Min(1, Value + Reach)) : null;

    private double Reach => Measuring.Interval.Z * StandardError;

    /// <summary>Kappa of true labels against given ones.</summary>
    /// <param name="confusion">At least one clip.</param>
    public static CohensKappa Of(ConfusionMatrix confusion)
    {
        var labels = confusion.Counts.Count;
        double n = confusion.Clips;
        var rows = confusion.Counts.Select(row => row.Sum() / n).ToArray();
        var columns = Enumerable.Range(0, labels).Select(j => confusion.Counts.Sum(row => row[j]) / n).ToArray();
        var byChance = rows.Zip(columns).Sum(pair => pair.First * pair.Second);
        var kappa = (confusion.Accuracy - byChance) / (1 - byChance);

        var agreeing = Enumerable.Range(0, labels).Sum(i => confusion.Counts[i][i] / n * Square(1 - (rows[i] + columns[i]) * (1 - kappa)));
        var differing = Square(1 - kappa) * Enumerable.Range(0, labels).Sum(i => Enumerable.Range(0, labels)
            .Where(j => j != i)
            .Sum(j => confusion.Counts[i][j] / n * Square(columns[i] + rows[j])));
        var variance = agreeing + differing - Square(kappa - byChance * (1 - kappa));
        return new CohensKappa(kappa, Math.Sqrt(Math.Max(0, variance) / n) / (1 - byChance));
    }

    private static double Square(double value) => value * value;
}
