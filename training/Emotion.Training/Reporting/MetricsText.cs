using Emotion.Training.Measuring;

namespace Emotion.Training.Reporting;

/// <summary>The tables of a report that training and evaluation share.</summary>
public static class MetricsText
{
    /// <summary>Precision, recall and F1 of each label.</summary>
    public static string Labels(Metrics metrics)
    {
        var table = new MarkdownTable("label", "rows", "given", "precision", "recall", "F1");
        foreach (var label in metrics.Confusion.Classes)
        {
            table.Add(
                label.Label,
                Figure.Count(label.Support),
                Figure.Count(label.Given),
                Figure.Percent(label.Precision),
                Figure.Percent(label.Recall),
                Figure.Percent(label.F1));
        }

        return table.ToString();
    }

    /// <summary>The confusion matrix: a row per true label, a column per given one.</summary>
    public static string Confusion(Metrics metrics)
    {
        var table = new MarkdownTable(["true \\ given", .. metrics.Labels]);
        foreach (var (label, counts) in metrics.Labels.Zip(metrics.Confusion.Counts))
            table.Add([label, .. counts.Select(Figure.Count)]);
        return table.ToString();
    }

    /// <summary>The 95 % intervals in two sentences.</summary>
    public static string Intervals(Metrics metrics) =>
        $"95 % interval of the UAR, drawing speakers: {Figure.Percent(metrics.UarInterval)}. "
            + $"Of the accuracy, if all rows were independent (Wilson): {Figure.Percent(metrics.AccuracyInterval)}.";

    /// <summary>The speakers in a sentence: how many, and how differently well they are told.</summary>
    public static string Speakers(Metrics metrics)
    {
        var told = metrics.Speakers.OrderBy(speaker => speaker.Accuracy).ToList();
        var (worst, best) = (told[0], told[^1]);
        return told.Count == 1
            ? $"One speaker, {worst.Speaker.Id}."
            : $"{told.Count} speakers; accuracy from {Figure.Percent(worst.Accuracy)} ({worst.Speaker.Id}) to {Figure.Percent(best.Accuracy)} "
                + $"({best.Speaker.Id}), median {Figure.Percent(Median(told))}.";
    }

    /// <summary>A plot by its path within the report's folder, without extension.</summary>
    public static string Plot(string title, string path) => $"[![{title}]({path}.png)]({path}.svg)\n";

    private static double Median(List<SpeakerAccuracy> sorted) =>
        (sorted[(sorted.Count - 1) / 2].Accuracy + sorted[sorted.Count / 2].Accuracy) / 2;
}
