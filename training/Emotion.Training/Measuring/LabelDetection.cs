using Emotion.Inference;

namespace Emotion.Training.Measuring;

/// <summary>How well one label is told from all others on new speakers, and by which threshold: for those who look for that label alone.</summary>
public static class LabelDetection
{
    private const int Digits = 4;
    private const int ThresholdDigits = 3;
    private const int Steps = 20; // of the curve that goes into a card

    /// <summary>The label that people look for most: angry callers, say.</summary>
    public const string Anger = "angry";

    /// <summary>All test rows' curve.</summary>
    /// <returns>Null where the label is not among the test rows, or all there is.</returns>
    public static Roc? Curve(ProtocolRun run, string label) => Curve(run, label, run.Folds);

    /// <summary>
    /// The threshold by all folds, and what thresholds do to speakers that they were not chosen on: each fold's rows are judged by the
    /// threshold of the other folds.
    /// </summary>
    /// <returns>Null where there is one fold, or where a fold leaves the others nothing to choose by.</returns>
    public static Detection? Of(ProtocolRun run, string label)
    {
        if (run.Folds.Count < 2 || Curve(run, label) is not { } curve)
            return null;

        var judged = new List<(bool Positive, bool Found)>();
        foreach (var fold in run.Folds)
        {
            if (Curve(run, label, run.Folds.Except([fold])) is not { } others)
                return null;
            judged.AddRange(Rows(run, label, [fold]).Select(row => (row.Positive, row.Probability >= others.BestThreshold)));
        }

        var found = judged.Where(row => row.Found).ToList();
        return new Detection
        {
            Label = label,
            Area = Math.Round(curve.Area, Digits),
            Threshold = Math.Round(curve.BestThreshold, ThresholdDigits),
            TruePositiveRate = Share(judged.Where(row => row.Positive).Select(row => row.Found)),
            FalsePositiveRate = Share(judged.Where(row => !row.Positive).Select(row => row.Found)),
            Precision = Share(found.Select(row => row.Positive)),
            Curve = [.. Enumerable.Range(1, Steps - 1).Select(step => Point(curve.At((double)step / Steps)))],
        };
    }

    private static Roc? Curve(ProtocolRun run, string label, IEnumerable<FoldRun> folds)
    {
        var rows = Rows(run, label, folds).ToList();
        return rows.Any(row => row.Positive) && rows.Any(row => !row.Positive) ? Roc.Of(rows) : null;
    }

    private static IEnumerable<(double Probability, bool Positive)> Rows(ProtocolRun run, string label, IEnumerable<FoldRun> folds)
    {
        var index = run.Labels.ToList().IndexOf(label);
        return index < 0 ? [] : folds.SelectMany(fold => fold.Scored).Select(row => (row.Probabilities[index], row.Clip.Label == label));
    }

    private static DetectionPoint Point(RocPoint point) => new(
        point.Threshold, Math.Round(point.TruePositiveRate, Digits), Math.Round(point.FalsePositiveRate, Digits));

    private static double Share(IEnumerable<bool> rows) => Math.Round(rows.Select(row => row ? 1.0 : 0.0).DefaultIfEmpty(0).Average(), Digits);
}
