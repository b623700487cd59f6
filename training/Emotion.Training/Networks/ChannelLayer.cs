using Emotion.Training.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace Emotion.Training.Networks;

/// <summary>Takes a feature vector as a signal of one channel: [N, L] to [N, 1, L].</summary>
public sealed class ChannelLayer() : Layer(nameof(ChannelLayer))
{
    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => input.unsqueeze(1);

    /// <inheritdoc/>
    public override string WriteTo(GraphBuilder graph, string input) => graph.Add("Unsqueeze", [input, graph.Constant([1L])]);
}
