using System.Buffers.Binary;

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
        var channels = format.Channels;
        for (int frame = 0, at = 0; frame < mono.Length; frame++)
        {
            var sum = 0f;
            for (var channel = 0; channel < channels; channel++, at += format.BytesPerSample)
                sum += Decode(bytes[at..], format.Encoding);
            mono[frame] = sum / channels;
        }
    }

    private static float Decode(ReadOnlySpan<byte> sample, SampleEncoding encoding) => encoding switch
    {
        SampleEncoding.Pcm8 => (sample[0] - 128) / 128f,
        SampleEncoding.Pcm16 => BinaryPrimitives.ReadInt16LittleEndian(sample) / 32768f,
        SampleEncoding.Pcm24 => ((sample[0] << 8 | sample[1] << 16 | sample[2] << 24) >> 8) / 8388608f,
        SampleEncoding.Pcm32 => BinaryPrimitives.ReadInt32LittleEndian(sample) / 2147483648f,
        SampleEncoding.Float32 => BinaryPrimitives.ReadSingleLittleEndian(sample),
        SampleEncoding.Float64 => (float)BinaryPrimitives.ReadDoubleLittleEndian(sample),
        SampleEncoding.ALaw => G711.ALaw[sample[0]],
        SampleEncoding.MuLaw => G711.MuLaw[sample[0]],
        _ => throw new ArgumentOutOfRangeException(nameof(encoding), encoding, null),
    };
}
