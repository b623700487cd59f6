using Emotion.Inference;
using Emotion.Pipeline.Models;
using Emotion.Tests;

namespace Emotion.Pipeline.Tests;

/// <summary>Switching, rolling back and listing.</summary>
public sealed class ModelSwitchTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private PublishedModels Models => new(azurite.Storage.Blobs);

    private ModelSwitch Switch => new(Models);

    private ModelContainer Container => new(azurite.Storage, Cancel);

    public async ValueTask InitializeAsync() => await Container.ClearAsync();

    [Fact]
    public async Task Repeated_rollback_walks_back_and_says_where_it_ends()
    {
        foreach (var version in (string[])["first", "second", "third"])
        {
            await Container.WriteAsync(ShippedModel.As(version));
            await Switch.ActivateAsync(version, Cancel);
        }

        Assert.Equal("second", (await Switch.RollBackAsync(Cancel)).Version);
        Assert.Equal("first", (await Switch.RollBackAsync(Cancel)).Version);
        Assert.Contains("Activate one by name", (await Assert.ThrowsAsync<InvalidModelException>(() => Switch.RollBackAsync(Cancel))).Message, StringComparison.Ordinal);
        Assert.Equal("first", await CurrentAsync());
    }

    [Fact]
    public async Task Only_the_latest_20_versions_before_are_kept()
    {
        string[] before = [.. Enumerable.Range(1, 20).Select(number => $"version-{number}")];
        await Container.SetCurrentAsync(new CurrentModel("latest") { History = before });
        await Container.WriteAsync(ShippedModel.As("next"));

        await Switch.ActivateAsync("next", Cancel);

        Assert.Equal(["latest", .. before[..19]], (await Models.FindCurrentAsync(Cancel))!.Model!.History);
    }

    [Fact]
    public async Task Activating_the_version_in_use_adds_no_step_to_go_back()
    {
        await Container.WriteAsync(ShippedModel.As("first"));
        await Switch.ActivateAsync("first", Cancel);
        var written = (await Models.FindCurrentAsync(Cancel))!.ETag;

        await Switch.ActivateAsync("first", Cancel);

        Assert.Equal(written, (await Models.FindCurrentAsync(Cancel))!.ETag);
    }

    [Fact]
    public async Task A_lost_race_changes_nothing()
    {
        await Container.WriteAsync(ShippedModel.As("first"));
        await Container.WriteAsync(ShippedModel.As("second"));
        await Switch.ActivateAsync("first", null, Cancel);
        await Assert.ThrowsAsync<ModelConflictException>(() => Switch.ActivateAsync("second", null, Cancel));

        var seen = await Models.FindCurrentAsync(Cancel);
        await Container.SetCurrentAsync("""{"version":"first"}""");
        await Assert.ThrowsAsync<ModelConflictException>(() => Switch.ActivateAsync("second", seen, Cancel));
        Assert.Equal("first", await CurrentAsync());
    }

    [Fact]
    public async Task A_rollback_to_a_bundle_that_broke_meanwhile_changes_nothing()
    {
        await Container.WriteDamagedAsync(ShippedModel.As("first"));
        await Container.SetCurrentAsync(new CurrentModel("second") { History = ["first"] });

        await Assert.ThrowsAsync<InvalidModelException>(() => Switch.RollBackAsync(Cancel));

        Assert.Equal("second", await CurrentAsync());
    }

    [Fact]
    public async Task A_current_json_that_cannot_be_read_is_mended_by_activating_and_not_by_rolling_back()
    {
        await Container.WriteAsync(ShippedModel.As("first"));
        await Container.SetCurrentAsync("not json");

        var error = await Assert.ThrowsAsync<InvalidModelException>(() => Switch.RollBackAsync(Cancel));
        Assert.Contains("activate one by name", error.Message, StringComparison.Ordinal);
        await Switch.ActivateAsync("first", Cancel);

        Assert.Equal("first", await CurrentAsync());
    }

    [Fact]
    public async Task A_broken_bundle_is_listed_with_its_problem_and_cannot_be_activated()
    {
        await Container.WriteAsync(ShippedModel.As("good"));
        await Switch.ActivateAsync("good", Cancel);
        await Container.WriteDamagedAsync(ShippedModel.As("bad"));

        var list = await Models.ListAsync(Cancel);
        Assert.Equal([("bad", false, false), ("good", true, true)], list.Select(model => (model.Version, model.Active, model.Problem is null)));
        Assert.Contains("SHA-256", list[0].Problem, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidModelException>(() => Switch.ActivateAsync("bad", Cancel));
        await Assert.ThrowsAsync<InvalidModelException>(() => Switch.ActivateAsync("missing", Cancel));
        Assert.Equal("good", await CurrentAsync());
    }

    [Fact]
    public async Task A_version_in_use_whose_bundle_is_gone_is_listed_all_the_same()
    {
        await Container.SetCurrentAsync(new CurrentModel("gone"));

        var gone = Assert.Single(await Models.ListAsync(Cancel));
        Assert.Equal(("gone", true), (gone.Version, gone.Active));
        Assert.Contains(ModelBundle.CardFile, gone.Problem, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<string?> CurrentAsync() => (await Models.FindCurrentAsync(Cancel))?.Model?.Version;
}
