using System.Buffers.Binary;
using Emotion.Tests;

namespace Emotion.EndToEnd.Tests;

/// <summary>A WAV file of any length that lies nowhere: its samples are made as they are read.</summary>
internal sealed class LongRecording : Stream
{
    private readonly byte[] _header;
    private readonly byte[] _second;

    public LongRecording(int seconds, int rate)
    {
        var clip = WavFile.VoiceClip(1, rate);
        _header = clip[..44];
        _second = clip[44..];
        Length = _header.Length + ((long)seconds * _second.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(_header.AsSpan(4), (uint)(Length - 8));
        BinaryPrimitives.WriteUInt32LittleEndian(_header.AsSpan(40), (uint)(Length - _header.Length));
    }

    /// <summary>How much was asked for.</summary>
    public long BytesRead { get; private set; }

    private (long Bytes, Action Look) _look = (long.MaxValue, () => { });

    /// <summary>Does something once, as soon as so much was asked for.</summary>
    public void WhenReadUpTo(long bytes, Action look) => _look = (bytes, look);

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length { get; }

    public override long Position { get; set; }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = 0;
        for (; read < count && Position < Length; read++, Position++)
            buffer[offset + read] = Position < _header.Length ? _header[Position] : _second[(Position - _header.Length) % _second.Length];
        BytesRead += read;
        if (BytesRead >= _look.Bytes)
        {
            _look.Look();
            _look = (long.MaxValue, () => { });
        }

        return read;
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = offset + origin switch
    {
        SeekOrigin.Begin => 0,
        SeekOrigin.Current => Position,
        _ => Length,
    };

    public override void Flush()
    {
        // Nothing is written.
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
