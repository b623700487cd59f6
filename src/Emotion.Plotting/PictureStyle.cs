using ScottPlot;
using SkiaSharp;

namespace Emotion.Plotting;

/// <summary>How all plots look: sober, and told apart by lightness and marks, so that a grey print shows the same.</summary>
public static class PictureStyle
{
    /// <summary>Of labels, in points; ticks and legends are a little smaller.</summary>
    public const float FontSize = 14;

    /// <summary>For what matters most.</summary>
    public static readonly Color Dark = new(8, 48, 107);

    /// <summary>For what stands beside it.</summary>
    public static readonly Color Accent = new(200, 80, 0);

    /// <summary>For areas.</summary>
    public static readonly Color Light = new(158, 188, 218);

    /// <summary>For lines that only guide the eye.</summary>
    public static readonly Color Faint = new(130, 130, 130);

    /// <summary>Those of common systems; what has none of them draws with its default font.</summary>
    private static readonly string[] SansSerif = ["DejaVu Sans", "Liberation Sans", "Noto Sans", "Segoe UI", "Helvetica Neue", "Arial"];

    private static readonly string Font = SansSerif.FirstOrDefault(SKFontManager.Default.FontFamilies.Contains) ?? Fonts.Default;

    /// <summary>What to tell the user where the system has no font at all, as in bare containers: Skia draws no text then, and says nothing.</summary>
    public static string? Warning => SKTypeface.Default.GlyphCount > 0
        ? null
        : "warning: this system has no fonts, so the plots carry no text. Install some, such as fonts-dejavu-core.";

    /// <summary>An empty plot with its labels; an empty label takes no room.</summary>
    public static Plot NewPlot(string title, string x, string y)
    {
        var plot = new Plot();
        plot.Title(title, FontSize + 1);
        plot.XLabel(x, FontSize);
        plot.YLabel(y, FontSize);
        foreach (var axis in plot.Axes.GetAxes())
        {
            axis.Label.Bold = false;
            axis.TickLabelStyle.FontSize = FontSize - 1;
        }

        plot.Axes.Title.Label.Bold = false;
        plot.Legend.FontSize = FontSize - 1;
        plot.Legend.ShadowColor = Colors.Transparent;
        plot.Legend.OutlineColor = Faint;
        SetFont(plot);
        return plot;
    }

    /// <summary>Gives a plot's parts the font, those that were added later too.</summary>
    public static void SetFont(Plot plot) => plot.Font.Set(Font);
}
