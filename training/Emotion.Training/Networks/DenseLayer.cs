using Emotion.Training.Onnx;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Emotion.Training.Networks;

/// <summary>Fully connected: [N, inputs] to [N, outputs].</summary>
public sealed class DenseLayer : Layer
{
    private readonly Linear _linear;

    /// <summary>A layer with fresh weights.</summary>
    public DenseLayer(int inputs, int outputs) : base(nameof(DenseLayer))
    {
        _linear = nn.Linear(inputs, outputs);
        Initialise(_linear.weight, _linear.bias!);
        RegisterComponents();
    }

    /// <summary>Values in.</summary>
    public int Inputs => (int)_linear.in_features;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => _linear.forward(input);

    /// <summary>Torch keeps the weights as [outputs, inputs], Gemm takes [inputs, outputs].</summary>
    public override string WriteTo(GraphBuilder graph, string input)
    {
        using var weight = _linear.weight.t();
        return graph.Add("Gemm", [input, graph.Constant(weight), graph.Constant(_linear.bias!)]);
    }
}
