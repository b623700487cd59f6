using Emotion.Plotting;
using Emotion.Training.Measuring;
using ScottPlot;

namespace Emotion.Training.Reporting.Plots;

/// <summary>Each speaker's accuracy, sorted within a corpus, with the corpus's mean.</summary>
public static class SpeakerPlot
{
    private const int RowHeight = 14;

    private static readonly (MarkerShape Shape, Color Color)[] Marks =
    [
        (MarkerShape.FilledCircle, PictureStyle.Dark),
        (MarkerShape.OpenSquare, PictureStyle.Accent),
        (MarkerShape.FilledTriangleUp, Colors.Black),
        (MarkerShape.OpenDiamond, PictureStyle.Dark),
    ];

    /// <summary>Draws it: a row per speaker, so that a hundred fit on a page.</summary>
    public static Picture Draw(IReadOnlyList<SpeakerAccuracy> speakers)
    {
        var sorted = speakers
            .OrderBy(speaker => speaker.Speaker.Corpus, StringComparer.Ordinal)
            .ThenByDescending(speaker => speaker.Accuracy)
            .ThenBy(speaker => speaker.Speaker.Id, StringComparer.Ordinal)
            .ToList();
        var picture = new Picture(680, 130 + RowHeight * (sorted.Count + LegendRows(sorted)));
        var plot = picture.Add("Accuracy by speaker", "accuracy", "");
        foreach (var (turn, corpus) in sorted.Index().GroupBy(speaker => speaker.Item.Speaker.Corpus).Index())
        {
            Coordinates[] points = [.. corpus.Select(speaker => new Coordinates(speaker.Item.Accuracy, speaker.Index))];
            AddCorpus(plot, corpus.Key, points, Marks[turn % Marks.Length]);
        }

        Axis.Shares(plot.Axes.Bottom, margin: 0.02);
        Axis.Names(plot.Axes.Left, [.. sorted.Select(speaker => speaker.Speaker.Id)]);
        plot.Axes.Left.TickLabelStyle.FontSize = RowHeight - 3;
        plot.Axes.SetLimitsY(sorted.Count + LegendRows(sorted), -1);
        plot.Grid.YAxisStyle.IsVisible = false;
        plot.ShowLegend(Alignment.LowerRight);
        return picture;
    }

    /// <summary>Left free below the speakers.</summary>
    private static int LegendRows(IEnumerable<SpeakerAccuracy> speakers) =>
        1 + 2 * speakers.Select(speaker => speaker.Speaker.Corpus).Distinct().Count();

    private static void AddCorpus(Plot plot, string corpus, Coordinates[] speakers, (MarkerShape Shape, Color Color) mark)
    {
        foreach (var speaker in speakers)
        {
            var stem = plot.Add.Line(0, speaker.Y, speaker.X, speaker.Y);
            (stem.LineColor, stem.LineWidth) = (PictureStyle.Light, 1);
        }

        var mean = speakers.Average(speaker => speaker.X);
        var line = plot.Add.Line(mean, speakers[0].Y - 0.5, mean, speakers[^1].Y + 0.5);
        (line.LineColor, line.LineWidth) = (Colors.Black, 1.5f);
        var dots = plot.Add.Markers(speakers, mark.Shape, 8, mark.Color);
        dots.LegendText = $"{corpus}: {speakers.Length} speakers, mean {Figure.Percent(mean)} (line)";
    }
}
