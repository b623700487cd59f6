using Emotion.Training.Onnx;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Emotion.Training.Networks;

/// <summary>
/// Two-dimensional convolution, zero-padded by half its kernel, followed by batch normalisation (Ioffe and Szegedy 2015): [N, inputs, T, F]
/// to [N, outputs, ceil(T / stride), ceil(F / stride)]. In the graph the two are one convolution.
/// </summary>
public sealed class NormalisedConvolution : Layer
{
    private readonly Conv2d _convolution;
    private readonly BatchNorm2d _normalisation;
    private readonly (long Time, long Frequency) _stride;
    private readonly long _padding;

    /// <summary>A convolution with fresh weights.</summary>
    /// <param name="inputs">Channels in.</param>
    /// <param name="outputs">Channels out.</param>
    /// <param name="kernel">Side of the square kernel; odd.</param>
    /// <param name="stride">Steps in time and frequency.</param>
    public NormalisedConvolution(int inputs, int outputs, int kernel, (long Time, long Frequency) stride) : base(nameof(NormalisedConvolution))
    {
        _stride = stride;
        _padding = kernel / 2;
        _convolution = nn.Conv2d(inputs, outputs, kernel, bias: false); // for its weights: it cannot compute in another type than theirs
        _normalisation = nn.BatchNorm2d(outputs);
        RegisterComponents();
    }

    /// <summary>The type that it computes in, and that its output has; that of its weights stays.</summary>
    public ScalarType Precision { get; set; } = ScalarType.Float32;

    /// <summary>Lets the layer begin as a zero, so that a residual block begins as its shortcut (Goyal et al. 2017, section 5.1).</summary>
    public void StartAtZero() => nn.init.zeros_(_normalisation.weight!);

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        var convolved = nn.functional.conv2d(
            input.to(Precision), _convolution.weight.to(Precision), strides: [_stride.Time, _stride.Frequency], padding: [_padding, _padding]);
        return _normalisation.forward(input.shape[1] == 1 ? ChannelsLast(convolved) : convolved);
    }

    /// <summary>
    /// At serving, normalisation is a fixed scale s = weight / sqrt(variance + eps) and a shift: it goes into the kernels. There time is the last axis: see <see cref="SpectrogramLayer.WriteTo"/>.
    /// </summary>
    public override string WriteTo(GraphBuilder graph, string input)
    {
        using var noGradients = no_grad();
        using var scope = NewDisposeScope();
        var scale = _normalisation.weight! / (_normalisation.running_var! + _normalisation.eps).sqrt();
        var kernels = (_convolution.weight * scale.reshape(-1, 1, 1, 1)).transpose(2, 3);
        var shift = _normalisation.bias! - _normalisation.running_mean! * scale;
        return graph.Add(
            "Conv",
            [input, graph.Constant(kernels), graph.Constant(shift)],
            ("strides", [_stride.Frequency, _stride.Time]),
            ("pads", [_padding, _padding, _padding, _padding]));
    }

    /// <summary>The same numbers in another order in memory, which all layers that follow keep: it makes them faster on a CPU.</summary>
    private static Tensor ChannelsLast(Tensor image) => image.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
}
