using Emotion.Audio;
using Emotion.Training.Corpora;

namespace Emotion.Training.Describing;

/// <summary>A clip to look at.</summary>
/// <param name="Clip">Which clip.</param>
/// <param name="Samples">Mono, at 22 050 Hz, from its start; of a long clip the first seconds.</param>
/// <param name="WindowStart">Where the analysed window starts, in seconds.</param>
/// <param name="WindowEnd">Where it ends, in seconds.</param>
public sealed record ClipSound(CorpusClip Clip, float[] Samples, double WindowStart, double WindowEnd)
{
    private const double MostSeconds = 8;

    /// <summary>Reads a clip that was read before.</summary>
    public static ClipSound Read(CorpusClip clip)
    {
        using var stream = File.OpenRead(clip.File);
        var window = ClipAnalyzer.ReadWindow(stream);
        stream.Position = 0;
        var samples = AudioLoader.Load(stream, durationSeconds: MostSeconds);
        return new ClipSound(clip, samples, window.StartSeconds, window.StartSeconds + window.DurationSeconds);
    }
}
