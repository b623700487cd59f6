namespace Emotion.Inference.Measuring;

/// <summary>A 95 % confidence interval.</summary>
public sealed record Interval(double Low, double High)
{
    /// <summary>The 97.5 % point of the standard normal distribution.</summary>
    internal const double Z = 1.959963984540054;

    /// <summary>
    /// Wilson's score interval of a share (Wilson 1927). It takes the clips for independent: clips of the same voice are not, so that with
    /// few speakers it is too narrow.
    /// </summary>
    /// <param name="right">How many were right.</param>
    /// <param name="all">Of how many; at least 1.</param>
    public static Interval Wilson(int right, int all)
    {
        double n = all;
        var share = right / n;
        var denominator = 1 + Z * Z / n;
        var centre = (share + Z * Z / (2 * n)) / denominator;
        var halfWidth = Z / denominator * Math.Sqrt(share * (1 - share) / n + Z * Z / (4 * n * n));
        return new Interval(Math.Max(0, centre - halfWidth), Math.Min(1, centre + halfWidth));
    }

    /// <summary>
    /// Of the unweighted average recall: recalls are independent shares, each with the variance that it would have with two more clips recognised and
    /// two more missed (Agresti and Coull 1998), so that a perfect one is not taken for certain. As for <see cref="Wilson"/>, with few speakers
    /// it is too narrow.
    /// </summary>
    /// <param name="confusion">At least one clip.</param>
    public static Interval Uar(ConfusionMatrix confusion)
    {
        var occurring = confusion.Classes.Where(label => label.Support > 0).ToList();
        var variance = occurring.Sum(label =>
        {
            var n = label.Support + 4.0;
            var share = (label.Recall!.Value * label.Support + 2) / n;
            return share * (1 - share) / n;
        });
        var halfWidth = Z * Math.Sqrt(variance) / occurring.Count;
        return new Interval(Math.Max(0, confusion.Uar - halfWidth), Math.Min(1, confusion.Uar + halfWidth));
    }
}
