using System.Diagnostics;
using Azure.Storage.Queues;

namespace Emotion.Pipeline.Messages;

/// <summary>The queue between extraction and scoring.</summary>
/// <param name="queues">A client with Base64 encoding, which the Functions queue trigger expects: a message in plain text goes to poison silently.</param>
/// <param name="time">The clock that stamps messages.</param>
public sealed class FeatureQueue(QueueServiceClient queues, TimeProvider time)
{
    /// <summary>The queue's name.</summary>
    public const string QueueName = "clip-features";

    /// <summary>Where the host puts messages that kept failing.</summary>
    public const string PoisonQueueName = QueueName + "-poison";

    /// <summary>Where the host puts blobs that kept failing.</summary>
    public const string PoisonBlobQueueName = "webjobs-blobtrigger-poison";

    private readonly QueueClient _queue = queues.GetQueueClient(QueueName);

    /// <summary>Creates the queue, and those for poison messages, where they are missing.</summary>
    public async Task CreateIfNotExistsAsync(CancellationToken cancel)
    {
        foreach (var name in new[] { QueueName, PoisonQueueName, PoisonBlobQueueName })
            await queues.GetQueueClient(name).CreateIfNotExistsAsync(cancellationToken: cancel);
    }

    /// <summary>About how many messages wait for their score, or are being scored.</summary>
    public async Task<int> CountAsync(CancellationToken cancel) => (await _queue.GetPropertiesAsync(cancel)).Value.ApproximateMessagesCount;

    /// <summary>Sends a message that never expires by itself, stamped with the time and the current trace.</summary>
    public Task SendAsync(ClipFeaturesMessage message, CancellationToken cancel)
    {
        var stamped = message with { QueuedAt = time.GetUtcNow(), TraceParent = Activity.Current is { Recorded: true } span ? span.Id : null };
        return _queue.SendMessageAsync(stamped.ToJson(), timeToLive: TimeSpan.FromSeconds(-1), cancellationToken: cancel);
    }
}
