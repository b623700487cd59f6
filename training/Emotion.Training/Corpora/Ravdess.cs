using System.Globalization;
using System.Text.RegularExpressions;
using Emotion.Inference;

namespace Emotion.Training.Corpora;

/// <summary>
/// RAVDESS, the Ryerson Audio-Visual Database of Emotional Speech and Song. Only its audio-only speech is read. A file's name tells all:
/// <c>modality-channel-emotion-intensity-statement-repetition-actor.wav</c>, two digits each; actors with odd numbers are male.
/// </summary>
public static partial class Ravdess
{
    private static readonly string[] Emotions = ["neutral", "calm", "happy", "sad", "angry", "fearful", "disgust", "surprised"];

    /// <summary>The corpus.</summary>
    public static CorpusInfo Info { get; } = new(
        "ravdess",
        "RAVDESS (Ryerson Audio-Visual Database of Emotional Speech and Song), audio-only speech",
        "CC BY-NC-SA 4.0",
        "Livingstone SR, Russo FA (2018). The Ryerson Audio-Visual Database of Emotional Speech and Song (RAVDESS). "
            + "PLoS ONE 13(5): e0196391. https://doi.org/10.1371/journal.pone.0196391",
        "CC BY-NC-SA 4.0, non-commercial use only: the licence of RAVDESS, which the weights were trained on.",
        [
            "Acted speech of professional actors (24 in the whole corpus) in a studio: everyday emotion is weaker, mixed, and recorded "
                + "worse.",
            "North American English, two sentences; other languages, accents, children and old people were never heard.",
            "The features keep the recording level: a clip much louder or quieter than RAVDESS (peaks from -40 to -2 dBFS, half of them below -26) is judged by its level as much as by its voice.",
        ]);

    /// <summary>Finds the clips in a folder, at any depth.</summary>
    /// <exception cref="TrainingException">The folder is missing, or holds no clip.</exception>
    public static Corpus Find(string folder)
    {
        if (!Directory.Exists(folder))
            throw new TrainingException($"The folder {folder} does not exist. Give the folder that holds RAVDESS's Actor_01 to Actor_24.");

        var files = Directory.GetFiles(folder, "*.wav", new EnumerationOptions
        {
            RecurseSubdirectories = true,
            MatchCasing = MatchCasing.CaseInsensitive,
        });
        var clips = files
            .Select(file => Parse(Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/'), file))
            .OfType<CorpusClip>()
            .OrderBy(clip => clip.Name, StringComparer.Ordinal)
            .ToList();
        if (clips.Count == 0)
        {
            throw new TrainingException($"No RAVDESS speech is in {folder} ({files.Length} WAV files there have other names). "
                + "Clips are named like 03-01-05-01-02-01-07.wav: unpack Audio_Speech_Actors_01-24.zip and give its folder.");
        }

        return new Corpus(Info, clips, files.Length - clips.Count);
    }

    /// <summary>What a file's name says; null where it names no audio-only speech of RAVDESS.</summary>
    /// <param name="name">The path within the corpus. Only the file name counts.</param>
    /// <param name="file">Where the file lies.</param>
    public static CorpusClip? Parse(string name, string file)
    {
        var match = SpeechName().Match(Path.GetFileName(name));
        if (!match.Success)
            return null;

        var emotion = int.Parse(match.Groups["emotion"].ValueSpan, CultureInfo.InvariantCulture);
        var actor = int.Parse(match.Groups["actor"].ValueSpan, CultureInfo.InvariantCulture);
        var speaker = new Speaker(Info.Id, $"Actor_{actor:00}", int.IsOddInteger(actor) ? Gender.Male : Gender.Female);
        return new CorpusClip(name, file, EmotionLabels.Canonical(Emotions[emotion - 1])!, speaker);
    }

    [GeneratedRegex(
        @"^03-01-(?<emotion>0[1-8])-\d\d-\d\d-\d\d-(?<actor>\d\d)\.wav$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SpeechName();
}
