using System.Diagnostics;

namespace Emotion.Audio.Decoding;

/// <summary>
/// What an ffmpeg process writes, as a stream. One thread of its own feeds the process and another hears its complaints, so that no pipe
/// can fill up and stop all of them. The process has ended when the stream has been disposed of, however that came about.
/// </summary>
internal sealed class FfmpegStream : Stream
{
    private const int BlockBytes = 1 << 16;
    private const int LongestComplaint = 200;

    /// <summary>More than the WAV header that ffmpeg writes: an output no longer than this holds no samples to speak of.</summary>
    private const int HeaderBytes = 128;

    /// <summary>Threads outside the pool: callers that decode in parallel block the pool's, and these would wait for one of them.</summary>
    private static readonly TaskFactory OwnThreads =
        new(CancellationToken.None, TaskCreationOptions.LongRunning, TaskContinuationOptions.None, TaskScheduler.Default);

    private readonly Process _process;
    private readonly CompressedFormat _format;
    private readonly TimeSpan _timeLimit;
    private readonly long _outputLimit;
    private readonly Lock _ending = new();
    private readonly Task _feeding;
    private readonly Task<string?> _complaint;
    private readonly DecodingClock _clock;

    private long _total;
    private bool _isDisposed;
    private volatile bool _isOverdue;

    public FfmpegStream(
        Process process, CompressedFormat format, ReadOnlySpan<byte> head, Stream rest, TimeSpan timeLimit, long outputLimit)
    {
        _process = process;
        _format = format;
        _timeLimit = timeLimit;
        _outputLimit = outputLimit;
        _clock = new DecodingClock(timeLimit, () => Kill(overdue: true));
        var start = head.ToArray();
        _feeding = OwnThreads.StartNew(() => Feed(start, rest));
        _complaint = OwnThreads.StartNew(LastComplaint);
    }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Reads what has been decoded.</summary>
    /// <exception cref="InvalidAudioException">ffmpeg could not decode the clip, or not within the limits.</exception>
    /// <exception cref="IOException">ffmpeg was ended from outside, which is not the clip's fault.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
            return 0;
        _clock.ReaderWaits(true);
        try
        {
            var got = _process.StandardOutput.BaseStream.Read(buffer);
            _total += got;
            if (_total > _outputLimit)
                throw Undecodable($"decodes to more than {_outputLimit:N0} bytes. Cut it into shorter clips.");
            if (got == 0)
                CheckOutcome();
            return got;
        }
        finally
        {
            _clock.ReaderWaits(false);
        }
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isDisposed)
        {
            _clock.Dispose();
            Kill();
            _process.WaitForExit();
            ((IAsyncResult)_feeding).AsyncWaitHandle.WaitOne(); // the caller is about to close what it reads
            _ = _complaint.Result;
            lock (_ending)
                _isDisposed = true;
            _process.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>At the end of the output: is it all there is?</summary>
    private void CheckOutcome()
    {
        _process.WaitForExit();
        if (_isOverdue && !_feeding.IsFaulted)
            throw Undecodable($"took ffmpeg longer than {_timeLimit.TotalSeconds:0.#} s. Convert it to WAV, or cut it into shorter clips.");
        _feeding.GetAwaiter().GetResult(); // a source that breaks off is not the clip's fault: its error goes to the caller as it is
        var complaint = _complaint.Result;
        if (_process.ExitCode != 0 && complaint is null) // it always says what is wrong with a clip
            throw new IOException($"ffmpeg was ended from outside (exit code {_process.ExitCode}), as by Ctrl+C or for want of memory. Try again.");
        if (_process.ExitCode != 0 || (complaint is not null && _total <= HeaderBytes)) // it may call it a success to have decoded nothing
            throw Undecodable($"could not be decoded (ffmpeg: {complaint}). {Advice}");
    }

    private string Advice => _format == CompressedFormat.Mp4
        ? "An M4A file whose index stands at its end cannot be decoded from a stream: convert it to WAV, or move the index "
            + "(ffmpeg -i IN -c copy -movflags +faststart OUT.m4a)."
        : "Export the clip again, or convert it to WAV.";

    private InvalidAudioException Undecodable(string what) =>
        InvalidAudioException.Undecodable($"The clip is {FfmpegDecoder.NameOf(_format)}, and {what}");

    private void Feed(ReadOnlySpan<byte> head, Stream rest)
    {
        using var input = _process.StandardInput.BaseStream;
        var block = new byte[BlockBytes];
        head.CopyTo(block);
        for (var count = head.Length; count > 0; count = ReadNext(rest, block))
        {
            if (!TryWrite(input, block.AsSpan(0, count)))
                return;
        }
    }

    private int ReadNext(Stream rest, byte[] block)
    {
        _clock.SourceIsAwaited(true);
        try
        {
            return rest.Read(block);
        }
        finally
        {
            _clock.SourceIsAwaited(false);
        }
    }

    /// <summary>False where the process reads no further: it has all it wants, or it has ended.</summary>
    private static bool TryWrite(Stream input, ReadOnlySpan<byte> bytes)
    {
        try
        {
            input.Write(bytes);
            input.Flush();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Reads standard error to its end. The last line is ffmpeg's verdict; null where there is none.</summary>
    private string? LastComplaint()
    {
        string? last = null;
        while (_process.StandardError.ReadLine() is { } line)
        {
            if (!string.IsNullOrWhiteSpace(line))
                last = line.Trim();
        }

        return last is { Length: > LongestComplaint } ? last[..LongestComplaint] : last;
    }

    private void Kill(bool overdue = false)
    {
        lock (_ending)
        {
            if (_isDisposed || _process.HasExited)
                return;
            _isOverdue = overdue; // before the output ends, and so before the reader asks
            _process.Kill(entireProcessTree: true);
        }
    }
}
