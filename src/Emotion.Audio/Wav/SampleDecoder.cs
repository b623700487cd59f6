using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Emotion.Audio.Wav;

/// <summary>Turns stored samples into floats in [-1, 1), scaled as libsndfile (and so librosa) scales them.</summary>
internal static class SampleDecoder
{
    /// <summary>Decodes whole frames and averages their channels.</summary>
    /// <param name="bytes">Interleaved samples; a whole number of frames.</param>
    /// <param name="format">How they are stored.</param>
    /// <param name="mono">Receives one float per frame.</param>
    public static void DecodeMono(ReadOnlySpan<byte> bytes, WavFormat format, Span<float> mono)
    {
        switch (format.Encoding)
        {
            case SampleEncoding.Pcm8: DecodeMono<Pcm8>(bytes, format, mono); break;
            case SampleEncoding.Pcm16 when format.Channels == 1 && BitConverter.IsLittleEndian: DecodePcm16(bytes, mono); break;
            case SampleEncoding.Pcm16: DecodeMono<Pcm16>(bytes, format, mono); break;
            case SampleEncoding.Pcm24: DecodeMono<Pcm24>(bytes, format, mono); break;
            case SampleEncoding.Pcm32: DecodeMono<Pcm32>(bytes, format, mono); break;
            case SampleEncoding.Float32: DecodeMono<Float32>(bytes, format, mono); break;
            case SampleEncoding.Float64: DecodeMono<Float64>(bytes, format, mono); break;
            case SampleEncoding.ALaw: DecodeMono<ALaw>(bytes, format, mono); break;
            case SampleEncoding.MuLaw: DecodeMono<MuLaw>(bytes, format, mono); break;
            default: throw new ArgumentOutOfRangeException(nameof(format), format.Encoding, null);
        }
    }

    /// <summary>The commonest of all, vectorised.</summary>
    private static void DecodePcm16(ReadOnlySpan<byte> bytes, Span<float> mono)
    {
        TensorPrimitives.ConvertTruncating(MemoryMarshal.Cast<byte, short>(bytes)[..mono.Length], mono);
        TensorPrimitives.Multiply(mono, 1 / 32768f, mono);
    }

    /// <summary>One loop per encoding: the type parameter is a struct, so the compiler puts its decoding into the loop.</summary>
    private static void DecodeMono<TSample>(ReadOnlySpan<byte> bytes, WavFormat format, Span<float> mono)
        where TSample : struct, ISample
    {
        var (channels, step) = (format.Channels, format.BytesPerSample);
        for (int frame = 0, at = 0; frame < mono.Length; frame++)
        {
            var sum = 0f;
            for (var channel = 0; channel < channels; channel++, at += step)
                sum += TSample.Decode(bytes[at..]);
            mono[frame] = sum / channels;
        }
    }

    private interface ISample
    {
        static abstract float Decode(ReadOnlySpan<byte> sample);
    }

    private readonly struct Pcm8 : ISample
    {
        public static float Decode(ReadOnlySpan<byte> sample) => (sample[0] - 128) / 128f;
    }

    private readonly struct Pcm16 : ISample
    {
        public static float Decode(ReadOnlySpan<byte> sample) => BinaryPrimitives.ReadInt16LittleEndian(sample) / 32768f;
    }

    private readonly struct Pcm24 : ISample
    {
        public static float Decode(ReadOnlySpan<byte> sample) => ((sample[0] << 8 | sample[1] << 16 | sample[2] << 24) >> 8) / 8388608f;
    }

    private readonly struct Pcm32 : ISample
    {
        public static float Decode(ReadOnlySpan<byte> sample) => BinaryPrimitives.ReadInt32LittleEndian(sample) / 2147483648f;
    }

    private readonly struct Float32 : ISample
    {
        public static float Decode(ReadOnlySpan<byte> sample) => BinaryPrimitives.ReadSingleLittleEndian(sample);
    }

    private readonly struct Float64 : ISample
    {
        public static float Decode(ReadOnlySpan<byte> sample) => (float)BinaryPrimitives.ReadDoubleLittleEndian(sample);
    }

    private readonly struct ALaw : ISample
    {
        public static float Decode(ReadOnlySpan<byte> sample) => G711.ALaw[sample[0]];
    }

    private readonly struct MuLaw : ISample
    {
        public static float Decode(ReadOnlySpan<byte> sample) => G711.MuLaw[sample[0]];
    }
}
