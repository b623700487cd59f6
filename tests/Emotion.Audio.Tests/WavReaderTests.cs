using Emotion.Audio.Wav;
using Emotion.Tests;

namespace Emotion.Audio.Tests;

public class WavReaderTests
{
    private const ushort Pcm = 1;
    private const ushort Float = 3;

    /// <summary>Half scale and minus one, in every encoding.</summary>
    public static TheoryData<int, int, byte[]> Encodings => new()
    {
        { Pcm, 8, [192, 0] },
        { Pcm, 16, [0x00, 0x40, 0x00, 0x80] },
        { Pcm, 24, [0x00, 0x00, 0x40, 0x00, 0x00, 0x80] },
        { Pcm, 32, [0x00, 0x00, 0x00, 0x40, 0x00, 0x00, 0x00, 0x80] },
        { Float, 32, [.. BitConverter.GetBytes(0.5f), .. BitConverter.GetBytes(-1f)] },
        { Float, 64, [.. BitConverter.GetBytes(0.5), .. BitConverter.GetBytes(-1.0)] },
    };

    [Theory, MemberData(nameof(Encodings))]
    public void Every_encoding_is_scaled_to_plus_minus_one(int code, int bits, byte[] data) =>
        Assert.Equal([0.5f, -1f], Read(WavFile.Riff(("fmt ", WavFile.Format((ushort)code, 1, 8000, bits)), ("data", data))));

    [Fact]
    public void A_law_and_mu_law_expand_as_g711_says()
    {
        // Loudest and softest codes of ITU-T G.711, tables 1 and 2, at 16 bits.
        Assert.Equal([32256 / 32768f, 8 / 32768f, -8 / 32768f], Read(WavFile.Riff(("fmt ", WavFile.Format(6, 1, 8000, 8)), ("data", [0xAA, 0xD5, 0x55]))));
        Assert.Equal([32124 / 32768f, 0f, -32124 / 32768f], Read(WavFile.Riff(("fmt ", WavFile.Format(7, 1, 8000, 8)), ("data", [0x80, 0xFF, 0x00]))));
    }

    [Fact]
    public void Extensible_headers_name_the_encoding_by_guid()
    {
        byte[] format =
        [
            .. WavFile.Format(0xFFFE, 1, 48000, 16), 22, 0, 16, 0, 4, 0, 0, 0,
            1, 0, 0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71,
        ];
        Assert.Equal([0.5f], Read(WavFile.Riff(("fmt ", format), ("data", [0x00, 0x40]))));
    }

    [Fact]
    public void Samples_in_a_wider_container_are_left_justified_in_it()
    {
        var format = WavFile.Format(Pcm, 1, 48000, 24);
        format[12] = 4; // block align: 24 bits in 4 bytes
        Assert.Equal([0.5f], Read(WavFile.Riff(("fmt ", format), ("data", [0x00, 0x00, 0x00, 0x40]))));
    }

    [Fact]
    public void Channels_are_averaged() =>
        Assert.Equal([0.25f, -0.5f], Read(WavFile.Float32([0.5f, 0f, -1f, 0f], 8000, channels: 2)));

    [Fact]
    public void Chunks_that_nobody_asked_for_are_skipped_with_their_padding() =>
        Assert.Equal([0.5f], Read(WavFile.Riff(
            ("LIST", [1, 2, 3]), ("fmt ", WavFile.Format(Pcm, 1, 8000, 16)), ("FLLR", new byte[4097]), ("data", [0x00, 0x40]), ("id3 ", [9, 9]))));

    [Theory]
    [InlineData(0u)]
    [InlineData(uint.MaxValue)]
    [InlineData(4_000_000_000u)]
    public void A_data_length_that_was_never_filled_in_means_to_the_end(uint length)
    {
        var file = WavFile.Pcm16([0.5f, -0.5f, 0.25f], 8000);
        BitConverter.GetBytes(length).CopyTo(file, 40);
        Assert.Equal([0.5f, -0.5f, 0.25f], Read(file));
    }

    [Fact]
    public void A_file_that_breaks_off_keeps_its_whole_frames()
    {
        var file = WavFile.Pcm16([0.5f, 0.5f, -0.5f, -0.5f], 8000, channels: 2);
        Assert.Equal([0.5f], Read(file[..^3]));
    }

    [Fact]
    public void Rf64_keeps_its_length_in_ds64()
    {
        byte[] ds64 = [.. new byte[8], .. BitConverter.GetBytes(2L), .. new byte[12]];
        var file = WavFile.Riff(("ds64", ds64), ("fmt ", WavFile.Format(Pcm, 1, 8000, 16)), ("data", [0x00, 0x40, 0x11, 0x11]));
        "RF64"u8.CopyTo(file);
        BitConverter.GetBytes(uint.MaxValue).CopyTo(file, file.Length - 8);
        Assert.Equal([0.5f], Read(file));
    }

    [Fact]
    public void A_stream_that_cannot_seek_reads_the_same()
    {
        var file = WavFile.VoiceClip(1);
        using var stream = new OneWayStream(file);
        var reader = WavReader.Open(stream);
        Assert.Equal(1000, reader.SkipFrames(1000));
        var samples = new float[30000];
        var read = reader.ReadMono(samples);
        Assert.Equal(Read(file)[1000..], samples[..read]);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("ID3\u0003 this is an mp3", "not a WAV file")]
    [InlineData("RIFF\0\0\0\0AVI ", "not a WAV file")]
    [InlineData("RIFF\0\0\0\0WAVE", "no 'data' chunk")]
    [InlineData("RIFF\0\0\0\0WAVEdata\u0004\0\0\0abcd", "no 'fmt ' chunk")]
    [InlineData("RIFF\0\0\0\0WAVEfmt \u0010\0\0\0abc", "cut off")]
    public void What_is_not_a_wav_file_is_refused_with_a_reason(string content, string reason) =>
        AssertUndecodable(System.Text.Encoding.Latin1.GetBytes(content), reason);

    [Theory]
    [InlineData(Pcm, 0, 8000, 16, "0 channels")]
    [InlineData(Pcm, 1, 1000, 16, "1000 Hz")]
    [InlineData(Pcm, 1, 400_000, 16, "400000 Hz")]
    [InlineData(0x55, 1, 44100, 16, "0x0055")]
    [InlineData(Float, 1, 44100, 16, "0x0003 with 16 bits")]
    public void What_is_not_supported_is_refused_with_a_reason(int code, int channels, int rate, int bits, string reason) =>
        AssertUndecodable(WavFile.Riff(("fmt ", WavFile.Format((ushort)code, channels, rate, bits)), ("data", new byte[100])), reason);

    private static void AssertUndecodable(byte[] file, string reason)
    {
        var e = Assert.Throws<InvalidAudioException>(() => Read(file));
        Assert.Equal(AudioFault.Undecodable, e.Fault);
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
    }

    private static float[] Read(byte[] file)
    {
        using var stream = new MemoryStream(file);
        var samples = new float[100_000];
        return samples[..WavReader.Open(stream).ReadMono(samples)];
    }

    private sealed class OneWayStream(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 777)]);
    }
}
