using Emotion.Plotting;
using Emotion.Training.Measuring;
using ScottPlot;

namespace Emotion.Training.Reporting.Plots;

/// <summary>The receiver operating characteristic of a label: what is found of it, by what else is taken for it.</summary>
public static class RocPlot
{
    /// <summary>Draws it.</summary>
    /// <param name="roc">The curve.</param>
    /// <param name="label">The label.</param>
    public static Picture Draw(Roc roc, string label)
    {
        var picture = new Picture(620, 600);
        var plot = picture.Add($"{label} against the rest: area {Figure.Number(roc.Area)}", $"others taken for {label}", $"{label} found");
        var points = roc.Points.Select(point => new Coordinates(point.FalsePositiveRate, point.TruePositiveRate)).Prepend(Coordinates.Origin).ToArray();
        var curve = plot.Add.ScatterLine(points, PictureStyle.Dark);
        curve.LineWidth = 2;
        var chance = plot.Add.Line(0, 0, 1, 1);
        (chance.LineColor, chance.LineWidth, chance.LegendText) = (PictureStyle.Faint, 1.5f, "guessing");
        var best = roc.At(roc.BestThreshold);
        plot.Add.Marker(best.FalsePositiveRate, best.TruePositiveRate, MarkerShape.FilledDiamond, 12, PictureStyle.Accent)
            .LegendText = $"probability {Figure.Number(best.Threshold)} (largest difference)";

        Axis.Shares(plot.Axes.Bottom);
        Axis.Shares(plot.Axes.Left);
        plot.Axes.Right.MinimumSize = 24; // half of "100 %" stands right of the frame
        plot.ShowLegend(Alignment.LowerRight);
        return picture;
    }
}
