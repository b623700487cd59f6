using System.Buffers.Binary;

namespace Emotion.Training.Tests.Support;

/// <summary>Pictures, as far as tests look at them.</summary>
public static class PngFile
{
    /// <summary>A picture's size in pixels, from the IHDR chunk, which comes first.</summary>
    public static (int Width, int Height) SizeOf(string file)
    {
        var bytes = File.ReadAllBytes(file);
        return (BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(20)));
    }
}
