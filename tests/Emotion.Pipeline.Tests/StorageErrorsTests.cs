using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Messages;
using Emotion.Pipeline.Results;
using Emotion.Tests;

namespace Emotion.Pipeline.Tests;

/// <summary>A storage that is there and does not do its part: what the SDK makes of that, after all its attempts, is explained.</summary>
public sealed class StorageErrorsTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(nameof(HalfAnswer.None))] // a time-out
    [InlineData(nameof(HalfAnswer.CutShort))]
    [InlineData(nameof(HalfAnswer.Reset))]
    public async Task A_storage_that_does_not_answer_or_not_to_the_end_cannot_be_reached(string answer)
    {
        await using var storage = new HalfServer(Enum.Parse<HalfAnswer>(answer));
        await AssertExplainedAsync("cannot be reached", storage.ConnectionString);
    }

    [Fact]
    public async Task A_storage_that_is_away_cannot_be_reached_and_one_that_refuses_says_how()
    {
        await using var storage = await FaultyStorage.StartAsync(azurite.ConnectionString);
        storage.All.ToList().ForEach(proxy => proxy.Always(Fault.Drop));
        await AssertExplainedAsync("cannot be reached", storage.ConnectionString);
        storage.All.ToList().ForEach(proxy => proxy.Always(Fault.Busy));
        await AssertExplainedAsync("answered 503", storage.ConnectionString);
    }

    [Fact]
    public void What_is_no_error_of_the_storage_is_not_explained()
    {
        Assert.Null(StorageErrors.Explain(new OperationCanceledException()));
        Assert.Null(StorageErrors.Explain(new AggregateException(new IOException("a file"), new FileNotFoundException())));
        Assert.Null(StorageErrors.Explain(new AggregateException()));
    }

    private static async Task AssertExplainedAsync(string says, string storage)
    {
        foreach (var call in CallsTo(storage))
            Assert.Contains(says, StorageErrors.Explain(await Assert.ThrowsAnyAsync<Exception>(call)), StringComparison.Ordinal);
    }

    /// <summary>One call to each service as the stores make it, with less patience.</summary>
    private static Func<Task>[] CallsTo(string storage)
    {
        var (blobs, queues, tables) = (new BlobClientOptions(), new QueueClientOptions(), new TableClientOptions());
        foreach (var retry in new[] { blobs.Retry, queues.Retry, tables.Retry })
            (retry.MaxRetries, retry.Delay, retry.NetworkTimeout) = (1, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(0.5));
        var clips = new ClipStore(new BlobServiceClient(storage, blobs));
        var queue = new QueueClient(storage, FeatureQueue.QueueName, queues);
        var results = new ResultTable(new TableServiceClient(storage, tables));
        return
        [
            async () => await clips.ListAsync("none", Cancel).ToListAsync(Cancel),
            async () => await queue.PeekMessagesAsync(cancellationToken: Cancel),
            async () => await results.QueryAsync(new ResultQuery("none"), Cancel).ToListAsync(Cancel),
        ];
    }
}
