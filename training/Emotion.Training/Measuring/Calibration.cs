namespace Emotion.Training.Measuring;

/// <summary>The rows whose confidence lies in (<see cref="From"/>, <see cref="To"/>].</summary>
/// <param name="From">Not included.</param>
/// <param name="To">Included.</param>
/// <param name="Rows">How many.</param>
/// <param name="Confidence">Their mean confidence; null where there are none.</param>
/// <param name="Accuracy">The share of them that is right; null where there are none.</param>
public sealed record ReliabilityBin(double From, double To, int Rows, double? Confidence, double? Accuracy);

/// <summary>Whether a model is right as often as it says: of the clips called with confidence 0.8, 80 % ought to be right.</summary>
public sealed class Calibration
{
    /// <summary>Number of bins, as in Guo et al. 2017.</summary>
    public const int BinCount = 15;

    private Calibration(IReadOnlyList<ReliabilityBin> bins) => Bins = bins;

    /// <summary>Equal parts of (0, 1], by rising confidence.</summary>
    public IReadOnlyList<ReliabilityBin> Bins { get; }

    /// <summary>
    /// Expected calibration error of the most probable label: the mean over rows of the gap between their bin's accuracy and its mean
    /// confidence (Naeini et al. 2015; Guo et al. 2017, "On Calibration of Modern Neural Networks", eq. 3).
    /// </summary>
    public double Error
    {
        get
        {
            var rows = Bins.Sum(bin => bin.Rows);
            return Bins.Where(bin => bin.Rows > 0).Sum(bin => (double)bin.Rows / rows * Math.Abs(bin.Accuracy!.Value - bin.Confidence!.Value));
        }
    }

    /// <summary>Sorts rows into bins.</summary>
    /// <param name="rows">The probability of each row's given label, and whether that label is right.</param>
    public static Calibration Of(IEnumerable<(double Confidence, bool Right)> rows)
    {
        var byBin = rows.ToLookup(row => Math.Clamp((int)Math.Ceiling(row.Confidence * BinCount) - 1, 0, BinCount - 1));
        return new Calibration([.. Enumerable.Range(0, BinCount).Select(i => Bin(i, [.. byBin[i]]))]);
    }

    private static ReliabilityBin Bin(int index, IReadOnlyCollection<(double Confidence, bool Right)> rows) => new(
        (double)index / BinCount,
        (index + 1.0) / BinCount,
        rows.Count,
        rows.Count > 0 ? rows.Average(row => row.Confidence) : null,
        rows.Count > 0 ? rows.Average(row => row.Right ? 1.0 : 0.0) : null);
}
