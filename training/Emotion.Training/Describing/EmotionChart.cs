using System.Globalization;
using Emotion.Inference;
using Emotion.Training.Corpora;
using ScottPlot;

namespace Emotion.Training.Describing;

/// <summary>The bar chart of clips per emotion, a bar for each corpus.</summary>
public static class EmotionChart
{
    private const double GroupWidth = 0.8; // of the distance between two emotions

    /// <summary>Draws it.</summary>
    public static Plot Draw(CorpusReport report)
    {
        var labels = EmotionLabels.All.Where(label => report.Corpora.Any(corpus => corpus.Emotions.ContainsKey(label))).ToList();
        var plot = Pictures.NewPlot("Clips per emotion", "", "clips");
        foreach (var (i, corpus) in report.Corpora.Index())
            AddBars(plot, corpus, labels, i, report.Corpora.Count);

        plot.Axes.Bottom.SetTicks([.. labels.Select((_, i) => (double)i)], [.. labels]);
        plot.Axes.Bottom.MajorTickStyle.Length = 0;
        plot.Grid.XAxisStyle.IsVisible = false;
        plot.Axes.Margins(bottom: 0, top: 0.15);
        plot.Axes.Left.MinorTickStyle.Length = 0;
        plot.ShowLegend(Edge.Bottom).Alignment = Alignment.MiddleCenter;
        return plot;
    }

    private static void AddBars(Plot plot, CorpusSummary corpus, IReadOnlyList<string> labels, int index, int corpora)
    {
        var width = GroupWidth / corpora;
        var bars = labels.Index()
            .Select(label => NewBar(corpus.Emotions.GetValueOrDefault(label.Item), label.Index + width * (index - (corpora - 1) / 2.0), width, Pictures.Fill(index)))
            .ToArray();
        var series = plot.Add.Bars(bars);
        series.ValueLabelStyle.FontSize = Pictures.SmallFont;
        series.LegendText = string.Create(
            CultureInfo.InvariantCulture, $"{corpus.Id}: {corpus.Clips:N0} clips, {corpus.Speakers.Total} speakers, {corpus.Hours:0.0} h");
    }

    private static Bar NewBar(int clips, double position, double width, Color fill) => new()
    {
        Value = clips,
        Position = position,
        Size = 0.94 * width,
        FillColor = fill,
        LineColor = Colors.Black,
        LineWidth = 1,
        ValueLabel = clips.ToString("N0", CultureInfo.InvariantCulture),
    };
}
