using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ScottPlot;
using SkiaSharp;

namespace Emotion.Training.Reporting.Plots;

/// <summary>A picture made of one or more plots, to be saved for the screen and for print. Everything is told apart without colour too.</summary>
/// <remarks>Lines are never dashed, nor areas hatched: Skia leaves both out of an SVG.</remarks>
public sealed partial class Drawing
{
    /// <summary>For what matters most.</summary>
    public static readonly Color Dark = new(8, 48, 107);

    /// <summary>For what stands beside it.</summary>
    public static readonly Color Accent = new(200, 80, 0);

    /// <summary>For areas.</summary>
    public static readonly Color Light = new(158, 188, 218);

    /// <summary>For lines that only guide the eye.</summary>
    public static readonly Color Faint = new(130, 130, 130);

    private const int PixelsPerPoint = 2; // 200 dpi where a page is 10 cm wide
    private const float FontSize = 14;

    /// <summary>Those of common systems; what has none of them draws with its default font.</summary>
    private static readonly string[] SansSerif = ["DejaVu Sans", "Liberation Sans", "Noto Sans", "Segoe UI", "Helvetica Neue", "Arial"];

    private static readonly string Font = SansSerif.FirstOrDefault(SKFontManager.Default.FontFamilies.Contains) ?? Fonts.Default;

    private readonly Multiplot _plots = new();
    private readonly int _width;
    private readonly int _height;

    /// <summary>An empty picture.</summary>
    /// <param name="width">In points; the PNG has twice as many pixels.</param>
    /// <param name="height">In points.</param>
    public Drawing(int width, int height)
    {
        (_width, _height) = (width, height);
        _plots.Subplots.RemoveAt(0);
    }

    /// <summary>How the plots are laid out.</summary>
    public IMultiplotLayout Layout { set => _plots.Layout = value; }

    /// <summary>Adds a plot.</summary>
    public Plot Add(string title, string x, string y)
    {
        var plot = new Plot();
        plot.Font.Set(Font);
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
        _plots.Subplots.Add(plot);
        return plot;
    }

    /// <summary>Writes the picture as PNG and as SVG.</summary>
    /// <param name="path">The path without extension.</param>
    public void Save(string path)
    {
        var area = new PixelRect(0, _width, _height, 0);
        File.WriteAllText($"{path}.svg", Svg(area));

        using var surface = SKSurface.Create(new SKImageInfo(_width * PixelsPerPoint, _height * PixelsPerPoint));
        surface.Canvas.Scale(PixelsPerPoint);
        _plots.Render(surface.Canvas, area);
        using var png = new Image(surface);
        png.SavePng($"{path}.png");
    }

    private string Svg(PixelRect area)
    {
        using var svg = new MemoryStream();
        using (var canvas = SKSvgCanvas.Create(new SKRect(0, 0, _width, _height), svg))
            _plots.Render(canvas, area);

        // Skia counts clip paths over the whole process. Counted within the picture, the same picture is the same file.
        var numbers = new Dictionary<string, int>();
        return ClipPath().Replace(Encoding.UTF8.GetString(svg.ToArray()), clip =>
        {
            numbers.TryAdd(clip.Value, numbers.Count);
            return string.Create(CultureInfo.InvariantCulture, $"clip{numbers[clip.Value]}");
        });
    }

    [GeneratedRegex("(?<=[\"#])cl_[0-9a-f]+")]
    private static partial Regex ClipPath();
}
