using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using Emotion.Inference;
using Emotion.Pipeline.Models;
using Emotion.Tests;

namespace Emotion.Pipeline.Tests;

/// <summary>Which model scores, while models are being published. Each test has an Azurite of its own: there is one current model per storage.</summary>
public sealed class ActiveModelTests : IAsyncLifetime
{
    private readonly AzuriteFixture _azurite = new();
    private PipelineFixture _pipeline = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _azurite.InitializeAsync();
        _pipeline = new PipelineFixture(_azurite);
    }

    public async ValueTask DisposeAsync()
    {
        _pipeline.Dispose();
        await _azurite.DisposeAsync();
    }

    [Fact]
    public async Task A_published_model_takes_over_without_a_restart_and_a_bad_one_does_not()
    {
        Assert.Equal(PipelineFixture.ShippedVersion, await VersionInUseAsync());

        await PublishAsync("second");
        Assert.Equal(PipelineFixture.ShippedVersion, await VersionInUseAsync()); // not looked for yet
        _pipeline.Clock.Advance(TimeSpan.FromSeconds(16));
        Assert.Equal("second", await VersionInUseAsync());

        await PublishAsync("corrupt", onnx => onnx[^1] ^= 0xFF);
        _pipeline.Clock.Advance(TimeSpan.FromSeconds(16));
        Assert.Equal("second", await VersionInUseAsync());

        await SetCurrentAsync("""{"version":"missing"}""");
        _pipeline.Clock.Advance(TimeSpan.FromSeconds(16));
        Assert.Equal("second", await VersionInUseAsync());

        await SetCurrentAsync("not json");
        _pipeline.Clock.Advance(TimeSpan.FromSeconds(16));
        Assert.Equal("second", await VersionInUseAsync());

        await PublishAsync("third");
        _pipeline.Clock.Advance(TimeSpan.FromSeconds(16));
        Assert.Equal("third", await VersionInUseAsync());
    }

    private async Task<string> VersionInUseAsync() => (await _pipeline.Model.GetAsync(Cancel)).Card.Version;

    private BlobContainerClient Container => _pipeline.Storage.Blobs.GetBlobContainerClient(PublishedModels.ContainerName);

    private async Task PublishAsync(string version, Action<byte[]>? damage = null)
    {
        var shipped = ModelBundle.LoadCurrent(PipelineFixture.ShippedModels);
        var card = JsonNode.Parse(shipped.Card.ToJson())!;
        card["version"] = version;
        var onnx = shipped.Onnx.ToArray();
        damage?.Invoke(onnx);
        await UploadAsync($"{version}/{ModelBundle.ModelFile}", new BinaryData(onnx));
        await UploadAsync($"{version}/{ModelBundle.CardFile}", new BinaryData(card.ToJsonString()));
        await SetCurrentAsync(new CurrentModel(version).ToJson());
    }

    private Task SetCurrentAsync(string json) => UploadAsync(ModelBundle.CurrentFile, new BinaryData(json));

    private Task UploadAsync(string name, BinaryData content) => Container.GetBlobClient(name).UploadAsync(content, overwrite: true, Cancel);
}
