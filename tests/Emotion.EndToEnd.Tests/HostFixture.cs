using System.Collections.Concurrent;
using Emotion.Cli.LocalHost;
using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Results;
using Emotion.Tests;

namespace Emotion.EndToEnd.Tests;

/// <summary>The local host and the real function app on a storage of their own, behind proxies; the test looks at that storage directly.</summary>
internal sealed class HostFixture : IAsyncDisposable
{
    private readonly AzuriteFixture _azurite;
    private readonly ConcurrentQueue<string> _warnings;
    private readonly ConcurrentQueue<string> _log;

    private HostFixture(AzuriteFixture azurite, FaultyStorage way, TriggerHost host, ConcurrentQueue<string> warnings, ConcurrentQueue<string> log)
    {
        _azurite = azurite;
        _warnings = warnings;
        _log = log;
        Way = way;
        Host = host;
        Clips = new ClipStore(azurite.Storage.Blobs);
        Results = new ResultTable(azurite.Storage.Tables);
    }

    public FaultyStorage Way { get; }

    public TriggerHost Host { get; }

    public ClipStore Clips { get; }

    public ResultTable Results { get; }

    public Emotion.Pipeline.Storage Storage => _azurite.Storage;

    public IReadOnlyList<string> Warnings => [.. _warnings];

    /// <summary>The function app's log.</summary>
    public IReadOnlyList<string> Log => [.. _log];

    /// <summary>Starts it, with fewer attempts and a shorter pause than host.json says: the attempts themselves take as long as the SDKs try.</summary>
    public static async Task<HostFixture> StartAsync(int attempts = 5, params (string Name, string Value)[] settings)
    {
        var azurite = new AzuriteFixture();
        await azurite.InitializeAsync();
        var way = await FaultyStorage.StartAsync(azurite.ConnectionString);
        var warnings = new ConcurrentQueue<string>();
        var log = new ConcurrentQueue<string>();
        var app = FunctionsApp.Read(AppContext.BaseDirectory);
        app = app with { Host = app.Host with { BlobAttempts = attempts, QueueAttempts = attempts, QueueRetryDelay = TimeSpan.FromSeconds(1) } };
        var host = await TriggerHost.StartAsync(app, way.ConnectionString, dataFolder: null, warnings.Enqueue, log.Enqueue, CancellationToken.None, settings);
        return new HostFixture(azurite, way, host, warnings, log);
    }

    public Task<ClipVersion> UploadAsync(ClipId clip, byte[] content) => Clips.UploadAsync(clip, new MemoryStream(content), TestContext.Current.CancellationToken);

    /// <summary>Waits for a version's row.</summary>
    public async Task<ClipResult> RowAsync(ClipVersion version)
    {
        ClipResult? row = null;
        await Wait.UntilAsync(
            async () => (row = (await Results.FindAsync(version.Clip, TestContext.Current.CancellationToken))?.Result)?.Version.ETag == version.ETag,
            FaultRuns.Stall, () => $"{version.Clip} has row {row}.{Environment.NewLine}{string.Join(Environment.NewLine, Warnings)}");
        return row!;
    }

    public int CountWarnings(string part) => Warnings.Count(warning => warning.Contains(part, StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Way.DisposeAsync();
        await _azurite.DisposeAsync();
    }
}
