using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Emotion.Audio.Features;

namespace Emotion.Pipeline.Messages;

/// <summary>
/// A feature vector as bytes: little-endian float32; or half precision where the set's numbers are of that, without the zeros at the end, which
/// keeps 16 384 of them within a queue message. Either way it comes back as it was, bit for bit.
/// </summary>
internal static class PackedFeatures
{
    private const int HalfBytes = 2;

    /// <summary>Packs a vector.</summary>
    public static byte[] Pack(FeatureRecipe recipe, ReadOnlySpan<float> vector)
    {
        if (!recipe.IsHalfPrecision)
            return MemoryMarshal.AsBytes(vector).ToArray();

        vector = vector.TrimEnd(0f);
        var packed = new byte[vector.Length * HalfBytes];
        TensorPrimitives.ConvertToHalf(vector, MemoryMarshal.Cast<byte, Half>(packed.AsSpan()));
        return packed;
    }

    /// <summary>Unpacks a vector.</summary>
    /// <exception cref="InvalidMessageException">The bytes are none of such a vector.</exception>
    public static float[] Unpack(FeatureRecipe recipe, ReadOnlySpan<byte> packed)
    {
        var whole = recipe.Length * (recipe.IsHalfPrecision ? HalfBytes : sizeof(float));
        if (recipe.IsHalfPrecision ? packed.Length > whole || packed.Length % HalfBytes != 0 : packed.Length != whole)
            throw new InvalidMessageException($"The queue message has {packed.Length} bytes of features; {recipe.Id} has {whole}.");

        if (!recipe.IsHalfPrecision)
            return MemoryMarshal.Cast<byte, float>(packed).ToArray();
        var vector = new float[recipe.Length];
        TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(packed), vector);
        return vector;
    }
}
