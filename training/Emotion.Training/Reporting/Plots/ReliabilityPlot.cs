using Emotion.Plotting;
using Emotion.Training.Measuring;
using ScottPlot;
using ScottPlot.MultiplotLayouts;

namespace Emotion.Training.Reporting.Plots;

/// <summary>The reliability diagram (Guo et al. 2017): accuracy by confidence, its gap to the diagonal, and how many rows each bin has.</summary>
public static class ReliabilityPlot
{
    private static readonly PixelPadding Padding = new(left: 80, right: 30, bottom: 55, top: 35);

    /// <summary>Draws it.</summary>
    public static Picture Draw(Calibration calibration)
    {
        var picture = new Picture(620, 720);
        var reliability = picture.Add($"Reliability: expected calibration error {Figure.Number(calibration.Error)}", "confidence", "accuracy");
        var histogram = picture.Add("", "confidence", "rows");
        var layout = new CustomGrid();
        layout.Set(reliability, new GridCell(0, 0, rowCount: 10, colCount: 1, rowSpan: 7, colSpan: 1));
        layout.Set(histogram, new GridCell(7, 0, rowCount: 10, colCount: 1, rowSpan: 3, colSpan: 1));
        picture.Layout = layout;

        AddReliability(reliability, calibration);
        AddHistogram(histogram, calibration);
        return picture;
    }

    private static void AddReliability(Plot plot, Calibration calibration)
    {
        var bins = calibration.Bins.Where(bin => bin.Rows > 0).ToList();
        plot.Add.Bars(bins.Select(bin => Box(bin, bin.Accuracy!.Value)).ToArray()).LegendText = "accuracy";
        var diagonal = plot.Add.Line(0, 0, 1, 1);
        (diagonal.LineColor, diagonal.LineWidth, diagonal.LegendText) = (Colors.Black, 1.5f, "as often right as it says");
        foreach (var bin in bins)
        {
            var gap = plot.Add.Line(bin.Confidence!.Value, bin.Accuracy!.Value, bin.Confidence.Value, bin.Confidence.Value);
            (gap.LineColor, gap.LineWidth) = (PictureStyle.Accent, 3);
        }

        var points = bins.Select(bin => new Coordinates(bin.Confidence!.Value, bin.Accuracy!.Value)).ToArray();
        plot.Add.Markers(points, MarkerShape.FilledDiamond, 10, PictureStyle.Accent).LegendText = "gap, at the mean confidence";

        Axis.Shares(plot.Axes.Bottom);
        Axis.Shares(plot.Axes.Left);
        plot.Layout.Fixed(Padding);
        plot.ShowLegend(Alignment.UpperLeft);
    }

    private static void AddHistogram(Plot plot, Calibration calibration)
    {
        plot.Add.Bars(calibration.Bins.Select(bin => Box(bin, bin.Rows)).ToArray());
        Axis.Shares(plot.Axes.Bottom);
        plot.Axes.SetLimitsY(0, 1.1 * calibration.Bins.Max(bin => bin.Rows));
        plot.Layout.Fixed(Padding with { Top = 5 });
    }

    private static Bar Box(ReliabilityBin bin, double height) => new()
    {
        Position = (bin.From + bin.To) / 2,
        Size = bin.To - bin.From,
        Value = height,
        FillColor = PictureStyle.Light,
        LineColor = PictureStyle.Dark,
        LineWidth = 1,
    };
}
