using System.Diagnostics;

namespace Emotion.Audio.Decoding;

/// <summary>
/// Measures how long a decoder keeps its reader waiting. Neither what the reader does between two readings counts, nor the time in which the
/// clip's next bytes are fetched: a slow storage is not the clip's fault.
/// </summary>
internal sealed class DecodingClock : IDisposable
{
    private readonly TimeSpan _limit;
    private readonly Timer _alarm;
    private readonly Stopwatch _counted = new();
    private readonly Lock _changing = new();

    private bool _readerWaits;
    private bool _sourceIsAwaited;
    private bool _isDisposed;

    /// <summary>Makes a clock that stands still.</summary>
    /// <param name="limit">How long it may run in all.</param>
    /// <param name="onOverdue">What happens then, on a thread of the pool.</param>
    public DecodingClock(TimeSpan limit, Action onOverdue)
    {
        _limit = limit;
        _alarm = new Timer(_ => onOverdue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Tells whether the reader waits for the decoder.</summary>
    public void ReaderWaits(bool value) => Change(ref _readerWaits, value);

    /// <summary>Tells whether the decoder's next bytes have still to come from the clip's source.</summary>
    public void SourceIsAwaited(bool value) => Change(ref _sourceIsAwaited, value);

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_changing)
        {
            _isDisposed = true;
            _alarm.Dispose();
        }
    }

    private void Change(ref bool condition, bool value)
    {
        lock (_changing)
        {
            condition = value;
            if (_isDisposed)
                return;
            if (_readerWaits && !_sourceIsAwaited)
                Run();
            else
                Stop();
        }
    }

    private void Run()
    {
        _counted.Start();
        var left = _limit - _counted.Elapsed;
        _alarm.Change(left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private void Stop()
    {
        _counted.Stop();
        _alarm.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
