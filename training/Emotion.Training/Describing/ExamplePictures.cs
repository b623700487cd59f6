using Emotion.Audio.Features;
using Emotion.Plotting;
using ScottPlot;

namespace Emotion.Training.Describing;

/// <summary>A clip's waveform and spectrogram, with the stretch that the features are of.</summary>
public static class ExamplePictures
{
    private const double Nyquist = FeatureSet.SampleRate / 2.0;

    /// <summary>The same for both, so that their time axes stand above each other.</summary>
    private static readonly PixelPadding Frame = new(left: 85, right: 100, bottom: 55, top: 46);

    /// <summary>Adds the samples over time.</summary>
    /// <param name="picture">Where to.</param>
    /// <param name="sound">The clip.</param>
    /// <param name="peak">The largest amplitude to show; the same for clips whose loudness is to be compared.</param>
    public static void AddWaveform(Picture picture, ClipSound sound, float peak)
    {
        var plot = picture.Add(TitleOf(sound), "time (s); grey: the analysed window", "amplitude (1 = full scale)");
        var window = plot.Add.HorizontalSpan(sound.WindowStart, sound.WindowEnd);
        window.FillStyle.Color = Colors.Black.WithAlpha(0.08);
        window.LineStyle.IsVisible = false;
        var signal = plot.Add.Signal(sound.Samples, 1.0 / FeatureSet.SampleRate);
        signal.Color = PictureStyle.Dark;
        plot.Layout.Fixed(Frame);
        plot.Axes.SetLimits(0, Seconds(sound), -1.05 * peak, 1.05 * peak);
    }

    /// <summary>Adds the levels over time and frequency.</summary>
    /// <param name="picture">Where to.</param>
    /// <param name="sound">The clip.</param>
    public static void AddSpectrogram(Picture picture, ClipSound sound)
    {
        var plot = picture.Add(TitleOf(sound), "time (s)", "frequency (Hz)");
        var spectrogram = DecibelSpectrogram.Of(sound.Samples);
        var map = plot.Add.Heatmap(spectrogram.Levels);
        map.Colormap = new ScottPlot.Colormaps.Magma();
        map.FlipVertically = true;
        map.Extent = new CoordinateRect(0, spectrogram.Seconds, 0, Nyquist);
        map.ManualRange = new ScottPlot.Range(DecibelSpectrogram.Floor, 0);
        var scale = plot.Add.ColorBar(map);
        scale.Label = "level (dB, loudest = 0)";
        scale.LabelStyle.FontSize = PictureStyle.FontSize - 1;
        scale.LabelStyle.Bold = false;
        PictureStyle.SetFont(plot);
        plot.Layout.Fixed(Frame);
        plot.Axes.SetLimits(0, Seconds(sound), 0, Nyquist);
    }

    private static string TitleOf(ClipSound sound) => $"{sound.Clip.Label}: {Path.GetFileName(sound.Clip.Name)}";

    private static double Seconds(ClipSound sound) => sound.Samples.Length / (double)FeatureSet.SampleRate;
}
