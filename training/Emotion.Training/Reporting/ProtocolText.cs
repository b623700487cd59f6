using Emotion.Inference;
using Emotion.Training.Measuring;
using Emotion.Training.Protocols;

namespace Emotion.Training.Reporting;

/// <summary>A protocol's section of <c>report.md</c>.</summary>
/// <param name="run">The protocol, carried out.</param>
/// <param name="plots">Its plots.</param>
/// <param name="predictions">Its predictions, by their path within the report's folder.</param>
public sealed class ProtocolText(ProtocolRun run, IReadOnlyList<PlotFile> plots, string predictions)
{
    private readonly ProtocolFigures _figures = ProtocolFigures.Of(run);

    private string Pooling => run.Folds.Count > 1 ? "All folds' test rows together, here and in what follows.\n\n" : "";

    /// <inheritdoc/>
    public override string ToString() => string.Join('\n', Parts());

    private IEnumerable<string> Parts()
    {
        var pooled = _figures.Pooled;
        yield return $"## {run.Protocol}\n\n{run.Description}\n";
        yield return Corpora();
        yield return $"{MetricsText.Intervals(pooled)}\n{MetricsText.Speakers(pooled)}\n";
        if (run.Folds.Count > 1)
            yield return $"### Folds\n\n{Folds()}";
        yield return $"### Labels\n\n{Pooling}{MetricsText.Labels(pooled)}";
        yield return $"### Confusion matrix\n\n{MetricsText.Confusion(pooled)}";
        if (NewSpeakers() is { Length: > 0 } text)
            yield return text;
        foreach (var plot in plots)
            yield return MetricsText.Plot(plot.Title, plot.Path);
        yield return $"Every test row with its probabilities: [{predictions}]({predictions}).\n";
    }

    private string Corpora()
    {
        var table = new MarkdownTable("part", "clips", "rows", "speakers", "accuracy", "UAR", "macro F1", "log loss", "calibration error");
        foreach (var (corpus, figures) in ProtocolFigures.ByCorpus(run))
            AddScope(table, corpus, figures);
        foreach (var (gender, figures) in ProtocolFigures.ByGender(run, corpus: null))
            AddScope(table, gender.ToString().ToLowerInvariant(), figures);
        AddScope(table, "all", _figures);
        return table.ToString();
    }

    /// <summary>What confidence and single labels are worth on new speakers; nothing where the protocol does not tell.</summary>
    private string NewSpeakers()
    {
        if (run.Protocol != SpeakerProtocol.Name)
            return "";

        var lines = new List<string>();
        if (Certainty.Limit(run) is { } limit)
            lines.Add($"Certain from a confidence of {Figure.Number(limit)} on. {Certain(Certainty.Of(run))}");
        if (LabelDetection.Of(run, LabelDetection.Anger) is { } anger)
            lines.Add(Anger(anger));
        return lines.Count == 0 ? "" : $"### Relying on it\n\n{string.Concat(lines.Select(line => $"- {line}\n"))}";
    }

    private static string Certain(CertainShare? certain) => certain is null
        ? "The folds are too small to tell what that is worth."
        : $"Each fold judged by the limit of the others: {Figure.Percent(certain.Share)} of the rows are certain, and {Figure.Percent(certain.Accuracy)} of "
            + "these are right.";

    private static string Anger(Detection anger) =>
        $"Angry or not: the area under the curve is {Figure.Number(anger.Area)}. From a probability of {Figure.Number(anger.Threshold)} on a clip is best taken "
            + $"for angry (Youden's J). Each fold judged by the threshold of the others: {Figure.Percent(anger.TruePositiveRate)} of the angry rows are "
            + $"found, {Figure.Percent(anger.FalsePositiveRate)} of the others are taken for angry, and {Figure.Percent(anger.Precision)} of those taken for "
            + "angry are.";

    private static void AddScope(MarkdownTable table, string name, ProtocolFigures figures) => table.Add(
        name,
        Figure.Count(figures.Pooled.Clips),
        Figure.Count(figures.Pooled.Rows),
        Figure.Count(figures.Pooled.Speakers.Count),
        Figure.Percent(figures.Accuracy),
        Figure.Percent(figures.Uar),
        Figure.Percent(figures.MacroF1),
        Figure.Number(figures.LogLoss),
        Figure.Number(figures.CalibrationError));

    private string Folds()
    {
        var table = new MarkdownTable("fold", "speakers", "trained on", "tested on", "epoch kept", "accuracy", "UAR", "macro F1");
        var measured = run.Folds.Join(
            _figures.Folds, fold => fold.Name, figures => figures.Name, (fold, figures) => (Fold: fold, figures.Metrics));
        foreach (var (fold, metrics) in measured)
        {
            table.Add(
                fold.Name,
                Figure.Count(metrics.Speakers.Count),
                Figure.Count(fold.TrainingRows),
                Figure.Count(metrics.Rows),
                fold.History.Count == 0 ? "–" : Figure.Count(fold.KeptEpoch),
                Figure.Percent(metrics.Accuracy),
                Figure.Percent(metrics.Uar),
                Figure.Percent(metrics.MacroF1));
        }

        return table.ToString();
    }
}
