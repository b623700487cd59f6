using Emotion.Audio.Features;
using Emotion.Training.Augmentation;
using Emotion.Training.Corpora;

namespace Emotion.Training.Learning;

/// <summary>Some clips to learn from at once.</summary>
/// <param name="Inputs">[size · 256 · 64].</param>
/// <param name="Targets">Indices of their labels, [size].</param>
/// <param name="Clips">Their numbers among all rows, [size].</param>
public sealed record SpectrogramBatch(float[] Inputs, long[] Targets, long[] Clips);

/// <summary>The batches of an epoch: the rows in a new order, each at most once, bent in a new way.</summary>
/// <remarks>
/// Each is made when it is asked for, on the same thread: it takes a twentieth of the time. Another thread that makes garbage meanwhile can let
/// TorchSharp free a number that torch still needs: see Torch.targets.
/// </remarks>
/// <param name="rows">At least one, with spectrograms.</param>
/// <param name="labels">The labels, in the order of the network's outputs.</param>
/// <param name="bending">How far they are bent.</param>
/// <param name="batchSize">Rows per step; more than there are rows counts as all of them.</param>
public sealed class SpectrogramBatches(IReadOnlyList<Row> rows, IReadOnlyList<string> labels, Bending bending, int batchSize)
{
    private const int Width = LogMelSpectrogram.WindowFrames * LogMelSpectrogram.Bands;

    private readonly Dictionary<string, long> _targets = labels.Index().ToDictionary(label => label.Item, label => (long)label.Index);

    /// <summary>Rows per step.</summary>
    public int Size { get; } = Math.Min(batchSize, rows.Count);

    /// <summary>Steps per epoch. The rows that are left over at the end of an epoch's order are left to other epochs.</summary>
    public int Count => rows.Count / Size;

    /// <summary>The batches, as they are asked for.</summary>
    /// <param name="seed">Decides the order and every window.</param>
    public IEnumerable<SpectrogramBatch> Epoch(int seed)
    {
        var order = Enumerable.Range(0, rows.Count).ToArray();
        new Random(seed).Shuffle(order);
        for (var number = 0; number < Count; number++)
            yield return Batch(order.AsSpan(number * Size, Size), unchecked((seed * 486_187_739) + number));
    }

    private SpectrogramBatch Batch(ReadOnlySpan<int> batch, int seed)
    {
        var random = new Random(seed);
        var inputs = new float[batch.Length * Width];
        var targets = new long[batch.Length];
        var clips = new long[batch.Length];
        for (var i = 0; i < batch.Length; i++)
        {
            SpectrogramAugmenter.Fill(rows[batch[i]].Features, bending, random, inputs.AsSpan(i * Width, Width));
            targets[i] = _targets[rows[batch[i]].Label];
            clips[i] = batch[i];
        }

        return new SpectrogramBatch(inputs, targets, clips);
    }
}
