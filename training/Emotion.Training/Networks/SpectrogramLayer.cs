using Emotion.Training.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace Emotion.Training.Networks;

/// <summary>Takes a feature vector as an image of one channel: [N, frames · bands] to [N, 1, frames, bands].</summary>
public sealed class SpectrogramLayer(int frames, int bands) : Layer(nameof(SpectrogramLayer))
{
    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => input.reshape(-1, 1, frames, bands);

    /// <inheritdoc/>
    public override string WriteTo(GraphBuilder graph, string input) => graph.Add("Reshape", [input, graph.Constant([-1L, 1, frames, bands])]);
}
