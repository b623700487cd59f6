using Azure.Storage.Blobs;
using Emotion.Inference;
using Emotion.Pipeline.Models;
using Emotion.Pipeline.Settings;
using Emotion.Tests;
using Microsoft.Extensions.Options;

namespace Emotion.Pipeline.Tests;

/// <summary>What comes into the storage, and what does not.</summary>
public sealed class ModelUploadTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private PublishedModels Models => new(azurite.Storage.Blobs);

    private ModelContainer Container => new(azurite.Storage, Cancel);

    public async ValueTask InitializeAsync() => await Container.ClearAsync();

    [Fact]
    public async Task An_upload_can_be_done_again_even_where_it_was_cut_off()
    {
        await UploadAsync("first");
        await UploadAsync("first");
        await Container.DeleteAsync("first/card.json"); // as if cut off
        await UploadAsync("first");

        var there = await Models.DownloadBundleAsync("first", Cancel);
        Assert.Equal(ShippedModel.Bundle.Onnx, there.Onnx);
        Assert.Equal(ShippedModel.As("first").Card.ToJson(), there.Card.ToJson());
    }

    [Fact]
    public async Task A_version_that_holds_another_model_is_left_alone()
    {
        await Container.WriteAsync("taken/model.onnx", new BinaryData("another"));

        var error = await Assert.ThrowsAsync<ModelConflictException>(() => UploadAsync("taken"));

        Assert.Contains("a version of its own", error.Message, StringComparison.Ordinal);
        Assert.Equal(["taken/model.onnx"], await Container.NamesAsync());
    }

    [Fact]
    public async Task A_version_whose_card_describes_another_model_is_left_alone()
    {
        var other = ShippedModel.As("taken").Card with { Labels = [.. ShippedModel.Card.Labels.Reverse()] };
        await Container.WriteAsync("taken/card.json", new BinaryData(other.ToJson()));

        await Assert.ThrowsAsync<ModelConflictException>(() => UploadAsync("taken"));
        Assert.Equal(["taken/card.json"], await Container.NamesAsync());
    }

    [Fact]
    public async Task A_hash_in_capitals_is_the_same_hash()
    {
        var bundle = ShippedModel.With(ShippedModel.Card with { Version = "first", Sha256 = ShippedModel.Card.Sha256.ToUpperInvariant() });
        await UploadAsync(bundle, azurite.Storage.Blobs);
        await UploadAsync(bundle, azurite.Storage.Blobs);
        await UploadAsync("first");
    }

    [Theory]
    [InlineData("../up")]
    [InlineData("a/b")]
    [InlineData(".hidden")]
    [InlineData("")]
    public async Task A_version_that_cannot_be_a_folder_is_refused_before_anything_is_written(string version)
    {
        var error = await Assert.ThrowsAsync<InvalidModelException>(() => UploadAsync(version));
        Assert.Contains("cannot be a folder", error.Message, StringComparison.Ordinal);
        Assert.Empty(await Container.NamesAsync());
    }

    [Fact]
    public async Task A_bundle_that_the_pipeline_could_not_serve_is_refused_before_anything_is_written()
    {
        var bundle = ShippedModel.With(ShippedModel.Card with { FeatureSet = "other/1" });
        await Assert.ThrowsAsync<InvalidModelException>(() => UploadAsync(bundle, azurite.Storage.Blobs));
        Assert.Empty(await Container.NamesAsync());
    }

    [Theory]
    [InlineData(ModelBundle.ModelFile)]
    [InlineData(ModelBundle.CardFile)]
    public async Task What_arrives_damaged_is_removed_and_can_be_sent_again(string damaged)
    {
        var error = await Assert.ThrowsAsync<InvalidModelException>(() => UploadOverBadLineAsync("first", damaged));
        Assert.Contains("What arrived is not what was sent", error.Message, StringComparison.Ordinal);
        Assert.Empty(await Container.NamesAsync());

        await UploadAsync("first");
        Assert.Equal("first", (await Models.DownloadBundleAsync("first", Cancel)).Card.Version);
    }

    [Fact]
    public async Task What_was_there_before_a_damaged_upload_stays()
    {
        await UploadAsync("first");
        await Container.DeleteAsync("first/card.json"); // as if cut off

        await Assert.ThrowsAsync<InvalidModelException>(() => UploadOverBadLineAsync("first", ModelBundle.CardFile));

        Assert.Equal(["first/model.onnx"], await Container.NamesAsync());
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_refused_with_the_setting_that_allows_it()
    {
        await UploadAsync("first");
        var megabytes = (await Models.DownloadBundleAsync("first", Cancel)).Onnx.Length / (1024 * 1024); // rounded down: a little too few

        var error = await Assert.ThrowsAsync<InvalidModelException>(() => ModelsUpTo(megabytes).DownloadBundleAsync("first", Cancel));
        Assert.Contains("models/first/model.onnx", error.Message, StringComparison.Ordinal);
        Assert.Contains("raise Model__LargestMegabytes", error.Message, StringComparison.Ordinal);
        Assert.Equal("first", (await ModelsUpTo(megabytes + 1).DownloadBundleAsync("first", Cancel)).Card.Version);
    }

    [Fact]
    public async Task A_card_can_be_replaced_if_it_describes_the_same_model()
    {
        await UploadAsync("first");

        await ReplaceCardAsync(ShippedModel.As("first").Card with { Forced = "It hears the new microphone." });

        Assert.Equal("It hears the new microphone.", (await Models.DownloadBundleAsync("first", Cancel)).Card.Forced);
    }

    [Fact]
    public async Task A_card_that_describes_another_model_replaces_none()
    {
        await UploadAsync("first");
        var card = ShippedModel.As("first").Card;

        await Assert.ThrowsAsync<ModelConflictException>(() => ReplaceCardAsync(card with { Sha256 = ModelBundle.Hash("another"u8) }));
        await Assert.ThrowsAsync<ModelConflictException>(() => ReplaceCardAsync(card with { FeatureSet = "other/1" }));
        await Assert.ThrowsAsync<ModelConflictException>(() => ReplaceCardAsync(card with { Labels = [.. card.Labels.Reverse()] }));

        Assert.Equal(card.ToJson(), (await Models.DownloadBundleAsync("first", Cancel)).Card.ToJson());
    }

    [Fact]
    public async Task A_card_is_not_put_where_there_is_none()
    {
        var error = await Assert.ThrowsAsync<InvalidModelException>(() => ReplaceCardAsync(ShippedModel.As("first").Card));
        Assert.Contains("Publish the bundle again", error.Message, StringComparison.Ordinal);
        Assert.Empty(await Container.NamesAsync());
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private PublishedModels ModelsUpTo(int megabytes) =>
        new(azurite.Storage.Blobs, Options.Create(new ModelOptions { LargestMegabytes = megabytes }));

    private Task ReplaceCardAsync(ModelCard card) => new ModelUpload(Models).ReplaceCardAsync(card, Cancel);

    private Task UploadAsync(string version) => UploadAsync(ShippedModel.As(version), azurite.Storage.Blobs);

    private Task UploadOverBadLineAsync(string version, string damaged) =>
        UploadAsync(ShippedModel.As(version), DamagedUploads.Connect(azurite.ConnectionString, damaged));

    private static Task UploadAsync(ModelBundle bundle, BlobServiceClient blobs) => new ModelUpload(new PublishedModels(blobs)).UploadAsync(bundle, Cancel);
}
