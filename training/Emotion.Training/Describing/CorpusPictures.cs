using Emotion.Plotting;
using Emotion.Training.Corpora;
using ScottPlot.MultiplotLayouts;

namespace Emotion.Training.Describing;

/// <summary>The pictures of <c>describe</c>, as PNG files.</summary>
public static class CorpusPictures
{
    private const int Columns = 4; // of examples.png
    private const int CellWidth = 520;
    private const int CellHeight = 330;

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
        var files = new List<string>();
        foreach (var (name, picture) in Draw(dataset, sounds, peak))
        {
            files.Add(Path.Combine(folder, $"{name}.png"));
            picture.SavePng(files[^1]);
        }

        return files;
    }

    private static IEnumerable<(string Name, Picture Picture)> Draw(Dataset dataset, IReadOnlyList<ClipSound> sounds, float peak)
    {
        yield return ("emotions", EmotionChart.Draw(CorpusReport.Of(dataset)));
        foreach (var sound in sounds)
        {
            var waveform = new Picture(900, 360);
            ExamplePictures.AddWaveform(waveform, sound, peak);
            yield return ($"waveform-{sound.Clip.Label}", waveform);

            var spectrogram = new Picture(900, 480);
            ExamplePictures.AddSpectrogram(spectrogram, sound);
            yield return ($"spectrogram-{sound.Clip.Label}", spectrogram);
        }

        yield return ("examples", DrawAll(sounds, peak));
    }

    /// <summary>In lines of up to four emotions: their waveforms, and below each its spectrogram.</summary>
    private static Picture DrawAll(IReadOnlyList<ClipSound> sounds, float peak)
    {
        var columns = Math.Min(Columns, sounds.Count);
        var lines = sounds.Chunk(columns).ToList();
        var picture = new Picture(columns * CellWidth, 2 * lines.Count * CellHeight) { Layout = new Grid(2 * lines.Count, columns) };
        foreach (var line in lines)
        {
            AddLine(line, sound => ExamplePictures.AddWaveform(picture, sound, peak));
            AddLine(line, sound => ExamplePictures.AddSpectrogram(picture, sound));
        }

        return picture;

        void AddLine(ClipSound[] line, Action<ClipSound> add)
        {
            Array.ForEach(line, add);
            for (var empty = line.Length; empty < columns; empty++)
                picture.Skip();
        }
    }
}
