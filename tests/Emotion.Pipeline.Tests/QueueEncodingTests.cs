using Azure.Storage.Queues;
using Emotion.Tests;

namespace Emotion.Pipeline.Tests;

public sealed class QueueEncodingTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Messages_lie_in_the_queue_as_base64_which_the_functions_trigger_expects()
    {
        var sender = azurite.Storage.Queues.GetQueueClient("encoding-test");
        await sender.CreateIfNotExistsAsync(cancellationToken: Cancel);
        await sender.SendMessageAsync("{\"a\":1}", Cancel);

        var raw = new QueueClient(azurite.ConnectionString, "encoding-test");
        var message = await raw.PeekMessageAsync(Cancel);
        Assert.Equal("{\"a\":1}", System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(message.Value.Body.ToString())));
    }
}
