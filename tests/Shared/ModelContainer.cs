using Azure.Storage.Blobs;
using Emotion.Inference;
using Emotion.Pipeline;
using Emotion.Pipeline.Models;

namespace Emotion.Tests;

/// <summary>Container <c>models</c> past all checks, as somebody might write to it with a storage browser.</summary>
internal sealed class ModelContainer(Storage storage, CancellationToken cancel)
{
    private readonly BlobContainerClient _container = storage.Blobs.GetBlobContainerClient(PublishedModels.ContainerName);

    /// <summary>Leaves nothing in it: tests that share a storage also share which model is in use.</summary>
    public async Task ClearAsync()
    {
        foreach (var name in await NamesAsync())
            await DeleteAsync(name);
    }

    /// <summary>What is in it, by name.</summary>
    public async Task<IReadOnlyList<string>> NamesAsync() =>
        await _container.GetBlobsAsync(cancellationToken: cancel).Select(blob => blob.Name).ToListAsync(cancel);

    public Task WriteAsync(string name, BinaryData content) => _container.GetBlobClient(name).UploadAsync(content, overwrite: true, cancel);

    public Task DeleteAsync(string name) => _container.GetBlobClient(name).DeleteAsync(cancellationToken: cancel);

    /// <summary>Writes <c>current.json</c>.</summary>
    public Task SetCurrentAsync(string json) => WriteAsync(ModelBundle.CurrentFile, new BinaryData(json));

    /// <summary>Makes a version the one in use.</summary>
    public Task SetCurrentAsync(CurrentModel current) => SetCurrentAsync(current.ToJson());

    /// <summary>Writes a bundle.</summary>
    public Task WriteAsync(ModelBundle bundle) => WriteAsync(bundle.Card, bundle.Onnx);

    /// <summary>Writes a bundle whose graph has a flipped bit, so that its card does not fit.</summary>
    public Task WriteDamagedAsync(ModelBundle bundle)
    {
        byte[] onnx = [.. bundle.Onnx];
        onnx[onnx.Length / 2] ^= 1;
        return WriteAsync(bundle.Card, onnx);
    }

    private async Task WriteAsync(ModelCard card, byte[] onnx)
    {
        await WriteAsync($"{card.Version}/{ModelBundle.ModelFile}", new BinaryData(onnx));
        await WriteAsync($"{card.Version}/{ModelBundle.CardFile}", new BinaryData(card.ToJson()));
    }
}
