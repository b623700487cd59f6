using Emotion.Training.Networks;
using Emotion.Training.Onnx;
using static TorchSharp.torch;

namespace Emotion.Training.Learning;

/// <summary>A network that has learnt, with the scale of its features and the names of its labels.</summary>
public sealed class TrainedModel(Standardizer standardizer, Network network, IReadOnlyList<string> labels) : IDisposable
{
    private const string Input = "features";
    private const string Output = "probabilities";

    /// <summary>The labels, in the order of the probabilities.</summary>
    public IReadOnlyList<string> Labels => labels;

    /// <summary>The epochs that it learnt in.</summary>
    public required IReadOnlyList<EpochReport> History { get; init; }

    /// <summary>The epoch whose weights these are.</summary>
    public required int KeptEpoch { get; init; }

    /// <summary>The network in a sentence.</summary>
    public string NetworkDescription => network.Description;

    /// <summary>Torch's own answer: raw features [N, features] to probabilities [N, labels].</summary>
    public Tensor Predict(Tensor features)
    {
        using var noGradients = no_grad();
        using var scope = NewDisposeScope();
        network.eval();
        return nn.functional.softmax(network.forward(standardizer.Apply(features)), 1).MoveToOuterDisposeScope();
    }

    /// <summary>The same as an ONNX model: <c>features</c> [N, features] to <c>probabilities</c> [N, labels], both float32.</summary>
    public byte[] ToOnnx()
    {
        var graph = new GraphBuilder();
        var standardised = standardizer.WriteTo(graph, Input);
        var logits = network.Layers.Aggregate(standardised, (value, layer) => layer.WriteTo(graph, value));
        var probabilities = graph.Add("Softmax", [logits]);
        return graph.Build((Input, standardizer.Mean.Count), (Output, labels.Count), probabilities);
    }

    /// <inheritdoc/>
    public void Dispose() => network.Dispose();
}
