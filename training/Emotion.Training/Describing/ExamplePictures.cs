using Emotion.Audio.Features;
using ScottPlot;

namespace Emotion.Training.Describing;

/// <summary>A clip's waveform and spectrogram, with the stretch that the features are of.</summary>
public static class ExamplePictures
{
    private const double Nyquist = FeatureSet.SampleRate / 2.0;

    /// <summary>The same for both, in pixels, so that their time axes stand above each other.</summary>
    private static readonly PixelPadding Frame = new(left: 85, right: 100, bottom: 55, top: 46);

    /// <summary>The samples over time.</summary>
    /// <param name="sound">The clip.</param>
    /// <param name="peak">The largest amplitude to show; the same for clips whose loudness is to be compared.</param>
    public static Plot Waveform(ClipSound sound, float peak)
    {
        var plot = Pictures.NewPlot(TitleOf(sound), "time (s); grey: the analysed window", "amplitude (1 = full scale)");
        var window = plot.Add.HorizontalSpan(sound.WindowStart, sound.WindowEnd);
        window.FillStyle.Color = Colors.Black.WithAlpha(0.08);
        window.LineStyle.IsVisible = false;
        var signal = plot.Add.Signal(sound.Samples, 1.0 / FeatureSet.SampleRate);
        signal.Color = Pictures.Fill(0);
        plot.Layout.Fixed(Frame);
        plot.Axes.SetLimits(0, Seconds(sound), -1.05 * peak, 1.05 * peak);
        return plot;
    }

    /// <summary>The levels over time and frequency.</summary>
    public static Plot Spectrogram(ClipSound sound)
    {
        var plot = Pictures.NewPlot(TitleOf(sound), "time (s)", "frequency (Hz)");
        var levels = DecibelSpectrogram.Of(sound.Samples).Levels;
        var map = plot.Add.Heatmap(levels);
        map.Colormap = new ScottPlot.Colormaps.Magma();
        map.FlipVertically = true;
        map.Extent = new CoordinateRect(0, levels.GetLength(1) * DecibelSpectrogram.HopLength / (double)FeatureSet.SampleRate, 0, Nyquist);
        map.ManualRange = new ScottPlot.Range(DecibelSpectrogram.Floor, 0);
        var scale = plot.Add.ColorBar(map);
        scale.Label = "level (dB, loudest = 0)";
        scale.LabelStyle.FontSize = Pictures.SmallFont;
        scale.LabelStyle.Bold = false;
        plot.Font.Set(plot.Axes.Left.Label.FontName);
        plot.Layout.Fixed(Frame);
        plot.Axes.SetLimits(0, Seconds(sound), 0, Nyquist);
        return plot;
    }

    private static string TitleOf(ClipSound sound) => $"{sound.Clip.Label}: {Path.GetFileName(sound.Clip.Name)}";

    private static double Seconds(ClipSound sound) => sound.Samples.Length / (double)FeatureSet.SampleRate;
}
