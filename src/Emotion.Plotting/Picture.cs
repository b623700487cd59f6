using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ScottPlot;
using SkiaSharp;

namespace Emotion.Plotting;

/// <summary>A picture made of one or more plots, to be saved for the screen and for print. Everything is told apart without colour too.</summary>
/// <remarks>Lines are never dashed, nor areas hatched: Skia leaves both out of an SVG.</remarks>
public sealed partial class Picture
{
    private const int PixelsPerPoint = 2; // 200 dpi where a page is 10 cm wide

    private readonly Multiplot _plots = new();
    private readonly int _width;
    private readonly int _height;

    /// <summary>An empty picture.</summary>
    /// <param name="width">In points; the PNG has twice as many pixels.</param>
    /// <param name="height">In points.</param>
    public Picture(int width, int height)
    {
        (_width, _height) = (width, height);
        _plots.Subplots.RemoveAt(0);
    }

    /// <summary>How the plots are laid out.</summary>
    public IMultiplotLayout Layout { set => _plots.Layout = value; }

    private PixelRect Area => new(0, _width, _height, 0);

    /// <summary>Adds a plot.</summary>
    public Plot Add(string title, string x, string y)
    {
        var plot = PictureStyle.NewPlot(title, x, y);
        _plots.Subplots.Add(plot);
        return plot;
    }

    /// <summary>Leaves a place empty.</summary>
    public void Skip() => Add("", "", "").HideAxesAndGrid();

    /// <summary>Writes the picture as PNG and as SVG.</summary>
    /// <param name="path">The path without extension.</param>
    public void Save(string path)
    {
        File.WriteAllText($"{path}.svg", Svg());
        SavePng($"{path}.png");
    }

    /// <summary>Writes the picture as PNG alone: what is made of pixels anyway.</summary>
    /// <param name="file">The file.</param>
    public void SavePng(string file) => File.WriteAllBytes(file, ToPng());

    /// <summary>The picture as the bytes of a PNG.</summary>
    public byte[] ToPng()
    {
        using var surface = SKSurface.Create(new SKImageInfo(_width * PixelsPerPoint, _height * PixelsPerPoint));
        surface.Canvas.Scale(PixelsPerPoint);
        _plots.Render(surface.Canvas, Area);
        using var png = new Image(surface);
        return png.GetImageBytes(ImageFormat.Png);
    }

    private string Svg()
    {
        using var svg = new MemoryStream();
        using (var canvas = SKSvgCanvas.Create(new SKRect(0, 0, _width, _height), svg))
            _plots.Render(canvas, Area);

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
