using System.Text.Json;
using System.Text.Json.Serialization;
using Emotion.Training.Corpora;
using Emotion.Training.Reporting.Records;

namespace Emotion.Training.Evaluating;

/// <summary>
/// What <c>evaluate --json</c> prints. It says nothing of the machine or the time: the same model and clips give the same text.
/// </summary>
/// <param name="Model">Which model.</param>
/// <param name="Data">Which clips.</param>
/// <param name="Metrics">The figures over all clips that were scored.</param>
/// <param name="ByCorpus">The figures of each corpus.</param>
/// <param name="ByGender">The figures by the speakers' gender: female, male, unknown.</param>
/// <param name="BySpeaker">Each speaker's accuracy.</param>
public sealed record EvaluationRecord(
    ModelRecord Model,
    DataRecord Data,
    FiguresRecord Metrics,
    IReadOnlyDictionary<string, FiguresRecord> ByCorpus,
    IReadOnlyDictionary<string, FiguresRecord> ByGender,
    IReadOnlyList<SpeakerRecord> BySpeaker)
{
    /// <summary>Goes up when a property changes its name or meaning; new properties leave it alone.</summary>
    [JsonPropertyOrder(-1)]
    public int SchemaVersion { get; } = 1;

    /// <summary>Writes an evaluation down.</summary>
    public static EvaluationRecord Of(ModelEvaluation evaluation)
    {
        var overall = evaluation.Overall;
        return new EvaluationRecord(
            ModelRecord.Of(evaluation),
            DataRecord.Of(evaluation),
            FiguresRecord.Of(overall),
            evaluation.ByCorpus.ToDictionary(corpus => corpus.Key, corpus => FiguresRecord.Of(corpus.Value)),
            evaluation.ByGender.ToDictionary(gender => gender.Key, gender => FiguresRecord.Of(gender.Value)),
            SpeakerRecord.Of(overall));
    }
}

/// <summary>The model, as its card names it.</summary>
public sealed record ModelRecord(
    string Version, string Sha256, string FeatureSet, IReadOnlyList<string> Labels, IReadOnlyList<TrainedOnRecord> TrainedOn)
{
    /// <summary>Writes the model down.</summary>
    public static ModelRecord Of(ModelEvaluation evaluation)
    {
        var card = evaluation.Card;
        var corpora = card.Corpora.Select(corpus => new TrainedOnRecord(corpus.Name, corpus.Clips, corpus.Speakers));
        return new ModelRecord(card.Version, card.Sha256, card.FeatureSet, card.Labels, [.. corpora]);
    }
}

/// <summary>A corpus that the model was trained on.</summary>
public sealed record TrainedOnRecord(string Name, int Clips, int Speakers);

/// <summary>The clips.</summary>
/// <param name="EvaluationSet">Names the clips that were scored: equal for the same clips with the same labels.</param>
/// <param name="Corpora">The corpora.</param>
/// <param name="ClipsFound">How many clips with a known emotion were found, whatever became of them.</param>
/// <param name="ClipsScored">How many of them were scored; the rest is in the next two.</param>
/// <param name="ExcludedLabels">Labels that the model cannot give, with their number of clips.</param>
/// <param name="LeftOut">Clips that could not be used, with the reason.</param>
/// <param name="UnknownLabels">Labels that are no emotion known here, with their number of clips, which are not among those found.</param>
public sealed record DataRecord(
    string EvaluationSet,
    IReadOnlyList<CorpusRecord> Corpora,
    int ClipsFound,
    int ClipsScored,
    IReadOnlyDictionary<string, int> ExcludedLabels,
    IReadOnlyList<LeftOutRecord> LeftOut,
    IReadOnlyDictionary<string, int> UnknownLabels)
{
    /// <summary>Writes the clips down.</summary>
    public static DataRecord Of(ModelEvaluation evaluation)
    {
        var corpora = evaluation.Data.Corpora;
        var unknown = corpora
            .SelectMany(corpus => corpus.UnknownLabels)
            .GroupBy(label => label.Key)
            .OrderBy(label => label.Key, StringComparer.Ordinal);
        return new DataRecord(
            evaluation.EvaluationSet,
            [.. corpora.Select(corpus => CorpusRecord.Of(corpus, evaluation))],
            corpora.Sum(corpus => corpus.Clips.Count),
            evaluation.Scored.Count,
            evaluation.ExcludedLabels,
            [.. evaluation.Data.LeftOut.Select(LeftOutRecord.Of)],
            unknown.ToDictionary(label => label.Key, label => label.Sum(count => count.Value)));
    }
}

/// <summary>A corpus.</summary>
/// <param name="Id">Short.</param>
/// <param name="Name">Its full name.</param>
/// <param name="TrainedOn">Whether the card says that the model was trained on it: then its figures are not those of new clips.</param>
/// <param name="ClipsFound">Clips found.</param>
/// <param name="ClipsScored">Clips scored.</param>
public sealed record CorpusRecord(string Id, string Name, bool TrainedOn, int ClipsFound, int ClipsScored)
{
    /// <summary>Writes a corpus down.</summary>
    public static CorpusRecord Of(Corpus corpus, ModelEvaluation evaluation) => new(
        corpus.Info.Id,
        corpus.Info.Name,
        evaluation.Card.Corpora.Any(use => AreTheSame(use.Name, corpus.Info.Name)),
        corpus.Clips.Count,
        evaluation.Scored.Count(row => row.Clip.Speaker.Corpus == corpus.Info.Id));

    /// <summary>RAVDESS is sung by those who speak it.</summary>
    private static bool AreTheSame(string one, string other) => WithoutSong(one) == WithoutSong(other);

    private static string WithoutSong(string corpus) => corpus == Ravdess.InfoWithSong.Name ? Ravdess.Info.Name : corpus;
}

/// <summary>A clip that could not be used.</summary>
public sealed record LeftOutRecord(string Corpus, string Clip, string Kind, string Reason)
{
    /// <summary>Writes a clip down.</summary>
    public static LeftOutRecord Of(LeftOut leftOut) => new(
        leftOut.Clip.Speaker.Corpus,
        leftOut.Clip.Name,
        JsonNamingPolicy.CamelCase.ConvertName(leftOut.Kind.ToString()),
        leftOut.Reason);
}
