using System.Buffers.Binary;

namespace Emotion.Cli.Load;

/// <summary>Speech-like clips made in memory: 3.5 s of 16-bit mono WAV at 22 050 Hz, each with bytes of its own.</summary>
internal sealed class SyntheticVoices
{
    private const int SampleRate = 22050;
    private const double Seconds = 3.5;
    private const int Voices = 32;
    private const int HeaderBytes = 44;

    // A voice takes 20 ms to make, so clips share 32 of them and differ in their first samples, before the analysed window.
    private readonly byte[][] _voices = [.. Enumerable.Range(1, Voices).AsParallel().AsOrdered().Select(Voice)];

    /// <summary>The clip of a number.</summary>
    public byte[] Clip(int number)
    {
        var clip = _voices[number % Voices].ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(clip.AsSpan(HeaderBytes), number & 0x00FF00FF); // two quiet samples
        return clip;
    }

    /// <summary>Harmonics of a gliding pitch, in three syllables a second, over a noise floor.</summary>
    private static byte[] Voice(int seed)
    {
        var random = new Random(seed);
        var pitch = 100 + random.NextDouble() * 150;
        var samples = (int)(Seconds * SampleRate);
        var file = new byte[HeaderBytes + 2 * samples];
        WriteHeader(file);
        var phase = 0.0;
        for (var i = 0; i < samples; i++)
        {
            var t = (double)i / SampleRate;
            phase += 2 * Math.PI * pitch * (1 + 0.15 * Math.Sin(2 * Math.PI * 0.7 * t)) / SampleRate;
            var harmonics = Enumerable.Range(1, 12).Sum(h => Math.Sin(h * phase) / h);
            var syllable = Math.Max(0, Math.Sin(2 * Math.PI * 3 * t));
            var sample = 0.15 * syllable * harmonics + 0.002 * (random.NextDouble() - 0.5);
            BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(HeaderBytes + 2 * i), (short)(sample * short.MaxValue));
        }

        return file;
    }

    private static void WriteHeader(Span<byte> file)
    {
        "RIFF"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file[4..], file.Length - 8);
        "WAVEfmt "u8.CopyTo(file[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(file[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(file[20..], 1); // PCM
        BinaryPrimitives.WriteInt16LittleEndian(file[22..], 1); // mono
        BinaryPrimitives.WriteInt32LittleEndian(file[24..], SampleRate);
        BinaryPrimitives.WriteInt32LittleEndian(file[28..], 2 * SampleRate);
        BinaryPrimitives.WriteInt16LittleEndian(file[32..], 2);
        BinaryPrimitives.WriteInt16LittleEndian(file[34..], 16);
        "data"u8.CopyTo(file[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(file[40..], file.Length - HeaderBytes);
    }
}
