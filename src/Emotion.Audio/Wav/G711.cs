namespace Emotion.Audio.Wav;

/// <summary>ITU-T G.711 companding: the 256 values of a byte, expanded to 16 bits and scaled to [-1, 1).</summary>
internal static class G711
{
    public static float[] ALaw { get; } = [.. Enumerable.Range(0, 256).Select(code => ExpandALaw((byte)code) / 32768f)];

    public static float[] MuLaw { get; } = [.. Enumerable.Range(0, 256).Select(code => ExpandMuLaw((byte)code) / 32768f)];

    private static int ExpandALaw(byte code)
    {
        var bits = code ^ 0x55;
        var exponent = (bits & 0x70) >> 4;
        var magnitude = (bits & 0x0F) << 4 | 0x08;
        if (exponent > 0)
            magnitude = (magnitude | 0x100) << (exponent - 1);
        return (bits & 0x80) != 0 ? magnitude : -magnitude;
    }

    private static int ExpandMuLaw(byte code)
    {
        const int bias = 0x84;
        var bits = ~code & 0xFF;
        var exponent = (bits & 0x70) >> 4;
        var magnitude = (((bits & 0x0F) << 3 | bias) << exponent) - bias;
        return (bits & 0x80) != 0 ? -magnitude : magnitude;
    }
}
