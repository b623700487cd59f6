namespace Emotion.Audio.Decoding;

/// <summary>Tells a file's format by its first bytes; names of files are not trusted.</summary>
internal static class AudioFormatSniffer
{
    /// <summary>How many bytes it wants to see.</summary>
    public const int HeadBytes = Wav.WavReader.RiffBytes;

    /// <summary>The format that a file starts like; null for WAV, and for all that is not known.</summary>
    /// <param name="head">The first <see cref="HeadBytes"/> bytes, or all there are.</param>
    public static CompressedFormat? Recognise(ReadOnlySpan<byte> head) => head switch
    {
        _ when head.StartsWith("fLaC"u8) => CompressedFormat.Flac,
        _ when head.StartsWith("OggS"u8) => CompressedFormat.Ogg,
        _ when head.StartsWith("ID3"u8) => CompressedFormat.Mp3,
        _ when head.Length >= 8 && head[4..].StartsWith("ftyp"u8) => CompressedFormat.Mp4,
        [0x1A, 0x45, 0xDF, 0xA3, ..] => CompressedFormat.WebM,
        [0xFF, var next, ..] when IsMp3(next) => CompressedFormat.Mp3,
        [0xFF, var next, ..] when IsAac(next) => CompressedFormat.Aac,
        _ => null,
    };

    /// <summary>11 bits of sync, any version, layer III. (Layer I would take in the byte-order mark of UTF-16.)</summary>
    private static bool IsMp3(byte next) => (next & 0b1110_0110) == 0b1110_0010;

    /// <summary>12 bits of sync, any version, layer 0.</summary>
    private static bool IsAac(byte next) => (next & 0b1111_0110) == 0b1111_0000;
}
