using Emotion.Training.Corpora;
using Emotion.Training.Networks;
using Emotion.Training.Onnx;
using static TorchSharp.torch;

namespace Emotion.Training.Learning;

/// <summary>A network that has learnt, with the scale of its features and the names of its labels.</summary>
/// <param name="features">What it takes.</param>
/// <param name="standardizer">The scale of each feature; null where the features have one scale already.</param>
/// <param name="network">The network.</param>
/// <param name="labels">The labels, in the order of the probabilities.</param>
public sealed class TrainedModel(TrainingFeatures features, Standardizer? standardizer, Network network, IReadOnlyList<string> labels)
    : IExportable, IDisposable
{
    /// <inheritdoc/>
    public TrainingFeatures Features => features;

    /// <inheritdoc/>
    public IReadOnlyList<string> Labels => labels;

    /// <summary>The epochs that it learnt in.</summary>
    public required IReadOnlyList<EpochReport> History { get; init; }

    /// <summary>The epoch whose weights these are.</summary>
    public required int KeptEpoch { get; init; }

    /// <summary>The logits are divided by it before they become probabilities (Guo et al. 2017). 1 where nothing was calibrated.</summary>
    public double Temperature { get; set; } = 1;

    /// <summary>What it was trained with beside the labels: <see cref="Recipe.Extras"/>.</summary>
    public string Extras { get; init; } = "";

    /// <inheritdoc/>
    public string Description => $"{network.Description} Trained{Extras} for {KeptEpoch} epochs.";

    /// <inheritdoc/>
    public bool IsCalibrated => Temperature != 1;

    /// <summary>Torch's own answer: raw features [N, features] to probabilities [N, labels].</summary>
    /// <param name="inputs">Raw features.</param>
    public Tensor Predict(Tensor inputs)
    {
        using var noGradients = no_grad();
        using var scope = NewDisposeScope();
        network.eval();
        return nn.functional.softmax(network.forward(standardizer?.Apply(inputs) ?? inputs) / Temperature, 1).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public byte[] ToOnnx()
    {
        var graph = new GraphBuilder();
        var standardised = standardizer?.WriteTo(graph, GraphBuilder.Input) ?? GraphBuilder.Input;
        var logits = network.Layers.Aggregate(standardised, (value, layer) => layer.WriteTo(graph, value));
        var scaled = Temperature == 1 ? logits : graph.Add("Div", [logits, graph.Constant([(float)Temperature])]);
        var probabilities = graph.Add("Softmax", [scaled]);
        return graph.Build(features.Recipe.Length, labels.Count, probabilities);
    }

    /// <summary>Writes the network's weights.</summary>
    public void SaveNetwork(string file) => network.save(file);

    /// <inheritdoc/>
    public void Dispose() => network.Dispose();
}
