using System.Globalization;
using System.Text.RegularExpressions;
using Emotion.Inference;

namespace Emotion.Training.Corpora;

/// <summary>
/// RAVDESS, the Ryerson Audio-Visual Database of Emotional Speech and Song: its audio-only part. A file's name tells all:
/// <c>modality-channel-emotion-intensity-statement-repetition-actor.wav</c>, two digits each; actors with odd numbers are male.
/// </summary>
public static partial class Ravdess
{
    private const string Song = "02";
    private const string Advice = "Clips are named like 03-01-05-01-02-01-07.wav: unpack Audio_Speech_Actors_01-24.zip of "
        + "https://zenodo.org/records/1188976, and give the folder that holds Actor_01 to Actor_24.";

    private static readonly string[] Emotions = ["neutral", "calm", "happy", "sad", "angry", "fearful", "disgust", "surprised"];

    /// <summary>The corpus, of which speech is read.</summary>
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
        ]);

    /// <summary>The corpus, of which speech and song are read. Its speakers are the same people.</summary>
    public static CorpusInfo InfoWithSong { get; } = Info with
    {
        Name = Info.Name + " and song",
        Limits = [.. Info.Limits, "Part of it is sung: angry, calm, fear, happy, neutral and sad only, by 23 of the actors."],
    };

    /// <summary>Finds the clips in a folder, at any depth.</summary>
    /// <param name="folder">Where to look.</param>
    /// <param name="includeSong">Whether to take song too, not speech alone.</param>
    /// <exception cref="TrainingException">The folder is missing, or holds no clip.</exception>
    public static Corpus Find(string folder, bool includeSong = false) => NamedClips.Find(
        includeSong ? InfoWithSong : Info, folder, (name, file) => Parse(name, file, includeSong), Advice);

    /// <summary>What a file's name says; null where it names no clip that is read.</summary>
    /// <param name="name">The path within the corpus. Only the file name counts.</param>
    /// <param name="file">Where the file lies.</param>
    /// <param name="includeSong">Whether song counts too.</param>
    public static CorpusClip? Parse(string name, string file, bool includeSong = false)
    {
        var match = ClipName().Match(Path.GetFileNameWithoutExtension(name));
        if (!match.Success || !AudioFiles.IsAudio(name) || (match.Groups["channel"].Value == Song && !includeSong))
            return null;

        var emotion = int.Parse(match.Groups["emotion"].ValueSpan, CultureInfo.InvariantCulture);
        var actor = int.Parse(match.Groups["actor"].ValueSpan, CultureInfo.InvariantCulture);
        var speaker = new Speaker(Info.Id, $"Actor_{actor:00}", int.IsOddInteger(actor) ? Gender.Male : Gender.Female);
        return new CorpusClip(name, file, EmotionLabels.Canonical(Emotions[emotion - 1])!, speaker) { Sentence = match.Groups["statement"].Value };
    }

    /// <summary>Speech has eight emotions, song the first six of them.</summary>
    [GeneratedRegex(@"^03-(?:(?<channel>01)-(?<emotion>0[1-8])|(?<channel>02)-(?<emotion>0[1-6]))-\d\d-(?<statement>\d\d)-\d\d-(?<actor>\d\d)$")]
    private static partial Regex ClipName();
}
