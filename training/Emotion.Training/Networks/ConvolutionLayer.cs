using Emotion.Training.Onnx;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Emotion.Training.Networks;

/// <summary>One-dimensional convolution with stride 1, zero-padded to keep the length: [N, inputs, L] to [N, outputs, L].</summary>
public sealed class ConvolutionLayer : Layer
{
    private readonly Conv1d _convolution;
    private readonly int _padding;

    /// <summary>A convolution with fresh weights.</summary>
    /// <param name="inputs">Channels in.</param>
    /// <param name="outputs">Channels out.</param>
    /// <param name="kernel">Length of the kernel; odd.</param>
    public ConvolutionLayer(int inputs, int outputs, int kernel) : base(nameof(ConvolutionLayer))
    {
        _padding = kernel / 2;
        _convolution = nn.Conv1d(inputs, outputs, kernel, padding: _padding);
        Initialise(_convolution.weight, _convolution.bias!);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => _convolution.forward(input);

    /// <inheritdoc/>
    public override string WriteTo(GraphBuilder graph, string input) => graph.Add(
        "Conv", [input, graph.Constant(_convolution.weight), graph.Constant(_convolution.bias!)], ("pads", [_padding, _padding]));
}
