using System.Text.Json;
using System.Text.Json.Serialization;
using Emotion.Inference;

namespace Emotion.Training.Corpora;

/// <summary>What was read and what was not, as <c>corpus-report.json</c> tells it.</summary>
/// <param name="Corpora">In the order in which they were given.</param>
public sealed record CorpusReport(IReadOnlyList<CorpusSummary> Corpora)
{
    /// <summary>The file's name.</summary>
    public const string FileName = "corpus-report.json";

    /// <summary>Sums up a data set.</summary>
    public static CorpusReport Of(Dataset dataset)
    {
        var examples = dataset.Examples.ToLookup(example => example.Clip.Speaker.Corpus);
        var leftOut = dataset.LeftOut.ToLookup(clip => clip.Clip.Speaker.Corpus);
        return new CorpusReport([.. dataset.Corpora.Select(corpus => CorpusSummary.Of(corpus, [.. examples[corpus.Info.Id]], [.. leftOut[corpus.Info.Id]]))]);
    }

    /// <summary>Writes <see cref="FileName"/> into a folder, which is made if need be.</summary>
    public void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, FileName), JsonSerializer.Serialize(this, CorpusReportJson.Default.CorpusReport) + "\n");
    }
}

/// <summary>One corpus in figures.</summary>
/// <param name="Id">The corpus's <see cref="CorpusInfo.Id"/>.</param>
/// <param name="Name">Its full name.</param>
/// <param name="Licence">The licence of its recordings.</param>
/// <param name="Citation">What to cite.</param>
/// <param name="Clips">How many clips are used.</param>
/// <param name="Hours">How long they are together, whole clips.</param>
/// <param name="Speakers">Whose voices they are.</param>
/// <param name="Emotions">How many clips have each label, in canonical order; labels that none has are not listed.</param>
/// <param name="UnknownLabels">Labels that are no emotion known here, with how many clips carry each; those clips are not used.</param>
/// <param name="OtherFiles">How many audio files lie in the folder that are none of the corpus's clips.</param>
/// <param name="LeftOut">Clips that should have been used and cannot be, by kind of reason: unreadable, silent, too-short, not-finite,
/// duplicate or contradicting-duplicate.</param>
public sealed record CorpusSummary(
    string Id,
    string Name,
    string Licence,
    string Citation,
    int Clips,
    double Hours,
    SpeakerCounts Speakers,
    IReadOnlyDictionary<string, int> Emotions,
    IReadOnlyDictionary<string, int> UnknownLabels,
    int OtherFiles,
    IReadOnlyDictionary<string, IReadOnlyList<LeftOutClip>> LeftOut)
{
    internal static CorpusSummary Of(Corpus corpus, IReadOnlyList<Example> examples, IReadOnlyList<LeftOut> leftOut) => new(
        corpus.Info.Id,
        corpus.Info.Name,
        corpus.Info.Licence,
        corpus.Info.Citation,
        examples.Count,
        Math.Round(examples.Sum(example => (double)example.Seconds) / 3600, 3),
        SpeakerCounts.Of(examples.Select(example => example.Clip.Speaker)),
        EmotionLabels.All
            .Select(label => KeyValuePair.Create(label, examples.Count(example => example.Clip.Label == label)))
            .Where(label => label.Value > 0)
            .ToDictionary(),
        corpus.UnknownLabels,
        corpus.OtherFiles,
        leftOut
            .GroupBy(clip => JsonNamingPolicy.KebabCaseLower.ConvertName(clip.Kind.ToString()))
            .ToDictionary(kind => kind.Key, kind => (IReadOnlyList<LeftOutClip>)[.. kind.Select(clip => new LeftOutClip(clip.Clip.Name, clip.Reason))]));
}

/// <summary>How many people speak.</summary>
/// <param name="Total">All of them.</param>
/// <param name="Female">Of whom the corpus says female.</param>
/// <param name="Male">Of whom the corpus says male.</param>
/// <param name="Unknown">Of whom it says nothing.</param>
public sealed record SpeakerCounts(int Total, int Female, int Male, int Unknown)
{
    internal static SpeakerCounts Of(IEnumerable<Speaker> voices)
    {
        var speakers = voices.Distinct().ToLookup(speaker => speaker.Gender);
        var (female, male, unknown) = (speakers[Gender.Female].Count(), speakers[Gender.Male].Count(), speakers[Gender.Unknown].Count());
        return new SpeakerCounts(female + male + unknown, female, male, unknown);
    }
}

/// <summary>A clip that is not used.</summary>
/// <param name="Clip">Its path within the corpus.</param>
/// <param name="Reason">Why, in a sentence.</param>
public sealed record LeftOutClip(string Clip, string Reason);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(CorpusReport))]
internal sealed partial class CorpusReportJson : JsonSerializerContext;
