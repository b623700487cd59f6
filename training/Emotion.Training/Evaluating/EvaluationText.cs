using Emotion.Training.Measuring;
using Emotion.Training.Reporting;

namespace Emotion.Training.Evaluating;

/// <summary>An evaluation for people: what the command prints, and <c>report.md</c>.</summary>
public static class EvaluationText
{
    /// <summary>Writes it down.</summary>
    /// <param name="evaluation">The evaluation.</param>
    /// <param name="plots">The plots to show; none on a terminal.</param>
    public static string Of(ModelEvaluation evaluation, IReadOnlyList<PlotFile> plots) => string.Join('\n', Parts(evaluation, plots));

    private static IEnumerable<string> Parts(ModelEvaluation evaluation, IReadOnlyList<PlotFile> plots)
    {
        var overall = evaluation.Overall;
        yield return $"# Evaluation of {evaluation.Card.Version}\n\n{Data(EvaluationRecord.Of(evaluation).Data)}";
        yield return Summary(evaluation, overall);
        yield return $"{MetricsText.Intervals(overall)}\n"
            + $"Guessing gives a UAR of {Figure.Percent(1.0 / overall.Confusion.Recall.Count)} at best. {MetricsText.Speakers(overall)}\n";
        yield return $"## Labels\n\n{MetricsText.Labels(overall)}";
        yield return $"## Confusion matrix\n\n{MetricsText.Confusion(overall)}";
        foreach (var plot in plots)
            yield return MetricsText.Plot(plot.Title, plot.Path);
    }

    private static string Summary(ModelEvaluation evaluation, Metrics overall)
    {
        var table = new MarkdownTable("part", "clips", "speakers", "accuracy", "UAR", "macro F1", "log loss", "calibration error");
        AddPart(table, "all", overall);
        foreach (var (name, metrics) in Parts(evaluation.ByCorpus).Concat(Parts(evaluation.ByGender)))
            AddPart(table, name, metrics);
        return table.ToString();
    }

    /// <summary>A single part would repeat the whole.</summary>
    private static IReadOnlyDictionary<string, Metrics> Parts(IReadOnlyDictionary<string, Metrics> parts) =>
        parts.Count > 1 ? parts : new Dictionary<string, Metrics>();

    private static void AddPart(MarkdownTable table, string name, Metrics metrics) => table.Add(
        name,
        Figure.Count(metrics.Clips),
        Figure.Count(metrics.Speakers.Count),
        Figure.Percent(metrics.Accuracy),
        Figure.Percent(metrics.Uar),
        Figure.Percent(metrics.MacroF1),
        Figure.Number(metrics.LogLoss),
        Figure.Number(metrics.Calibration.Error));

    private static string Data(DataRecord data)
    {
        var lines = new List<string> { $"{data.ClipsScored} of {data.ClipsFound} clips were scored (evaluation set {data.EvaluationSet})." };
        lines.AddRange(data.Corpora.Where(corpus => corpus.TrainedOn).Select(corpus =>
            $"The model was trained on {corpus.Name}: unless these clips were kept from it, the figures are not those of new voices."));
        lines.AddRange(data.ExcludedLabels.Select(label => $"Excluded: {label.Value} clips labelled {label.Key}, which the model cannot give."));
        lines.AddRange(data.UnknownLabels.Select(label => $"Not read: {label.Value} clips labelled '{label.Key}', which is no emotion known here."));
        lines.AddRange(data.LeftOut.Select(leftOut => $"Left out: {leftOut.Corpus}/{leftOut.Clip}: {leftOut.Reason}"));
        return string.Concat(lines.Select(line => $"- {line}\n"));
    }
}
