using System.Text;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using Emotion.Inference;
using Emotion.Pipeline.Models;
using Emotion.Tests;

namespace Emotion.Pipeline.Tests;

/// <summary>Uploading, switching and rolling back. Each test has an Azurite of its own: there is one current model per storage.</summary>
public sealed class ModelStoreTests : IAsyncLifetime
{
    private readonly AzuriteFixture _azurite = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private PublishedModels Models => new(_azurite.Storage.Blobs);

    private ModelSwitch Switch => new(Models);

    private BlobContainerClient Container => _azurite.Storage.Blobs.GetBlobContainerClient(PublishedModels.ContainerName);

    public ValueTask InitializeAsync() => _azurite.InitializeAsync();

    public ValueTask DisposeAsync() => _azurite.DisposeAsync();

    [Fact]
    public async Task An_upload_can_be_done_again_and_another_model_is_refused()
    {
        await UploadAsync("first");
        await UploadAsync("first");
        await Container.GetBlobClient("first/card.json").DeleteAsync(cancellationToken: Cancel); // as if cut off
        await UploadAsync("first");
        Assert.Equal("first", (await Models.DownloadBundleAsync("first", Cancel)).Card.Version);

        await Container.GetBlobClient("taken/model.onnx").UploadAsync(new BinaryData("another"), Cancel);
        await Assert.ThrowsAsync<ModelConflictException>(() => UploadAsync("taken"));
        await Assert.ThrowsAsync<InvalidModelException>(() => UploadAsync("../up"));
    }

    [Fact]
    public async Task Repeated_rollback_walks_back_and_says_where_it_ends()
    {
        foreach (var version in (string[])["first", "second", "third"])
        {
            await UploadAsync(version);
            await Switch.ActivateAsync(version, Cancel);
        }

        Assert.Equal("second", (await Switch.RollBackAsync(Cancel)).Version);
        Assert.Equal("first", (await Switch.RollBackAsync(Cancel)).Version);
        Assert.Contains("Activate one by name", (await Assert.ThrowsAsync<InvalidModelException>(() => Switch.RollBackAsync(Cancel))).Message, StringComparison.Ordinal);
        Assert.Equal("first", (await Models.FindCurrentAsync(Cancel))!.Model!.Version);
    }

    [Fact]
    public async Task A_lost_race_changes_nothing()
    {
        await UploadAsync("first");
        await UploadAsync("second");
        await Switch.ActivateAsync("first", null, Cancel);
        await Assert.ThrowsAsync<ModelConflictException>(() => Switch.ActivateAsync("second", null, Cancel));

        var seen = await Models.FindCurrentAsync(Cancel);
        await Container.GetBlobClient(ModelBundle.CurrentFile).UploadAsync(new BinaryData("""{"version":"first"}"""), overwrite: true, Cancel);
        await Assert.ThrowsAsync<ModelConflictException>(() => Switch.ActivateAsync("second", seen, Cancel));
        Assert.Equal("first", (await Models.FindCurrentAsync(Cancel))!.Model!.Version);
    }

    [Fact]
    public async Task A_broken_bundle_is_listed_with_its_problem_and_cannot_be_activated()
    {
        await UploadAsync("good");
        await Switch.ActivateAsync("good", Cancel);
        await UploadAsync("bad");
        await Container.GetBlobClient("bad/model.onnx").UploadAsync(new BinaryData("damaged"), overwrite: true, Cancel);

        var list = await Models.ListAsync(Cancel);
        Assert.Equal([("bad", false, false), ("good", true, true)], list.Select(model => (model.Version, model.Active, model.Problem is null)));
        Assert.Contains("SHA-256", list[0].Problem, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidModelException>(() => Switch.ActivateAsync("bad", Cancel));
        await Assert.ThrowsAsync<InvalidModelException>(() => Switch.ActivateAsync("missing", Cancel));
    }

    private Task UploadAsync(string version) => new ModelUpload(Models).UploadAsync(Bundle(version), Cancel);

    private static ModelBundle Bundle(string version)
    {
        var shipped = ModelBundle.LoadCurrent(PipelineFixture.ShippedModels);
        var card = JsonNode.Parse(shipped.Card.ToJson())!;
        card["version"] = version;
        return ModelBundle.Create(Encoding.UTF8.GetBytes(card.ToJsonString()), shipped.Onnx);
    }
}
