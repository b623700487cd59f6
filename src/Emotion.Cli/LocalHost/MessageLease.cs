using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace Emotion.Cli.LocalHost;

/// <summary>
/// A message in hand: hidden from others for a short while, and again as long as it is worked on. So a long call is not delivered twice,
/// and what a crash left behind comes back soon.
/// </summary>
internal sealed class MessageLease : IAsyncDisposable
{
    /// <summary>How long a message stays hidden without renewal.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Renewal = Length / 4; // so that a renewal or two may fail

    private readonly QueueClient _queue;
    private readonly QueueMessage _message;
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _renewing;

    public MessageLease(QueueClient queue, QueueMessage message, CancellationToken cancel)
    {
        _queue = queue;
        _message = message;
        Receipt = message.PopReceipt;
        _renewing = RenewAsync(cancel);
    }

    /// <summary>Deletes or releases the message, once the lease is disposed.</summary>
    public string Receipt { get; private set; }

    /// <summary>Stops renewing.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _renewing;
        _ended.Dispose();
    }

    private async Task RenewAsync(CancellationToken cancel)
    {
        while (true)
        {
            await Task.Delay(Renewal, _ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_ended.IsCancellationRequested)
                return;
            try
            {
                Receipt = (await _queue.UpdateMessageAsync(_message.MessageId, Receipt, _message.Body, Length, cancel)).Value.PopReceipt;
            }
            catch (Exception e) when (Outage.Is(e, cancel) || cancel.IsCancellationRequested)
            {
                // Not renewed: at worst the message is delivered twice, and the steps are idempotent.
            }
        }
    }
}
