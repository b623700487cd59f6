using System.Text;
using System.Text.Json.Nodes;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace Emotion.Cli.LocalHost;

/// <summary>
/// Stands in for the host's queue trigger: takes batches, calls the function for each message, deletes what succeeded, lets what failed
/// come back after the visibility time-out, and moves what failed too often to <c>{queue}-poison</c>.
/// </summary>
/// <remarks>A poison queue has no poison queue of its own: as under the Functions host, its messages come back until they succeed.</remarks>
internal sealed class QueueListener(FunctionDefinition function, HostSettings settings, HostStorage storage, FunctionCalls functions, Action<string> warn)
{
    private const string PoisonSuffix = "-poison";
    private static readonly TimeSpan ShortestPoll = TimeSpan.FromMilliseconds(100);

    private readonly QueueClient _queue = storage.Queues.GetQueueClient(function.Source);
    private readonly QueueClient? _poison = function.Source.EndsWith(PoisonSuffix, StringComparison.Ordinal) ? null : storage.Queues.GetQueueClient(function.Source + PoisonSuffix);

    /// <summary>Listens until stopped, then waits for what is running.</summary>
    /// <param name="stop">Takes no more messages.</param>
    /// <param name="abort">Breaks off what is running; its messages come back.</param>
    public async Task RunAsync(CancellationToken stop, CancellationToken abort)
    {
        var running = new List<Task>();
        var poll = ShortestPoll;
        while (!stop.IsCancellationRequested)
        {
            var messages = await ReceiveAsync(stop);
            running.AddRange(messages.Select(message => ProcessAsync(message, abort)));
            while (running.Count > settings.QueueNewBatchThreshold)
                await SettleAsync(running, await Task.WhenAny(running));
            foreach (var finished in running.Where(task => task.IsCompleted).ToList())
                await SettleAsync(running, finished);

            if (messages.Length > 0)
            {
                poll = ShortestPoll;
                continue;
            }

            await Task.Delay(poll, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            poll = TimeSpan.FromTicks(Math.Min(2 * poll.Ticks, settings.QueueLongestPoll.Ticks));
        }

        await Task.WhenAll(running);
    }

    private async Task<QueueMessage[]> ReceiveAsync(CancellationToken stop)
    {
        try
        {
            var messages = (await _queue.ReceiveMessagesAsync(settings.QueueBatchSize, MessageLease.Length, stop)).Value;
            storage.QueueOutage.Over();
            return messages;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return [];
        }
        catch (Exception e) when (Outage.Is(e, stop))
        {
            storage.QueueOutage.Began(e);
            return [];
        }
    }

    private static async Task SettleAsync(List<Task> running, Task finished)
    {
        running.Remove(finished);
        await finished;
    }

    private async Task ProcessAsync(QueueMessage message, CancellationToken abort)
    {
        try
        {
            var raw = message.Body.ToString();
            var text = Decode(raw);
            if (text is not null || _poison is null) // the last stop takes anything, so that it is logged
                await CallAsync(message, text ?? raw, abort);
            else
                await GiveUpAsync(message, message.PopReceipt, "it is not Base64", abort);
        }
        catch (RequestFailedException e) when (e.Status == 404 || e.ErrorCode == QueueErrorCode.PopReceiptMismatch)
        {
            // The lease ran out, and another delivery has finished the message or has it in hand; the steps are idempotent.
        }
        catch (Exception e) when (Outage.Is(e, abort))
        {
            storage.QueueOutage.Began(e); // the message comes back when its lease runs out
        }
    }

    private async Task CallAsync(QueueMessage message, string text, CancellationToken abort)
    {
        var lease = new MessageLease(_queue, message, abort);
        InvocationFailedException? failure = null;
        await using (lease)
        {
            try
            {
                await InvokeAsync(message, text, abort);
            }
            catch (InvocationFailedException e)
            {
                failure = e;
            }
        }

        if (failure is null)
            await _queue.DeleteMessageAsync(message.MessageId, lease.Receipt, abort);
        else if (_poison is not null && message.DequeueCount >= settings.QueueAttempts)
            await GiveUpAsync(message, lease.Receipt, $"{message.DequeueCount} attempts failed. {failure.Message}", abort);
        else
        {
            warn($"{_queue.Name}: attempt {message.DequeueCount} failed. {failure.Message}");
            await _queue.UpdateMessageAsync(message.MessageId, lease.Receipt, message.Body, settings.QueueRetryDelay, abort);
        }
    }

    private Task InvokeAsync(QueueMessage message, string text, CancellationToken abort)
    {
        var metadata = new JsonObject
        {
            ["Id"] = FunctionCall.Quoted(message.MessageId),
            ["DequeueCount"] = FunctionCall.Quoted($"{message.DequeueCount}"),
        };
        return functions.InvokeAsync(FunctionCall.WithText(function.Name, function.Binding, text, metadata), abort);
    }

    private async Task GiveUpAsync(QueueMessage message, string receipt, string why, CancellationToken abort)
    {
        warn($"{_queue.Name}: a message goes to {_poison!.Name}: {why}");
        await _poison.CreateIfNotExistsAsync(cancellationToken: abort);
        await _poison.SendMessageAsync(message.Body, timeToLive: TimeSpan.FromSeconds(-1), cancellationToken: abort);
        await _queue.DeleteMessageAsync(message.MessageId, receipt, abort);
    }

    private static string? Decode(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }
}
