using Emotion.Training.Corpora;

namespace Emotion.Training.Measuring;

/// <summary>The figures of a protocol, or of one corpus within it.</summary>
public sealed class ProtocolFigures
{
    private ProtocolFigures(IReadOnlyList<FoldFigures> folds, Metrics pooled)
    {
        Folds = folds;
        Pooled = pooled;
    }

    /// <summary>Each fold that has test rows.</summary>
    public IReadOnlyList<FoldFigures> Folds { get; }

    /// <summary>All folds' rows together. The confusion matrix, the labels' figures and the calibration are read off these.</summary>
    public Metrics Pooled { get; }

    /// <summary>Accuracy over folds.</summary>
    public MeanAndDeviation Accuracy => OverFolds(fold => fold.Accuracy);

    /// <summary>Unweighted average recall over folds.</summary>
    public MeanAndDeviation Uar => OverFolds(fold => fold.Uar);

    /// <summary>Macro F1 over folds.</summary>
    public MeanAndDeviation MacroF1 => OverFolds(fold => fold.MacroF1);

    /// <summary>Log loss over folds, in nats.</summary>
    public MeanAndDeviation LogLoss => OverFolds(fold => fold.LogLoss);

    /// <summary>Expected calibration error over folds.</summary>
    public MeanAndDeviation CalibrationError => OverFolds(fold => fold.Calibration.Error);

    /// <summary>Of all test rows of a protocol.</summary>
    public static ProtocolFigures Of(ProtocolRun run) => Of(run, _ => true);

    /// <summary>Of the test rows of each corpus by itself, by corpus; empty where there is but one corpus.</summary>
    public static IReadOnlyDictionary<string, ProtocolFigures> ByCorpus(ProtocolRun run)
    {
        var corpora = run.Folds.SelectMany(fold => fold.Scored).Select(row => row.Clip.Speaker.Corpus).Distinct().Order(StringComparer.Ordinal);
        return corpora.ToList() is { Count: > 1 } several
            ? several.ToDictionary(corpus => corpus, corpus => Of(run, speaker => speaker.Corpus == corpus))
            : new Dictionary<string, ProtocolFigures>();
    }

    /// <summary>Of the test rows of each gender by itself, women first; empty where a protocol or a corpus has but one, or does not tell.</summary>
    /// <param name="run">The protocol, carried out.</param>
    /// <param name="corpus">The corpus to look at; null for all.</param>
    public static IReadOnlyDictionary<Gender, ProtocolFigures> ByGender(ProtocolRun run, string? corpus)
    {
        var genders = run.Folds.SelectMany(fold => fold.Scored).Select(row => row.Clip.Speaker).Where(IsOfCorpus).Select(speaker => speaker.Gender).ToHashSet();
        return new[] { Gender.Female, Gender.Male }.Where(genders.Contains).ToList() is { Count: 2 } both
            ? both.ToDictionary(gender => gender, gender => Of(run, speaker => IsOfCorpus(speaker) && speaker.Gender == gender))
            : new Dictionary<Gender, ProtocolFigures>();

        bool IsOfCorpus(Speaker speaker) => corpus is null || speaker.Corpus == corpus;
    }

    private static ProtocolFigures Of(ProtocolRun run, Func<Speaker, bool> chosen)
    {
        var rows = run.Folds
            .Select(fold => (fold.Name, Rows: fold.Scored.Where(row => chosen(row.Clip.Speaker)).ToList()))
            .Where(fold => fold.Rows.Count > 0)
            .ToList();
        return new ProtocolFigures(
            [.. rows.Select(fold => new FoldFigures(fold.Name, Metrics.Of(run.Labels, fold.Rows)))],
            Metrics.Of(run.Labels, [.. rows.SelectMany(fold => fold.Rows)]));
    }

    private MeanAndDeviation OverFolds(Func<Metrics, double> figure) => MeanAndDeviation.Of([.. Folds.Select(fold => figure(fold.Metrics))]);
}

/// <summary>The figures of a fold.</summary>
public sealed record FoldFigures(string Name, Metrics Metrics);
