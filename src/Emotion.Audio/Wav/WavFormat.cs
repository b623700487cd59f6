namespace Emotion.Audio.Wav;

/// <summary>How one sample is stored.</summary>
internal enum SampleEncoding
{
    Pcm8,
    Pcm16,
    Pcm24,
    Pcm32,
    Float32,
    Float64,
    ALaw,
    MuLaw,
}

/// <summary>The contents of a <c>fmt </c> chunk, checked.</summary>
internal sealed record WavFormat(SampleEncoding Encoding, int Channels, int SampleRate, int BytesPerSample)
{
    public const int LowestSampleRate = 4_000;
    public const int HighestSampleRate = 192_000;

    private const ushort Pcm = 0x0001;
    private const ushort IeeeFloat = 0x0003;
    private const ushort ALaw = 0x0006;
    private const ushort MuLaw = 0x0007;
    private const ushort Extensible = 0xFFFE;

    /// <summary>Bytes of one frame: one sample of every channel.</summary>
    public int BytesPerFrame => BytesPerSample * Channels;

    /// <summary>Reads a WAVEFORMAT, WAVEFORMATEX or WAVEFORMATEXTENSIBLE structure.</summary>
    /// <exception cref="InvalidAudioException">The structure is too small, or describes something that is not supported.</exception>
    public static WavFormat Parse(ReadOnlySpan<byte> chunk)
    {
        if (chunk.Length < 16)
            throw InvalidAudioException.Undecodable($"The WAV header's 'fmt ' chunk has {chunk.Length} bytes; at least 16 are needed. Export the clip again as WAV.");

        var code = BitConverter.ToUInt16(chunk);
        int channels = BitConverter.ToUInt16(chunk[2..]);
        var sampleRate = BitConverter.ToUInt32(chunk[4..]);
        int blockAlign = BitConverter.ToUInt16(chunk[12..]);
        int bits = BitConverter.ToUInt16(chunk[14..]);

        if (code == Extensible)
            code = SubFormat(chunk);
        if (channels == 0)
            throw InvalidAudioException.Undecodable("The WAV header says 0 channels. Export the clip again as WAV.");
        if (sampleRate is < LowestSampleRate or > HighestSampleRate)
            throw InvalidAudioException.Undecodable($"The sample rate is {sampleRate} Hz; rates from {LowestSampleRate} to {HighestSampleRate} Hz are supported. Resample the clip.");

        // A sample may sit in a container wider than its bits (24 bits in 4 bytes); it is then left-justified in it.
        var bytes = (bits + 7) / 8;
        if (blockAlign % channels == 0 && blockAlign / channels is > 0 and <= 8 && blockAlign / channels > bytes)
            bytes = blockAlign / channels;

        return new WavFormat(EncodingOf(code, bytes), channels, (int)sampleRate, bytes);
    }

    private static SampleEncoding EncodingOf(ushort code, int bytes) => (code, bytes) switch
    {
        (Pcm, 1) => SampleEncoding.Pcm8,
        (Pcm, 2) => SampleEncoding.Pcm16,
        (Pcm, 3) => SampleEncoding.Pcm24,
        (Pcm, 4) => SampleEncoding.Pcm32,
        (IeeeFloat, 4) => SampleEncoding.Float32,
        (IeeeFloat, 8) => SampleEncoding.Float64,
        (ALaw, 1) => SampleEncoding.ALaw,
        (MuLaw, 1) => SampleEncoding.MuLaw,
        _ => throw InvalidAudioException.Undecodable(
            $"WAV encoding 0x{code:X4} with {bytes * 8} bits is not supported. Convert the clip to 16-bit PCM WAV (ffmpeg -i IN -c:a pcm_s16le OUT.wav)."),
    };

    /// <summary>WAVEFORMATEXTENSIBLE names the encoding by a GUID whose first two bytes are the classic code.</summary>
    private static ushort SubFormat(ReadOnlySpan<byte> chunk)
    {
        ReadOnlySpan<byte> guidTail = [0x00, 0x00, 0x00, 0x00, 0x10, 0x00, 0x80, 0x00, 0x00, 0xAA, 0x00, 0x38, 0x9B, 0x71];
        if (chunk.Length < 40 || !chunk[26..40].SequenceEqual(guidTail))
            throw InvalidAudioException.Undecodable("The WAV header is WAVE_FORMAT_EXTENSIBLE with an unknown sub-format. Convert the clip to 16-bit PCM WAV.");
        return BitConverter.ToUInt16(chunk[24..]);
    }
}
