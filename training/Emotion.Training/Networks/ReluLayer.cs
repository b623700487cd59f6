using Emotion.Training.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace Emotion.Training.Networks;

/// <summary>max(x, 0), element by element.</summary>
public sealed class ReluLayer() : Layer(nameof(ReluLayer))
{
    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => nn.functional.relu(input);

    /// <inheritdoc/>
    public override string WriteTo(GraphBuilder graph, string input) => graph.Add("Relu", [input]);
}
