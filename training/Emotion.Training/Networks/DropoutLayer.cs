using Emotion.Training.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace Emotion.Training.Networks;

/// <summary>While learning, sets a random share of the elements to zero and scales the others up; absent when serving.</summary>
public sealed class DropoutLayer(double rate) : Layer(nameof(DropoutLayer))
{
    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => nn.functional.dropout(input, rate, training);

    /// <inheritdoc/>
    public override string WriteTo(GraphBuilder graph, string input) => input;
}
