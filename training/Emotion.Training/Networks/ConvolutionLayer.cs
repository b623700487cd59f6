using Emotion.Training.Onnx;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Emotion.Training.Networks;

/// <summary>One-dimensional convolution with stride 1, zero-padded to keep the length: [N, inputs, L] to [N, outputs, L].</summary>
/// <remarks>
/// What comes out lies channels-last in memory, which makes the layers that follow several times faster on a CPU. Torch keeps that order
/// only for images, so the signal passes as an image of height 1.
/// </remarks>
public sealed class ConvolutionLayer : Layer
{
    private readonly Conv1d _convolution;
    private readonly int _kernel;
    private readonly int _padding;

    /// <summary>A convolution with fresh weights.</summary>
    /// <param name="inputs">Channels in.</param>
    /// <param name="outputs">Channels out.</param>
    /// <param name="kernel">Length of the kernel; odd.</param>
    public ConvolutionLayer(int inputs, int outputs, int kernel) : base(nameof(ConvolutionLayer))
    {
        _kernel = kernel;
        _padding = kernel / 2;
        _convolution = nn.Conv1d(inputs, outputs, kernel, padding: _padding);
        Initialise(_convolution.weight, _convolution.bias!);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => input.shape[1] == 1 ? OverOneChannel(input) : OverChannels(input);

    /// <inheritdoc/>
    public override string WriteTo(GraphBuilder graph, string input) => graph.Add(
        "Conv", [input, graph.Constant(_convolution.weight), graph.Constant(_convolution.bias!)], ("pads", [_padding, _padding]));

    private Tensor OverChannels(Tensor input)
    {
        var image = nn.functional.conv2d(
            input.unsqueeze(2), _convolution.weight.unsqueeze(2), _convolution.bias, padding: [0, _padding]);
        return image.squeeze(2);
    }

    /// <summary>One channel is too thin for torch's convolution: the same as a product of sliding windows with the kernels is faster.</summary>
    private Tensor OverOneChannel(Tensor input)
    {
        var windows = nn.functional.pad(input.squeeze(1), [_padding, _padding]).unfold(1, _kernel, 1);
        return nn.functional.linear(windows, _convolution.weight.squeeze(1), _convolution.bias).transpose(1, 2);
    }
}
