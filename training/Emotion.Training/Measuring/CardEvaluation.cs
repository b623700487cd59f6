using Emotion.Inference;
using Emotion.Training.Corpora;
using Emotion.Training.Protocols;

namespace Emotion.Training.Measuring;

/// <summary>What a model card says of a protocol that was carried out.</summary>
public static class CardEvaluation
{
    private const int Digits = 4;

    /// <summary>An entry for the whole protocol and, where it spans several corpora, one for each of them.</summary>
    /// <param name="run">The protocol, carried out.</param>
    /// <param name="examples">The clips that it drew on, to name the test clips by.</param>
    public static IReadOnlyList<Evaluation> Of(ProtocolRun run, IReadOnlyList<Example> examples)
    {
        var byCorpus = ProtocolFigures.ByCorpus(run);
        var whole = Write(run, byCorpus.Count == 0 ? run.Folds[0].Scored[0].Clip.Speaker.Corpus : null, ProtocolFigures.Of(run), examples);
        return
        [
            run.Protocol == SpeakerProtocol.Name ? WithThresholds(run, whole) : whole,
            .. byCorpus.Select(corpus => Write(run, corpus.Key, corpus.Value, examples)),
        ];
    }

    private static Evaluation Write(ProtocolRun run, string? corpus, ProtocolFigures figures, IReadOnlyList<Example> examples) => new()
    {
        Protocol = run.Protocol,
        Corpus = corpus,
        Description = run.Description,
        EvaluationSet = EvaluationSet.Of(TestExamples(run, corpus, examples)),
        TestSpeakers = [.. TestSpeakers(run, corpus)],
        Clips = figures.Pooled.Clips,
        Folds = figures.Folds.Count,
        Accuracy = Rounded(figures.Accuracy.Mean),
        AccuracyDeviation = Rounded(figures.Accuracy.Deviation),
        Uar = Rounded(figures.Uar.Mean),
        UarDeviation = Rounded(figures.Uar.Deviation),
        MacroF1 = Rounded(figures.MacroF1.Mean),
        MacroF1Deviation = Rounded(figures.MacroF1.Deviation),
        LogLoss = Rounded(figures.LogLoss.Mean),
        CalibrationError = Rounded(figures.CalibrationError.Mean),
        Recall = figures.Pooled.Confusion.Recall.ToDictionary(recall => recall.Key, recall => Rounded(recall.Value)),
        Confusion = figures.Pooled.Confusion.Counts,
        ByGender = ByGender(run, corpus),
    };

    /// <summary>What is worth saying of new speakers as a whole: it takes all folds together.</summary>
    private static Evaluation WithThresholds(ProtocolRun run, Evaluation evaluation) => evaluation with
    {
        Certain = Certainty.Of(run),
        Detections = LabelDetection.Of(run, LabelDetection.Anger) is { } anger ? [anger] : null,
    };

    private static Dictionary<string, GroupFigures>? ByGender(ProtocolRun run, string? corpus)
    {
        var figures = ProtocolFigures.ByGender(run, corpus);
        return figures.Count == 0
            ? null
            : figures.ToDictionary(
                gender => gender.Key.ToString().ToLowerInvariant(),
                gender => new GroupFigures(
                    gender.Value.Pooled.Clips, gender.Value.Pooled.Speakers.Count, Rounded(gender.Value.Accuracy.Mean), Rounded(gender.Value.Uar.Mean)));
    }

    private static IEnumerable<Example> TestExamples(ProtocolRun run, string? corpus, IReadOnlyList<Example> examples)
    {
        var tested = run.Folds.SelectMany(fold => fold.Scored).Select(row => row.Clip).Where(clip => IsOf(clip.Speaker, corpus)).ToHashSet();
        return examples.Where(example => tested.Contains(example.Clip));
    }

    private static IEnumerable<string> TestSpeakers(ProtocolRun run, string? corpus) => run.Folds
        .SelectMany(fold => fold.TestSpeakers)
        .Where(speaker => IsOf(speaker, corpus))
        .Select(speaker => corpus is null ? $"{speaker.Corpus}/{speaker.Id}" : speaker.Id)
        .Distinct()
        .Order(StringComparer.Ordinal);

    private static bool IsOf(Speaker speaker, string? corpus) => corpus is null || speaker.Corpus == corpus;

    private static double Rounded(double figure) => Math.Round(figure, Digits);

    private static double? Rounded(double? figure) => figure is { } value ? Rounded(value) : null;
}
