using Emotion.Training.Corpora;
using Emotion.Training.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Emotion.Training.Learning;

/// <summary>Clips that a network does not learn from, as it will be fed them.</summary>
internal sealed class HeldOutClips : IDisposable
{
    private const int Batch = 64;

    private readonly Tensor _inputs;
    private readonly Tensor _targets;

    /// <summary>Puts clips on a device.</summary>
    /// <param name="rows">At least one.</param>
    /// <param name="features">What the network takes.</param>
    /// <param name="labels">The labels, in the order of its outputs.</param>
    /// <param name="device">Where to compute.</param>
    public HeldOutClips(IReadOnlyList<Row> rows, TrainingFeatures features, IReadOnlyList<string> labels, Device device)
    {
        var indices = labels.Index().ToDictionary(label => label.Item, label => (long)label.Index);
        _inputs = tensor(rows.SelectMany(row => features.ToInput(row.Features)).ToArray(), device: device).reshape(rows.Count, -1);
        _targets = tensor(rows.Select(row => indices[row.Label]).ToArray(), device: device);
    }

    /// <summary>Mean cross-entropy in nats, and the share of clips whose most probable label is right.</summary>
    public (double Loss, double Accuracy) Judge(Network network)
    {
        using var noGradients = no_grad();
        using var scope = NewDisposeScope();
        var logits = Logits(network);
        var right = logits.argmax(1).eq(_targets).to(ScalarType.Float64).mean();
        return (nn.functional.cross_entropy(logits, _targets).item<float>(), right.item<double>());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _inputs.Dispose();
        _targets.Dispose();
    }

    private Tensor Logits(Network network)
    {
        network.eval();
        return cat([.. _inputs.split(Batch).Select(Logits)], 0);

        // What is computed on the way is freed batch by batch: of all clips together it would be gigabytes.
        Tensor Logits(Tensor batch)
        {
            using var scope = NewDisposeScope();
            return network.forward(batch).MoveToOuterDisposeScope();
        }
    }
}
