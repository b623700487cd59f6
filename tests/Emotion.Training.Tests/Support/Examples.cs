using Emotion.Training.Corpora;
using Emotion.Training.Learning;

namespace Emotion.Training.Tests.Support;

/// <summary>Examples without files.</summary>
public static class Examples
{
    /// <summary>An example of a speaker, female if the number is even as in RAVDESS.</summary>
    public static Example Of(int actor, string label = "calm", float[]? features = null)
    {
        var speaker = new Speaker("ravdess", $"Actor_{actor:00}", actor % 2 == 0 ? Gender.Female : Gender.Male);
        return new Example(new CorpusClip($"{speaker.Id}/clip.wav", "", label, speaker), "", features ?? [], []);
    }

    /// <summary>A little of everything: as many clips as asked for, of made-up voices, with three labels in turn.</summary>
    public static Example[] Voices(int count) =>
        [.. Enumerable.Range(0, count).Select(i => Of(i, Labels[i % Labels.Count], Voice.Features(i)))];

    /// <summary>The same with spectrograms.</summary>
    public static Example[] Spectrograms(int count) =>
        [.. Enumerable.Range(0, count).Select(i => Of(i, Labels[i % Labels.Count], Voice.Spectrogram(i)))];

    /// <summary>The same as rows to learn from, with nothing to validate on.</summary>
    public static TrainingSet Set(int count) => new([.. Voices(count).Select(example => example.Original)], [], KeepsBest: false);

    public static IReadOnlyList<string> Labels { get; } = ["angry", "calm", "sad"];
}
