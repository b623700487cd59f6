using System.Text.Json;
using System.Text.Json.Serialization;

namespace Emotion.Inference;

/// <summary>What travels with a model as <c>card.json</c>: what it takes, what it gives, and how far to trust it.</summary>
public sealed record ModelCard
{
    /// <summary>Names the bundle; also its folder.</summary>
    public required string Version { get; init; }

    /// <summary>The features that the graph takes, for example <c>librosa180/1</c>.</summary>
    public required string FeatureSet { get; init; }

    /// <summary>The labels, in the order of the graph's probabilities.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>SHA-256 of <c>model.onnx</c>, lower-case hex.</summary>
    public required string Sha256 { get; init; }

    /// <summary>When it was trained.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>The network in a sentence.</summary>
    public required string Network { get; init; }

    /// <summary>Under which licence the weights may be used, and why.</summary>
    public required string Licence { get; init; }

    /// <summary>The data it was trained on.</summary>
    public required IReadOnlyList<CorpusUse> Corpora { get; init; }

    /// <summary>How well it does, and by which protocol that was measured.</summary>
    public required IReadOnlyList<Evaluation> Evaluations { get; init; }

    /// <summary>What it must not be relied on for.</summary>
    public required IReadOnlyList<string> Limits { get; init; }

    /// <summary>Predictions with a lower confidence are uncertain, 0 to 1; null where confidence was not found to tell that.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? UncertainBelow { get; init; }

    /// <summary>
    /// By label, from which probability on (0 to 1) a clip is best taken for one of that label, against all others; null where that was not measured.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, double>? RecommendedThresholds { get; init; }

    /// <summary>The command that trained it.</summary>
    public required string Command { get; init; }

    /// <summary>Why it was put into use without having proved to be as good as the one before; null where that was not needed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Forced { get; init; }

    /// <summary>Parses a card.</summary>
    /// <exception cref="InvalidModelException">The text is not a complete card.</exception>
    public static ModelCard Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ModelJson.Default.ModelCard) ?? throw new InvalidModelException("The model card is empty.");
        }
        catch (JsonException e)
        {
            throw new InvalidModelException($"The model card is not valid: {e.Message}", e);
        }
    }

    /// <summary>The card as indented JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ModelJson.Default.ModelCard) + "\n";
}

/// <summary>A corpus, as far as it was used.</summary>
public sealed record CorpusUse(string Name, string Licence, string Citation, int Clips, int Speakers);

/// <summary>A measurement of the same recipe on clips that it was not trained on.</summary>
public sealed record Evaluation
{
    /// <summary>For example <c>speaker</c>.</summary>
    public required string Protocol { get; init; }

    /// <summary>The corpus that the test clips come from; null where they come from several, or where that was not kept.</summary>
    public string? Corpus { get; init; }

    /// <summary>The protocol in a sentence: who was trained on, who was tested on.</summary>
    public required string Description { get; init; }

    /// <summary>
    /// Names the test clips: equal where two models were tested on the same clips with the same labels, so that their figures can be
    /// compared. Null where that was not kept.
    /// </summary>
    public string? EvaluationSet { get; init; }

    /// <summary>Speakers that only the test saw; as <c>corpus/speaker</c> where the test clips come from several corpora.</summary>
    public required IReadOnlyList<string> TestSpeakers { get; init; }

    /// <summary>Number of test clips, of all folds together.</summary>
    public required int Clips { get; init; }

    /// <summary>In how many trainings the test clips were measured; of several, the figures are means. Null where that was not kept.</summary>
    public int? Folds { get; init; }

    /// <summary>Share of clips whose most probable label is right.</summary>
    public required double Accuracy { get; init; }

    /// <summary>Sample standard deviation of <see cref="Accuracy"/> over folds; null where there is but one.</summary>
    public double? AccuracyDeviation { get; init; }

    /// <summary>Unweighted average recall: the mean over labels of each label's recall.</summary>
    public required double Uar { get; init; }

    /// <summary>Sample standard deviation of <see cref="Uar"/> over folds; null where there is but one.</summary>
    public double? UarDeviation { get; init; }

    /// <summary>Mean over labels of each label's F1.</summary>
    public required double MacroF1 { get; init; }

    /// <summary>Sample standard deviation of <see cref="MacroF1"/> over folds; null where there is but one.</summary>
    public double? MacroF1Deviation { get; init; }

    /// <summary>Mean negative logarithm of the true label's probability, in nats; null where that was not measured.</summary>
    public double? LogLoss { get; init; }

    /// <summary>Expected calibration error of the most probable label, over 15 bins; null where that was not measured.</summary>
    public double? CalibrationError { get; init; }

    /// <summary>Recall, by label, of all folds together.</summary>
    public required IReadOnlyDictionary<string, double> Recall { get; init; }

    /// <summary>
    /// Counts over all folds: rows are true labels, columns are given ones, in the order of <see cref="ModelCard.Labels"/>. Where a protocol
    /// tests on augmented copies too, it counts them as well.
    /// </summary>
    public required IReadOnlyList<IReadOnlyList<int>> Confusion { get; init; }

    /// <summary>The figures of women's and of men's clips, as <c>female</c> and <c>male</c>; null where that was not kept.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, GroupFigures>? ByGender { get; init; }

    /// <summary>How much can be relied on where confidence reaches <see cref="ModelCard.UncertainBelow"/>; null where that was not measured.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CertainShare? Certain { get; init; }

    /// <summary>How well single labels are told from all others; null where that was not measured.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Detection>? Detections { get; init; }
}

/// <summary>The figures of a group of speakers.</summary>
/// <param name="Clips">Number of test clips.</param>
/// <param name="Speakers">Number of speakers.</param>
/// <param name="Accuracy">Share of clips whose most probable label is right.</param>
/// <param name="Uar">Unweighted average recall.</param>
public sealed record GroupFigures(int Clips, int Speakers, double Accuracy, double Uar);

/// <summary>Certain predictions, on speakers that the limit was not chosen on.</summary>
/// <param name="Share">Their share of all predictions.</param>
/// <param name="Accuracy">The share of them that are right.</param>
public sealed record CertainShare(double Share, double Accuracy);

/// <summary>How well one label is told from all others by its probability alone.</summary>
public sealed record Detection
{
    /// <summary>The label.</summary>
    public required string Label { get; init; }

    /// <summary>Area under the receiver operating characteristic, 0.5 for guessing, 1 for no error.</summary>
    public required double Area { get; init; }

    /// <summary>The probability from which on a clip is best taken for the label: the largest true less false positive rate (Youden's J).</summary>
    public required double Threshold { get; init; }

    /// <summary>Share of the label's clips that are found, on speakers that the threshold was not chosen on.</summary>
    public required double TruePositiveRate { get; init; }

    /// <summary>Share of the other clips that are taken for it, on the same.</summary>
    public required double FalsePositiveRate { get; init; }

    /// <summary>Share of the clips taken for it that carry it, on the same: it depends on how common the label is among the test clips.</summary>
    public required double Precision { get; init; }

    /// <summary>The characteristic, at rising thresholds.</summary>
    public required IReadOnlyList<DetectionPoint> Curve { get; init; }
}

/// <summary>A point of the receiver operating characteristic.</summary>
/// <param name="Threshold">The probability that a clip must reach.</param>
/// <param name="TruePositiveRate">Share of the label's clips that do.</param>
/// <param name="FalsePositiveRate">Share of the other clips that do.</param>
public sealed record DetectionPoint(double Threshold, double TruePositiveRate, double FalsePositiveRate);

/// <summary>The content of <c>current.json</c>: which version is in use.</summary>
public sealed record CurrentModel(string Version)
{
    private const int LongestHistory = 20;

    /// <summary>The versions in use before, the latest first, at most 20; null where that was not kept.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? History { get; init; }

    /// <summary>What the file says once another version is in use.</summary>
    public CurrentModel Next(string version) => new(version) { History = [.. (History ?? []).Prepend(Version).Take(LongestHistory)] };

    /// <summary>What the file says once the version before is in use again; null where none is known.</summary>
    public CurrentModel? Previous() => History is [var version, ..] ? new(version) { History = [.. History.Skip(1)] } : null;

    /// <summary>Parses <c>current.json</c>.</summary>
    /// <exception cref="InvalidModelException">The text does not name a version.</exception>
    public static CurrentModel Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ModelJson.Default.CurrentModel) is { Version.Length: > 0 } current
                ? current
                : throw new InvalidModelException("current.json names no version.");
        }
        catch (JsonException e)
        {
            throw new InvalidModelException($"current.json is not valid: {e.Message}", e);
        }
    }

    /// <summary>The file's text.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ModelJson.Default.CurrentModel) + "\n";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(ModelCard))]
[JsonSerializable(typeof(CurrentModel))]
internal sealed partial class ModelJson : JsonSerializerContext;
