using Emotion.Inference.Measuring;
using Emotion.Training.Corpora;

namespace Emotion.Training.Measuring;

/// <summary>All figures of a set of scored rows.</summary>
public sealed record Metrics
{
    /// <summary>
    /// Probabilities are held at least this far from 0 in the logarithm: the machine epsilon of float32, in which models give them. It is
    /// what scikit-learn's <c>log_loss</c> does with float32.
    /// </summary>
    public const double LeastProbability = 1.1920928955078125e-7;

    /// <summary>The labels, in the order of the confusion matrix.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>Number of rows, augmented copies included.</summary>
    public required int Rows { get; init; }

    /// <summary>Number of recordings.</summary>
    public required int Clips { get; init; }

    /// <summary>True labels against given ones, and the figures that follow: accuracy, UAR, macro F1 and those of each label.</summary>
    public required ConfusionMatrix Confusion { get; init; }

    /// <summary>Mean negative logarithm of the true label's probability, in nats. Guessing evenly gives ln(labels).</summary>
    public required double LogLoss { get; init; }

    /// <summary>Whether the confidences can be believed.</summary>
    public required Calibration Calibration { get; init; }

    /// <summary>95 % interval of the accuracy, if all rows were independent.</summary>
    public required Interval AccuracyInterval { get; init; }

    /// <summary>95 % interval of the unweighted average recall, by drawing speakers; null where there are too few.</summary>
    public required Interval? UarInterval { get; init; }

    /// <summary>Each speaker's accuracy, sorted by corpus and id.</summary>
    public required IReadOnlyList<SpeakerAccuracy> Speakers { get; init; }

    /// <summary>Share of rows whose most probable label is right.</summary>
    public double Accuracy => Confusion.Accuracy;

    /// <summary>Unweighted average recall.</summary>
    public double Uar => Confusion.Uar;

    /// <summary>Mean F1 of the labels.</summary>
    public double MacroF1 => Confusion.MacroF1;

    /// <summary>Computes the figures.</summary>
    /// <param name="labels">The labels, in the order of the probabilities.</param>
    /// <param name="rows">At least one row; each clip's label is one of them.</param>
    public static Metrics Of(IReadOnlyList<string> labels, IReadOnlyCollection<ScoredRow> rows)
    {
        if (rows.Count == 0)
            throw new ArgumentException("There are no figures of no rows.", nameof(rows));

        var judged = rows.Select(row => Judgement.Of(labels, row)).ToList();
        var confusion = Count(labels, judged);
        var speakers = judged
            .GroupBy(row => row.Clip.Speaker)
            .OrderBy(group => group.Key.Corpus, StringComparer.Ordinal)
            .ThenBy(group => group.Key.Id, StringComparer.Ordinal)
            .Select(group => (Speaker: group.Key, Confusion: Count(labels, group)))
            .ToList();
        return new Metrics
        {
            Labels = labels,
            Rows = judged.Count,
            Clips = judged.DistinctBy(row => (row.Clip.Speaker.Corpus, row.Clip.Name)).Count(),
            Confusion = confusion,
            LogLoss = -judged.Average(row => Math.Log(Math.Clamp(row.TrueProbability, LeastProbability, 1))),
            Calibration = Calibration.Of(judged.Select(row => (row.Confidence, row.Right))),
            AccuracyInterval = Interval.Wilson(confusion.Right, judged.Count),
            UarInterval = SpeakerBootstrap.Uar(labels, [.. speakers.Select(speaker => speaker.Confusion)]),
            Speakers = [.. speakers.Select(speaker => Told(speaker.Speaker, speaker.Confusion))],
        };
    }

    private static ConfusionMatrix Count(IReadOnlyList<string> labels, IEnumerable<Judgement> judged)
    {
        var confusion = new ConfusionMatrix(labels);
        foreach (var row in judged)
            confusion.Add(row.Clip.Label, row.Given);
        return confusion;
    }

    private static SpeakerAccuracy Told(Speaker speaker, ConfusionMatrix confusion) => new(speaker, confusion.Clips, confusion.Accuracy);
}
