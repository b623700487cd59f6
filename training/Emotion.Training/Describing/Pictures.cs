using ScottPlot;
using SkiaSharp;

namespace Emotion.Training.Describing;

/// <summary>How all pictures look: sober, and told apart by lightness, so that a grey print shows the same.</summary>
internal static class Pictures
{
    /// <summary>For ticks and values, in pixels.</summary>
    public const float SmallFont = 13;

    private const float LabelFont = 15;
    private const float TitleFont = 17;

    private static readonly string[] SansSerifs = ["DejaVu Sans", "Liberation Sans", "Noto Sans", "Segoe UI", "Arial", "Helvetica"];

    // Dark, light, middle, lightest: neighbours differ in grey too.
    private static readonly Color[] Fills = [Color.FromHex("#1b3a5c"), Color.FromHex("#f2b35e"), Color.FromHex("#4f8a8b"), Color.FromHex("#e4e4e4")];

    /// <summary>Whether the system has any font. Where it has none, as in bare containers, Skia draws no text, and says nothing.</summary>
    public static bool CanWrite => SKTypeface.Default.GlyphCount > 0;

    private static string Font => SansSerifs.FirstOrDefault(SKFontManager.Default.FontFamilies.Contains) ?? Fonts.Default;

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
        foreach (var label in new[] { plot.Axes.Bottom.Label, plot.Axes.Left.Label })
            label.Bold = false;
        plot.Legend.FontSize = SmallFont;
        plot.Legend.OutlineWidth = 0;
        plot.Legend.ShadowColor = Colors.Transparent;
        plot.Font.Set(Font);
        return plot;
    }
}
