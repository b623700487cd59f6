using Emotion.Training.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace Emotion.Training.Networks;

/// <summary>[N, C, L] to [N, C·L].</summary>
public sealed class FlattenLayer() : Layer(nameof(FlattenLayer))
{
    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => input.flatten(1);

    /// <inheritdoc/>
    public override string WriteTo(GraphBuilder graph, string input) => graph.Add("Flatten", [input]);
}
