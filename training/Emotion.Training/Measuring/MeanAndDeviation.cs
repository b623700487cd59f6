namespace Emotion.Training.Measuring;

/// <summary>A figure over the folds of a protocol.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Deviation">The sample standard deviation (n - 1 in the denominator); null for a single fold.</param>
public sealed record MeanAndDeviation(double Mean, double? Deviation)
{
    /// <summary>Of at least one value.</summary>
    public static MeanAndDeviation Of(IReadOnlyCollection<double> values)
    {
        var mean = values.Average();
        var squares = values.Sum(value => (value - mean) * (value - mean));
        return new MeanAndDeviation(mean, values.Count > 1 ? Math.Sqrt(squares / (values.Count - 1)) : null);
    }
}
