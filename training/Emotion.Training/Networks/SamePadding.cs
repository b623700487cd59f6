namespace Emotion.Training.Networks;

/// <summary>
/// Keras's padding "same" for one dimension: the output has ceil(length / stride) elements, and where an odd number of elements is to
/// be added, the extra one goes after the data (torch can only pad both sides alike).
/// </summary>
/// <param name="Before">Elements to add before the data.</param>
/// <param name="After">Elements to add after the data.</param>
/// <param name="OutputLength">Length of what comes out.</param>
public sealed record SamePadding(int Before, int After, int OutputLength)
{
    /// <summary>The padding for a window that slides over <paramref name="length"/> elements.</summary>
    public static SamePadding For(int length, int window, int stride)
    {
        var outputs = (length + stride - 1) / stride;
        var missing = Math.Max((outputs - 1) * stride + window - length, 0);
        return new SamePadding(missing / 2, missing - missing / 2, outputs);
    }
}
