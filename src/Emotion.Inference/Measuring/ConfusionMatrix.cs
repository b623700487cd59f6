namespace Emotion.Inference.Measuring;

/// <summary>Counts of true labels (rows) against given ones (columns), and the figures that follow from them.</summary>
/// <param name="labels">The labels, in the order of rows and columns.</param>
public sealed class ConfusionMatrix(IReadOnlyList<string> labels)
{
    private readonly int[][] _counts = [.. labels.Select(_ => new int[labels.Count])];

    /// <summary>Rows are true labels, columns are given ones.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Counts => _counts;

    /// <summary>Number of clips.</summary>
    public int Clips => _counts.Sum(row => row.Sum());

    /// <summary>Number of clips whose given label is the true one.</summary>
    public int Right => Indices.Sum(i => _counts[i][i]);

    /// <summary>Share of clips whose given label is the true one.</summary>
    public double Accuracy => (double)Right / Clips;

    /// <summary>Precision, recall and F1 of each label, as scikit-learn's <c>precision_recall_fscore_support</c> gives them.</summary>
    public IReadOnlyList<ClassFigures> Classes => [.. Indices.Select(ClassAt)];

    /// <summary>Of each label that occurs, the share of its clips that were given it.</summary>
    public IReadOnlyDictionary<string, double> Recall =>
        Indices.Where(i => Occurring(i) > 0).ToDictionary(i => labels[i], i => (double)_counts[i][i] / Occurring(i));

    /// <summary>
    /// Unweighted average recall: the mean of <see cref="Recall"/>, scikit-learn's <c>balanced_accuracy_score</c>. Guessing gives 1 / labels,
    /// however common each is.
    /// </summary>
    public double Uar => Recall.Values.Average();

    /// <summary>The mean of F1 over the labels that occur or were given: scikit-learn's <c>f1_score(average="macro")</c>.</summary>
    public double MacroF1 => Indices.Select(F1).OfType<double>().Average();

    private IEnumerable<int> Indices => Enumerable.Range(0, labels.Count);

    /// <summary>Counts one clip.</summary>
    /// <exception cref="ArgumentException">One of them is not a label of this matrix.</exception>
    public void Add(string truth, string given) => _counts[IndexOf(truth)][IndexOf(given)]++;

    /// <summary>Counts all clips of another matrix with the same labels.</summary>
    public void Add(ConfusionMatrix other)
    {
        for (var truth = 0; truth < labels.Count; truth++)
        {
            for (var given = 0; given < labels.Count; given++)
                _counts[truth][given] += other._counts[truth][given];
        }
    }

    private ClassFigures ClassAt(int label) => new(
        labels[label], Share(label, Given(label)), Share(label, Occurring(label)), F1(label), Occurring(label), Given(label));

    private double? Share(int label, int all) => all > 0 ? (double)_counts[label][label] / all : null;

    private double? F1(int label)
    {
        var either = Occurring(label) + Given(label);
        return either > 0 ? 2.0 * _counts[label][label] / either : null;
    }

    private int Occurring(int label) => _counts[label].Sum();

    private int Given(int label) => _counts.Sum(row => row[label]);

    private int IndexOf(string label)
    {
        for (var i = 0; i < labels.Count; i++)
        {
            if (labels[i] == label)
                return i;
        }

        throw new ArgumentException($"'{label}' is none of {string.Join(", ", labels)}.", nameof(label));
    }
}
