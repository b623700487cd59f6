using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Emotion.Pipeline.Clips;

/// <summary>The clips: blob container <c>clips</c>.</summary>
public sealed class ClipStore(BlobServiceClient blobs)
{
    /// <summary>The container's name.</summary>
    public const string ContainerName = "clips";

    private const int LargeBytes = 16 << 20;

    private readonly BlobContainerClient _container = blobs.GetBlobContainerClient(ContainerName);

    /// <summary>Creates the container where it is missing.</summary>
    public Task CreateIfNotExistsAsync(CancellationToken cancel) => _container.CreateIfNotExistsAsync(cancellationToken: cancel);

    /// <summary>Uploads a clip, replacing what was there.</summary>
    /// <param name="clip">Its name.</param>
    /// <param name="content">Its bytes, from the start; can be read twice.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="FormatException">The storage would not keep its name as it is; the message says why.</exception>
    public async Task<ClipVersion> UploadAsync(ClipId clip, Stream content, CancellationToken cancel)
    {
        ClipName.Check(clip);

        // Written down by us: the service computes the hash of small blobs alone.
        var hash = await ContentHash.OfAsync(content, cancel);
        content.Position = 0;
        var options = new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentHash = hash } };
        var info = await BlobOf(clip).UploadAsync(content, options, cancel);
        return Version(clip, info.Value.ETag, info.Value.LastModified);
    }

    /// <summary>Whether a clip lies there with these bytes already.</summary>
    /// <param name="clip">Its name.</param>
    /// <param name="content">The bytes, from the start; stands there again afterwards.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="FormatException">The storage would not keep its name as it is; the message says why.</exception>
    public async Task<bool> HoldsAsync(ClipId clip, Stream content, CancellationToken cancel)
    {
        ClipName.Check(clip);
        if (await FindPropertiesAsync(clip, cancel) is not { ContentHash: { } there })
            return false;
        var hash = await ContentHash.OfAsync(content, cancel);
        content.Position = 0;
        return hash.AsSpan().SequenceEqual(there);
    }

    /// <summary>The content hashes of a corpus's clips, by path. One that another tool uploaded without a hash is not among them.</summary>
    public async Task<IReadOnlyDictionary<string, byte[]>> HashesAsync(string corpus, CancellationToken cancel)
    {
        var hashes = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        await foreach (var blob in _container.GetBlobsAsync(BlobTraits.None, BlobStates.None, Prefix(corpus), cancel))
        {
            if (blob.Properties.ContentHash is { } hash)
                hashes[ClipId.FromBlobName(blob.Name).Path] = hash;
        }

        return hashes;
    }

    /// <summary>Opens a clip for reading, at its current version. It can seek, and is fetched as it is read.</summary>
    public async Task<Stream> OpenAsync(ClipVersion version, CancellationToken cancel)
    {
        var blob = BlobOf(version.Clip);
        var options = new BlobOpenReadOptions(allowModifications: false) { Conditions = new BlobRequestConditions { IfMatch = new ETag($"\"{version.ETag}\"") } };
        var content = await blob.OpenReadAsync(options, cancel);
        if (content.Length <= LargeBytes)
            return content;

        // Nothing has been fetched yet. A long recording takes a third of the time in large pieces, which would be a waste for a clip.
        await content.DisposeAsync();
        options.BufferSize = LargeBytes;
        return await blob.OpenReadAsync(options, cancel);
    }

    /// <summary>A clip's current version; null where there is no such blob.</summary>
    public async Task<ClipVersion?> FindAsync(ClipId clip, CancellationToken cancel) =>
        await FindPropertiesAsync(clip, cancel) is { } found ? Version(clip, found.ETag, found.LastModified) : null;

    /// <summary>A clip's current version, and how many bytes it has; null where there is no such blob.</summary>
    public async Task<(ClipVersion Version, long Bytes)?> FindStoredAsync(ClipId clip, CancellationToken cancel) =>
        await FindPropertiesAsync(clip, cancel) is { } found ? (Version(clip, found.ETag, found.LastModified), found.ContentLength) : null;

    /// <summary>How many bytes a version of a clip has; null where it was deleted or replaced.</summary>
    public async Task<long?> FindSizeAsync(ClipVersion version, CancellationToken cancel) =>
        await FindPropertiesAsync(version.Clip, cancel) is { } found && Version(version.Clip, found.ETag, found.LastModified) == version ? found.ContentLength : null;

    /// <summary>All clips at their current versions, by name.</summary>
    /// <param name="corpus">Only this corpus; null for all.</param>
    /// <param name="cancel">Gives up.</param>
    public async IAsyncEnumerable<ClipVersion> ListAsync(string? corpus, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var blob in _container.GetBlobsAsync(BlobTraits.None, BlobStates.None, corpus is null ? null : Prefix(corpus), cancel))
            yield return Version(ClipId.FromBlobName(blob.Name), blob.Properties.ETag!.Value, blob.Properties.LastModified!.Value);
    }

    /// <summary>Makes the storage tell of a clip again, as if it were uploaded anew: copies it onto itself, which gives it a new ETag.</summary>
    /// <returns>False where it was deleted or replaced meanwhile, which tells of it as well.</returns>
    public async Task<bool> ResendAsync(ClipVersion version, CancellationToken cancel)
    {
        var options = new BlobCopyFromUriOptions { DestinationConditions = new BlobRequestConditions { IfMatch = new ETag($"\"{version.ETag}\"") } };
        try
        {
            var blob = BlobOf(version.Clip);
            var copy = await blob.StartCopyFromUriAsync(blob.Uri, options, cancel);
            await copy.WaitForCompletionAsync(cancel);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            return false;
        }
    }

    /// <summary>The one way from a name to a blob.</summary>
    /// <exception cref="RequestFailedException">404: no blob can be reached by this name, which is what the storage would say of one that is not there.</exception>
    private BlobClient BlobOf(ClipId clip) => ClipName.IsKept(clip)
        ? _container.GetBlobClient(clip.BlobName)
        : throw new RequestFailedException(404, $"No clip can be reached by the name \"{clip}\".", BlobErrorCode.BlobNotFound.ToString(), innerException: null);

    private static string Prefix(string corpus) => new ClipId(corpus, "").BlobName;

    private async Task<BlobProperties?> FindPropertiesAsync(ClipId clip, CancellationToken cancel)
    {
        try
        {
            return (await BlobOf(clip).GetPropertiesAsync(cancellationToken: cancel)).Value;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    private static ClipVersion Version(ClipId clip, ETag etag, DateTimeOffset lastModified) =>
        new(clip, ClipVersion.Unquote(etag.ToString()), lastModified);
}
