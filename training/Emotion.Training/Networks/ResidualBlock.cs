using Emotion.Training.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace Emotion.Training.Networks;

/// <summary>
/// Two 3x3 convolutions around which the input passes unchanged, or through a 1x1 convolution where the shape changes; then ReLU
/// (He et al. 2016, "Deep residual learning for image recognition").
/// </summary>
public sealed class ResidualBlock : Layer
{
    private readonly NormalisedConvolution _first;
    private readonly NormalisedConvolution _second;
    private readonly NormalisedConvolution? _shortcut;

    /// <summary>A block with fresh weights.</summary>
    /// <param name="inputs">Channels in.</param>
    /// <param name="outputs">Channels out.</param>
    /// <param name="stride">Steps in time and frequency.</param>
    public ResidualBlock(int inputs, int outputs, (long Time, long Frequency) stride) : base(nameof(ResidualBlock))
    {
        _first = new NormalisedConvolution(inputs, outputs, 3, stride);
        _second = new NormalisedConvolution(outputs, outputs, 3, (1, 1));
        _second.StartAtZero();
        _shortcut = inputs == outputs && stride == (1, 1) ? null : new NormalisedConvolution(inputs, outputs, 1, stride);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        var change = _second.forward(nn.functional.relu(_first.forward(input)));
        return nn.functional.relu(change + (_shortcut?.forward(input) ?? input));
    }

    /// <inheritdoc/>
    public override string WriteTo(GraphBuilder graph, string input)
    {
        var change = _second.WriteTo(graph, graph.Add("Relu", [_first.WriteTo(graph, input)]));
        return graph.Add("Relu", [graph.Add("Add", [change, _shortcut?.WriteTo(graph, input) ?? input])]);
    }
}
