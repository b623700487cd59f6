using Emotion.Training.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace Emotion.Training.Networks;

/// <summary>One step of a network, told twice: once for torch, which learns it, and once for ONNX, which serves it.</summary>
public abstract class Layer(string name) : nn.Module<Tensor, Tensor>(name)
{
    /// <summary>Writes the layer, with its weights as they are now, into a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="input">The name of the value that the layer takes.</param>
    /// <returns>The name of the value that the layer gives.</returns>
    public abstract string WriteTo(GraphBuilder graph, string input);

    /// <summary>Keras's defaults: Glorot-uniform weights, zero biases.</summary>
    protected static void Initialise(Tensor weight, Tensor bias)
    {
        nn.init.xavier_uniform_(weight);
        nn.init.zeros_(bias);
    }
}
