using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace Emotion.Cli.LocalHost;

/// <summary>
/// Stands in for the host's queue trigger: takes batches, calls the function for each message, deletes what succeeded, lets what failed
/// come back after the visibility time-out, and moves what failed too often to <c>{queue}-poison</c>.
/// </summary>
/// <param name="function">The function to call.</param>
/// <param name="settings">The settings of host.json.</param>
/// <param name="queues">A client without message encoding: the raw text is needed to see what is not Base64.</param>
/// <param name="handler">The function app.</param>
/// <param name="warn">Hears of failed attempts.</param>
internal sealed class QueueListener(FunctionDefinition function, HostSettings settings, QueueServiceClient queues, HandlerProcess handler, Action<string> warn)
{
    private static readonly TimeSpan ShortestPoll = TimeSpan.FromMilliseconds(100);

    /// <summary>How long a message stays hidden while it is worked on. Scoring takes milliseconds; a crash must not hide it for long.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    private readonly QueueClient _queue = queues.GetQueueClient(function.Source);
    private readonly QueueClient _poison = queues.GetQueueClient(function.Source + "-poison");

    /// <summary>Listens until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        var running = new List<Task>();
        var poll = ShortestPoll;
        while (true)
        {
            var messages = (await _queue.ReceiveMessagesAsync(settings.QueueBatchSize, Lease, cancel)).Value;
            running.AddRange(messages.Select(message => ProcessAsync(message, cancel)));
            while (running.Count > settings.QueueNewBatchThreshold)
                await SettleOneAsync(running);
            await SettleFinishedAsync(running);

            if (messages.Length > 0)
            {
                poll = ShortestPoll;
                continue;
            }

            await Task.Delay(poll, cancel);
            poll = TimeSpan.FromTicks(Math.Min(2 * poll.Ticks, settings.QueueLongestPoll.Ticks));
        }
    }

    private static async Task SettleOneAsync(List<Task> running)
    {
        var finished = await Task.WhenAny(running);
        running.Remove(finished);
        await finished;
    }

    private static async Task SettleFinishedAsync(List<Task> running)
    {
        foreach (var finished in running.Where(task => task.IsCompleted).ToList())
        {
            running.Remove(finished);
            await finished;
        }
    }

    private async Task ProcessAsync(QueueMessage message, CancellationToken cancel)
    {
        try
        {
            if (Decode(message.Body.ToString()) is { } text)
            {
                await InvokeAsync(message, text, cancel);
                await _queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancel);
            }
            else
            {
                warn($"{_queue.Name}: a message is not Base64 and goes to {_poison.Name}.");
                await MoveToPoisonAsync(message, cancel);
            }
        }
        catch (InvocationFailedException e) when (message.DequeueCount >= settings.QueueAttempts)
        {
            warn($"{_queue.Name}: a message is given up after {message.DequeueCount} attempts. {e.Message}");
            await MoveToPoisonAsync(message, cancel);
        }
        catch (InvocationFailedException e)
        {
            warn($"{_queue.Name}: attempt {message.DequeueCount} failed. {e.Message}");
            await _queue.UpdateMessageAsync(message.MessageId, message.PopReceipt, message.Body, settings.QueueRetryDelay, cancel);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            // The lease ran out and another delivery finished the message; the steps are idempotent.
        }
        catch (HttpRequestException e)
        {
            warn($"{_queue.Name}: the function app cannot be reached; the message comes back. {e.Message}");
        }
    }

    private Task InvokeAsync(QueueMessage message, string text, CancellationToken cancel)
    {
        var metadata = new JsonObject
        {
            ["Id"] = JsonSerializer.Serialize(message.MessageId),
            ["DequeueCount"] = JsonSerializer.Serialize($"{message.DequeueCount}"),
        };
        return handler.InvokeAsync(function.Name, new JsonObject { [function.Binding] = JsonSerializer.Serialize(text) }, metadata, cancel);
    }

    private async Task MoveToPoisonAsync(QueueMessage message, CancellationToken cancel)
    {
        await _poison.CreateIfNotExistsAsync(cancellationToken: cancel);
        await _poison.SendMessageAsync(message.Body, timeToLive: TimeSpan.FromSeconds(-1), cancellationToken: cancel);
        await _queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancel);
    }

    private static string? Decode(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }
}
