using Emotion.Training.Measuring;

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
        foreach (var plot in plots)
            yield return MetricsText.Plot(plot.Title, plot.Path);
        yield return $"Every test row with its probabilities: [{predictions}]({predictions}).\n";
    }

    private string Corpora()
    {
        var table = new MarkdownTable("corpus", "clips", "rows", "speakers", "accuracy", "UAR", "macro F1", "log loss", "calibration error");
        foreach (var (corpus, figures) in ProtocolFigures.ByCorpus(run))
            AddScope(table, corpus, figures);
        AddScope(table, "all", _figures);
        return table.ToString();
    }

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
                Figure.Count(fold.KeptEpoch),
                Figure.Percent(metrics.Accuracy),
                Figure.Percent(metrics.Uar),
                Figure.Percent(metrics.MacroF1));
        }

        return table.ToString();
    }
}
