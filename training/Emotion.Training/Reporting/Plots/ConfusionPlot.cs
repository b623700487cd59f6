using System.Globalization;
using Emotion.Plotting;
using Emotion.Training.Measuring;
using ScottPlot;

namespace Emotion.Training.Reporting.Plots;

/// <summary>The confusion matrix: counts in the cells, shaded by their share of the true label's row.</summary>
public static class ConfusionPlot
{
    private const double DarkFrom = 0.65; // where white on the shade reads better than black

    /// <summary>Draws it.</summary>
    public static Picture Draw(Metrics metrics)
    {
        var labels = metrics.Labels;
        var picture = new Picture(240 + 74 * labels.Count, 130 + 62 * labels.Count);
        var plot = picture.Add("Confusion matrix: counts, and shares of each true label", "label given", "true label");
        foreach (var (row, counts) in metrics.Confusion.Counts.Index())
        {
            var all = counts.Sum();
            foreach (var (column, count) in counts.Index())
                AddCell(plot, column, row, count, all);
        }

        Axis.Names(plot.Axes.Bottom, labels);
        Axis.Names(plot.Axes.Left, [.. metrics.Confusion.Classes.Select(label => $"{label.Label} ({label.Support})")]);
        plot.HideGrid();
        plot.Axes.SetLimits(-0.5, labels.Count - 0.5, labels.Count - 0.5, -0.5);
        return picture;
    }

    private static void AddCell(Plot plot, int column, int row, int count, int all)
    {
        var share = all > 0 ? (double)count / all : 0;
        var cell = plot.Add.Rectangle(column - 0.5, column + 0.5, row - 0.5, row + 0.5);
        cell.FillColor = Colors.White.MixedWith(PictureStyle.Dark, share);
        cell.LineColor = PictureStyle.Light;
        cell.LineWidth = 1;

        var ink = share >= DarkFrom ? Colors.White : Colors.Black;
        AddText(plot, count.ToString(CultureInfo.InvariantCulture), column, row - 0.14, 16, ink);
        if (count > 0)
            AddText(plot, share.ToString("0 %", CultureInfo.InvariantCulture), column, row + 0.22, 12, ink);
    }

    private static void AddText(Plot plot, string text, double x, double y, float size, Color ink)
    {
        var written = plot.Add.Text(text, x, y);
        written.LabelAlignment = Alignment.MiddleCenter;
        (written.LabelFontSize, written.LabelFontColor) = (size, ink);
    }
}
