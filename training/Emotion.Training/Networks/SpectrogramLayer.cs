using Emotion.Training.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace Emotion.Training.Networks;

/// <summary>Takes a feature vector as an image of one channel: [N, frames · bands] to [N, 1, frames, bands].</summary>
public sealed class SpectrogramLayer(int frames, int bands) : Layer(nameof(SpectrogramLayer))
{
    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => input.reshape(-1, 1, frames, bands);

    /// <summary>
    /// In the graph [N, 1, bands, frames]: time is the last axis from here to the pooling. ONNX Runtime convolves along the last axis, and of the bands two are left in the end, where every
    /// row would be all edge. With bands last a clip takes up to a quarter longer to score.
    /// </summary>
    public override string WriteTo(GraphBuilder graph, string input) =>
        graph.Add("Transpose", [graph.Add("Reshape", [input, graph.Constant([-1L, 1, frames, bands])])], ("perm", [0, 1, 3, 2]));
}
