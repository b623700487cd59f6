using Emotion.Plotting;
using Emotion.Training.Learning;
using Emotion.Training.Measuring;
using ScottPlot;
using ScottPlot.MultiplotLayouts;

namespace Emotion.Training.Reporting.Plots;

/// <summary>
/// Loss and accuracy over the epochs: a thin line per fold, a thick one for their mean, a mark on the epoch that was kept. The curves of training and validation
/// measure different things, most of all of networks over spectrograms: <see cref="EpochReport"/>.
/// </summary>
public static class LearningCurves
{
    private const string Training = "training, as learnt";

    /// <summary>Draws the curves of all folds.</summary>
    public static Picture Draw(IReadOnlyList<FoldRun> folds)
    {
        var picture = new Picture(1040, 460) { Layout = new Columns() };
        var loss = picture.Add("Loss", "epoch", "cross-entropy (nats)");
        AddCurves(loss, folds, PictureStyle.Dark, MarkerShape.None, Training, epoch => epoch.Loss);
        AddCurves(loss, folds, PictureStyle.Accent, MarkerShape.FilledCircle, "validation", epoch => epoch.ValidationLoss);
        MarkKept(loss, folds, epoch => epoch.ValidationLoss ?? epoch.Loss);
        loss.ShowLegend(Edge.Bottom).Alignment = Alignment.MiddleCenter; // below, where no curve runs

        var accuracy = picture.Add("Accuracy", "epoch", "accuracy");
        AddCurves(accuracy, folds, PictureStyle.Dark, MarkerShape.None, Training, epoch => epoch.Accuracy);
        AddCurves(accuracy, folds, PictureStyle.Accent, MarkerShape.FilledCircle, "validation", epoch => epoch.ValidationAccuracy);
        MarkKept(accuracy, folds, epoch => epoch.ValidationAccuracy ?? epoch.Accuracy);
        Axis.Shares(accuracy.Axes.Left);
        accuracy.ShowLegend(Edge.Bottom).Alignment = Alignment.MiddleCenter;
        return picture;
    }

    private static void AddCurves(
        Plot plot, IReadOnlyList<FoldRun> folds, Color color, MarkerShape mark, string name, Func<EpochReport, double?> figure)
    {
        var curves = folds.Select(fold => Points(fold, figure)).Where(curve => curve.Count > 0).ToList();
        if (curves.Count == 0)
            return;

        if (curves.Count > 1)
        {
            foreach (var curve in curves)
                AddLine(plot, curve, color.WithAlpha(0.4), MarkerShape.None, 1);
        }

        AddLine(plot, Mean(curves), color, mark, 2.5f).LegendText = curves.Count > 1 ? $"{name}, mean of {curves.Count} folds" : name;
    }

    private static List<Coordinates> Points(FoldRun fold, Func<EpochReport, double?> figure) =>
        [.. fold.History.Where(epoch => figure(epoch) is not null).Select(epoch => new Coordinates(epoch.Epoch, figure(epoch)!.Value))];

    /// <summary>Only as far as all folds go: where some have stopped, the mean would jump.</summary>
    private static List<Coordinates> Mean(List<List<Coordinates>> curves) =>
        [.. Enumerable.Range(0, curves.Min(curve => curve.Count)).Select(i => new Coordinates(curves[0][i].X, curves.Average(curve => curve[i].Y)))];

    private static ScottPlot.Plottables.Scatter AddLine(Plot plot, List<Coordinates> points, Color color, MarkerShape mark, float width)
    {
        var line = plot.Add.Scatter(points, color);
        (line.LineWidth, line.MarkerShape, line.MarkerSize) = (width, mark, 6);
        return line;
    }

    private static void MarkKept(Plot plot, IReadOnlyList<FoldRun> folds, Func<EpochReport, double> figure)
    {
        var kept = folds.SelectMany(fold => fold.History.Where(epoch => epoch.Epoch == fold.KeptEpoch));
        Coordinates[] points = [.. kept.Select(epoch => new Coordinates(epoch.Epoch, figure(epoch)))];
        if (points.Length > 0)
            plot.Add.Markers(points, MarkerShape.FilledDiamond, 9, Colors.Black).LegendText = "epoch kept";
    }
}
