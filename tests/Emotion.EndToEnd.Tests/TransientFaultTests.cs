using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Results;
using Emotion.Pipeline.Steps;
using Emotion.Tests;

namespace Emotion.EndToEnd.Tests;

/// <summary>What lasts a moment is bridged by the SDKs' own retries: the step succeeds at its first attempt, and the row is right.</summary>
public sealed class TransientFaultTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Services => ["blob", "queue", "table"];

    [Fact]
    public void The_sdks_try_as_often_as_the_documentation_says() => Assert.Equal(
        (5, 5, 3), (new BlobClientOptions().Retry.MaxRetries, new QueueClientOptions().Retry.MaxRetries, new TableClientOptions().Retry.MaxRetries));

    [Theory, MemberData(nameof(Services))]
    public Task Each_fault_of_each_service_is_bridged(string service) => Task.WhenAll(
        Enum.GetValues<Fault>().Where(fault => fault != Fault.None).Select(fault => BridgeAsync(service, fault)));

    private async Task BridgeAsync(string service, Fault fault)
    {
        await using var storage = await FaultyStorage.StartAsync(azurite.ConnectionString);
        using var steps = new Steps(storage.ConnectionString);
        var clip = Steps.NewClip();
        var proxy = service switch { "blob" => storage.Blob, "queue" => storage.Queue, _ => storage.Table };

        proxy.Next(fault);
        var version = await steps.Clips.UploadAsync(clip, new MemoryStream(WavFile.VoiceClip()), Cancel);
        Assert.Equal(StepOutcomeKind.Queued, (await steps.Extract.RunAsync(clip, Cancel)).Kind);
        Assert.Equal(StepOutcomeKind.Scored, (await steps.Score.RunAsync(Steps.MessageFor(version), Cancel)).Kind);
        Assert.Equal(1, proxy.Count(fault));

        // Where the answer to a write is lost, the SDK writes again and meets its own row.
        proxy.Next(Fault.None, fault);
        Assert.Equal(StepOutcomeKind.Scored, (await steps.Score.RunAsync(Steps.MessageFor(version), Cancel)).Kind);
        var row = await steps.Results.FindAsync(clip, Cancel);
        Assert.Equal((ResultStatus.Scored, version), (row!.Value.Result.Status, row.Value.Result.Version));
    }
}
