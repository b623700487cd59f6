using System.Buffers.Binary;

namespace Emotion.Tests;

/// <summary>Makes WAV files in memory.</summary>
internal static class WavFile
{
    /// <summary>A RIFF file of the given chunks.</summary>
    public static byte[] Riff(params (string Id, byte[] Content)[] chunks)
    {
        using var stream = new MemoryStream();
        stream.Write("RIFF\0\0\0\0WAVE"u8);
        foreach (var (id, content) in chunks)
        {
            stream.Write(System.Text.Encoding.ASCII.GetBytes(id));
            stream.Write(BitConverter.GetBytes(content.Length));
            stream.Write(content);
            if (content.Length % 2 == 1)
                stream.WriteByte(0);
        }

        var file = stream.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), file.Length - 8);
        return file;
    }

    /// <summary>A classic <c>fmt </c> chunk.</summary>
    public static byte[] Format(ushort code, int channels, int rate, int bits)
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, code);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(2), (ushort)channels);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), rate);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), rate * channels * bits / 8);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(12), (ushort)(channels * bits / 8));
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(14), (ushort)bits);
        return bytes;
    }

    /// <summary>A 16-bit PCM file.</summary>
    public static byte[] Pcm16(ReadOnlySpan<float> interleaved, int rate, int channels = 1)
    {
        var data = new byte[2 * interleaved.Length];
        for (var i = 0; i < interleaved.Length; i++)
            BinaryPrimitives.WriteInt16LittleEndian(data.AsSpan(2 * i), (short)Math.Clamp(MathF.Round(interleaved[i] * 32768), short.MinValue, short.MaxValue));
        return Riff(("fmt ", Format(1, channels, rate, 16)), ("data", data));
    }

    /// <summary>A 32-bit float file.</summary>
    public static byte[] Float32(ReadOnlySpan<float> interleaved, int rate, int channels = 1) =>
        Riff(("fmt ", Format(3, channels, rate, 32)), ("data", System.Runtime.InteropServices.MemoryMarshal.AsBytes(interleaved).ToArray()));

    /// <summary>A clip that sounds a little like speech: a gliding voice with harmonics, in syllables, over a noise floor.</summary>
    public static float[] Voice(double seconds, int rate, int seed = 1)
    {
        var random = new Random(seed);
        var pitch = 100 + random.NextDouble() * 150;
        var samples = new float[(int)(seconds * rate)];
        var phase = 0.0;
        for (var i = 0; i < samples.Length; i++)
        {
            var t = (double)i / rate;
            phase += 2 * Math.PI * pitch * (1 + 0.15 * Math.Sin(2 * Math.PI * 0.7 * t)) / rate;
            var voice = Enumerable.Range(1, 12).Sum(h => Math.Sin(h * phase) / h);
            var syllable = Math.Max(0, Math.Sin(2 * Math.PI * 3 * t));
            samples[i] = (float)(0.15 * syllable * voice + 0.002 * (random.NextDouble() - 0.5));
        }

        return samples;
    }

    /// <summary>A scorable clip.</summary>
    public static byte[] VoiceClip(double seconds = 3.5, int rate = 22050, int seed = 1) => Pcm16(Voice(seconds, rate, seed), rate);
}
