using System.Collections.Concurrent;
using Emotion.Audio.Features;
using Emotion.Training.Augmentation;
using Emotion.Training.Corpora;

namespace Emotion.Training.Learning;

/// <summary>The batches of an epoch: every clip once, in a new order, bent in a new way. Made ahead while the network learns.</summary>
internal sealed class SpectrogramBatches(IReadOnlyList<Row> rows, IReadOnlyList<string> labels, int batchSize)
{
    private const int Ahead = 6;
    private const int Width = LogMelSpectrogram.WindowFrames * LogMelSpectrogram.Bands;

    private readonly Dictionary<string, long> _targets = labels.Index().ToDictionary(label => label.Item, label => (long)label.Index);

    /// <summary>Inputs [batch · 256 · 64] and indices of labels [batch]. What is left over at the end of the order is left to other epochs.</summary>
    /// <param name="seed">Decides the order and every window.</param>
    public IEnumerable<(float[] Inputs, long[] Targets)> Epoch(int seed)
    {
        var order = Enumerable.Range(0, rows.Count).ToArray();
        new Random(seed).Shuffle(order);
        var batches = order.Chunk(batchSize).Where(batch => batch.Length == Math.Min(batchSize, rows.Count));
        var ready = new BlockingCollection<(float[], long[])>(Ahead);
        _ = Task.Run(() =>
        {
            foreach (var (number, batch) in batches.Index())
                ready.Add(Batch(batch, HashSeed(seed, number)));
            ready.CompleteAdding();
        });
        return ready.GetConsumingEnumerable();
    }

    private (float[] Inputs, long[] Targets) Batch(int[] batch, int seed)
    {
        var random = new Random(seed);
        var inputs = new float[batch.Length * Width];
        foreach (var (i, row) in batch.Index())
            SpectrogramAugmenter.Fill(rows[row].Features, random, inputs.AsSpan(i * Width, Width));
        return (inputs, [.. batch.Select(row => _targets[rows[row].Label])]);
    }

    private static int HashSeed(int seed, int number) => unchecked((seed * 486_187_739) + number);
}
