using System.Globalization;
using System.Text;
using Emotion.Audio;
using Emotion.Audio.Features;
using Emotion.Inference;
using Emotion.Training.Corpora;
using Emotion.Training.Learning;

namespace Emotion.Training.Publishing;

/// <summary>Turns trained models into bundles: the ONNX graph, and the card that goes with it.</summary>
/// <param name="version">Names the bundle.</param>
/// <param name="corpus">What was trained on.</param>
/// <param name="command">The command that trained it, with placeholders for the paths of this machine.</param>
/// <param name="created">When it was trained.</param>
public sealed class BundleMaker(string version, CorpusInfo corpus, string command, DateTimeOffset created)
{
    private static readonly string[] GeneralLimits =
    [
        $"Only {AnalysisWindow.DurationSeconds} s of a clip are heard, from {AnalysisWindow.OffsetSeconds} s on.",
        "Every clip gets one of the labels, music and noise too. The probabilities are not calibrated.",
        "Not for decisions about people (hiring, policing, credit, health, school): a voice does not tell what somebody feels.",
    ];

    /// <summary>A bundle of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="examples">What it was trained on.</param>
    /// <param name="evaluations">Measurements of its recipe.</param>
    public ModelBundle Make(TrainedModel model, IReadOnlyList<Example> examples, params IReadOnlyList<Evaluation> evaluations)
    {
        var onnx = model.ToOnnx();
        var speakers = examples.Select(example => example.Clip.Speaker).Distinct().Count();
        var card = new ModelCard
        {
            Version = version,
            FeatureSet = FeatureSet.Librosa180,
            Labels = model.Labels,
            Sha256 = ModelBundle.Hash(onnx),
            Created = created,
            Network = model.NetworkDescription,
            Licence = corpus.ModelLicence,
            Corpora = [new CorpusUse(corpus.Name, corpus.Licence, corpus.Citation, examples.Count, speakers)],
            Evaluations = evaluations,
            Limits = [.. corpus.Limits, .. evaluations.Select(Uncertainty), .. GeneralLimits],
            Command = command,
        };
        return ModelBundle.Create(Encoding.UTF8.GetBytes(card.ToJson()), onnx);
    }

    /// <summary>The normal approximation's 95 % interval of the accuracy, and why even that is too narrow.</summary>
    private static string Uncertainty(Evaluation evaluation)
    {
        var halfWidth = 196 * Math.Sqrt(evaluation.Accuracy * (1 - evaluation.Accuracy) / evaluation.Clips);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"The figures of {evaluation.Protocol} are rough: {evaluation.Clips} independent clips would leave {halfWidth:0} points of "
                + $"accuracy either way, and clips of {evaluation.TestSpeakers.Count} speakers are not independent.");
    }
}
