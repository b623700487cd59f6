using Emotion.Audio.Features;
using Emotion.Pipeline;
using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Messages;
using Emotion.Pipeline.Results;
using Emotion.Tests;

namespace Emotion.Functions.Tests.Contract;

/// <summary>What the Functions host can rely on, whichever adapter it calls.</summary>
public abstract class FunctionContract
{
    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected abstract Storage Storage { get; }

    /// <summary>The blob trigger: a clip of this name lies in the storage.</summary>
    protected abstract Task ExtractFeaturesAsync(ClipId clip);

    /// <summary>A queue trigger.</summary>
    /// <param name="function">Its name.</param>
    /// <param name="message">The message, decoded.</param>
    protected abstract Task CallAsync(string function, string message);

    [Fact]
    public async Task A_clip_in_folders_with_blanks_and_umlauts_becomes_a_message()
    {
        var version = await UploadAsync(WavFile.VoiceClip());
        await ExtractFeaturesAsync(version.Clip);
        Assert.Equal(version, (await TakeMessageAsync(version.Clip)).Version);
    }

    [Fact]
    public async Task A_message_becomes_a_scored_row()
    {
        var version = await UploadAsync(WavFile.VoiceClip());
        await CallAsync("ScoreClip", MessageFor(version));
        var row = await RowAsync(version.Clip);
        Assert.Equal((ResultStatus.Scored, version), (row!.Status, row.Version));
    }

    [Fact]
    public async Task A_clip_at_fault_becomes_a_rejected_row_and_the_call_succeeds()
    {
        var version = await UploadAsync("no audio"u8.ToArray());
        await ExtractFeaturesAsync(version.Clip);
        var row = await RowAsync(version.Clip);
        Assert.Equal((ResultStatus.Rejected, "Undecodable", version), (row!.Status, row.Reason, row.Version));
    }

    [Fact]
    public async Task Poison_messages_of_both_kinds_become_failed_rows()
    {
        var unread = await UploadAsync(WavFile.VoiceClip());
        await CallAsync("RecordExtractionFailure", new PoisonBlobMessage("clips", unread.Clip.BlobName, $"\"{unread.ETag}\"").ToJson());
        Assert.Equal("ExtractionFailed", (await RowAsync(unread.Clip))!.Reason);

        var unscored = await UploadAsync(WavFile.VoiceClip());
        await CallAsync("RecordScoringFailure", MessageFor(unscored));
        Assert.Equal("ScoringFailed", (await RowAsync(unscored.Clip))!.Reason);
    }

    [Fact]
    public async Task A_garbage_message_fails_the_call_so_that_the_host_counts_it() =>
        Assert.Contains("not a clip's features", (await Assert.ThrowsAnyAsync<Exception>(() => CallAsync("ScoreClip", "garbage"))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_poison_message_that_names_no_clip_ends_without_an_error()
    {
        await CallAsync("RecordScoringFailure", "garbage");
        await CallAsync("RecordExtractionFailure", "{}");
    }

    private async Task<ClipVersion> UploadAsync(byte[] content) => await new ClipStore(Storage.Blobs)
        .UploadAsync(new ClipId("contract", $"{Guid.NewGuid():N}/day 1/ä.wav"), new MemoryStream(content), Cancel);

    private async Task<ClipResult?> RowAsync(ClipId clip) => (await new ResultTable(Storage.Tables).FindAsync(clip, Cancel))?.Result;

    private async Task<ClipFeaturesMessage> TakeMessageAsync(ClipId clip)
    {
        var queue = Storage.Queues.GetQueueClient(FeatureQueue.QueueName);
        while ((await queue.ReceiveMessageAsync(cancellationToken: Cancel)).Value is { } received)
        {
            var message = ClipFeaturesMessage.Parse(received.Body.ToString());
            if (message.Version.Clip == clip)
                return message;
        }

        throw new InvalidOperationException($"No message for {clip} was sent.");
    }

    private static string MessageFor(ClipVersion version) =>
        ClipFeaturesMessage.For(version, Audio.ClipAnalyzer.Analyze(new MemoryStream(WavFile.VoiceClip()), FeatureRecipe.Of(ShippedModel.Card.FeatureSet))).ToJson();
}
