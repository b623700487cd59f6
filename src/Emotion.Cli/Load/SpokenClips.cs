using System.Buffers.Binary;

namespace Emotion.Cli.Load;

/// <summary>As many clips as are wanted, made in memory from the sample voices: each has bytes of its own.</summary>
internal sealed class SpokenClips
{
    private readonly byte[][] _voices =
        [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "samples"), "*-voice.wav").Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];

    /// <summary>The clip of a number: a voice whose last two samples, behind the analysed window, hold the number.</summary>
    public byte[] Clip(int number)
    {
        var clip = _voices[number % _voices.Length].ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(clip.AsSpan(clip.Length - sizeof(int)), number);
        return clip;
    }
}
