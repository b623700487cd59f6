using System.Globalization;
using Emotion.Inference;
using Emotion.Plotting;
using Emotion.Training.Corpora;
using ScottPlot;

namespace Emotion.Training.Describing;

/// <summary>The bar chart of clips per emotion, a bar for each corpus.</summary>
public static class EmotionChart
{
    private const double GroupWidth = 0.8; // of the distance between two emotions

    // Dark, light, middle, lightest: neighbours differ in grey too.
    private static readonly Color[] Fills = [PictureStyle.Dark, Color.FromHex("#f2b35e"), Color.FromHex("#4f8a8b"), Color.FromHex("#e4e4e4")];

    /// <summary>Draws it.</summary>
    public static Picture Draw(CorpusReport report)
    {
        var labels = EmotionLabels.All.Where(label => report.Corpora.Any(corpus => corpus.Emotions.ContainsKey(label))).ToList();
        var picture = new Picture(1000, 540);
        var plot = picture.Add("Clips per emotion", "", "clips");
        foreach (var (i, corpus) in report.Corpora.Index())
            AddBars(plot, corpus, labels, i, report.Corpora.Count);

        Axis.Names(plot.Axes.Bottom, labels);
        plot.Grid.XAxisStyle.IsVisible = false;
        plot.Axes.Margins(bottom: 0, top: 0.15);
        plot.Axes.Left.MinorTickStyle.Length = 0;
        plot.Legend.OutlineWidth = 0;
        plot.ShowLegend(Edge.Bottom).Alignment = Alignment.MiddleCenter;
        return picture;
    }

    private static void AddBars(Plot plot, CorpusSummary corpus, IReadOnlyList<string> labels, int index, int corpora)
    {
        var width = GroupWidth / corpora;
        var bars = labels.Index()
            .Select(label => NewBar(corpus.Emotions.GetValueOrDefault(label.Item), label.Index + width * (index - (corpora - 1) / 2.0), width, Fills[index % Fills.Length]))
            .ToArray();
        var series = plot.Add.Bars(bars);
        series.ValueLabelStyle.FontSize = PictureStyle.FontSize - 1;
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
