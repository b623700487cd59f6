namespace Emotion.Training.Measuring;

/// <summary>Counts of true labels (rows) against given ones (columns), and the figures that follow from them.</summary>
/// <param name="labels">The labels, in the order of rows and columns.</param>
public sealed class ConfusionMatrix(IReadOnlyList<string> labels)
{
    private readonly int[][] _counts = [.. labels.Select(_ => new int[labels.Count])];

    /// <summary>Rows are true labels, columns are given ones.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Counts => _counts;

    /// <summary>Number of clips.</summary>
    public int Clips => _counts.Sum(row => row.Sum());

    /// <summary>Share of clips whose given label is the true one.</summary>
    public double Accuracy => (double)Indices.Sum(i => _counts[i][i]) / Clips;

    /// <summary>Of each label that occurs, the share of its clips that were given it.</summary>
    public IReadOnlyDictionary<string, double> Recall =>
        Indices.Where(i => Occurring(i) > 0).ToDictionary(i => labels[i], i => (double)_counts[i][i] / Occurring(i));

    /// <summary>Unweighted average recall: the mean of <see cref="Recall"/>. Guessing gives 1 / labels, however common each is.</summary>
    public double Uar => Recall.Values.Average();

    /// <summary>The mean of F1 over the labels that occur or were given.</summary>
    public double MacroF1 => Indices.Where(i => Occurring(i) + Given(i) > 0).Average(i => 2.0 * _counts[i][i] / (Occurring(i) + Given(i)));

    private IEnumerable<int> Indices => Enumerable.Range(0, labels.Count);

    /// <summary>Counts one clip.</summary>
    public void Add(string truth, string given) => _counts[IndexOf(truth)][IndexOf(given)]++;

    private int Occurring(int label) => _counts[label].Sum();

    private int Given(int label) => _counts.Sum(row => row[label]);

    private int IndexOf(string label) => Indices.First(i => labels[i] == label);
}
