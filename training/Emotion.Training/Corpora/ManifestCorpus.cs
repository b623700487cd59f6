using System.Text.RegularExpressions;
using Emotion.Inference;

namespace Emotion.Training.Corpora;

/// <summary>
/// Any collection of recordings that a CSV file lists: columns <c>path</c> (from the CSV's folder, or absolute), <c>emotion</c> and <c>speaker</c>;
/// <c>split</c>, <c>gender</c> and <c>sentence</c> if known.
/// </summary>
public static partial class ManifestCorpus
{
    private const string NoLabel = "(empty)";

    /// <summary>Reads the list. The clips themselves are looked for when they are read.</summary>
    /// <param name="file">The CSV file. Its name becomes the corpus's.</param>
    /// <exception cref="TrainingException">The file is missing, is no CSV, lacks a column or a value, or has no line with a known label.</exception>
    public static Corpus Find(string file)
    {
        var rows = ManifestReader.Read(file);
        var info = InfoOf(file);
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        var genders = rows.GroupBy(row => row.Speaker).ToDictionary(voice => voice.Key, GenderOf);
        var clips = rows
            .Where(row => EmotionLabels.Canonical(row.Emotion) is not null)
            .Select(row => new CorpusClip(
                row.Path.Replace('\\', '/'),
                FileOf(folder, row.Path),
                EmotionLabels.Canonical(row.Emotion)!,
                new Speaker(info.Id, row.Speaker, genders[row.Speaker]))
            {
                Split = row.Split,
                Sentence = row.Sentence,
            })
            .OrderBy(clip => clip.Name, StringComparer.Ordinal)
            .ToList();
        if (clips.Count == 0)
            throw new TrainingException($"None of the {rows.Count} lines of {file} has a label that is known. Known are: {string.Join(", ", EmotionLabels.All)}.");

        return new Corpus(info, clips, OtherFiles: 0) { UnknownLabels = UnknownLabels(rows) };
    }

    private static CorpusInfo InfoOf(string file) => new(
        Id(file),
        $"the recordings that {Path.GetFileName(file)} lists",
        "not stated in the manifest",
        "not stated in the manifest",
        "as the licence of the recordings allows, which the manifest does not state",
        [$"What {Path.GetFileName(file)} covers is not known to the training program: say it before you pass the model on."]);

    private static string Id(string file)
    {
        var id = NoIdCharacters().Replace(Path.GetFileNameWithoutExtension(file).ToLowerInvariant(), "-").Trim('-');
        return id.Length > 0 ? id : "manifest";
    }

    /// <summary>A manifest written on Windows is read elsewhere too.</summary>
    private static string FileOf(string folder, string path) =>
        Path.GetFullPath(OperatingSystem.IsWindows() ? path : path.Replace('\\', '/'), folder);

    /// <summary>A speaker is one person, whatever single lines say: two spellings of a gender must not make two speakers.</summary>
    private static Gender GenderOf(IEnumerable<ManifestRow> voice)
    {
        var known = voice.Select(row => row.Gender).Where(gender => gender != Gender.Unknown).Distinct().ToList();
        return known.Count == 1 ? known[0] : Gender.Unknown;
    }

    private static Dictionary<string, int> UnknownLabels(IReadOnlyList<ManifestRow> rows) => rows
        .Where(row => EmotionLabels.Canonical(row.Emotion) is null)
        .CountBy(row => row.Emotion.Length > 0 ? row.Emotion : NoLabel)
        .OrderBy(label => label.Key, StringComparer.Ordinal)
        .ToDictionary();

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NoIdCharacters();
}
