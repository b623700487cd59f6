using System.Text.Json.Nodes;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Emotion.Pipeline;
using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Messages;

namespace Emotion.Cli.LocalHost;

/// <summary>
/// Stands in for the host's blob trigger: scans the container, calls the function once per version of each blob, tries again where that
/// fails, and gives up by way of <c>webjobs-blobtrigger-poison</c>.
/// </summary>
internal sealed class BlobListener(FunctionDefinition function, HostSettings settings, Storage storage, HandlerProcess handler, Action<string> warn)
{
    private static readonly TimeSpan ScanInterval = TimeSpan.FromMilliseconds(500);

    private readonly BlobContainerClient _container = storage.Blobs.GetBlobContainerClient(function.Source.Split('/')[0]);
    private readonly BlobReceipts _receipts = new(storage.Blobs, function.Name);

    /// <summary>Listens until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        await _receipts.LoadAsync(cancel);
        while (true)
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = settings.BlobParallelism, CancellationToken = cancel };
            await Parallel.ForEachAsync(NewBlobsAsync(cancel), options, async (blob, token) => await ProcessAsync(blob, token));
            await Task.Delay(ScanInterval, cancel);
        }
    }

    private async IAsyncEnumerable<BlobItem> NewBlobsAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var blob in _container.GetBlobsAsync(cancellationToken: cancel))
        {
            if (!_receipts.Has(ETagOf(blob), blob.Name))
                yield return blob;
        }
    }

    private async Task ProcessAsync(BlobItem blob, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await InvokeAsync(blob, cancel);
                break;
            }
            catch (RequestFailedException e) when (e.Status is 404 or 412)
            {
                return; // deleted or replaced meanwhile: the next scan sees what is there now
            }
            catch (InvocationFailedException e) when (attempt == settings.BlobAttempts)
            {
                warn($"{blob.Name}: given up after {attempt} attempts. {e.Message}");
                await SendToPoisonAsync(blob, cancel);
                break;
            }
            catch (Exception e) when (e is InvocationFailedException or HttpRequestException)
            {
                warn($"{blob.Name}: attempt {attempt} failed. {e.Message}");
                await Task.Delay(TimeSpan.FromSeconds(attempt), cancel);
            }
        }

        await _receipts.AddAsync(ETagOf(blob), blob.Name, cancel);
    }

    private async Task InvokeAsync(BlobItem blob, CancellationToken cancel)
    {
        var client = _container.GetBlobClient(blob.Name);
        var conditions = new BlobRequestConditions { IfMatch = new ETag($"\"{ETagOf(blob)}\"") };
        var download = (await client.DownloadContentAsync(new BlobDownloadOptions { Conditions = conditions }, cancel)).Value;
        var metadata = new JsonObject
        {
            ["name"] = Quoted(blob.Name),
            ["Uri"] = Quoted(client.Uri.ToString()),
            ["Properties"] = new JsonObject { ["ETag"] = download.Details.ETag.ToString("H"), ["LastModified"] = download.Details.LastModified.ToString("O") },
            ["Metadata"] = new JsonObject(),
        };
        await handler.InvokeAsync(function.Name, new JsonObject { [function.Binding] = Convert.ToBase64String(download.Content.ToMemory().Span) }, metadata, cancel);
    }

    private async Task SendToPoisonAsync(BlobItem blob, CancellationToken cancel)
    {
        var poison = new PoisonBlobMessage(_container.Name, blob.Name, ETagOf(blob));
        await storage.Queues.GetQueueClient(FeatureQueue.PoisonBlobQueueName).SendMessageAsync(poison.ToJson(), timeToLive: TimeSpan.FromSeconds(-1), cancellationToken: cancel);
    }

    private static string ETagOf(BlobItem blob) => ClipVersion.Unquote(blob.Properties.ETag!.Value.ToString());

    /// <summary>The host serialises a string once more than one expects.</summary>
    private static string Quoted(string text) => System.Text.Json.JsonSerializer.Serialize(text);
}
