using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Emotion.Pipeline.Clips;

/// <summary>Tells whether a file and a blob have the same bytes.</summary>
public static class ContentHash
{
    /// <summary>The hash of a stream from where it stands to its end.</summary>
    [SuppressMessage("Security", "CA5351", Justification = "It is the hash that Azure Storage keeps with a blob. It finds changes, not forgeries.")]
    public static ValueTask<byte[]> OfAsync(Stream content, CancellationToken cancel) => MD5.HashDataAsync(content, cancel);
}
