using System.Globalization;
using Emotion.Audio.Recordings;
using Emotion.Inference;
using Emotion.Pipeline.Results;
using Emotion.Plotting;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Emotion.Cli.Inspecting;

/// <summary>Waveform, mel spectrogram and emotions of one file, above each other over the same time; without time, the probabilities of a clip.</summary>
internal static class InspectionPicture
{
    private const int Width = 1000;
    private const int Height = 900;
    private const int Columns = 1600; // about as many as the picture has pixels
    private static readonly Color NoWindow = new(225, 225, 225);
    private static readonly double[] Frequencies = [100, 500, 1000, 2000, 4000, 7000];

    /// <summary>The same for all three, so that their time axes stand above each other.</summary>
    private static readonly PixelPadding Frame = new(left: 85, right: 110, bottom: 55, top: 46);

    /// <summary>Draws it.</summary>
    /// <param name="name">Of the file.</param>
    /// <param name="overview">Its sound.</param>
    /// <param name="prediction">What the model says of it.</param>
    /// <param name="segments">The windows of a recording; none for a clip.</param>
    public static Picture Draw(string name, SoundOverview overview, Prediction prediction, IReadOnlyList<ClipSegment> segments)
    {
        var picture = new Picture(Width, Height) { Layout = new ScottPlot.MultiplotLayouts.Rows() };
        AddWaveform(picture, name, overview);
        AddSpectrogram(picture, overview);
        if (segments.Count > 0)
            AddTimeline(picture, overview.Seconds, segments);
        else
            AddProbabilities(picture, prediction);
        return picture;
    }

    private static void AddWaveform(Picture picture, string name, SoundOverview overview)
    {
        var plot = picture.Add(name, TimeAxis.Label(overview.Seconds), "amplitude (1 = full scale)");
        var step = overview.Seconds / overview.Lowest.Length;
        var times = overview.Lowest.Select((_, i) => (i + 0.5) * step).ToArray();
        var fill = plot.Add.FillY(times, [.. overview.Lowest.Select(low => (double)low)], [.. overview.Highest.Select(high => (double)high)]);
        fill.FillColor = PictureStyle.Dark;
        fill.LineColor = PictureStyle.Dark;
        fill.LineWidth = 1;
        var peak = Math.Max(1e-3, overview.Lowest.Concat(overview.Highest).Max(Math.Abs));
        Finish(plot, overview.Seconds, -1.05 * peak, 1.05 * peak);
    }

    private static void AddSpectrogram(Picture picture, SoundOverview overview)
    {
        var plot = picture.Add("", TimeAxis.Label(overview.Seconds), "frequency (Hz, mel scale)");
        var bands = overview.Decibels.GetLength(0);
        var map = plot.Add.Heatmap(overview.Decibels);
        map.Colormap = new ScottPlot.Colormaps.Magma();
        map.FlipVertically = true;
        map.Extent = Cells(0, overview.Seconds, overview.Decibels.GetLength(1), 0, bands);
        map.ManualRange = new ScottPlot.Range(-80, 0);
        AddScale(plot, map, "level (dB, loudest = 0)");
        plot.Axes.Left.TickGenerator = new NumericManual(
            [.. Frequencies.Select(hz => new Tick(SoundOverview.BandAt(hz) + 0.5, hz.ToString("0", CultureInfo.InvariantCulture)))]);
        Finish(plot, overview.Seconds, 0, bands);
    }

    /// <summary>A row per emotion, and over time the window that lies nearest, as on the page; where there is no window, nothing.</summary>
    private static void AddTimeline(Picture picture, double seconds, IReadOnlyList<ClipSegment> segments)
    {
        var plot = picture.Add("", $"{TimeAxis.Label(seconds)}; where windows overlap the nearer is drawn, grey: in no window", "");
        var labels = segments[0].Prediction.Probabilities.Keys.Reverse().ToList();
        var grid = new double[labels.Count, Columns];
        for (var (column, window) = (0, 0); column < Columns; column++)
        {
            var time = (column + 0.5) * seconds / Columns;
            while (window + 1 < segments.Count && time >= Border(segments[window], segments[window + 1]))
                window++;
            var isInside = segments[window].StartSeconds <= time && time < segments[window].EndSeconds;
            for (var row = 0; row < labels.Count; row++)
                grid[row, column] = isInside ? segments[window].Prediction.Probabilities[labels[row]] : double.NaN;
        }

        var map = plot.Add.Heatmap(grid);
        map.Colormap = new ScottPlot.Colormaps.Blues().Reversed();
        map.NaNCellColor = NoWindow;
        map.FlipVertically = true;
        map.Extent = Cells(0, seconds, Columns, -0.5, labels.Count);
        map.ManualRange = new ScottPlot.Range(0, 1);
        AddScale(plot, map, "probability");
        Axis.Names(plot.Axes.Left, labels);
        plot.HideGrid();
        Finish(plot, seconds, -0.5, labels.Count - 0.5);
    }

    /// <summary>From where on the latter window lies nearer.</summary>
    private static double Border(ClipSegment former, ClipSegment latter) => (former.EndSeconds + latter.StartSeconds) / 2;

    private static void AddProbabilities(Picture picture, Prediction prediction)
    {
        var plot = picture.Add("", "probability", "");
        var labels = prediction.Probabilities.Keys.Reverse().ToList();
        var bars = plot.Add.Bars(labels.Select((label, row) => new Bar
        {
            Value = prediction.Probabilities[label],
            Position = row,
            Orientation = Orientation.Horizontal,
            FillColor = label == prediction.Emotion ? PictureStyle.Dark : PictureStyle.Light,
            LineWidth = 0,
            ValueLabel = prediction.Probabilities[label].ToString("0 %", CultureInfo.InvariantCulture),
        }).ToArray());
        bars.Horizontal = true;
        bars.ValueLabelStyle.FontSize = PictureStyle.FontSize - 1;
        PictureStyle.SetFont(plot);
        Axis.Names(plot.Axes.Left, labels);
        plot.Layout.Fixed(Frame);
        plot.Axes.SetLimits(0, 1.08, -0.5, labels.Count - 0.5);
        Axis.Shares(plot.Axes.Bottom, margin: 0.08);
    }

    private static void AddScale(Plot plot, ScottPlot.Plottables.Heatmap map, string label)
    {
        var scale = plot.Add.ColorBar(map);
        scale.Label = label;
        scale.LabelStyle.FontSize = PictureStyle.FontSize - 1;
        scale.LabelStyle.Bold = false;
    }

    private static void Finish(Plot plot, double seconds, double bottom, double top)
    {
        plot.Axes.Bottom.TickGenerator = TimeAxis.Ticks(seconds);
        PictureStyle.SetFont(plot);
        plot.Layout.Fixed(Frame);
        plot.Axes.SetLimits(0, seconds, bottom, top);
    }

    /// <summary>The extent of a heatmap, which goes from the middle of its first cell to that of its last.</summary>
    private static CoordinateRect Cells(double left, double right, int columns, double bottom, int rows)
    {
        var half = (right - left) / columns / 2;
        return new CoordinateRect(left + half, right - half, bottom + 0.5, bottom + rows - 0.5);
    }
}
