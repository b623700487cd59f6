using System.Text;
using Emotion.Inference;
using Emotion.Training.Corpora;
using Emotion.Training.Onnx;

namespace Emotion.Training.Publishing;

/// <summary>Turns models into bundles: the ONNX graph, and the card that goes with it.</summary>
/// <param name="version">Names the bundle.</param>
/// <param name="corpora">What was trained on.</param>
/// <param name="command">The command that trained it, with placeholders for the paths of this machine.</param>
/// <param name="created">When it was trained.</param>
public sealed class BundleMaker(string version, IReadOnlyList<CorpusInfo> corpora, string command, DateTimeOffset created)
{
    private static readonly string[] GeneralLimits =
    [
        "The figures are those of models trained by the same recipe without the clips that they were tested on; the model in this bundle was "
            + "then trained on all clips, so none of these corpora is left to measure it on.",
        "Every clip gets one of the labels, music and noise too.",
        "Not for decisions about people (hiring, policing, credit, health, school): a voice does not tell what somebody feels.",
    ];

    /// <summary>A bundle of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="clips">What it was trained on.</param>
    /// <param name="evaluations">Measurements of its recipe.</param>
    /// <param name="uncertainBelow">See <see cref="ModelCard.UncertainBelow"/>.</param>
    public ModelBundle Make(
        IExportable model, IEnumerable<CorpusClip> clips, IReadOnlyList<Evaluation> evaluations, double? uncertainBelow = null)
    {
        var onnx = model.ToOnnx();
        var byCorpus = clips.Distinct().ToLookup(clip => clip.Speaker.Corpus);
        var card = new ModelCard
        {
            Version = version,
            FeatureSet = model.Features.Recipe.Id,
            Labels = model.Labels,
            Sha256 = ModelBundle.Hash(onnx),
            Created = created,
            Network = model.Description,
            Licence = Licence,
            Corpora = [.. corpora.Select(corpus => Use(corpus, [.. byCorpus[corpus.Id]]))],
            Evaluations = evaluations,
            Limits = [.. corpora.SelectMany(corpus => corpus.Limits).Distinct(), .. model.Features.Limits, .. GeneralLimits, Calibrated(model)],
            UncertainBelow = uncertainBelow,
            RecommendedThresholds = Thresholds(evaluations),
            Command = command,
        };
        return ModelBundle.Create(Encoding.UTF8.GetBytes(card.ToJson()), onnx);
    }

    private static Dictionary<string, double>? Thresholds(IReadOnlyList<Evaluation> evaluations)
    {
        var thresholds = evaluations.SelectMany(evaluation => evaluation.Detections ?? []).ToDictionary(found => found.Label, found => found.Threshold);
        return thresholds.Count > 0 ? thresholds : null;
    }

    private static string Calibrated(IExportable model) => !model.IsCalibrated
        ? "The probabilities are not calibrated."
        : "The probabilities are calibrated on acted speech like that of the corpora; on other recordings they will promise too much.";

    private string Licence => corpora.Count == 1
        ? corpora[0].ModelLicence
        : $"All of these hold together. {string.Join(' ', corpora.Select(corpus => $"For {corpus.Id}: {corpus.ModelLicence}"))}";

    private static CorpusUse Use(CorpusInfo corpus, IReadOnlyList<CorpusClip> clips) => new(
        corpus.Name, corpus.Licence, corpus.Citation, clips.Count, clips.Select(clip => clip.Speaker).Distinct().Count());
}
