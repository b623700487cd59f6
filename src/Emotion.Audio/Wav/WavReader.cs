using System.Buffers.Binary;

namespace Emotion.Audio.Wav;

/// <summary>
/// Reads a RIFF (or RF64) WAV file front to back, as mono floats, without holding more than one block of it.
/// </summary>
/// <remarks>
/// Files in the wild carry chunks that nobody asked for (<c>LIST</c>, <c>FLLR</c>, <c>bext</c>), padding bytes, and data lengths that
/// a recorder never came back to fill in. Unknown chunks are skipped; a data length of 0 or 0xFFFFFFFF, or one that
/// runs past the end of the stream, means "to the end".
/// </remarks>
public sealed class WavReader
{
    internal const int RiffBytes = 12;

    private const int BlockBytes = 1 << 16;
    private const int LargestFormatChunk = 1 << 12;

    private readonly Stream _stream;
    private readonly WavFormat _format;
    private readonly byte[] _block;
    private long _bytesLeft;

    private WavReader(Stream stream, WavFormat format, long dataBytes)
    {
        _stream = stream;
        _format = format;
        _bytesLeft = dataBytes;
        _block = new byte[Math.Max(BlockBytes / format.BytesPerFrame, 1) * format.BytesPerFrame];
    }

    /// <summary>Sample rate, in Hz.</summary>
    public int SampleRate => _format.SampleRate;

    /// <summary>Number of channels in the file.</summary>
    public int Channels => _format.Channels;

    /// <summary>Reads the header, up to the first sample.</summary>
    /// <exception cref="InvalidAudioException">The stream is not a WAV file that this reader supports.</exception>
    public static WavReader Open(Stream stream)
    {
        Span<byte> riff = stackalloc byte[RiffBytes];
        var got = stream.ReadAtLeast(riff, riff.Length, throwOnEndOfStream: false);
        return Open(riff[..got], stream);
    }

    /// <summary>Reads the header of a stream whose first <see cref="RiffBytes"/> bytes (or all there are) have been read already.</summary>
    internal static WavReader Open(ReadOnlySpan<byte> riff, Stream stream)
    {
        if (riff.IsEmpty)
            throw InvalidAudioException.Undecodable("The file is empty (0 bytes). Upload it again.");
        if (riff.Length < RiffBytes || !(riff.StartsWith("RIFF"u8) || riff.StartsWith("RF64"u8)) || !riff[8..].SequenceEqual("WAVE"u8))
            throw InvalidAudioException.Undecodable("The file is not a WAV file (no RIFF/WAVE header). Convert it first: ffmpeg -i IN -c:a pcm_s16le OUT.wav");

        WavFormat? format = null;
        long? length64 = null;
        Span<byte> header = stackalloc byte[8];
        while (stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) == header.Length)
        {
            long size = BinaryPrimitives.ReadUInt32LittleEndian(header[4..]);
            if (header.StartsWith("data"u8))
            {
                if (format is null)
                    throw InvalidAudioException.Undecodable("The WAV file has no 'fmt ' chunk before its samples. Export the clip again as WAV.");
                return new WavReader(stream, format, size is 0 or uint.MaxValue ? length64 ?? long.MaxValue : size);
            }

            if (header.StartsWith("fmt "u8) && size <= LargestFormatChunk)
                format = WavFormat.Parse(ReadChunk(stream, (int)size));
            else if (header.StartsWith("ds64"u8) && size is >= 28 and <= LargestFormatChunk)
                length64 = DataLength64(ReadChunk(stream, (int)size));
            else
                Skip(stream, size);

            Skip(stream, size & 1); // chunks are padded to an even length
        }

        throw InvalidAudioException.Undecodable("The WAV file ends before its samples begin (no 'data' chunk). The upload or the recording broke off; export the clip again.");
    }

    /// <summary>Reads the next frames, channels averaged.</summary>
    /// <param name="mono">Receives one float per frame, nominally in [-1, 1).</param>
    /// <returns>How many frames were read: fewer than asked only at the end of the file.</returns>
    public int ReadMono(Span<float> mono)
    {
        var read = 0;
        while (read < mono.Length)
        {
            var frames = ReadFrames(mono.Length - read);
            if (frames == 0)
                break;
            SampleDecoder.DecodeMono(_block.AsSpan(0, frames * _format.BytesPerFrame), _format, mono.Slice(read, frames));
            read += frames;
        }

        return read;
    }

    /// <summary>Passes over frames.</summary>
    /// <returns>How many frames were passed over: fewer than asked only at the end of the file.</returns>
    public long SkipFrames(long frames)
    {
        var skipped = 0L;
        if (_stream.CanSeek)
        {
            var available = Math.Min(_bytesLeft, Math.Max(_stream.Length - _stream.Position, 0)) / _format.BytesPerFrame;
            skipped = Math.Min(frames, available);
            _stream.Seek(skipped * _format.BytesPerFrame, SeekOrigin.Current);
            _bytesLeft -= skipped * _format.BytesPerFrame;
            return skipped;
        }

        while (skipped < frames && ReadFrames(frames - skipped) is > 0 and var read)
            skipped += read;
        return skipped;
    }

    /// <summary>Fills the block with at most <paramref name="wanted"/> whole frames; a partial frame at the end is dropped.</summary>
    private int ReadFrames(long wanted)
    {
        var frames = (int)Math.Min(Math.Min(wanted, _bytesLeft / _format.BytesPerFrame), _block.Length / _format.BytesPerFrame);
        if (frames == 0)
            return 0;
        var span = _block.AsSpan(0, frames * _format.BytesPerFrame);
        var got = _stream.ReadAtLeast(span, span.Length, throwOnEndOfStream: false);
        _bytesLeft = got < span.Length ? 0 : _bytesLeft - got;
        return got / _format.BytesPerFrame;
    }

    private static byte[] ReadChunk(Stream stream, int size)
    {
        var chunk = new byte[size];
        if (stream.ReadAtLeast(chunk, size, throwOnEndOfStream: false) < size)
            throw InvalidAudioException.Undecodable("The WAV header is cut off. The upload or the recording broke off; export the clip again.");
        return chunk;
    }

    /// <summary>RF64 keeps the length of its data chunk, in bytes, at byte 8 of <c>ds64</c>.</summary>
    private static long? DataLength64(ReadOnlySpan<byte> ds64)
    {
        var length = BinaryPrimitives.ReadInt64LittleEndian(ds64[8..]);
        return length > 0 ? length : null;
    }

    private static void Skip(Stream stream, long bytes)
    {
        Span<byte> waste = stackalloc byte[1024];
        while (bytes > 0)
        {
            var got = stream.Read(waste[..(int)Math.Min(bytes, waste.Length)]);
            if (got == 0)
                return;
            bytes -= got;
        }
    }
}
