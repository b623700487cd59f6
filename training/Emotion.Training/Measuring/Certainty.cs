using Emotion.Inference;
using Emotion.Inference.Measuring;

namespace Emotion.Training.Measuring;

/// <summary>From which confidence on a model's answers can be relied on.</summary>
public static class Certainty
{
    /// <summary>So often certain answers are right, at least.</summary>
    public const double Aim = 0.8;

    private const int Digits = 4;
    private const int LimitSteps = 1000;

    /// <summary>
    /// The lowest confidence from which on the rows are right often enough: the lower end of Wilson's interval of that share reaches
    /// <see cref="Aim"/>, so that a few lucky rows do not.
    /// </summary>
    /// <returns>Null where no confidence is enough.</returns>
    public static double? Limit(ProtocolRun run) => Limit(run, run.Folds);

    /// <summary>
    /// How many answers are certain on new speakers, and how many of these are right: each fold's rows are judged by the limit of the other
    /// folds.
    /// </summary>
    /// <returns>Null where there is one fold, or where no limit is found without one of the folds.</returns>
    public static CertainShare? Of(ProtocolRun run)
    {
        if (run.Folds.Count < 2)
            return null;

        var certain = new List<Judgement>();
        foreach (var fold in run.Folds)
        {
            if (Limit(run, run.Folds.Except([fold])) is not { } limit)
                return null;
            certain.AddRange(Judged(run, [fold]).Where(row => row.Confidence >= limit));
        }

        return certain.Count == 0
            ? null
            : new CertainShare(
                Math.Round((double)certain.Count / run.Folds.Sum(fold => fold.Scored.Count), Digits),
                Math.Round((double)certain.Count(row => row.Right) / certain.Count, Digits));
    }

    private static double? Limit(ProtocolRun run, IEnumerable<FoldRun> folds)
    {
        double? limit = null;
        var (right, all) = (0, 0);
        foreach (var equal in Judged(run, folds).GroupBy(row => row.Confidence).OrderByDescending(group => group.Key))
        {
            right += equal.Count(row => row.Right);
            all += equal.Count();
            if (Interval.Wilson(right, all).Low >= Aim)
                limit = equal.Key;
        }

        return limit is { } value ? Math.Floor(value * LimitSteps) / LimitSteps : null; // down, so that the rows that it was chosen by reach it
    }

    private static IEnumerable<Judgement> Judged(ProtocolRun run, IEnumerable<FoldRun> folds) =>
        folds.SelectMany(fold => fold.Scored).Select(row => Judgement.Of(run.Labels, row));
}
