using System.Collections.Concurrent;
using Emotion.Audio.Features;
using Emotion.Cli.LocalHost;
using Emotion.Inference;
using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Models;
using Emotion.Pipeline.Results;
using Emotion.Tests;

namespace Emotion.EndToEnd.Tests;

/// <summary>Models come and go while clips keep coming: the pipeline follows without a restart, and no clip is lost.</summary>
public sealed class ModelSwitchTests : IAsyncLifetime
{
    private const string Corpus = "load";

    private readonly ConcurrentQueue<string> _log = new();
    private readonly CancellationTokenSource _enough = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
    private LocalPipeline _pipeline = null!;
    private int _uploaded;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private PublishedModels Models => new(_pipeline.Storage.Blobs);

    private ResultTable Results => new(_pipeline.Storage.Tables);

    public async ValueTask InitializeAsync()
    {
        Environment.SetEnvironmentVariable("Model__RefreshSeconds", "1"); // the function app inherits it; its default of 15 would only make the test slow
        _pipeline = await LocalPipeline.StartAsync(dataFolder: null, tell: _ => { }, warn: _log.Enqueue, onHandlerLine: _log.Enqueue, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        Environment.SetEnvironmentVariable("Model__RefreshSeconds", null);
        await _pipeline.DisposeAsync();
        _enough.Dispose();
    }

    [Fact]
    public async Task Switch_rollback_and_refusal_under_load_lose_no_clip()
    {
        var uploading = UploadAsync();
        await RowByAsync(ShippedModel.Version);

        await PublishAsync("second");
        await RowByAsync("second");
        await PublishAsync("third");
        await RowByAsync("third");

        await new ModelSwitch(Models).RollBackAsync(Cancel);
        var after = DateTimeOffset.UtcNow.AddSeconds(3); // the refresh, and messages on their way
        await RowByAsync("second", after);

        await ForceBrokenModelAsync();
        await WaitUntilAsync(() => Task.FromResult(_log.Any(line => line.Contains("broken", StringComparison.Ordinal) && line.Contains("SHA-256", StringComparison.Ordinal))));
        await RowByAsync("second", DateTimeOffset.UtcNow);

        await _enough.CancelAsync();
        await uploading;
        await WaitUntilAsync(async () => (await RowsAsync()).Count == _uploaded);
        var rows = await RowsAsync();
        Assert.All(rows, row => Assert.Equal(ResultStatus.Scored, row.Status));
        Assert.Equal([ShippedModel.Version, "second", "third"], rows.Select(row => row.Prediction!.ModelVersion).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(_uploaded, rows.DistinctBy(row => row.Version.Clip).Count());
    }

    [Fact]
    public async Task Switching_to_and_fro_between_feature_sets_under_load_loses_no_clip()
    {
        var models = new Dictionary<string, FeatureRecipe> { ["means"] = FeatureRecipe.Librosa180, ["course"] = FeatureRecipe.LogMel64 };
        foreach (var (version, recipe) in models)
            await new ModelUpload(Models).UploadAsync(LinearModel.Of(recipe, version), Cancel);
        await new ModelSwitch(Models).ActivateAsync("means", Cancel);

        var uploading = Task.WhenAll(UploadAsync(), UploadAsync());
        foreach (var version in (string[])["course", "means", "course", "means"])
        {
            await new ModelSwitch(Models).ActivateAsync(version, Cancel);
            var switched = DateTimeOffset.UtcNow;
            await WaitUntilAsync(async () => (await RowsAsync()).Exists(row => row.Prediction?.ModelVersion == version && row.ProcessedAt > switched));
        }

        await _enough.CancelAsync();
        await uploading;
        await WaitUntilAsync(async () => (await RowsAsync()).Count == _uploaded);
        var rows = await RowsAsync();
        Assert.All(rows, row => Assert.Equal(ResultStatus.Scored, row.Status));
        Assert.All(rows.Where(row => row.Prediction!.ModelVersion != ShippedModel.Version), row => Assert.Equal(models[row.Prediction!.ModelVersion].Id, row.FeatureSet));
        Assert.Equal(_uploaded, rows.DistinctBy(row => row.Version.Clip).Count());
        Assert.Contains(_log, line => line.Contains("analysed again", StringComparison.Ordinal));
    }

    /// <summary>Clip after clip, until there is enough.</summary>
    private async Task UploadAsync()
    {
        var clips = new ClipStore(_pipeline.Storage.Blobs);
        var voices = Enumerable.Range(0, 8).Select(seed => WavFile.VoiceClip(seed: seed)).ToArray();
        while (!_enough.IsCancellationRequested)
        {
            var number = Interlocked.Increment(ref _uploaded);
            await clips.UploadAsync(new ClipId(Corpus, $"{number:0000}.wav"), new MemoryStream(voices[number % voices.Length]), Cancel);
            await Task.Delay(50, CancellationToken.None);
        }
    }

    private async Task PublishAsync(string version)
    {
        await new ModelUpload(Models).UploadAsync(ShippedModel.As(version), Cancel);
        await new ModelSwitch(Models).ActivateAsync(version, Cancel);
    }

    private async Task ForceBrokenModelAsync()
    {
        var container = new ModelContainer(_pipeline.Storage, Cancel);
        await container.WriteDamagedAsync(ShippedModel.As("broken"));
        await container.SetCurrentAsync(new CurrentModel("broken"));
    }

    /// <summary>Waits until a version has scored a clip that was uploaded after a moment.</summary>
    private Task RowByAsync(string version, DateTimeOffset after = default) => WaitUntilAsync(async () =>
        (await RowsAsync()).Exists(row => row.Prediction?.ModelVersion == version && row.Version.LastModified > after));

    private async Task<List<ClipResult>> RowsAsync() => await Results.QueryAsync(new ResultQuery(Corpus), Cancel).ToListAsync(Cancel);

    private static async Task WaitUntilAsync(Func<Task<bool>> condition)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(60)); // the promise: within a minute
        while (!await condition())
            await Task.Delay(200, limit.Token);
    }
}
