using System.Diagnostics;
using Azure.Data.Tables;
using Azure.Storage.Queues.Models;
using Emotion.Pipeline;

namespace Emotion.Cli.Load;

/// <summary>
/// The storage calls that a clip costs, alone: put and get the blob, send the message; receive in batches, look for the row, add it, delete the message.
/// What the storage gives at its best is what the pipeline is measured by.
/// </summary>
/// <param name="storage">The storage.</param>
/// <param name="parallel">Uploads at a time.</param>
/// <param name="message">What is sent per clip, as long as a clip's features.</param>
internal sealed class Yardstick(Storage storage, int parallel, string message)
{
    private const int Batch = 16; // as host.json
    private const string Name = "yardstick";

    /// <summary>Runs the calls of a number of clips.</summary>
    /// <returns>Clips per second.</returns>
    public async Task<double> MeasureAsync(SpokenClips voices, int clips, Action<int> report, CancellationToken cancel)
    {
        await storage.Blobs.GetBlobContainerClient(Name).CreateIfNotExistsAsync(cancellationToken: cancel);
        await storage.Queues.GetQueueClient(Name).CreateIfNotExistsAsync(cancellationToken: cancel);
        await storage.Tables.GetTableClient(Name).CreateIfNotExistsAsync(cancel);
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(SendAsync(voices, clips, cancel), ReceiveAsync(clips, report, cancel));
        return clips / clock.Elapsed.TotalSeconds;
    }

    private Task SendAsync(SpokenClips voices, int clips, CancellationToken cancel)
    {
        var container = storage.Blobs.GetBlobContainerClient(Name);
        var queue = storage.Queues.GetQueueClient(Name);
        var options = new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = cancel };
        return Parallel.ForAsync(0, clips, options, async (number, token) =>
        {
            var blob = container.GetBlobClient($"{number:000000}.wav");
            await blob.UploadAsync(BinaryData.FromBytes(voices.Clip(number)), overwrite: true, token);
            await blob.DownloadContentAsync(token);
            await queue.SendMessageAsync(message, token);
        });
    }

    private async Task ReceiveAsync(int clips, Action<int> report, CancellationToken cancel)
    {
        var queue = storage.Queues.GetQueueClient(Name);
        for (var received = 0; received < clips;)
        {
            var messages = (await queue.ReceiveMessagesAsync(Batch, cancellationToken: cancel)).Value;
            await Task.WhenAll(messages.Select((one, i) => RecordAsync(received + i, one, cancel)));
            received += messages.Length;
            report(received);
        }
    }

    private async Task RecordAsync(int number, QueueMessage received, CancellationToken cancel)
    {
        var table = storage.Tables.GetTableClient(Name);
        var key = $"{number:000000}";
        await table.GetEntityIfExistsAsync<TableEntity>(Name, key, cancellationToken: cancel);
        await table.AddEntityAsync(new TableEntity(Name, key) { ["Detail"] = message[..400] }, cancel);
        await storage.Queues.GetQueueClient(Name).DeleteMessageAsync(received.MessageId, received.PopReceipt, cancel);
    }
}
