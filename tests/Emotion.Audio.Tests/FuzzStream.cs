namespace Emotion.Audio.Tests;

/// <summary>A stream over a damaged file. It stops a reader that keeps on asking after the end and would otherwise hang the test.</summary>
internal sealed class FuzzStream(byte[] content, bool canSeek) : MemoryStream(content, writable: false)
{
    private const int MostReadsAtTheEnd = 1000;

    private int _readsAtTheEnd;

    public override bool CanSeek => canSeek;

    public override long Length => canSeek ? base.Length : throw new NotSupportedException();

    public override long Position
    {
        get => canSeek ? base.Position : throw new NotSupportedException();
        set => base.Position = canSeek ? value : throw new NotSupportedException();
    }

    public override long Seek(long offset, SeekOrigin loc) => canSeek ? base.Seek(offset, loc) : throw new NotSupportedException();

    /// <summary>A stream that cannot seek also gives less than it is asked for, as sockets do.</summary>
    public override int Read(Span<byte> buffer)
    {
        var got = base.Read(canSeek ? buffer : buffer[..Math.Min(buffer.Length, 777)]);
        if (got == 0 && !buffer.IsEmpty && ++_readsAtTheEnd > MostReadsAtTheEnd)
            throw new InvalidOperationException("The reader does not notice the end of the stream.");
        return got;
    }
}
