using ScottPlot;

namespace Emotion.Training.Describing;

/// <summary>How all pictures look: sober, and told apart by lightness, so that a grey print shows the same.</summary>
internal static class Pictures
{
    /// <summary>For ticks and values, in pixels.</summary>
    public const float SmallFont = 13;

    private const float LabelFont = 15;
    private const float TitleFont = 17;

    // From dark to light; in grey they have 25, 75, 50 and 90 % lightness.
    private static readonly Color[] Fills = [Color.FromHex("#1b3a5c"), Color.FromHex("#f2b35e"), Color.FromHex("#4f8a8b"), Color.FromHex("#e4e4e4")];

    /// <summary>The fill of the bars of a corpus.</summary>
    public static Color Fill(int index) => Fills[index % Fills.Length];

    /// <summary>An empty plot with its labels; an empty label takes no room.</summary>
    public static Plot NewPlot(string title, string xLabel, string yLabel)
    {
        var plot = new Plot();
        plot.Title(title, TitleFont);
        plot.XLabel(xLabel, LabelFont);
        plot.YLabel(yLabel, LabelFont);
        plot.Axes.Bottom.TickLabelStyle.FontSize = SmallFont;
        plot.Axes.Left.TickLabelStyle.FontSize = SmallFont;
        plot.Legend.FontSize = SmallFont;
        return plot;
    }
}
