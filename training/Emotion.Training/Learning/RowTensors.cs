using Emotion.Training.Corpora;
using static TorchSharp.torch;

namespace Emotion.Training.Learning;

/// <summary>Rows as tensors on the training device.</summary>
/// <param name="Features">Standardised features, [N, features] float32.</param>
/// <param name="Targets">Indices of the labels, [N] int64.</param>
internal sealed record RowTensors(Tensor Features, Tensor Targets) : IDisposable
{
    /// <summary>How many rows there are.</summary>
    public long Count => Targets.shape[0];

    /// <summary>Puts rows on a device.</summary>
    public static RowTensors Of(IReadOnlyList<Row> rows, Standardizer standardizer, IReadOnlyList<string> labels, Device device)
    {
        using var scope = NewDisposeScope();
        var indices = labels.Select((label, index) => (label, index)).ToDictionary(pair => pair.label, pair => (long)pair.index);
        var raw = tensor(rows.SelectMany(row => row.Features).ToArray()).reshape(rows.Count, standardizer.Mean.Count);
        var features = standardizer.Apply(raw).to(device);
        var targets = tensor(rows.Select(row => indices[row.Label]).ToArray()).to(device);
        return new RowTensors(features.MoveToOuterDisposeScope(), targets.MoveToOuterDisposeScope());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Features.Dispose();
        Targets.Dispose();
    }
}
