using System.Collections.Concurrent;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Emotion.Cli.LocalHost;

/// <summary>
/// Which versions of which blobs have been dealt with: an empty blob each, in the container where the Functions host keeps its own, so
/// that a restart does not start over.
/// </summary>
internal sealed class BlobReceipts(BlobServiceClient blobs, string function)
{
    private readonly BlobContainerClient _container = blobs.GetBlobContainerClient("azure-webjobs-hosts");
    private readonly string _prefix = $"blobreceipts/local/{function}/";
    private readonly ConcurrentDictionary<string, byte> _seen = new();

    private bool _isLoaded;

    /// <summary>Reads what earlier runs left.</summary>
    public async Task LoadOnceAsync(CancellationToken cancel)
    {
        if (_isLoaded)
            return;
        await _container.CreateIfNotExistsAsync(cancellationToken: cancel);
        await foreach (var blob in _container.GetBlobsAsync(BlobTraits.None, BlobStates.None, _prefix, cancel))
            _seen.TryAdd(blob.Name, 0);
        _isLoaded = true;
    }

    public bool Has(string etag, string blob) => _seen.ContainsKey(Name(etag, blob));

    public async Task AddAsync(string etag, string blob, CancellationToken cancel)
    {
        await _container.GetBlobClient(Name(etag, blob)).UploadAsync(BinaryData.Empty, overwrite: true, cancel);
        _seen.TryAdd(Name(etag, blob), 0);
    }

    private string Name(string etag, string blob) => $"{_prefix}{etag}/{blob}";
}
