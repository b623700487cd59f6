using Azure;
using Azure.Storage.Blobs;
using Emotion.Inference;

namespace Emotion.Pipeline.Models;

/// <summary>The models that training publishes: blob container <c>models</c>, a folder per version, and <c>current.json</c>.</summary>
public sealed class PublishedModels(BlobServiceClient blobs)
{
    /// <summary>The container's name.</summary>
    public const string ContainerName = "models";

    private readonly BlobContainerClient _container = blobs.GetBlobContainerClient(ContainerName);

    /// <summary>Creates the container where it is missing.</summary>
    public Task CreateIfNotExistsAsync(CancellationToken cancel) => _container.CreateIfNotExistsAsync(cancellationToken: cancel);

    /// <summary>Which version is in use; null where nothing has been published.</summary>
    /// <exception cref="InvalidModelException"><c>current.json</c> names no version.</exception>
    public async Task<string?> CurrentVersionAsync(CancellationToken cancel)
    {
        try
        {
            return CurrentModel.Parse(await DownloadAsync(ModelBundle.CurrentFile, cancel)).Version;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Downloads and checks a bundle.</summary>
    /// <exception cref="InvalidModelException">A file is missing, or they do not fit each other.</exception>
    public async Task<ModelBundle> DownloadBundleAsync(string version, CancellationToken cancel)
    {
        try
        {
            var card = await DownloadAsync($"{version}/{ModelBundle.CardFile}", cancel);
            var onnx = await DownloadAsync($"{version}/{ModelBundle.ModelFile}", cancel);
            return ModelBundle.Create(card, onnx);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            throw new InvalidModelException($"{ModelBundle.CurrentFile} names version {version}, but its bundle is not in container {ContainerName}.", e);
        }
    }

    private async Task<byte[]> DownloadAsync(string name, CancellationToken cancel)
    {
        var content = await _container.GetBlobClient(name).DownloadContentAsync(cancel);
        return content.Value.Content.ToArray();
    }
}
