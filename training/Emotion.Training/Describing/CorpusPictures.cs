using Emotion.Training.Corpora;
using ScottPlot;
using ScottPlot.MultiplotLayouts;

namespace Emotion.Training.Describing;

/// <summary>The pictures of <c>describe</c>, as PNG files.</summary>
public static class CorpusPictures
{
    private const int Columns = 4; // of examples.png
    private const int CellWidth = 520;
    private const int CellHeight = 330;

    /// <summary>Whether they carry titles, labels and figures: that takes a font on the system.</summary>
    public static bool HaveText => Pictures.CanWrite;

    /// <summary>
    /// Writes <c>emotions.png</c>, clips per emotion and corpus; <c>waveform-{emotion}.png</c> and <c>spectrogram-{emotion}.png</c> of one clip for
    /// each emotion; and <c>examples.png</c> with all of these together.
    /// </summary>
    /// <returns>The files written.</returns>
    public static IReadOnlyList<string> Write(Dataset dataset, string folder)
    {
        Directory.CreateDirectory(folder);
        var sounds = EmotionExamples.Choose(dataset).Select(example => ClipSound.Read(example.Clip)).ToList();
        var peak = sounds.Max(sound => sound.Samples.Max(Math.Abs));
        List<string> files = [Save(EmotionChart.Draw(CorpusReport.Of(dataset)), 1200, 640, "emotions")];
        foreach (var sound in sounds)
        {
            files.Add(Save(ExamplePictures.Waveform(sound, peak), 900, 360, $"waveform-{sound.Clip.Label}"));
            files.Add(Save(ExamplePictures.Spectrogram(sound), 900, 480, $"spectrogram-{sound.Clip.Label}"));
        }

        files.Add(SaveAll(sounds, peak, Path.Combine(folder, "examples.png")));
        return files;

        string Save(Plot plot, int width, int height, string name)
        {
            var file = Path.Combine(folder, name + ".png");
            plot.SavePng(file, width, height);
            return file;
        }
    }

    /// <summary>In lines of up to four emotions: their waveforms, and below each its spectrogram.</summary>
    private static string SaveAll(IReadOnlyList<ClipSound> sounds, float peak, string file)
    {
        var columns = Math.Min(Columns, sounds.Count);
        var lines = sounds.Chunk(columns).ToList();
        var pictures = new Multiplot { Layout = new Grid(2 * lines.Count, columns) };
        pictures.RemovePlot(pictures.GetPlot(0));
        foreach (var line in lines)
        {
            foreach (var plot in Padded(line.Select(sound => ExamplePictures.Waveform(sound, peak)), columns))
                pictures.AddPlot(plot);
            foreach (var plot in Padded(line.Select(ExamplePictures.Spectrogram), columns))
                pictures.AddPlot(plot);
        }

        pictures.SavePng(file, columns * CellWidth, 2 * lines.Count * CellHeight);
        return file;
    }

    private static IEnumerable<Plot> Padded(IEnumerable<Plot> plots, int columns)
    {
        var line = plots.ToList();
        while (line.Count < columns)
        {
            var empty = new Plot();
            empty.HideAxesAndGrid();
            line.Add(empty);
        }

        return line;
    }
}
