using Azure;
using Emotion.Inference;

namespace Emotion.Pipeline.Models;

/// <summary>A file of container <c>models</c> as it was read.</summary>
/// <param name="ETag">Which writing of the file.</param>
/// <param name="Content">What it holds; null where that was not read.</param>
/// <param name="Problem">Why it was not read; null where it was.</param>
internal sealed record StoredFile(ETag ETag, byte[]? Content, string? Problem)
{
    /// <summary>What the file holds.</summary>
    /// <exception cref="InvalidModelException">It was not read.</exception>
    public byte[] Read() => Content ?? throw new InvalidModelException(Problem!);
}
