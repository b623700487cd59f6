using Emotion.Inference;
using Emotion.Training.Learning;
using Emotion.Training.Measuring;
using Emotion.Training.Protocols;

namespace Emotion.Training.Reporting.Records;

/// <summary>A protocol carried out, as <c>metrics.json</c> has it.</summary>
/// <param name="Protocol">Its name.</param>
/// <param name="Description">What it does, and what its figures are worth.</param>
/// <param name="Labels">The labels, in the order of confusion matrices and probabilities.</param>
/// <param name="Overall">Over all test rows.</param>
/// <param name="ByCorpus">Over each corpus's test rows, where there are several corpora.</param>
/// <param name="ByGender">Over women's and men's test rows, where both are there.</param>
/// <param name="UncertainBelow">The confidence that certain rows reach; null where none is enough, or where the protocol does not tell.</param>
/// <param name="Certain">What that is worth on new speakers.</param>
/// <param name="Detections">How well single labels are told from all others on new speakers; empty where the protocol does not tell.</param>
/// <param name="Folds">The trainings.</param>
/// <param name="Speakers">Each speaker's accuracy over all folds.</param>
public sealed record ProtocolRecord(
    string Protocol,
    string Description,
    IReadOnlyList<string> Labels,
    ScopeRecord Overall,
    IReadOnlyDictionary<string, ScopeRecord> ByCorpus,
    IReadOnlyDictionary<string, ScopeRecord> ByGender,
    double? UncertainBelow,
    CertainShare? Certain,
    IReadOnlyList<Detection> Detections,
    IReadOnlyList<FoldRecord> Folds,
    IReadOnlyList<SpeakerRecord> Speakers)
{
    /// <summary>Writes a protocol down.</summary>
    public static ProtocolRecord Of(ProtocolRun run)
    {
        var overall = ProtocolFigures.Of(run);
        var newSpeakers = run.Protocol == SpeakerProtocol.Name;
        return new ProtocolRecord(
            run.Protocol,
            run.Description,
            run.Labels,
            ScopeRecord.Of(overall),
            ProtocolFigures.ByCorpus(run).ToDictionary(corpus => corpus.Key, corpus => ScopeRecord.Of(corpus.Value)),
            ProtocolFigures.ByGender(run, corpus: null).ToDictionary(gender => gender.Key.ToString().ToLowerInvariant(), gender => ScopeRecord.Of(gender.Value)),
            newSpeakers ? Certainty.Limit(run) : null,
            newSpeakers ? Certainty.Of(run) : null,
            newSpeakers && LabelDetection.Of(run, LabelDetection.Anger) is { } anger ? [anger] : [],
            [.. run.Folds.Select(fold => FoldRecord.Of(fold, overall))],
            SpeakerRecord.Of(overall.Pooled));
    }
}

/// <summary>The figures over folds, and those of all folds' rows pooled.</summary>
public sealed record ScopeRecord(
    int Folds,
    MeanAndDeviation Accuracy,
    MeanAndDeviation Uar,
    MeanAndDeviation MacroF1,
    MeanAndDeviation LogLoss,
    MeanAndDeviation CalibrationError,
    FiguresRecord Pooled)
{
    /// <summary>Writes the figures down.</summary>
    public static ScopeRecord Of(ProtocolFigures figures) => new(
        figures.Folds.Count,
        figures.Accuracy,
        figures.Uar,
        figures.MacroF1,
        figures.LogLoss,
        figures.CalibrationError,
        FiguresRecord.Of(figures.Pooled));
}

/// <summary>A training and its figures; none where it had no test rows.</summary>
public sealed record FoldRecord(
    string Name,
    IReadOnlyList<string> TestSpeakers,
    int TrainingRows,
    int ValidationRows,
    int KeptEpoch,
    FiguresRecord? Figures,
    IReadOnlyList<EpochReport> History)
{
    /// <summary>Writes a fold down.</summary>
    public static FoldRecord Of(FoldRun fold, ProtocolFigures figures) => new(
        fold.Name,
        [.. fold.TestSpeakers.Select(speaker => $"{speaker.Corpus}/{speaker.Id}")],
        fold.TrainingRows,
        fold.ValidationRows,
        fold.KeptEpoch,
        figures.Folds.FirstOrDefault(measured => measured.Name == fold.Name) is { } measured ? FiguresRecord.Of(measured.Metrics) : null,
        fold.History);
}
