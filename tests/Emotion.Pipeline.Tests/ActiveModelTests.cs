using Emotion.Inference;
using Emotion.Pipeline.Models;
using Emotion.Tests;

namespace Emotion.Pipeline.Tests;

/// <summary>Which model scores, while models are being published.</summary>
public sealed class ActiveModelTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private const int Refused = 201;
    private const int Unreadable = 202;
    private const int Unreachable = 203;
    private const int EarlierInUse = 204;

    private readonly PipelineFixture _pipeline = new(azurite);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private ModelContainer Container => new(azurite.Storage, Cancel);

    public async ValueTask InitializeAsync() => await Container.ClearAsync();

    [Fact]
    public async Task A_published_model_takes_over_without_a_restart_once_the_refresh_interval_is_over()
    {
        Assert.Equal(ShippedModel.Version, await VersionInUseAsync());

        await PublishAsync("second");
        _pipeline.Clock.Advance(TimeSpan.FromSeconds(14));
        Assert.Equal(ShippedModel.Version, await VersionInUseAsync()); // not looked for yet
        _pipeline.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("second", await VersionInUseAsync());
        Assert.Empty(_pipeline.Logged.Of(Refused));
    }

    [Theory]
    [InlineData("""{"version":"missing"}""", Refused)]
    [InlineData("not json", Unreadable)]
    [InlineData("""{"version":""}""", Unreadable)]
    public async Task A_current_json_that_cannot_be_followed_is_logged_once_and_the_model_in_use_stays(string json, int logged)
    {
        await PublishAsync("second");
        Assert.Equal("second", await VersionInUseAsync());

        await Container.SetCurrentAsync(json);
        for (var time = 0; time < 3; time++)
            Assert.Equal("second", await VersionAfterRefreshAsync());
        Assert.Single(_pipeline.Logged.Of(logged));

        await PublishAsync("third");
        Assert.Equal("third", await VersionAfterRefreshAsync());
    }

    [Fact]
    public async Task A_current_json_beyond_the_size_limit_leaves_the_model_in_use_and_can_be_mended()
    {
        await PublishAsync("second");
        Assert.Equal("second", await VersionInUseAsync());

        await Container.SetCurrentAsync(new string(' ', (64 * 1024 * 1024) + 1));
        Assert.Equal("second", await VersionAfterRefreshAsync());
        Assert.Contains("LargestMegabytes", Assert.Single(_pipeline.Logged.Of(Unreadable)), StringComparison.Ordinal);

        await new ModelSwitch(new PublishedModels(azurite.Storage.Blobs)).ActivateAsync("second", Cancel);
        Assert.Equal("second", await VersionAfterRefreshAsync());
        Assert.Single(_pipeline.Logged.Of(Unreadable));
    }

    [Fact]
    public async Task A_refused_version_is_logged_once_and_served_when_it_was_mended_and_published_again()
    {
        await PublishAsync("second");
        Assert.Equal("second", await VersionInUseAsync());

        await PublishDamagedAsync("third");
        Assert.Equal("second", await VersionAfterRefreshAsync());
        Assert.Equal("second", await VersionAfterRefreshAsync());
        var refusal = Assert.Single(_pipeline.Logged.Of(Refused));
        Assert.StartsWith("Model third is refused; second stays in use", refusal, StringComparison.Ordinal);
        Assert.Contains("SHA-256", refusal, StringComparison.Ordinal);

        await Container.WriteAsync(ShippedModel.As("third"));
        Assert.Equal("second", await VersionAfterRefreshAsync()); // current.json is what it was
        await Container.SetCurrentAsync(new CurrentModel("third"));
        Assert.Equal("third", await VersionAfterRefreshAsync());
        Assert.Single(_pipeline.Logged.Of(Refused));
    }

    [Fact]
    public async Task A_broken_model_at_the_start_leaves_the_shipped_one_in_use_until_it_is_mended()
    {
        await PublishDamagedAsync("second");
        Assert.Equal(ShippedModel.Version, await VersionInUseAsync());
        Assert.Contains("what served before it stays in use", Assert.Single(_pipeline.Logged.Of(Refused)), StringComparison.Ordinal);

        await PublishAsync("second");
        Assert.Equal("second", await VersionAfterRefreshAsync());
    }

    [Fact]
    public async Task A_broken_model_at_the_start_leaves_in_use_what_was_in_use_before_as_where_it_did_not_start_anew()
    {
        await PublishAsync("first");
        foreach (var broken in new[] { "second", "third" })
            await Container.WriteDamagedAsync(ShippedModel.As(broken));
        await Container.SetCurrentAsync(new CurrentModel("third") { History = ["second", "third", "first", ShippedModel.Version] });

        Assert.Equal("first", await VersionInUseAsync());
        Assert.Equal("first", await VersionAfterRefreshAsync());
        Assert.Equal(2, _pipeline.Logged.Of(Refused).Count);
        Assert.Contains("first, which was in use before, takes the place of third", Assert.Single(_pipeline.Logged.Of(EarlierInUse)), StringComparison.Ordinal);

        await PublishAsync("third");
        Assert.Equal("third", await VersionAfterRefreshAsync());
    }

    [Fact]
    public async Task Where_all_that_was_ever_in_use_is_broken_the_shipped_model_is()
    {
        await PublishDamagedAsync("second");
        await Container.SetCurrentAsync(new CurrentModel("second") { History = ["gone"] });
        Assert.Equal(ShippedModel.Version, await VersionInUseAsync());
        Assert.Empty(_pipeline.Logged.Of(EarlierInUse));
    }

    [Fact]
    public async Task A_deleted_current_json_leaves_the_model_in_use()
    {
        await PublishAsync("second");
        Assert.Equal("second", await VersionInUseAsync());

        await Container.DeleteAsync(ModelBundle.CurrentFile);
        Assert.Equal("second", await VersionAfterRefreshAsync());

        await PublishAsync("third");
        Assert.Equal("third", await VersionAfterRefreshAsync());
    }

    [Fact]
    public async Task An_outage_leaves_the_model_in_use_and_is_looked_into_once_per_interval()
    {
        await PublishAsync("second");
        var before = await _pipeline.Model.GetAsync(Cancel);
        Assert.Equal("second", before.Card.Version);

        await PublishAsync("third");
        _pipeline.Line.Cut();
        Assert.Equal("second", await VersionAfterRefreshAsync());
        Assert.Single(_pipeline.Logged.Of(Unreachable));

        var requests = _pipeline.Line.Requests;
        _pipeline.Clock.Advance(TimeSpan.FromSeconds(14));
        Assert.Same(before, await _pipeline.Model.GetAsync(Cancel));
        Assert.Equal(requests, _pipeline.Line.Requests);

        _pipeline.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Same(before, await _pipeline.Model.GetAsync(Cancel));
        Assert.True(_pipeline.Line.Requests > requests);
        Assert.Equal(2, _pipeline.Logged.Of(Unreachable).Count);

        _pipeline.Line.Mend();
        Assert.Equal("third", await VersionAfterRefreshAsync());
    }

    [Fact]
    public async Task An_outage_during_the_download_is_no_refusal()
    {
        Assert.Equal(ShippedModel.Version, await VersionInUseAsync());
        await PublishAsync("second");
        _pipeline.Line.Cut(after: 2); // current.json and the card

        Assert.Equal(ShippedModel.Version, await VersionAfterRefreshAsync());
        Assert.Empty(_pipeline.Logged.Of(Refused));
        Assert.Single(_pipeline.Logged.Of(Unreachable));

        _pipeline.Line.Mend();
        Assert.Equal("second", await VersionAfterRefreshAsync());
    }

    [Fact]
    public async Task An_outage_at_the_start_is_an_error_for_the_host_to_count_and_nothing_is_decided_by_it()
    {
        await PublishAsync("second");
        _pipeline.Line.Cut();
        await Assert.ThrowsAsync<AggregateException>(VersionInUseAsync);

        _pipeline.Line.Mend();
        Assert.Equal("second", await VersionInUseAsync());
    }

    [Fact]
    public async Task A_slow_storage_holds_up_one_caller_and_the_others_go_on_with_the_model_in_use()
    {
        Assert.Equal(ShippedModel.Version, await VersionInUseAsync());
        await PublishAsync("second");

        var answer = new TaskCompletionSource();
        _pipeline.Line.Open = answer.Task;
        _pipeline.Clock.Advance(TimeSpan.FromSeconds(15));
        var waiting = _pipeline.Model.GetAsync(Cancel);
        Assert.Equal(ShippedModel.Version, await VersionInUseAsync().WaitAsync(TimeSpan.FromSeconds(10), Cancel));
        Assert.False(waiting.IsCompleted);

        answer.SetResult();
        Assert.Equal("second", (await waiting).Card.Version);
    }

    [Fact]
    public async Task Callers_that_come_at_once_at_the_start_share_one_scorer()
    {
        await PublishAsync("second");
        var scorers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => _pipeline.Model.GetAsync(Cancel), Cancel)));
        Assert.Equal("second", Assert.Single(scorers.Distinct()).Card.Version);
    }

    public ValueTask DisposeAsync()
    {
        _pipeline.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<string> VersionInUseAsync() => (await _pipeline.Model.GetAsync(Cancel)).Card.Version;

    private Task<string> VersionAfterRefreshAsync()
    {
        _pipeline.Clock.Advance(TimeSpan.FromSeconds(15));
        return VersionInUseAsync();
    }

    private async Task PublishAsync(string version)
    {
        await Container.WriteAsync(ShippedModel.As(version));
        await Container.SetCurrentAsync(new CurrentModel(version));
    }

    private async Task PublishDamagedAsync(string version)
    {
        await Container.WriteDamagedAsync(ShippedModel.As(version));
        await Container.SetCurrentAsync(new CurrentModel(version));
    }
}
