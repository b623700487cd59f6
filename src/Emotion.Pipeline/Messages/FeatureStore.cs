using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using Emotion.Audio;
using Emotion.Audio.Features;
using Emotion.Pipeline.Clips;

namespace Emotion.Pipeline.Messages;

/// <summary>
/// Features that outgrow a queue message: blob container <c>recording-features</c>, a blob per recording that waits for its score (the claim check of
/// Hohpe and Woolf 2003).
/// </summary>
/// <remarks>
/// A blob is a sequence of windows: start and duration in seconds as float64, the number of bytes that follow as int32, and the features as
/// <see cref="PackedFeatures"/> has them; all little-endian.
/// </remarks>
public sealed class FeatureStore(BlobServiceClient blobs)
{
    /// <summary>The container's name.</summary>
    public const string ContainerName = "recording-features";

    private const int HeaderBytes = sizeof(double) + sizeof(double) + sizeof(int);

    private readonly BlobContainerClient _container = blobs.GetBlobContainerClient(ContainerName);

    /// <summary>Creates the container where it is missing.</summary>
    public Task CreateIfNotExistsAsync(CancellationToken cancel) => _container.CreateIfNotExistsAsync(cancellationToken: cancel);

    /// <summary>Writes the windows of a recording as they come. Twice the same recording and feature set is the same blob; what breaks off leaves none.</summary>
    /// <returns>The blob's name.</returns>
    public async Task<string> WriteAsync(ClipVersion version, FeatureRecipe recipe, IEnumerable<ClipWindow> windows, CancellationToken cancel)
    {
        var name = NameOf(version, recipe);
        try
        {
            await WriteAsync(name, recipe, windows, cancel);
            return name;
        }
        catch (Exception) when (!cancel.IsCancellationRequested)
        {
            await DeleteAsync(name, cancel); // closing it has kept what was written so far
            throw;
        }
    }

    private async Task WriteAsync(string name, FeatureRecipe recipe, IEnumerable<ClipWindow> windows, CancellationToken cancel)
    {
        await using var blob = await _container.GetBlockBlobClient(name).OpenWriteAsync(overwrite: true, cancellationToken: cancel);
        var header = new byte[HeaderBytes];
        foreach (var window in windows)
        {
            var packed = PackedFeatures.Pack(recipe, window.Vector);
            BinaryPrimitives.WriteDoubleLittleEndian(header, window.StartSeconds);
            BinaryPrimitives.WriteDoubleLittleEndian(header.AsSpan(8), window.DurationSeconds);
            BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(16), packed.Length);
            await blob.WriteAsync(header, cancel);
            await blob.WriteAsync(packed, cancel);
        }
    }

    /// <summary>Opens a recording's features.</summary>
    /// <returns>Null where they are gone.</returns>
    public async Task<Stream?> OpenAsync(string name, CancellationToken cancel)
    {
        try
        {
            return await _container.GetBlobClient(name).OpenReadAsync(cancellationToken: cancel);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <summary>
    /// The windows in a recording's features, as they are read. They end early where another delivery of the message, which has scored them all,
    /// removes them meanwhile.
    /// </summary>
    /// <param name="blob">From <see cref="OpenAsync"/>.</param>
    /// <param name="recipe">Which features.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="InvalidMessageException">They are none of such features.</exception>
    public static async IAsyncEnumerable<ClipWindow> ReadAsync(Stream blob, FeatureRecipe recipe, [EnumeratorCancellation] CancellationToken cancel)
    {
        var header = new byte[HeaderBytes];
        var packed = new byte[recipe.Length * sizeof(float)];
        while (await ReadAsync(blob, header, cancel) == HeaderBytes)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(16));
            if (length < 0 || length > packed.Length)
                throw Unlike();
            var read = await ReadAsync(blob, packed.AsMemory(0, length), cancel);
            if (read is null)
                yield break;
            if (read < length)
                throw Unlike();
            yield return new ClipWindow(
                BinaryPrimitives.ReadDoubleLittleEndian(header),
                BinaryPrimitives.ReadDoubleLittleEndian(header.AsSpan(8)),
                PackedFeatures.Unpack(recipe, packed.AsSpan(0, length)));
        }

        InvalidMessageException Unlike() => new($"A blob in container {ContainerName} does not hold features of {recipe.Id}.");
    }

    /// <summary>How much there was to fill a buffer with; null where the blob has been removed or replaced since it was opened.</summary>
    private static async Task<int?> ReadAsync(Stream blob, Memory<byte> buffer, CancellationToken cancel)
    {
        try
        {
            return await blob.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancel);
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            return null;
        }
    }

    /// <summary>Removes a recording's features, if they are still there.</summary>
    public Task DeleteAsync(string name, CancellationToken cancel) => _container.GetBlobClient(name).DeleteIfExistsAsync(cancellationToken: cancel);

    /// <summary>Whether this store could have given a blob this name. Any other, in a message that somebody else wrote, could lead out of the container.</summary>
    public static bool IsName(string blob) => blob.Length == 2 * SHA256.HashSizeInBytes && blob.All(char.IsAsciiHexDigitLower);

    private static string NameOf(ClipVersion version, FeatureRecipe recipe) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{version.Clip.BlobName}\n{version.ETag}\n{recipe.Id}")));
}
