using System.Globalization;
using Emotion.Inference;
using Emotion.Training.Corpora;
using Emotion.Training.Onnx;

namespace Emotion.Training.Ensembles;

/// <summary>Several finished models as one: an ONNX graph that holds them all, and pools what they say (<see cref="OpinionPool"/>).</summary>
/// <param name="members">The models: the same features and labels.</param>
/// <param name="pool">Weights them.</param>
public sealed class EnsembleModel(IReadOnlyList<ModelBundle> members, OpinionPool pool) : IExportable
{
    /// <inheritdoc/>
    public TrainingFeatures Features { get; } = TrainingFeatures.Of(members[0].Card.FeatureSet);

    /// <inheritdoc/>
    public IReadOnlyList<string> Labels => members[0].Card.Labels;

    /// <inheritdoc/>
    public string Description =>
        $"The weighted mean of {members.Count} networks' log probabilities, each of their weights in 16 bits. "
        + string.Join(' ', members.Zip(pool.Uncalibrated.Weights, (member, share) => (member, share)).Select((part, number) =>
            string.Create(CultureInfo.InvariantCulture, $"({number + 1}, weighing {part.share:0.00}) {part.member.Card.Network}")));

    /// <inheritdoc/>
    public bool IsCalibrated => Math.Abs(pool.Temperature - 1) > 1e-9;

    /// <inheritdoc/>
    public byte[] ToOnnx()
    {
        var graph = new GraphBuilder();
        var least = graph.Constant([(float)OpinionPool.LeastProbability]);
        var opinions = members.Zip(pool.Weights, (member, weight) =>
        {
            var logarithm = graph.Add("Log", [graph.Add("Max", [graph.Include(member.Onnx, GraphBuilder.Input), least])]);
            return graph.Add("Mul", [logarithm, graph.Constant([(float)weight])]);
        });
        return graph.Build(Features.Recipe.Length, Labels.Count, graph.Add("Softmax", [graph.Add("Sum", [.. opinions])]));
    }
}
