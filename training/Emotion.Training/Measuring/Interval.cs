namespace Emotion.Training.Measuring;

/// <summary>A 95 % confidence interval.</summary>
public sealed record Interval(double Low, double High)
{
    /// <summary>The 97.5 % point of the standard normal distribution.</summary>
    private const double Z = 1.959963984540054;

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
}
