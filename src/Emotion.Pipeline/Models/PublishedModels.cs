using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Emotion.Inference;
using Emotion.Pipeline.Settings;
using Microsoft.Extensions.Options;

namespace Emotion.Pipeline.Models;

/// <summary>The models that training publishes: blob container <c>models</c>, a folder per version, and <c>current.json</c>.</summary>
/// <param name="blobs">The storage.</param>
/// <param name="options">How large a file may be; where nothing is given, what the environment says.</param>
public sealed class PublishedModels(BlobServiceClient blobs, IOptions<ModelOptions>? options = null)
{
    /// <summary>The container's name.</summary>
    public const string ContainerName = "models";

    private readonly int _largestMegabytes = (options?.Value ?? ModelOptions.InEnvironment()).LargestMegabytes;

    internal BlobContainerClient Container { get; } = blobs.GetBlobContainerClient(ContainerName);

    /// <summary>Creates the container where it is missing.</summary>
    public Task CreateIfNotExistsAsync(CancellationToken cancel) => Container.CreateIfNotExistsAsync(cancellationToken: cancel);

    /// <summary>Which version is in use; null where nothing has been published.</summary>
    public async Task<CurrentFile?> FindCurrentAsync(CancellationToken cancel) =>
        await FindAsync(ModelBundle.CurrentFile, cancel) is { } file ? CurrentFile.Of(file) : null;

    /// <summary>Downloads and checks a bundle.</summary>
    /// <exception cref="InvalidModelException">A file is missing or too large, or they do not fit each other.</exception>
    public async Task<ModelBundle> DownloadBundleAsync(string version, CancellationToken cancel)
    {
        var card = await DownloadAsync(version, ModelBundle.CardFile, cancel);
        var onnx = await DownloadAsync(version, ModelBundle.ModelFile, cancel);
        var bundle = ModelBundle.Create(card, onnx);
        return bundle.Card.Version == version
            ? bundle
            : throw new InvalidModelException($"Version {version}: its card is that of {bundle.Card.Version}. Publish the bundle again.");
    }

    /// <summary>A version's card, unchecked; null where there is none.</summary>
    /// <exception cref="InvalidModelException">It is no card.</exception>
    public async Task<ModelCard?> FindCardAsync(string version, CancellationToken cancel) =>
        await FindAsync(PathOf(version, ModelBundle.CardFile), cancel) is { } file ? ModelCard.Parse(file.Read()) : null;

    /// <summary>All versions, by name. Every bundle is downloaded and checked as the pipeline does it before serving.</summary>
    public async Task<IReadOnlyList<PublishedModel>> ListAsync(CancellationToken cancel)
    {
        var active = (await FindCurrentAsync(cancel))?.Model?.Version;
        var versions = new SortedSet<string>(StringComparer.Ordinal);
        if (active is not null)
            versions.Add(active); // even where its bundle is gone
        await foreach (var version in VersionsAsync(cancel))
            versions.Add(version);

        var models = new List<PublishedModel>();
        foreach (var version in versions)
            models.Add(await DescribeAsync(version, version == active, cancel));
        return models;
    }

    /// <summary>A file; null where it, or the container, does not exist.</summary>
    internal async Task<StoredFile?> FindAsync(string name, CancellationToken cancel)
    {
        try
        {
            using var download = (await Container.GetBlobClient(name).DownloadStreamingAsync(cancellationToken: cancel)).Value;
            var (etag, length) = (download.Details.ETag, download.Details.ContentLength);
            return length > _largestMegabytes * 1024L * 1024L
                ? new StoredFile(etag, null, TooLarge(name, length))
                : new StoredFile(etag, (await BinaryData.FromStreamAsync(download.Content, cancel)).ToArray(), null);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    internal static string PathOf(string version, string file) => $"{version}/{file}";

    private string TooLarge(string name, long length) =>
        $"{ContainerName}/{name} has {length} bytes; {_largestMegabytes} MB are allowed. If it is that large on purpose, raise "
            + $"{ModelOptions.Section}__{nameof(ModelOptions.LargestMegabytes)}.";

    private async Task<byte[]> DownloadAsync(string version, string file, CancellationToken cancel) =>
        await FindAsync(PathOf(version, file), cancel) is { } found
            ? found.Read()
            : throw new InvalidModelException($"Version {version}: container {ContainerName} holds no {file} of it. Publish the bundle again.");

    private async IAsyncEnumerable<string> VersionsAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var entries = Container.GetBlobsByHierarchyAsync(new GetBlobsByHierarchyOptions { Delimiter = "/" }, cancel).GetAsyncEnumerator(cancel);
        await using (entries)
        {
            while (await MoveNextAsync(entries))
            {
                if (entries.Current.IsPrefix)
                    yield return entries.Current.Prefix.TrimEnd('/');
            }
        }
    }

    /// <summary>A container that does not exist is an empty one.</summary>
    private static async Task<bool> MoveNextAsync(IAsyncEnumerator<BlobHierarchyItem> entries)
    {
        try
        {
            return await entries.MoveNextAsync();
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return false;
        }
    }

    private async Task<PublishedModel> DescribeAsync(string version, bool active, CancellationToken cancel)
    {
        try
        {
            var bundle = await DownloadBundleAsync(version, cancel);
            ServedScorer.Check(bundle);
            return new PublishedModel(version, active, bundle.Card, null);
        }
        catch (InvalidModelException e)
        {
            return new PublishedModel(version, active, null, e.Message);
        }
    }
}
