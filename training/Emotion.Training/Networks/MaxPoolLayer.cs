using Emotion.Training.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace Emotion.Training.Networks;

/// <summary>Maximum over a sliding window, padded as in <see cref="SamePadding"/>: [N, C, L] to [N, C, ceil(L / stride)].</summary>
public sealed class MaxPoolLayer(int length, int window, int stride) : Layer(nameof(MaxPoolLayer))
{
    private readonly SamePadding _padding = SamePadding.For(length, window, stride);

    /// <summary>Length of what comes out.</summary>
    public int OutputLength => _padding.OutputLength;

    /// <summary>Padded with minus infinity, so that the padding never is the maximum. As an image: see <see cref="ConvolutionLayer"/>.</summary>
    public override Tensor forward(Tensor input)
    {
        var padded = nn.functional.pad(
            input.unsqueeze(2), [_padding.Before, _padding.After, 0, 0], PaddingModes.Constant, double.NegativeInfinity);
        return nn.functional.max_pool2d(padded, [1, window], [1, stride]).squeeze(2);
    }

    /// <summary>ONNX's MaxPool never lets its padding win either.</summary>
    public override string WriteTo(GraphBuilder graph, string input) => graph.Add(
        "MaxPool", [input], ("kernel_shape", [window]), ("strides", [stride]), ("pads", [_padding.Before, _padding.After]));
}
