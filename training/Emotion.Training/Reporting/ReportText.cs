using System.Globalization;
using Emotion.Training.Measuring;

namespace Emotion.Training.Reporting;

/// <summary>The head of a training's <c>report.md</c>: what was run, and the figures at a glance.</summary>
public static class ReportText
{
    private const string Legend =
        "Accuracy is the share of rows told right; UAR, the unweighted average recall, is the mean over labels of each label's recall, and guessing\n"
        + "gives it the chance that the table names. ± is the sample standard deviation over folds; a protocol without folds has none. Log loss is in\n"
        + "nats. The calibration error is the mean gap between confidence and accuracy (15 bins). Only `speaker` says what to expect of new voices.\n";

    /// <summary>Writes the head.</summary>
    public static string Head(RunDescription run, IReadOnlyList<ProtocolRun> protocols) => string.Join('\n', Parts(run, protocols));

    private static IEnumerable<string> Parts(RunDescription run, IReadOnlyList<ProtocolRun> protocols)
    {
        yield return "# Training report\n";
        yield return Summary(protocols);
        yield return Legend;
        yield return $"## What was run\n\n    {run.Command}\n";
        yield return $"Started {run.Created.ToString("yyyy-MM-dd HH:mm 'UTC'zzz", CultureInfo.InvariantCulture)}. Network: {run.Network}. "
            + $"{run.LeftOut} clips were left out.\n";
        yield return Corpora(run);
        yield return Recipe(run);
    }

    private static string Summary(IReadOnlyList<ProtocolRun> protocols)
    {
        var table = new MarkdownTable("protocol", "folds", "test clips", "accuracy", "UAR", "chance", "macro F1", "log loss", "calibration error");
        foreach (var protocol in protocols)
        {
            var figures = ProtocolFigures.Of(protocol);
            table.Add(
                $"[{protocol.Protocol}](#{protocol.Protocol})",
                Figure.Count(figures.Folds.Count),
                Figure.Count(figures.Pooled.Clips),
                Figure.Percent(figures.Accuracy),
                Figure.Percent(figures.Uar),
                Figure.Percent(1.0 / figures.Pooled.Confusion.Recall.Count),
                Figure.Percent(figures.MacroF1),
                Figure.Number(figures.LogLoss),
                Figure.Number(figures.CalibrationError));
        }

        return table.ToString();
    }

    private static string Corpora(RunDescription run)
    {
        var table = new MarkdownTable("corpus", "clips", "speakers");
        foreach (var corpus in run.Corpora)
            table.Add(corpus.Name, Figure.Count(corpus.Clips), Figure.Count(corpus.Speakers));
        return table.ToString();
    }

    private static string Recipe(RunDescription run)
    {
        var table = new MarkdownTable("recipe", "value");
        foreach (var (name, value) in run.Recipe)
            table.Add(name, value?.ToString() ?? "none");
        return table.ToString();
    }
}
