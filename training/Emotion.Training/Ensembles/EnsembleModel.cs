using System.Globalization;
using Emotion.Inference;
using Emotion.Training.Corpora;
using Emotion.Training.Onnx;

namespace Emotion.Training.Ensembles;

/// <summary>Several finished models as one: an ONNX graph that holds them all, and pools what they say (<see cref="OpinionPool"/>).</summary>
/// <param name="members">The models: the same features and labels.</param>
/// <param name="temperature">What the pooled logits are divided by; 1 where nothing was calibrated.</param>
public sealed class EnsembleModel(IReadOnlyList<ModelBundle> members, double temperature) : IExportable
{
    /// <inheritdoc/>
    public TrainingFeatures Features { get; } = TrainingFeatures.Of(members[0].Card.FeatureSet);

    /// <inheritdoc/>
    public IReadOnlyList<string> Labels => members[0].Card.Labels;

    /// <inheritdoc/>
    public string Description =>
        $"The mean of {members.Count} networks' log probabilities, their weights in half precision. "
        + string.Join(' ', members.Select((member, number) => string.Create(CultureInfo.InvariantCulture, $"({number + 1}) {member.Card.Network}")));

    /// <inheritdoc/>
    public bool IsCalibrated => temperature != 1;

    /// <inheritdoc/>
    public byte[] ToOnnx()
    {
        var graph = new GraphBuilder();
        var least = graph.Constant([(float)OpinionPool.LeastProbability]);
        var opinions = members.Select(member => graph.Add("Log", [graph.Add("Max", [graph.Include(member.Onnx, GraphBuilder.Input), least])]));
        var logits = graph.Add("Mul", [graph.Add("Sum", [.. opinions]), graph.Constant([(float)(1 / (members.Count * temperature))])]);
        return graph.Build(Features.Recipe.Length, Labels.Count, graph.Add("Softmax", [logits]));
    }
}
