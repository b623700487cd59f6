using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Messages;

namespace Emotion.Cli.LocalHost;

/// <summary>
/// Stands in for the host's blob trigger: scans the container, calls the function once per version of each blob, tries again where that
/// fails, and gives up by way of <c>webjobs-blobtrigger-poison</c>.
/// </summary>
internal sealed class BlobListener(
    FunctionDefinition function, HostSettings settings, HostStorage storage, BlobReceipts receipts, FunctionCalls functions, Action<string> warn)
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(900);

    /// <summary>The longer the container's list, the longer the pause: reading it takes at most a fifth of the time.</summary>
    private const int PausePerListing = 4;

    /// <summary>A longer recording is handed over by name alone, so that neither process holds it: the Functions host would send it whole.</summary>
    private const long LargestCarriedBytes = 8 << 20;

    private readonly BlobContainerClient _container = storage.Blobs.GetBlobContainerClient(function.Source.Split('/')[0]);
    private readonly ConcurrentDictionary<string, Task> _running = new();
    private readonly ConcurrentDictionary<string, FailedAttempts> _failed = new();

    private readonly record struct FailedAttempts(int Count, long NextAt);

    /// <summary>Listens until stopped, then waits for what is running.</summary>
    /// <param name="stop">Takes no more blobs.</param>
    /// <param name="abort">Breaks off what is running; the next scan finds it again.</param>
    public async Task RunAsync(CancellationToken stop, CancellationToken abort)
    {
        while (!stop.IsCancellationRequested)
        {
            var listing = await ScanAsync(stop, abort);
            var pause = TimeSpan.FromTicks(Math.Max(ShortestPause.Ticks, PausePerListing * listing.Ticks));
            await Task.Delay(pause, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await Task.WhenAll(_running.Values);
    }

    /// <summary>Starts what is due, so many at a time.</summary>
    /// <returns>How long it took to list the container.</returns>
    private async Task<TimeSpan> ScanAsync(CancellationToken stop, CancellationToken abort)
    {
        var started = Stopwatch.GetTimestamp();
        var listing = TimeSpan.Zero;
        try
        {
            var due = await _container.GetBlobsAsync(cancellationToken: stop).Where(IsDue).Select(FoundBlob.Of).ToListAsync(stop);
            listing = Stopwatch.GetElapsedTime(started);
            foreach (var blob in due)
            {
                while (_running.Count >= settings.BlobParallelism)
                    await Task.WhenAny([.. _running.Values, Task.Delay(ShortestPause, stop)]).WaitAsync(stop);
                var key = blob.Key;
                var run = new Task<Task>(() => ProcessAsync(blob, key, abort));
                _running[key] = run.Unwrap();
                run.Start(TaskScheduler.Default);
            }

            storage.BlobOutage.Over();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Stopped in the middle.
        }
        catch (Exception e) when (Outage.Is(e, stop))
        {
            storage.BlobOutage.Began(e);
        }

        return listing;
    }

    private bool IsDue(BlobItem blob)
    {
        var found = FoundBlob.Of(blob);
        return !receipts.Has(function.Name, found.ETag, found.Name) && !_running.ContainsKey(found.Key)
            && (!_failed.TryGetValue(found.Key, out var failed) || Environment.TickCount64 >= failed.NextAt);
    }

    private async Task ProcessAsync(FoundBlob blob, string key, CancellationToken abort)
    {
        try
        {
            if (!await DealWithAsync(blob, key, abort))
                return;
            receipts.Add(function.Name, blob.ETag, blob.Name);
            _failed.TryRemove(key, out _);
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            warn($"{blob.Name}: replaced or deleted before it could be read."); // the next scan sees what is there now
        }
        catch (Exception e) when (Outage.Is(e, abort))
        {
            storage.BlobOutage.Began(e); // without a receipt, the next scan finds the blob again
        }
        catch (Exception e) when (!abort.IsCancellationRequested)
        {
            var attempt = _failed.GetValueOrDefault(key).Count + 1;
            _failed[key] = new FailedAttempts(attempt, Environment.TickCount64 + (1000 * attempt));
            warn($"{blob.Name}: attempt {attempt} failed. {e.Message}");
        }
        finally
        {
            _running.TryRemove(key, out _);
        }
    }

    /// <summary>Calls the function; or, where it has failed often enough, gives up.</summary>
    /// <returns>Whether the blob is dealt with.</returns>
    private async Task<bool> DealWithAsync(FoundBlob blob, string key, CancellationToken abort)
    {
        if (_failed.TryGetValue(key, out var failed) && failed.Count >= settings.BlobAttempts)
            return await TryGiveUpAsync(blob, failed.Count, abort);
        await InvokeAsync(blob, abort);
        return true;
    }

    private async Task InvokeAsync(FoundBlob blob, CancellationToken cancel)
    {
        var client = _container.GetBlobClient(blob.Name);
        var conditions = new BlobRequestConditions { IfMatch = new ETag($"\"{blob.ETag}\"") };
        var call = blob.Length > LargestCarriedBytes
            ? FunctionCall.WithoutValue(function.Name, MetadataOf(client, blob.ETag, (await client.GetPropertiesAsync(conditions, cancel)).Value.LastModified))
            : await CallWithBytesAsync();
        await functions.InvokeAsync(call, cancel);

        async Task<FunctionCall> CallWithBytesAsync()
        {
            var download = (await client.DownloadContentAsync(new BlobDownloadOptions { Conditions = conditions }, cancel)).Value;
            return FunctionCall.WithBytes(function.Name, function.Binding, download.Content, MetadataOf(client, blob.ETag, download.Details.LastModified));
        }
    }

    private static JsonObject MetadataOf(BlobClient blob, string etag, DateTimeOffset lastModified) => new()
    {
        ["name"] = FunctionCall.Quoted(blob.Name),
        ["Uri"] = FunctionCall.Quoted(blob.Uri.ToString()),
        ["Properties"] = new JsonObject { ["ETag"] = $"\"{etag}\"", ["LastModified"] = lastModified.ToString("O") },
        ["Metadata"] = new JsonObject(),
    };

    private async Task<bool> TryGiveUpAsync(FoundBlob blob, int attempts, CancellationToken cancel)
    {
        var poison = new PoisonBlobMessage(_container.Name, blob.Name, blob.ETag).ToJson();
        try
        {
            await storage.Queues.GetQueueClient(FeatureQueue.PoisonBlobQueueName)
                .SendMessageAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes(poison)), timeToLive: TimeSpan.FromSeconds(-1), cancellationToken: cancel);
        }
        catch (Exception e) when (Outage.Is(e, cancel))
        {
            storage.QueueOutage.Began(e);
            return false;
        }

        warn($"{blob.Name}: given up after {attempts} attempts.");
        return true;
    }

    /// <summary>A version of a blob, without all else that a listing tells.</summary>
    private readonly record struct FoundBlob(string Name, string ETag, long Length)
    {
        public string Key => $"{ETag}/{Name}";

        public static FoundBlob Of(BlobItem blob) => new(blob.Name, ClipVersion.Unquote(blob.Properties.ETag!.Value.ToString()), blob.Properties.ContentLength ?? 0);
    }
}
