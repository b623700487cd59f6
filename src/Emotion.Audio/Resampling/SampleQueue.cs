using System.Buffers;

namespace Emotion.Audio.Resampling;

/// <summary>Samples that have arrived and not yet been used up: appended at one end, taken at the other, in pooled memory.</summary>
internal sealed class SampleQueue : IDisposable
{
    private float[] _items = ArrayPool<float>.Shared.Rent(1 << 12);
    private int _start;

    public int Count { get; private set; }

    /// <summary>All that is there, oldest first.</summary>
    public ReadOnlySpan<float> Samples => _items.AsSpan(_start, Count);

    /// <summary>Makes room for more samples at the end, to be filled by the caller.</summary>
    public Span<float> Append(int count)
    {
        if (_start + Count + count > _items.Length)
            MakeRoom(Count + count);
        Count += count;
        return _items.AsSpan(_start + Count - count, count);
    }

    /// <summary>Forgets the oldest samples.</summary>
    public void Drop(int count)
    {
        _start += count;
        Count -= count;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<float>.Shared.Return(_items);
        _items = [];
    }

    private void MakeRoom(int needed)
    {
        var items = needed <= _items.Length ? _items : ArrayPool<float>.Shared.Rent(2 * needed);
        Samples.CopyTo(items);
        if (items != _items)
            ArrayPool<float>.Shared.Return(_items);
        (_items, _start) = (items, 0);
    }
}
