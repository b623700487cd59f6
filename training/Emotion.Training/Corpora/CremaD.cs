using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using Emotion.Inference;

namespace Emotion.Training.Corpora;

/// <summary>
/// CREMA-D, the Crowd-sourced Emotional Multimodal Actors Dataset. A file's name tells the emotion that the actor was asked for:
/// <c>actor_sentence_emotion_level.wav</c>.
/// </summary>
public static partial class CremaD
{
    private const int FirstActor = 1001;
    private const int LastActor = 1091;
    private const string Advice = "Clips are named like 1001_DFA_ANG_XX.wav: get https://github.com/CheyneyComputerScience/CREMA-D (with git lfs), "
        + "and give its folder AudioWAV.";

    /// <summary>Column Sex of the corpus's VideoDemographics.csv (ODbL 1.0); all others are male.</summary>
    private static readonly FrozenSet<int> FemaleActors = FrozenSet.Create(
        1002, 1003, 1004, 1006, 1007, 1008, 1009, 1010, 1012, 1013, 1018, 1020, 1021, 1024, 1025, 1028, 1029, 1030, 1037, 1043, 1046, 1047,
        1049, 1052, 1053, 1054, 1055, 1056, 1058, 1060, 1061, 1063, 1072, 1073, 1074, 1075, 1076, 1078, 1079, 1082, 1084, 1089, 1091);

    /// <summary>The corpus.</summary>
    public static CorpusInfo Info { get; } = new(
        "crema-d",
        "CREMA-D (Crowd-sourced Emotional Multimodal Actors Dataset), audio",
        "ODbL 1.0, its contents DbCL 1.0",
        "Cao H, Cooper DG, Keutmann MK, Gur RC, Nenkova A, Verma R (2014). CREMA-D: Crowd-sourced Emotional Multimodal Actors Dataset. "
            + "IEEE Transactions on Affective Computing 5(4): 377-390. https://doi.org/10.1109/TAFFC.2014.2336244",
        "Open to any use, if it is said that the weights were made from CREMA-D, which is available under the ODbL 1.0 (section 4.3).",
        [
            "Acted speech (91 actors in the whole corpus) of twelve sentences in American English; everyday emotion is weaker and mixed.",
            "Six emotions: calm and surprise are not among them. A label is what the actor was asked for: listeners who only heard the clip "
                + "recognised it in about 41 % of the cases.",
        ]);

    /// <summary>Finds the clips in a folder, at any depth.</summary>
    /// <exception cref="TrainingException">The folder is missing, or holds no clip.</exception>
    public static Corpus Find(string folder) => NamedClips.Find(Info, folder, Parse, Advice);

    /// <summary>What a file's name says; null where it names no clip of CREMA-D.</summary>
    /// <param name="name">The path within the corpus. Only the file name counts.</param>
    /// <param name="file">Where the file lies.</param>
    public static CorpusClip? Parse(string name, string file)
    {
        var match = ClipName().Match(Path.GetFileNameWithoutExtension(name));
        if (!match.Success || !AudioFiles.IsAudio(name))
            return null;

        var actor = int.Parse(match.Groups["actor"].ValueSpan, CultureInfo.InvariantCulture);
        var speaker = new Speaker(Info.Id, match.Groups["actor"].Value, GenderOf(actor));
        return new CorpusClip(name, file, EmotionLabels.Canonical(match.Groups["emotion"].Value)!, speaker)
        {
            Sentence = match.Groups["sentence"].Value.ToUpperInvariant(),
        };
    }

    private static Gender GenderOf(int actor) => actor switch
    {
        < FirstActor or > LastActor => Gender.Unknown,
        _ when FemaleActors.Contains(actor) => Gender.Female,
        _ => Gender.Male,
    };

    /// <summary>The level is LO, MD, HI or XX, and in 1040_ITH_SAD_X.wav it is X.</summary>
    [GeneratedRegex(
        @"^(?<actor>\d{4})_(?<sentence>[A-Z]{3})_(?<emotion>ANG|DIS|FEA|HAP|NEU|SAD)_[A-Z]{1,2}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ClipName();
}
