using Emotion.Training.Measuring;
using ScottPlot;

namespace Emotion.Training.Reporting.Plots;

/// <summary>Each speaker's accuracy, sorted within a corpus, with the corpus's mean.</summary>
public static class SpeakerPlot
{
    private const float NameSize = 11;
    private const double LegendRoom = 1.15;

    private static readonly (MarkerShape Shape, Color Color)[] Marks =
    [
        (MarkerShape.FilledCircle, Drawing.Dark),
        (MarkerShape.OpenSquare, Drawing.Accent),
        (MarkerShape.FilledTriangleUp, Colors.Black),
        (MarkerShape.OpenDiamond, Drawing.Dark),
    ];

    /// <summary>Draws it.</summary>
    public static Drawing Draw(IReadOnlyList<SpeakerAccuracy> speakers)
    {
        var drawing = new Drawing(Math.Max(520, 110 + 15 * speakers.Count), 460);
        var plot = drawing.Add("Accuracy by speaker", "", "accuracy");
        var sorted = speakers
            .OrderBy(speaker => speaker.Speaker.Corpus, StringComparer.Ordinal)
            .ThenBy(speaker => speaker.Accuracy)
            .ThenBy(speaker => speaker.Speaker.Id, StringComparer.Ordinal)
            .ToList();
        foreach (var (turn, corpus) in sorted.Index().GroupBy(speaker => speaker.Item.Speaker.Corpus).Index())
            AddCorpus(plot, corpus.Key, [.. corpus.Select(speaker => new Coordinates(speaker.Index, speaker.Item.Accuracy))], Marks[turn % Marks.Length]);

        Axis.Names(plot.Axes.Bottom, [.. sorted.Select(speaker => speaker.Speaker.Id)]);
        plot.Axes.Bottom.TickLabelStyle.Rotation = -90;
        plot.Axes.Bottom.TickLabelStyle.Alignment = Alignment.MiddleRight;
        plot.Axes.Bottom.TickLabelStyle.FontSize = NameSize;
        plot.Axes.Bottom.MinimumSize = NameSize + NameSize * 0.65f * sorted.Max(speaker => speaker.Speaker.Id.Length);
        plot.Grid.XAxisStyle.IsVisible = false;
        plot.Axes.SetLimitsX(-1, sorted.Count);
        Axis.Shares(plot.Axes.Left, LegendRoom);
        plot.ShowLegend(Alignment.UpperCenter, Orientation.Horizontal);
        return drawing;
    }

    private static void AddCorpus(Plot plot, string corpus, Coordinates[] speakers, (MarkerShape Shape, Color Color) mark)
    {
        foreach (var speaker in speakers)
        {
            var stem = plot.Add.Line(speaker.X, 0, speaker.X, speaker.Y);
            (stem.LineColor, stem.LineWidth) = (Drawing.Light, 1);
        }

        var mean = speakers.Average(speaker => speaker.Y);
        var line = plot.Add.Line(speakers[0].X - 0.5, mean, speakers[^1].X + 0.5, mean);
        (line.LineColor, line.LineWidth) = (Colors.Black, 1.5f);
        var dots = plot.Add.Markers(speakers, mark.Shape, 8, mark.Color);
        dots.LegendText = $"{corpus}: {speakers.Length} speakers, mean {Figure.Percent(mean)} (line)";
    }
}
