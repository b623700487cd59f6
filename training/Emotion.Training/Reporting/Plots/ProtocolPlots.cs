using Emotion.Plotting;
using Emotion.Training.Measuring;
using Emotion.Training.Protocols;

namespace Emotion.Training.Reporting.Plots;

/// <summary>All plots of a protocol, in folder <c>plots</c> of a report.</summary>
public static class ProtocolPlots
{
    private const string Folder = "plots";

    /// <summary>Draws them, each as PNG and as SVG.</summary>
    /// <param name="folder">The report's folder.</param>
    /// <param name="run">The protocol, carried out.</param>
    public static IReadOnlyList<PlotFile> Write(string folder, ProtocolRun run)
    {
        var plots = new List<PlotFile>();
        if (run.Folds.Any(fold => fold.History.Count > 0))
            plots.Add(Save(folder, "Loss and accuracy over epochs", $"{run.Protocol}-curves", LearningCurves.Draw(run.Folds)));
        plots.AddRange(Write(folder, run.Protocol, ProtocolFigures.Of(run).Pooled));
        if (run.Protocol == SpeakerProtocol.Name && LabelDetection.Curve(run, LabelDetection.Anger) is { } anger)
            plots.Add(Save(folder, "Angry against the rest", $"{run.Protocol}-angry", RocPlot.Draw(anger, LabelDetection.Anger)));
        return plots;
    }

    /// <summary>Draws what needs no training: confusion, reliability and speakers.</summary>
    /// <param name="folder">The report's folder.</param>
    /// <param name="name">What the files' names begin with.</param>
    /// <param name="metrics">The figures.</param>
    public static IReadOnlyList<PlotFile> Write(string folder, string name, Metrics metrics) =>
    [
        Save(folder, "Confusion matrix", $"{name}-confusion", ConfusionPlot.Draw(metrics)),
        Save(folder, "Reliability diagram", $"{name}-reliability", ReliabilityPlot.Draw(metrics.Calibration)),
        Save(folder, "Accuracy by speaker", $"{name}-speakers", SpeakerPlot.Draw(metrics.Speakers)),
    ];

    private static PlotFile Save(string folder, string title, string name, Picture picture)
    {
        Directory.CreateDirectory(Path.Combine(folder, Folder));
        picture.Save(Path.Combine(folder, Folder, name));
        return new PlotFile(title, $"{Folder}/{name}");
    }
}
